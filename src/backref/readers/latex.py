"""LaTeX: the text of a manuscript, with the cite commands as markers and the items of its bibliography as citations.

A `.bbl` file is such a list alone; biber's, and those of amsrefs, hold fields, from which nothing needs to be parsed.
Macros are not expanded: a command that is not known leaves its arguments. Of figures only the captions are read;
displayed mathematics, listings and definitions are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Document, Span
from . import Reader
from ._tex.arguments import Tex
from ._tex.manuscript import Manuscript
from ._tex.own import definitions, own_commands

_ITEM = re.compile(r"\\item(?:\[[^\n]{0,60}\])?\s*\Z")
_BEFORE = 100  # characters of an item's command and label, and the blanks behind them


def read(source: str, name: str = "-") -> Document:
    """Return the document of a manuscript or of a `.bbl` file.

    >>> paper = read(r"Useful~\\cite{deyo}.\\begin{thebibliography}{1}\\bibitem{deyo} R. Deyo. Opioids.\\end{thebibliography}")
    >>> paper.text.split("\\n")[0], paper.markers[0].keys, paper.citations[0].label
    ('Useful \\\\cite{deyo}.', ('deyo',), 'deyo')
    """
    return Manuscript(source, name).read()


def read_part(source: str, name: str, definitions: str) -> Document:
    r"""Return the document of a part, in which the commands that its root defines cite.

    >>> read_part(r"So it is \src{deyo}.", "one.tex", r"\newcommand{\src}[1]{\cite{#1}}").markers[0].keys
    ('deyo',)
    """
    part = Manuscript(source, name)
    part.own = {**own_commands(Tex(definitions)), **part.own}
    return part.read()


def cite(source: str, keys: Sequence[str]) -> str:
    """Return a citation of these keys.

    >>> cite("", ["a", "b"])
    '\\\\cite{a,b}'
    """
    return f"\\cite{{{','.join(keys)}}}"


def may_edit(source: str, span: Span) -> bool:
    """Whether a citation may be replaced here: not an item, without which its list would be none.

    >>> may_edit(r"\\item Deyo RA. Opioids.", Span(6, 22)), may_edit("It fails [1].", Span(9, 12))
    (False, True)
    """
    return _ITEM.search(source[max(span.start - _BEFORE, 0) : span.start]) is None


READER = Reader(
    name="latex",
    title="LaTeX",
    read=read,
    suffixes=(".tex", ".latex", ".ltx", ".bbl"),
    media_types=("application/x-tex", "text/x-tex"),
    is_synced=True,
    cite=cite,
    may_edit=may_edit,
    definitions=definitions,
    read_part=read_part,
)
