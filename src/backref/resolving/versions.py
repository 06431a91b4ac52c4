"""Versions of one work: its preprint, its paper at a conference, its article in a journal -> groups, with the relation
named. Pure.

What a registry says of two records goes before; without it, two forms are of one work where the titles are equal, most
people of the shorter list are in the other, and the years are near.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ..fields import ids, names, titles
from ..fields.kinds import kind_of
from ..model import Record, Reference, Version, VersionGroup
from .match import title_of
from .unite import names_of

_FORMS = {"preprint": "preprint", "paper": "proceedings", "paper-without-doi": "proceedings", "article": "journal"}
_ORDER = ("preprint", "proceedings", "journal")  # as they usually come, one after the other
# How the first form stands to the other, in DataCite's words.
_RELATIONS = {("preprint", "proceedings"): "IsPreprintOf", ("preprint", "journal"): "IsPreprintOf", ("proceedings", "journal"): "IsPreviousVersionOf"}  # fmt: skip
_BACK = {"IsPreprintOf": "HasPreprint", "IsPreviousVersionOf": "IsNewVersionOf"}
SAID = frozenset(
    "IsPreprintOf HasPreprint IsVersionOf HasVersion IsVariantFormOf IsOriginalFormOf IsManuscriptOf HasManuscript IsPreviousVersionOf IsNewVersionOf "
    "IsPublishedIn".split()
)
_FAR = 4  # years from a preprint to the article
_ALIKE, _SHARED, _WORDS = 0.97, 0.6, 3
_MOST = 40  # works of one title and one person, in another form, that one more is compared with
_ANYBODY = "*"  # stands for whoever a work's people are; no folded name has it


def form_of(reference: Reference) -> str:
    """Return "preprint", "proceedings" or "journal"; "" for a work of another kind.

    >>> form_of(Reference(type="article-journal", container_title="arXiv preprint arXiv:1706.03762"))
    'preprint'
    """
    if reference.type == "document" and reference.arxiv and not reference.container_title:
        return "preprint"  # as most .bib files have it: @misc with an eprint
    form = _FORMS.get(kind_of(reference) or "", "")
    return "journal" if form == "proceedings" and reference.type == "article-journal" else form


def versions_of(record: Record, others: Sequence[Record] = ()) -> tuple[Version, ...]:
    """Return the other forms of a recorded work: those that its sources name, and those among `others` that are it in
    another form.

    >>> paper = Record(reference=Reference(type="paper-conference", title="Attention is all you need", container_title="NIPS", url="https://a.org"), source="dblp")
    >>> preprint = Record(reference=Reference(type="article", title="Attention Is All You Need", arxiv="1706.03762"), source="arxiv")
    >>> [(version.form, version.relation) for version in versions_of(preprint, [paper])]
    [('proceedings', 'IsPreprintOf')]
    """
    found: dict[object, Version] = {}
    for one in record.also or (record,):
        for relation in one.relations:
            if relation.kind in SAID:
                identifier = ids.normalise(relation.identifier)
                found.setdefault(
                    identifier, Version(relation=relation.kind, identifier=identifier, says=one.origin or one.source)
                )
    for other in others:
        named = next(iter(other.identifiers()), None)
        known = next((version for key, version in found.items() if key in names_of(other)), None)
        if known is not None and known.identifier is not None:
            more = {"form": form_of(other.reference), "title": other.reference.title or ""}
            found[known.identifier] = known.model_copy(update=more)
        elif not names_of(record) & names_of(other) and (how := related(record.reference, other.reference)):
            found[named or other.reference.title] = Version(
                relation=how,
                form=form_of(other.reference),
                identifier=named,
                title=other.reference.title or "",
                says="match",
            )
    return tuple(found.values())


def related(one: Reference, two: Reference) -> str:
    """Return how the first stands to the second, where both are one work in two forms; else "".

    >>> preprint = Reference(type="article", title="Deep residual learning", publisher="arXiv", author=[{"family": "He"}])
    >>> related(Reference(type="paper-conference", title="Deep Residual Learning", author=[{"family": "He"}]), preprint)
    'HasPreprint'
    """
    forms = form_of(one), form_of(two)
    if "" in forms or forms[0] == forms[1] or not _is_one(one, two):
        return ""
    return _RELATIONS.get(forms) or _BACK[_RELATIONS[forms[1], forms[0]]]


def versions(references: Sequence[Reference]) -> list[VersionGroup]:
    """Return the groups of references that are one work in several forms, each with how every later one stands to the
    first.

    >>> paper = Reference(type="paper-conference", title="Deep residual learning", container_title="CVPR", author=[{"family": "He"}])
    >>> versions([Reference(type="article", title="Deep Residual Learning", arxiv="1512.03385", author=[{"family": "He"}]), paper])
    [VersionGroup(members=(0, 1), relations=('HasPreprint',))]
    """
    return list(_groups(references))


def _groups(references: Sequence[Reference]) -> Iterator[VersionGroup]:
    by_title: dict[str, list[int]] = {}
    for index, reference in enumerate(references):
        folded = titles.normalise(title_of(reference)) if form_of(reference) else ""
        if folded.count(" ") >= _WORDS - 1:
            by_title.setdefault(folded, []).append(index)
    for alike in by_title.values():
        works: list[list[tuple[int, str]]] = []  # each begins with its first form
        standing: dict[tuple[str, str], list[int]] = {}  # by that form, and by each of its people, or none
        for at in alike:
            reference = references[at]
            form, people = form_of(reference), _families(reference)
            for number in _other_forms(form, people, standing):
                if relation := related(reference, references[works[number][0][0]]):
                    works[number].append((at, relation))
                    break
            else:
                for name in (*(people or ("",)), _ANYBODY):
                    standing.setdefault((form, name), []).append(len(works))
                works.append([(at, "")])
        for work in works:
            if len(work) > 1:
                yield VersionGroup(members=tuple(at for at, _ in work), relations=tuple(how for _, how in work[1:]))


def _other_forms(form: str, people: Collection[str], standing: Mapping[tuple[str, str], Sequence[int]]) -> list[int]:
    """The works of one title that stand in another form, and have one of the people, or none: the first of many."""
    named = ("", *people) if people else (_ANYBODY,)
    others = [standing.get((other, name), ())[:_MOST] for other in _ORDER if other != form for name in named]
    return sorted({number for numbers in others for number in numbers})


def _families(reference: Reference) -> set[str]:
    return {titles.normalise(names.family(name)) for name in reference.author}


def _is_one(one: Reference, two: Reference) -> bool:
    first, second = title_of(one), title_of(two)
    if len(titles.words(first)) < _WORDS or titles.similarity(first, second) < _ALIKE:
        return False
    years = [r.issued.year for r in (one, two) if r.issued and r.issued.year]
    if len(years) == 2 and abs(years[0] - years[1]) > _FAR:
        return False
    people = [_families(r) for r in (one, two)]
    if not all(people):
        return True
    return len(people[0] & people[1]) >= _SHARED * min(len(people[0]), len(people[1]))
