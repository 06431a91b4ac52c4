"""Words as they are compared: a text -> terms with their places. A term is a stem, or what stands for words of one
sense.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

from ..model import Span
from ..text.folding import fold
from ..text.kept import kept

MOST = 400  # words of one sentence
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=[^\W_])){0,63}")
_ENDINGS = tuple(
    sorted(
        (
            "ations ation ating ated ates ate isations isation izations ization ising izing ised ized ises izes ise ize ments ment ities ity ness iveness ives ive ally ly ical ic als al ing "
            "ings ed er ers es s ies ied y ions ion e ances ance ences ence ants ant ents ent able ible ous ia ias or ors"
        ).split(),
        key=len,
        reverse=True,
    )
)  # fmt: skip


class Term(NamedTuple):
    """A word at `span`: its stem, the sense that it shares with others, or "", and how much it says (0.3 to 1)."""

    span: Span
    stem: str
    sense: str
    weight: float


@cache
def _table() -> tuple[frozenset[str], frozenset[str], dict[str, str]]:
    data = json.loads(files("backref.data").joinpath("passages.json").read_text("utf-8"))
    senses = {stem(word): group.split()[0] for group in data["senses"] for word in group.split()}
    return frozenset(data["small"].split()), frozenset(map(stem, data["general"].split())), senses


@kept(20_000, longest=64)
def stem(word: str) -> str:
    """Return what the forms of a word share: at least three letters.

    >>> stem("reductions"), stem("reduced"), stem("dying")
    ('reduct', 'reduc', 'dy')
    """
    low = fold(word)
    for ending in _ENDINGS:
        left = len(low) - len(ending)
        if low.endswith(ending) and left >= (2 if ending == "ing" else 3):
            low = low[:left]
            break
    return low[:-1] if len(low) > 3 and low[-1] == low[-2:-1] else low


def terms_of(text: str) -> list[Term]:
    """Return the words of a sentence that say something, in order, at most 400.

    >>> [each.stem for each in terms_of("The risk of falls was lower in trained adults.")]
    ['risk', 'fal', 'low', 'train', 'adult']
    """
    return list(islice(_terms(text), MOST))


def _terms(text: str) -> Iterator[Term]:
    small, general, senses = _table()
    for match in _WORD.finditer(text):
        word = match.group()
        if word.lower() in small or (len(word) == 1 and not word.isupper()):
            continue
        root = stem(word)
        yield Term(Span(*match.span()), root, senses.get(root, ""), 0.35 if root in general else 1.0)


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
