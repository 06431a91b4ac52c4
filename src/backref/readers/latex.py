"""LaTeX: the text of a manuscript, with the cite commands as markers and the items of `thebibliography` as citations.

A `.bbl` file is such a list alone. Macros are not expanded: a command that is not known leaves its last argument. Figures,
tables, displayed mathematics and listings are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..fields.latex import decode
from ..model import Document
from . import Reader
from ._builder import Builder

_CITE = r"(?:no|foot|full|auto|paren|text|smart|super|block)?[cC]ite(?:[a-zA-Z]{0,12})?|[pP]arencite|[tT]extcite"
_PIECE = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*+\n?)"
    rf"|(?P<cite>\\(?:{_CITE})\*?(?:\s?\[[^\[\]]{{0,300}}+\]){{0,2}}\s?\{{(?P<keys>[^{{}}]{{1,2000}}+)\}})"
    r"|(?P<bibitem>\\bibitem\s?(?:\[(?:[^\[\]{}]|\{[^{}]{0,300}\}){0,400}+\])?\s?\{(?P<key>[^{}]{1,200}+)\})"
    r"|\\(?P<section>(?:sub){0,2}section|chapter|(?:sub)?paragraph|part|title)\*?\s?(?:\[[^\[\]]{0,300}\])?\{"
    r"|(?P<footnote>\\(?:footnote|footnotetext|endnote))\s?(?:\[\d{1,4}\])?\{"
    r"|\\begin\s?\{(?P<begin>[a-zA-Z]{1,20}\*?)\}|\\end\s?\{(?P<end>[a-zA-Z]{1,20}\*?)\}"
    r"|(?P<math>\$\$?)"
    r"|(?P<accent>\\(?:[`'^\"~=.]|[uvHtcdbkr](?![a-zA-Z]))\s?(?:\{\\?[a-zA-Z]\}|\\?[a-zA-Z]))"
    r"|(?P<item>\\item\b\s?(?:\[[^\[\]]{0,200}\])?)"
    r"|(?P<escaped>\\[&%$#_{}])|(?P<break>\\\\(?:\[[^\[\]]{0,20}\])?|\\newblock\b|\\,|\\ |\\;|\\quad\b|~)"
    r"|(?P<dropped>\\(?:label|ref|eqref|pageref|includegraphics|input|include|bibliographystyle|bibliography|usepackage|vspace|hspace|cref|Cref|autoref|addbibresource)\*?\s?(?:\[[^\[\]]{0,300}\])?\{[^{}]{0,400}+\})"
    r"|(?P<href>\\href\s?\{[^{}]{0,1000}+\})|(?P<command>\\[a-zA-Z]+\*?\s?(?:\[[^\[\]\n]{0,200}+\])?)|(?P<brace>[{}])|(?P<dash>---?|``|'')"
    r"|(?P<blank>\n[ \t]*+\n\s*+)"
)
_DROPPED = frozenset(
    "figure table equation align tabular verbatim lstlisting tikzpicture gather multline eqnarray displaymath math algorithm algorithmic comment minted array".split()
)
_DASHES = {"---": "—", "--": "–", "``": "“", "''": "”"}
_ALONE = {"textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "i": "ı", "oe": "œ", "OE": "Œ", "S": "§", "P": "¶", "copyright": "©"}  # fmt: skip


def read(source: str, name: str = "-") -> Document:
    """Return the document of a manuscript or of a `.bbl` file.

    >>> paper = read(r"Useful~\\cite{deyo}.\\begin{thebibliography}{1}\\bibitem{deyo} R. Deyo. Opioids.\\end{thebibliography}")
    >>> paper.text.split("\\n")[0], paper.markers[0].keys, paper.citations[0].label
    ('Useful \\\\cite{deyo}.', ('deyo',), 'deyo')
    """
    return _Manuscript(source, name).read()


class _Manuscript:
    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.builder = Builder(source, name)
        self.block = 0
        self.item: tuple[int, str] | None = None  # where an item of the bibliography began, and its key
        self.headings: list[int] = []  # the depths of braces at which a heading ends
        self.notes: list[tuple[int, int]] = []  # the braces of footnotes, read behind their paragraph
        self.depth = 0
        self.absent: set[str] = set()
        self.kind = "paragraph"

    def read(self) -> Document:
        start = self.source.find("\\begin{document}")
        stop = self.source.find("\\end{document}", max(start, 0))
        self._read(start + 16 if start >= 0 else 0, stop if stop >= 0 else len(self.source))
        self._close()
        return self.builder.document()

    def _read(self, at: int, stop: int) -> None:
        builder, source = self.builder, self.source
        while at < stop and (match := _PIECE.search(source, at, stop)):
            builder.copy(at, match.start())
            at = match.end()
            if match["cite"]:
                begin = builder.length
                builder.copy(match.start(), match.end())
                keys = tuple(key.strip() for key in match["keys"].split(",") if key.strip() and key.strip() != "*")
                builder.marker(begin, "key", keys)
            elif match["bibitem"]:
                self._close()
                self.item = (builder.length, " ".join(match["key"].split()))
            elif match["section"]:
                self._close()
                self.depth += 1
                self.headings.append(self.depth)
            elif match["footnote"]:
                closed = self._closing(match.end() - 1, stop)
                self.notes.append((match.end(), closed))
                at = closed + 1
            elif match["begin"] or match["end"]:
                at = self._environment(match, stop)
            elif match["math"]:
                closed = source.find(match["math"], at, min(stop, at + 3000))
                end = closed + len(match["math"]) if closed >= 0 else at
                builder.copy(match.start(), end) if match["math"] == "$" else None
                at = end
            elif match["item"]:
                self._close()
                self.kind = "item"
            elif match["brace"]:
                self._brace(match["brace"])
            elif match["blank"] and self.item is None:
                self._close()
            elif (said := self._said(match)) is not None:
                builder.insert(said, match.start(), len(match.group()))
        builder.copy(at, stop)

    @staticmethod
    def _said(match: re.Match[str]) -> str | None:
        """What stands in the text for a command, a dash, a break or a blank; None for nothing."""
        if match["accent"] or match.lastgroup == "escaped":
            return decode(match.group())
        if match["command"]:
            return _ALONE.get(match["command"].strip()[1:])
        if match["dash"]:
            return _DASHES[match["dash"]]
        return " " if match["break"] or match["blank"] else None

    def _brace(self, brace: str) -> None:
        if brace == "{":
            self.depth += 1
            return
        if self.headings and self.headings[-1] == self.depth:
            self.headings.pop()
            self._close("heading")
        self.depth = max(self.depth - 1, 0)

    def _environment(self, match: re.Match[str], stop: int) -> int:
        name = (match["begin"] or match["end"]).rstrip("*")
        if match["begin"] and name in _DROPPED:
            end = f"\\end{{{match['begin']}}}"
            closed = -1 if end in self.absent else self.source.find(end, match.end(), stop)
            if closed < 0:
                self.absent.add(end)  # so that the rest is not searched for it again
            return closed + len(end) if closed >= 0 else match.end()
        self._close()
        if match["begin"] and name == "thebibliography":
            at = self.builder.length
            self.builder.insert("References", match.start(), 0)
            self.builder.block(at, "heading", level=1)
            self.builder.insert("\n\n", match.end())
            self.block = self.builder.length
            if widest := re.compile(r"\s*\{[^{}]{0,40}\}").match(self.source, match.end()):
                return widest.end()
        return match.end()

    def _closing(self, opening: int, stop: int) -> int:
        """Where the brace that opens at `opening` closes; else the end of the paragraph."""
        depth = 0
        for match in re.compile(r"\\.|[{}]|\n\s*\n").finditer(self.source, opening, stop):
            if match.group() == "{":
                depth += 1
            elif match.group() == "}":
                depth -= 1
                if depth == 0:
                    return match.start()
            elif match.group()[0] == "\n":
                return match.start()
        return stop

    def _close(self, kind: str = "") -> None:
        """End the block, and read the footnotes that it held."""
        builder = self.builder
        if self.item is not None:
            at, key = self.item
            builder.citation(at, key)
            builder.block(at, "item", key)
            self.item = None
        elif builder.length > self.block:
            builder.block(
                self.block,
                "heading" if kind == "heading" else "item" if self.kind == "item" else "paragraph",
                level=1 if kind == "heading" else 0,
            )
        self.kind = "paragraph"
        if builder.length > self.block:
            builder.insert("\n\n", len(self.source))
        self.block = builder.length
        notes, self.notes = self.notes, []
        for start, end in notes:
            self._read(start, end)
            if builder.length > self.block:
                builder.block(self.block, "footnote")
                builder.insert("\n\n", end)
            self.block = builder.length


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
