"""The citations of one document, by what markers may call them: markers -> links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..fields.joining import rest_cut
from ..model import Found, Link, Marker, RawCitation
from ..text.width import even_blanks, narrowed
from ._dated import Dated
from ._lists import Lists
from ._names import WORD, is_joining, spelt
from ._positions import by_position
from ._same import with_people
from ._years import parted, years_of

_DAGGER = re.compile(r"(\d{1,4})†")  # of an assistant: "3†source"
_MOST = 100  # entries that one key may mean


def _narrow(citation: RawCitation) -> RawCitation:
    raw = even_blanks(narrowed(citation.raw))
    return citation if raw is citation.raw else replace(citation, raw=raw)


class Entries:
    """The citations of one document, by what markers may call them."""

    def __init__(self, found: Found) -> None:
        self._citations = with_people(tuple(map(_narrow, found.citations)))
        self._lists = Lists(found)
        self._own = {c.span: i for i, c in enumerate(found.citations) if c.context in ("embedded", "identifier")}
        self._labels: dict[str, list[int]] = defaultdict(list)
        for index, citation in enumerate(found.citations):
            if citation.label:
                self._labels[citation.label.casefold()].append(index)
        self._positions = {} if self._labels else by_position(found)
        self._years: dict[str, list[int]] | None = None
        self._dated: dict[str, Dated] = {}
        self._by_list: dict[str, dict[int, list[int]]] = {}  # what a label stands for in each of several lists
        self._looked: dict[tuple[bool, str], list[int]] = {}

    def link(self, index: int, marker: Marker) -> Link:
        """Return what one marker points at."""
        if marker.kind in ("embedded", "identifier"):
            return Link(marker, (self._own[marker.span],), "linked", "stands-in-the-sentence")
        by_author = marker.kind == "author-year"
        if by_author:
            hits: list[Sequence[int]] = [self._look(True, key) for key in marker.keys]
        else:
            hits = [self._of_list(key, marker.span.start) for key in marker.keys]
            if marker.kind == "footnote":  # what a short note names, where its source says not what it is called
                hits = [
                    hit or (self._look(True, key) if " " in key else hit)
                    for key, hit in zip(marker.keys, hits, strict=True)
                ]
        missing = tuple(key for key, hit in zip(marker.keys, hits, strict=True) if not hit)
        references = tuple(dict.fromkeys(i for hit in hits for i in hit))
        if missing:
            return Link(marker, references, "missing-entry", "no-entry-with-this-key", missing)
        if any(len(hit) > 1 and not self._is_one_entry(hit) for hit in hits):
            return Link(marker, references, "ambiguous", "several-entries-with-this-key")
        reason = "author-and-year-equal" if by_author else "position-in-list" if self._positions else "label-equal"
        return Link(marker, references, "linked", reason)

    def _is_one_entry(self, hits: Sequence[int]) -> bool:
        """Whether the citations stand in one entry, which holds several works."""
        spans = [self._citations[i].span for i in hits]
        labels = {self._citations[i].label for i in hits}
        is_close = all(0 <= b.start - a.end < 5 for a, b in pairwise(spans))
        is_note = all(self._citations[i].context in ("embedded", "identifier") for i in hits) or (
            all(self._citations[i].context == "footnote" for i in hits) and hits[-1] - hits[0] == len(hits) - 1
        )
        return len(labels) == 1 and None not in labels and (is_close or is_note or self._lists.is_one(hits))

    def _of_list(self, key: str, at: int) -> list[int]:
        """What a label means at a place: the entry of the list that serves it, where several lists have one."""
        hits = self._look(False, key)
        listed = self._by_list.get(key)
        own = listed.get(self._lists.own(at)) if listed else None
        return hits if own is None else own

    def _look(self, by_author: bool, key: str) -> list[int]:
        """What a key may mean, at most `_MOST` of it; each key is looked for once, however many markers have it."""
        if (by_author, key) not in self._looked:
            self._looked[by_author, key] = (self._author_year(key) if by_author else self._label(key))[:_MOST]
        return self._looked[by_author, key]

    def _label(self, key: str) -> list[int]:
        hits = self._labels.get(key.casefold(), [])
        if not hits and (dagger := _DAGGER.match(key)):
            hits = self._labels.get(dagger[1], [])
        if not hits and (digits := key.strip("^")).isdecimal():
            # "[^1]" above a numbered list, "[^1^]" above notes: what assistants write
            hits = self._labels.get(digits if key.startswith("^") else f"^{digits}", [])
        self._by_list[key] = self._lists.by_list(hits)
        raws = {" ".join(self._citations[i].raw.split()): i for i in reversed(hits)}
        return sorted(raws.values()) or ([self._positions[key]] if key in self._positions else [])

    def _author_year(self, key: str) -> list[int]:
        if key.casefold() in self._labels:
            return self._labels[key.casefold()]
        who, year = parted(key)
        surnames = [spelt(word) for word in WORD.findall(who) if not is_joining(word)]
        if not surnames:
            return []
        dated = self._of(year)
        hits = dated.by(surnames[0])
        if not hits and len(year) == 5:
            dated = self._of(year[:4])
            hits = dated.by(surnames[0])
        if not hits:
            return dated.abbreviated(who) or (dated.by(surnames[-1]) if len(who.split()) == 2 == len(surnames) else [])
        if len(hits) > 1 and len(surnames) > 1:
            hits = dated.holding(surnames[0], surnames[1:]) or hits
        if len(hits) > 1:
            least, most = (3, 99) if rest_cut(who) != who else (len(surnames), len(surnames))
            fitting = [i for i in hits if least <= dated.people(i) <= most]
            hits = fitting or hits
        return hits

    def _of(self, year: str) -> Dated:
        found = self._dated.get(year)
        if found is None:
            found = self._dated[year] = Dated(self._citations, self._with_year(year))
        return found

    def _with_year(self, year: str) -> list[int]:
        if self._years is None:
            self._years = defaultdict(list)
            for index, citation in enumerate(self._citations):
                for printed in years_of(citation):
                    self._years[printed].append(index)
        return self._years.get(year, [])
