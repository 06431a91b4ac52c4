"""One print of a citation for all: raw text -> the text that the tagger reads, and back to the places in the raw one.

Blanks that do not break, lines that are wrapped, two blanks for one, accents written apart, the number before an entry
of a list and the stop at its end say nothing of a work, and change nothing of what is read.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from ..model import Span

_BLANK = r"[ \t\n\r\f\v\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f]"
# Blanks; a letter and its accents, the letters of a Korean syllable, a kana and its mark.
_ODD = re.compile(
    rf"{_BLANK}{{2,}}|(?! ){_BLANK}|[^\W\d_][\u0300-\u036f\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
# A round one before any script, the others before a script with capitals, and before the courts of others. A key of
# letters and a year is one too: "[KP91]", "[ABC+12a]".
_LABEL = re.compile(
    r"\s*(?:\((?P<round>\d{1,3})\)\s+(?=[^\W\d_a-z])"
    r"|(?:\[(?P<squared>\d{1,4}|[A-Z][A-Za-zÀ-ÿ]{0,11}\+?(?:19|20)?\d\d[a-z]?(?:-[A-Z]{2,4})?)\]\s+|(?P<stopped>\d{1,3})\.\s+|(?P<closed>\d{1,3})\)\s*)"
    r"(?=\(?[a-h]\) [A-Z]|[\"“„«‘'(]?[A-ZÀ-ÞĀ-ŽΆ-ΫЀ-Я]|[\u3400-\u9fff]{1,24}(?:[判決]|法院|法律)))(?!(?:Mai|März|Aufl|Bd|Jg|Auflage|Jahrgang)\b)"
)

# What leads to the works of one note, and which of them it is, behind its number too: "For reviews, see: (a) ".
_LEAD = re.compile(
    r"\s*(?:For\s[^.;:()]{2,80}?(?:,\ssee(?:\salso)?[:,]?|\ssee(?:\salso)?:)\s+(?:\(?[a-h]\)\s+)?|\(?[a-h]\)\s+)(?=[\"“„«‘']?[A-ZÀ-ÞĀ-Ž])"
)


class Evened(NamedTuple):
    """The text that is read; where it and the raw one stand beside each other (of each, in order); the number before it
    and its place, or None.
    """

    text: str
    ours: list[int]
    theirs: list[int]
    label: tuple[str, Span] | None
    is_stopped: bool = False

    def span(self, span: Span) -> Span:
        """Return the place in the raw text of a place in the text that was read."""
        return Span(self._place(span.start), self._place(span.end))

    def within(self, span: Span) -> Span:
        """Return the place in the text that is read of a place in the raw one."""
        return Span(self._reached(span.start), self._reached(span.end))

    def _reached(self, at: int) -> int:
        beside = max(bisect_right(self.theirs, at) - 1, 0)
        place = self.ours[beside] + max(at - self.theirs[beside], 0)
        return min(place, self.ours[beside + 1]) if beside + 1 < len(self.ours) else min(place, len(self.text))

    def _place(self, at: int) -> int:
        beside = bisect_right(self.ours, at) - 1
        return self.theirs[beside] + at - self.ours[beside] - (at == len(self.text) and self.is_stopped)


def even(raw: str) -> Evened | None:
    """Return a citation as all print it, or None where it is printed so.

    >>> evened = even("[12] Roe R. Heat\\n   of joints. 2001.")
    >>> evened.text, evened.label, evened.span(Span(7, 21))
    ('Roe R. Heat of joints. 2001.', ('12', Span(start=1, end=3)), Span(start=12, end=29))
    """
    label = _LABEL.match(raw) if raw[:1] in _HEADS else None
    first = label.end() if label else 0
    lead = _LEAD.match(raw, first) if ")" in raw[first : first + 3] or raw.startswith("For ", first) else None
    is_odd = "  " in raw or not raw.isprintable() or not unicodedata.is_normalized("NFC", raw)
    if not label and not lead and not is_odd and raw[:1] != " " and raw[-1:] != " ":
        return Evened(f"{raw}.", [0], [0], None, True) if _is_open(raw) else None
    start = lead.end() if lead else first or len(raw) - len(raw.lstrip())
    end = len(raw.rstrip())
    named = (label[label.lastgroup or 0], Span(*label.span(label.lastgroup or 0))) if label else None
    parts: list[str] = []
    ours, theirs, length = [0], [start], 0
    at = start
    for odd in _ODD.finditer(raw, start, end):
        said = " " if odd[0][0].isspace() else unicodedata.normalize("NFC", odd[0])
        parts += (raw[at : odd.start()], said)
        length += odd.start() - at
        if len(said) != odd.end() - odd.start():
            ours += (length, length + len(said))
            theirs += (odd.start(), odd.end())
        length += len(said)
        at = odd.end()
    is_open = _is_open(raw[:end])
    return Evened("".join((*parts, raw[at:end], "." * is_open)), ours, theirs, named, is_open)


def _is_open(raw: str) -> bool:
    """Whether a citation ends without its stop, and in no address."""
    return raw[-1:] < _WIDE and raw[-1:].isalnum() and "/" not in raw[-_NEAR:]


_WIDE = "\u2e80"  # behind this, characters of scripts that print another stop
_NEAR = 40  # characters at the end in which an address may begin
_HEADS = frozenset(" \t\n[(0123456789")
