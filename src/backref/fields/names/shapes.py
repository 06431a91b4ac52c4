"""Lists of names in the commonest shapes, which are read at a glance; `name_rows` weighs all others, and reads these
the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Name
from ...text.kept import Kept
from .order import PARTICLES, SUFFIXES, is_organisation
from .patterns import FAMILY, GIVEN, INITIALS, LATER, NO_INITIALS, WORD, named
from .readings import Piece
from .rows import cheapest

_WITH_INITIALS = re.compile(rf"({FAMILY}(?: {WORD}{{2,}})?) ([A-Z]{{1,3}}|[A-Z]\.(?: [A-Z]\.){{0,2}} [A-Z])(\.?)")
_ALONE = re.compile(FAMILY)
_INITIALS = re.compile(INITIALS)
_INITIALS_FIRST = re.compile(rf"({INITIALS}) ({FAMILY})")
_NATURAL = re.compile(rf"({GIVEN}) ({WORD}{{2,}}(?:-{WORD}+)?)")
_GIVEN = re.compile(GIVEN)
_WEIGHED = 20  # people that are weighed together with what follows them


def people(pieces: Sequence[Piece]) -> list[Name]:
    """Return the people of the pieces of a list: the reading that strains them least.

    >>> [name.family for name in people([Piece("Chou R"), Piece("Deyo RA")])]
    ['Chou', 'Deyo']
    >>> [name.given for name in people([Piece("Smith"), Piece("J. A."), Piece("Jones", True), Piece("B.")])]
    ['J. A.', 'B.']
    """
    found = glanced(pieces)
    if found:
        return found
    head = _pairs(pieces)[:-_WEIGHED]  # beyond so many, nothing behind them can make other names of them
    return [*head, *cheapest(pieces[2 * len(head) :])]


def glanced(pieces: Sequence[Piece]) -> list[Name] | None:
    """Return the people of a list in one of these shapes, None of any other."""
    if not pieces:
        return None
    if len(pieces) == 2 and not pieces[1].is_new and (found := _pair(pieces)):
        return found
    first = pieces[0].text
    if " " not in first:
        return _inverted(pieces)
    if first[1] == ".":
        return _initials_first(pieces)
    return _with_initials(pieces) if first[-1].isupper() or first[-1] == "." else _natural(pieces)


def _pair(pieces: Sequence[Piece]) -> list[Name] | None:
    """One person, the given name behind the family name: "Tomasello, Michael", "Bybee, Joan L."."""
    (family, _), (given, _) = pieces
    if not _ALONE.fullmatch(family) or not _GIVEN.fullmatch(given) or given.lower() in SUFFIXES:
        return None
    return None if is_organisation(family) or is_organisation(given) else [named(family, given)]


def _with_initials(pieces: Sequence[Piece]) -> list[Name] | None:
    """Each with the initials behind the family name: "Chou R, Von Korff M"."""
    found = []
    for text, _ in pieces:
        match = _WITH_INITIALS.fullmatch(text)
        if match is None:
            return None
        family, given, stop = match.groups()
        if given in NO_INITIALS:
            return None
        found.append(named(family, given + stop))
    return found


def _initials_first(pieces: Sequence[Piece]) -> list[Name] | None:
    """Each with the initials before the family name: "R. J. Koenig, R. L. Warne"."""
    found = []
    for text, _ in pieces:
        match = _INITIALS_FIRST.fullmatch(text)
        if match is None or match[2].lower() in SUFFIXES:
            return None
        found.append(named(match[2], match[1]))
    return found


def _natural(pieces: Sequence[Piece]) -> list[Name] | None:
    """Each in natural order, of two words: "Emily Lakdawalla, John P. Black"."""
    found = []
    for text, _ in pieces:
        match = _NATURAL.fullmatch(text)
        if match is None or match[2].lower() in LATER or match[1].lower() in PARTICLES or is_organisation(text):
            return None
        found.append(named(match[2], match[1]))
    return found


def _inverted(pieces: Sequence[Piece]) -> list[Name] | None:
    """Each with a comma before the initials: "Smith, J. A., Jones, B."."""
    if len(pieces) % 2:
        return None
    found = _pairs(pieces)
    return found if len(found) == len(pieces[::2]) else None


def _pairs(pieces: Sequence[Piece]) -> list[Name]:
    """The people at the beginning of a list who are written so."""
    found = []
    for at in range(0, len(pieces) - 1, 2):
        family, (given, is_new) = pieces[at].text, pieces[at + 1]
        if is_new or not _INITIALS.fullmatch(given) or not _ALONE.fullmatch(family) or family.lower() in SUFFIXES:
            break
        found.append(_PAIRS[f"{family},{given}"])
    return found


def _named(text: str) -> Name:
    family, _, given = text.partition(",")
    return named(family, given)


_PAIRS = Kept(_named, 4096, longest=60)
