"""The entries of a bibliography: those that are typeset, and those that stand in fields."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from .._builder import Builder
from .arguments import Tex
from .counting import TexCounters
from .entries import amsrefs, biblatex
from .fields import printed as in_a_line
from .own import own_commands


class Items(ABC):
    """A source and the text that is made of it; `item` is where an entry of the bibliography began, and its key."""

    def __init__(self, tex: Tex, builder: Builder) -> None:
        self.tex = tex
        self.source = tex.source
        self.builder = builder
        self.item: tuple[int, str] | None = None
        self.counting = TexCounters()
        self.after: dict[int, str] = {}  # what is printed where a brace closes
        self.codes: dict[int, int] = {}  # where the code begins in the text whose brace closes there
        self.own = own_commands(tex)
        self.keys: set[str] = set()  # of the entries in fields: biber writes one for each of its lists

    @abstractmethod
    def close(self, kind: str = "") -> None:
        """End the open block."""

    def entry(self, match: re.Match[str], stop: int) -> int:
        """Begin an entry, or print one that stands in fields; return where its text goes on."""
        kind = match["item"][1:]
        at = match.end()
        if kind in ("entry", "bib"):
            entry = (biblatex if kind == "entry" else amsrefs)(self.tex, at, stop)
            if entry is None:
                return at
            self.close()
            if entry.key not in self.keys:
                self.keys.add(entry.key)
                begin = self.builder.length
                self.builder.insert(in_a_line(entry.reference) or entry.key, match.start(), entry.end - match.start())
                self.builder.citation(begin, entry.key, "list", entry.reference)
                self.builder.block(begin, "item", entry.key)
                self.builder.insert("\n\n", entry.end)
            return entry.end
        self.close()
        head = self.tex.arguments(at, stop, most=1 if kind == "bibitem" else 3, options=1)
        if head.options and head.options[0].of(self.source) == "\\citeproctext":
            return head.end  # pandoc's: what cites prints what the entry does, and has no key
        key = re.sub(r"%[^\n]*\n?", "", head.given[-1].of(self.source)) if head.given else ""
        self.item = (self.builder.length, " ".join(key.split()))
        return head.end
