"""How a conversion goes: it opens a page, looks for citations in its text and its tree, and closes the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.etree.ElementTree import Element

from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from ._page import CitingPage
from ._patterns import Bracketed, InSentence
from ._settings import Options
from ._tree import Attributes, ListPlace

if TYPE_CHECKING:
    from markdown import Markdown


class Citing(Protocol):
    """Who knows the pages: see `Citations`."""

    options: Options
    is_deferred: bool

    def begin(self, md: Markdown, source: str) -> CitingPage: ...

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
        self.page = self.citing.begin(self.md, "\n".join(lines))
        return lines


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
            return text
        page, self._start.page = self._start.page, None
        return self._start.citing.finish(self.md, page, text) if page else text


def register(md: Markdown, citing: Citing) -> None:
    """Have a converter find citations."""
    start = Start(md, citing)
    md.preprocessors.register(start, "backref-start", 1000)
    md.inlinePatterns.register(Bracketed(md, start), "backref-group", 175)
    md.inlinePatterns.register(InSentence(md, start), "backref-narrative", 174)
    md.treeprocessors.register(Attributes(md, start), "backref-attributes", 15)  # behind "inline"
    md.treeprocessors.register(ListPlace(md, start, citing), "backref-list", 8)  # before "toc"
    md.treeprocessors.register(TreeMade(md, start), "backref-made", -1000)
    md.postprocessors.register(End(md, start), "backref-end", -1000)
