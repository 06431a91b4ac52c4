"""Walks a manuscript: its blocks, headings, notes, environments and formulas. What its blocks are made of is
`Blocks`'s.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ...model import Document, Span
from ...text import formulas
from . import counting, inputs, pieces
from .floats import Floats

_MATH = 3000  # characters of a formula
_QUOTING = {
    "displaycquote": "textcquote",
    "foreigndisplaycquote": "foreigntextcquote",
    "hyphendisplaycquote": "foreigntextcquote",
}
_OPTION = 300  # of what stands in brackets behind an item or the beginning of a list


class Manuscript(Floats):
    """A manuscript that is read."""

    has_raised = False  # whether a formula may be a marker

    def read(self) -> Document:
        """Return the document between the commands that begin and end it, or of the whole file."""
        self.has_raised = formulas.is_numbered(self.source)
        start = self.source.find("\\begin{document}")
        stop = self.source.find("\\end{document}", max(start, 0))
        self.walk(start + 16 if start >= 0 else 0, stop if stop >= 0 else len(self.source))
        self.close()
        return replace(self.builder.document(), inputs=tuple(self.inputs[: inputs.MOST]))

    def walk(self, at: int, stop: int) -> None:
        """Read source[at:stop]."""
        while at < stop and (match := pieces.PIECE.search(self.source, at, stop)):
            self.builder.copy(at, match.start())
            at = self._piece(match, stop)
        self.builder.copy(at, stop)

    def _piece(self, match: re.Match[str], stop: int) -> int:
        """Read one piece, and return where the next one may begin."""
        if match["begin"] or match["end"]:
            return self._environment(match, stop)
        if match["math"]:
            return self._math(match, stop)
        if match["section"]:
            self.close()
            self.depth += 1
            self.headings.append(self.depth)
        elif match["footnote"]:
            return self._footnote(match, stop)
        elif match["mark"]:
            self._noted(self.counting.note(match["marked"]), match.start(), match.end())
        elif match["item"]:
            return self.entry(match, stop)
        elif match["listed"]:
            return self._listed(match, stop)
        elif match["brace"]:
            self.brace(match)
        elif match["cell"]:
            self.cell(match)
        elif match["input"]:
            self._input(match)
        elif (match["blank"] and self.item is None) or (self.tables and (match["break"] or "").startswith("\\\\")):
            self.close()
        elif match["hidden"]:
            return self.behind("\\fi", match.end(), stop)
        else:
            return self.printed(match, stop)
        return match.end()

    def _footnote(self, match: re.Match[str], stop: int) -> int:
        """Keep a note, which is read behind its paragraph; a marker stands for it where it is called."""
        closed = self.closing(match.end() - 1, stop)
        if match["noted"] == "footnotetext":
            label = f"^{match['number'] or self.counting.notes}"
        else:
            label = self.counting.note(match["number"])
            self._noted(label, match.start(), min(closed + 1, stop))
        self.notes.append((match.end(), closed, label))
        return closed + 1

    def _noted(self, label: str, start: int, end: int) -> None:
        at = self.builder.length
        self.builder.insert(f"[{label}]", start, end - start)
        self.builder.marker(at, "footnote", (label,))

    def _listed(self, match: re.Match[str], stop: int) -> int:
        """Begin an item, with the number that it prints."""
        self.close()
        self.kind = "item"
        at = self.tex.gap(match.end(), stop)
        closed = self.tex.closing(at, stop) if self.source.startswith("[", at, stop) else -1
        if closed < 0 or closed - at > _OPTION:
            self.label = self.counting.item(None)
            return match.end()
        self.label = self.counting.item(self.source[at + 1 : closed])
        return closed + 1

    def _input(self, match: re.Match[str]) -> None:
        """Keep the file that is named; a blank stands for it in the text."""
        at = self.builder.length
        self.builder.insert(" ", match.start(), match.end() - match.start())
        found = inputs.named(match.group(), Span(at, self.builder.length))
        if found is None or len(self.inputs) > inputs.MOST:
            return
        if len(self.inputs) == inputs.MOST:
            self.inputs.append(found._replace(paths=()))
            message = f"more than {inputs.MOST:,} files are named; those from here on are not read"
            self.builder.problems.append(inputs.not_read(message, found.span, self.builder.name))
        elif problem := inputs.unknown(found, match.group(), self.builder.name):
            self.builder.problems.append(problem)
        else:
            self.inputs.append(found)

    def _math(self, match: re.Match[str], stop: int) -> int:
        """A formula in a line is printed, and nothing is found in it; a displayed one is left out."""
        closing = pieces.CLOSING[match["math"]]
        closed = self.source.find(closing, match.end(), min(stop, match.end() + _MATH))
        end = closed + len(closing) if closed >= 0 else match.end()
        if match["math"] in ("$", "\\("):
            at = self.builder.length
            formula, behind = self.source[match.start() : end], self.source[end : end + 6]
            if self.has_raised and (said := formulas.marked(formula, self.builder.tail(50), behind)):
                self.builder.insert(f"[{said}]", match.start(), end - match.start())
                return end
            self.builder.copy(match.start(), end)
            if closed >= 0:
                self.builder.block(at, "code")
        return end

    def _environment(self, match: re.Match[str], stop: int) -> int:
        name = (match["begin"] or match["end"]).rstrip("*")
        if match["begin"] and name in pieces.DROPPED:
            return self.behind(f"\\end{{{match['begin']}}}", match.end(), stop)
        if match["begin"] and name in pieces.CAPTIONED:
            return self.captions(match, stop)
        if self.item is not None and name != "thebibliography":
            return match.end()  # "\begin{APACrefauthors}" within an entry
        self.close()
        if match["begin"] and name == "thebibliography":
            self._heading(match)
            first = pieces.FIRST_ITEM.search(self.source, match.end(), stop)
            return first.start() if first else self.tex.arguments(match.end(), stop).end
        if match["begin"] == "biblist":
            self._heading(match)
        if match["begin"] and name in _QUOTING:
            return self.cites(match, _QUOTING[name], stop)
        if name in counting.LISTS:
            return self._list(match, name, stop)
        if name in pieces.TABLES:
            return self.table(match, name, stop)
        if match["begin"] and (most := pieces.GIVEN.get(name)):
            return self.tex.arguments(match.end(), stop, most=most).end
        return self.placed(match, name, stop)

    def _list(self, match: re.Match[str], name: str, stop: int) -> int:
        """Begin or end a list; what its brackets say is not printed."""
        if match["end"]:
            self.counting.end()
            return match.end()
        at = match.end()
        closed = self.tex.closing(at, stop) if self.source.startswith("[", at, stop) else -1
        is_option = 0 <= closed - at <= _OPTION
        self.counting.begin(name, self.source[at + 1 : closed] if is_option else "")
        return closed + 1 if is_option else at

    def _heading(self, match: re.Match[str]) -> None:
        at = self.builder.length
        self.builder.insert("References", match.start(), 0)
        self.builder.block(at, "heading", level=1)
        self.builder.insert("\n\n", match.end())
        self.block = self.builder.length
