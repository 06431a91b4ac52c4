"""Chicago, author-date: "Deyo, Richard A., and Jane Doe. 2015. “Title.” *Journal* 350 (1): 1–9. https://doi.org/..."

Source: "The Chicago Manual of Style", 18th edition (2024), chapter 13.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Name, Reference
from . import Style
from . import _parts as p


def entry(reference: Reference, suffix: str) -> str:
    """Return one entry; `suffix` stands behind the year."""
    r = reference
    who = _people(r.author)
    if not who and r.editor and r.type not in ("chapter", "paper-conference"):
        who = f"{_people(r.editor)}, ed{'s' if len(r.editor) > 1 else ''}"
    date = f"{p.year(r)}{suffix}" if p.year(r) else f"n.d.{f'-{suffix}' if suffix else ''}"
    title = p.quoted(_ended(p.titled(r.title or "")))
    web = r.type in ("webpage", "post", "post-weblog")
    address = p.link(r)
    body: list[str]
    if r.type.startswith("article-"):
        body = [_journal(r)]
    elif r.type == "paper-conference":
        place = f" ({r.publisher_place})" if r.publisher_place else ""
        pages = f", {p.page(r, 'chicago')}" if r.page else ""
        body = [f"{p.italic(p.titled(r.container_title or ''))}{place}{pages}"]
    elif r.type in ("chapter", "entry-encyclopedia", "entry-dictionary", "entry"):
        editors = f"edited by {_natural(r.editor)}" if r.editor else ""
        parts = [
            p.italic(p.titled(r.container_title or "")),
            p.edition(r),
            editors,
            f"vol. {r.volume}" if r.volume else "",
        ]
        body = [f"In {', '.join(part for part in parts if part)}", r.publisher or ""]
    elif r.type == "thesis":
        body = [", ".join(part for part in (r.genre, r.publisher) if part)]
    elif web:
        day = p.day(r.issued, "March 9")
        site = (r.container_title or "") if who else ""
        body = [", ".join(part for part in (site, day) if part)]
        who = who or r.container_title or ""
        if not r.issued and r.accessed and r.accessed.date_parts:
            body.append(f"Accessed {p.day(r.accessed, 'March 9')}, {p.year(Reference(issued=r.accessed))}")
    else:
        title = p.italic(p.titled(r.title or ""))
        number = f"No. {r.number}" if r.type == "report" and r.number else ""
        body = [p.edition(r), number, r.publisher or ""]
    head = p.sentence(who, date, title) if who else p.sentence(title, date)
    return " ".join(part for part in (head, p.sentence(*body), p.stopped(address)) if part)


def _journal(r: Reference) -> str:
    name = p.italic(r.container_title or "")
    issue = f" ({r.issue})" if r.issue else ""
    pages = p.page(r, "chicago")
    if not r.volume and not r.issue and not pages:
        day = p.day(r.issued, "March 9")
        return f"{name}, ahead of print{f', {day}' if day else ''}"
    season = p.day(r.issued, "March 9") if not r.issue else ""
    month = f" ({season.split(' ')[0]})" if season else ""
    return f"{name}{f' {r.volume}' if r.volume else ''}{issue or month}{f': {pages}' if pages else ''}"


def _ended(title: str) -> str:
    return p.stopped(title)


def _people(people: Sequence[Name]) -> str:
    shown, cut = p.people(people, 6, 3)
    made = [_inverted(person) if number == 0 else _full(person) for number, person in enumerate(shown)]
    if cut:
        return f"{', '.join(made)}, et al"
    return p.joined(made, " and ") if len(made) != 2 or people[0].literal else f"{made[0]}, and {made[1]}"


def _natural(people: Sequence[Name]) -> str:
    shown, cut = p.people(people, 6, 3)
    made = [_full(person) for person in shown]
    return f"{', '.join(made)}, et al." if cut else p.joined(made, " and ")


def _inverted(person: Name) -> str:
    if person.literal or not person.family:
        return person.literal or person.given or ""
    given = " ".join(part for part in (person.given, person.dropping_particle, person.non_dropping_particle) if part)
    return ", ".join(part for part in (person.family, given, person.suffix) if part)


def _full(person: Name) -> str:
    if person.literal or not person.family:
        return person.literal or person.given or ""
    parts = (person.given, person.dropping_particle, person.non_dropping_particle, person.family, person.suffix)
    return " ".join(part for part in parts if part)


STYLE = Style(name="chicago", entry=entry)
