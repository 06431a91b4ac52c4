"""Author-year markers in scripts without capital letters: narrowed text -> "(山田·佐藤, 2019)", "王(2019)", "김철수와 이영희(2020)", "(أحمد, 2019)".

In brackets a name is what fills its part before a comma and a year. In the sentence no capital says where a name begins: there it is a name that an
entry of the list begins with, or, where there is no list, a common family name between marks or blanks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from ..model import Marker, RawCitation, Span
from ..text import words

EAST = r"\u3005\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af"  # Han, Kana, Hangul
# Hebrew, Arabic, the scripts of India, Thai, Georgian: their vowels too, which Python takes for no letters.
SOUTH = r"\u05d0-\u05f4\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u200c\u0900-\u0963\u0970-\u0dff\u0e01-\u0e4e\u10d0-\u10ff"
ANY = re.compile(f"[{EAST}{SOUTH}]")
_YEAR = r"(?:1[3-9]|2[0-5])\d\d[a-z]?"  # 1398 is 2019 in Tehran, 2562 in Bangkok
_YEARS = rf"(?P<years>{_YEAR}(?:\s?,\s?(?:{_YEAR}|[a-z](?![a-z]))){{0,6}})[年년]?"
_NAMED = re.compile(
    rf"(?P<who>[{EAST}]{{1,12}}(?:\s?[·,&]\s?[{EAST}]{{1,12}}|\s[{EAST}]{{1,6}}){{0,5}}(?:\s(?P<cut>et\sal\.?))?)(?:\s?[,:]\s?|\s){_YEARS}"
    rf"|(?P<other>[{SOUTH}][{SOUTH}'’״׳-]{{0,30}}(?:(?:\s?[,&]\s?|\s)[{SOUTH}][{SOUTH}'’״׳.-]{{0,30}}){{0,7}})\s?,\s?{_YEARS.replace('years', 'later')}"
)
_BRACKETS = re.compile(r"\((?P<inside>[^()\n]{3,400})\)")
_PART = re.compile(r"[^;]+")
_PAGES = re.compile(rf"(?:\s?[,:p.]\s?[^\s;]{{1,12}}(?:\s?[^\s;]{{1,8}})?)?\s*")
_SENTENCE = re.compile(
    rf"(?P<run>[{EAST}][{EAST}·]{{0,30}}(?:(?:,\s?|\s)[{EAST}][{EAST}·]{{0,12}}){{0,4}}|[{SOUTH}][{SOUTH}'’״׳-]{{0,30}}(?:\s[{SOUTH}][{SOUTH}'’״׳-]{{0,30}}){{0,3}})\s?\({_YEARS}\)"
)
_FIRST = re.compile(rf"[\W\d]{{0,6}}([{EAST}{SOUTH}][{EAST}{SOUTH}'’״׳-]{{0,30}})")
_JOINED = re.compile(r"\s?(?:[·,&]|和|与|與|及|と|(?<=[가-힣])[와과](?=\s)|\s및\s)\s?")
_IS_EAST = re.compile(f"[{EAST}]")
_LONGEST = 8  # letters of a name that is written without blanks
_PREFIXES = "وفبלובש"  # "and", "in": one letter, written with its word


def find_markers(text: str, blocks: Sequence[Span], taken: Sequence[Span], entries: Sequence[RawCitation]) -> list[Marker]:
    """Return the markers inside `blocks` and outside `taken`; `entries` are those of the list, if there is one."""
    if text.isascii() or not ANY.search(text):
        return []
    firsts = frozenset(form for each in entries for form in _first(each.span.of(text)[:60]))
    found = [marker for block in blocks for marker in (*_bracketed(text, block), *_narrative(text, block, firsts))]
    return sorted((m for m in found if not m.span.meets(taken)), key=lambda marker: marker.span)


def _first(raw: str) -> Iterator[str]:
    """The first name of an entry; of one that is written without blanks, each beginning, for a part of it may be the family name."""
    found = _FIRST.match(raw)
    name = found[1] if found else ""
    yield from (name[:end] for end in range(1 if _IS_EAST.match(name) else len(name), len(name) + 1) if end)


def _bracketed(text: str, block: Span) -> Iterator[Marker]:
    for outer in _BRACKETS.finditer(text, *block):
        for part in _PART.finditer(text, *outer.span("inside")):
            start = part.start() + len(part.group()) - len(part.group().lstrip())
            match = _NAMED.match(text, start, part.end())
            if match and _PAGES.fullmatch(text, match.end(), part.end()):
                years = "years" if match["years"] else "later"
                span = Span(start, match.end(years))
                yield Marker(span, "author-year", _keys(match["who"] or match["other"], match[years]))


def _narrative(text: str, block: Span, firsts: frozenset[str]) -> Iterator[Marker]:
    for match in _SENTENCE.finditer(text, *block):
        run = match["run"]
        at = _name_start(run, firsts) if firsts else _surname_start(run)
        if at is not None:
            yield Marker(Span(match.start() + at, match.end()), "author-year", _keys(run[at:], match["years"]))


def _name_start(run: str, firsts: frozenset[str]) -> int | None:
    """Where in the words before the year the first author of an entry is named, with nobody but others behind."""
    for at in range(len(run)):
        is_word = at == 0 or run[at - 1] == " " or (run[at - 1] in _PREFIXES and (at == 1 or run[at - 2] == " "))
        for length in range(_LONGEST if _IS_EAST.match(run[at]) else len(run) - at, 0, -1):
            if run[at : at + length] in firsts and (is_word or (length > 1 and _IS_EAST.match(run[at]))):
                if _are_names(run[at + length :]):
                    return at
                break
    return None


def _are_names(rest: str) -> bool:
    """Whether what follows a family name is a given name, or further names, or "et al."."""
    rest = _rest().sub("", rest)
    parts = _JOINED.split(rest)
    return len(parts[0].strip()) <= 2 + len(parts[0]) * (" " in parts[0]) and all(len(part) <= 12 for part in parts)


def _surname_start(run: str) -> int | None:
    names = [name for name in _JOINED.split(_rest().sub("", run)) if name]
    return 0 if names and all(map(_is_name, names)) else None


def _is_name(name: str) -> bool:
    known = _surnames()
    is_korean = len(name) == 3 and name[0] in known["ko"]
    is_chinese = len(name) <= 3 and name[0] in known["zh"] and all("\u3400" <= c <= "\u9fff" for c in name)
    return is_korean or is_chinese or name in known["ja"].split() or name[:2] in known["zh2"].split()


@cache
def _rest() -> re.Pattern[str]:
    """"Et al." at the end of names."""
    return re.compile(rf"\s?{words.pattern('et_al')}\s?人?$")


@cache
def _surnames() -> Mapping[str, str]:
    data: dict[str, str] = json.loads((files("backref") / "data" / "surnames.json").read_text(encoding="utf-8"))
    return data


def _keys(who: str, years: str) -> tuple[str, ...]:
    names = " ".join(who.split())
    cut = _rest().search(names)
    people = ", ".join(name for name in _JOINED.split(names[: cut.start()] if cut else names) if name)
    people += f" {cut.group().strip()}" if cut else ""
    written: list[str] = []
    for part in re.split(r"\s?,\s?", years):
        written.append(part if len(part) > 1 else written[-1][:4] + part if written else part)
    return tuple(f"{people} {year}" for year in written)
