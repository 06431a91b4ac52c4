"""The tagger: tokens of citations -> one label and one probability for each token. Inference only, in numpy.

One bidirectional LSTM over hashed features, decoded with the transition scores of a linear-chain CRF; `train/` holds
the recipe. The share of the input that depends on a token's form alone is computed once for each form.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from .features import form_features, place_features
from .tokens import Token

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Counts = NDArray[np.int64]

WINDOW = 400  # tokens that are tagged together; the longest citation of the corpora has 380
BATCH = 128
FORMS = 30_000  # distinct forms kept, 3 kB each; then the table starts anew


class Tagged(NamedTuple):
    """The label of one token and its probability, 0 to 1, given the whole string."""

    label: str
    probability: float


class Tagger:
    """The loaded model, and the projections of the forms that it has seen."""

    def __init__(self, weights: dict[str, Floats], labels: Sequence[str]) -> None:
        import numpy as np
        from threadpoolctl import ThreadpoolController

        self._np = np
        self._threads = ThreadpoolController()
        self.labels = tuple(labels)
        w = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in weights.items()}
        self._features = w["features.weight"]
        self._hidden = w["lstm.weight_hh_l0"].shape[1]
        ways = ("", "_reverse")
        self._input = np.concatenate([w[f"lstm.weight_ih_l0{way}"] for way in ways]).T
        bias = np.concatenate([w[f"lstm.bias_ih_l0{way}"] + w[f"lstm.bias_hh_l0{way}"] for way in ways])
        halves = np.ones(4 * self._hidden, dtype=np.float32)
        halves[: 2 * self._hidden] = halves[3 * self._hidden :] = 0.5  # so that one tanh serves all four gates
        self._places = (w["places.weight"] @ self._input + bias) * np.tile(halves, 2)
        self._input = self._input * np.tile(halves, 2)
        self._recurrent = [np.ascontiguousarray(w[f"lstm.weight_hh_l0{way}"].T * halves) for way in ways]
        self._out = np.ascontiguousarray(w["out.weight"].T)
        self._out_bias = w["out.bias"]
        self._transitions = w["transitions"]
        self._forms: dict[str, int] = {}
        self._projected = np.zeros((1024, self._input.shape[1]), dtype=np.float32)

    def tag(self, strings: Sequence[tuple[str, Sequence[Token]]]) -> list[list[Tagged]]:
        """Return for each (raw, tokens) one Tagged for each token. Strings beyond WINDOW tokens are cut into windows."""
        windows: list[tuple[int, int, str, Sequence[Token]]] = []
        results: list[list[Tagged]] = [[] for _ in strings]
        for index, (raw, tokens) in enumerate(strings):
            for at in range(0, len(tokens), WINDOW):
                windows.append((index, at, raw, tokens[at : at + WINDOW]))
        order = sorted(range(len(windows)), key=lambda i: len(windows[i][3]), reverse=True)
        tagged: dict[int, list[Tagged]] = {}
        with self._threads.limit(limits=1):  # these products are too small to share: a second thread only waits
            for start in range(0, len(order), BATCH):
                chunk = order[start : start + BATCH]
                for at, labels in zip(chunk, self._batch([windows[i] for i in chunk]), strict=True):
                    tagged[at] = labels
        for at, window in enumerate(windows):
            results[window[0]] += tagged[at]
        return results

    def _batch(self, windows: Sequence[tuple[int, int, str, Sequence[Token]]]) -> list[list[Tagged]]:
        """Tag windows that are sorted by length, the longest first."""
        np = self._np
        lengths = np.array([len(tokens) for *_, tokens in windows])
        steps, rows = int(lengths[0]), len(windows)
        if len(self._forms) >= FORMS:  # only here: the indices of one batch must stay true
            self._forms.clear()
        forms = np.zeros((steps, rows), dtype=np.int64)
        places = np.zeros((steps, rows), dtype=np.int64)
        for row, (_, _, raw, tokens) in enumerate(windows):
            forms[: len(tokens), row] = [self._form(token.form) for token in tokens]
            places[: len(tokens), row] = place_features(raw, tokens)
        active = [int((lengths > t).sum()) for t in range(steps)]
        size = 4 * self._hidden
        emissions = np.zeros((steps, rows, len(self.labels)), dtype=np.float32)
        for way in (0, 1):
            columns = slice(way * size, (way + 1) * size)
            inputs = self._projected[forms, columns] + self._places[places, columns]
            hidden = self._lstm(inputs, active, self._recurrent[way], reverse=bool(way))
            emissions += hidden @ self._out[way * self._hidden : (way + 1) * self._hidden]
        emissions += self._out_bias
        best = self._viterbi(emissions, lengths)
        sure = self._marginals(emissions, lengths)
        return [
            [Tagged(self.labels[best[t, row]], float(sure[t, row, best[t, row]])) for t in range(int(lengths[row]))]
            for row in range(rows)
        ]

    def _form(self, form: str) -> int:
        found = self._forms.get(form)
        if found is not None:
            return found
        np = self._np
        index = len(self._forms)
        if index >= len(self._projected):
            self._projected = np.concatenate([self._projected, np.zeros_like(self._projected)])
        self._projected[index] = self._features[form_features(form)].sum(0) @ self._input
        self._forms[form] = index
        return index

    def _lstm(self, inputs: Floats, active: list[int], recurrent: Floats, *, reverse: bool) -> Floats:
        np = self._np
        steps, rows, _ = inputs.shape
        size = self._hidden
        hidden = np.zeros((rows, size), dtype=np.float32)
        cell = np.zeros((rows, size), dtype=np.float32)
        out: Floats = np.zeros((steps, rows, size), dtype=np.float32)
        for t in range(steps - 1, -1, -1) if reverse else range(steps):
            n = active[t]
            gates = hidden[:n] @ recurrent
            gates += inputs[t, :n]
            np.tanh(gates, out=gates)  # the logistic function of x is (1 + tanh(x / 2)) / 2
            opened = 0.5 + 0.5 * gates[:, : 2 * size]
            cell[:n] = opened[:, size:] * cell[:n] + opened[:, :size] * gates[:, 2 * size : 3 * size]
            hidden[:n] = (0.5 + 0.5 * gates[:, 3 * size :]) * np.tanh(cell[:n])
            out[t, :n] = hidden[:n]
        return out

    def _viterbi(self, emissions: Floats, lengths: Counts) -> Counts:
        np = self._np
        steps, rows, kinds = emissions.shape
        score = emissions[0].copy()
        back = np.zeros((steps, rows, kinds), dtype=np.int64)
        for t in range(1, steps):
            n = int((lengths > t).sum())
            paths = score[:n, :, None] + self._transitions
            back[t, :n] = paths.argmax(1)
            score[:n] = paths.max(1) + emissions[t, :n]
        best: Counts = np.zeros((steps, rows), dtype=np.int64)
        label = score.argmax(1)
        for t in range(steps - 1, -1, -1):
            n = int((lengths > t).sum())
            best[t, :n] = label[:n]
            label[:n] = back[t, np.arange(n), label[:n]] if t else label[:n]
        return best

    def _marginals(self, emissions: Floats, lengths: Counts) -> Floats:
        """Return the probability of each label of each token: forward-backward, normalised at each step."""
        np = self._np
        steps = len(emissions)
        moves = np.exp(self._transitions - self._transitions.max())
        local = np.exp(emissions - emissions.max(2, keepdims=True))
        forward = np.zeros_like(local)
        forward[0] = local[0] / local[0].sum(1, keepdims=True)
        for t in range(1, steps):
            n = int((lengths > t).sum())
            step = (forward[t - 1, :n] @ moves) * local[t, :n]
            forward[t, :n] = step / np.maximum(step.sum(1, keepdims=True), 1e-30)
        backward = np.ones_like(local)
        for t in range(steps - 2, -1, -1):
            n = int((lengths > t + 1).sum())
            step = (backward[t + 1, :n] * local[t + 1, :n]) @ moves.T
            backward[t, :n] = step / np.maximum(step.sum(1, keepdims=True), 1e-30)
        both = forward * backward
        marginals: Floats = both / np.maximum(both.sum(2, keepdims=True), 1e-30)
        return marginals


@cache
def load() -> Tagger:
    """Return the packaged tagger, loaded once."""
    import numpy as np

    with files("backref").joinpath("data/tagger.npz").open("rb") as file, np.load(file) as stored:
        weights = {name: stored[name] for name in stored.files if name != "labels"}
        return Tagger(weights, [str(label) for label in stored["labels"]])
