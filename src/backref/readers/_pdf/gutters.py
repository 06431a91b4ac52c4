"""The gutters between the columns of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .rows import Baseline

_CROSSED = 0.12  # share of the pieces that may cross a gutter: titles, captions, feet
_NARROWEST = 0.17  # of the page's text: a column of text is wider, a column of labels or line numbers is not
_GUTTER = 5.0  # points
_LEAST = 6  # rows on both sides of a gutter
_TEXT = 0.45  # of a column: how wide the middle one of its pieces is


def gutters(pieces: Sequence[Baseline], before: Sequence[float] = ()) -> list[float]:
    """Return the middles of the gutters: upright stripes that next to no piece crosses, with columns of text on both
    sides.

    `before` are those of the page before: a page with little on it has them, too, where hardly anything crosses them.
    """
    wide = [piece for piece in pieces if piece.right > piece.left]
    found = _own(wide)
    if found or not before:
        return found
    kept = [
        min((at + step for step in (0.0, -6.0, 6.0, -12.0, 12.0)), key=lambda x: _crossed(wide, x)) for at in before
    ]
    fits = all(_crossed(wide, at) <= max(_CROSSED * len(wide), 1) for at in kept)
    return kept if fits and any(piece.right <= kept[0] for piece in wide) else []


def _crossed(pieces: Sequence[Baseline], at: float) -> int:
    return sum(piece.left < at < piece.right for piece in pieces)


def _own(wide: Sequence[Baseline]) -> list[float]:
    """The gutters that a page shows by itself."""
    if len(wide) < 2 * _LEAST:
        return []
    lefts = sorted(piece.left for piece in wide)
    rights = sorted(piece.right for piece in wide)
    low, high = lefts[len(lefts) // 50], rights[-1 - len(rights) // 50]
    if high - low < 100:
        return []
    found: list[float] = []
    begin = low
    for group in _stripes(_crossings(wide, low, high), _CROSSED * len(wide)):
        for _, at in sorted(group):
            middle = low + at
            if _is_column(wide, begin, middle, high - low) and _is_column(wide, middle, high, high - low):
                found.append(middle)
                begin = middle
                break
    return found


def _stripes(crossing: Sequence[int], most: float) -> Iterator[list[tuple[int, float]]]:
    """The stripes that few pieces cross, in groups that touch: how many cross each, and its middle.

    A group holds the gutter, what a line that is a little too long leaves of it, and what stands between labels and
    their entries.
    """
    at = 0
    group: list[tuple[int, float]] = []
    while at < len(crossing):
        end = at + 1
        while end < len(crossing) and crossing[end] == crossing[at]:
            end += 1
        if crossing[at] > most and group:
            yield group
            group = []
        elif crossing[at] <= most and end - at >= _GUTTER and at > 0 and end < len(crossing):
            group.append((crossing[at], (at + end) / 2))
        at = end
    if group:
        yield group


def _crossings(pieces: Sequence[Baseline], low: float, high: float) -> list[int]:
    """How many pieces stand over each point between the margins."""
    size = min(int(high - low), 5000)
    steps = [0] * (size + 2)
    for piece in pieces:
        first, last = int(max(piece.left - low, 0)), int(min(piece.right - low, size))
        if first < last:
            steps[first] += 1
            steps[last] -= 1
    total, found = 0, []
    for step in steps[:size]:
        total += step
        found.append(total)
    return found


def _is_column(pieces: Sequence[Baseline], left: float, right: float, whole: float) -> bool:
    """Whether what stands between is text: rows enough, and most of them nearly as wide as the space."""
    inside = [piece for piece in pieces if piece.left >= left - 1 and piece.right <= right + 1]
    if len(inside) < _LEAST or right - left < _NARROWEST * whole:
        return False
    bases: dict[int, float] = {}
    for piece in inside:
        bases[round(piece.base / 2)] = bases.get(round(piece.base / 2), 0.0) + piece.right - piece.left
    widths = sorted(bases.values())
    return len(widths) >= _LEAST and widths[len(widths) // 2] > _TEXT * (right - left)
