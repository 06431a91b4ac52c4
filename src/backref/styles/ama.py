"""AMA: numbered, "Deyo RA. Title. *J Abbr*. 2015;350:1-9. doi:10.1/x"

Source: "AMA Manual of Style", 11th edition (2020), chapter 3.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Date, Name, Reference
from . import Style
from . import _parts as p
from .vancouver import short


def entry(reference: Reference, suffix: str) -> str:
    """Return one entry."""
    r = reference
    tail = f" doi:{r.doi}" if r.doi else ""
    if not r.doi and r.url:
        accessed = (
            f" Accessed {_full(r.accessed)}." if r.accessed and r.accessed.date_parts and r.type != "report" else ""
        )
        tail = f"{accessed} {r.url}"
    who = _people(r.author) or _editors(r.editor)
    pages = p.page(r, "full", "-")
    if r.type.startswith("article-"):
        numbers = f"{r.volume or ''}{f'({r.issue})' if r.issue else ''}"
        where = ":".join(part for part in (numbers, pages) if part)
        date = (
            f"{p.year(r)};{where}"
            if numbers
            else f"{p.year(r)}:{pages}"
            if pages
            else _full(r.issued) and f"Published online {_full(r.issued)}"
        )
        journal = p.italic(r.container_title_short or r.container_title or "")
        return p.sentence(who, r.title or "", journal, date) + tail
    imprint = "; ".join(part for part in (r.publisher or "", p.year(r)) if part)
    if r.type in ("chapter", "entry-encyclopedia", "entry-dictionary", "entry", "paper-conference"):
        editors = _editors(r.editor) if r.author else ""
        volume = f"Vol {r.volume}" if r.volume else ""
        where = f"{imprint}:{pages}" if pages else imprint
        host = p.sentence(editors, p.italic(p.titled(r.container_title or "")), volume, p.edition(r), where)
        return f"{p.sentence(who, r.title or '')} In: {host}{tail}"
    if r.type in ("webpage", "post", "post-weblog"):
        return p.sentence(who, r.title or "", r.container_title or "", _full(r.issued)) + tail
    kind = (r.genre or "") if r.type == "thesis" else ""
    return p.sentence(who, p.italic(p.titled(r.title or "")), kind, p.edition(r), imprint) + tail


def _full(date: Date | None) -> str:
    if date is None:
        return ""
    day, year = p.day(date, "March 9"), p.year(Reference(issued=date))
    comma = "," if date.date_parts and len(date.date_parts[0]) > 2 else ""
    return f"{day}{comma} {year}".strip()


def _people(people: Sequence[Name]) -> str:
    shown, cut = p.people(people, 6, 3)
    return ", ".join([*map(short, shown), *(["et al"] if cut else [])])


def _editors(people: Sequence[Name]) -> str:
    return f"{_people(people)}, ed{'s' if len(people) > 1 else ''}" if people else ""


STYLE = Style(name="ama", entry=entry, numbered="{}.")
