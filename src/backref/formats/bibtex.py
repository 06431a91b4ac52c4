r"""BibTeX: entries for `bibtex` and everything that reads its files.

Entries are UTF-8 with LaTeX's special characters escaped; what pdflatex cannot print as Unicode becomes a command. What
is read may be BibTeX or BibLaTeX, whole or broken. The table is in `bib/table.py`.

Source: "BibTeXing" (Oren Patashnik, 1988).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model import Bibliography
from . import Format, Loaded
from .bib import read


def dump(bibliography: Bibliography) -> str:
    """Return the entries as BibTeX, one blank line between them.

    >>> from backref.model import Name, Reference
    >>> reference = Reference(id="a", type="book", title="50% {x}", author=(Name(family="Chou", given="R"),))
    >>> print(dump(Bibliography.of((reference,))))
    @book{a,
      author = {Chou, R},
      title = {50\\% \\textbraceleft{}x\\textbraceright{}}
    }
    <BLANKLINE>
    """
    from .bib import write  # which most who read such a file do not need

    return write.dump(bibliography, "bibtex")


def load(text: str, *, inherit: bool = True) -> Loaded:
    """Return the entries of a .bib file; string macros and `#` are resolved, and crossref and xdata unless `inherit` is
    false.

    A broken entry becomes a Problem with its line and column; what is whole in it is kept, and the entries around it
    survive.

    >>> load("@article{a, title = {A {DNA} tale}, year = 2001, month = feb # {~3}}").references[0].title
    'A DNA tale'
    """
    return read.load(text, "bibtex", inherit=inherit)


def _pieces(bibliography: Bibliography) -> Iterator[str]:
    from .bib import write

    return write.pieces(bibliography, "bibtex")


FORMAT = Format(
    name="bibtex",
    title="BibTeX",
    suffixes=(".bib",),
    media_type="application/x-bibtex",
    load=load,
    dump=dump,
    pieces=_pieces,
    load_as_written=partial(load, inherit=False),
)
