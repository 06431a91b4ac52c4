"""What the site's search reads of a list of works: their words. A search parses the HTML of each page once more, and
takes longer over the links of a list than it took to make them; arrows that lead back are no words to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_BEGIN, _END = '<div class="references backref-references">', "</div>"
_BACK = re.compile(r' <span class="backref-back">.*?</span>')
_TAG = re.compile(r"<[^<>]*>")


def is_there(config: MkDocsConfig) -> bool:
    """Whether the site has a search, MkDocs' own or Material's."""
    return any(name.rpartition("/")[2] == "search" for name in config.plugins)


def words(html: str) -> tuple[str, str]:
    """Return a page with the words alone of its list, and the list; "" for none.

    >>> page = f'<p>So.</p>{_BEGIN}\\n<p id="ref-a">1. <i>A</i> &amp; b. <span class="backref-back">x</span></p>\\n</div>'
    >>> light, whole = words(page)
    >>> light.partition(">So.</p>")[2], restored(light, whole) == page
    ('<div class="references backref-references">\\n1. A &amp; b.\\n</div>', True)
    """
    start = html.find(_BEGIN)
    end = html.find(_END, start)
    if start < 0 or end < 0:
        return html, ""
    whole = html[start:end]
    said = _TAG.sub("", _BACK.sub("", whole[len(_BEGIN) :]))
    return f"{html[:start]}{_BEGIN}{said}{html[end:]}", whole


def restored(html: str, whole: str) -> str:
    """Return the page with its list."""
    start = html.find(_BEGIN)
    end = html.find(_END, start)
    return f"{html[:start]}{whole}{html[end:]}" if whole and 0 <= start < end else html
