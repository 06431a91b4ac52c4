"""What the styles of a Word file say of paragraphs and runs: headings, lists, raised letters; what one is based on says
the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...text.numerals import whole
from .parts import W, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEADING = re.compile(
    r"(?:heading|berschrift|überschrift|titre|título|titulo|titolo|title|kop|rubrik|nagłówek|otsikko|заголовок|標題|标题|見出し)",
    re.IGNORECASE,
)
_DEEPEST = 20  # styles that are based on each other


class WordStyle(NamedTuple):
    """A style: what it is called, what it is based on, the number and level of its list, whether it raises."""

    name: str = ""
    base: str = ""
    number: str = ""
    level: str = ""
    outline: str = ""
    raised: bool | None = None


class WordStyles:
    """The styles of a file, by their keys."""

    def __init__(self) -> None:
        self._known: dict[str, WordStyle] = {}

    def take(self, element: Element) -> None:
        """Take a `style` of the part that holds them."""
        listed = element.find(f"{W}pPr/{W}numPr")
        raised = element.find(f"{W}rPr/{W}vertAlign")
        self._known[value(element, "styleId")] = WordStyle(
            value(element.find(f"{W}name")),
            value(element.find(f"{W}basedOn")),
            value(listed.find(f"{W}numId")) if listed is not None else "",
            value(listed.find(f"{W}ilvl")) if listed is not None else "",
            value(element.find(f"{W}pPr/{W}outlineLvl")),
            value(raised) == "superscript" if raised is not None else None,
        )

    def _line(self, key: str) -> list[WordStyle]:
        """A style and those that it is based on."""
        found: list[WordStyle] = []
        while key in self._known and len(found) < _DEEPEST:
            found.append(self._known[key])
            key = self._known[key].base
        return found

    def is_heading(self, key: str, outline: str) -> bool:
        """Whether a paragraph of this style, with this level in the outline of its own, is a heading."""
        line = self._line(key)
        levels = [outline, *(style.outline for style in line)]
        level = next((level for level in levels if level), "")
        if level:
            return (number := whole(level)) is not None and number < 9
        return any(_HEADING.match(name) for name in (key, *(style.name for style in line)))

    def numbered(self, key: str) -> tuple[str, str]:
        """The number and level of the list that a style belongs to, or two empty strings."""
        line = self._line(key)
        number = next((style.number for style in line if style.number), "")
        return (number, next((style.level for style in line if style.level), "0")) if number else ("", "")

    def raises(self, key: str) -> bool:
        """Whether a style of runs raises its letters."""
        return next((style.raised for style in self._line(key) if style.raised is not None), False)
