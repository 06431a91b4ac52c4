"""The styles of an OpenDocument text: which raise letters, and how the levels of a list count.

Source: OpenDocument 1.3 part 3, 16 and 20.399 (read 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._word.forms import formatted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

OFFICE, STYLE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{each}:1.0}}" for each in ("office", "style", "text"))
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LARGEST = 100_000  # a number that a list begins with
_PARENTS = 10  # styles between one and that which raises


@dataclass
class Counted:
    """A list that is open: its style, and how far it has counted."""

    style: str
    count: int


class OdtStyles:
    """The styles of a file, and its lists, which count while they are read in order."""

    def __init__(self) -> None:
        self._raised: dict[str, bool] = {}
        self._parents: dict[str, str] = {}
        self._levels: dict[tuple[str, int], tuple[str, int]] = {}  # how a level counts, and from where
        self._last: dict[tuple[str, int], int] = {}
        self.lists: list[Counted] = []

    def take(self, element: Element) -> None:
        """Take a style of letters or of lists."""
        name = element.get(f"{STYLE}name") or ""
        if element.tag == f"{TEXT}list-style":
            for each in element.iterfind(f"{TEXT}list-level-style-number"):
                level = number(each.get(f"{TEXT}level"), 1)
                form = _FORMS.get(each.get(f"{STYLE}num-format") or "", "")
                self._levels[name, level] = (form, number(each.get(f"{TEXT}start-value"), 1))
            return
        self._parents[name] = element.get(f"{STYLE}parent-style-name") or ""
        properties = element.find(f"{STYLE}text-properties")
        position = (properties.get(f"{STYLE}text-position") or "").split() if properties is not None else []
        if position:
            share = position[0].removesuffix("%")
            self._raised[name] = share == "super" or (share.isdecimal() and int(share[:4]) > 0)

    def raises(self, name: str) -> bool | None:
        """Whether letters of this style are raised; None where neither it nor those that it is made from say."""
        for _ in range(_PARENTS):
            if name in self._raised:
                return self._raised[name]
            name = self._parents.get(name, "")
        return None

    def opens(self, element: Element) -> None:
        """Begin a list, which may count on from the last of its kind."""
        style = element.get(f"{TEXT}style-name") or (self.lists[-1].style if self.lists else "")
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        at = style, len(self.lists) + 1
        begin = self._levels.get(at, ("", 1))[1] - 1
        self.lists.append(Counted(style, self._last.get(at, begin) if goes_on else begin))

    def closes(self) -> None:
        """End the list that was opened last."""
        if self.lists:
            level = len(self.lists)
            ended = self.lists.pop()
            self._last[ended.style, level] = ended.count

    def label(self, item: Element) -> str:
        """Count one item on, and return what is printed before it; "" for a bullet."""
        if not self.lists:
            return ""
        now = self.lists[-1]
        form, _ = self._levels.get((now.style, len(self.lists)), ("", 1))
        now.count = number(item.get(f"{TEXT}start-value"), now.count + 1)
        return formatted(now.count, form) if form else ""


def number(said: str | None, other: int) -> int:
    """Return the number that an attribute says, or another."""
    return min(int(said[:9]), _LARGEST) if said and said.isdecimal() and said.isascii() else other
