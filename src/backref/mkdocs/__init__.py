"""The MkDocs plugin: citations in Markdown and lists of works, from the project's bibliography and lock. No network.

A citation is found by Python-Markdown itself, so that code is left alone, and stands as an empty element until the page's works
are known. What is wrong with one citation or one entry is one warning with its place; the page is built.
"""

from __future__ import annotations

import dataclasses
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import get_relative_url

from .. import styles
from ..errors import BackrefError
from ..model import Bibliography
from ..project import configuration, library
from ..project.library import Library
from ..readers.markdown import trimmed
from ..text import links
from ..text.escape import plain
from ._clusters import GROUP, NARRATIVE, Item, parse
from ._page import MISSING, NOTATIONS, Works, missing

if TYPE_CHECKING:
    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_LOG = logging.getLogger("mkdocs.plugins.backref")
_HELD = re.compile(r'<span data-backref="(?P<number>\d{1,9})"></span>|\x02backref:(?P<bare>\d{1,9})\x03')
_TAG = re.compile(r"<[^<>]*>")
_MARK = re.compile(r"<!--\s*bibliography\s*-->")
_FOLDER = Path(__file__).parent
_STYLES, _SCRIPT = "assets/backref.css", "assets/backref.js"
_ESCAPED = re.compile("\x02(\\d{1,6})\x03")


