"""Excerpts: the beginnings of posts that Material's blog shows on pages of its own, of each year and each category.

A post is converted once more for them, after all pages. What it cites there leads to where its list stands: on the
page of the post, or of the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.utils import get_relative_url

from .. import markdown as citing

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

_PROCESSOR = "excerpt"  # of Material; it knows the post, and the page that shows it


class _Excerpt(NamedTuple):
    """The addresses of a post and of the page that shows its beginning."""

    post: str
    shown_on: str


class SiteCitations(citing.Citations):
    """The extension within a site. `read` and `style` are the site's; `site` are its works, and `list_url` returns the
    address of their list, where there is one for all pages.
    """

    read: citing.ProjectRead
    style: str
    site: citing.Works
    list_url: Callable[[], str]

    def begin(self, md: Markdown, lines: list[str]) -> citing.CitingPage:
        """Return the page that a text belongs to; an excerpt is one of its own, for another is open or was the last."""
        if _excerpt(md) is None:
            return super().begin(md, lines)
        self._before = self.page
        self.page = citing.CitingPage(self.read.library, self.style, owner=md, is_excerpt=True)
        return self.page

    def finish(self, md: Markdown, page: citing.CitingPage, html: str) -> str:
        """Return the page with its citations."""
        excerpt = _excerpt(md)
        if excerpt is None or page.owner is not md:
            return super().finish(md, page, html)
        self.page = self._before
        if self.is_deferred:
            return page.filled(html, self.site, get_relative_url(self.list_url(), excerpt.shown_on))
        works = self.works(page.library, page.style)
        works.cite(page.keys(html))
        return page.filled(html, works, get_relative_url(excerpt.post, excerpt.shown_on))


def _excerpt(md: Markdown) -> _Excerpt | None:
    """Return whose beginning is converted, and for which page; None for a page."""
    if _PROCESSOR not in md.treeprocessors:
        return None
    processor: Any = md.treeprocessors[_PROCESSOR]
    addresses = [getattr(getattr(processor, name, None), "url", None) for name in ("page", "base")]
    post, shown_on = addresses
    return _Excerpt(post, shown_on) if isinstance(post, str) and isinstance(shown_on, str) else None
