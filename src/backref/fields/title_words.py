"""One word of a title as ISO 4 abbreviates it: by the words and stems of `data/title_words.txt`, then by the endings
that the names of sciences have in most languages. What neither knows stays whole, as the rule has it.

Source: ISO 4:1997; the words are facts of the ISSN International Centre's List of Title Word Abbreviations (read
2026-11).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..text.folding import unaccented

_SHORTEST = 2  # letters that a cut drops at least: "sport" is not made of "sports"
_SHOUTED = 5  # letters of a known word in capitals that is no acronym: "SINICA"
_LONGER = 4  # letters that an ending knows beyond a stem: "Ethn." says too little of "Ethnomycology"
_CERTAIN = 7  # letters of a stem that is known whatever capitals stand in it
_LONGEST = 40  # letters of a stem that are looked at; the longest one of the list has 26
_ENDINGS = re.compile(
    r"(?<=\w\w)(?:ol(?=og(?:y|ies|ia|ie|ien|ii|iya|ija|ist|ists|i?[cqks]\w{0,6})$)|ogr(?=a[pf]h?(?:y|ies|ia|ie|iya|ija|ic\w{0,5}|iq\w{0,5}|isch\w{0,3})$)"
    r"|m(?=etr(?:y|ie|ia|ic\w{0,4}|iqu\w{0,3}|isch\w{0,3})$)|on(?=om(?:y|ie|ia|ic\w{0,4}|iqu\w{0,3}|isch\w{0,3})$)|iatr(?=(?:y|ic\w{0,4}|ie|ia|iqu\w{0,3}|isch\w{0,3})$)"
    r"|ther(?=ap(?:y|ies|ie|ia|eut\w{0,6})$)|sc(?=op(?:y|ie|ia|ic\w{0,4})$)|path(?=(?:y|ies|ic|ie)$)|chem(?=(?:istry|ical|ie)$)|chim(?=i[eca]\w{0,4}$)"
    r"|phys(?=i(?:cs|cal|k|que)$)|sci(?=ences?$)|dyn(?=ami[cqk]\w{0,3}$)|mech(?=ani[cqk]\w{0,3}$)|magn(?=et(?:ic|ism|ics)$)|tox(?=icity$)|therm(?=(?:al|ics)$)"
    r"|med(?=i(?:cal|cine|cina|zin|cinal)$)|surg(?=(?:ery|ical)$)|eng(?=ineering$)|electr(?=ic(?:al|ity)?$)|cult(?=ur(?:e|al)$)|mol(?=ecular?$)|struct(?=ur(?:e|al)$)"
    r"|syst(?=ems?$)|mater(?=ials?$)|inform(?=atics$)|technol(?=ogies$)|biol(?=og\w{1,5}$)|schr(?=ift(?:en)?$)|wiss(?=enschaft(?:en|lich\w{0,2})?$)|forsch(?=ung(?:en)?$)"
    r"|gesch(?=ichte$)|ber(?=ichte?$)|arb(?=eit(?:en)?$)|unters(?=uchung(?:en)?$)|chir(?=urgie$))"
)


class Words(NamedTuple):
    """What the list holds: whole words, stems, words that are left out, and names of several words."""

    words: dict[str, str]
    stems: dict[str, tuple[str, bool]]
    small: frozenset[str]
    phrases: dict[tuple[str, ...], str]


def abbreviated(word: str) -> str:
    """Return the abbreviation of a word with its stop, or the word, where it has none.

    >>> abbreviated("Chemistry"), abbreviated("Études"), abbreviated("Gastroenterology"), abbreviated("Heart")
    ('Chem.', 'Étud.', 'Gastroenterol.', 'Heart')
    >>> abbreviated("Ethnomycology"), abbreviated("BMC"), abbreviated("Xylophones")
    ('Ethnomycol.', 'BMC', 'Xylophones')
    >>> abbreviated("BioSystems"), abbreviated("PLoS"), abbreviated("BioMed")
    ('BioSyst.', 'PLoS', 'BioMed')
    """
    plain = unaccented(word).lower().replace("'", "").replace("’", "")
    is_shouted = word.isupper() and len(word) >= _SHOUTED
    if any(map(str.isupper, word[1:])) and not (is_shouted and _listed(plain)[1]):
        is_joined = word[:1].isupper() and not word.isupper() and _listed(plain)[1] >= _CERTAIN  # "BioSystems"
        if not is_joined:
            return word
    word = word.capitalize() if is_shouted else word
    short, size = _listed(plain)
    found = _ENDINGS.search(plain) if size < len(plain) < _LONGEST else None
    if found and found.end() - size >= _LONGER:
        short = f"{plain[: found.end()]}."
    if short.rstrip(".") == plain:
        return word
    stem = short.rstrip(".")
    if plain.startswith(stem) and len(plain) == len(word):
        return word[: len(stem)] + short[len(stem) :]
    return short.capitalize() if word[:1].isupper() else short


def _listed(plain: str) -> tuple[str, int]:
    """Return what the list makes of a word, and how many of its letters it knows."""
    table = listed()
    if plain in table.words:
        return table.words[plain], len(plain)
    if plain.endswith("s") and table.words.get(plain[:-1]) == plain[:-1]:
        return plain, len(plain)
    for size in range(min(len(plain), _LONGEST), 1, -1):
        if (found := table.stems.get(plain[:size])) is not None:
            short, is_said = found
            is_whole = plain == f"{short}s" or not (is_said or len(plain) - size >= _SHORTEST)
            return (plain, len(plain)) if is_whole else (short, size)
    return plain, 0


@cache
def shortened() -> frozenset[str]:
    """Return all abbreviations of the list, each without its stop."""
    table = listed()
    shorts = (*table.words.values(), *(short for short, _ in table.stems.values()))
    return frozenset(short[:-1] for short in shorts if short.endswith("."))


@cache
def listed() -> Words:
    """Return what `data/title_words.txt` holds."""
    words: dict[str, str] = {}
    stems: dict[str, tuple[str, bool]] = {}
    phrases: dict[tuple[str, ...], str] = {}
    small: set[str] = set()
    for line in (files("backref") / "data" / "title_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("0:"):
            small.update(line[2:].split())
            continue
        for said in line.split() if not line.startswith("#") else ():
            word, _, short = said.replace("_", " ").partition("=")
            if " " in word:
                phrases[tuple(word.split())] = short or word
            elif word.endswith("-"):
                stems[word[:-1]] = (short, True) if short else (f"{word[:-1]}.", False)
            else:
                words[word] = short or word
    return Words(words, stems, frozenset(small), phrases)
