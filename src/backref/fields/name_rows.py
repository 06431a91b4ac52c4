"""What stands between the commas of a list of names -> the names: the row that strains them least."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..model import Name
from .name_order import (
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

# What it costs to change from one manner of writing names to another in one list.
_CHANGE = {
    ("start", "bare"): 0.3, ("inverted", "bare"): 1.2, ("whole", "bare"): 1.0, ("bare", "whole"): 1.0, ("bare", "inverted"): 1.2,
    ("whole", "inverted"): 0.8,
}  # fmt: skip


class Piece(NamedTuple):
    """What stands between two commas; `is_new` where "and" says that a new name begins with it."""

    text: str
    is_new: bool = False


class _Row:
    """The names so far: the row before, and what came last, which is made when it is asked for.

    Rows share their beginnings, so that long lists take linear memory.
    """

    __slots__ = ("_last", "_make", "before")

    def __init__(self, before: _Row | None, make: Callable[[], Sequence[Name]]) -> None:
        self.before = before
        self._make: Callable[[], Sequence[Name]] | None = make
        self._last: Sequence[Name] = ()

    def last(self) -> Sequence[Name]:
        """Return the names that came last, at least one."""
        if self._make is not None:
            self._last = self._make()
            self._make = None
        return self._last

    def changed(self, part: str, value: str) -> _Row:
        """Return the row with a part of its last name changed."""
        return _Row(self.before, lambda: (*self.last()[:-1], self.last()[-1].model_copy(update={part: value})))


class _Reading(NamedTuple):
    """How many pieces make names, in which manner and at which cost."""

    step: int
    manner: str
    price: float
    make: Callable[[], Sequence[Name]]


def cheapest(pieces: Sequence[Piece]) -> list[Name]:
    """Read the pieces between commas as names, in the way that strains them least.

    A reading is a row of names, each of one piece ("Chou R", "Kurt T. Hegmann", "Smith") or of two ("Smith" + "John B.").
    Each name has a cost, and so has each change of manner from one name to the next; the cheapest row wins. So "Le Torrec,
    Virginie, Philippe Blanchard" is one inverted name and one in natural order, and "Ann Mooney, Eva Hill" is two.

    >>> [name.family for name in cheapest([Piece("Le Torrec"), Piece("Virginie"), Piece("Philippe Blanchard")])]
    ['Le Torrec', 'Blanchard']
    """
    if len(pieces) == 1:
        return list(_readings(pieces, 0, False)[0].make())
    is_bare = len(pieces) > 2 and all(" " not in piece.text for piece in pieces)
    best: list[dict[str, tuple[float, _Row | None]]] = [{"start": (0.0, None)}, *({} for _ in pieces)]
    for at, (text, _) in enumerate(pieces):
        readings: Sequence[_Reading] | None = None
        suffix = SUFFIXES.get(plain(text))
        is_given = suffix is None and is_initials(text) and not is_organisation(text)
        for manner, (cost, row) in best[at].items():
            if row is not None and suffix:
                row.last()  # made at once: rows that wait for each other would be as deep as the list is long
                _keep(best[at + 1], "suffix", cost, row.changed("suffix", suffix))
                continue
            if is_given and row is not None and (before := row.last()[-1]).family:
                given = f"{before.given} {text}" if before.given else text
                total = cost + (0.8 if before.given else 0.1) + _CHANGE.get((manner, "inverted"), 0.0)
                _keep(best[at + 1], "inverted", total, row.changed("given", given))
            if readings is None:
                readings = _readings(pieces, at, is_bare)
            for step, following, price, make in readings:
                total = cost + price + _CHANGE.get((manner, following), 0.0)
                held = best[at + step].get(following)
                if held is None or total < held[0]:
                    best[at + step][following] = (total, _Row(row, make))
        best[at] = {}
    found: list[Name] = []
    row = min(best[-1].values(), key=lambda reading: reading[0])[1] if pieces else None
    while row is not None:
        found += reversed(row.last())
        row = row.before
    return found[::-1]


def _keep(reached: dict[str, tuple[float, _Row | None]], manner: str, total: float, row: _Row) -> None:
    if manner not in reached or total < reached[manner][0]:
        reached[manner] = (total, row)


def _readings(pieces: Sequence[Piece], at: int, is_bare: bool) -> list[_Reading]:
    """Every way to read what begins at `at` as new names."""
    piece, is_new = pieces[at]
    if is_organisation(piece):
        return [_Reading(1, "organisation", 0.0, lambda: (Name(literal=piece.rstrip(".")),))]
    tokens = piece.split()
    if is_initials(piece):
        first = _Reading(1, "bare", 3.0, lambda: (single(piece),))
    elif len(tokens) == 1:
        # "and" stands before the last name of a list, so a bare name may follow it only there
        first = _Reading(1, "bare", 0.35 + (is_new and at + 1 < len(pieces)), lambda: (single(piece),))
    else:
        first = _whole(piece, tokens)
    if at + 1 == len(pieces) or pieces[at + 1].is_new or (ends_in_initials(piece) and not piece.isupper()):
        return [first]
    inverted = _inverted(pieces, at, tokens, is_bare)
    return [first, inverted] if inverted else [first]


def _whole(piece: str, tokens: list[str]) -> _Reading:
    """One piece that is a name, or a list that lost its commas."""
    run = _run(piece, tokens)
    vancouver = run is not None or ends_in_initials(piece) or initial_like(tokens[0])
    given_missing = len(tokens) == 2 and tokens[0].lower() in PARTICLES
    price = 0.25 * ("." in tokens[-1]) if vancouver else 0.6 if given_missing else 0.3
    return _Reading(1, "whole", price + 0.3 * (len(tokens) > 4), lambda: run or (single(piece),))


def _inverted(pieces: Sequence[Piece], at: int, tokens: list[str], is_bare: bool) -> _Reading | None:
    """A piece that is a family name, with the next one that is its given name."""
    piece, following = pieces[at].text, pieces[at + 1].text
    if len(piece) > 1 and CJK.match(piece) and CJK.match(following):
        return None  # "王小明, 李红": each is a whole name
    if plain(following) in SUFFIXES and at + 2 < len(pieces) and not pieces[at + 2].is_new:
        last = pieces[at + 2].text
        return _Reading(3, "inverted", 0.2, lambda: (from_inverted(f"{piece}, {following}, {last}"),))
    particled = len(tokens) > 1 and (
        tokens[0].lower() in PARTICLES or (len(tokens) == 3 and tokens[1] in PARTICLES and not initial_like(tokens[0]))
    )
    cost = 0.0 if len(tokens) == 1 else 0.1 if particled else 0.5 if len(tokens) == 2 else 1.2
    if is_initials(following):
        return _Reading(2, "inverted", cost / 2, lambda: (person(*family_then_initials(piece, following)),))
    given = following.split()
    is_long = len(given) > 3 and not all(map(initial_like, given[1:]))  # "Theo J. H. M."
    if is_long or initial_like(tokens[0]) or not following[:1].isalpha() or is_organisation(following):
        return None
    strain = 0.4 * is_bare
    if len(given) > 1 and initial_like(given[-1]) and "." not in given[-1]:
        # "Chou R" is a name of its own; but "Ponsen, Marc JV, Geert Gerritsen" begins with one
        is_first = (
            at == 0 and len(pieces) > 2 and len(pieces[2].text.split()) > 1 and not ends_in_initials(pieces[2].text)
        )
        strain += 0.8 if len(given[-1]) == 1 else 0.9 if is_first else 1.5
    elif not any(map(initial_like, given)):
        strain += 0.2 * (len(given) - 1)
    return _Reading(2, "inverted", 0.5 + cost + strain, lambda: (person(piece, following),))


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
