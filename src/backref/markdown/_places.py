"""Where the citations of a page stand until its works are known: as text in the tree of the converter, which every
builder carries along; as elements in a page that others go on with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPEN, _SHUT = "\x02:", "\x03"  # which no author can write: the converter takes them away
LIST = f"{_OPEN}list{_SHUT}"  # where the list is to stand
_ELEMENT, _CLOSING = '<span data-backref="', '"></span>'
_BARE = "\x02backref:"
_LINK = re.compile(r'<a href="[^"<>]*"')
_ELEMENTS = re.compile(rf"{_ELEMENT}(\d{{1,9}}){_CLOSING}|{_BARE}(\d{{1,9}}){_SHUT}")


class HeldPlace(NamedTuple):
    """Where a page holds a citation, its number, and whether that is in the text: not in an attribute such as `alt`."""

    start: int
    end: int
    number: int
    is_text: bool


class LinkPassed:
    """Follows a page from its beginning, and knows whether a place is within a link."""

    def __init__(self) -> None:
        self._is_in = False

    def is_in(self, passed: str) -> bool:
        """Say whether the place is within a link to which `passed` leads from the one before.

        >>> page = LinkPassed()
        >>> page.is_in('<p>So <a href="x">this'), page.is_in(" and that"), page.is_in("</a> and")
        (True, True, False)
        """
        opened, closed = max(passed.rfind("<a "), passed.rfind("<a>")), passed.rfind("</a>")
        if opened != closed:
            self._is_in = opened > closed
        return self._is_in


def unlinked(shown: str) -> str:
    """Return a citation without its links, for a place within one; what leads back to it finds it.

    >>> unlinked('[<a href="#ref-a" id="cite-a-1">1</a>]')
    '[<span id="cite-a-1">1</span>]'
    """
    return _LINK.sub("<span", shown).replace("</a>", "</span>")


def mark(number: int) -> str:
    """Return what stands in the tree for the citation of a number."""
    return f"{_OPEN}{number}{_SHUT}"


def without(html: str) -> str:
    """Return HTML without citations, as the table of contents has it."""
    for place in held(html) if _OPEN in html else ():
        html = html.replace(mark(place.number), "")
    return html


def has_any(html: str) -> bool:
    """Whether a page holds what may be the place of a citation."""
    return _OPEN in html or _ELEMENT in html


def elements(html: str) -> str:
    """Return a page with elements for its citations, and something that no reader sees for those in attributes.

    >>> elements('<p>So\\x02:0\\x03. <img alt="\\x02:1\\x03"></p>')
    '<p>So<span data-backref="0"></span>. <img alt="\\x02backref:1\\x03"></p>'
    """
    if _OPEN not in html:
        return html
    made, end = [], 0
    for place in _marked(html):
        stands = f"{_ELEMENT}{place.number}{_CLOSING}" if place.is_text else f"{_BARE}{place.number}{_SHUT}"
        made += [html[end : place.start], stands]
        end = place.end
    return "".join([*made, html[end:]])


def held(html: str) -> list[HeldPlace]:
    """Return the places of a page in order."""
    places = list(_marked(html))
    if _ELEMENT in html or _BARE in html:
        found = _ELEMENTS.finditer(html)
        places += [HeldPlace(*m.span(), int(m[m.lastindex or 0]), is_text=m.lastindex == 1) for m in found]
        places.sort()
    return places


def _marked(html: str) -> Iterator[HeldPlace]:
    is_open, end = False, 0  # a tag, before the place
    while (start := html.find(_OPEN, end)) >= 0:
        closed = html.rfind(">", end, start)
        if (opened := html.rfind("<", end, start)) != closed:
            is_open = opened > closed
        end = html.find(_SHUT, start) + 1
        if (number := html[start + len(_OPEN) : end - 1]).isdecimal():
            yield HeldPlace(start, end, int(number), not is_open)
