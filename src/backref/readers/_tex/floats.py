"""Tables and figures of a manuscript: the cells and what stands beside them, and what stands below a figure."""

from __future__ import annotations

import re

from . import pieces
from .blocks import Blocks


class Floats(Blocks):
    """A manuscript whose tables are read cell by cell, and of whose figures only the captions are."""

    def captions(self, match: re.Match[str], stop: int) -> int:
        """Read what stands below a figure, and nothing else of it."""
        end = self.behind(f"\\end{{{match['begin']}}}", match.end(), stop)
        if self.is_caption:
            return end
        self.close()
        self.is_caption, read = True, match.end()
        for found in pieces.CAPTION.finditer(self.source, match.end(), end):
            if found["caption"] and found.start() >= read:
                for span in self.tex.arguments(found.end(), end).given:
                    self.walk(*span)
                    self.close()
                    read = span.end
        self.is_caption = False
        return end

    def table(self, match: re.Match[str], name: str, stop: int) -> int:
        """Begin or end a table; what is said of its columns is not printed."""
        self.tables = max(self.tables + (1 if match["begin"] else -1), 0)
        if match["end"]:
            return match.end()
        has_width = match["begin"] == "tabular*"
        return self.tex.arguments(match.end(), stop, most=pieces.TABLES[name] + has_width).end

    def placed(self, match: re.Match[str], name: str, stop: int) -> int:
        """Where an environment's text begins: behind the brackets that say where a table may stand."""
        option = (
            pieces.OPTION.match(self.source, match.end(), stop) if match["begin"] and name in pieces.FLOATS else None
        )
        return option.end() if option else match.end()

    def cell(self, match: re.Match[str]) -> None:
        """End a cell of a table; elsewhere the sign is printed."""
        if self.tables and self.item is None:
            self.close()
        else:
            self.builder.copy(*match.span())

    def behind(self, closing: str, at: int, stop: int) -> int:
        """Where a mark next ends, or `at`; once there is none, the rest is not searched for it again."""
        closed = -1 if closing in self.absent else self.source.find(closing, at, stop)
        if closed < 0:
            self.absent.add(closing)
        return closed + len(closing) if closed >= 0 else at
