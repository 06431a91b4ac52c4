"""Printed lists of names in the commonest shapes, taken as one: text -> the names of a list, None of any other text.

"Chou R, Deyo RA", "Smith, J. A., & Jones, B.", "Emily Black and John P. Roe", "Köhne, Frank; Totz, Carsten": most
lists are like these, and need not be searched for what cuts, leads to or joins lists elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...model import Name
from ...text.spotting import spotted
from ..joining import special_words
from .order import VIETNAMESE, may_be_organisation
from .patterns import FAMILY, GIVEN, INITIALS, LATER, NO_INITIALS, WORD, named

_AND = r",? (?:and|&) "


def _list(one: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{one})(?:, {one})*+(?:{_AND}{one})?")


_BEFORE = rf"{FAMILY}(?: {WORD}{{2,}})?"
_BARE = re.compile(rf"{_BEFORE} [A-Z]{{1,3}}(?:, {_BEFORE} [A-Z]{{1,3}})*+\.?")
_DOTTED = _list(rf"{_BEFORE} {INITIALS}")
_INVERTED = _list(rf"{FAMILY}, {INITIALS}")
_INITIALS_FIRST = _list(rf"{INITIALS} {FAMILY}")
_NATURAL = _list(rf"{FAMILY}(?: (?:{WORD}+|[A-Z]\.)){{0,2}} {FAMILY}")
_PAIR = rf"{FAMILY}, (?:{GIVEN}(?: {WORD}{{2,}}|-{WORD}+(?: [A-Z]\.)?)?|{INITIALS}|[A-Z]{{1,3}}+(?!\.))"
_PAIRS = re.compile(rf"{_PAIR}(?:; {_PAIR})*+")
_ONE = re.compile(rf"{WORD}{{2,}}(?:-{WORD}+)?")
_JOINED = re.compile(_AND)
_Parts = Sequence[tuple[str, str | None]]


def taken(text: str) -> list[Name] | None:
    """Return the names of a list in one of these shapes, None of any other.

    >>> [(name.family, name.given) for name in taken("Smith, J. A., & Jones, B.")]
    [('Smith', 'J. A.'), ('Jones', 'B.')]
    >>> taken("Smith, J. A., et al."), taken("World Bank Group"), taken("Roe A, Low JR")
    (None, None, None)
    """
    if text.startswith("The "):
        return None  # no person's name does
    text = text.replace(" ,", ",")
    for pattern, parts in _SHAPES[_beginning(text)]:
        if pattern.fullmatch(text):
            found = parts(text)
            break
    else:
        return None
    printed = spotted(text)
    if not found or printed is None or may_be_organisation(printed) or not _others().isdisjoint(printed):
        return None
    return [named(family, given) for family, given in found]


def _beginning(text: str) -> str:
    """The mark that tells what a list begins with: "." behind an initial, "," behind a family name, or none."""
    if text[1:2] == ".":
        return "."
    return "," if text.partition(" ")[0].endswith(",") else ""


@cache
def _others() -> frozenset[str]:
    """Words that make a list another than it looks."""
    later = {word for word in LATER if len(word) > 1}
    return special_words() | later | {"plc", "gmbh"} | {word.lower() for word in VIETNAMESE}


def _pieces(text: str) -> list[str]:
    return (_JOINED.sub(", ", text) if " and " in text or "&" in text else text).split(", ")


def _behind(text: str) -> _Parts | None:
    """Each with initials behind the family name; the stop behind several that have none is the list's."""
    pieces = _pieces(text)
    if len(pieces) > 1 and pieces[-1].endswith(".") and pieces[0][-1] != ".":
        pieces[-1] = pieces[-1][:-1]
    found = [(family, f"{given}{rest}") for family, given, rest in map(_parted, pieces)]
    return None if any(given.removesuffix(".") in NO_INITIALS for _, given in found) else found


def _parted(piece: str) -> tuple[str, str, str]:
    """The family name, the first initials, and what follows them."""
    head, stop, rest = piece.partition(".")
    family, _, given = head.rpartition(" ")
    return family, given, stop + rest


def _alternating(text: str) -> _Parts:
    pieces = _pieces(text)
    return list(zip(pieces[::2], pieces[1::2], strict=True))


def _natural(text: str) -> _Parts:
    """Each with the family name as its last word."""
    return [(family, given) for given, _, family in (piece.rpartition(" ") for piece in _pieces(text))]


def _paired(text: str) -> _Parts | None:
    """Each behind a semicolon, with the given name behind the family name."""
    found = [(family, given) for family, _, given in (piece.partition(", ") for piece in text.split("; "))]
    is_dotted = [given.endswith(".") for _, given in found]
    if len(found) > 1 and is_dotted[-1] and not any(is_dotted[:-1]):
        return None
    return None if any(given in NO_INITIALS for _, given in found) else found


def _alone(text: str) -> _Parts:
    return [(text, None)]


_SHAPES = {
    ".": ((_INITIALS_FIRST, _natural),),
    ",": ((_INVERTED, _alternating), (_PAIRS, _paired)),
    "": ((_BARE, _behind), (_NATURAL, _natural), (_DOTTED, _behind), (_ONE, _alone)),
}
