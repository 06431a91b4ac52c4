"""One bidirectional LSTM over packed steps, in numpy: inputs -> what each direction makes of each token, and of each
string.

Both directions take a step together, each gate is a block of its own, and the input is multiplied with the state: so a
step is eight products and a few passes over blocks without gaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .packing import Packing

Floats = NDArray[np.float32]
_WAYS = ("", "_reverse")


class States(NamedTuple):
    """What the LSTM made of packed tokens: twice its state behind each, forward and backward, and their sum and
    greatest of each string.

    The backward states are packed from the end of each string: its first one is that of the last token.
    """

    states: Floats
    total: Floats
    greatest: Floats


class Lstm:
    """The weights of both directions, (2, 4, inputs + units, units); the gates in the order input, forget, output,
    candidate.
    """

    def __init__(self, weights: Mapping[str, Floats], most: int) -> None:
        """Keep the weights; the rows of a step are multiplied `most` at a time."""
        self._most = most
        size = self.size = weights["lstm.weight_hh_l0"].shape[1]
        order = np.r_[: 2 * size, 3 * size : 4 * size, 2 * size : 3 * size]
        # The logistic gates are halved, s(x) = (1 + tanh(x/2)) / 2, and the state is twice what it is: all that is
        # exact.
        half = np.repeat(np.array([0.5, 1.0], dtype=np.float32), (3 * size, size))
        ways = []
        for way in _WAYS:
            bias = weights[f"lstm.bias_ih_l0{way}"] + weights[f"lstm.bias_hh_l0{way}"]
            inputs = weights[f"lstm.weight_ih_l0{way}"].T  # the last input is 1: so the biases are in the product
            states = weights[f"lstm.weight_hh_l0{way}"].T / 2
            whole = np.concatenate([inputs, bias[None], states])[:, order] * half
            ways.append(whole.reshape(len(whole), 4, size).transpose(1, 0, 2))
        self._weights = np.ascontiguousarray(np.stack(ways), dtype=np.float32)

    def read(self, forward: Floats, packing: Packing) -> States:
        """Return what both directions make of packed inputs, (tokens, inputs + 1), of which the last is 1."""
        size, width, rows = self.size, forward.shape[1], packing.steps[0][1]
        inputs = np.stack([forward, forward.take(packing.mirror, axis=0)])
        states = np.empty((2, len(forward), size), dtype=np.float32)
        total = np.zeros((2, rows, size), dtype=np.float32)
        greatest = np.full_like(total, -np.inf)
        joined = np.zeros((2, rows, width + size), dtype=np.float32)  # input and state
        cell = np.zeros((2, rows, size), dtype=np.float32)
        room = np.empty(8 * rows * size, dtype=np.float32)
        for begin, end in packing.steps:
            n = end - begin
            joined[:, :n, :width] = inputs[:, begin:end]
            gates = room[: 8 * n * size].reshape(2, 4, n, size)
            if begin:
                self._multiply(joined[:, None, :n], gates)
            else:  # no state yet
                np.matmul(inputs[:, None, :end], self._weights[:, :, :width], out=gates)
            np.tanh(gates, out=gates)
            gates[:, :3] += 1.0
            enters, stays, leaves, candidate = (gates[:, gate] for gate in range(4))
            kept = cell[:, :n]
            kept *= stays
            enters *= candidate
            kept += enters
            kept *= 0.5
            np.tanh(kept, out=candidate)
            state = states[:, begin:end]
            np.multiply(candidate, leaves, out=state)
            joined[:, :n, width:] = state
            total[:, :n] += state
            np.maximum(greatest[:, :n], state, out=greatest[:, :n])
        return States(states, total, greatest)

    def _multiply(self, rows: Floats, gates: Floats) -> None:
        """Put the products of rows with the weights into `gates`."""
        n, width = rows.shape[2:]
        whole = max(n - 2, 0) // self._most * self._most  # of one row alone, BLAS gives another last bit
        if whole:
            parts = rows[:, :, :whole].reshape(2, 1, -1, self._most, width)
            into = gates[:, :, :whole].reshape(2, 4, -1, self._most, self.size)
            np.matmul(parts, self._weights[:, :, None], out=into)
        np.matmul(rows[:, :, whole:], self._weights, out=gates[:, :, whole:])
