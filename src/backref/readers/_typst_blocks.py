"""The blocks of a Typst file: where each begins and ends, and the notes that it held. A stack says what is open."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from ..model import BlockKind
from ._builder import Builder
from ._pairs import Pairs
from ._typst import BRACKET, START, labels, nested_comments

CLOSING = {"(": ")", "{": "}"}
CODE_MODES = ("(", "{", "line")
# On the line above a list.
_ENUM = re.compile(r"^[ \t]*#set enum\([^()\n]{0,200}?\bstart:\s?(\d{1,4})[^()\n]{0,200}\)[ \t]*\n", re.MULTILINE)


class Open(NamedTuple):
    """What is open: "text" is a bracket of the prose, "content" one behind a call, "block" one in code; else code."""

    mode: str
    call: str = ""
    at: int = 0
    around: int = -1  # where in the stack the innermost one stands that is no code


class Growing:
    """The text of one file as it grows; `_read` is what knows markup and code."""

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.builder = Builder(source, name)
        self.labels = labels(source)
        self.last = source.rfind("*/")  # behind which no comment ends
        self.nested = nested_comments(source)
        self.closers = {closing: source.rfind(closing) for closing in CLOSING.values()}
        self.stack: list[Open] = []
        self.notes: list[
            tuple[str, int, int]
        ] = []  # of the paragraph, read behind it: their labels, and where they stand
        self.code = (-1, -1)  # where the last code stands in the text
        self.depth = 0  # of the note that is read, in others
        self.starts = {found.end(): int(found[1]) - 1 for found in _ENUM.finditer(source)}
        self.block = 0
        self.kind: BlockKind = "paragraph"
        self.label = ""
        self.count = 0  # of the items that Typst numbers

    def _begin(self, at: int, stop: int) -> int:
        """Begin a block, and return where its text does."""
        match = START.match(self.source, at, stop)
        if match is None:
            return at
        self.kind = "heading" if match["heading"] else "item" if match["item"] or match["number"] else "paragraph"
        self.count = self.starts.get(at, self.count)
        self.count = self.count + 1 if match["item"] == "+" else 0
        self.label = match["number"] or (str(self.count) if match["item"] == "+" else "")
        return match.end()

    def _close(self, at: int) -> None:
        """End the block, and read the notes that it held."""
        if self.builder.length > self.block and self.code == (self.block, self.builder.length):
            self.builder.insert("\n\n", at)
        elif self.builder.length > self.block:
            self.builder.block(self.block, self.kind, self.label, int(self.kind == "heading"))
            self.builder.insert("\n\n", at)
        self.count = self.count if self.kind == "item" else 0
        self.block, self.kind, self.label = self.builder.length, "paragraph", ""
        notes, self.notes = self.notes, []
        stack = self.stack
        self.depth += 1
        for label, start, end in notes:
            self.kind, self.label = "footnote", label
            self._read(start, end)
        self.depth -= 1
        self.stack = stack

    @cached_property
    def brackets(self) -> Pairs:
        """Where the brackets of the file close."""
        return Pairs(self.source, BRACKET)

    def _push(self, mode: str, call: str = "", at: int = 0) -> None:
        below = self.stack[-1].around if self.stack else -1
        self.stack.append(Open(mode, call, at, below if mode in CODE_MODES else len(self.stack)))

    def _read(self, at: int, stop: int) -> None:
        raise NotImplementedError
