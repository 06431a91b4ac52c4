"""Where names begin and end in scripts that have no capitals: the words before a year -> the people among them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from ..text import words

EAST = r"\u3005\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af"  # Han, Kana, Hangul
# Hebrew, Arabic, the scripts of India, Thai, Georgian: their vowels too, which Python takes for no letters.
SOUTH = (
    r"\u05d0-\u05f4\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u200c\u0900-\u0963\u0970-\u0dff\u0e01-\u0e4e\u10d0-\u10ff"
)
ANY = re.compile(f"[{EAST}{SOUTH}]")
_FIRST = re.compile(rf"[\W\d]{{0,6}}([{EAST}{SOUTH}][{EAST}{SOUTH}'’״׳-]{{0,30}})")
_JOINED = re.compile(r"\s?(?:[·,&]|和|与|與|及|と|(?<=[가-힣])[와과](?=\s)|\s및\s)\s?")
_IS_EAST = re.compile(f"[{EAST}]")
_PREFIXES = "وفبלובש"  # "and", "in": one letter, written with its word


def firsts(raw: str) -> Iterator[str]:
    """Yield the first name of an entry; of one that is written without blanks each beginning, for a part of it may be
    the family name.

    >>> list(firsts("山田太郎. 腰痛")), list(firsts("حسن, محمود"))
    (['山', '山田', '山田太', '山田太郎'], ['حسن'])
    """
    found = _FIRST.match(raw)
    name = found[1] if found else ""
    yield from (name[:end] for end in range(1 if _IS_EAST.match(name) else len(name), len(name) + 1) if end)


def name_start(run: str, firsts: frozenset[str]) -> int | None:
    """Return where in the words before a year the first author of an entry is named, with nobody but others behind.

    >>> name_start("これは佐藤·鈴木", frozenset({"佐藤"})), name_start("これは佐藤の病院", frozenset({"佐藤"}))
    (3, None)
    """
    for at in range(len(run)):
        is_word = at == 0 or run[at - 1] == " " or (run[at - 1] in _PREFIXES and (at == 1 or run[at - 2] == " "))
        for length in range(len(run) - at, 0, -1):
            if run[at : at + length] in firsts and (is_word or (length > 1 and _IS_EAST.match(run[at]))):
                if _are_names(run[at + length :]):
                    return at
                break
    return None


def _are_names(rest: str) -> bool:
    """Whether what follows a family name is a given name, or further names, or "et al."."""
    rest = _rest().sub("", rest)
    parts = _JOINED.split(rest)
    return len(parts[0].strip()) <= 2 + len(parts[0]) * (" " in parts[0])


def surname_start(run: str) -> int | None:
    """Return where, at a blank, names begin that are common ones and reach to the year.

    >>> surname_start("그리고 김철수"), surname_start("王军等"), surname_start("本書")
    (4, 0, None)
    """
    for at in (0, *(blank.end() for blank in re.finditer(r",\s?|\s", run))):
        joined = _JOINED.match(run, at)
        begin = joined.end() if joined else at
        bare = _rest().sub("", run[begin:])
        names = [name for name in _JOINED.split(bare) if name]
        if names and all(_is_name(name, is_cut=begin + len(bare) < len(run)) for name in names):
            return begin
    return None


def _is_name(name: str, *, is_cut: bool) -> bool:
    known = _surnames()
    is_korean = len(name) in ((1, 3) if is_cut else (3,)) and name[0] in known["ko"]
    is_chinese = len(name) <= 3 and name[0] in known["zh"] and all("\u3400" <= c <= "\u9fff" for c in name)
    return is_korean or is_chinese or name in known["ja"].split() or name[:2] in known["zh2"].split()


@cache
def _rest() -> re.Pattern[str]:
    """ "Et al." at the end of names."""
    return re.compile(rf"\s?(?:{words.pattern('et_al')}|ら)\s?人?$")


@cache
def _surnames() -> Mapping[str, str]:
    data: dict[str, str] = json.loads((files("backref") / "data" / "surnames.json").read_text(encoding="utf-8"))
    return data


def keys(who: str, years: str) -> tuple[str, ...]:
    """Return the keys of a marker.

    >>> keys("박민수와 이영희", "2019a, b"), keys("王军等", "2019")
    (('박민수, 이영희 2019a', '박민수, 이영희 2019b'), ('王军 等 2019',))
    """
    names = " ".join(who.split())
    cut = _rest().search(names)
    people = ", ".join(name for name in _JOINED.split(names[: cut.start()] if cut else names) if name)
    people += f" {'他' if cut.group() == 'ら' else cut.group().strip()}" if cut else ""  # which no list of names prints
    written: list[str] = []
    for part in re.split(r"\s?[,;]\s?", years):
        written.append(part if len(part) > 1 else written[-1][:4] + part if written else part)
    return tuple(f"{people} {year}" for year in written)
