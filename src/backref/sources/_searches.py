"""Whether the answer to a search is an answer to that search. Some services say what they were asked; of the others
only the records do.

A search ranks by words in common. So an answer without a record that shares any word with the text is another one's,
and one that came for two texts alike is, at most, one's. One that fits a search which failed, and not its own, is that
one's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from ..errors import SourceError
from ..fields import names, titles
from ..model import Query, Record
from ._requests import Request

OTHER_SEARCH = "answered another search than was asked for"

_WORD = re.compile(r"[a-z]{4,}")
_FEW = 3  # words below which a text is too short to be judged by
_GOOD = 0.6  # of a title's words in the text: the record may well be meant
_ALIKE = 0.6  # of two texts' words in common: both cite one work
_KEPT = 5000  # answers that are kept in mind

Fingerprint = tuple[str, ...]


def is_foreign(query: Query, records: Sequence[Record]) -> bool:
    """Whether no record of an answer shares any word of four letters with the text that was searched for.

    Words of other scripts are cut up by services as we do not know, so a text that has any is not judged.

    >>> from backref.model import Name, Reference
    >>> record = Record(reference=Reference(title="Opioids for low back pain", author=(Name(family="Deyo"),)), source="x")
    >>> [is_foreign(Query(text=text), [record]) for text in ("Opioids and chronic pain. Lancet 2016", "Quite other words of 2016, pages 3-5")]
    [False, True]
    """
    said = _words(query.text)
    can_tell = bool(records) and len(said) >= _FEW and titles.normalise(query.text).isascii()
    return can_tell and not any(said & _known(record) for record in records)


def check_echo(request: Request, name: str, echoed: object, least: float = 1.0) -> None:
    """Raise SourceError where a service says that it was asked something else than what the parameter of this name
    holds: `least` of its words must be there. Words of other scripts are told in ways that we do not know, and a list is
    compared item by item.

    >>> check_echo(Request("x", "", (("q", "Heat of metals"),), queries=(Query(),)), "q", "heat* of* metals*")
    """
    said = _echoable(dict(request.params).get(name, ""))
    if len(request.queries) > 1 or not isinstance(echoed, str) or not echoed.strip():
        return
    if len(said & _echoable(unquote_plus(echoed))) < least * len(said):
        raise SourceError(request.source, OTHER_SEARCH)


def fit(query: Query, records: Sequence[Record]) -> float:
    """Return how well the best record fits the text: what part of its title's words stands there, 0 to 1."""
    said = _words(query.text)
    return max((_part(_words(record.reference.title or ""), said) for record in records), default=0.0)


def fingerprint(records: Sequence[Record]) -> Fingerprint:
    """Return what makes one answer equal to another: its records, in their order."""
    return tuple(str(next(iter(record.identifiers()), record.reference.title)) for record in records)


def are_alike(one: Query, two: Query) -> bool:
    """Whether two texts may cite one work, so that one answer is right for both."""
    a, b = _words(one.text), _words(two.text)
    return len(a & b) >= _ALIKE * min(len(a), len(b))


class Searches:
    """The answers to the latest searches of one source, and those that got none."""

    def __init__(self) -> None:
        self._first: dict[Fingerprint, _Heard] = {}
        self._failed: dict[Query, frozenset[str]] = {}

    def heard(self, query: Query, records: Sequence[Record]) -> Query | None:
        """Take an answer in, and return whose question was given another one's answer, if this tells it."""
        self._failed.pop(query, None)
        if not records:
            return None
        mark, own = fingerprint(records), _Heard(query, fit(query, records), _words(records[0].reference.title or ""))
        other = self._first.setdefault(mark, own)
        _latest(self._first)
        if other.query == query or are_alike(query, other.query):
            return query if any(own.is_rather(*failed) for failed in self._failed.items()) else None
        if own.fit > other.fit:
            self._first[mark] = own
        worse = min(own, other, key=attrgetter("fit"))
        return worse.query if worse.fit < _GOOD else None

    def failed(self, query: Query) -> list[Query]:
        """Take in that a search got no answer, and return those to which its answer may have come instead."""
        self._failed[query] = said = _words(query.text)
        _latest(self._failed)
        return [heard.query for heard in self._first.values() if heard.is_rather(query, said)]


class _Heard(NamedTuple):
    """A search, how well its answer fits it, and the words of the answer's first title."""

    query: Query
    fit: float
    words: frozenset[str]

    def is_rather(self, other: Query, said: frozenset[str]) -> bool:
        """Whether the answer fits another search, of these words, and not this one."""
        return self.fit < _GOOD <= _part(self.words, said) and not are_alike(self.query, other)


def _latest(kept: dict[Any, Any]) -> None:
    while len(kept) > _KEPT:
        kept.pop(next(iter(kept)), None)


def _part(words: frozenset[str], said: frozenset[str]) -> float:
    return len(words & said) / len(words) if words else 0.0


def _known(record: Record) -> frozenset[str]:
    """The words by which a service may have found a record."""
    known = record.reference
    people = (names.render(name) for name in (*known.author, *known.editor, *known.translator))
    printed = (
        known.title, known.container_title, known.container_title_short, known.collection_title, known.event_title, known.publisher, known.publisher_place,
    )  # fmt: skip
    return _words(" ".join(filter(None, (*printed, *people))))


def _echoable(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if word.isascii())


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(titles.normalise(text[:2000])))