class Options(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml."""

    citations = option.Choice(NOTATIONS, default="numeric")
    bibliography = option.Choice(("page", "site"), default="page")
    style = option.Type(str, default="")
    cards = option.Type(bool, default=True)
    config = option.Type(str, default="")


@dataclasses.dataclass(frozen=True, slots=True)
class Waiting:
    """A citation that waits for the list of works: as it was written, and its parts, whose keys are those of the library."""

    printed: str
    items: tuple[Item, ...]
    is_narrative: bool = False


class BackrefPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Cites and lists works. See `Options` for what can be set."""

    _is_serving = False
    _last: tuple[configuration.Configuration, Library] | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether this is a server: it keeps the library that it has while the files are broken."""
        self._is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the library, and have Markdown find citations."""
        folder = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        self._settings, self._library = self._read(folder)
        with _told():
            self._style = self._chosen_style(folder)
        for problem in self._library.problems:
            _LOG.warning("%s: %s: %s", problem.place, problem.code, plain(problem.message))
        entries = Bibliography.of(
            tuple(r.model_copy(update={"id": key}) for key, r in self._library.references.items())
        )
        for problem in links.refused(entries):
            _LOG.warning("%s: %s", problem.code, problem.message)
        if not self._library.references:
            name = library.shown(self._settings.path(self._settings.bibliography))
            _LOG.warning("%s: no entries; run `backref sync`", name)
        self._held: list[Waiting] = []
        self._site = self._works()
        self._page: Page | None = None
        self._seen: dict[str, int] = {}
        self._list_page: Page | None = None
        self._cited: tuple[str, ...] = ()
        config.markdown_extensions.append(_Citations(self))
        config.extra_css.insert(0, _STYLES)  # before the site's own, which go over it
        if self.config.cards:
            config.extra_javascript.append(_SCRIPT)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the styles and the script, where the site has none of its own at their place."""
        for name in (_STYLES, *([_SCRIPT] if self.config.cards else [])):
            if files.get_file_from_path(name) is None:
                path = str(_FOLDER / Path(name).name)
                files.append(File.generated(config, name, abs_src_path=path, inclusion=InclusionLevel.INCLUDED))
        return files

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build anew when the bibliography, the lock or the style changes."""
        # Folders, for a file may come later, or go and come back; MkDocs itself watches the folder of the pages.
        names = [self._settings.bibliography, self._settings.lock, *self._settings.libraries]
        names += [self._style] if styles.is_file(self._style) else []
        pages = Path(config.docs_dir)
        for folder in sorted({self._settings.path(name).parent for name in names}):
            if folder.is_dir() and not folder.is_relative_to(pages):
                server.watch(str(folder), recursive=False)
        return server

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Say which page is being read."""
        self._page = page
        self._seen = {}
        if _MARK.search(markdown):
            self._list_page = self._list_page or page
        return markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the citations of a page in place, and its list; for the list of a site, count its works."""
        works = self._site if self.config.bibliography == "site" else self._works()
        works.cite(self._keys(html))
        if self.config.bibliography == "site":
            return html
        with _told():
            return _listed(self._filled(html, works), works, is_always=True)

    @event_priority(100)
    def _fill(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Put the citations in place that count through the site, and its list on the page that asks for it."""
        if self.config.bibliography == "site":
            target = self._list_page
            if target is None and self._site:
                _LOG.warning("no page holds <!-- bibliography -->, where the list of the site is to stand")
                target = self._list_page = page
            address = get_relative_url(target.url, page.url) if target and target is not page else ""
            html = page.content or ""
            self._cited = self._keys(html) if address else ()
            with _told():
                made = self._filled(html, self._site, address)
                page.content = _listed(made, self._site, is_always=page is target) if page is target else made
        return context

    @event_priority(-100)
    def _add_cards(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Add what the cards of a page show whose list stands elsewhere; last, so that no search finds it twice."""
        if self.config.cards and self._cited:
            page.content = f"{page.content}\n{self._site.cards(self._cited)}"
        self._cited = ()
        return context

    on_page_context = CombinedEvent(_fill, _add_cards)

    def hold(self, printed: str, items: tuple[Item, ...], *, is_narrative: bool = False) -> str | None:
        """Return the element that stands for a citation; None for a narrative one of which nothing is known."""
        found = []
        lacking = []
        for item in items:
            key = self._library.key_of(item.key)
            if key is None:
                lacking.append(item.key)
            else:
                found.append(item._replace(key=key))
        if is_narrative and lacking:
            return None
        if lacking:
            place = self._place(printed)
            for key in lacking:
                _LOG.warning("%s: missing-key: %s: %s", place, plain(key), self._library.advice(key))
            return missing(f"[{printed}]")
        self._held.append(Waiting(printed, tuple(found), is_narrative))
        return f'<span data-backref="{len(self._held) - 1}"></span>'

    def _read(self, folder: Path) -> tuple[configuration.Configuration, Library]:
        """Read the project's files; while a server runs, what was there before stands in for broken ones."""
        try:
            found = (
                configuration.load(folder / self.config.config) if self.config.config else configuration.find(folder)
            )
            settings = found or configuration.Configuration(folder=folder)
            self._last = settings, library.with_records(library.read(settings))
        except BackrefError as error:
            if not self._is_serving or self._last is None:
                raise PluginError(f"backref: {plain(str(error))}") from error
            _LOG.warning("%s; the site is built with what was there before", plain(str(error)))
        return self._last

    def _works(self) -> Works:
        return Works(self._library, self.config.citations, self._style, has_cards=self.config.cards)

    def _keys(self, html: str) -> tuple[str, ...]:
        """The works that a page cites, each once, as they first appear."""
        held = (self._held_by(match) for match in _HELD.finditer(html))
        return tuple(dict.fromkeys(item.key for each in held if each is not None for item in each.items))

    def _held_by(self, match: re.Match[str]) -> Waiting | None:
        """The citation that an element stands for; None for one that the page's author wrote, of a number that there is not."""
        number = int(match[1] or match[2])
        return self._held[number] if number < len(self._held) else None

    def _chosen_style(self, folder: Path) -> str:
        """Return the name of the style, or the path of its CSL file, which counts from the file that says it."""
        is_numbered = self.config.citations != "author-date"
        fitting = [name for name in styles.names() if styles.is_numbered(name) == is_numbered]

        def fits(style: str) -> bool:
            return styles.is_numbered(style) == is_numbered if styles.is_file(style) else style in fitting

        style = _placed(self.config.style, folder)
        if style and not fits(style):
            known = ", ".join(fitting)
            raise PluginError(
                f"backref: style {style!r} does not fit citations {self.config.citations!r}; those that do: {known}"
            )
        of_project = _placed(self._settings.style, self._settings.folder)
        return style or (of_project if fits(of_project) else "vancouver" if is_numbered else "apa")

    def _filled(self, html: str, works: Works, address: str = "") -> str:
        def citation(match: re.Match[str]) -> str:
            held = self._held_by(match)
            if held is None:
                return ""
            made = works.citation(held.items, address, is_narrative=held.is_narrative)
            return made if match["number"] else _TAG.sub("", made)

        return _HELD.sub(citation, html)

    def _place(self, printed: str) -> str:
        """Return "file:line" of a citation in the page that is being read."""
        if self._page is None:
            return "-"
        path = Path(self._page.file.abs_src_path or self._page.file.src_uri)
        try:
            source = self._page.file.content_string
        except OSError:
            return library.shown(path)
        at = source.find(printed, self._seen.get(printed, 0))
        if at < 0:
            return library.shown(path)
        self._seen[printed] = at + 1
        return f"{library.shown(path)}:{source.count(chr(10), 0, at) + 1}"


def _placed(style: str, folder: Path) -> str:
    return str(folder / style) if styles.is_file(style) else style


@contextmanager
def _told() -> Iterator[None]:
    """Have MkDocs say what is wrong, and end."""
    try:
        yield
    except BackrefError as error:
        raise PluginError(f"backref: {plain(str(error))}") from error


def _listed(html: str, works: Works, *, is_always: bool) -> str:
    """The page with the list at its mark, else at its end."""
    made = works.list() if works else ""
    if _MARK.search(html):
        return _MARK.sub(lambda _: made, html, count=1)
    return f"{html}\n{made}" if is_always and made else html


class _Citations(Extension):  # type: ignore[misc]
    """Has Python-Markdown find citations, behind code and escapes, before links."""

    def __init__(self, plugin: BackrefPlugin) -> None:
        super().__init__()
        self._plugin = plugin

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(_Group(GROUP, md, self._plugin), "backref-group", 175)
        md.inlinePatterns.register(_Narrative(NARRATIVE, md, self._plugin), "backref-narrative", 174)
        md.treeprocessors.register(_Attributes(md), "backref-attributes", 15)  # behind "inline"


class _Group(InlineProcessor):  # type: ignore[misc]
    def __init__(self, pattern: str, md: Markdown, plugin: BackrefPlugin) -> None:
        super().__init__(pattern, md)
        self._plugin = plugin

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | Element | None, int | None, int | None]:
        inside = _unescaped(self, m[1])
        if inside.strip().lower() in self.md.references:
            return None, None, None
        items = parse(unescape(inside))
        held = self._plugin.hold(inside, items) if items else None
        return (None, None, None) if held is None else (self.md.htmlStash.store(held), m.start(), m.end())


class _Narrative(_Group):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | Element | None, int | None, int | None]:
        key, rest = trimmed(m["bare"]) if m["bare"] else (m["braced"], "")
        locator = m["locator"] if not rest else None
        item = Item(key, suffix=f", {_unescaped(self, locator)}" if locator else "")
        held = self._plugin.hold(m.group(), (item,), is_narrative=True)
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
        if found := _HELD.fullmatch(held):
            return f"\x02backref:{found['number']}\x03"
        return unescape(_TAG.sub("", held)) if held.startswith(MISSING) else match[0]


def _unescaped(processor: InlineProcessor, text: str) -> str:
    unescaped: str = processor.unescape(text)
    return _ESCAPED.sub(lambda match: chr(int(match[1])), unescaped)
