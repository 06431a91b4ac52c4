"""The text of a Typst file: markup in code in markup, with one stack of what is open, so that no depth is too great."""

from __future__ import annotations

import re

from ..model import Document
from ._typst import CODE, MARKUP, START, letter, opaque_end
from ._typst_blocks import CLOSING, CODE_MODES
from ._typst_calls import Calls

_DEEPEST = 200  # of what is open, that is looked at for the content around a bracket


class TypstPage(Calls):
    """One file as it is read."""

    def read(self) -> Document:
        """Return the document."""
        self._read(0, len(self.source))
        return self.builder.document()

    def _read(self, at: int, stop: int) -> None:
        self.stack = []
        at = self._begin(at, stop)
        while at < stop:
            is_code = bool(self.stack) and self.stack[-1].mode in CODE_MODES
            match = (CODE if is_code else MARKUP).search(self.source, at, stop)
            if not is_code:
                self.builder.copy(at, match.start() if match else stop)
            if match is None:
                break
            at = self._code(match, stop) if is_code else self._markup(match, stop)
        self._close(stop)

    def _markup(self, match: re.Match[str], stop: int) -> int:
        kind, (start, end) = match.lastgroup, match.span()
        if kind == "key":
            return self._key(match, stop)
        if kind == "call":
            return self._call(match, stop)
        if kind in ("comment", "raw", "math"):
            end = opaque_end(self.source, start, stop, self.last, self.nested)
            if kind != "comment" or match.group() == "/*" == self.source[start:end]:
                begin = self.builder.length
                self.builder.copy(start, end)
                if end > match.end():
                    self.builder.block(begin, "code")
                    self.code = (begin, self.builder.length)
        elif kind in ("escape", "space"):
            self.builder.insert(letter(match["escape"]) if kind == "escape" else " ", start, end - start)
        elif kind == "blank" or (kind == "line" and (self.kind == "heading" or START.match(self.source, end, stop))):
            self._close(end)
            return self._begin(end, stop)
        elif kind in ("line", "open", "url"):
            self.builder.copy(start, end)
            if kind == "open":
                self._push("text")
        elif kind == "close":
            return self._closed(match)
        return end

    def _code(self, match: re.Match[str], stop: int) -> int:
        kind, (start, end), top = match.lastgroup, match.span(), self.stack[-1]
        if kind in ("comment", "raw", "math"):
            return opaque_end(self.source, start, stop, self.last, self.nested)
        printed = match.group()
        if printed == "[":
            self._close(start)
            self._push("block")
            return self._begin(end, stop)
        if kind == "open":
            self._push(printed)
        elif kind == "end" and top.mode == "line":
            self.stack.pop()
            return start if printed == "\n" else end
        elif kind == "close" and CLOSING.get(top.mode) == printed:
            self.stack.pop()
            if not self.stack or self.stack[-1].mode not in CODE_MODES:
                return self._args(top, end, stop)
        elif printed == "]" and top.around >= max(len(self.stack) - _DEEPEST, 0):
            while self.stack[-1].mode in CODE_MODES:  # code that was never closed ends with the content around it
                self.stack.pop()
            return self._closed(match)
        return end
