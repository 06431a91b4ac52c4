"""The fields that are open while a paragraph is read: their instructions, where their results began, what they print
behind them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import records
from .parts import W, value
from .sources import Sources

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 50
_LINK = re.compile(r"\s*HYPERLINK\s+\"([^\"\s]{1,2000})\"")


@dataclass
class OpenField:
    """A field that is open: its instruction, and where its result began in the text (None before it does)."""

    instruction: list[str] = field(default_factory=list)
    start: int | None = None
    data: list[str] = field(default_factory=list)
    is_citing: bool = False
    is_bibliography: bool = False

    def begins(self, at: int, sources: Sources, *, as_printed: bool) -> None:
        """Say that the instruction is whole, and its result begins. Records are none where all is read as printed."""
        code = "".join(self.instruction)
        self.start = at
        self.is_citing = sources.is_citing(code) or (not as_printed and records.is_citing(code))
        is_list = records.is_bibliography(code) and not as_printed
        self.is_bibliography = sources.is_bibliography(code) or is_list

    @property
    def code(self) -> str:
        """The instruction, with the records that EndNote keeps apart from it."""
        code = "".join(self.instruction)
        return f"{code} {''.join(self.data)}" if self.data and "EN.CITE" in code and "<EndNote>" not in code else code

    @property
    def address(self) -> str:
        """The address that the field links to, or ""."""
        found = _LINK.match("".join(self.instruction))
        return found[1] if found else ""


class Fields:
    """The open fields, the innermost last."""

    def __init__(self, sources: Sources, *, as_printed: bool = False) -> None:
        self.sources = sources
        self.as_printed = as_printed
        self._open: list[OpenField] = []
        self._too_deep = 0

    @property
    def is_citing(self) -> bool:
        """Whether what is read now is shown of a field that holds records."""
        return any(each.is_citing for each in self._open)

    @property
    def is_bibliography(self) -> bool:
        """Whether what is read now is the printed list of a field's records."""
        return any(each.is_bibliography for each in self._open)

    def says(self, text: str) -> None:
        """Take a piece of the innermost field's instruction."""
        if self._open:
            self._open[-1].instruction.append(text)

    def mark(self, element: Element, at: int) -> OpenField | None:
        """Take a mark that begins a field, parts its result from it or ends it, and return the field that ended."""
        kind = value(element, "fldCharType")
        if kind == "begin":
            if len(self._open) < _DEEPEST:
                self._open.append(OpenField())
                data = element.find(f"{W}fldData")
                self._open[-1].data.append(records.unpacked((data.text or "") if data is not None else ""))
            else:
                self._too_deep += 1
        elif kind == "separate" and self._open and not self._too_deep:
            self._open[-1].begins(at, self.sources, as_printed=self.as_printed)
        elif kind == "end" and self._too_deep:
            self._too_deep -= 1
        elif kind == "end" and self._open:
            ended = self._open.pop()
            if self._open and "EN.CITE.DATA" in "".join(ended.instruction):
                self._open[-1].data += ended.data
            return ended
        return None
