r"""Unicode -> LaTeX for the values of BibTeX fields: escaping that nothing gets past."""

from __future__ import annotations

import re

from ._escape import plain

_SPECIALS = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",  # "\{" would unbalance BibTeX, which counts it as a brace
}  # fmt: skip


def encode(text: str) -> str:
    r"""Return `text` for a BibTeX field: specials escaped, letters kept as Unicode, nothing that LaTeX would obey.

    Source: the ten special characters of "The TeXbook", chapter 7.

    >>> encode("50% of A&B_c {x} \\input")
    '50\\% of A\\&B\\_c \\textbraceleft{}x\\textbraceright{} \\textbackslash{}input'
    """
    return "".join(_SPECIALS.get(char, char) for char in plain(" ".join(text.split())).replace("\u00a0", " "))


def verbatim(text: str) -> str:
    """Return an address or identifier for a BibTeX field: as it is, but for braces, backslashes and blanks, which are percent-encoded.

    `url` and `doi` are printed by commands that take % # _ & as they are; a brace could end the field.
    """
    return "".join(f"%{ord(c):02X}" if c in '{}\\ "' else c for c in plain(text))


def unverbatim(value: str) -> str:
    r"""Return the address that a field holds: "\_", "\%" and the like, which many programs write, lose the backslash."""
    return re.sub(r"\\([%#&_~$^{}])", r"\1", value).replace("{", "").replace("}", "").strip()
