"""What a text may hold, seen at one glance: a rule for few texts need not be tried on those that lack its words or its
labels.

A rule that asks for words of its own declares them as a family beside its patterns. Each word that the tagger's tables
meet is looked up once and gets the bits of its families; what a text shows is all bits of its words together, and where
the bit of a family is missing, its rule would find nothing. Where it is there, the rule looks for itself. In the same
way a rule declares which labels there must be, and which there must not be; these bits are those of the runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..text.spotting import spotted

if TYPE_CHECKING:
    from ..fields import ids
    from .tagging.columns import Columns

ALL = (1 << 62) - 1  # of what may hold anything: scripts without blanks, letters that have no single small one
ALWAYS = ALL + 1  # what every text shows
_LONGEST = 24  # letters of a family's word; so much is looked at of what is glued to an identifier
_HEAD = 2  # letters by which parts of words are looked up
_Family = tuple[Sequence[str], Callable[[], Iterable[str]], str]
_FAMILIES: list[_Family] = []


def family(*parts: str, words: Callable[[], Iterable[str]] = tuple, marks: str = "") -> int:
    """Declare a family and return its bit: words that hold one of `parts`, whole `words`, which are asked for once, and
    marks.

    Of a part, its longest word counts, in letters of any size; it has two letters at least. Whole words are in small
    letters, initials without their stops ("usc" of "U.S.C."). There are 62 families at most, for which a token has
    bits.
    """
    _FAMILIES.append((parts, words, marks))
    return 1 << (len(_FAMILIES) - 1)


_LABELS: dict[str, int] = {}  # the bit of texts that have a label; the next one is that of those that have none


def has(*labels: str) -> int:
    """Return the bits of texts that have a run of each of these labels."""
    for label in labels:
        if label not in _LABELS:
            _LABELS[label] = ALWAYS << (2 * len(_LABELS) + 1)
            _none.cache_clear()
    return sum(map(_LABELS.__getitem__, labels))


def lacks(*labels: str) -> int:
    """Return the bits of texts that have a run of none of these labels."""
    return has(*labels) << 1


def with_labels(seen: int, labels: Iterable[str]) -> int:
    """Return what a text shows whose runs have these labels; those that it had before are forgotten.

    >>> needs = has("title") | lacks("volume")
    >>> [with_labels(0, labels) & needs == needs for labels in (["title"], ["title", "volume"], ["author"])]
    [True, False, False]
    """
    seen = seen & ALL | _none()
    for label in set(labels):
        if bit := _LABELS.get(label):
            seen ^= bit | bit << 1
    return seen


@cache
def _none() -> int:
    """What a text without runs shows."""
    return ALWAYS | lacks(*_LABELS)


class Glance:
    """The bits of words, by all families that there are."""

    def __init__(self, families: Iterable[_Family]) -> None:
        self._whole: dict[str, int] = {}
        self._parts: dict[str, dict[str, int]] = {}
        self._marks: dict[str, int] = {}
        for number, (parts, words, marks) in enumerate(families):
            for mark in marks:
                self._marks[mark] = self._marks.get(mark, 0) | 1 << number
            for word in words():
                self._whole[word] = self._whole.get(word, 0) | 1 << number
            for printed in filter(None, map(spotted, parts)):  # what may hold anything shows all families
                part = max(printed, key=len)
                beginning = self._parts.setdefault(part[:_HEAD], {})
                beginning[part] = beginning.get(part, 0) | 1 << number

    def of(self, text: str) -> int:
        """Return the bits of a word or of several, and of the marks around them.

        >>> glance = Glance([(("rchiv",), tuple, ""), ((), lambda: ["v", "vs"], "")])
        >>> glance.of("Staatsarchiv"), glance.of("Roe v. Low"), glance.of("Vernon"), glance.of("王军") == ALL
        (1, 2, 0, True)
        >>> Glance([((), lambda: ["usc"], "@")]).of("17 U.S.C. 107"), Glance([((), tuple, "@")]).of("(@roe)")
        (1, 1)
        """
        printed = spotted(text)
        if printed is None:
            return ALL
        found = self.of_marks(text)
        if "." in text:
            printed += text.lower().replace(".", "").split()
        for word in printed:
            found |= self._whole.get(word, 0)
            for at in range(len(word) - 1):
                if parts := self._parts.get(word[at : at + _HEAD]):
                    for part, bits in parts.items():
                        if word.startswith(part, at):
                            found |= bits
        return found

    def of_marks(self, text: str) -> int:
        """Return the bits of the marks that a text holds."""
        found = 0
        for mark, bits in self._marks.items():
            if mark in text:
                found |= bits
        return found


@cache
def load() -> Glance:
    """Return what knows the families of all rules."""
    from . import assemble  # noqa: F401, since with it come the rules

    return Glance(_FAMILIES)


def shown(raws: Sequence[str], sightings: Sequence[Sequence[ids.Sighting]], tokens: Columns) -> list[int]:
    """Return what each text shows: the bits of its tokens and of its identifiers."""
    seen: list[int] = tokens.families.tolist()
    for at, sighted in enumerate(sightings):
        for sighting in sighted:
            seen[at] |= load().of(_whole_words(raws[at], *sighting.whole))
    return seen


def _whole_words(raw: str, start: int, end: int) -> str:
    """What stands at a place, with what is glued to it; of that, as much as a family's word is long."""
    first = max(start - _LONGEST, 0)
    blank = raw.find(" ", end, end + _LONGEST)
    return raw[max(first, raw.rfind(" ", first, start)) : blank if blank >= 0 else end + _LONGEST]
