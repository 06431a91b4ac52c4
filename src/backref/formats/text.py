"""A reference list for reading, as plain text."""

from __future__ import annotations

from .. import styles
from ..model import Bibliography
from ..text.escape import plain
from . import Format


def dump(bibliography: Bibliography, style: str = "vancouver") -> str:
    """Return one entry a line, in a style of `backref.styles` or that of a CSL file.

    >>> from backref.model import Name, Reference
    >>> reference = Reference(id="a", type="book", title="Low back disorders", author=(Name(family="McGill", given="Stuart"),))
    >>> print(dump(Bibliography.of((reference,))))
    1. McGill S. Low back disorders.
    <BLANKLINE>
    """
    made = [f"{line.label} {styles.bare(line)}".strip() + "\n" for line in styles.lines(bibliography, style)]
    return plain("".join(made))


FORMAT = Format(
    name="text",
    title="reference list (plain text)",
    suffixes=(".txt",),
    media_type="text/plain",
    dump=dump,
    styled=dump,
)
