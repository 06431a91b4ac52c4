"""What the tagger sees of tokens, as sums of embeddings: columns of tokens -> an array of floats. Words and marks are
looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from ...fields import ids
from .columns import Columns, columns
from .features import BUCKETS, form_features, mark_features, neighbour_features, neighbours
from .pieces import BEFORE, BEHIND, KIND, WIDE_KIND, WORD, Numbers, Pieces
from .places import places
from .tokens import Token

Floats = NDArray[np.float32]


class Embedding:
    """The embeddings of features, and those of the words and marks that were met; the last of each is 1 in `places`
    alone.

    Threads take turns: each adds what it meets to the same tables.
    """

    def __init__(self, weights: Mapping[str, Floats], longest: int) -> None:
        # Bytes with a scale for each row, of which only those are multiplied that a text has; the last row is nothing.
        self._bytes = np.pad(weights["features.weight"], ((0, 1), (0, 0)))
        self._scales = np.pad(weights["features.scale"], ((0, 1), (0, 0)))
        self._places = np.pad(weights["places.weight"], ((0, 0), (0, 1)))
        self._places[:, -1] = 1.0
        self._longest = longest
        self._turn = Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew, with nothing known."""
        with self._turn:
            self.pieces = Pieces(self._longest)
            self._beside = Numbers(self._longest)
            self._sums = {
                name: np.zeros((0, self._places.shape[1]), dtype=np.float32) for name in ("words", "marks", "beside")
            }

    @property
    def known(self) -> int:
        """How many words, marks, words with marks, or characters with neighbours there is a row for."""
        return max(self.pieces.words.count, self.pieces.marks.count, self._beside.count, self.pieces.count)

    def of(self, raws: Sequence[str], sightings: Sequence[Sequence[ids.Sighting]]) -> tuple[Columns, Floats]:
        """Return the tokens of texts and what is seen of each."""
        with self._turn:
            return self._of(raws, sightings)

    def _of(self, raws: Sequence[str], sightings: Sequence[Sequence[ids.Sighting]]) -> tuple[Columns, Floats]:
        found = columns(raws, sightings, self.pieces)
        words = self._summed("words", self.pieces.words, form_features)
        marks = self._summed("marks", self.pieces.marks, _of_marks)
        # To take rows is twice as fast as to index them.
        seen = words.take(found.rows[:, WORD], axis=0)
        seen += marks.take(found.rows[:, BEFORE], axis=0)
        seen += marks.take(found.rows[:, BEHIND], axis=0)
        wide = np.flatnonzero(found.rows[:, KIND] == WIDE_KIND)
        if len(wide):
            numbers = self._neighbours(raws, found, wide)
            seen[wide] += self._summed("beside", self._beside, _of_neighbours)[numbers]
        seen += self._places.take(places(raws, found), axis=0)
        return found, seen

    def _neighbours(self, raws: Sequence[str], found: Columns, wide: NDArray[np.int64]) -> list[int]:
        numbers = []
        texts = np.searchsorted(found.bounds, wide, side="right") - 1
        for text, start, end in zip(texts.tolist(), found.start[wide].tolist(), found.end[wide].tolist(), strict=True):
            raw = raws[text]
            form = raw[start:end]
            numbers.append(self._beside[f"{form}\0{neighbours(raw, Token(form, start, end, start, end))}"])
        return numbers

    def _summed(self, name: str, numbers: Numbers, features_of: Callable[[str], list[int]]) -> Floats:
        """Return the summed embeddings by number, those of new texts added."""
        if new := numbers.take():
            held = self._sums[name]
            begin = numbers.count - len(new)
            if numbers.count > len(held):
                self._sums[name] = np.zeros((max(numbers.count, 2 * len(held)), held.shape[1]), dtype=np.float32)
                self._sums[name][:begin] = held[:begin]
            features = [features_of(text) or [BUCKETS] for text in new]  # the last row is nothing
            flat = np.fromiter((each for of in features for each in of), np.int64, sum(map(len, features)))
            heads = np.cumsum([0, *map(len, features[:-1])])
            rows = self._bytes[flat] * self._scales[flat]
            self._sums[name][begin : numbers.count, :-1] = np.add.reduceat(rows, heads, axis=0)
        return self._sums[name]


def _of_marks(text: str) -> list[int]:
    side, _, marks = text.partition(" ")
    return mark_features(side, marks)


def _of_neighbours(text: str) -> list[int]:
    form, _, beside = text.partition("\0")
    return neighbour_features(form, beside)
