"""Vancouver, as the National Library of Medicine writes it: numbered, "Deyo RA. Title. J Abbr. 2015;350:1–9."

Source: "Citing Medicine", 2nd edition (NLM, 2007, updated 2015).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Name, Reference
from . import Style
from . import _parts as p


def entry(reference: Reference, suffix: str) -> str:
    """Return one entry."""
    r = reference
    doi = f"doi:{r.doi}" if r.doi else ""
    web = r.url if r.url and not r.doi else ""
    accessed = (
        f" [cited {p.year(Reference(issued=r.accessed))} {p.day(r.accessed, 'Mar 9')}]"
        if r.accessed and web and r.accessed.date_parts
        else ""
    )
    medium = " [Internet]" if web else ""
    available = f"Available from: {web}" if web else ""
    if r.type == "article-journal" or (r.type.startswith("article-") and r.container_title):
        journal = r.container_title_short or r.container_title or ""
        date = (
            f"{p.year(r)} {p.day(r.issued, 'Mar 9')}".strip()
            if r.issue is None or r.volume or not r.page
            else p.year(r)
        )
        numbers = f"{r.volume or ''}{f'({r.issue})' if r.issue else ''}"
        where = ":".join(part for part in (numbers, p.page(r, "minimal")) if part)
        source = p.stopped(";".join(part for part in (f"{date}{accessed}", where) if part))
        return (
            p.sentence(_people(r.author), r.title or "", f"{journal}{medium}") + f" {source}" + _tail(doi or available)
        )
    who = _people(r.author) or _editors(r.editor)
    place = f"{r.publisher_place}: " if r.publisher_place and r.publisher else ""
    imprint = "; ".join(part for part in (f"{place}{r.publisher or ''}", f"{p.year(r)}{accessed}") if part)
    if r.type in ("chapter", "entry-encyclopedia", "entry-dictionary", "entry", "paper-conference"):
        editors = _editors(r.editor) if r.author else ""
        host = p.sentence(
            editors, r.container_title or "", p.edition(r), imprint, f"p. {p.page(r, 'minimal')}" if r.page else ""
        )
        return f"{p.sentence(who, r.title or '')} In: {host}" + _tail(doi or available)
    if r.type == "thesis":
        kind = f" [{r.genre}]" if r.genre else ""
        place = f"[{r.publisher_place}]{': ' if r.publisher else ''}" if r.publisher_place else ""
        imprint = "; ".join(filter(None, (f"{place}{r.publisher or ''}", p.year(r))))
        return p.sentence(who, f"{r.title or ''}{kind}", imprint) + _tail(doi or available)
    if r.type in ("webpage", "post", "post-weblog") and r.container_title:
        date = f"{p.year(r)}{accessed}".strip()
        return p.sentence(who, f"{r.container_title} [Internet]", date, r.title or "") + _tail(available)
    number = f"Report no.: {r.number}" if r.type == "report" and r.number else ""
    return p.sentence(who, f"{r.title or ''}{medium}", p.edition(r), imprint, number) + _tail(doi or available)


def _tail(text: str) -> str:
    return f" {text}" if text else ""


def short(person: Name) -> str:
    """Return "van den Berg JM Jr", or the literal."""
    if person.literal or not person.family:
        return person.literal or person.given or ""
    particle = " ".join(
        part for part in (person.dropping_particle, person.non_dropping_particle, person.family) if part
    )
    made = p.initials(person.given or "", "", "", "")
    return " ".join(part for part in (particle, made, (person.suffix or "").rstrip(".")) if part)


def _people(people: Sequence[Name]) -> str:
    shown, cut = p.people(people, 6, 6)
    return ", ".join([*map(short, shown), *(["et al"] if cut else [])])


def _editors(people: Sequence[Name]) -> str:
    return f"{_people(people)}, editor{'s' if len(people) > 1 else ''}" if people else ""


STYLE = Style(name="vancouver", entry=entry, numbered="{}.")
