"""Sites on one page for printing, as mkdocs-print-site-plugin makes them: what is cited leads to its entry there, too.

That plugin keeps what each page was before its citations stood in it, leads links to "#page-anchor", and gives such
names to headings. To entries and citations we give them, in quotes that it does not look for.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_PLUGIN = "print-site"
_OWN = re.compile(r'(?P<tag><(?:a|p)\b[^<>]* )id="(?P<id>(?:ref|cite)-[^"]*)"')

_UP = re.compile(r'(?<=href=")(?P<up>(?:\.\./)*\.\.)(?=#(?:ref|cite)-)')  # which it reads with a slash alone


def pages(config: MkDocsConfig, files: Files) -> Iterator[Page]:
    """Yield the pages that are kept for printing."""
    if _PLUGIN in config.plugins:
        for file in files.documentation_pages():
            if file.page is not None and isinstance(getattr(file.page, "html", None), str):
                yield file.page


def change(page: Page, made: Callable[[str], str]) -> None:
    """Have the copy of a page be what is made of it, with anchors that no other page has."""
    key = import_module("mkdocs_print_site_plugin.urls").get_page_key(page.url)
    html = _UP.sub(lambda match: f"{match['up']}/", made(page.html))  # type: ignore[attr-defined]
    page.html = _OWN.sub(lambda match: f"{match['tag']}id='{key}-{match['id']}'", html)  # type: ignore[attr-defined]
