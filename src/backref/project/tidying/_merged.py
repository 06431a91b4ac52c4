"""Several descriptions of one work -> the fullest, with what only the others say, and what they say otherwise. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...fields import containers, dates, ids, names, pages, titles
from ...model import DATE_VARIABLES, NAME_VARIABLES, Date, Entry, Identifier, Name, Reference, csl_name
from ...text.folding import fold

_NOT_MERGED = frozenset(
    ("id", "type", "citation_key", "custom", "cut", "verdict", "categories", "also", "publication_types")
)
_MERGED = {name: place for place, name in enumerate(Reference.model_fields) if name not in _NOT_MERGED}
# What two databases may word each in its own way.
_LONGEST = 20_000  # characters of notes that are put together
_FREE = frozenset(
    "abstract keyword note annote url source language accessed container_title_short title_short call_number archive archive_location references issn isbn "
    "publisher publisher_place number genre medium affiliation status available_date submitted".split()
)


class Conflict(NamedTuple):
    """What two descriptions of one work say otherwise: what was kept, what the other says, and where that stands."""

    key: str
    variable: str
    kept: str
    other: str
    place: str = ""


class MergedEntry(NamedTuple):
    """The one entry that is left of several, and the conflicts."""

    entry: Entry
    conflicts: tuple[Conflict, ...]


def merged(entries: Sequence[Entry], places: Sequence[str]) -> MergedEntry:
    """Return the fullest of some entries of one work, with what the others add.

    >>> one = Entry(key="a", reference=Reference(title="Heat", volume="7"))
    >>> two = Entry(key="b", reference=Reference(title="Heat", volume="8", page="1-9"))
    >>> made = merged([one, two], ["x", "y"])
    >>> made.entry.key, made.entry.reference.page, [(c.variable, c.kept, c.other) for c in made.conflicts]
    ('b', '1-9', [('volume', '8', '7')])
    """
    if len(entries) == 1:
        return MergedEntry(entries[0], ())
    order = sorted(range(len(entries)), key=lambda at: (-_fullness(entries[at].reference), at))
    lead = entries[order[0]]
    reference = lead.reference
    conflicts: list[Conflict] = []
    for at in order[1:]:
        other = entries[at].reference
        changes: dict[str, Any] = {}
        for attribute, ours, theirs in _pairs(reference, other):
            if not ours:
                changes[attribute] = theirs
            elif (fuller := _fuller(attribute, ours, theirs)) is not None:
                changes[attribute] = fuller
            elif attribute not in _FREE and not _is_same(attribute, ours, theirs):
                conflicts.append(
                    Conflict(
                        lead.key, csl_name(attribute), _shown(attribute, ours), _shown(attribute, theirs), places[at]
                    )
                )
        if reference.type == "document" and other.type != "document":
            changes["type"] = other.type
        if "author" in changes:
            changes["cut"] = other.cut
        if custom := _custom(reference.custom, other.custom):
            changes["custom"] = custom
        if changes:
            reference = reference.model_copy(update=changes)
    return MergedEntry(lead.model_copy(update={"reference": reference}), tuple(conflicts))


def _pairs(one: Reference, two: Reference) -> Iterator[tuple[str, Any, Any]]:
    said = vars(two)
    for attribute in sorted(said.keys() & _MERGED.keys(), key=_MERGED.__getitem__):
        if theirs := said[attribute]:
            yield attribute, getattr(one, attribute), theirs


def _fullness(reference: Reference) -> int:
    said = sum(bool(value) for name, value in vars(reference).items() if name != "type")
    return said + 3 * bool(reference.doi) + 2 * len([n for n in reference.author if n.given and len(n.given) > 2][:1])


def _fuller(attribute: str, ours: Any, theirs: Any) -> Any:
    """The value of the other, or of both, where that says more and nothing else; None where ours is kept."""
    if attribute == "keyword" and len(ours) <= _LONGEST:
        words = {
            fold(word): word for text in (theirs, ours) for part in re.split("[,;]", text) if (word := part.strip())
        }
        return (
            ", ".join(words.values())
            if len(words) > len([part for part in re.split("[,;]", ours) if part.strip()])
            else None
        )
    if attribute == "abstract":
        return theirs if len(theirs) > 1.2 * len(ours) else None
    if attribute in ("note", "annote"):
        if len(ours) > _LONGEST or fold(theirs) in fold(ours):
            return None
        return f"{ours}\n{theirs}"
    if attribute in NAME_VARIABLES:
        return theirs if _says_more(ours, theirs) else None
    if attribute in DATE_VARIABLES:
        return theirs if _is_longer(ours, theirs) else None
    if attribute == "page":
        first = re.split("[-–]", ours)[0]
        return theirs if first == ours and re.match(rf"{re.escape(first)}[-–]", theirs) else None
    return None


def _says_more(ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> bool:
    """Whether the other list has the same people and more of them, or more of their names."""
    if len(theirs) < len(ours) or any(not _is_person(a, b) for a, b in zip(ours, theirs, strict=False)):
        return False
    return len(theirs) > len(ours) or _letters(theirs) > _letters(ours)


def _letters(people: tuple[Name, ...]) -> int:
    return sum(char.isalpha() for name in people for char in name.given or "")


def _is_person(one: Name, two: Name) -> bool:
    return (
        fold(names.family(one)) == fold(names.family(two)) and fold(one.given or "")[:1] in fold(two.given or "?")[:1]
    )


def _is_longer(ours: Date, theirs: Date) -> bool:
    a, b = (date.date_parts[0] if date.date_parts else () for date in (ours, theirs))
    return len(b) > len(a) and b[: len(a)] == a


def _is_same(attribute: str, ours: Any, theirs: Any) -> bool:
    if attribute in NAME_VARIABLES:
        return [fold(names.family(name)) for name in ours] == [fold(names.family(name)) for name in theirs]
    if attribute in DATE_VARIABLES:
        return bool(ours.year == theirs.year)
    if attribute == "container_title":
        return containers.relate(ours, [theirs]).is_one
    if attribute == "page":
        first = [re.split("[-–]", pages.normalise(text))[0] for text in (ours, theirs)]
        return first[0] == first[1] and (pages.normalise(ours) == pages.normalise(theirs) or theirs.strip() == first[1])
    if attribute in ("doi", "pmid", "pmcid", "arxiv"):
        return ids.normalise(Identifier(attribute, ours)) == ids.normalise(Identifier(attribute, theirs))
    return titles.normalise(titles.render(str(ours))) == titles.normalise(titles.render(str(theirs)))


def _shown(attribute: str, value: Any) -> str:
    if attribute in NAME_VARIABLES:
        return "; ".join(names.inverted(name) for name in value)
    return dates.render(value) if attribute in DATE_VARIABLES else str(value)


def _custom(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any] | None:
    """What no variable holds, of both; None where the other adds nothing."""
    a, b = (said if isinstance(said := custom.get("fields"), dict) else {} for custom in (ours, theirs))
    fields = {**b, **a}
    return {**ours, "fields": fields} if len(fields) > len(a) else None
