"""The calls of a Typst file: "#cite(<key>)", "#footnote[...]", "#link(...)[...]", and what is open behind them."""

from __future__ import annotations

import re

from ..text.raised import is_part, raised
from . import _works
from ._typst import CITED, LONGEST_NOTE, STATEMENTS, is_cited, trimmed
from ._typst_blocks import CLOSING, Growing, Open

_URL = re.compile(r"\(\s*\"(https?://[^\"\n]{1,1000})\"")
_RAISED = re.compile(r"\[(\d{1,3}(?:\s?(?:--|[,;\u2010-\u2015-])\s?\d{1,3}){0,20})\]")
_DEEPEST = 20  # notes within notes
_STRING = re.compile(r"\"[^\"\\\n]{0,2000}\"")


class Calls(Growing):
    """What is cited, and what is given to a call."""

    def _key(self, match: re.Match[str], stop: int) -> int:
        """Copy "@deyo2015[p. 3]", a citation if it is no label."""
        key, begin = trimmed(match["key"]), self.builder.length
        end = match.start("key") + len(key)
        if self.source[end : end + 1] == "[" and (closed := self._note_end(end, min(stop, end + 300))) > 0:
            end = closed + 1
        self.builder.copy(match.start(), end)
        if is_cited(key, self.labels):
            self.builder.marker(begin, "key", (key,))
        return end

    def _call(self, match: re.Match[str], stop: int) -> int:
        """Begin a call or a statement: what it cites is copied, its arguments are code, its content is text."""
        source, (start, end), name = self.source, match.span(), match["call"]
        if cited := CITED.match(source, start, stop):
            begin = self.builder.length
            self.builder.copy(*cited.span())
            key = cited["key"] or cited["named"]
            if name == "cite" or is_cited(key, self.labels):
                self.builder.marker(begin, "key", (key,))
            return cited.end()
        if name in STATEMENTS:
            self._push("line")
            return end
        return self._behind(name, end, stop)

    def _behind(self, name: str, at: int, stop: int, since: int = 0) -> int:
        """Read what a call is given: arguments, content, or nothing more."""
        following = self.source[at : min(at + 1, stop)]
        if following == '"' and not name and (string := _STRING.match(self.source, at, stop)):
            self.builder.copy(at + 1, string.end() - 1)
            return string.end()
        if following in CLOSING and at < self.closers[CLOSING[following]]:
            self._push(following, name, at)
            return at + 1
        if following == "[" and self._is_note(name) and (closed := self._note_end(at, stop)) > 0:
            label, start = f"^{at}", at - len(name) - 1
            begin = self.builder.length
            self.builder.insert(f"[{label}]", start, closed + 1 - start)
            self.builder.marker(begin, "footnote", (label,))
            self.notes.append((label, at + 1, closed))
            return closed + 1
        if name == "super" and (digits := _RAISED.match(self.source, at, stop)):
            return self._raised(digits)
        if name == "heading" and following == "[":
            self._close(at)
            self.kind = "heading"
        if following == "[":
            self._push("content", name, since or at)
            before = 6 if self.source[max(at - 6, 0) : at] == "#super" else 0  # so that the marker stands for all of it
            self.builder.insert("[" if name == "super" else "", at - before, before + 1)
            return at + 1
        return at

    def _is_note(self, name: str) -> bool:
        """Whether a call of this name is a note; one that is too deep in others is read where it stands."""
        return name.endswith("footnote") and self.depth < _DEEPEST

    def _note_end(self, opening: int, stop: int) -> int:
        """Where the bracket that opens at `opening` closes, -1 where that is nowhere near."""
        closed = self.brackets.closing(opening)
        return closed if closed < min(stop, opening + LONGEST_NOTE) else -1

    def _raised(self, match: re.Match[str]) -> int:
        """Print raised numbers as a marker, or as a part of what they stand at."""
        start = match.start() - len("#super")
        said = match[1].replace("--", "–")
        is_sign = is_part(self.builder.tail(50), said, self.source[match.end() : match.end() + 6])
        self.builder.insert(raised(said) if is_sign else f"[{said}]", start, match.end() - start)
        return match.end()

    def _args(self, opened: Open, at: int, stop: int) -> int:
        """Read what follows the arguments of a call; a link without content is its address."""
        url = _URL.match(self.source, opened.at, at) if opened.call == "link" else None
        if url and self.source[at : at + 1] != "[":
            self.builder.copy(*url.span(1))
        return self._behind(opened.call, at, stop, opened.at)

    def _closed(self, match: re.Match[str]) -> int:
        """End what a bracket closes: one of the prose, the content of a call, or a paragraph in code."""
        top = self.stack.pop() if self.stack else Open("text")
        if top.mode == "text":
            self.builder.copy(*match.span())
        elif top.mode == "block":
            self._close(match.end())
        else:
            self.builder.insert("]" if top.call == "super" else "", match.start(), 1)
            url = _URL.match(self.source, top.at) if top.call == "link" else None
            if url and _works.names_work(url[1], self.source[url.end() : match.start()]):
                self.builder.insert(" ", match.start())
                self.builder.copy(*url.span(1))
            return self._behind("", match.end(), len(self.source))
        return match.end()
