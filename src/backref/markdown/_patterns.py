"""Where citations stand in a text, as an inline pattern of Python-Markdown: behind code and escapes, before links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any, Protocol
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor

from ..text.key_ends import trimmed
from ._clusters import GROUP, NARRATIVE, CitedWork, parse
from ._page import CitingPage

if TYPE_CHECKING:
    from markdown import Markdown

NAME = "backref"  # among the inline patterns
_RAW = re.compile("</?[a-zA-Z][^<>]{0,5000}>")
_ESCAPED = re.compile("\x02(\\d{1,6})\x03")


class OpenedPage(Protocol):
    """What knows the page that is being converted."""

    page: CitingPage | None


class _Quick:
    """A pattern that is looked for only where an "@" stands: texts without one are most."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern, re.DOTALL)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(text, start) if "@" in text else iter(())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)


class CitingPattern(InlineProcessor):  # type: ignore[misc]
    """Citations, in brackets and in the sentence."""

    _found = _Quick(f"{GROUP}|{NARRATIVE}")
    _in_sentence = re.compile(NARRATIVE)

    def __init__(self, md: Markdown, opened: OpenedPage) -> None:
        # What InlineProcessor does, but for compiling the pattern for each page.
        self.md, self.safe_mode = md, False
        self.pattern, self.compiled_re = self._found.pattern, self._found
        self._opened = opened

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | Element | None, int | None, int | None]:
        if _is_in_tag(data, m.start()):
            return None, None, None
        if m[1] is None:
            return self._said(m)
        inside = _unescaped(self, m[1])
        items = parse(unescape(inside))
        if inside.strip().lower() not in self.md.references or self._knows(items):
            held = self._hold(inside, items) if items else None
            if held is not None:
                return held, m.start(), m.end()
        # What is no citation in brackets may hold some in its sentence.
        said = (self._said(each) for each in self._in_sentence.finditer(data, m.start() + 1, m.end()))
        return next((each for each in said if each[0] is not None), (None, None, None))

    def _said(self, m: re.Match[str]) -> tuple[str | None, int | None, int | None]:
        """What stands for a citation in the sentence, and from where to where it is written."""
        key, rest = trimmed(m["bare"]) if m["bare"] else (m["braced"], "")
        locator = m["locator"] if not rest else None
        item = CitedWork(key, "", f", {_unescaped(self, locator)}" if locator else "", bool(m["minus"]))
        held = self._hold(m.group(), (item,), is_narrative=True)
        if held is None:
            return None, None, None
        end = m.end() if not m["locator"] or locator else m.end("bare")
        return held, m.start(), end - len(rest)

    def _knows(self, items: tuple[CitedWork, ...]) -> bool:
        """Whether a work is known, of a label that the page has a link for, as for the people of a changelog."""
        page = self._opened.page
        return page is not None and any(page.library.key_of(item.key) is not None for item in items)

    def _hold(self, printed: str, items: tuple[CitedWork, ...], *, is_narrative: bool = False) -> str | None:
        """Return what stands for a citation."""
        page = self._opened.page
        return page.hold(printed, items, is_narrative=is_narrative) if page else None


def _is_in_tag(text: str, at: int) -> bool:
    """Whether a place is within a tag that the author wrote, as in `<b title="[@key]">`: it is left as it is."""
    opened = text.rfind("<", 0, at)
    tag = _RAW.match(text, opened) if opened >= 0 else None
    return tag is not None and tag.end() > at


def _unescaped(processor: InlineProcessor, text: str) -> str:
    if "\x02" not in text:
        return text
    unescaped: str = processor.unescape(text)
    return _ESCAPED.sub(lambda match: chr(int(match[1])), unescaped)
