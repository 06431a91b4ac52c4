"""Where citations stand in a text, as processors of Python-Markdown: behind code and escapes, before links."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, Protocol
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from ..readers.markdown import trimmed
from ._clusters import GROUP, NARRATIVE, CitedWork, parse
from ._page import HELD, MARK, TAG, CitingPage
from ._settings import Options
from ._works import MISSING

if TYPE_CHECKING:
    from markdown import Markdown

_ESCAPED = re.compile("\x02(\\d{1,6})\x03")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Citing(Protocol):
    """Who knows the pages: see `Citations`."""

    options: Options
    is_deferred: bool

    def begin(self, md: Markdown, source: str) -> CitingPage: ...

    def finish(self, md: Markdown, page: CitingPage, html: str) -> str: ...


def register(md: Markdown, citing: Citing) -> None:
    """Have a converter find citations."""
    start = _Start(md, citing)
    md.preprocessors.register(start, "backref-start", 1000)
    md.inlinePatterns.register(_Group(GROUP, md, start), "backref-group", 175)
    md.inlinePatterns.register(_Narrative(NARRATIVE, md, start), "backref-narrative", 174)
    md.treeprocessors.register(_Attributes(md), "backref-attributes", 15)  # behind "inline"
    md.treeprocessors.register(_ListPlace(md, start), "backref-list", 8)  # before "toc"
    md.treeprocessors.register(_TreeMade(md, start), "backref-made", -1000)
    md.postprocessors.register(_End(md, start), "backref-end", -1000)


class _Start(Preprocessor):  # type: ignore[misc]
    """Opens the page; the others ask it which."""

    def __init__(self, md: Markdown, citing: Citing) -> None:
        super().__init__(md)
        self.citing = citing
        self.page: CitingPage | None = None
        self.is_made = False

    def run(self, lines: list[str]) -> list[str]:
        self.is_made = False
        self.page = self.citing.begin(self.md, "\n".join(lines))
        return lines

    def hold(self, printed: str, items: tuple[CitedWork, ...], *, is_narrative: bool = False) -> str | None:
        """Return what stands for a citation."""
        return self.page.hold(printed, items, is_narrative=is_narrative) if self.page else None


class _TreeMade(Treeprocessor):  # type: ignore[misc]
    """Says that the tree is made: before that, "toc" runs all postprocessors over each heading."""

    def __init__(self, md: Markdown, start: _Start) -> None:
        super().__init__(md)
        self._start = start

    def run(self, root: Element) -> None:
        self._start.is_made = True


class _End(Postprocessor):  # type: ignore[misc]
    """Closes the page."""

    def __init__(self, md: Markdown, start: _Start) -> None:
        super().__init__(md)
        self._start = start

    def run(self, text: str) -> str:
        if not self._start.is_made:
            return text
        page, self._start.page = self._start.page, None
        return self._start.citing.finish(self.md, page, text) if page else text


class _Group(InlineProcessor):  # type: ignore[misc]
    def __init__(self, pattern: str, md: Markdown, start: _Start) -> None:
        super().__init__(pattern, md)
        self._start = start

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | Element | None, int | None, int | None]:
        inside = _unescaped(self, m[1])
        if inside.strip().lower() in self.md.references:
            return None, None, None
        items = parse(unescape(inside))
        held = self._start.hold(inside, items) if items else None
        return (None, None, None) if held is None else (self.md.htmlStash.store(held), m.start(), m.end())


class _Narrative(_Group):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | Element | None, int | None, int | None]:
        key, rest = trimmed(m["bare"]) if m["bare"] else (m["braced"], "")
        locator = m["locator"] if not rest else None
        item = CitedWork(key, "", f", {_unescaped(self, locator)}" if locator else "", bool(m["minus"]))
        held = self._start.hold(m.group(), (item,), is_narrative=True)
        if held is None:
            return None, None, None
        end = m.end() if not m["locator"] or locator else m.end("bare")
        return self.md.htmlStash.store(held), m.start(), end - len(rest)


class _Attributes(Treeprocessor):  # type: ignore[misc]
    """In an attribute, such as the `alt` of an image, a citation is text: an element there would break the page."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name, value in element.attrib.items():
                if "\x02" in value:
                    element.set(name, HTML_PLACEHOLDER_RE.sub(self._bare, value))

    def _bare(self, match: re.Match[str]) -> str:
        stored = self.md.htmlStash.rawHtmlBlocks
        held = stored[int(match[1])] if int(match[1]) < len(stored) else ""
        if not isinstance(held, str):
            return match[0]
        if found := HELD.fullmatch(held):
            return f"\x02backref:{found['number']}\x03"
        return unescape(TAG.sub("", held)) if held.startswith(MISSING) else match[0]


class _ListPlace(Treeprocessor):  # type: ignore[misc]
    """Gives the list its place and its heading, so that the table of contents has it: at the mark, else at the end of
    the page.
    """

    def __init__(self, md: Markdown, start: _Start) -> None:
        super().__init__(md)
        self._start = start

    def run(self, root: Element) -> None:
        page, citing = self._start.page, self._start.citing
        md: Any = self.md
        if page is None or page.owner is not md or not page.held or citing.is_deferred:
            return
        stash = md.htmlStash
        marks = {
            stash.get_placeholder(number)
            for number, block in enumerate(stash.rawHtmlBlocks)
            if isinstance(block, str) and MARK.fullmatch(block.strip())
        }
        found = next(
            ((up, at) for up in root.iter() for at, each in enumerate(up) if (each.text or "").strip() in marks), None
        )
        if found is None:
            SubElement(root, "p").text = stash.store("<!-- bibliography -->")
            found = root, len(root) - 1
        parent, at = found
        is_headed = at > 0 and parent[at - 1].tag in _HEADINGS
        if citing.options.heading and not is_headed:
            heading = Element("h2")
            heading.text = citing.options.heading
            parent.insert(at, heading)


def _unescaped(processor: InlineProcessor, text: str) -> str:
    unescaped: str = processor.unescape(text)
    return _ESCAPED.sub(lambda match: chr(int(match[1])), unescaped)
