"""References that describe one work, told without asking anybody: by an identifier that they share, else as the matcher
judges. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from ..fields import ids, titles
from ..fields.line import printed
from ..model import Answer, Identifier, Outcome, Parsed, Record, Reference, Status
from ..text.folding import fold
from .apart import OWN, Facts
from .decide import decide
from .reasons import Reason

Sign = Literal["identifier", "description"]

_WHOLE = ("book", "classic", "collection", "document", "report", "software", "thesis")  # what an ISBN is the number of
_ANOTHER = {Reason.TITLE_OF_ANOTHER_WORK, Reason.PART_OF_WORK, Reason.TYPE_DIFFERS}
_CROWD = 40  # of one title that are compared with each other: "Editorial" names thousands
_KEPT = 1000  # pairs of descriptions whose verdict is remembered
_BEGINNING = 5  # words of a title under which those with another end are looked for
_ALIKE = 0.6  # titles under one identifier that are less alike are of two works, one of which has the other's number


class Twin(NamedTuple):
    """The number of a reference that stands for an earlier one, that one's, and how it is known."""

    at: int
    of: int
    sign: Sign


def twins(references: Sequence[Reference]) -> Iterator[Twin]:
    """Yield each reference that describes a work which an earlier one describes, in order.

    >>> one = Reference(type="article-journal", title="Opioids for low back pain", doi="10.1136/bmj.g6380")
    >>> two = Reference(type="article-journal", title="Opioids for Low Back Pain.", doi="10.1136/BMJ.g6380")
    >>> list(twins([one, Reference(title="Heat"), two]))
    [Twin(at=2, of=0, sign='identifier')]
    """
    by_identifier: dict[Identifier, list[int]] = {}
    by_sign: dict[str, list[int]] = {}
    judged = _Judged()
    first: dict[int, int] = {}  # of each that is a twin, the one that it stands for
    groups: dict[int, dict[Facts, None]] = {}  # what all that stand for one say of themselves, each once
    for index, reference in enumerate(references):
        facts = Facts.of(reference)
        own = list(_identifiers(reference))
        signs = list(_signs(reference))
        found: tuple[int, Sign] | None = None
        for at in dict.fromkeys(at for identifier in own for at in by_identifier.get(identifier, ())[:_CROWD]):
            if is_alike(references[at], reference):
                found = at, "identifier"
                break
        if found is None:
            others: set[int] = set()  # of which it is none
            for at in dict.fromkeys(at for sign in signs for at in by_sign.get(sign, ())[-_CROWD:]):
                group = first.get(at, at)
                if group not in others and any(facts.contradict(each) for each in islice(groups[group], _CROWD)):
                    others.add(group)
                if group not in others and judged.are_one(references[at], reference):
                    found = at, "description"
                    break
        if found is not None:
            first[index] = first.get(found[0], found[0])
            groups[first[index]][facts] = None
            yield Twin(index, first[index], found[1])
        else:
            groups[index] = {facts: None}
        for identifier in own:
            by_identifier.setdefault(identifier, []).append(index)
        for sign in signs:
            by_sign.setdefault(sign, []).append(index)


def is_one_work(one: Reference, two: Reference) -> bool:
    """Say whether two references without an identifier in common describe one work, as the matcher judges them.

    >>> heat = Reference(type="article-journal", title="Editorial", container_title="Spine", volume="1")
    >>> is_one_work(heat, heat.model_copy(update={"volume": "2"}))
    False
    """
    if Facts.of(one).contradict(Facts.of(two)):
        return False
    verdicts = (_verdict(a, b) for a, b in ((one, two), (two, one)))
    return any(verdict.status in (Status.MATCHED, Status.MATCHED_WITH_DIFFERENCES) and not _ANOTHER.intersection(verdict.reasons)
               and not {d.variable for d in verdict.differences if d.kind == "differs"} - {"container-title", "page", "issue", "author"}
               and len([d for d in verdict.differences if d.kind == "differs"]) < 2 for verdict in verdicts)  # fmt: skip


class _Judged:
    """What the matcher said of two descriptions, whatever their keys are: a library holds the same ones again."""

    def __init__(self) -> None:
        self._said: dict[tuple[Reference, Reference], bool] = {}

    def are_one(self, one: Reference, two: Reference) -> bool:
        """Say whether two references describe one work."""
        bare = tuple(each.model_copy(update={"id": "", "citation_key": None, "custom": {}}) for each in (one, two))
        said = self._said.get((bare[0], bare[1]))
        if said is None:
            if len(self._said) >= _KEPT:
                self._said.clear()
            said = self._said[bare[0], bare[1]] = is_one_work(one, two)
        return said


def _verdict(one: Reference, two: Reference):  # type: ignore[no-untyped-def]
    bare = one.model_copy(update=dict.fromkeys((*OWN, "isbn", "url", "note", "abstract", "keyword")))
    record = Record(reference=two.model_copy(update=dict.fromkeys((*OWN, "isbn"))), source="bibliography")
    parsed = Parsed(raw=printed(bare), reference=bare, type_confidence=1.0)
    return decide(parsed, [Answer(source="bibliography", outcome=Outcome.ANSWERED, records=(record,))])


def _signs(reference: Reference) -> Iterator[str]:
    """What two descriptions of one work have in common: their title, its beginning, or where it stands."""
    if title := _folded(reference):
        yield title
        words = title.split()
        if len(words) > _BEGINNING:
            yield " ".join(words[:_BEGINNING])
    year = reference.issued.year if reference.issued else None
    first = re.split(r"[-–]", reference.page)[0].strip() if reference.page else ""
    if year and first and reference.volume:
        yield f"{year}|{reference.volume}|{first}"
    people = reference.author or reference.editor
    if year and first and people and people[0].family:
        yield f"{year}|{fold(people[0].family)}|{first}"


def _identifiers(reference: Reference) -> Iterator[Identifier]:
    for scheme in OWN:
        if value := getattr(reference, scheme):
            yield ids.normalise(Identifier(scheme, value))
    if reference.isbn and reference.type in _WHOLE:
        yield ids.normalise(Identifier("isbn", reference.isbn))


def is_alike(one: Reference, two: Reference) -> bool:
    """Whether two references with one identifier can be of one work: their titles are alike, or one has none."""
    ours, theirs = _folded(one), _folded(two)
    if not ours or not theirs or ours in theirs or theirs in ours:
        return True
    people = [r.author or r.editor for r in (one, two)]
    same_people = all(people) and people[0][0].family == people[1][0].family
    same_year = bool(one.issued and two.issued and one.issued.year == two.issued.year)
    return titles.similarity(ours, theirs) >= _ALIKE or (same_people and same_year)


def _folded(reference: Reference) -> str:
    return titles.normalise(titles.render(reference.title or ""))
