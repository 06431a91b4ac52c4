"""One way of writing lines and letters: a text -> the same, and the document read of it -> one of the text as it was.
Readers know no other way.

Lines end in "\\n", and letters with their marks are one code point where there is one (NFC), as keyboards write them;
macOS and programs that take texts out of PDF write two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from ..model import Document, Segment, Segments

# What ends a line in another way; a letter with its marks, of Latin, Greek, Cyrillic, Arabic and kana; parts of Hangul.
_UNSEEN = "\u00ad(?![ \\t]{0,9}[\r\n])|[\u200b\u2060\ufeff]"
_HIDDEN = re.compile(_UNSEEN)
_SIGNS = "\u00ad\u200b\u2060\ufeff"  # one of which is in a text that has anything unseen
_OTHER = re.compile(
    f"{_UNSEEN}|\r\n?|[^\\W\\d_][\u0300-\u036f\u0653-\u0655\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)


def unified(source: str) -> tuple[str, Segments]:
    """Return the text, and which part of it is which of the source; without parts it is the source.

    >>> text, parts = unified("Mu\\u0308ller\\r\\n2015")
    >>> text, [(part.text, part.source, part.length) for part in parts]
    ('Müller\\n2015', [(0, 0, 1), (1, 1, 2), (2, 3, 4), (6, 8, 5)])
    """
    is_plain = source.isascii() or (
        unicodedata.is_normalized("NFC", source) and not any(map(source.__contains__, _SIGNS))
    )
    if is_plain and "\r" not in source:
        return source, Segments()
    pieces: list[str] = []
    segments = Segments()
    made = at = 0
    for match in _OTHER.finditer(source):
        start, end = match.span()
        written = match.group()
        if written[0] == "\r":
            new = "\n" if end - start == 1 else ""
            end = start + 1  # the "\n" behind it is text
        elif _HIDDEN.match(written):
            new = ""
        else:
            new = unicodedata.normalize("NFC", written)
        if new == written:
            continue
        if start > at:
            segments.add(made, at, start - at)
            pieces.append(source[at:start])
            made += start - at
        if new:
            segments.add(made, start, end - start, len(new) == end - start)
            pieces.append(new)
            made += len(new)
        at = end
    if at < len(source):
        segments.add(made, at, len(source) - at)
        pieces.append(source[at:])
    return "".join(pieces), segments if at else Segments()


def placed(document: Document, source: str, parts: Segments) -> Document:
    """Return a document of the unified text as one of its source.

    >>> from ..model import Span
    >>> text, parts = unified("a\\r\\nb")
    >>> document = placed(Document(text), "a\\r\\nb", parts)
    >>> document.text, document.to_source(Span(2, 3))
    ('a\\nb', Span(start=3, end=4))
    """
    if not parts:
        return document
    if not document.segments:
        return replace(document, source=source, segments=parts)
    segments = Segments(each for segment in document.segments for each in _joined(segment, parts))
    return replace(document, source=source, segments=segments)


def _joined(segment: Segment, parts: Segments) -> Iterator[Segment]:
    """A segment that stands for a stretch of the unified text, as segments that stand for stretches of the source."""
    end = segment.source + segment.length
    first = parts.index_of(segment.source)
    last = parts.index_of(max(end - 1, segment.source))
    if not segment.verbatim:
        start = _place(parts[first], segment.source).start
        stop = _place(parts[last], end - 1).stop if end > segment.source else start
        yield Segment(segment.text, start, stop - start, False)
        return
    for part in map(parts.__getitem__, range(first, last + 1)):
        start = max(part.text, segment.source)
        if part.verbatim:
            shift = start - part.text
            length = min(part.length - shift, end - start)
            yield Segment(segment.text + start - segment.source, part.source + shift, max(length, 0))
        else:
            yield part._replace(text=segment.text + start - segment.source)


def _place(part: Segment, at: int) -> range:
    """Where a code point of the unified text stands in the source."""
    if not part.verbatim:
        return range(part.source, part.source + part.length)
    start = part.source + min(at - part.text, part.length)
    return range(start, start + 1)
