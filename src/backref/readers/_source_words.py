"""What is said around links to sources: whether a note is nothing but short citations, a further work in it, the
brackets around those of the prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ..model import Span
from ..text import words
from ._source_links import SourceLink

FEW = 6
"""Words that may stand in a note beside its short citations: more explain something."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_PLACE = re.compile(
    r"(?<![^\W\d_])(?:pp?|ch|chap|vol|Kap|Bd|Anm|vgl|cap|págs?|fig|note|also|auch|aussi|ibid|sqq?|ff?)\b\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|https?://|\b10\.\d{4}")
_ENDED = re.compile(r";|(?<=[\d.])\.?\s(?=[^\W\d_a-z])")  # what ends the pages behind a link
_FEWEST = 4  # words of a further work
_BRACKET = 80  # characters between a bracket and the link in it


def words_beside(text: str, pointers: Sequence[Span]) -> int:
    """Return how many words a note holds beside its links and the places that they name.

    >>> words_beside("See Doe 2002, pp. 3–5; Roe 1999.", [Span(4, 12), Span(23, 31)])
    0
    """
    rest = " ".join(text[start:end] for start, end in _gaps(text, pointers))
    return len(_WORD.findall(_leading().sub(" ", _PLACE.sub(" ", rest))))


def further(text: str, pointers: Sequence[Span], works: Sequence[int]) -> Span | None:
    """Return where a note holds a work in full beside its links; `works` is where such begin that are marked up.

    >>> note = "Doe 2002, p. 3; Roe A. Heat for backs. Leeds: Moor, 1999."
    >>> further(note, [Span(0, 8)], ()).of(note)
    'Roe A. Heat for backs. Leeds: Moor, 1999.'
    """
    for start, end in _gaps(text, pointers):
        marked = next((at for at in works if start <= at < end), None)
        begin = marked if marked is not None else _part(text, start, end)
        piece = text[begin:end].rstrip(" ;,") if begin is not None else ""
        if begin is not None and (marked is not None or _is_work(piece)):
            return Span(begin + len(piece) - len(piece.lstrip()), begin + len(piece))
    return None


def _part(text: str, start: int, end: int) -> int | None:
    """Where a part of a note begins behind a link, at the note's beginning or behind the pages; None for none."""
    found = _ENDED.search(text, start, end) if start else None
    return 0 if not start else found.end() if found else None


def _is_work(piece: str) -> bool:
    """Whether a part of a note names a work in full: a year or an address, and more names than small words."""
    said = _WORD.findall(piece)
    names = sum(word[0].isupper() for word in said)
    return bool(_YEAR.search(piece)) and len(said) >= _FEWEST and names >= 2 and piece.lstrip()[:1].isupper()


def in_brackets(text: str, pointers: Iterable[SourceLink]) -> Iterator[tuple[Span, list[SourceLink]]]:
    """Yield the links of the prose, with the brackets around them; those within the same brackets together."""
    found: dict[Span, list[SourceLink]] = {}
    last = Span(0, 0)
    for pointer in sorted(pointers):
        start, end = pointer.span
        if end <= last.end:
            found[last].append(pointer)
            continue
        opening = text.rfind("(", max(0, start - _BRACKET), start)
        closing = text.find(")", end, end + _BRACKET)
        is_open = opening >= 0 and ")" not in text[opening:start] and "\n" not in text[opening:start]
        is_held = is_open and closing >= 0 and "(" not in text[end:closing] and "\n" not in text[end:closing]
        last = Span(opening, closing + 1) if is_held else pointer.span
        found[last] = [pointer]
    yield from found.items()


def _gaps(text: str, pointers: Sequence[Span]) -> Iterator[Span]:
    bounds = [0, *(at for pointer in pointers for at in pointer), len(text)]
    return map(Span, bounds[::2], bounds[1::2])


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(words.pattern("see", "and", "page"), re.IGNORECASE)
