"""XML of strangers -> the elements of one kind: no entities, capped in depth and size, and broken files give what is
whole.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..model import Problem, Span, Written
from ..text.xml_events import events
from ._strays import most_of, not_too_many

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 60  # levels of nesting; honest records have 14
_LARGEST = 64_000_000  # characters of one file; elements take some twenty times that
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def elements(text: str, tags: tuple[str, ...], problems: list[Problem]) -> Iterator[Element]:
    """Yield every element with one of `tags`, as many as a text of its length can have; where the file breaks, the
    elements after the break are read one by one.

    >>> [e.text for e in elements("<a><b>1</b><b>&bad;</b><b>3</b>", ("b",), [])]
    ['1', '3']
    """
    return not_too_many(
        _elements(text, tags, problems), text, problems, lambda _: written(text, tags)[most_of(text) :][0]
    )


def _elements(text: str, tags: tuple[str, ...], problems: list[Problem]) -> Iterator[Element]:
    whole = len(text)
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n\0"))
    cut = whole - len(text)
    if len(text) > _LARGEST:
        problems.append(Problem(code="too-large", stage="load", message=f"more than {_LARGEST:,} characters of XML"))
        return
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    read = 0
    try:
        for element in _parsed(text, tags):
            read += 1
            yield element
            element.clear()
        return
    except _BrokenXml as broken:
        problems.append(_problem(str(broken), starts, broken.line, broken.column, cut))
    ends: dict[str, int] = {}  # where each kind of record next ends
    pattern = re.compile(rf"<(?P<tag>{'|'.join(map(re.escape, tags))})(?=[\s>])[^<>]*>")
    for number, match in enumerate(pattern.finditer(text)):
        if number < read:
            continue
        tag = match["tag"]
        if ends.get(tag, 0) < match.end():
            ends[tag] = text.find(f"</{tag}>", match.end())
        end = ends[tag]
        if end < 0:
            return
        if pattern.search(text, match.end(), end):
            continue  # it is never closed itself
        try:
            yield from _parsed(text[match.start() : end + len(tag) + 3], tags)
        except _BrokenXml:
            line = bisect_right(starts, match.start())
            problems.append(_problem("this record is broken", starts, line, match.start() - starts[line - 1], cut))


class _BrokenXml(Exception):
    """The parser gave up; `line` counts from 1, `column` from 0."""

    def __init__(self, detail: str, line: int = 0, column: int = 0) -> None:
        super().__init__(detail)
        self.line, self.column = line, column


def _parsed(text: str, tags: tuple[str, ...]) -> Iterator[Element]:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException

    depth = 0
    data = text.encode("utf-8", "replace")
    try:
        for event, element in events(io.BytesIO(data), has_doctype=True):
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise _BrokenXml("nested too deep")
            if event == "end" and element.tag in tags:
                yield element
    except ParseError as error:
        line, column = getattr(error, "position", (0, 0))
        raise _BrokenXml(f"no XML: {str(error).split(':')[0]}", line, column) from error
    except DefusedXmlException as error:
        raise _BrokenXml("entities are not read") from error
    except (ValueError, LookupError, RecursionError) as error:
        raise _BrokenXml("no XML") from error


def written(text: str, tags: tuple[str, ...]) -> list[Span]:
    """Return where the elements with one of `tags` stand, in order; one that nothing closes ends where the next begins.

    >>> written("<a><b>1</b><b x='y'>2</b></a>", ("b",))
    [Span(start=3, end=11), Span(start=11, end=25)]
    """
    opening = re.compile(
        rf"<!--(?:(?!-->).)*+|<!\[CDATA\[(?:(?!\]\]>).)*+|<(?P<tag>{'|'.join(map(re.escape, tags))})(?=[\s/>])",
        re.DOTALL,
    )
    found = [match for match in opening.finditer(text) if match["tag"]]
    spans = []
    for number, match in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else len(text)
        end = text.find(f"</{match['tag']}>", match.start(), stop)
        spans.append(Span(match.start(), end + len(match["tag"]) + 3 if end >= 0 else stop))
    return spans


def placed(text: str, tags: tuple[str, ...], keys: Sequence[str | None]) -> tuple[Written | None, ...]:
    """Return how elements are written that were read in order, by their keys, without those of no key.

    Where more elements stand there than were read, none has a place.
    """
    spans = written(text, tags)[: most_of(text)]
    if len(spans) != len(keys):
        return tuple(None for key in keys if key is not None)
    return tuple(
        Written(text, "", key, Span(span.start, span.start + 1), span, language="xml")
        for span, key in zip(spans, keys, strict=True)
        if key is not None
    )


def _problem(message: str, starts: Sequence[int], line: int, column: int, cut: int) -> Problem:
    at = cut + starts[min(max(line, 1), len(starts)) - 1] + column
    return Problem(code="broken-xml", stage="load", message=message, span=Span(at, at + 1))
