"""Pages as printed <-> ranges that keep their letters: "E786–E793", "1066–77", "336, 373, 376–377", "e1002984"."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_NUMBER = r"[^\W\d_]{0,4}\.?\d{1,9}(?:,\d{3}(?!\d))?[^\W\d_]{0,3}|[ivxlcdm]{1,9}"
_RANGE = re.compile(
    rf"(?P<first>{_NUMBER})(?![^\W_])(?:\s{{0,2}}(?:[{_DASHES}]{{1,3}}|\bto\b|\ba\b)\s{{0,2}}(?P<last>{_NUMBER})(?![^\W_]))?",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")  # without one, no word
_FIGURES = re.compile(rf"\d+(?:[{_DASHES}]\d+)?")  # holds no word
_OF_JOURNAL = re.compile(r"P\d{4,6}")  # "P09007", of JINST and JSTAT, has no word before it
_ARTICLE = re.compile(r"(?:[a-z]{1,4}\.?\d{3,}|\d{5,})[a-z]?", re.IGNORECASE)


class PageRange(NamedTuple):
    """First and last page as text, the last written out; equal for a single page."""

    first: str
    last: str


class Pages(NamedTuple):
    """A list of ranges. `is_article_number` where the text is one ("e1002984", "CD001929") and no page range."""

    ranges: tuple[PageRange, ...]
    is_article_number: bool = False

    @property
    def first(self) -> str:
        """The first page, or ""."""
        return self.ranges[0].first if self.ranges else ""


def parse(text: str) -> Pages:
    """Return the ranges that `text` prints; empty where it holds none, as "123 pp." does, which counts pages.

    >>> parse("pp. 336, 373, 376–377").ranges
    (PageRange(first='336', last='336'), PageRange(first='373', last='373'), PageRange(first='376', last='377'))
    >>> parse("E786–E793").first, parse("14,037–14,045").first, parse("e1002984").is_article_number
    ('E786', '14037', True)
    """
    body = text.strip()
    if _LETTER.search(body):
        if _count().match(body):
            return Pages(())
        body = _without_word(body)
    ranges: list[PageRange] = []
    for match in _RANGE.finditer(body):
        first = match["first"].replace(",", "")
        last = (match["last"] or "").replace(",", "")
        if not any(c.isdigit() for c in first) and ranges:
            continue
        ranges.append(PageRange(first, expand_last_page(first, last) if last else first))
    alone = len(ranges) == 1 and ranges[0].first == ranges[0].last
    return Pages(tuple(ranges), alone and bool(_ARTICLE.fullmatch(ranges[0].first)))


def is_plain(text: str) -> bool:
    """Say whether the text is nothing but pages and ranges, without a label, so that writing them anew loses no word.

    >>> is_plain("336, 373-377"), is_plain("pp. 336-340"), is_plain("1-12 (Suppl)")
    (True, False, False)
    """
    has_word = _LETTER.search(text) and _word().match(text.strip())
    return not has_word and not _RANGE.sub("", text).strip(" ,;&.")


def expand_last_page(first: str, last: str) -> str:
    """Return `last` with the digits that `first` implies.

    MEDLINE prints "336-9" for 336-339. Both are strings because pages carry letters ("E786"); no arithmetic
    is done on them. If `last` is not a shortening of `first` it comes back unchanged.

    Source: MEDLINE/PubMed element descriptions, Pagination (MP).

    >>> expand_last_page("E786", "93"), expand_last_page("135", "43"), expand_last_page("376", "377")
    ('E793', '143', '377')
    """
    digits = re.search(r"\d+$", first)
    if not digits or not last.isdecimal() or len(last) >= len(digits.group()):
        return last
    head = digits.group()[: -len(last)]
    if int(head + last) < int(digits.group()):
        return last
    return first[: digits.start()] + head + last


def normalise(text: str) -> str:
    """Return the pages with "-" between first and full last page and ", " between ranges: "135-43" -> "135-143".

    Text without pages comes back stripped.

    >>> normalise("1066–77"), normalise("336, 373, 376–377"), normalise("in press")
    ('1066-1077', '336, 373, 376-377', 'in press')
    """
    return render(text, "-")


def unworded(text: str) -> str:
    """Return printed pages without the words for them, before or behind, in any language.

    >>> unworded("стр. 45-52"), unworded("45-52 or"), unworded("E786"), unworded("S12"), unworded("P09007")
    ('45-52', '45-52', 'E786', 'S12', 'P09007')
    """
    if _FIGURES.fullmatch(text):
        return text
    bare = _without_word(text)
    return _word_behind().sub("", bare if bare[:1].isdigit() else text)


def render(text: str, dash: str = "–") -> str:
    """Return the normalised pages with `dash` in each range."""
    ranges = parse(text).ranges
    if not ranges:
        return text.strip()
    return ", ".join(r.first if r.first == r.last else f"{r.first}{dash}{r.last}" for r in ranges)


def similarity(a: str, b: str) -> float:
    """Return 1.0 for equal first pages (zeros in front apart), 0.5 where one lies within the other, else 0.0.

    >>> similarity("1066–77", "1066-1077"), similarity("340", "336-345"), similarity("1", "2")
    (1.0, 0.5, 0.0)
    """
    one, two = parse(a), parse(b)
    if not one.ranges or not two.ranges:
        return float(a.strip().casefold() == b.strip().casefold())
    if _bare(one.first) == _bare(two.first):
        return 1.0
    if _lies_in(one, two) or _lies_in(two, one):
        return 0.5
    return 0.0


PageRelation = Literal[
    "same", "first", "cited", "article-number", "advance-copy", "unreadable", "last-differs", "within", "differs"
]


def relate(ours: str, theirs: str, *, is_cited: bool = False) -> PageRelation:
    """Return how the pages that a text prints relate to a record's.

    "first": the same first page, and one side prints no last one. "cited": pages within the work that the text points
    at, several of them or ("p. 275", `is_cited`) one. "article-number": one side has an article's number where the
    other has pages. "advance-copy": as many pages, counted from 1 on one side. "within": in the work, and not its first
    page.

    >>> relate("1066-77", "1066-1077"), relate("1066", "1066-1077"), relate("1066-1070", "1066-1077")
    ('same', 'first', 'last-differs')
    >>> relate("340-345", "336-345"), relate("2, 4, 6", "1-10"), relate("1-9", "145-153"), relate("e1002984", "12-19")
    ('within', 'cited', 'advance-copy', 'article-number')
    """
    ours = re.sub("â(?:\u20ac.|\x80.)?", "-", ours)  # a dash read in the wrong encoding
    one, two = parse(ours), parse(theirs)
    if len(one.ranges) == 2 and _ARTICLE.fullmatch(one.ranges[0].first) and len(one.ranges[1].first) < 3:
        one = Pages(one.ranges[:1], True)  # "ID 341384, 9": an article's number and how many pages it has
    if not one.ranges or not two.ranges or not re.search(r"\d", ours):
        return "same" if ours.strip().casefold() == theirs.strip().casefold() else "unreadable"
    if _core(one.first) == _core(two.first):
        return _with_last(one, two)
    if one.is_article_number != two.is_article_number:
        return "article-number"
    if _is_advance(one, two):
        return "advance-copy"
    if all(any(_within(r.first, whole) and _within(r.last, whole) for whole in two.ranges) for r in one.ranges):
        return "cited" if is_cited or len(one.ranges) > 1 else "within"
    return "differs"


def _with_last(one: Pages, two: Pages) -> PageRelation:
    """How pages with one first page relate; a last page that lies before the first is a slip of the source."""
    last, other = one.ranges[-1].last, two.ranges[-1].last
    if _core(last) == _core(other):
        return "same"
    if last == one.first or other == two.first or len(one.ranges) > 1 or len(two.ranges) > 1:
        return "first"
    first, end = (re.search(r"\d+$", page) for page in (two.first, other))
    return "first" if first and end and int(end.group()) < int(first.group()) else "last-differs"


def _is_advance(one: Pages, two: Pages) -> bool:
    """Whether one side counts from 1, as an advance copy does, and has as many pages as the other."""
    sizes = []
    for pages in (one, two):
        ends = [re.search(r"\d+$", page) for page in (pages.ranges[0].first, pages.ranges[0].last)]
        sizes.append(int(ends[1].group()) - int(ends[0].group()) if ends[0] and ends[1] else -1)
    return "1" in (_core(one.first), _core(two.first)) and sizes[0] == sizes[1] > 0


def _core(page: str) -> str:
    """The page without zeros in front, and without letters before its digits: "S12" is often printed "12"."""
    bare = page.casefold().replace(".", "").lstrip("0")
    return re.sub(r"^[^\W\d_]+0*(?=\d)|(?<=\d)[^\W\d_]$", "", bare) or bare


def _bare(page: str) -> str:
    return page.casefold().lstrip("0") or "0"


def _lies_in(inner: Pages, outer: Pages) -> bool:
    first = inner.ranges[0]
    return any(_within(first.first, r) and _within(first.last, r) for r in outer.ranges)


def _within(page: str, ends: PageRange) -> bool:
    numbers = [re.search(r"\d+$", value) for value in (ends.first, page, ends.last)]
    if (
        not all(numbers)
        or len(
            {
                value[: m.start()].casefold()
                for value, m in zip((ends.first, page, ends.last), numbers, strict=True)
                if m
            }
        )
        > 1
    ):
        return False
    first, at, last = (int(m.group()) for m in numbers if m)
    return first <= at <= last


def _without_word(text: str) -> str:
    return text if _OF_JOURNAL.fullmatch(text) else _word().sub("", text)


@cache
def _word() -> re.Pattern[str]:
    """The words for pages before them, in every language: "pp.", "S.", "стр."."""
    from ..text import words  # of all languages: most pages are figures

    known = r"(?:pages?|pgs?|pp?|seiten?|ss?(?=[.:\s])|págs?|p[áa]ginas?|стр|с)(?![^\W\d_])"
    return re.compile(rf"^(?:(?:{known}|{words.pattern('page')})[.:\s]*)+", re.IGNORECASE)


@cache
def _count() -> re.Pattern[str]:
    """A number of pages: "123 pp.", "320 с."."""
    from ..text import words

    known = r"(?:pp?|pages?|s|seiten|págs?|h|f)\b\.?"
    return re.compile(rf"^\s*\d+\s*(?:{known}|{words.pattern('page')})\s*$", re.IGNORECASE)


@cache
def _word_behind() -> re.Pattern[str]:
    from ..text import words

    return re.compile(
        rf"(?<=\d)(?:\s+{words.alternatives(word.rstrip('.') for word in words.union('page'))}\.?|\s?(?:頁|页|쪽|면|面))$",
        re.IGNORECASE,
    )
