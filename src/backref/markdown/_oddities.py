"""What a page holds that its author may not have meant, and that nothing would be said of: a page -> warnings."""

from __future__ import annotations

from collections.abc import Iterable

from ..text.escape import plain
from . import _host
from ._page import MARK, CitingPage
from ._unread import unread

_HTML = 'it stands in HTML, where Markdown is not read; write markdown="1" into its tag, with the extension md_in_html'


def tell(page: CitingPage, html: str, blocks: Iterable[object]) -> None:
    """Warn of citations in blocks of HTML, and of a second place for the list."""
    for printed, block in unread((*blocks, *page.unread), page.library):
        place = page.source.place(printed, block)
        _host.log().warning("%s: not-cited: %s: %s", place, plain(printed), _HTML)
    if "<!--" in html:
        marks = [match[0] for match in MARK.finditer(html)]
        places = [page.source.place(mark) for mark in marks] if len(marks) > 1 else []
        for place in places[1:]:
            _host.log().warning("%s: second-list: a page has one list, which stands at the first of its marks", place)
