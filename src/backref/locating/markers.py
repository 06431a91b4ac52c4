"""Find reference markers in running prose: Document -> Markers.

Bracketed numbers and ranges ("[73]", "[3-5,9]"), runs of them ("[73][13]"), author-year in brackets and in the sentence,
footnote keys, superscript digits. Readers turn superscripts of marked-up text into brackets, so that this sees one notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..model import Marker, Span
from ..text import words
from ..text.folding import CAPITALS, fold

_NUMBERS = r"\d{1,3}[a-z]?(?:\s?[,;\u2010-\u2015\u2212-]\s?\d{1,3}[a-z]?){0,30}"
_SQUARE = re.compile(rf"\[(?P<keys>{_NUMBERS})\](?:\s?[\u2010-\u2015\u2212-]\s?\[(?P<last>\d{{1,3}})\])?(?!\()")
_EQUALS = re.compile(r"\s?[=<>≤≥≈]")  # "F[1,12] = 8.42"
_ROUND = re.compile(rf"\((?P<keys>{_NUMBERS})\)")
_FOOTNOTE = re.compile(r"\[(?P<keys>\^[^\]\s]{1,40})\](?!:)")
_SUPERSCRIPT = re.compile(
    r"(?<=[^\W\d_⁰¹²³⁴-⁹]|[.,;:!?”’\")\]%\s])(?P<keys>[⁰¹²³⁴-⁹]{1,3}(?:\s?[\u02d2,⁻–-]{1,2}\s?[⁰¹²³⁴-⁹]{1,3}){0,10})(?![⁰¹²³⁴-⁹])"
)
# Plain text has lost that a number stood high: glued to what it follows, or behind a blank.
_DIGITS = r"\d{1,3}(?:\s?[,\u2010-\u2015\u2212-]\s?\d{1,3}){0,10}"
_GLUED = re.compile(rf"(?<=[^\W\d_]|[.,;:!?”’\")\]%])(?P<keys>{_DIGITS})(?=[\s.,;:)\]]|\Z)(?!\.\d)")
_SPACED = re.compile(
    rf"(?<=[^\W\d_A-Z]|[.,;:!?”\")\]%])\s(?P<keys>{_DIGITS})(?=\s?[.,;:)]|\s[A-Z]|\Z|(?<=[.,;]\s\d)\s|(?<=[.,;]\s\d\d)\s)(?!\.\d)"
)
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_UNIT = re.compile(r"(?<![^\W_])(?:[cmkdµn]?m|ft|in|km|s|x|r|R|χ|kg)[²³]$")

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_SURNAME = rf"(?:(?:van|von|de|den|der|del|di|da|dos|la|le|el|al|ter|ten|d'|O')\s?){{0,3}}[{CAPITALS}][\w'’ʼ‐-]{{1,40}}"
# Adverbs that open a sentence, before a comma: "However, Liu et al. (2017)" names one author.
_OPENER = (
    r"(?!(?:However|Moreover|Furthermore|Additionally|Also|Similarly|Likewise|Recently|Previously|Subsequently|Finally|Further|Indeed|Thus|Therefore|Hence|Consequently|Conversely|"
    r"Nevertheless|Nonetheless|Specifically|Notably|Interestingly|Importantly|Instead|Later|Lastly|First|Second|Third|Today|Here|Accordingly|Originally|Historically|Alternatively|Meanwhile|"
    r"Besides|Still|Then|Overall|Again|Ferner|Außerdem|Zudem|Dennoch|Cependant|Ainsi|Ensuite|Enfin|Además|Asimismo|Finalmente|Porém|Entretanto|Assim|Recentemente|Inoltre|Tuttavia),\s)"
)
_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{4,600}?(?:\([^()]{1,60}\)[^()\[\]]{0,300}){0,3})[)\]]")
_OPEN_YEAR = re.compile(r"\s[(\[](?:1[5-9]|20)\d\d")  # what every such marker holds, and little else
_WHO_LONGEST, _YEARS_LONGEST = 300, 100  # characters
_NO_AUTHOR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec figure fig "
    "table section chapter equation eq appendix since until before after during from in version spring summer autumn winter fall monday tuesday wednesday "
    "thursday friday saturday sunday the this these vol volume no on by as at approved revised updated accessed protocol act".split()
)
_BEFORE = re.compile(r"([^\W\d_]{1,20})[.]?\s?\(?\Z")
# Words whose number counts something else.
_COUNTED = frozenset(
    "table tables fig figs figure figures eq eqs equation section chapter box step stage type phase grade group day days week weeks month months year years "
    "aged age least than about approximately version level class part case cases in of to and or by for no number vol volume page pp p n at from experiment "
    "model scheme compound compounds reaction appendix supplementary file panel study trial aim hypothesis question item items scenario zone".split()
)
_MOST = 300  # keys of one range that are written out


class _Named(NamedTuple):
    """Author and year: in brackets ("Smith and Jones, 2015a, b"), and in the sentence ("Smith (2015)")."""

    part: re.Pattern[str]
    narrative: re.Pattern[str]


@cache
def _named() -> _Named:
    # "in" and "with" join no authors: "Smith in Jones, 2015"
    ands = words.pattern("and", without=frozenset(("in", "with", "و")))
    rest = rf"(?:,?\s(?:&\s)?et\s?al\.?|,?\s{words.pattern('et_al')})"
    who = rf"{_OPENER}{_SURNAME}(?:(?:\s{ands}\s|,\s(?:&\s|and\s)?){_SURNAME}){{0,5}}{rest}?"
    page = rf"(?:,\s(?:ch\.|fig\.|{words.pattern('page')})\s?[\d–-]{{1,12}})?"
    return _Named(
        re.compile(
            rf"(?P<who>{who})(?:['’]s)?,?\s\(?(?P<years>{_YEAR}(?:\s?,\s?(?:{_YEAR}|[a-z](?![a-z]|\.\s?\d))){{0,6}})(?P<tail>\)?{page})"
        ),
        re.compile(rf"(?P<who>{who})(?:['’]s)?\s[(\[](?P<years>{_YEAR}(?:\s?[,;]\s?{_YEAR}){{0,4}}){page}[)\]]"),
    )


@cache
def _months() -> frozenset[str]:
    """The folded names of months and seasons, which are no author's; of their abbreviations only the long ones ("Ott" is one)."""
    names = [names for language in words.languages() for names in (*language.months, *language.seasons)]
    return frozenset(
        folded for each in names for at, name in enumerate(each) if len(folded := fold(name)) > 3 - (not at)
    )


