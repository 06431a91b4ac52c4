"""Find sentences without support: Document + Found -> those that assert something and cite nothing.

A number with what it counts, a comparison, an effect; in eight languages, by the words of `data/assertions.json`. What
speaks of the text's own work ("we found", "Figure 2 shows"), asks, or is no sentence is left out. It is a view: whether
a source is needed is for people to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from ..model import Document, Found, Span, Unsupported
from ..model.unsupported import AssertionKind
from .needed import assertions, needed

_QUANTITY = re.compile(
    r"(?<![\w.,])(?:\d[\d.,]{0,12}\s?%|[pP]\s?[<=>≤]\s?0?[.,]\d{1,6}|\d[\d.,]{0,12}(?:\s(?:to|of|out\sof)\s\d[\d.,]{0,12})?\s(?!(?:and|or|of|to|in|by|for|at|on|is|are|was|were|und|et|y|e|January|February|March|April|May|June|July|August|September|October|November|December)\b)[^\W\d_]{3,30})"
)
# A number that counts nothing of the world: "Section 3", "in 2019", "version 2".
_REFERS = re.compile(
    r"(?:section|chapter|figure|fig\.|table|step|version|page|part|line|item|example|equation|no\.|level|type|phase|stage|grade|in|since|until|from|of|by|abschnitt|seite|kapitel|chapitre|capítulo|section)\s\Z", re.IGNORECASE
)  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b")
_FEWEST = 4  # words of a sentence
_KINDS: tuple[AssertionKind, ...] = ("comparison", "effect")


def find_unsupported(document: Document, found: Found) -> tuple[Unsupported, ...]:
    """Return the sentences of the prose that assert something and hold no marker of a citation, in reading order.

    >>> from .. import locating, readers
    >>> page = readers.read_text("Heat eases back pain in 60 % of adults. Rest does not.[citation needed] We met. It helps 20 % more than rest (Roe, 2001).")
    >>> [(each.text, each.kinds) for each in find_unsupported(page, locating.find(page))]
    [('Heat eases back pain in 60 % of adults.', ('number', 'effect')), ('Rest does not.[citation needed]', ('citation-needed',))]
    """
    return tuple(_unsupported(document, found))


def _unsupported(document: Document, found: Found) -> Iterator[Unsupported]:
    starts = sorted(marker.span.start for marker in found.markers)
    for sentence in found.sentences:
        text = sentence.span.of(document.text)
        told = dict(_needed(text))
        if not told:
            at = bisect_left(starts, sentence.span.start)
            if at < len(starts) and starts[at] < sentence.span.end:
                continue
            told = dict(_asserted(text))
        if told:
            yield Unsupported(
                span=sentence.span, text=text, heading=sentence.heading, kinds=tuple(told), words=tuple(told.values())
            )


def _needed(text: str) -> Iterator[tuple[AssertionKind, str]]:
    for span in needed(text, Span(0, len(text))):
        yield "citation-needed", span.of(text)
        return


def _asserted(text: str) -> Iterator[tuple[AssertionKind, str]]:
    if len(text.split()) < _FEWEST or text.rstrip().endswith(("?", ":", "!")) or _words("own").search(text):
        return
    for match in _QUANTITY.finditer(text):
        is_rate = match.group()[0] in "pP" or match.group().endswith("%")
        if is_rate or not (_REFERS.search(text, 0, match.start()) or _YEAR.match(match.group())):
            yield "number", match.group()
            break
    else:
        if said := _words("number").search(text):
            yield "number", said.group()
    for kind in _KINDS:
        if said := _words(kind).search(text):
            yield kind, said.group()


@cache
def _words(kind: str) -> re.Pattern[str]:
    printed = sorted(
        {word for each in assertions()[kind].values() for word in each}, key=lambda word: (-len(word), word)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in printed)})(?![\w-])", re.IGNORECASE)
