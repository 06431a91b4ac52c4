r"""BibLaTeX: entries for `biber`, with its types, its names of fields, and dates as EDTF. The table is in
`bib/table.py`.

Source: biblatex manual 3.20.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model import Bibliography
from . import Format, Loaded
from .bib import read


def dump(bibliography: Bibliography) -> str:
    """Return the entries as BibLaTeX, one blank line between them.

    >>> from backref.model import Date, Reference
    >>> reference = Reference(id="a", type="webpage", title="Flow chart", issued=Date(date_parts=((2018, 7),)))
    >>> print(dump(Bibliography.of((reference,))))
    @online{a,
      title = {Flow chart},
      date = {2018-07}
    }
    <BLANKLINE>
    """
    from .bib import write  # which most who read such a file do not need

    return write.dump(bibliography, "biblatex")


def load(text: str, *, inherit: bool = True) -> Loaded:
    """Return the entries of a .bib file; crossref and xdata are resolved unless `inherit` is false.

    >>> load("@online{a, title = {Flow chart}, date = {2018-07}}").references[0].issued.date_parts
    ((2018, 7),)
    """
    return read.load(text, "biblatex", inherit=inherit)


def _pieces(bibliography: Bibliography) -> Iterator[str]:
    from .bib import write

    return write.pieces(bibliography, "biblatex")


FORMAT = Format(
    name="biblatex",
    title="BibLaTeX",
    suffixes=(".biblatex",),
    media_type="application/x-biblatex",
    load=load,
    dump=dump,
    pieces=_pieces,
    load_as_written=partial(load, inherit=False),
)
