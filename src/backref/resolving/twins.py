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
    by_identifier: dict[Identifier, list[int]] = {}
    by_sign: dict[str, list[int]] = {}
    known: list[_Described] = []
    judged = _Judged()
    first: dict[int, int] = {}  # of each that is a twin, the one that it stands for
    groups: dict[int, dict[Facts, None]] = {}  # what all that stand for one say of themselves, each once
    for index, reference in enumerate(references):
        known.append(this := _Described.of(reference))
        own = list(_identifiers(reference))
        signs = list(_signs(this))
        found: tuple[int, Sign] | None = None
        for at in dict.fromkeys(at for identifier in own for at in by_identifier.get(identifier, ())[:_CROWD]):
            if is_alike(references[at], reference):
                found = at, "identifier"
                break
        if found is None:
            others: dict[int, bool] = {}  # whether something says that it is none of these
            near: list[int] = []
            for at in dict.fromkeys(at for sign in signs for at in by_sign.get(sign, ())[-_CROWD:]):
                group = first.get(at, at)
                if group not in others:
                    others[group] = any(this.facts.contradict(each) for each in islice(groups[group], _CROWD))
                if not others[group]:
                    near.append(at)
            most = judged.most(index)
            chosen = _nearest(this, near, known, most)
            if hasty is not None and most == _LEAST and len(chosen) < min(len(near), _NEAREST):
                hasty.append(index)
            for at in chosen:
                if judged.are_one(known[at], this):
                    found = at, "description"
                    break
        if found is not None:
            first[index] = first.get(found[0], found[0])
            groups[first[index]][this.facts] = None
            yield Twin(index, first[index], found[1])
        else:
            groups[index] = {this.facts: None}
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
    return _describes(one, two) or _describes(two, one)


class _Described(NamedTuple):
    """A reference, what tells it from others, and what it is likened by: its title and its first person, folded."""

    reference: Reference
    facts: Facts
    title: str
    person: str

    @classmethod
    def of(cls, reference: Reference) -> _Described:
        people = reference.author or reference.editor
        return cls(reference, Facts.of(reference), _folded(reference), fold((people and people[0].family) or ""))

    def likeness(self, other: _Described) -> float:
        """How near two of one sign are, 0 to 2: a title that goes on is as near as an equal one."""
        from rapidfuzz import fuzz

        one, two = self.title[:_LIKENED], other.title[:_LIKENED]
        title = 1.0 if one.startswith(two) or two.startswith(one) else fuzz.ratio(one, two) / 100
        return title + (self.person == other.person)


def _nearest(this: _Described, near: Sequence[int], known: Sequence[_Described], most: int) -> Sequence[int]:
    """The nearest of several, as many as may be compared, and all of the same title while many may, in their order."""
    if len(near) <= most:
        return near
    chosen = set(sorted(near, key=lambda at: -this.likeness(known[at]))[:most])
    if most > _LEAST:
        chosen.update(at for at in near if known[at].title == this.title)
    return [at for at in near if at in chosen]


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
        bare = tuple(_bare(each.reference) for each in (one, two))
        said = self._said.get((bare[0], bare[1]))
        if said is None:
            if len(self._said) >= _KEPT:
                self._said.clear()
            self._spent += 1
            said = self._said[bare[0], bare[1]] = is_one_work(*bare)
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
    """A reference without what says nothing of the work, and no text of it longer than any title is."""
    held = vars(reference)
    long = {name: said[:_LONGEST] for name, said in held.items() if isinstance(said, str) and len(said) > _LONGEST}
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
