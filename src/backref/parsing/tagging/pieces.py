"""The pieces of texts as rows of numbers: how long each part of a piece is, which word and which marks it has, what the
marks open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import glance
from .features import effect, is_wide
from .tokens import split

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

# The columns of a row; the lengths first, in the order in which a piece is printed.
BLANKS, LEAD, FORM, TRAIL, WORD, BEFORE, BEHIND, OPENS, CLOSES, FAMILIES, KIND = range(11)
LOOSE_KIND, WORD_KIND, WIDE_KIND, IDENTIFIER_KIND, ADDRESS_KIND = range(5)


class Numbers(dict[str, int]):
    """A number for each text, in the order in which they were first met; `new` are those that nobody has taken yet.

    Long texts get a number each time, and are not kept.
    """

    def __init__(self, longest: int) -> None:
        super().__init__()
        self.longest = longest
        self.count = 0
        self.new: list[str] = []

    def __missing__(self, text: str) -> int:
        """Give it the next number."""
        number = self.count
        self.count += 1
        self.new.append(text)
        if len(text) <= self.longest:
            self[text] = number
        return number

    def take(self) -> list[str]:
        """Return the texts that got a number since this was last asked."""
        new, self.new = self.new, []
        return new


class Pieces(dict[str, int]):
    """The row of each piece that was met. Long ones get a row each time, and are not kept."""

    def __init__(self, longest: int) -> None:
        import numpy as np

        super().__init__()
        self._np = np
        self.words = Numbers(longest)
        self.marks = Numbers(longest)
        self._glance = glance.load()
        self._families: list[int] = []  # of each word
        self._new: list[tuple[int, ...]] = []
        self._rows: Rows = np.zeros((0, KIND + 1), dtype=np.int64)
        self._count = 0

    def __missing__(self, text: str) -> int:
        """Give it the next row."""
        piece = split(text)
        form, before = piece.form, "".join(piece.lead.split())
        families = self._glance.of_marks(piece.lead + piece.trail)
        if not form:
            row = (*map(len, piece), 0, 0, 0, 0, 0, families, LOOSE_KIND)
        else:
            kind = WIDE_KIND if is_wide(form) else WORD_KIND
            if form[0] == "<":
                kind = ADDRESS_KIND if form.startswith("<url") else IDENTIFIER_KIND
            word = self.words[form]
            if word == len(self._families):
                self._families.append(self._of_word(form, kind))
            row = (
                *map(len, piece), word, self.marks[f"lead {before}"], self.marks[f"trail {piece.trail}"],
                effect(piece.lead), effect(piece.trail), families | self._families[word], kind,
            )  # fmt: skip
        number = self.count
        self._new.append(row)
        if len(text) <= self.words.longest:
            self[text] = number
        return number

    def _of_word(self, form: str, kind: int) -> int:
        """The bits of a word's families; a character alone may be a part of any word, an identifier's are its own."""
        if kind == WORD_KIND:
            return self._glance.of(form)
        return glance.ALL if kind == WIDE_KIND else 0

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count + len(self._new)

    def rows(self) -> Rows:
        """Return the rows by their numbers."""
        if self._new:
            np = self._np
            needed = self._count + len(self._new)
            if needed > len(self._rows):
                larger = np.zeros((max(needed, 2 * len(self._rows)), KIND + 1), dtype=np.int64)
                larger[: self._count] = self._rows[: self._count]
                self._rows = larger
            self._rows[self._count : needed] = self._new
            self._count, self._new = needed, []
        return self._rows
