"""References that describe one work, told without asking anybody: by an identifier that they share, else as the matcher
judges. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Literal, NamedTuple

from ..fields import ids, titles
from ..fields.line import printed
from ..fields.title_glance import may_be_one
from ..model import Identifier, Parsed, Record, Reference
from ..text.folding import fold
from .apart import OWN, Facts
from .decide import accepted
from .reasons import Reason

Sign = Literal["identifier", "description"]

_WHOLE = ("book", "classic", "collection", "document", "report", "software", "thesis")  # what an ISBN is the number of
_ANOTHER = {Reason.TITLE_OF_ANOTHER_WORK, Reason.PART_OF_WORK, Reason.TYPE_DIFFERS}
_MAY_DIFFER = frozenset(("container-title", "page", "issue", "author"))
_CROWD = 40  # of one title that are compared with each other: "Editorial" names thousands
_NEAREST, _LEAST = 8, 2  # of a crowd whose descriptions are compared, those that are most alike; the fewer after
_SPENT = 4000  # such comparisons, and one for each reference
_PEOPLE = 100  # of each role by which two descriptions are compared
_LIKENED = 400  # letters of a title by which a crowd is put in order
_LONGEST, _WORDS = 2000, 60  # letters and words of a title that is likened to others: longer ones are others
_UNREGISTERED = dict.fromkeys((*OWN, "isbn"))
_UNCITED = _UNREGISTERED | dict.fromkeys(("url", "note", "abstract", "keyword"))
_KEPT = 1000  # pairs of descriptions whose verdict is remembered
_BEGINNING = 5  # words of a title under which those with another end are looked for
_ALIKE = 0.6  # titles under one identifier that are less alike are of two works, one of which has the other's number


class Twin(NamedTuple):
    """The number of a reference that stands for an earlier one, that one's, and how it is known."""

    at: int
    of: int
    sign: Sign


def twins(references: Sequence[Reference], hasty: list[int] | None = None) -> Iterator[Twin]:
    """Yield each reference that describes a work which an earlier one describes, in order.

    `hasty` takes the numbers of those that were compared with fewer than others are, for there had been so many before.

    >>> one = Reference(type="article-journal", title="Opioids for low back pain", doi="10.1136/bmj.g6380")
    >>> two = Reference(type="article-journal", title="Opioids for Low Back Pain.", doi="10.1136/BMJ.g6380")
    >>> list(twins([one, Reference(title="Heat"), two]))
    [Twin(at=2, of=0, sign='identifier')]
    """
    library = _Library()
    for index, reference in enumerate(references):
        twin, is_hasty = library.taken(index, reference)
        if is_hasty and hasty is not None:
            hasty.append(index)
        if twin is not None:
            yield twin


def is_one_work(one: Reference, two: Reference) -> bool:
    """Say whether two references without an identifier in common describe one work, as the matcher judges them.

    >>> heat = Reference(type="article-journal", title="Editorial", container_title="Spine", volume="1")
    >>> is_one_work(heat, heat.model_copy(update={"volume": "2"}))
    False
    """
    if Facts.of(one).contradict(Facts.of(two)):
        return False
    return _describes(one, two) or _describes(two, one)


class _Described(NamedTuple):
    """What a reference says of its work, what tells it from others, and what it is likened by: its title and its first
    person, folded.
    """

    reference: Reference
    facts: Facts
    title: str
    person: str

    @classmethod
    def of(cls, reference: Reference, bare: Reference) -> _Described:
        people = reference.author or reference.editor
        return cls(bare, Facts.of(reference), _folded(reference), fold((people and people[0].family) or ""))

    def likeness(self, title: str, person: str) -> float:
        """How near another of one sign is, 0 to 2: a title that goes on is as near as an equal one."""
        from rapidfuzz import fuzz

        one, two = self.title[:_LIKENED], title[:_LIKENED]
        is_one = one.startswith(two) or two.startswith(one)
        return (1.0 if is_one else fuzz.ratio(one, two) / 100) + (self.person == person)


def _nearest(this: _Described, near: Sequence[int], known: Sequence[_Described], most: int) -> Sequence[int]:
    """The nearest of several, as many as may be compared, and all of the same title while many may, in their order."""
    if len(near) <= most:
        return near
    said = [known[at][2:] for at in near]
    likeness = {each: this.likeness(*each) for each in set(said)}  # a crowd says few things
    chosen = {near[number] for number in sorted(range(len(near)), key=lambda number: -likeness[said[number]])[:most]}
    if most > _LEAST:
        chosen.update(at for at in near if known[at].title == this.title)
    return [at for at in near if at in chosen]


