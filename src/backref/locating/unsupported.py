"""Find sentences without support: Document + Found -> those that assert something and cite nothing.

A number with what it counts, a comparison, an effect; in eight languages, by the words of `data/assertions.json`. What
speaks of the text's own work ("we found", "Figure 2 shows"), asks, or is no sentence is left out. It is a view: whether
a source is needed is for people to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..model import Document, Found, Span, Unsupported
from ..model.unsupported import AssertionKind
from .asserting import asserted
from .needed import needed

_FEWEST = 4  # words of a sentence


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
    if len(text.split()) >= _FEWEST and not text.rstrip().endswith(("?", ":", "!")):
        yield from asserted(text)
