"""XML of gigabytes -> its elements of some names, one by one: cut out as text, and each read for itself.

So a broken record loses itself alone, no entity is ever declared, and nothing but one record is held. Named characters
are those of HTML 4, which DBLP's DTD names as well; a table puts them in, not the parser. Others stay as they stand.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import IO, TYPE_CHECKING

from ._ends import ElementEnds
from ._kinds import CUT_OFF, Place

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LONGEST = 20_000_000  # characters of one element; PubMed's longest has 4 million
_MOST = 400_000  # elements within one; each takes a hundred times the memory of its tag
_PIECE = 1 << 20
_NAMED = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{0,31})|#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,9})));")
_OWN = ("amp", "lt", "gt", "quot", "apos")  # the names that XML has itself
_EIGHT_BITS = ("utf-8", "iso-8859", "latin", "windows")  # others would not have let the declaration be read
_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_-]{1,20})")


def elements(stream: IO[bytes], tags: tuple[str, ...], place: Place) -> Iterator[Element]:
    """Yield every element with one of `tags`, none of which stands in another; what is broken is told, and passed
    over.
    """
    opening = re.compile(rf"<({'|'.join(map(re.escape, tags))})(?=[\s>])")
    first = stream.read(_PIECE)
    decoder = _decoder(first)
    text, at, count, is_end = decoder.decode(first), 0, 0, False
    ends, endless = ElementEnds(), set[str]()
    while True:
        match = opening.search(text, at)
        end = ends.find(text, match[1], match.end()) if match else -1
        if match is None or end < 0:
            start = match.start() if match else max(at, len(text) - 64)
            if match and (is_end or len(text) - start > _LONGEST):
                place.say(CUT_OFF if is_end else "broken-xml", f"record {count + 1} has no end")
                endless.add(match[1])
                at = _behind(opening, text, match.end(), endless) if is_end else match.end()
                continue
            if is_end:
                return
            text, at = text[start:], 0
            ends.move(start)
            piece = stream.read(_PIECE)
            text, is_end = text + decoder.decode(piece, not piece), not piece
            continue
        again = opening.search(text, match.end(), end)
        if again is not None and again[1] == match[1]:
            count += 1
            place.say("broken-xml", f"record {count} has no end")
            at = again.start()
            continue
        count += 1
        at = end + len(match[1]) + 3
        found = _parsed(text[match.start() : at])
        if found is None:
            place.say("broken-xml", f"record {count} is broken")
        else:
            yield found


def _behind(opening: re.Pattern[str], text: str, at: int, endless: set[str]) -> int:
    """Where the next element begins that may have an end, or the text ends: those that have none are one fault."""
    return next((found.start() for found in opening.finditer(text, at) if found[1] not in endless), len(text))


def _decoder(first: bytes) -> codecs.IncrementalDecoder:
    said = _ENCODING.search(first[:300])
    name = said[1].decode().lower() if said else "utf-8-sig"
    name = "utf-8" if name == "us-ascii" else name
    try:
        return codecs.getincrementaldecoder(name if name.startswith(_EIGHT_BITS) else "utf-8")("replace")
    except LookupError:
        return codecs.getincrementaldecoder("utf-8")("replace")


def _parsed(text: str) -> Element | None:
    from xml.etree.ElementTree import ParseError, fromstring

    if text.count("<") > _MOST:
        return None
    try:
        return fromstring(_NAMED.sub(_put_in, text))  # noqa: S314  nothing can be declared in it
    except (ParseError, ValueError):
        return None


def _put_in(match: re.Match[str]) -> str:
    """What a parser can read that is declared nothing: the character of a name or a number, "&amp;" before other
    names, and the sign of replacement for what is no character of XML.
    """
    name = match[1]
    if name:
        return match[0] if name in _OWN else _characters().get(name, f"&amp;{name};")
    point = int(match[2], 16) if match[2] else int(match[3])
    is_one = point in (9, 10, 13) or 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE or 0x10000 <= point < 0x110000
    return match[0] if is_one else "\ufffd"


@cache
def _characters() -> dict[str, str]:
    """Named characters."""
    from html.entities import name2codepoint

    return {name: chr(point) for name, point in name2codepoint.items()}
