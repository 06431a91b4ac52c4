"""Asking: references in, verdicts out, through sources that are handed in. The one stage that is not pure.

    look up identifiers, all sources together -> search by text, source after source -> ask what is known besides

Verdicts are made while answers are awaited.

What is asked of whom is decided here; a verdict is `resolving`'s, and how a question is sent is `sources`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

from .fields import ids
from .fields.kinds import kind_of
from .model import LOCAL_SOURCES, Answer, Identifier, Outcome, Parsed, Query, Reference, Resolution, Source
from .resolving import decide, further_queries, is_described, names_of, queries_for
from .rounds import Question, Round

Progress = Callable[[int, int, str], None]
"""Called with how many references are settled, how many there are, and the source that is being asked."""

_SILENT = (Outcome.FAILED, Outcome.NOT_ASKED)
_FEW, _MANY = 20, 100  # works that are asked about together before all are found: looked up, searched for
_ROUNDS = 3  # of lookups beyond one for each source: a short DOI, its DOI, its record


def verify(
    parsed: Sequence[Parsed], sources: Sequence[Source], *, progress: Progress | None = None
) -> list[Resolution]:
    """Return a verdict for each reference, in order.

    Identifiers are looked up first, in batches, at every source, and so are those that a source answers with instead of
    a description (a PMCID's PMID), and, for one that nobody knows, those that it may have been meant for. Only what is
    still open is then searched for by its text, which may cost a request each, at source after source. At last the
    sources that know more of a work, such as its retraction, are asked about what was found.
    """
    inquiry = _Inquiry(parsed, sources, progress)
    inquiry.look_up()
    if inquiry.widen():
        inquiry.look_up()
    for number in range(len(sources)):
        inquiry.ask(inquiry.searches(number), searching=True)
    inquiry.ask(inquiry.completions())
    if progress:
        progress(len(parsed), len(parsed), "")
    return inquiry.verdicts


class _Inquiry:
    """The asking about many references: what was asked of whom, what came back, and the verdicts so far. `_finished`
    are those that nothing more is asked about.
    """

    def __init__(self, parsed: Sequence[Parsed], sources: Sequence[Source], progress: Progress | None) -> None:
        self._parsed = parsed
        self._sources = sources
        self._progress = progress
        self._answers: list[list[Answer]] = [[] for _ in parsed]
        self._queries = [list(queries_for(item)) for item in parsed]
        self._asked: set[Question] = set()
        self._earlier: dict[int, list[Answer]] = {}
        self._later: set[Question] = set()
        self._gathered: dict[int, list[Question]] = {}
        self._finished: set[int] = set()
        self._matched: set[int] = set()
        self._verdicts: dict[int, Resolution] = {}

    @property
    def verdicts(self) -> list[Resolution]:
        """The verdict on each reference."""
        return [self._verdicts.get(index) or decide(item, ()) for index, item in enumerate(self._parsed)]

    def look_up(self) -> None:
        """Ask for identifiers until there is none left to ask for."""
        for _ in range(_ROUNDS + len(self._sources)):
            if not self.ask(self.lookups()):
                break

    def widen(self) -> bool:
        """Add what an identifier that nobody knows may have been meant for, and say whether there is any."""
        found = False
        for index, item in enumerate(self._parsed):
            known = {one for answer in self._answers[index] for record in answer.records for one in names_of(record)}
            own = {ids.normalise(identifier) for identifier in item.reference.identifiers()}
            if index not in self._matched and own and not own & known:
                fresh = [query for query in further_queries(item) if query not in self._queries[index]]
                self._queries[index] += fresh
                found = found or bool(fresh)
                if any(
                    answer.outcome in _SILENT for answer in self._answers[index]
                ):  # perhaps they know it as it is printed
                    self._asked |= {(n, index, query) for n in self._networked() for query in fresh}
        return found

    def _networked(self) -> Iterator[int]:
        return (n for n, source in enumerate(self._sources) if source.name not in LOCAL_SOURCES)

    def lookups(self) -> list[Question]:
        """Each identifier of a reference without a match, for the next source that can look it up."""
        found = []
        for index, query in self._open():
            if query.identifier:
                able = (n for n, source in enumerate(self._sources) if query.identifier.scheme in source.schemes)
                fresh = next((n for n in able if (n, index, query) not in self._asked), None)
                if fresh is not None:
                    found.append((fresh, index, query))
                    found += [(n, index, query) for n in self._completing(query.identifier) if n != fresh]
        return found

    def searches(self, number: int) -> list[Question]:
        """The text of each reference without a match, for one source."""
        able = self._sources[number].can_search
        return [(number, index, query) for index, query in self._open() if able and query.identifier is None]

    def completions(self) -> list[Question]:
        """One identifier of each work that was found, for the sources that know more of works than their
        description.
        """
        return [question for index in range(len(self._parsed)) for question in self._completions(index)]

    def _completions(self, index: int) -> Iterator[Question]:
        verdict = self._verdicts.get(index)
        record = verdict.record if verdict else None
        known = record.identifiers() if record else ()
        told = {one.source for one in (record.also or (record,))} if record else set()
        for number, source in enumerate(self._sources):
            if source.name in told:  # who describes a work says all that it knows of it
                continue
            fitting = [each for scheme in source.completes for each in known if each.scheme == scheme]
            queries = [self._query(index, identifier) for identifier in fitting]
            if queries and not any((number, index, query) in self._asked for query in queries):
                yield number, index, queries[0]

    def ask(self, questions: Iterable[Question], *, searching: bool = False) -> bool:
        """Ask what was not asked yet, all sources together, and say whether there was anything to ask.

        When searching, a reference goes on to the next source as soon as one has no match for it; and what is known
        besides is asked as soon as there is enough to ask together.
        """
        fresh = [question for question in questions if question not in self._asked]
        if not fresh:
            return False
        self._earlier, self._later = {}, set()
        chosen = {number for number, _, _ in fresh}
        self._asked.update(fresh)
        self._tell(chosen)

        def further(index: int | None) -> list[Question]:
            more: list[Question] = []
            if index is not None:
                self._gather(index, asking)
                more += self._next_search(index, asking) if searching else []
            more += self._enough(_MANY if searching or index is not None else _FEW)
            self._later.update(more)
            self._asked.update(more)
            if searching and more:
                chosen.update(number for number, _, _ in more)
                self._tell(chosen)
            return more

        asking = Round(self._sources, self._settle, further)
        asking.put(fresh)
        asking.run()
        self._gathered = {}
        return True

    def _tell(self, chosen: Iterable[int]) -> None:
        if self._progress:
            names = ", ".join(self._sources[number].name for number in sorted(chosen))
            self._progress(len(self._matched), len(self._parsed), names)

    def _gather(self, index: int, asking: Round) -> None:
        """Note what is to be asked besides of a work that was found."""
        if index in self._matched and index not in self._finished:
            more = list(self._completions(index))
            if more and all(asking.can_put(number, query) for number, _, query in more):
                self._gathered[index] = more

    def _enough(self, fewest: int) -> list[Question]:
        """What was noted, if there is enough to ask together. Works that are looked up are found many at a time, those
        that are searched for one by one.
        """
        if len(self._gathered) < fewest:
            return []
        enough, self._gathered = self._gathered, {}
        self._finished.update(enough)
        return [question for questions in enough.values() for question in questions]

    def _next_search(self, index: int, asking: Round) -> list[Question]:
        """The text of a reference without a match, for the next source, where that is one request to it anyway."""
        if index in self._matched:
            return []
        for query in self._queries[index]:
            for number, source in enumerate(self._sources):
                question = (number, index, query)
                if query.identifier is None and source.can_search and question not in self._asked:
                    return [question] if asking.can_put(number, query) else []
        return []

    def _settle(self, index: int, said: Sequence[tuple[int, Query, Answer]]) -> None:
        """Take in what a reference was answered, and decide on it."""
        cited = self._parsed[index].reference
        rows = []
        for number, query, answer in said:
            source = self._sources[number]
            adds = query.identifier is not None and query.identifier.scheme not in source.schemes
            told = _with_coverage(_with_denial(answer, source, query.identifier), source, query, cited)
            rows.append(((number, index, query) in self._later, adds, told))
        rows.sort(key=itemgetter(0, 1))  # who looks a work up leads, who adds to it follows
        answers = [answer for _, _, answer in rows]
        self._answers[index] = self._earlier.setdefault(index, self._answers[index]) + answers
        for answer in answers:
            self._follow(index, answer)
        verdict = self._verdicts[index] = decide(self._parsed[index], self._answers[index])
        (self._matched.add if verdict.status.is_match else self._matched.discard)(index)

    def _open(self) -> Iterator[tuple[int, Query]]:
        for index, queries in enumerate(self._queries):
            if index not in self._matched and index not in self._finished:
                yield from ((index, query) for query in queries)

    def _completing(self, identifier: Identifier) -> Iterator[int]:
        return (n for n, source in enumerate(self._sources) if identifier.scheme in source.completes)

    def _query(self, index: int, identifier: Identifier) -> Query:
        return Query(identifier=ids.normalise(identifier), reference=self._parsed[index].reference)

    def _follow(self, index: int, answer: Answer) -> None:
        """Ask on for the identifiers of a record that holds nothing else."""
        for record in answer.records:
            if not is_described(record):
                queries = [self._query(index, identifier) for identifier in record.identifiers()]
                self._queries[index] += [query for query in queries if query not in self._queries[index]]


def _with_coverage(answer: Answer, source: Source, query: Query, reference: Reference) -> Answer:
    """The answer, and that it says nothing, where a work was searched for of a kind that the source does not hold, or
    was asked for by an identifier that the citation does not print: that nobody knows this one does not deny the other.
    """
    covers: tuple[str, ...] = getattr(source, "covers", ())
    if query.identifier is not None and not answer.records:
        is_printed = ids.normalise(query.identifier) in map(ids.normalise, reference.identifiers())
        return answer if is_printed else answer.model_copy(update={"covers": False})
    if query.identifier is not None or not covers or answer.outcome != Outcome.ANSWERED:
        return answer
    kind = kind_of(reference)
    return answer if kind is None or kind in covers else answer.model_copy(update={"covers": False})


def _with_denial(answer: Answer, source: Source, identifier: Identifier | None) -> Answer:
    """The answer, and that there is no such identifier, where the source knows all of its scheme."""
    knows_all: tuple[str, ...] = getattr(source, "knows_all", ())
    if identifier is None or identifier.scheme not in knows_all or answer.outcome != Outcome.ANSWERED or answer.records:
        return answer
    return answer.model_copy(update={"denies": ids.normalise(identifier)})
