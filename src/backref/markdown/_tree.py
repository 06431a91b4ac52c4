"""What citations need of the tree of a page: a place for the list, under a heading that the table of contents has; and
what of it Markdown does not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from . import _places
from ._page import MARK
from ._patterns import NAME, OpenedPage
from ._settings import Options

if TYPE_CHECKING:
    from markdown import Markdown

_CODE = frozenset(("pre", "code", "kbd", "samp", "script", "style", "textarea"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Listing(Protocol):
    """What says whether a page has a list of its own, and under what heading."""

    options: Options
    is_deferred: bool


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
        if page is None or not page.has_works or page.owner is not md:
            return
        if page.is_excerpt or self._listing.is_deferred:
            return
        parent, at = _marked(root, md) or (root, len(root))
        is_headed = at > 0 and parent[at - 1].tag in _HEADINGS
        if at == len(parent):
            SubElement(parent, "p").text = _places.LIST
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
        if isinstance(block, str) and "<!--" in block and MARK.fullmatch(block.strip())
    }
    if not marks:
        return None
    return next(
        ((up, at) for up in root.iter() for at, each in enumerate(up) if (each.text or "").strip() in marks), None
    )


class UnreadHtml(Treeprocessor):  # type: ignore[misc]
    """Notes the HTML that its author wrote within what Markdown reads, such as a caption in a figure."""

    def __init__(self, md: Markdown, opened: OpenedPage) -> None:
        super().__init__(md)
        self._opened = opened

    def run(self, root: Element) -> None:
        page = self._opened.page
        if page is None or NAME not in self.md.inlinePatterns:  # no "@" stands in the tree
            return
        for each in root.iter():
            if isinstance(each.text, AtomicString) and "@" in each.text and each.tag not in _CODE:
                page.unread.append(f"<{each.tag}>{each.text}")
