"""What stands between the commas of a list of names -> the names: the row that strains them least."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...model import Name
from .costs import COSTS
from .order import is_initials, is_organisation
from .readings import Piece, Reading, readings
from .suffixes import suffix_at


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


def cheapest(pieces: Sequence[Piece]) -> list[Name]:
    """Read the pieces between commas as names, in the way that strains them least.

    A reading is a row of names, each of one piece ("Chou R", "Kurt T. Hegmann", "Smith") or of two ("Smith" + "John
    B."). Each name has a cost, and so has each change of manner from one name to the next; the cheapest row wins. So
    "Le Torrec, Virginie, Philippe Blanchard" is one inverted name and one in natural order, and "Ann Mooney, Eva Hill"
    is two.

    >>> [name.family for name in cheapest([Piece("Le Torrec"), Piece("Virginie"), Piece("Philippe Blanchard")])]
    ['Le Torrec', 'Blanchard']
    """
    if len(pieces) == 1:
        return list(readings(pieces, 0)[0].make())
    best: list[dict[str, tuple[float, _Row | None]]] = [{"start": (0.0, None)}, *({} for _ in pieces)]
    for at, (text, _) in enumerate(pieces):
        alone: Sequence[Reading] | None = None
        suffix = suffix_at(pieces, at)
        is_given = suffix is None and is_initials(text) and not is_organisation(text)
        for manner, (cost, row) in best[at].items():
            if row is not None and suffix:
                row.last()  # made at once: rows that wait for each other would be as deep as the list is long
                _keep(best[at + 1], "suffix", cost, row.changed("suffix", suffix))
                continue
            if is_given and row is not None and (before := row.last()[-1]).family:
                given = f"{before.given} {text}" if before.given else text
                total = cost + COSTS.between(manner, "inverted")
                _keep(best[at + 1], "inverted", total, row.changed("given", given))
            if alone is None:
                alone = readings(pieces, at)
            for step, following, price, make in alone:
                total = cost + price + COSTS.between(manner, following)
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
