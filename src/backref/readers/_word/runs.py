"""The runs of a paragraph: their letters, and raised numbers, which are markers unless they belong to what they stand
at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...text.raised import is_part, raised
from .._builder import Builder
from .parts import W, value
from .styles import WordStyles

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NUMBERS = re.compile(r"\s{0,2}\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\s{0,2}")
_BRACKETED = re.compile(r"\s{0,2}[\[(]\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\s?[\])]\s{0,2}")
_OFF = ("0", "false", "off", "none")
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}


class Runs:
    """Prints runs one after the other; `flush` ends a raised number, which may stand in several."""

    def __init__(self, builder: Builder, styles: WordStyles) -> None:
        self.builder = builder
        self.styles = styles
        self._raised = ""

    def run(self, run: Element, *, is_marker: bool) -> None:
        """Print a run. `is_marker` where a raised number may be one: in the shown text of a citation field it is
        not.
        """
        properties = run.find(f"{W}rPr")
        hidden = properties.find(f"{W}vanish") if properties is not None else None
        if hidden is not None and value(hidden) not in _OFF:
            return
        text = "".join(self._letters(piece) for piece in run)
        self.letters(text, is_raised=is_marker and self._is_raised(properties))

    def letters(self, text: str, *, is_raised: bool) -> None:
        """Print letters, or keep raised ones until what stands behind them is known."""
        if is_raised:
            self._raised += text
        elif text:
            self.flush(text)
            self.builder.insert(text, 0)

    def flush(self, behind: str) -> None:
        """Print the raised letters that are left, now that it is known what stands behind them."""
        text, self._raised = self._raised, ""
        digits = text.strip()
        if not text:
            return
        if _BRACKETED.fullmatch(text):
            self.builder.insert(f"[{digits[1:-1].strip()}]", 0)
        elif not _NUMBERS.fullmatch(text):
            self.builder.insert(text, 0)
        elif is_part(self.builder.tail(50), digits, behind):
            self.builder.insert(raised(text), 0)
        else:
            self.builder.insert(f"[{digits}]", 0)

    def _is_raised(self, properties: Element | None) -> bool:
        if properties is None:
            return False
        said = properties.find(f"{W}vertAlign")
        if said is not None:
            return value(said) == "superscript"
        style = properties.find(f"{W}rStyle")
        return style is not None and self.styles.raises(value(style))

    @staticmethod
    def _letters(piece: Element) -> str:
        tag = piece.tag.removeprefix(W) if isinstance(piece.tag, str) else ""
        if tag == "t":
            return piece.text or ""
        if tag == "sym":
            code = value(piece, "char")
            point = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else 0
            return chr(point) if 0x20 <= point < 0xD800 else ""
        return _SIGNS.get(tag, "")
