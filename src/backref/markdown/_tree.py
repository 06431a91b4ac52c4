"""What citations need of the tree of a page: text alone within attributes, and a place for the list."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, Protocol
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from ._cited import MISSING
from ._page import HELD, MARK, TAG, CitingPage
from ._patterns import OpenedPage
from ._settings import Options

if TYPE_CHECKING:
    from markdown import Markdown

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Listing(Protocol):
    """What says whether a page has a list of its own, and under what heading."""

    options: Options
    is_deferred: bool


class Attributes(Treeprocessor):  # type: ignore[misc]
    """In an attribute, such as the `alt` of an image, a citation is text: an element there would break the page."""

    def __init__(self, md: Markdown, opened: OpenedPage) -> None:
        super().__init__(md)
        self._opened = opened

    def run(self, root: Element) -> None:
        page: CitingPage | None = self._opened.page
        if page is None or not page.has_cited:
            return
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


class ListPlace(Treeprocessor):  # type: ignore[misc]
    """Gives the list its place and its heading, so that the table of contents has it: at the mark, else at the end of
    the page.
    """

    def __init__(self, md: Markdown, opened: OpenedPage, listing: Listing) -> None:
        super().__init__(md)
        self._opened = opened
        self._listing = listing

    def run(self, root: Element) -> None:
        page, md = self._opened.page, self.md
        if page is None or page.owner is not md or not page.held:
            return
        if page.is_excerpt or self._listing.is_deferred:
            return
        parent, at = _marked(root, md) or _added(root, md)
        is_headed = at > 0 and parent[at - 1].tag in _HEADINGS
        if self._listing.options.heading and not is_headed:
            heading = Element("h2")
            heading.text = self._listing.options.heading
            parent.insert(at, heading)


def _marked(root: Element, md: Any) -> tuple[Element, int] | None:
    """The place of the mark that the page's author set; None for none."""
    stash = md.htmlStash
    marks = {
        stash.get_placeholder(number)
        for number, block in enumerate(stash.rawHtmlBlocks)
        if isinstance(block, str) and MARK.fullmatch(block.strip())
    }
    if not marks:
        return None
    return next(
        ((up, at) for up in root.iter() for at, each in enumerate(up) if (each.text or "").strip() in marks), None
    )


def _added(root: Element, md: Any) -> tuple[Element, int]:
    """A mark at the end of the page."""
    SubElement(root, "p").text = md.htmlStash.store("<!-- bibliography -->")
    return root, len(root) - 1
