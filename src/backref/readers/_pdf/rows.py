"""Letters of a page -> rows: what stands on one baseline without a gutter between, with blanks where the eye sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .glyphs import Glyph
from .accents import composed
from .letters import raised

_BLANK, _BLANK_BESIDE_BLANKS = 0.16, 0.35  # of the size: a gap this wide is a blank; the second where the file draws its blanks
_APART = 1.0  # of the size: a gap this wide begins a piece of its own
_RISE, _SMALL = 0.18, 0.86  # of the size of a row: how high its raised letters stand at least, and how large they are at most


@dataclass(slots=True)
class Row:
    """Letters on one baseline: a piece of a line, or all of it."""

    glyphs: list[Glyph] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0

    def add(self, glyph: Glyph) -> None:
        """Put a letter behind the others."""
        if not self.glyphs:
            self.left, self.right, self.base, self.size = glyph.left, glyph.right, glyph.base, glyph.size
        elif glyph.size > 1.05 * self.size:
            self.base, self.size = glyph.base, glyph.size
        self.left, self.right = min(self.left, glyph.left), max(self.right, glyph.right)
        self.glyphs.append(glyph)

    @property
    def is_bold(self) -> bool:
        """Whether most of it is bold."""
        return 2 * sum(glyph.is_bold for glyph in self.glyphs) > len(self.glyphs)


def pieces(glyphs: Iterable[Glyph]) -> list[Row]:
    """Return runs of letters in the order in which they were drawn; a wide gap or another baseline ends one."""
    found: list[Row] = []
    row = Row()
    for glyph in glyphs:
        if row.glyphs:
            size = max(row.size, glyph.size)
            is_level = abs(glyph.base - row.base) < 0.3 * size or (
                min(row.size, glyph.size) < _SMALL * size and abs(glyph.base - row.base) < 0.6 * size
            )
            if not is_level or not -0.8 * size < glyph.left - row.right < _APART * size:
                found.append(row)
                row = Row()
        row.add(glyph)
    return [piece for piece in [*found, row] if any(not glyph.text.isspace() for glyph in piece.glyphs)]


def rows(some: Sequence[Row]) -> list[Row]:
    """Return the pieces of one column as rows, from the top down."""
    found: list[Row] = []
    for piece in sorted(some, key=lambda one: (-one.base, one.left)):
        for row in found[-3:]:
            size = max(row.size, piece.size)
            if abs(piece.base - row.base) < (0.3 if piece.size > _SMALL * row.size else 0.55) * size:
                for glyph in piece.glyphs:
                    row.add(glyph)
                break
        else:
            found.append(Row(list(piece.glyphs), piece.left, piece.right, piece.base, piece.size))
    return found


def text_of(row: Row, draws_blanks: bool) -> tuple[str, float]:
    """Return what a row says, and where its second word begins: blanks where there are gaps, accents on letters, raised digits as such."""
    least = (_BLANK_BESIDE_BLANKS if draws_blanks else _BLANK) * row.size
    main = _main(row)
    out: list[str] = []
    right = second = row.left
    for glyph in composed(row.glyphs):
        is_blank = glyph.text.isspace()
        if glyph.left - right > least and out and not is_blank and not out[-1].isspace():
            out.append(" ")
        if second == row.left and out and not is_blank and out[-1].isspace() and "".join(out).strip():
            second = glyph.left
        is_high = main and glyph.size < _SMALL * main.size and glyph.base - main.base > _RISE * main.size
        out.append(raised(glyph.text) if is_high else glyph.text)
        right = right if is_blank else max(right, glyph.right)
    return " ".join("".join(out).split()), second


def _main(row: Row) -> Glyph | None:
    """A letter of the size that most of a row has."""
    counts: dict[float, int] = {}
    for glyph in row.glyphs:
        if not glyph.text.isspace():
            counts[round(glyph.size, 1)] = counts.get(round(glyph.size, 1), 0) + 1
    if not counts:
        return None
    size = max(counts, key=lambda one: (counts[one], one))
    return next(glyph for glyph in row.glyphs if round(glyph.size, 1) == size and not glyph.text.isspace())
