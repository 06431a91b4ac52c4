"""The tagger: texts -> the label of each token, how likely it is, and the likeliest types of each text. Inference only,
in numpy.

One bidirectional LSTM over hashed features, decoded with the transition scores of a linear-chain CRF; `train/` holds
the recipe. The embeddings of words and of marks are kept. Time and memory grow linearly
with the text: what is longer than WINDOW tokens is cut into windows that are tagged apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from ...fields import ids
from . import crf
from .columns import Columns
from .embedding import Embedding
from .lstm import Lstm, States
from .packing import Ints, packed

Floats = NDArray[np.float32]

WINDOW = 400  # tokens that are tagged together; the longest citation of the corpora has 380
BATCH = 512
KINDS = 3  # of the types, how many are returned
TOKENS = 16_000  # of one batch, which takes some 6 kB for each; 400 usual citations have as many
FORMS = 60_000  # distinct words, or words with their marks, that are kept; then the tables start anew
# OpenBLAS multiplies as few rows without a copy of the weights, with the kernels of AVX-512 alone.
_SMALL = 32
_SWIFT_WHEN_SMALL = frozenset(("SkylakeX", "Cooperlake", "SapphireRapids"))
LONGEST = 128  # characters of a word that is kept


class Tagged(NamedTuple):
    """The tokens of texts as columns, for each its label and its probability, 0 to 1, given the whole text; the
    likeliest types.

    `labels` are indices of `Tagger.labels`. `kinds` are for each text pairs of a CSL type and its probability, the
    likeliest first, at most KINDS; none for a text without tokens.
    """

    tokens: Columns
    labels: Ints
    probabilities: Floats
    kinds: list[list[tuple[str, float]]]


class Tagger:
    """The loaded model, and the embeddings of the words that it has seen."""

    def __init__(self, weights: Mapping[str, Floats], labels: Sequence[str], kinds: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self.kinds = tuple(kinds)
        w = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}
        self._threads = ThreadpoolController()
        self.embedding = Embedding(w, LONGEST)
        is_swift = any(pool.get("architecture") in _SWIFT_WHEN_SMALL for pool in self._threads.info())
        self._lstm = Lstm(w, _SMALL if is_swift else BATCH)
        size = self._lstm.size
        # The states are twice what they are.
        self._out = [np.ascontiguousarray(half.T / 2) for half in np.split(w["out.weight"], [size], axis=1)]
        self._out_bias = w["out.bias"]
        self._transitions = w["transitions"]
        self._kind = np.ascontiguousarray(w["kind.weight"].T / 2)
        self._kind_bias = w["kind.bias"]

    def tag(self, raws: Sequence[str], sightings: Sequence[Sequence[ids.Sighting]]) -> Tagged:
        """Return the tags of texts with the identifiers seen in them; alone or in a batch, a text gets the same
        labels.
        """
        with self._threads.limit(limits=1):  # these products are too small to share: a second thread only waits
            tokens, seen = self.embedding.of(raws, sightings)
            labels = np.zeros(len(seen), dtype=np.int64)
            sure = np.zeros(len(seen), dtype=np.float32)
            kinds: list[list[tuple[str, float]]] = [[] for _ in raws]
            texts, starts, lengths = _windows(tokens.bounds)
            order = np.argsort(-lengths, kind="stable")
            for chunk in _chunks(order.tolist(), lengths.tolist()):
                likeliest = self._batch(seen, starts[chunk], lengths[chunk], labels, sure)
                for window, found in zip(chunk, likeliest, strict=True):
                    if starts[window] == tokens.bounds[texts[window]]:
                        kinds[texts[window]] = found
        if self.embedding.known >= FORMS:
            self.embedding.forget()
        return Tagged(tokens, labels, sure, kinds)

    def _batch(
        self, seen: Floats, starts: Ints, lengths: Ints, labels: Ints, sure: Floats
    ) -> list[list[tuple[str, float]]]:
        """Tag windows that are sorted by length, the longest first; write what their tokens are, and return their
        types.
        """
        packing = packed(starts, lengths)
        read = self._lstm.read(seen.take(packing.tokens, axis=0), packing)
        scores = read.states[0] @ self._out[0] + self._out_bias
        scores += (read.states[1] @ self._out[1]).take(packing.mirror, axis=0)
        labels[packing.tokens], sure[packing.tokens] = crf.decoded(scores, self._transitions, packing)
        return self._kinds(read, lengths)

    def _kinds(self, read: States, lengths: Ints) -> list[list[tuple[str, float]]]:
        """Return the likeliest types of each row, from the mean and the greatest of what its tokens show."""
        mean = np.concatenate(list(read.total), axis=1) / lengths[:, None].astype(np.float32)
        scores = np.concatenate([mean, *read.greatest], axis=1) @ self._kind + self._kind_bias
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        order = np.argsort(-shares, axis=1)[:, :KINDS]
        likeliest = np.take_along_axis(shares, order, axis=1)
        return [
            [(self.kinds[kind], share) for kind, share in zip(row, of, strict=True)]
            for row, of in zip(order.tolist(), likeliest.tolist(), strict=True)
        ]


def _windows(bounds: Ints) -> tuple[Ints, Ints, Ints]:
    """Of each window in which tokens are tagged: its text, where it begins, and how long it is; those of length 0 are
    left out.
    """
    counts = np.diff(bounds)
    each = -(-counts // WINDOW)
    texts = np.repeat(np.arange(len(counts)), each)
    number = np.arange(len(texts)) - np.repeat(np.cumsum(each) - each, each)
    starts = bounds[texts] + number * WINDOW
    return texts, starts, np.minimum(bounds[texts + 1] - starts, WINDOW)


def _chunks(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """The windows in parts that one batch can take."""
    chunk: list[int] = []
    size = 0
    for at in order:
        if chunk and (len(chunk) == BATCH or size > TOKENS):
            yield chunk
            chunk, size = [], 0
        chunk.append(at)
        size += lengths[at]
    if chunk:
        yield chunk


@cache
def load() -> Tagger:
    """Return the packaged tagger, loaded once."""
    return read(files("backref").joinpath("data/tagger.npz"))


def read(path: Traversable | Path) -> Tagger:
    """Return the tagger in a file that `train/` wrote."""
    with path.open("rb") as file, np.load(file) as stored:
        weights = {name: stored[name] for name in stored.files if name not in ("labels", "kinds")}
        return Tagger(weights, [str(label) for label in stored["labels"]], [str(kind) for kind in stored["kinds"]])