class _Crowd:
    """The references of one sign, the last that was met behind the others."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: dict[int, None] = {}

    def met(self, at: int) -> None:
        """Add one, or put it last."""
        self._held.pop(at, None)
        self._held[at] = None

    def last(self) -> list[int]:
        """Return those that are compared with the next one, in order."""
        return sorted(islice(reversed(self._held), _CROWD))


class _Library:
    """The references so far, and which of them are twins."""

    def __init__(self) -> None:
        self._known: list[_Described] = []
        self._said: dict[int, int] = {}  # by the hash of what is said, the first reference that says it
        self._by_identifier: dict[Identifier, list[int]] = {}
        self._by_sign: dict[str, _Crowd] = {}
        self._twins: dict[int, Twin] = {}
        self._again: dict[int, Twin] = {}  # what a reference is that says the same as this one
        self._groups: dict[int, dict[Facts, None]] = {}  # what all that stand for one say of themselves, each once
        self._judged = _Judged()

    def taken(self, index: int, reference: Reference) -> tuple[Twin | None, bool]:
        """Take one more reference, and return the twin that it is, and whether it was compared with fewer than others."""
        said = self._first_to_say(index, bare := _bare(reference), reference.title)
        this = _Described.of(reference, bare) if said == index else self._known[said]
        self._known.append(this)
        own, signs = list(_identifiers(reference)), list(_signs(this))
        is_hasty = False
        twin = self._again.get(said)
        if twin:
            twin = twin._replace(at=index)
        elif (at := self._of_identifier(own, bare)) is not None:
            twin = Twin(index, self._first(at), "identifier")
        else:
            at, is_hasty = self._of_description(this, signs)
            twin = None if at is None else Twin(index, self._first(at), "description")
        if twin:
            self._twins[index] = self._again[said] = twin
        self._groups.setdefault(self._first(index), {})[this.facts] = None
        for identifier in own:
            self._by_identifier.setdefault(identifier, []).append(index)
        met = said if self._first(said) == self._first(index) else index
        for sign in signs:
            self._by_sign.setdefault(sign, _Crowd()).met(met)
        return twin, is_hasty

    def _first_to_say(self, index: int, bare: Reference, title: str | None) -> int:
        """The first reference that says the same, or this one."""
        said = self._said.setdefault(hash((bare, title)), index)
        return said if said == index or self._known[said].reference == bare else index

    def _first(self, at: int) -> int:
        """The reference that one stands for, or itself."""
        return self._twins[at].of if at in self._twins else at

    def _of_identifier(self, own: Sequence[Identifier], bare: Reference) -> int | None:
        """The reference with one of these identifiers that can be the same work."""
        held = dict.fromkeys(at for identifier in own for at in self._by_identifier.get(identifier, ())[:_CROWD])
        return next((at for at in held if is_alike(self._known[at].reference, bare)), None)

    def _of_description(self, this: _Described, signs: Sequence[str]) -> tuple[int | None, bool]:
        """The reference that describes the same work, and whether fewer were looked at than there are."""
        others: dict[int, bool] = {}  # whether something says that it is none of these
        near: list[int] = []
        for at in dict.fromkeys(at for sign in signs if sign in self._by_sign for at in self._by_sign[sign].last()):
            group = self._first(at)
            if group not in others:
                others[group] = any(this.facts.contradict(each) for each in islice(self._groups[group], _CROWD))
            if not others[group]:
                near.append(at)
        most = self._judged.most(len(self._known) - 1)
        chosen = _nearest(this, near, self._known, most)
        is_hasty = most == _LEAST and len(chosen) < min(len(near), _NEAREST)
        return next((at for at in chosen if self._judged.are_one(self._known[at], this)), None), is_hasty


class _Judged:
    """What the matcher said of two descriptions, whatever their keys are: a library holds the same ones again."""

    def __init__(self) -> None:
        self._said: dict[tuple[Reference, Reference], bool] = {}
        self._spent = 0

    def most(self, references: int) -> int:
        """How many may be compared with the next one, of so many before it."""
        return _NEAREST if self._spent < _SPENT + references else _LEAST

    def are_one(self, one: _Described, two: _Described) -> bool:
        """Say whether two references describe one work."""
        if one.title != two.title and not _may_be_titled_alike(one, two):
            return False
        pair = one.reference, two.reference
        said = self._said.get(pair)
        if said is None:
            if len(self._said) >= _KEPT:
                self._said.clear()
            self._spent += 1
            said = self._said[pair] = is_one_work(*pair)
        return said


def _may_be_titled_alike(one: _Described, two: _Described) -> bool:
    """Whether two titles that are not the same may be of one work, or one of them its container's."""
    if not one.title or not two.title:
        return True
    if max(len(one.title), len(two.title)) > _LONGEST or max(one.title.count(" "), two.title.count(" ")) >= _WORDS:
        return False
    ours, theirs = (titles.render(each.reference.title or "") for each in (one, two))
    return may_be_one(ours, theirs) or any(map(_may_be_container, (one, two), (two, one)))


def _may_be_container(one: _Described, two: _Described) -> bool:
    """Whether the one may be titled with what the other stands in, as `judge` allows."""
    return bool(two.reference.container_title) and not one.reference.container_title


def _bare(reference: Reference) -> Reference:
    """A reference without what says nothing of the work, no text of it longer than any title is, and no more people
    than are compared.
    """
    held = vars(reference)
    long: dict[str, Any] = {}
    for name, said in held.items():
        if isinstance(said, str | tuple) and len(said) > (most := _LONGEST if isinstance(said, str) else _PEOPLE):
            long[name] = said[:most]
    return Reference.of({**held, **long, "id": "", "citation_key": None, "custom": {}})


def _describes(one: Reference, two: Reference) -> bool:
    """Whether the matcher takes the second for the work that the first cites, and no more than one thing differs."""
    bare = Reference.of(vars(one) | _UNCITED)
    record = Record(reference=Reference.of(vars(two) | _UNREGISTERED), source="bibliography")
    found = accepted(Parsed(raw=printed(bare), reference=bare, type_confidence=1.0), record)
    if found is None or _ANOTHER.intersection(found.reasons):
        return False
    differing = [each.variable for each in found.differences]
    return len(differing) < 2 and _MAY_DIFFER.issuperset(differing)


def _signs(known: _Described) -> Iterator[str]:
    """What two descriptions of one work have in common: their title, its beginning, or where it stands."""
    reference = known.reference
    if title := known.title:
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
