"""Author-year markers in scripts without capital letters: narrowed text -> "(山田·佐藤, 2019)", "王(2019)", "김철수와
이영희(2020)", "(أحمد, 2019)".

In brackets a name is what fills its part before a comma and a year. In the sentence no capital says where a name
begins: there it is a name that an entry of the list begins with, or, where there is no list, a common family name
between marks or blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..model import Marker, RawCitation, Span
from ..text import words
from . import limits
from .script_names import ANY, EAST, SOUTH, firsts, keys, name_start, surname_start

_YEAR = r"(?:1[3-9]|2[0-5])\d\d[a-z]?"  # 1398 is 2019 in Tehran, 2562 in Bangkok
_YEARS = rf"(?P<years>{_YEAR}(?:\s?[,;]\s?(?:{_YEAR}|[a-z](?![a-z]))){{0,6}})[年년]?"
# A Latin name among them: "Smith等(2019)", "(Smith,2018)", without the blank that the prose of its own script has.
_LATIN = r"[A-Z][\w'’-]{1,30}(?:(?:\s?[&和与與とや·]\s?|\sand\s)[A-Z][\w'’-]{1,30}){0,3}(?:\s?(?:et\sal\.?|等人?|ほか|他|외|등|ら))?"
_NAMED = re.compile(
    rf"(?P<who>[{EAST}]{{1,12}}(?:\s?[·,&]\s?[{EAST}]{{1,12}}|\s[{EAST}]{{1,6}}){{0,5}}(?:\s(?P<cut>et\sal\.?))?)(?:\s?[,:]\s?|\s){_YEARS}"
    rf"|(?P<other>[{SOUTH}][{SOUTH}'’״׳-]{{0,30}}(?:(?:\s?[,&]\s?|\s)[{SOUTH}][{SOUTH}'’״׳.-]{{0,30}}){{0,7}})\s?,\s?{_YEARS.replace('years', 'later')}"
    rf"|(?P<latin>{_LATIN})\s?,\s?{_YEARS.replace('years', 'last')}"
)
_BRACKETS = re.compile(r"\((?P<inside>[^()\n]{3,400})\)")
_PART = re.compile(r"[^;]+")
_PAGES = re.compile(r"(?:\s?[,:p.]\s?[^\s;]{1,12}(?:\s?[^\s;]{1,8})?)?\s*")
_DATED = re.compile(rf"\s?\({_YEARS}(?:\s?[,:]\s?[^()\n]{{1,20}})?\)")  # with a page: "鬼頭(2000: 45)"
_RUN = re.compile(
    rf"(?:[{EAST}][{EAST}·]{{0,30}}(?:(?:,\s?|\s)[{EAST}][{EAST}·]{{0,12}}){{0,4}}|[{SOUTH}][{SOUTH}'’״׳-]{{0,30}}(?:\s[{SOUTH}][{SOUTH}'’״׳-]{{0,30}}){{0,3}}|(?P<latin>{_LATIN}))\Z"
)


def find_markers(
    text: str, blocks: Sequence[Span], taken: Sequence[Span], entries: Sequence[RawCitation]
) -> list[Marker]:
    """Return the markers inside `blocks` and outside `taken`; `entries` are those of the list, if there is one."""
    if text.isascii() or not ANY.search(text):
        return []
    known = frozenset(form for each in entries for form in firsts(each.span.of(text)[: limits.AUTHOR]))
    found = [marker for block in blocks for marker in (*_bracketed(text, block), *_narrative(text, block, known))]
    return sorted((m for m in found if not m.span.meets(taken)), key=lambda marker: marker.span)


def _bracketed(text: str, block: Span) -> Iterator[Marker]:
    for outer in _BRACKETS.finditer(text, *block):
        for part in _PART.finditer(text, *outer.span("inside")):
            match = _NAMED.match(text, _see().match(text, *part.span()).end(), part.end())  # type: ignore[union-attr]  # which matches anything
            if match and _PAGES.fullmatch(text, match.end(), part.end()):
                years = next(name for name in ("years", "later", "last") if match[name])
                span = Span(match.start(), match.end(years))
                yield Marker(span, "author-year", keys(match["who"] or match["other"] or match["latin"], match[years]))


def _narrative(text: str, block: Span, known: frozenset[str]) -> Iterator[Marker]:
    for dated in _DATED.finditer(text, *block):
        begin = max(block.start, dated.start() - limits.REACH)
        if match := _RUN.search(text[begin : dated.start()]):
            run = match.group()
            at = 0 if match["latin"] else name_start(run, known) if known else surname_start(run)
            if at is not None:
                yield Marker(
                    Span(begin + match.start() + at, dated.end()), "author-year", keys(run[at:], dated["years"])
                )


@cache
def _see() -> re.Pattern[str]:
    """What may stand before a name in brackets."""
    return re.compile(rf"\s*(?:{words.pattern('see')}\s?[:,]?\s?)?")
