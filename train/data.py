"""Labelled strings: corpora and catalogue -> (raw, spans) pairs, with augmentation and synthetic renderings."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .labels import of_corpus

BLIND = ("excite-en", "excite-de", "jats-misc")  # judged on, never trained on
LEFT_OUT = ("anystyle-ugly",)  # machine-labelled OCR
FAMILIES = {
    "anystyle": ("anystyle",), "grobid": ("grobid",), "jats": ("plos", "pmc"), "scielo": ("scielo",),
    "wikipedia": ("wikipedia",), "linkedbooks": ("linkedbooks",),
}  # fmt: skip


class Labelled(NamedTuple):
    """A citation string and its fields as (start, end, label) in code points."""

    raw: str
    spans: list[tuple[int, int, str]]
    corpus: str


def corpus(folder: Path, without: tuple[str, ...] = ()) -> Iterator[Labelled]:
    """Yield the strings of every corpus in `folder` but the blind ones and those whose name begins as in `without`."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        if name in BLIND or name in LEFT_OUT or (without and name.startswith(without)):
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Labelled(row["raw"], [(s, e, of_corpus(label)) for s, e, label in row["spans"]], name)


def augment(item: Labelled, dice: random.Random) -> Labelled:
    """Return the string as another writer might have printed it; labels move with the text."""
    pieces = _pieces(item)
    if dice.random() < 0.12:
        pieces = [
            (text.replace("“", '"').replace("”", '"') if dice.random() < 0.9 else text, label) for text, label in pieces
        ]
    if dice.random() < 0.08:
        pieces = [(re.sub(r'[“”"„«»]', "", text), label) for text, label in pieces]
    if dice.random() < 0.06:
        pieces = [(text.replace("–", "-").replace("—", "-"), label) for text, label in pieces]
    if dice.random() < 0.04:
        pieces = [(re.sub(r"(?<=\w)\.(?= )", "", text) if label == "author" else text, label) for text, label in pieces]
    if dice.random() < 0.03:
        pieces = [(text.upper() if label in ("author", "title") else text, label) for text, label in pieces]
    if dice.random() < 0.06:
        pieces = [(text.replace(" ", "\u00a0") if dice.random() < 0.3 else text, label) for text, label in pieces]
    if dice.random() < 0.05:
        pieces = [
            (text.replace(". ", ".") if label == "-" and dice.random() < 0.5 else text, label) for text, label in pieces
        ]
    head = dice.random()
    if head < 0.04:
        pieces = [("^ ", "-"), *pieces]
    elif head < 0.08 and not any(label == "citation-number" for _, label in pieces):
        number = str(dice.randint(1, 150))
        pieces = [
            *dice.choice(
                ([("[", "-"), (number, "citation-number"), ("] ", "-")], [(number, "citation-number"), (". ", "-")])
            ),
            *pieces,
        ]
    if dice.random() < 0.05:
        pieces = [*pieces, (".", "-")]
    return _joined(pieces, item.corpus)


def _pieces(item: Labelled) -> list[tuple[str, str]]:
    pieces = []
    at = 0
    for start, end, label in sorted(item.spans):
        if start < at:
            continue
        if start > at:
            pieces.append((item.raw[at:start], "-"))
        pieces.append((item.raw[start:end], label))
        at = end
    return [*pieces, (item.raw[at:], "-")]


def _joined(pieces: list[tuple[str, str]], name: str) -> Labelled:
    raw = ""
    spans = []
    for text, label in pieces:
        if text and label != "-":
            spans.append((len(raw), len(raw) + len(text), label))
        raw += text
    return Labelled(raw, spans, name)
