"""IEEE: numbered, "[1] R. A. Deyo, “Title,” *J. Abbr*, vol. 350, pp. 1–9, Mar. 2015, doi: 10.1/x."

Source: "IEEE Reference Style Guide for Authors" (2023).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Name, Reference
from . import Style
from . import _parts as p


def entry(reference: Reference, suffix: str) -> str:
    """Return one entry."""
    r = reference
    who = _people(r.author) or _editors(r.editor)
    pages = f"{'pp.' if p.is_range(r) else 'p.'} {p.page(r, 'full')}" if r.page else ""
    online = f" [Online]. Available: {r.url}" if r.url and not r.doi else ""
    if r.type.startswith("article-"):
        numbers = [f"vol. {r.volume}" if r.volume else "", f"no. {r.issue}" if r.issue else "", pages]
        month = p.day(r.issued, "Mar. 09").split(" ")[0]
        date = f"{month} {p.year(r)}".strip()
        doi = f"doi: {r.doi}" if r.doi else ""
        rest = _commas(p.italic(r.container_title_short or r.container_title or ""), *numbers, date, doi)
        return _commas(who, f"{_quoted(r.title)} {p.stopped(rest)}" if rest else p.quoted(r.title or "")) + online
    doi = f" doi: {r.doi}." if r.doi else ""
    if r.type in ("chapter", "entry-encyclopedia", "entry-dictionary", "entry", "paper-conference"):
        editors = _editors(r.editor) if r.author else ""
        place = f"{r.publisher_place}: " if r.publisher_place and r.publisher else ""
        host = _commas(p.italic(r.container_title or ""), p.edition(r), f"vol. {r.volume}" if r.volume else "", editors, f"{place}{r.publisher or ''}", p.year(r), pages)  # fmt: skip
        return _commas(who, f"{_quoted(r.title)} in {p.stopped(host)}") + doi + online
    if r.type == "thesis":
        return p.stopped(_commas(who, f"{_quoted(r.title)} {_commas(r.genre or '', r.publisher or '', r.publisher_place or '', p.year(r))}")) + doi + online  # fmt: skip
    if r.type == "report":
        rest = _commas(r.publisher or "", r.publisher_place or "", r.number or "", p.year(r))
        return p.stopped(_commas(who, f"{_quoted(r.title)} {rest}")) + doi + online
    if r.type in ("webpage", "post", "post-weblog"):
        accessed = ""
        if r.accessed and r.accessed.date_parts:
            accessed = f" Accessed: {p.day(r.accessed, 'Mar. 09')}, {p.year(Reference(issued=r.accessed))}."
        title = (
            f"{_quoted(r.title)} {p.stopped(r.container_title)}"
            if r.container_title
            else f"{p.quoted((r.title or '') + '.')}"
        )
        return _commas(who, title) + accessed + online
    place = f"{r.publisher_place}: " if r.publisher_place and r.publisher else ""
    head = _commas(who, _commas(p.italic(r.title or ""), p.edition(r)))
    imprint = _commas(f"{place}{r.publisher or ''}", p.year(r))
    return p.sentence(head, imprint) + doi + online


def _commas(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _quoted(title: str | None) -> str:
    text = title or ""
    return p.quoted(text if text.endswith(("?", "!")) else f"{text},")


def _people(people: Sequence[Name]) -> str:
    shown, cut = p.people(people, 6, 1)
    made = [_natural(person) for person in shown]
    return f"{made[0]} <i>et al.</i>" if cut else p.joined(made, " and ")


def _editors(people: Sequence[Name]) -> str:
    return f"{_people(people)}, Ed{'s' if len(people) > 1 else ''}." if people else ""


def _natural(person: Name) -> str:
    if person.literal or not person.family:
        return person.literal or person.given or ""
    given = p.initials(person.given or "", ".", " ", "-")
    parts = (given, person.dropping_particle, person.non_dropping_particle, person.family, person.suffix)
    return " ".join(part for part in parts if part)


STYLE = Style(name="ieee", entry=entry, numbered="[{}]")
