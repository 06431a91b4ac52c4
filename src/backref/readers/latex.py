"""LaTeX: the text of a manuscript, with the cite commands as markers and the items of its bibliography as citations.

A `.bbl` file is such a list alone; biber's, and those of amsrefs, hold fields, from which nothing needs to be parsed.
Macros are not expanded: a command that is not known leaves its arguments. Figures, tables, displayed mathematics,
listings and definitions are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Document
from . import Reader
from ._tex.manuscript import Manuscript


def read(source: str, name: str = "-") -> Document:
    """Return the document of a manuscript or of a `.bbl` file.

    >>> paper = read(r"Useful~\\cite{deyo}.\\begin{thebibliography}{1}\\bibitem{deyo} R. Deyo. Opioids.\\end{thebibliography}")
    >>> paper.text.split("\\n")[0], paper.markers[0].keys, paper.citations[0].label
    ('Useful \\\\cite{deyo}.', ('deyo',), 'deyo')
    """
    return Manuscript(source, name).read()


def cite(source: str, keys: Sequence[str]) -> str:
    """Return a citation of these keys.

    >>> cite("", ["a", "b"])
    '\\\\cite{a,b}'
    """
    return f"\\cite{{{','.join(keys)}}}"


READER = Reader(
    name="latex",
    title="LaTeX",
    read=read,
    suffixes=(".tex", ".latex", ".ltx", ".bbl"),
    media_types=("application/x-tex", "text/x-tex"),
    is_synced=True,
    cite=cite,
)