def find_markers(text: str, blocks: Sequence[Span], taken: Sequence[Span], labels: frozenset[str]) -> list[Marker]:
    """Return every marker inside `blocks` and outside `taken`, in reading order; spans never overlap.

    `labels` are the numbers that list entries print; numbers in round brackets are markers only where they match those.
    """
    found: list[Marker] = []
    occupied = sorted(taken)
    for block in blocks:
        for marker in (*_numeric(text, block), *_author_year(text, block)):
            if not marker.span.meets(occupied) and not any(marker.span.overlaps(other.span) for other in found[-40:]):
                found.append(marker)
    numbers = {key for m in found if m.kind == "numeric" for key in m.keys}
    names = sum(m.kind == "author-year" for m in found)
    if labels and len(numbers) < max(3, len(labels) // 5) and names < max(5, len(labels) // 5):
        spans = sorted([*occupied, *(marker.span for marker in found)])
        found += _weak(text, blocks, spans, labels)
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
        keys = expand(f"{match['keys']}-{match['last']}" if match["last"] else match["keys"])
        glued = match.start() > block.start and text[match.start() - 1].isalpha()
        is_ring = "," in match["keys"] and text[match.end() : match.end() + 1].islower()  # "[1,4]benzoxazine"
        if (
            not any(key.startswith("0") for key in keys)
            and not is_ring
            and not (glued and _EQUALS.match(text, match.end()))
        ):
            yield Marker(Span(*match.span()), "numeric", keys)
    for match in _FOOTNOTE.finditer(text, *block):
        yield Marker(Span(*match.span()), "footnote", (match["keys"],))
    for match in _SUPERSCRIPT.finditer(text, *block):
        keys = expand(match["keys"].translate(_PLAIN_DIGITS))
        if not _UNIT.search(text[max(match.start() - 3, 0) : match.start() + 1]) and not any(
            key.startswith("0") for key in keys
        ):
            yield Marker(Span(*match.span()), "numeric", keys)


def _weak(text: str, blocks: Sequence[Span], occupied: Sequence[Span], labels: frozenset[str]) -> list[Marker]:
    """Numbers in round brackets, glued to a word, or behind a blank: the notation in which the document counts its list.

    One such number says nothing. But markers count upwards: each new one is the next entry or close to it. The notation
    whose numbers do so through at least half of the list is the document's; without one there are none.
    """
    best: list[Marker] = []
    reach = 0
    for pattern in (_ROUND, _GLUED, _SPACED):
        markers, covered, highest = _counting(text, blocks, occupied, labels, pattern)
        is_dense = covered >= max(5, 0.75 * highest)
        if pattern is _ROUND:  # so count enumerations and compounds, but never "(1, 2)"
            is_dense = covered >= max(8, 0.9 * highest) and sum(len(marker.keys) > 1 for marker in markers) > 2
        if covered > reach and (is_dense or covered >= max(3, len(labels) / 2)):
            best, reach = markers, covered
    return best


def _counting(
    text: str, blocks: Sequence[Span], occupied: Sequence[Span], labels: frozenset[str], pattern: re.Pattern[str]
) -> tuple[list[Marker], int, int]:
    """Return the numbers that count upwards in one notation, how many different ones there are, and the highest."""
    last = max((int(label) for label in labels if label.isdecimal()), default=0)
    found: list[Marker] = []
    used: set[int] = set()
    highest = 0
    for block in blocks:
        for match in pattern.finditer(text, *block):
            span = Span(*match.span("keys")) if pattern is not _ROUND else Span(*match.span())
            keys = expand(match["keys"])
            numbers = [int(key) for key in keys if key.isdecimal()]
            if len(numbers) != len(keys) or max(numbers) > last or 0 in numbers or span.meets(occupied):
                continue
            new = sorted(number for number in numbers if number not in used)
            if new and new[0] > highest + 3:
                continue
            before = _BEFORE.search(text, max(0, match.start() - 24), match.start())
            if before and before[1].lower() in _COUNTED:
                continue
            word = before[1] if before and pattern is not _ROUND else ""
            is_name = bool(word) and not word.islower()
            if is_name and len(keys) == 1 and (len(word) == 1 or not new or new[0] != highest + 1):
                continue  # "FLZ24", "CO2": part of a name, unless it happens to be the next number
            if text[match.start() - 1] in ".," and text[max(match.start() - 2, 0)].isdigit():
                continue  # "1.1"
            highest = max([highest, *numbers])
            used.update(numbers)
            found.append(Marker(span, "numeric", keys))
    return found, len(used), highest


def _author_year(text: str, block: Span) -> Iterator[Marker]:
    for outer in _BRACKETS.finditer(text, *block):
        if not any(c.isdigit() for c in outer["inside"]):
            continue
        start = outer.start("inside")
        parts = [
            match for match in _named().part.finditer(text, start, outer.end("inside")) if _is_author(match["who"])
        ]
        for match in parts:
            yield Marker(Span(match.start(), match.end("years")), "author-year", _keys(match))
    last = block.start
    for year in _OPEN_YEAR.finditer(text, *block):
        begin = max(last, year.start() - _WHO_LONGEST)
        while last < begin < year.start() and not text[begin - 1].isspace():
            begin += 1
        for match in _named().narrative.finditer(text, begin, min(block.end, year.end() + _YEARS_LONGEST)):
            last = match.end()
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
    return first not in _NO_AUTHOR and fold(first) not in _months()
