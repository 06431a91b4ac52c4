"""A work made ready to be asked: its sentences, and how rare each word is among them."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import NamedTuple

from .abbreviations import abbreviations_of
from .prose import language_of
from .readying import Readied, ready
from .works import Work, WorkSentence, sentences_of

LONGEST_CLAIM = 2_000  # code points of a claim that are compared


class Index(NamedTuple):
    """A work made ready to be asked: its sentences, their terms, how many of them hold a stem or a sense, their mean
    length.
    """

    work: Work
    sentences: tuple[WorkSentence, ...]
    texts: tuple[Readied, ...]
    rarity: dict[str, float]
    length: float
    long: dict[str, str]
    language: str


def index_of(work: Work) -> Index:
    """Return a work made ready; nothing of it is changed."""
    sentences = tuple(sentences_of(work))
    text = "\n".join(part.text for part in work.parts)
    long, language = abbreviations_of(text, work.headings), language_of(text)
    texts = tuple(ready(each.span.of(work.parts[each.part].text), long, language) for each in sentences)
    counts = Counter(key for text in texts for key in {*text.stems, *(f"={sense}" for sense in text.senses)})
    rarity = {key: log(1 + (len(texts) - count + 0.5) / (count + 0.5)) for key, count in counts.items()}
    return Index(
        work, sentences, texts, rarity, sum(len(text.terms) for text in texts) / max(len(texts), 1), long, language
    )


def prepared(index: Index, claim: str) -> Readied:
    """Return a claim made ready to be compared with this work."""
    text = claim[:LONGEST_CLAIM]
    return ready(text, index.long, language_of(text, index.language))
