"""The ways to read what stands between the commas of a list of names: pieces -> the names that they may be, each with
its price.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ...model import Name
from .acronyms import is_acronym_at
from .costs import COSTS
from .order import (
    CJK,
    PARTICLES,
    SUFFIXES,
    ends_in_initials,
    family_then_initials,
    from_inverted,
    initial_like,
    is_initials,
    is_organisation,
    person,
    plain,
    single,
)
from .suffixes import BARE, initials_at, suffix_at

_OF_FAMILIES = frozenset(("van", "von", "ter", "ten"))  # particles behind a given name, and within none


class Piece(NamedTuple):
    """What stands between two commas; `is_new` where "and" says that a new name begins with it."""

    text: str
    is_new: bool = False


class Reading(NamedTuple):
    """How many pieces make names, in which manner and at which price; the names are made when they are asked for."""

    step: int
    manner: str
    price: float
    make: Callable[[], Sequence[Name]]


def readings(pieces: Sequence[Piece], at: int) -> list[Reading]:
    """Return every way to read what begins at `at` as new names.

    >>> [(reading.step, reading.manner) for reading in readings([Piece("Smith"), Piece("John B.")], 0)]
    [(1, 'bare'), (2, 'inverted')]
    """
    piece = pieces[at].text
    if is_organisation(piece) or is_acronym_at(pieces, at):
        return [Reading(1, "organisation", 0.0, lambda: (Name(literal=piece.rstrip(".")),))]
    if told := initials_at(pieces, at):
        return [Reading(1, "whole", 0.0, lambda: (person(*told),))]
    tokens = piece.split()
    if is_initials(piece):
        first = Reading(1, "bare", COSTS.change, lambda: (single(piece),))
    elif len(tokens) == 1:
        first = Reading(1, "bare", COSTS.bare, lambda: (single(piece),))
    else:
        first = _whole(piece, tokens)
    if at + 1 == len(pieces) or pieces[at + 1].is_new or (ends_in_initials(piece) and not piece.isupper()):
        return [first]
    inverted = _inverted(pieces, at, tokens)
    return [first, inverted] if inverted else [first]


def _whole(piece: str, tokens: list[str]) -> Reading:
    """One piece that is a name, or a list that lost its commas."""
    run = _run(piece, tokens)
    vancouver = run is not None or ends_in_initials(piece) or initial_like(tokens[0])
    given_missing = len(tokens) == 2 and tokens[0].lower() in PARTICLES
    price = 0.0 if vancouver else COSTS.odd if given_missing else COSTS.whole
    return Reading(1, "whole", price, lambda: run or (single(piece),))


def _inverted(pieces: Sequence[Piece], at: int, tokens: list[str]) -> Reading | None:
    """A piece that is a family name, with the next one that is its given name."""
    piece, following = pieces[at].text, pieces[at + 1].text
    if len(piece) > 1 and CJK.match(piece) and CJK.match(following):
        return None  # "王小明, 李红": each is a whole name
    if suffix_at(pieces, at + 1):
        if at + 2 < len(pieces) and not pieces[at + 2].is_new:
            last = pieces[at + 2].text
            return Reading(3, "inverted", 0.0, lambda: (from_inverted(f"{piece}, {following}, {last}"),))
        if following not in BARE:
            return None  # "Robert D. Van Valin, Jr."
    particled = len(tokens) > 1 and (
        tokens[0].lower() in PARTICLES or (len(tokens) == 3 and tokens[1] in PARTICLES and not initial_like(tokens[0]))
    )
    cost = COSTS.odd if len(tokens) > 1 and not particled else 0.0
    if is_initials(following):
        return Reading(2, "inverted", cost / 2, lambda: (person(*family_then_initials(piece, following)),))
    words = following.split()
    given = [word for word in words if word not in PARTICLES]  # "MINAYO, Maria Cecília de Souza"
    is_long = len(given) > 3 and not all(map(initial_like, given[1:]))  # "Theo J. H. M."
    is_long |= not _OF_FAMILIES.isdisjoint(words[1:-1]) and words[-1] not in PARTICLES
    if is_long or initial_like(tokens[0]) or not following[:1].isalpha() or is_organisation(following):
        return None
    return Reading(2, "inverted", COSTS.odd + cost, lambda: (person(piece, following),))


def _run(piece: str, tokens: list[str]) -> list[Name] | None:
    """The names of a piece between commas that is a list without commas ("Rambaut A Drummond AJ"), else None."""
    last = tokens[-1]
    if len(tokens) < 4 or initial_like(tokens[0]) or not initial_like(last) or "." in last or plain(last) in SUFFIXES:
        return None
    names: list[Name] = []
    current: list[str] = []
    for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
        current.append(token)
        if initial_like(token) and not initial_like(after):
            names.append(single(" ".join(current)))
            current = []
    return names if not current and len(names) > 1 else None
