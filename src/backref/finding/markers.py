"""Find reference markers in running prose: Document -> Markers.

Bracketed numbers and ranges ("[73]", "[3-5,9]"), runs of them ("[73][13]"), author-year in brackets and in the sentence,
footnote keys, superscript digits. Readers turn superscripts of marked-up text into brackets, so that this sees one notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Marker, Span

_NUMBERS = r"\d{1,3}[a-z]?(?:\s?[,;\u2010-\u2015\u2212-]\s?\d{1,3}[a-z]?){0,30}"
_SQUARE = re.compile(rf"\[(?P<keys>{_NUMBERS})\](?!\()")
_ROUND = re.compile(rf"\((?P<keys>{_NUMBERS})\)")
_FOOTNOTE = re.compile(r"\[(?P<keys>\^[^\]\s]{1,40})\](?!:)")
_SUPERSCRIPT = re.compile(
    r"(?<=[^\W\d_]|[.,;:!?”\")])(?P<keys>[⁰¹²³⁴-⁹]{1,3}(?:[\u02d2,⁻–-]{1,2}[⁰¹²³⁴-⁹]{1,3}){0,10})"
)
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_UNIT = re.compile(r"(?<![^\W_])(?:[cmkdµn]?m|ft|in|km|s|x|r|R|χ|kg)[²³]$")

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_SURNAME = r"(?:(?:van|von|de|den|der|del|di|da|dos|la|le|el|al|ter|ten|d'|O')\s?){0,3}[A-ZÀ-ÖØ-Þ][\w'’ʼ‐-]{1,40}"
_WHO = rf"{_SURNAME}(?:(?:\s(?:&|and|und|y|e|et)\s|,\s(?:&\s|and\s)?){_SURNAME}){{0,5}}(?:,?\s(?:&\s)?et\s?al\.?|\sand (?:colleagues|others))?"
_PART = re.compile(
    rf"(?P<who>{_WHO})(?:['’]s)?,?\s\(?(?P<years>{_YEAR}(?:\s?,\s?(?:{_YEAR}|[a-z](?![a-z]))){{0,6}})(?P<tail>\)?(?:,\s(?:pp?\.|S\.|ch\.|fig\.)\s?[\d–-]{{1,12}})?)"
)
_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{4,600}?(?:\([^()]{1,60}\)[^()\[\]]{0,300}){0,3})[)\]]")
_NARRATIVE = re.compile(
    rf"(?P<who>{_WHO})(?:['’]s)?\s[(\[](?P<years>{_YEAR}(?:\s?[,;]\s?{_YEAR}){{0,4}})(?:,\s(?:pp?\.|S\.)\s?[\d–-]{{1,12}})?[)\]]"
)
_NO_AUTHOR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec figure fig "
    "table section chapter equation eq appendix since until before after during from in version spring summer autumn winter fall monday tuesday wednesday "
    "thursday friday saturday sunday the this these vol volume no on by as at approved revised updated accessed protocol act".split()
)
_MOST = 300  # keys of one range that are written out


def find_markers(text: str, blocks: Sequence[Span], taken: Sequence[Span], labels: frozenset[str]) -> list[Marker]:
    """Return every marker inside `blocks` and outside `taken`, in reading order; spans never overlap.

    `labels` are the numbers that list entries print; numbers in round brackets are markers only where they match those.
    """
    found: list[Marker] = []
    occupied = sorted(taken)
    for block in blocks:
        for marker in (*_numeric(text, block), *_author_year(text, block)):
            if not _hits(marker.span, occupied) and not any(marker.span.overlaps(other.span) for other in found[-40:]):
                found.append(marker)
    if labels and sum(marker.kind == "numeric" for marker in found) < 3:
        found += [
            m
            for m in _round(text, blocks, labels)
            if not _hits(m.span, occupied) and not any(m.span.overlaps(o.span) for o in found)
        ]
    return sorted(found, key=lambda marker: marker.span)


def expand(keys: str) -> tuple[str, ...]:
    """Return the keys that a printed list names, ranges written out, in order and once each.

    >>> expand("1,3–5,9")
    ('1', '3', '4', '5', '9')
    """
    found: list[str] = []
    for part in re.split(r"\s?[,;]\s?", keys):
        ends = re.split(r"\s?[\u2010-\u2015\u2212-]\s?", part)
        if len(ends) == 2 and all(end.isdecimal() for end in ends) and 0 < int(ends[1]) - int(ends[0]) < _MOST:
            found += map(str, range(int(ends[0]), int(ends[1]) + 1))
        else:
            found += [end for end in ends if end]
    return tuple(dict.fromkeys(found))


def _numeric(text: str, block: Span) -> Iterator[Marker]:
    for match in _SQUARE.finditer(text, *block):
        keys = expand(match["keys"])
        if not any(key.startswith("0") for key in keys):
            yield Marker(Span(*match.span()), "numeric", keys)
    for match in _FOOTNOTE.finditer(text, *block):
        yield Marker(Span(*match.span()), "footnote", (match["keys"],))
    for match in _SUPERSCRIPT.finditer(text, *block):
        keys = expand(match["keys"].translate(_PLAIN_DIGITS))
        if not _UNIT.search(text[max(match.start() - 3, 0) : match.start() + 1]) and not any(
            key.startswith("0") for key in keys
        ):
            yield Marker(Span(*match.span()), "numeric", keys)


def _round(text: str, blocks: Sequence[Span], labels: frozenset[str]) -> list[Marker]:
    """Numbers in round brackets, where the document as a whole uses them as markers."""
    found = []
    for block in blocks:
        for match in _ROUND.finditer(text, *block):
            keys = expand(match["keys"])
            if all(key in labels for key in keys):
                found.append(Marker(Span(*match.span()), "numeric", keys))
    return found if len({key for marker in found for key in marker.keys}) >= max(2, len(labels) // 4) else []


def _author_year(text: str, block: Span) -> Iterator[Marker]:
    for outer in _BRACKETS.finditer(text, *block):
        if not any(c.isdigit() for c in outer["inside"]):
            continue
        start = outer.start("inside")
        parts = [match for match in _PART.finditer(text, start, outer.end("inside")) if _is_author(match["who"])]
        for match in parts:
            yield Marker(Span(match.start(), match.end("years")), "author-year", _keys(match))
    for match in _NARRATIVE.finditer(text, *block):
        if _is_author(match["who"]):
            yield Marker(Span(*match.span()), "author-year", _keys(match))


def _keys(match: re.Match[str]) -> tuple[str, ...]:
    """ "Smith and Jones 2009a, b" -> ("Smith and Jones 2009a", "Smith and Jones 2009b")."""
    who = " ".join(match["who"].split())
    years: list[str] = []
    for part in re.split(r"\s?[,;]\s?", match["years"]):
        years.append(part if len(part) > 1 else years[-1][:4] + part if years else part)
    return tuple(f"{who} {year}" for year in years)


def _is_author(who: str) -> bool:
    first = who.replace("’", "'").split()[0].strip(",").lower()
    return first not in _NO_AUTHOR


def _hits(span: Span, occupied: Sequence[Span]) -> bool:
    from bisect import bisect_left

    at = bisect_left(occupied, span)
    return any(span.overlaps(other) for other in occupied[max(at - 1, 0) : at + 1])
