"""The tagger: tokens of citations -> one label and one probability for each token. Inference only, in numpy.

One bidirectional LSTM over hashed features, decoded with the transition scores of a linear-chain CRF; `train/` holds
the recipe. The embeddings of forms and of marks are kept. Time and memory grow linearly
with the text: what is longer than WINDOW tokens is cut into windows that are tagged apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .features import form_features, mark_features, place_features
from .tokens import Token

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Counts = NDArray[np.int64]

WINDOW = 400  # tokens that are tagged together; the longest citation of the corpora has 380
BATCH = 512
TOKENS = 16_000  # of one batch, which takes some 3 kB for each; 400 usual citations have as many
FORMS = 60_000  # distinct words with their marks whose embeddings are kept, 256 bytes each; then the table starts anew
LONGEST = 128  # characters of a form that is kept as it is


class Tags(NamedTuple):
    """The label of each token of one string, and its probability, 0 to 1, given the whole string."""

    labels: list[str]
    probabilities: list[float]


class Tagger:
    """The loaded model, and the embeddings of the forms that it has seen."""

    def __init__(self, weights: dict[str, Floats], labels: Sequence[str]) -> None:
        import numpy as np
        from threadpoolctl import ThreadpoolController

        self._np = np
        self._threads = ThreadpoolController()
        self.labels = tuple(labels)
        w = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}
        self._features = w["features.weight"] * w["features.scale"]  # stored as bytes with a scale for each row
        size = self._size = w["lstm.weight_hh_l0"].shape[1]
        # The gates in the order input, forget, output, candidate; the logistic ones halved: s(x) = (1 + tanh(x/2)) / 2.
        order = np.r_[: 2 * size, 3 * size : 4 * size, 2 * size : 3 * size]
        half = np.repeat(np.array([0.5, 1.0], dtype=np.float32), (3 * size, size))
        ways = ("", "_reverse")
        inputs = np.concatenate([w[f"lstm.weight_ih_l0{way}"][order].T * half for way in ways], axis=1)
        biases = [(w[f"lstm.bias_ih_l0{way}"] + w[f"lstm.bias_hh_l0{way}"])[order] * half for way in ways]
        # The last column of the input is 1, by way of the places: so the biases are in the product.
        self._input = np.ascontiguousarray(np.concatenate([inputs, np.concatenate(biases)[None]]))
        self._features = np.pad(self._features, ((0, 0), (0, 1)))
        self._places = np.pad(w["places.weight"], ((0, 0), (0, 1)))
        self._places[:, -1] = 1.0
        self._recurrent = [np.ascontiguousarray(w[f"lstm.weight_hh_l0{way}"][order].T * half) for way in ways]
        self._out = np.ascontiguousarray(w["out.weight"].T)
        self._out_bias = w["out.bias"]
        self._transitions = w["transitions"]
        self._known: dict[str, int] = {}
        self._embedded = np.zeros((1024, self._features.shape[1]), dtype=np.float32)

    def tag(self, strings: Sequence[tuple[str, Sequence[Token]]]) -> list[Tags]:
        """Return the tags of each (raw, tokens), in order; alone or in a batch, a string gets the same labels."""
        windows: list[tuple[int, str, Sequence[Token]]] = []
        for index, (raw, tokens) in enumerate(strings):
            windows += [(index, raw, tokens[at : at + WINDOW]) for at in range(0, len(tokens), WINDOW)]
        order = sorted(range(len(windows)), key=lambda i: len(windows[i][2]), reverse=True)
        tagged: dict[int, Tags] = {}
        with self._threads.limit(limits=1):  # these products are too small to share: a second thread only waits
            for chunk in _chunks(order, [len(window[2]) for window in windows]):
                tagged.update(zip(chunk, self._batch([windows[i][1:] for i in chunk]), strict=True))
        self._forget()
        results = [Tags([], []) for _ in strings]
        for at, (index, *_) in enumerate(windows):
            results[index].labels.extend(tagged[at].labels)
            results[index].probabilities.extend(tagged[at].probabilities)
        return results

    def _batch(self, windows: Sequence[tuple[str, Sequence[Token]]]) -> list[Tags]:
        """Tag windows that are sorted by length, the longest first.

        Arrays are packed: all first tokens, then all second ones, and so on, so that a step is a slice without padding.
        """
        np = self._np
        lengths = np.array([len(tokens) for _, tokens in windows])
        active = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
        offsets = np.cumsum(active) - active
        steps = [slice(start, start + count) for start, count in zip(offsets.tolist(), active.tolist(), strict=True)]
        self._forget()  # only between batches: the indices of one must stay true
        seen = np.empty(int(active.sum()), dtype=np.int64)
        places = np.empty_like(seen)
        known = self._known
        for row, (raw, tokens) in enumerate(windows):
            at = offsets[: len(tokens)] + row
            seen[at] = [
                known[text] if (text := _printed(raw, token)) in known else self._embed(text, raw, token)
                for token in tokens
            ]
            places[at] = place_features(raw, tokens)
        gates = (self._embedded[seen] + self._places[places]) @ self._input
        hidden = np.empty((len(seen), 2 * self._size), dtype=np.float32)
        self._lstm(gates, hidden, steps, 0)
        self._lstm(gates, hidden, steps, 1)
        emissions = hidden @ self._out + self._out_bias
        best = self._viterbi(emissions, steps)
        sure = self._marginals(emissions, steps)[np.arange(len(best)), best]
        results = []
        for row, length in enumerate(lengths.tolist()):
            at = offsets[:length] + row
            results.append(Tags([self.labels[label] for label in best[at].tolist()], sure[at].tolist()))
        return results

    def _forget(self) -> None:
        """Let the table of forms start anew where it is full; what one huge batch took is given back."""
        if len(self._known) >= FORMS:
            self._known.clear()
            self._embedded = self._np.zeros((1024, self._features.shape[1]), dtype=self._np.float32)

    def _embed(self, text: str, raw: str, token: Token) -> int:
        """Keep the summed embeddings of a word and its marks; return their row."""
        np = self._np
        index = len(self._known)
        if index >= len(self._embedded):
            self._embedded = np.concatenate([self._embedded, np.zeros_like(self._embedded)])
        features = [
            *form_features(token.form), *mark_features("lead", token.lead(raw)), *mark_features("trail", token.trail(raw))
        ]  # fmt: skip
        self._embedded[index] = self._features[features].sum(0)
        self._known[text] = index
        return index

    def _lstm(self, gates: Floats, hidden: Floats, steps: list[slice], way: int) -> None:
        """Run one direction over packed gates (tokens, 2 x 4 x size) into its half of hidden (tokens, 2 x size)."""
        np = self._np
        size = self._size
        recurrent = self._recurrent[way]
        inputs = gates[:, way * 4 * size : (way + 1) * 4 * size]
        out = hidden[:, way * size : (way + 1) * size]
        rows = steps[0].stop
        state = np.zeros((rows, size), dtype=np.float32)
        cell = np.zeros((rows, size), dtype=np.float32)
        for step in reversed(steps) if way else steps:
            n = step.stop - step.start
            gate = state[:n] @ recurrent
            gate += inputs[step]
            np.tanh(gate, out=gate)
            logistic = gate[:, : 3 * size]
            logistic += 1.0
            logistic *= 0.5
            kept = cell[:n]
            kept *= gate[:, size : 2 * size]
            kept += gate[:, :size] * gate[:, 3 * size :]
            np.multiply(np.tanh(kept), gate[:, 2 * size : 3 * size], out=state[:n])
            out[step] = state[:n]

    def _viterbi(self, emissions: Floats, steps: list[slice]) -> Counts:
        """Return the best label of each packed token; the way back is found from the scores of the way there."""
        np = self._np
        scores = emissions.copy()
        for before, step in pairwise(steps):
            n = step.stop - step.start
            scores[step] += (scores[before][:n, :, None] + self._transitions).max(1)
        best: Counts = scores.argmax(1)  # right where a row ends; the others follow from what comes after them
        into = np.ascontiguousarray(self._transitions.T)
        for before, step in reversed(list(pairwise(steps))):
            n = step.stop - step.start
            best[before][:n] = (scores[before][:n] + into[best[step]]).argmax(1)
        return best

    def _marginals(self, emissions: Floats, steps: list[slice]) -> Floats:
        """Return the probability of each label of each token: forward-backward, normalised at each step."""
        np = self._np
        moves = np.exp(self._transitions - self._transitions.max())
        local = np.exp(emissions - emissions.max(1, keepdims=True))
        forward = local.copy()
        backward = np.ones_like(local)
        for before, step in pairwise(steps):
            reached = forward[before][: step.stop - step.start] @ moves
            reached *= local[step]
            np.divide(reached, reached.sum(1, keepdims=True) + 1e-30, out=forward[step])
        back = np.ascontiguousarray(moves.T)
        for before, step in reversed(list(pairwise(steps))):
            reached = (backward[step] * local[step]) @ back
            backward[before][: step.stop - step.start] = reached / (reached.sum(1, keepdims=True) + 1e-30)
        forward *= backward
        forward /= forward.sum(1, keepdims=True) + 1e-30
        marginals: Floats = forward
        return marginals


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


def _printed(raw: str, token: Token) -> str:
    """The text by which a token's embedding is known: all of it, or the form of an identifier; of a long one, its hash."""
    text = token.form if token.form[0] == "<" else raw[token.first : token.last]
    return text if len(text) <= LONGEST else blake2b(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def load() -> Tagger:
    """Return the packaged tagger, loaded once."""
    return read(files("backref").joinpath("data/tagger.npz"))


def read(path: Traversable | Path) -> Tagger:
    """Return the tagger in a file that `train/` wrote."""
    import numpy as np

    with path.open("rb") as file, np.load(file) as stored:
        weights = {name: stored[name] for name in stored.files if name != "labels"}
        return Tagger(weights, [str(label) for label in stored["labels"]])
