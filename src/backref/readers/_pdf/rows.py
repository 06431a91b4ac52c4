"""Letters of a page -> rows: what stands on one baseline without a gutter between, with blanks where the eye sees
them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .letters import is_accent
from .rules import Glyph

_APART = 1.0  # of the size: a gap this wide begins a piece of its own
_LONGEST = 2000  # letters of a row that are looked at one by one
SMALL = 0.86  # of the size of a row: raised letters are as large at most


@dataclass(slots=True)
class Baseline:
    """Letters on one baseline: a piece of a line, or all of it."""

    glyphs: list[Glyph] = field(default_factory=list)
    parts: list[list[Glyph]] = field(default_factory=list)  # pieces that overlap others: one is read after the other
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    _ends: tuple[list[float], list[float]] | None = None

    def add(self, glyph: Glyph) -> None:
        """Put a letter behind the others."""
        if not self.glyphs:
            self.left, self.right, self.base, self.size = glyph.left, glyph.right, glyph.base, glyph.size
        elif glyph.size > 1.05 * self.size:
            self.base, self.size = glyph.base, glyph.size
        if glyph.left < self.left:
            self.left = glyph.left
        if glyph.right > self.right:
            self.right = glyph.right
        self.glyphs.append(glyph)
        if self._ends is not None:
            insort(self._ends[0], glyph.left)
            insort(self._ends[1], glyph.right)

    def ends(self) -> tuple[list[float], list[float]]:
        """Return where its letters begin, from left to right, and where they end."""
        if self._ends is None:
            self._ends = sorted(glyph.left for glyph in self.glyphs), sorted(glyph.right for glyph in self.glyphs)
        return self._ends

    @property
    def is_bold(self) -> bool:
        """Whether most of it is bold."""
        return 2 * sum([glyph.is_bold for glyph in self.glyphs]) > len(self.glyphs)


def pieces(glyphs: Iterable[Glyph]) -> list[Baseline]:
    """Return runs of letters in the order in which they were drawn; a wide gap or another baseline ends one."""
    found: list[Baseline] = []
    row = Baseline()
    for glyph in glyphs:
        if row.glyphs:
            least, size = (row.size, glyph.size) if row.size < glyph.size else (glyph.size, row.size)
            apart = abs(glyph.base - row.base)
            is_level = apart < 0.3 * size or (apart < 0.6 * size and least < SMALL * size)
            if is_level and -0.8 * size < glyph.left - row.right < _APART * size:
                row.add(glyph)
                continue
            found.append(row)
            row = Baseline()
        if not glyph.text.isspace():
            row.add(glyph)
    return [piece for piece in [*found, row] if any(not glyph.text.isspace() for glyph in piece.glyphs)]


def rows(some: Sequence[Baseline]) -> list[Baseline]:
    """Return the pieces of one column as rows, from the top down."""
    found: list[Baseline] = []
    for piece in sorted(some, key=lambda one: (-one.base, one.left)):
        for row in found[-3:]:
            size = max(row.size, piece.size)
            if abs(piece.base - row.base) < (0.3 if piece.size > SMALL * row.size else 0.55) * size:
                if _overlaps(row, piece):
                    row.parts.append(piece.glyphs)
                    row.left, row.right = min(row.left, piece.left), max(row.right, piece.right)
                else:
                    for glyph in piece.glyphs:
                        row.add(glyph)
                break
        else:
            found.append(Baseline(list(piece.glyphs), [], piece.left, piece.right, piece.base, piece.size))
    return found


def _overlaps(row: Baseline, piece: Baseline) -> bool:
    """Whether letters of a piece stand on letters of the row: a line number beside a label that is set to the right."""
    if piece.left >= row.right or piece.right <= row.left or len(row.glyphs) > _LONGEST:
        return False
    lefts, rights = row.ends()
    slack = 0.2 * min(row.size, piece.size)
    return any(
        bisect_left(lefts, glyph.right - slack) > bisect_right(rights, glyph.left + slack)
        for glyph in piece.glyphs
        if not is_accent(glyph.text)
    )
