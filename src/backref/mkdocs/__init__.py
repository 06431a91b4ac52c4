"""The MkDocs plugin: the extension `backref.markdown`, which it tells of pages and sites, and gives live reload. No
network.

The extension cites; here is what only a builder of sites knows: which page is converted, one list for all pages, and
what to watch.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import get_relative_url

from .. import markdown as citing
from .. import styles
from ..errors import BackrefError
from ..project import assets
from ..text.escape import plain
from . import _printed, _searched
from ._excerpts import SiteCitations

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_ASSETS = "assets"
_NAMES = ("backref", "backref.markdown")  # the extension, where the same configuration names it too


class PluginOptions(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml: those of the extension, and where the list stands."""

    citations = option.Choice(citing.NOTATIONS, default="numeric")
    bibliography = option.Choice(("page", "site"), default="page")
    style = option.Type(str, default="")
    heading = option.Type(str, default="References")
    cards = option.Type(bool, default=True)
    backlinks = option.Type(bool, default=True)
    config = option.Type(str, default="")


class BackrefPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]
    """Cites and lists works. See `PluginOptions` for what can be set."""

    _is_serving = False
    _last: citing.ProjectRead | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether this is a server: it keeps the library that it has while the files are broken."""
        self._is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the library, and have Markdown find citations."""
        folder = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        self._read = self._library(folder)
        self._is_site = self.config.bibliography == "site"
        given = {name: value for name, value in self.config.items() if name in citing.OPTIONS}  # MkDocs tells others
        self._citations = SiteCitations(**given)
        self._citations.is_deferred = self._is_site
        with _told():
            self._style = citing.chosen_style(self._citations.options, self._read, folder)
            self._site = self._citations.works(self._read.library, self._style)
        self._citations.read, self._citations.style, self._citations.site = self._read, self._style, self._site
        self._citations.list_url = lambda: self._list_page.url if self._list_page else ""
        citing.tell(self._read)
        self._pages: dict[str, citing.CitingPage] = {}
        self._list_page: Page | None = None
        self._cited: list[str] = []
        self._list = ""
        self._has_search = _searched.is_there(config)
        config.markdown_extensions[:] = [each for each in config.markdown_extensions if each not in _NAMES]
        config.markdown_extensions.append(self._citations)
        config.extra_css.insert(0, f"{_ASSETS}/{assets.STYLES}")  # before the site's own, which go over it
        if self.config.cards:
            config.extra_javascript.append(f"{_ASSETS}/{assets.SCRIPT}")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the styles and the script, where the site has none of its own at their place."""
        for file in (assets.STYLES, *([assets.SCRIPT] if self.config.cards else [])):
            name = f"{_ASSETS}/{file}"
            if files.get_file_from_path(name) is None:
                path = str(assets.FOLDER / file)
                files.append(File.generated(config, name, abs_src_path=path, inclusion=InclusionLevel.INCLUDED))
        return files

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build anew when the bibliography, the lock or the style changes."""
        # Folders, for a file may come later, or go and come back; MkDocs itself watches the folder of the pages.
        settings, style = self._read.settings, self._style
        names = [settings.bibliography, settings.lock, *settings.libraries, *([style] if styles.is_file(style) else [])]
        pages = Path(config.docs_dir)
        for folder in sorted({settings.path(name).parent for name in names}):
            if folder.is_dir() and not folder.is_relative_to(pages):
                server.watch(str(folder), recursive=False)
        return server

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Say which page is being read."""
        file, read = page.file, self._read
        path = Path(file.abs_src_path or file.src_uri)
        text = file.content_string if file.abs_src_path is None else None  # else it is read where a line is sought
        name = file.src_uri if file.generated_by else ""  # its path is one that was there for the build alone
        source = citing.PageSource(path, text, name)
        made = citing.CitingPage(read.library, self._style, None, source, read.settings, read.quoted)
        self._pages[file.src_uri] = self._citations.page = made
        if citing.MARK.search(markdown):
            self._list_page = self._list_page or page
        return markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Count the works of a page for the list of the site."""
        if self._is_site and (known := self._pages.get(page.file.src_uri)):
            self._site.cite(known.keys(html), page.url)
            if page is self._list_page:
                self._site.avoid(html)
        return html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Put the citations of a site on its page for printing, if it has one."""
        for page in _printed.pages(config, files):
            known = self._pages.get(page.file.src_uri)
            if known is not None:
                with _told():
                    _printed.change(page, partial(self._filled, page=page, known=known))
        return env

    @event_priority(100)
    def _fill(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Put the citations in place that count through the site, and its list on the page that asks for it."""
        known = self._pages.get(page.file.src_uri)
        if self._is_site and known is not None:
            if self._list_page is None and self._site:
                citing.log().warning("no page holds <!-- bibliography -->, where the list of the site is to stand")
                self._list_page = page
            is_elsewhere = self._list_page not in (None, page)
            self._cited = [key for key, _ in known.keys(page.content or "")] if is_elsewhere else []
            with _told():
                page.content = self._filled(page.content or "", page, known)
        if known is not None and self._has_search:
            page.content, self._list = _searched.words(page.content or "")
        return context

    @event_priority(-100)
    def _add_cards(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Add what the cards of a page show whose list stands elsewhere; last, so that no search finds it twice. The
        list of a page is whole again.
        """
        page.content, self._list = _searched.restored(page.content or "", self._list), ""
        if self.config.cards and self._cited:
            page.content = f"{page.content}\n{self._site.cards(self._cited)}"
        self._cited = []
        if (known := self._pages.get(page.file.src_uri)) is not None and known.passages:
            page.content = f"{page.content}\n{known.passages}"
        return context

    on_page_context = CombinedEvent(_fill, _add_cards)

    def _filled(self, html: str, page: Page, known: citing.CitingPage) -> str:
        """Return a page with the citations that count through the site, and with its list where this is its page."""
        if not self._is_site:
            return html
        target = self._list_page
        if target is not page:
            return known.filled(html, self._site, get_relative_url(target.url, page.url) if target else "")
        html, made = known.filled(html, self._site), ""
        if self._site:
            made = self._site.list(lambda url: "" if url == page.url else get_relative_url(url, page.url))
        return citing.listed(html, self._site, made) if citing.MARK.search(html) else f"{html}\n{made}"

    def _library(self, folder: Path) -> citing.ProjectRead:
        """Read the project's files; while a server runs, what was there before stands in for broken ones."""
        try:
            self._last = citing.ProjectRead.of(folder, self.config.config)
        except BackrefError as error:
            if not self._is_serving or self._last is None:
                raise PluginError(f"backref: {plain(str(error))}") from error
            citing.log().warning("%s; the site is built with what was there before", plain(str(error)))
        return self._last


@contextmanager
def _told() -> Iterator[None]:
    """Have MkDocs say what is wrong, and end."""
    try:
        yield
    except BackrefError as error:
        raise PluginError(f"backref: {plain(str(error))}") from error
