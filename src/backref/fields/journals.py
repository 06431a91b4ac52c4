"""Names of journals as ISO 4 abbreviates them. A name -> its abbreviation. Pure; the words are `title_words`'s.

Small words are left out, what is joined by hyphens is shortened part by part, a name of one word stays whole. A second
title behind "=" is dropped, and one behind a colon where it says no more than whose journal it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.folding import unaccented
from . import title_words

_SHORT = 9  # letters of a word before a stop that may be cut, though no list knows it
_STOP = re.compile(r"\b\w{1,12}\.(?=[\s,]|$)")
_SUBTITLE = re.compile(r"\s*:\s+(?:an?|the|official|journal of|international journal|revue|zeitschrift|revista)\b.*", re.I | re.S)  # fmt: skip
_QUALIFIER = re.compile(
    r"(?:(?<!\s)\s+)?\((?:print|online|electronic resource|en ligne|cd-rom|(?=[^()]*\d{4})[^()]*+)\)", re.I
)
_ELISION = re.compile(r"^(?:[ldnsmtjc]|qu|dell|nell|sull|all|dall|un)['’](?=\w)", re.I)
_JOINED = re.compile(r"([-‐‑–/])")
_DASHES = ("-", "‐", "‑", "–")
_BETWEEN = re.compile(r"\s+|\\&|&|[—:;]")


def is_abbreviated(name: str) -> bool:
    """Say whether the name of a journal is an abbreviation, with stops.

    >>> is_abbreviated("J. Appl. Phys."), is_abbreviated("Spine")
    (True, False)
    """
    return _STOP.search(name) is not None


def abbreviated(name: str) -> str:
    """Return the name as ISO 4 abbreviates it; a name of one word stays whole.

    >>> abbreviated("The Journal of Applied Physics"), abbreviated("Nature"), abbreviated("Journal of Physics E")
    ('J. Appl. Phys.', 'Nature', 'J. Phys. E')
    >>> abbreviated("Revue d’Études comparatives Est-Ouest"), abbreviated("The New England Journal of Medicine")
    ('Rev. Étud. Comp. Est-Ouest', 'N. Engl. J. Med.')
    >>> abbreviated("Chemistry - A European Journal"), abbreviated("Physical Review - A")
    ('Chem. Eur. J.', 'Phys. Rev. A')
    """
    whole = _QUALIFIER.sub("", _SUBTITLE.sub("", name.partition(" = ")[0])) or name
    is_shouted = whole.isupper() and " " in whole
    words = list(_words(whole, is_shouted))
    if sum(word[0] not in "([" for word in words) < 2:
        return " ".join([*words[:1], *_shortened(words[1:])]) if words and not is_shouted else name
    return " ".join(_shortened(words))


def _words(name: str, is_shouted: bool) -> Iterator[str]:
    listed = title_words.listed()
    tokens = _BETWEEN.split(name)
    for number, token in enumerate(tokens):
        word = _ELISION.sub("", token.strip(",\"“”«»'"))
        if not word or not any(map(str.isalnum, word)):
            continue
        is_section = len(word) == 1 and word.isupper() and number > 0 and not _is_article(tokens, number)
        is_acronym = word.isupper() and len(word) > 1 and not is_shouted
        phrase = tuple(unaccented(each).lower() for each in tokens[number : number + 2])
        if is_section or is_acronym or phrase in listed.phrases or phrase[0].strip(",") not in listed.small:
            yield word.capitalize() if is_shouted and len(word) > 1 else word


def _is_article(tokens: list[str], number: int) -> bool:
    """Whether "A" begins what stands behind a dash: "Chemistry - A European Journal"."""
    before, behind = tokens[number - 1], tokens[number + 1 : number + 2]
    return tokens[number] == "A" and before in _DASHES and bool(behind) and len(behind[0]) > 1 and behind[0].isalpha()


def _shortened(words: list[str]) -> Iterator[str]:
    phrases = title_words.listed().phrases
    place = 0
    while place < len(words):
        for size in (3, 2):
            key = tuple(unaccented(word).lower().strip(".,") for word in words[place : place + size])
            if len(key) == size and key in phrases:
                yield " ".join(map(_headed, phrases[key].split()))
                place += size
                break
        else:
            yield _one(words[place])
            place += 1


def _one(word: str) -> str:
    head = word[: len(word) - len(word.lstrip("(["))]
    tail = word[len(word.rstrip(")].?!")) :]
    bare = word[len(head) : len(word) - len(tail)]
    parts = _JOINED.split(bare)
    if tail.startswith(".") and _is_short(parts[-1]):
        return word
    made = "".join(_headed(title_words.abbreviated(part)) if part else part for part in parts)
    return f"{head}{made}{tail.lstrip('.')}"


def _is_short(word: str) -> bool:
    plain = unaccented(word).lower()
    return plain in title_words.shortened() or (title_words.abbreviated(word) == word and len(word) <= _SHORT)


def _headed(word: str) -> str:
    return word if any(map(str.isupper, word)) else word[:1].upper() + word[1:]
