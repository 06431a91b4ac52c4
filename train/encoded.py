"""Labelled strings as arrays: what a training step needs of them, made once, and batches of strings of one length."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from backref.parsing.tagging.features import (
    form_features,
    mark_features,
    neighbour_features,
    neighbours,
    place_features,
)
from backref.parsing.tagging.tokens import tokenise

from .data import Labelled
from .labels import KINDS, LABELS, OUTSIDE

LONGEST = 400  # tokens of a string that is trained on
_LABEL = {label: at for at, label in enumerate(LABELS)}
_KIND = {kind: at for at, kind in enumerate(KINDS)}
_forms: dict[str, list[int]] = {}


class Encoded(NamedTuple):
    """Strings one after the other: the features of all tokens, how many each token has, places, labels, lengths, types
    (-1: not known).
    """

    features: NDArray[np.int32]
    counts: NDArray[np.uint8]
    places: NDArray[np.uint8]
    gold: NDArray[np.uint8]
    lengths: NDArray[np.int32]
    kinds: NDArray[np.int16]

    def save(self, path: Path) -> None:
        """Write the arrays; whoever looks for the file finds it whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part.npz")
        np.savez(part, **self._asdict())
        part.rename(path)


def load(path: Path) -> Encoded:
    """Return the arrays of a file that `save` wrote."""
    with np.load(path) as stored:
        return Encoded(*(stored[name] for name in Encoded._fields))


def encode(items: Iterable[Labelled]) -> Encoded:
    """Return the strings as arrays; those with no or with too many tokens are left out."""
    features: list[int] = []
    counts: list[int] = []
    places: list[int] = []
    gold: list[int] = []
    lengths: list[int] = []
    kinds: list[int] = []
    for item in items:
        tokens = tokenise(item.raw)
        if not 2 <= len(tokens) <= LONGEST:
            continue
        spans = sorted(item.spans)
        at = 0
        for token in tokens:
            while at < len(spans) and spans[at][1] <= token.start:
                at += 1
            inside = at < len(spans) and spans[at][0] < token.end
            is_id = token.form.startswith("<") and not token.form.startswith("<url")
            gold.append(_LABEL["id" if is_id else spans[at][2] if inside else OUTSIDE])
            found = [
                *_features(token.form), *mark_features("lead", token.lead(item.raw)), *mark_features("trail", token.trail(item.raw)),
                *neighbour_features(token.form, neighbours(item.raw, token)),
            ]  # fmt: skip
            features += found
            counts.append(len(found))
        places += place_features(item.raw, tokens)
        lengths.append(len(tokens))
        kinds.append(_KIND.get(item.kind, -1))
    return Encoded(
        np.array(features, np.int32), np.array(counts, np.uint8), np.array(places, np.uint8), np.array(gold, np.uint8), np.array(lengths, np.int32),
        np.array(kinds, np.int16),
    )  # fmt: skip


def _features(form: str) -> list[int]:
    found = _forms.get(form)
    if found is None:
        if len(_forms) > 400_000:
            _forms.clear()
        found = _forms[form] = form_features(form)
    return found


class Batch(NamedTuple):
    """Strings of one length: features of their tokens and where each token's begin; the rest is (strings, tokens)."""

    flat: Tensor
    offsets: Tensor
    places: Tensor
    gold: Tensor
    kinds: Tensor


def batches(
    data: Encoded, tokens: int, dice: random.Random | None, forgetting: tuple[float, float] = (0.2, 0.12)
) -> Iterator[Batch]:
    """Yield batches of about so many tokens; with dice in random order, and some tokens forget their word, and any
    feature may be.
    """
    starts = np.concatenate([[0], np.cumsum(data.lengths)])
    feature_starts = np.concatenate([[0], np.cumsum(data.counts, dtype=np.int64)])
    order = np.arange(len(data.lengths))
    numbers = np.random.default_rng(dice.randrange(1 << 30) if dice else 0)
    if dice:
        numbers.shuffle(order)
    order = order[np.argsort(data.lengths[order], kind="stable")]
    chunks = []
    for length in np.unique(data.lengths):
        same = order[
            np.searchsorted(data.lengths[order], length) : np.searchsorted(data.lengths[order], length, "right")
        ]
        size = max(1, tokens // int(length))
        chunks += [same[at : at + size] for at in range(0, len(same), size)]
    if dice:
        dice.shuffle(chunks)
    for chunk in chunks:
        length = int(data.lengths[chunk[0]])
        rows = (starts[chunk][:, None] + np.arange(length)[None]).ravel()
        counts = data.counts[rows].astype(np.int64)
        ends = np.cumsum(counts)
        at = np.repeat(feature_starts[rows] - (ends - counts), counts) + np.arange(ends[-1])
        flat = data.features[at].astype(np.int64)
        if dice:
            keep = numbers.random(len(flat)) >= forgetting[1]
            keep[ends - counts] &= (counts < 7) | (numbers.random(len(rows)) >= forgetting[0])
            flat = flat[keep]
            ends = np.cumsum(keep)[ends - 1]
            counts = np.diff(ends, prepend=0)
        shape = (len(chunk), length)
        yield Batch(
            torch.from_numpy(flat), torch.from_numpy(ends - counts), torch.from_numpy(data.places[rows].astype(np.int64).reshape(shape)),
            torch.from_numpy(data.gold[rows].astype(np.int64).reshape(shape)), torch.from_numpy(data.kinds[chunk].astype(np.int64)),
        )  # fmt: skip
