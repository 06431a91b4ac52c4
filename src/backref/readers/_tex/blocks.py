"""The blocks of a manuscript while they are read: headings, which end with their braces, items, and footnotes behind
their paragraphs.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from functools import cached_property

from ...model import BlockKind, Input
from .._builder import Builder
from .._pairs import Pairs
from .arguments import Tex
from .printing import Printing

_NO_PROSE = re.compile(r"\\.|[{}]|\n\s*\n")


class Blocks(Printing):
    """A manuscript whose blocks are closed as they end; `block` is where the open one began in the text."""

    def __init__(self, source: str, name: str) -> None:
        super().__init__(Tex(source), Builder(source, name))
        self.block = 0
        self.headings: list[int] = []  # the depths of braces at which a heading ends
        self.notes: list[tuple[int, int, str]] = []  # the braces of footnotes, read behind their paragraph, and labels
        self.depth = 0
        self.tables = 0  # that are open
        self.is_caption = False  # what is read
        self.absent: set[str] = set()
        self.inputs: list[Input] = []
        self.kind: BlockKind = "paragraph"
        self.label = ""

    @abstractmethod
    def walk(self, at: int, stop: int) -> None:
        """Read source[at:stop]."""

    def brace(self, match: re.Match[str]) -> None:
        if match["brace"] == "{":
            self.depth += 1
            return
        self.closed(match.start())
        if self.headings and self.headings[-1] == self.depth:
            self.headings.pop()
            self.close("heading")
        self.depth = max(self.depth - 1, 0)

    def closing(self, opening: int, stop: int) -> int:
        """Where the brace that opens at `opening` closes; else the end of the paragraph."""
        closed = self.pairs.closing(opening)
        return closed if 0 <= closed < stop else stop

    @cached_property
    def pairs(self) -> Pairs:
        """Where the braces close; those that are open where a paragraph ends close there."""
        return Pairs(self.source, _NO_PROSE)

    def close(self, kind: str = "") -> None:
        """End the block, and read the footnotes that it held."""
        builder = self.builder
        if self.item is not None:
            at, key = self.item
            builder.citation(at, key)
            builder.block(at, "item", key)
            self.item = None
        elif builder.length > self.block:
            printed: BlockKind = "heading" if kind == "heading" else "table" if self.tables else self.kind
            builder.block(self.block, printed, self.label, level=1 if kind == "heading" else 0)
        self.kind, self.label = "paragraph", ""
        if builder.length > self.block:
            builder.insert("\n\n", len(self.source))
        self.block = builder.length
        notes, self.notes = self.notes, []
        for start, end, label in notes:
            self.walk(start, end)
            if builder.length > self.block:
                builder.block(self.block, "footnote", label)
                builder.insert("\n\n", end)
            self.block = builder.length
