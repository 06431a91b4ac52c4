"""How a conversion goes: it opens a page, looks for citations in its text and its tree, and closes the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.etree.ElementTree import Element

from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from . import _places
from ._page import CitingPage
from ._patterns import NAME, CitingPattern
from ._settings import Options
from ._tree import ListPlace, UnreadHtml

if TYPE_CHECKING:
    from markdown import Markdown


class Citing(Protocol):
    """Who knows the pages: see `Citations`."""

    options: Options
    is_deferred: bool

    def begin(self, md: Markdown, lines: list[str]) -> CitingPage: ...

    def finish(self, md: Markdown, page: CitingPage, html: str) -> str: ...


class Start(Preprocessor):  # type: ignore[misc]
    """Opens the page; the others ask it which."""

    def __init__(self, md: Markdown, citing: Citing) -> None:
        super().__init__(md)
        self.citing = citing
        self.page: CitingPage | None = None
        self.is_made = False

    def run(self, lines: list[str]) -> list[str]:
        self.is_made = False
        self.page = self.citing.begin(self.md, lines)
        return lines


class Seek(Treeprocessor):  # type: ignore[misc]
    """Has the inline patterns look for citations where the tree holds an "@": each pattern costs every page time."""

    def __init__(self, md: Markdown, start: Start) -> None:
        super().__init__(md)
        self._start = start

    def run(self, root: Element) -> None:
        patterns = self.md.inlinePatterns
        is_there = any("@" in (each.text or "") or "@" in (each.tail or "") for each in root.iter())
        if is_there and NAME not in patterns:
            patterns.register(CitingPattern(self.md, self._start), NAME, 175)
        elif not is_there and NAME in patterns:
            patterns.deregister(NAME)


class TreeMade(Treeprocessor):  # type: ignore[misc]
    """Says that the tree is made: before that, "toc" runs all postprocessors over each heading."""

    def __init__(self, md: Markdown, start: Start) -> None:
        super().__init__(md)
        self._start = start

    def run(self, root: Element) -> None:
        self._start.is_made = True


class End(Postprocessor):  # type: ignore[misc]
    """Closes the page."""

    def __init__(self, md: Markdown, start: Start) -> None:
        super().__init__(md)
        self._start = start

    def run(self, text: str) -> str:
        if not self._start.is_made:
            return _places.without(text)
        page, self._start.page = self._start.page, None
        return self._start.citing.finish(self.md, page, text) if page else text


def register(md: Markdown, citing: Citing) -> None:
    """Have a converter find citations."""
    start = Start(md, citing)
    if "@" not in md.ESCAPED_CHARS:
        md.ESCAPED_CHARS.append("@")  # as in pandoc, where a key that is to be text is written "\\@key"
    md.preprocessors.register(start, "backref-start", 1000)
    md.treeprocessors.register(Seek(md, start), "backref-seek", 20.5)  # before "inline", behind "footnotes"
    md.treeprocessors.register(ListPlace(md, start, citing), "backref-list", 8)  # before "toc"
    md.treeprocessors.register(UnreadHtml(md, start), "backref-unread", 7)  # before "unescape"
    md.treeprocessors.register(TreeMade(md, start), "backref-made", -1000)
    md.postprocessors.register(End(md, start), "backref-end", -1000)
