"""The words that citations use, in every language that has a file under `data/words/`: what they are, and patterns of
them.

A language is one file, named by its code; each has every key of `Language`. Nothing is read before the first word is
asked for. Where two languages give one word two meanings ("listopad" is October in Zagreb and November in Warsaw), the
one with the lower rank is believed: those that most citations are printed in have the lowest.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Literal

from .folding import fold

Key = Literal[
    "and", "et_al", "in", "editor", "edited_by", "translator", "translated_by", "volume", "issue", "page", "edition", "ordinals", "in_press",
    "no_date", "circa", "accessed", "available", "ibid", "same_people", "cited", "note", "earlier", "see", "thesis", "headings", "heading_words",
]  # fmt: skip

_RENAMED = {"and_": "and", "in_": "in"}  # words of Python
# The number of a section before its heading: "6.", "VI.", "6.2", "七、"; "6" alone where a blank or another script
# follows.
_NUMBER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)．]?(?:\s+|(?<=[.)．])|(?=[^\W\d_a-zA-Z]))|(?:[IVX]{1,5}|[A-H]|[一二三四五六七八九十]{1,3})[.)．、]\s*)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# What parts two headings in one line: "Список литературы / References", "Quellen- und Literaturverzeichnis".
_SPACED = 9  # characters of "N O T E S", the shortest heading without a word
_APART = re.compile(r"[^\W\d_](?:\s{1,9}[^\W\d_]){3}")
_PARTED = re.compile(r"(?:(?<!\s)\s+)?[/|()\[\]:;&,]\s*|(?<!\s)\s+[-–—]\s+|-\s+")
_LETTERS = re.compile(r"[^\W\d_]+")
SPACELESS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # scripts whose words no blank parts


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. A word may have a final stop, which only a text that prints it has."""

    code: str
    language: str
    rank: int
    months: tuple[tuple[str, ...], ...]
    seasons: tuple[tuple[str, ...], ...]
    date_marks: tuple[str, ...]  # year, month and day with their numbers: "{}年"; empty where months are words
    and_: tuple[str, ...]
    et_al: tuple[str, ...]
    in_: tuple[str, ...]
    editor: tuple[str, ...]
    edited_by: tuple[str, ...]
    translator: tuple[str, ...]
    translated_by: tuple[str, ...]
    volume: tuple[str, ...]
    issue: tuple[str, ...]
    page: tuple[str, ...]
    edition: tuple[str, ...]
    ordinals: tuple[str, ...]  # what stands behind a number: "nd", "ª"
    in_press: tuple[str, ...]
    no_date: tuple[str, ...]
    circa: tuple[str, ...]
    accessed: tuple[str, ...]
    available: tuple[str, ...]
    ibid: tuple[str, ...]
    same_people: tuple[str, ...]  # what stands for the people of the work before: "ders."
    cited: tuple[str, ...]  # what stands behind the people of a work that was cited before: "op. cit."
    note: tuple[str, ...]  # what stands before the number of a note
    earlier: tuple[str, ...]  # what leads to an earlier note, or follows it: "wie Anm. 3", "note 3 above"
    see: tuple[str, ...]
    thesis: tuple[str, ...]
    headings: tuple[str, ...]
    heading_words: tuple[str, ...]  # what may stand beside one of them: "selected", "list of"
    example: Mapping[str, object]  # a citation in this language ("raw"), and what it says

    def of(self, key: Key) -> tuple[str, ...]:
        """Return the words of one key."""
        name = f"{key}_" if f"{key}_" in _RENAMED else key
        found: tuple[str, ...] = getattr(self, name)
        return found


@cache
def languages() -> tuple[Language, ...]:
    """Return all languages, the lowest rank first."""
    folder = files("backref") / "data" / "words"
    found = [
        _language(file.name.removesuffix(".json"), json.loads(file.read_text(encoding="utf-8")))
        for file in folder.iterdir()
        if file.name.endswith(".json")
    ]
    return tuple(sorted(found, key=lambda each: (each.rank, each.code)))


@cache
def union(key: Key) -> tuple[str, ...]:
    """Return the words of one key in all languages, as they are printed, once each.

    >>> {"and", "und", "и", "ve"} <= set(union("and"))
    True
    """
    return tuple(dict.fromkeys(word for language in languages() for word in language.of(key)))


@cache
def pattern(*keys: Key, without: frozenset[str] = frozenset()) -> str:
    """Return a pattern that matches one of the words of `keys`, whole; blanks and the stops of long words may be
    missing.

    It holds no group and no quantifier over another one, and the longest word is tried first.

    >>> [re.search(pattern("et_al"), text).group() for text in ("Kılıç vd.", "Müller u.a. 2015", "王军等")]
    ['vd.', 'u.a.', '等']
    """
    return alternatives(word for key in keys for word in union(key) if word not in without)


@cache
def by_first(*keys: Key) -> Mapping[str, str]:
    """Return patterns of the words of `keys`, each of those that begin with one folded word; those without blanks are
    under "".

    A text needs to be searched only for those that begin with a word of its own.

    >>> re.search(by_first("et_al")["vd"], "Kılıç vd.").group(), "ve" in by_first("et_al")
    ('vd.', True)
    """
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(word for key in keys for word in union(key)):
        first = None if SPACELESS.search(word) else _LETTERS.search(fold(word))
        found.setdefault(first.group() if first else "", []).append(word)
    return {first: alternatives(each) for first, each in found.items()}


