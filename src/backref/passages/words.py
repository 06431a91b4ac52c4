"""Words as they are compared: a text -> terms with their places. A term is a stem, or what stands for words of one
sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from ..model import Span
from ..text.folding import fold
from ..text.kept import Kept
from ..text.words import SPACELESS
from .phrases import Senses, phrases_of
from .prose import Prose, prose

MOST = 400  # words of one sentence
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=[^\W_])){0,63}")
_ENGLISH = "en"
_PAIR = 0.6  # what a pair of characters says, where no blank parts words


class Term(NamedTuple):
    """A word at `span`: its stem, the sense that it shares with others, or "", and how much it says (0.3 to 1).

    `around` is the phrase that has the sense, where it is one: "heart attack".
    """

    span: Span
    stem: str
    sense: str
    weight: float
    around: Span


def stem(word: str, code: str = _ENGLISH) -> str:
    """Return what the forms of a word share: at least three letters.

    >>> stem("reductions"), stem("reduced"), stem("dying"), stem("Blutungen", "de")
    ('reduct', 'reduc', 'dy', 'blut')
    """
    return _stems(code)[word]


@cache
def _stems(code: str) -> Kept[str]:
    endings = prose(code).endings or prose(_ENGLISH).endings

    def made(word: str) -> str:
        low = fold(word)
        for ending in endings:
            left = len(low) - len(ending)
            if left >= (2 if ending == "ing" else 3) and low.endswith(ending):
                low = low[:left]
                break
        return low[:-1] if len(low) > 3 and low[-1] == low[-2:-1] else low

    return Kept(made, 20_000, longest=64)


@cache
def _general(code: str) -> frozenset[str]:
    return frozenset(stem(word, code) for word in prose(code).said["general"].split())


@cache
def _phrases(code: str) -> Senses:
    return phrases_of(prose(code), _WORD, lambda word: stem(word, code))


def terms_of(text: str, code: str = _ENGLISH) -> list[Term]:
    """Return the words of a sentence that say something, in order, at most 400.

    >>> [each.stem for each in terms_of("The risk of falls was lower in trained adults.")]
    ['risk', 'fal', 'low', 'train', 'adult']
    >>> [(each.stem, each.sense) for each in terms_of("A heart attack.")]
    [('heart', 'myocardial infarction'), ('attack', 'myocardial infarction')]
    """
    return list(islice(_terms(text, prose(code)), MOST))


def _terms(text: str, said: Prose) -> Iterator[Term]:
    code, general, known = said.code, _general(said.code), _phrases(said.code)
    words = list(islice(_WORD.finditer(text), 2 * MOST))
    stems = [stem(match.group(), code) for match in words]
    meant = known.found(stems)
    for at, match in enumerate(words):
        word, span = match.group(), Span(*match.span())
        if SPACELESS.search(word):
            yield from _pairs(text, span, known)
        elif word.lower() not in said.small and (len(word) > 1 or word.isupper()):
            weight = 0.35 if stems[at] in general else 1.0
            if at in meant:
                sense, first, last = meant[at]
                yield Term(span, stems[at], sense, weight, Span(words[first].start(), words[last].end()))
            else:
                yield Term(span, stems[at], known.words.get(stems[at], ""), weight, span)


def _pairs(text: str, span: Span, known: Senses) -> Iterator[Term]:
    """The words of one sense in a run of characters that no blank parts, and its pairs of characters."""
    for match in known.spaceless.finditer(text, span.start, span.end):
        here = Span(*match.span())
        yield Term(here, match.group(), known.words.get(match.group(), ""), 1.0, here)
    for at, (one, other) in enumerate(pairwise(text[span.start : span.end]), span.start):
        if not all("\u3040" <= char <= "\u309f" for char in (one, other)):  # endings and particles of Japanese
            here = Span(at, at + 2)
            yield Term(here, f"{one}{other}", "", _PAIR, here)


def alike(one: str, other: str) -> float:
    """Return how far two stems are forms of one word: 1 equal, 0.7 one beginning, else 0.

    >>> alike("mortal", "mortal"), alike("reduct", "reduc"), alike("therm", "there")
    (1.0, 0.7, 0.0)
    """
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    share = 0
    for a, b in zip(short, long, strict=False):
        if a != b:
            break
        share += 1
    return (
        0.7
        if (share >= 5 and share >= 0.65 * len(long)) or (share == len(short) >= 4 and len(long) - share <= 3)
        else 0.0
    )
