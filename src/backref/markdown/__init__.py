"""The Python-Markdown extension: citations in Markdown and lists of works, from the project's bibliography and lock. No
network.

`markdown.markdown(text, extensions=["backref"])`. Zensical, Pelican and whoever else converts pages with
Python-Markdown cites by it; the MkDocs plugin sits on top. A citation is found by Python-Markdown itself, so that code
is left alone, and stands as an empty element until the page's works are known. What is wrong with one citation is one
warning with its place; the page is converted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

from markdown.extensions import Extension

from ..errors import BackrefError
from ..model import Bibliography
from ..project import empty, library
from ..text import links
from ..text.escape import plain
from . import _host, _oddities, _places
from ._cited import NOTATIONS
from ._conversion import register
from ._page import MARK, CitingPage, listed
from ._read import ProjectRead
from ._settings import OPTIONS, Options, chosen_style
from ._sought import PageSource
from ._works import Works

if TYPE_CHECKING:
    from markdown import Markdown

__all__ = [
    "MARK", "NOTATIONS", "OPTIONS", "Citations", "CitingPage", "MissingKey", "Options", "PageSource", "ProjectRead", "Works", "chosen_style",
    "listed", "log", "makeExtension", "tell",
]  # fmt: skip

log = _host.log
_pages: WeakKeyDictionary[Any, CitingPage] = WeakKeyDictionary()
_told: WeakSet[ProjectRead] = WeakSet()  # of which libraries the faults were told: once, not with each page


class MissingKey(BackrefError):
    """A page cites what no entry has the key of, and `strict` is set."""


class Citations(Extension):  # type: ignore[misc]
    """Has Python-Markdown cite.

    A builder that knows its pages sets `page`; where `is_deferred` holds, it puts citations in place itself.
    """

    def __init__(self, **given: Any) -> None:
        self.config = {name: list(said) for name, said in OPTIONS.items()}
        super().__init__()
        for name, value in given.items():
            try:
                self.setConfig(name, value)  # words mean what they mean in YAML
            except KeyError as error:
                raise BackrefError(f"there is no option {name!r}; there are {', '.join(OPTIONS)}") from error
            except ValueError as error:
                raise BackrefError(f"option {name!r} cannot be {value!r}") from error
        self.options = Options.of(self.getConfigs())
        self.page: CitingPage | None = None
        self.is_deferred = False

    def extendMarkdown(self, md: Markdown) -> None:
        """Register what finds citations in a text, and what puts them in place."""
        register(md, self)

    def begin(self, md: Markdown, lines: list[str]) -> CitingPage:
        """Return the page that a text belongs to: a new one, or that of which it is an inner part."""
        if self.page is not None:
            self.page.owner = self.page.owner or md
            return self.page
        host = _host.of(md)
        open_page = _pages.get(host.page)
        if open_page is not None and open_page.owner not in (None, md):
            return open_page
        read = ProjectRead.of(host.folder, self.options.config)
        if read not in _told:
            _told.add(read)
            tell(read)
        style = chosen_style(self.options, read, host.folder)
        source = PageSource(host.file, None if host.file else "\n".join(lines))
        page = CitingPage(read.library, style, md, source, read.settings, read.quoted)
        if host.page is not md:
            _pages[host.page] = page
        return page

    def finish(self, md: Markdown, page: CitingPage, html: str) -> str:
        """Return the page with its citations and its list; an inner part is left to its owner, and so is what is
        deferred.
        """
        if page.owner is not md:
            return _places.elements(html)
        page.owner = None
        if not page.is_excerpt:
            _oddities.tell(page, html, md.htmlStash.rawHtmlBlocks)
        if page.lacking and (self.options.strict or _host.of(md).is_strict):
            raise MissingKey("; ".join(page.lacking))
        page.passages = page.passages_for(html) if self.options.cards else ""
        if self.is_deferred:
            return _places.elements(html)
        marked = MARK.search(html) if "<!--" in html else None
        if not (marked or _places.has_any(html)):
            return html
        works = self.works(page.library, page.style)
        made = page.cited(html, works, _cited_anywhere(page) if marked and marked["whole"] else ())
        return f"{made}\n{page.passages}" if page.passages and self.page is None else made

    def works(self, known: library.Library, style: str) -> Works:
        """Return the works of a page or a site, none cited yet."""
        options = self.options
        return Works(known, options.citations, style, has_cards=options.cards, has_backlinks=options.backlinks)


def _cited_anywhere(page: CitingPage) -> tuple[str, ...]:
    """The keys of what the project's documents cite; none, with a warning, where they cannot be read."""
    from ..project.syncing import cited  # for the one page that asks for it

    try:
        return cited.works(page.settings, page.library) if page.settings else ()
    except BackrefError as error:
        _host.log().warning("bibliography: all: %s", plain(str(error)))
        return ()


def tell(read: ProjectRead) -> None:
    """Warn of what is wrong with the files of a project."""
    faults = (*read.library.problems, *read.problems)
    said = [f"{problem.place}: {problem.code}: {plain(problem.message)}" for problem in faults]
    entries = Bibliography.of(tuple(r.model_copy(update={"id": key}) for key, r in read.library.references.items()))
    said += [f"{problem.code}: {problem.message}" for problem in links.refused(entries)]
    if not read.library.references or empty.is_gone(read.settings):
        said.append(empty.why_empty(read.settings))
    for message in said:
        _host.log().warning("%s", message)


def makeExtension(**given: Any) -> Citations:
    """Return the extension; what can be set is `Options`.

    >>> import markdown
    >>> markdown.markdown("`[@code]` and *text*", extensions=["backref.markdown"])
    '<p><code>[@code]</code> and <em>text</em></p>'
    """
    return Citations(**given)
