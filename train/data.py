"""Labelled strings: corpora and catalogue -> (raw, spans) pairs, with augmentation and synthetic renderings."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from backref.fields import dates
from backref.parsing.kinds.guessed import kind_of, sureness

from .labels import of_corpus

BLIND = ("excite-en", "excite-de", "jats-misc", "citeaudit")  # judged on, never trained on
LEFT_OUT = ("anystyle-ugly",)  # machine-labelled OCR
FAMILIES = {
    "anystyle": ("anystyle",), "grobid": ("grobid",), "jats": ("plos", "pmc"), "scielo": ("scielo",),
    "wikipedia": ("wikipedia",), "linkedbooks": ("linkedbooks",), "world": ("world",),
}  # fmt: skip


class Labelled(NamedTuple):
    """A citation string and its fields as (start, end, label) in code points; `kind` is its CSL type where that is
    known.

    `manner` says how it is printed: language and style, where both are known.
    """

    raw: str
    spans: list[tuple[int, int, str]]
    corpus: str
    kind: str = ""
    manner: tuple[str, str] = ("", "")


def corpus(folder: Path, without: tuple[str, ...] = ()) -> Iterator[Labelled]:
    """Yield the strings of every corpus in `folder` but the blind ones and those whose name begins as in `without`."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        if name in BLIND or name in LEFT_OUT or (without and name.startswith(without)):
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Labelled(
                    row["raw"],
                    [(s, e, _finer(row, s, e, label)) for s, e, label in row["spans"]],
                    name,
                    row.get("type") or ("" if "type" in row else _told(row)),
                    (row.get("lang") or "", row.get("style") or ""),
                )


_FINER = {
    "authority": "authority",
    "version": "version",
    "event-title": "event",
    "archive": "archive",
    "collection-number": "collection-number",
}


def _finer(row: dict[str, Any], start: int, end: int, label: str) -> str:
    """The tagger's label; of what the corpora call "other" or an institution, the variable that the facts give."""
    if label in ("other", "institution") and (facts := row.get("gold_csl")):
        text = row["raw"][start:end].strip(" .,;:()[]")
        for variable, finer in _FINER.items():
            if variable in facts and str(facts[variable]).strip(" .,;:()[]") == text:
                return finer
    return of_corpus(label)


_TOLD = {"container-title": "container_title", "location": "publisher_place", "pages": "page"}
_SURE = ("article-journal", "chapter", "paper-conference", "thesis", "patent", "book", "webpage")


def _told(row: dict[str, Any]) -> str:
    """The type that the labelled fields of a string speak for, where the rules are sure of it."""
    values = {_TOLD.get(label, label): row["raw"][s:e] for s, e, label in row["spans"]}
    if "date" in values:
        values["issued"] = dates.parse(values["date"])
    kind = kind_of(row["raw"], values)
    return kind if kind in _SURE and sureness(kind, values) > 0.84 else ""


def transplanted(items: Sequence[Labelled], count: int, dice: random.Random) -> Iterator[Labelled]:
    """Yield `count` strings made of others: one's punctuation and kind, with fields of others in its language.

    Names come only from strings of the same language and style, so that they are printed alike, and containers and
    houses from those of the same kind; numbers are drawn anew.
    """
    pools: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for item in items:
        for text, label in _pieces(item):
            if label in _MOVED:
                pools[item.manner[0], label, item.kind * (label != "title")].append(text)
            elif label in _PEOPLE:
                pools[(*item.manner, label)].append(text)
    for _ in range(count):
        item = dice.choice(items)
        pieces = []
        for text, label in _pieces(item):
            if label in _MOVED and dice.random() < 0.7:
                text = dice.choice(pools[item.manner[0], label, item.kind * (label != "title")])
            elif label in _PEOPLE and dice.random() < 0.7:
                text = dice.choice(pools[(*item.manner, label)])
            elif label in _NUMBERS and dice.random() < 0.5:
                text = re.sub(r"[1-9]", lambda m: str(dice.randint(1, 9)), text)
            pieces.append((text, label))
        yield _joined(pieces, item)


_MOVED = ("title", "container-title", "collection-title", "publisher", "location")
_PEOPLE = ("author", "editor", "translator")
_NUMBERS = ("volume", "issue", "pages", "number")


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
    if dice.random() < 0.05:
        pieces = [(_dated(text, dice) if label == "title" else text, label) for text, label in pieces]
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
    return _joined(pieces, item)


def _dated(title: str, dice: random.Random) -> str:
    """A title with a year, years of life or a part in it, which are no date and no volume of the work."""
    first = dice.randint(1700, 2010)
    return dice.choice((
        f"{dice.randint(1990, 2024)} {title}", f"{title}, {first}–{first + dice.randint(1, 80)}", f"{title} ({first}–{first + dice.randint(1, 80)})", f"{title}, {first}",
        f"{title} vs. {title.partition(' ')[0]}", f"{dice.randint(2, 400)} {title}", f"{title}. Part {dice.randint(1, 4)}", f"{title} {dice.choice('IVX')}", f"{title}?",
    ))  # fmt: skip


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


def _joined(pieces: list[tuple[str, str]], of: Labelled) -> Labelled:
    """The string of these pieces, with the corpus, kind and manner of another."""
    raw = ""
    spans = []
    for text, label in pieces:
        if text and label != "-":
            spans.append((len(raw), len(raw) + len(text), label))
        raw += text
    return of._replace(raw=raw, spans=spans)
