"""APA: by author and date, "Deyo, R. A. (2015). Title. *Journal*, *350*(1), 1–9. https://doi.org/..."

Source: "Publication Manual of the American Psychological Association", 7th edition (2020), chapters 9 and 10.
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
    edited = bool(r.editor) and not r.author and r.type not in ("chapter", "paper-conference")
    if edited:
        who = f"{_people(r.editor)} ({'Eds.' if len(r.editor) > 1 else 'Ed.'})"
    date = f"{p.year(r) or 'n.d.'}{f'-{suffix}' if suffix and not p.year(r) else suffix}"
    if r.type in ("webpage", "post", "post-weblog", "article-newspaper", "article-magazine") and (
        day := p.day(r.issued, "March 9")
    ):
        date = f"{date}, {day}"
    address = p.link(r)
    title = r.title or ""
    if r.type.startswith("article-"):
        volume = f", {p.italic(r.volume)}" if r.volume else ""
        issue = (f"({r.issue})" if r.volume else f", {r.issue}") if r.issue else ""
        pages = f", {p.page(r, 'full')}" if r.page else ""
        body = [title, f"{p.italic(r.container_title or '')}{volume}{issue}{pages}"]
    elif r.type == "paper-conference":
        pages = f", {p.page(r, 'full')}" if r.page else ""
        body = [title, f"{p.italic(r.container_title or '')}{pages}"]
    elif r.type in ("chapter", "entry-encyclopedia", "entry-dictionary", "entry"):
        label = f"{'pp.' if p.is_range(r) else 'p.'} {p.page(r, 'full')}" if r.page else ""
        details = ", ".join(part for part in (p.edition(r), f"Vol. {r.volume}" if r.volume else "", label) if part)
        editors = f"{_natural(r.editor)} ({'Eds.' if len(r.editor) > 1 else 'Ed.'}), " if r.editor else ""
        body = [
            title,
            f"In {editors}{p.italic(r.container_title or '')}{f' ({details})' if details else ''}",
            r.publisher or "",
        ]
    else:
        number = f"No. {r.number}" if r.type == "report" and r.number else ""
        details = ", ".join(part for part in (p.edition(r), number) if part)
        kind = f" [{r.genre}]" if r.type == "thesis" and r.genre else ""
        publisher = (
            r.publisher
            if r.publisher and r.publisher != "".join(n.literal or "" for n in r.author)
            else r.container_title or ""
        )
        if r.type == "report" or r.type == "book":
            publisher = r.publisher or ""
        body = [f"{p.italic(title)}{f' ({details})' if details else ''}{kind}", publisher]
    if r.accessed and r.accessed.date_parts and not r.issued and r.url and not r.doi:
        accessed = f"{p.day(r.accessed, 'March 9')}, {p.year(Reference(issued=r.accessed))}"
        address = f"Retrieved {accessed}, from {r.url}"
    if who:
        text = p.sentence(p.stopped(who), f"({date})", *body)
    else:
        text = p.sentence(body[0], f"({date})", *body[1:])
    return f"{text} {address}" if address else text


def _people(people: Sequence[Name]) -> str:
    made = [_inverted(person) for person in people]
    if len(made) > 20:
        return f"{', '.join(made[:19])}, … {made[-1]}"
    if len(made) == 2 and not people[0].literal:
        return ", &amp; ".join(made)
    return p.joined(made, " &amp; ")


def _inverted(person: Name) -> str:
    if person.literal or not person.family:
        return person.literal or person.given or ""
    family = " ".join(part for part in (person.non_dropping_particle, person.family) if part)
    given = p.initials(person.given or "", ".", " ", "-")
    given = " ".join(part for part in (given, person.dropping_particle) if part)
    return ", ".join(part for part in (family, given, person.suffix) if part)


def _natural(people: Sequence[Name]) -> str:
    made = []
    for person in people:
        given = p.initials(person.given or "", ".", " ", "-")
        parts = (given, person.dropping_particle, person.non_dropping_particle, person.family)
        full = " ".join(part for part in parts if part)
        made.append(person.literal or (f"{full}, {person.suffix}" if person.suffix else full))
    return p.joined(made, " &amp; ")


STYLE = Style(name="apa", entry=entry)
