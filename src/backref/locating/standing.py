"""Tell which numbers in brackets are markers though no entry has them, by where they stand: text, Markers -> the
Markers that are some.

An entry with that number proves a marker; without one it stands behind a stop or at the end of a sentence, as markers
do, or among others that count a list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ..model import Marker
from ..text.numerals import whole
from .indices import NumberRuns

_STOP_BEFORE = re.compile(r"(?<!\.\.)(?:[\w)\]%”’][.!?,;:]|[.,][”’\"]|[^\W\d_]{2}[”’])\Z")
_WORD_BEFORE = re.compile(r"(?<![^\W])([^\W\d_]{3,40}|\d{4}|[^\W\d_]{2,}-\d{1,2})[)”’]?\s?\Z")
_STACKED = re.compile(r"(?:\[\d{1,3}\]){2,20}(?=[\s.,;)])")
_SENTENCE_END = re.compile(r"\s{0,2}(?:[.;!?](?:\s|\Z)|\Z|\n\s*\n)")
# A word before a number in brackets that is no citation: "in [3]", "the interval [1, 2]".
_NO_MARKER = frozenset(
    "is are was were the in of to from on at for with by as and or than that be has have equals equal gives returns form forms interval intervals range ranges "
    "size shape list lists array arrays vector vectors tensor matrix set sets tuple between index indices values value like dims axis axes version line example "
    "contains dimension dimensions dim order orders item items into over within level option point points case step page pages pp row rows column columns line lines score scores scale".split()
)
_FEWEST = 2  # words of a line before a marker that nothing else proves
_FEWEST_UNENDED = 6  # where no stop follows
# of the numbers in a document without a list that must stand as markers do, so that the others are believed, too
_LEAST = 0.4
_WIDE = 5  # numbers of a range that is an interval where no entry has one of them: "the month [1-12]"
_RANGE = re.compile(r"\[\d{1,3}\s?[\u2010-\u2015\u2212-]\s?\d{1,3}\]")
_REACH = 1.5  # how far beyond its list a document that links may count


def stands_alone(runs: NumberRuns, marker: Marker) -> bool:
    """Whether a marker stands where hardly anything but a marker does: behind a stop, or at the end of a sentence
    behind a word.

    >>> from ..model import Span
    >>> [stands_alone(NumberRuns(t), Marker(Span(t.index("["), t.index("]") + 1), "numeric", ("1",))) for t in ("It helps.[1]", "It helps [1].", "in [1].")]
    [True, True, False]
    """
    text, (begin, last) = runs.text, runs.around(*marker.span)
    before = text[max(begin - 44, 0) : begin]
    if _STOP_BEFORE.search(before, max(len(before) - 3, 0)):
        return True
    if text[begin : begin + 1] != "[":
        return False
    if _STACKED.match(text, begin) and before[-1:].isspace():
        return True
    line = text[max(text.rfind("\n", 0, begin) + 1, begin - 200) : begin]
    following = text[marker.span.end : marker.span.end + 1]
    if len(line.split()) < (_FEWEST if following and not following.isspace() else _FEWEST_UNENDED):
        return False  # the heading of a column, "Region [4]"
    word = _WORD_BEFORE.search(before)
    return word is not None and word[1].lower() not in _NO_MARKER and _SENTENCE_END.match(text, last) is not None


def believed(
    runs: NumberRuns, markers: Sequence[Marker], labels: Collection[str], starts: Collection[int] = ()
) -> list[Marker]:
    """Return the markers without those numbers that neither an entry nor their place proves; at the start of a block it
    is a label.
    """
    known = frozenset(labels)
    doubtful = [m for m in markers if m.kind == "numeric" and not known.issuperset(m.keys)]
    if not doubtful:
        return list(markers)
    linked = {key for m in markers if m.kind == "numeric" for key in m.keys if key in labels}
    text = runs.text
    sure = {m.span for m in doubtful if m.span.start not in starts and stands_alone(runs, m)}
    reach = _REACH * max((n for key in labels if (n := whole(key)) is not None), default=0)
    is_dense = len(sure) >= max(1, _LEAST * len(doubtful)) if not linked else 2 * len(linked) > len(doubtful)

    def is_believed(marker: Marker) -> bool:
        is_near = not linked or all(not key.isdecimal() or (whole(key) or reach + 1) <= reach for key in marker.keys)
        if text[marker.span.start] != "[" and linked:
            return False  # a raised number: what no entry proves is an exponent
        if marker.span.start in starts:
            return False
        return is_dense and is_near

    dropped = frozenset(m.span for m in doubtful if m.span not in sure and not is_believed(m))
    dropped |= {
        m.span
        for m in doubtful
        if len(m.keys) >= _WIDE
        and m.keys[0] == "1"
        and not linked.intersection(m.keys)
        and _RANGE.fullmatch(m.span.of(text))
    }
    return [m for m in markers if m.span not in dropped]