@cache
def second_words(*keys: Key) -> Mapping[str, frozenset[str]]:
    """Return the folded second words of those of `keys` that begin with one folded word, where each has two.

    A text that holds none of them holds none of those words.

    >>> "al" in second_words("et_al")["et"], "u" in second_words("and")
    (True, False)
    """
    found: dict[str, set[str]] = {}
    for key in keys:
        for word in union(key):
            first, second, *_ = [*_LETTERS.findall(fold(word)), "", ""]
            found.setdefault(first, set()).add(second)
    return {first: frozenset(each) for first, each in found.items() if "" not in each}


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches one of `words`, whole. See `pattern`."""
    spaced: list[str] = []
    spaceless: list[str] = []
    for word in sorted(set(words), key=lambda each: (-len(each), each)):
        if SPACELESS.search(word):
            spaceless.append(re.escape(word))
        else:
            spaced.append(_whole(word))
    if spaced:
        spaceless.insert(0, rf"(?<![^\W_])(?:{'|'.join(spaced)})")
    return f"(?:{'|'.join(spaceless)})"


@cache
def months() -> Mapping[str, int]:
    """Return the month that each folded name stands for, without the stop of an abbreviation.

    >>> months()["marz"], months()["eylul"], months()["stycznia"], months()["sept"]
    (3, 9, 1, 9)
    """
    return _numbered(language.months for language in languages())


@cache
def seasons() -> Mapping[str, int]:
    """Return the season, 1 for spring to 4 for winter, that each folded name stands for."""
    return _numbered(language.seasons for language in languages())


@cache
def undated() -> frozenset[str]:
    """Return what is printed in the place of a date, `squeezed`: "n.d.", "o. J.", "in press"."""
    return frozenset(squeezed(word) for key in ("in_press", "no_date") for word in union(key))


def squeezed(text: str) -> str:
    """Return the folded letters and digits of the text and nothing else.

    >>> squeezed("o. J."), squeezed("[In press]")
    ('oj', 'inpress')
    """
    return "".join(c for c in fold(text) if c.isalnum())


def is_heading(line: str) -> bool:
    """Whether a line is the heading of a reference list, in any language, with a number before it or in two languages.

    >>> [is_heading(line) for line in ("6. References", "Kaynakça", "Список литературы / References", "R E F E R E N C E S")]
    [True, True, True, True]
    >>> [is_heading(line) for line in ("Reference values", "Sources of error", "6.")]
    [False, False, False]
    """
    if len(line) > 200 or (line.isascii() and not _may_be_heading(line)):
        return False
    if not _vocabulary().issuperset(_WORD.findall(fold(line))):
        return False
    folded = _bare(fold(_NUMBER.sub("", _bare(line))))
    if folded in _headings()[0]:
        return True
    parts = [part for part in map(_bare, _PARTED.split(folded)) if part]
    return bool(parts) and all(map(_is_one_heading, parts))


def _may_be_heading(line: str) -> bool:
    """Whether the first word of a line of ASCII is one of headings; without a word, whether letters stand apart."""
    if first := _WORD.search(line):
        return first.group().lower() in _vocabulary()
    return len(line) >= _SPACED and _APART.search(line) is not None


def _is_one_heading(text: str) -> bool:
    known, beside, joining = _headings()
    if " " in text and all(len(word) == 1 for word in text.split()):
        text = text.replace(" ", "")  # "R E F E R E N C E S"
    text = joining[0].sub("", text)
    if text in known or (
        " " in text
        and any(text.removeprefix(word + " ") in known or text.removesuffix(" " + word) in known for word in beside)
    ):
        return True
    parts = joining[1].split(text)
    return len(parts) > 1 and all(part in known for part in parts)


def _bare(text: str) -> str:
    """The text with single blanks, and no signs at its ends."""
    text = text.replace("\ufe0f", "")  # which makes a picture of the sign before it
    start, end = 0, len(text)
    while start < end and unicodedata.category(text[start])[0] not in "LN":
        start += 1
    while start < end and unicodedata.category(text[end - 1])[0] not in "LMN":
        end -= 1
    return " ".join(text[start:end].split())


@cache
def _vocabulary() -> frozenset[str]:
    """All words of headings, and Roman numbers: a line with another one is none, which is seen at a glance."""
    keys: tuple[Key, ...] = ("headings", "heading_words", "and")
    known = frozenset(word for key in keys for line in union(key) for word in _WORD.findall(fold(line)))
    return known.union("ii iii iv vi vii viii ix xi xii xiii xiv".split())


@cache
def _headings() -> tuple[frozenset[str], tuple[str, ...], tuple[re.Pattern[str], re.Pattern[str]]]:
    """The headings and what may stand beside them, folded; what joins two of them: at the beginning, and between."""
    words = "|".join(re.escape(fold(word)) for word in union("and"))
    joining = re.compile(rf"^(?:{words})\s"), re.compile(rf"\s(?:{words})\s")
    return frozenset(map(fold, union("headings"))), tuple(map(fold, union("heading_words"))), joining


def _language(code: str, data: Mapping[str, object]) -> Language:
    values = {
        name: _frozen(data[_RENAMED.get(name, name)]) for name in (f.name for f in fields(Language)) if name != "code"
    }
    return Language(code=code, **values)  # type: ignore[arg-type]


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _whole(word: str) -> str:
    """The pattern of one word: no blank need follow a stop, and the last stop may be missing behind a long word."""
    out = ""
    for before, char in zip(" " + word, word, strict=False):
        if char.isspace():
            out += r"\s{0,8}" if before == "." else r"\s{1,8}"  # a line may end there, the next be set in
        else:
            out += re.escape(char)
    if not word.endswith("."):
        return out + r"(?![^\W_])"
    return out + r"?(?![^\W_])" if len(re.split(r"[\s.]", word[:-1])[-1]) > 3 else out


def _numbered(tables: Iterable[tuple[tuple[str, ...], ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for table in tables:
        for number, names in enumerate(table, 1):
            for name in names:
                found.setdefault(fold(name).strip(" .'"), number)
    return found
