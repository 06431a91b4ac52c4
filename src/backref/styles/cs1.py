"""CS1, as Wikipedia's templates print it: 'Deyo, Richard A. (March 2015). "Title". *Journal*. **350** (1): 1–9.
doi:10.1/x.'

Source: "Help:Citation Style 1" (English Wikipedia, read 2026-11).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Date, Name, Reference
from . import Style
from . import _parts as p


def entry(reference: Reference, suffix: str) -> str:
    """Return one entry."""
    r = reference
    who = _people(r.author) or _editors(r.editor)
    date = _date(r.issued)
    dated = f"{who} ({date})" if who and date else who
    short = r.type.startswith("article-") or r.type in ("webpage", "post", "post-weblog", "chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary", "entry")  # fmt: skip
    title = _quoted(r.title or "") if short else p.italic(r.title or "")
    head = [dated, title] if who else [title, f"({date})" if date else ""]
    pages = p.page(r, "full")
    label = f"{'pp.' if p.is_range(r) else 'p.'} {pages}" if pages else ""
    host = p.italic(r.container_title or "")
    if short and r.type.startswith("article-"):
        volume = f"<b>{r.volume}</b>" if r.volume else ""
        issue = " ".join(part for part in (volume, f"({r.issue})" if r.issue else "") if part)
        body = [host, f"{issue}: {pages}" if issue and pages else issue or pages]
    elif host and r.type not in ("webpage", "post", "post-weblog"):
        editors = f"In {_editors(r.editor)}" if r.editor and r.author else ""
        volume = f"Vol. {r.volume}" if r.volume else ""
        body = [editors, host, volume, p.edition(r, " ed.") and f"({p.edition(r)})", _imprint(r), label]
    else:
        body = [
            host,
            p.edition(r) and f"({p.edition(r)})",
            _imprint(r),
            f"No. {r.number}" if r.type == "report" and r.number else "",
            label,
        ]
    numbers = [f"doi:{r.doi}" if r.doi else "", f"ISBN {r.isbn}" if r.isbn else "", f"PMC {r.pmcid.removeprefix('PMC')}" if r.pmcid else "", f"PMID {r.pmid}" if r.pmid else ""]  # fmt: skip
    accessed = f"Retrieved {_date(r.accessed)}" if r.accessed and r.url else ""
    address = r.url if r.url and not r.doi else ""
    return p.sentence(*[part for part in head if part], *[part for part in body if part], *[part for part in numbers if part], address or "", accessed)  # fmt: skip


def _quoted(title: str) -> str:
    return f'"{title.replace("“", "‘").replace("”", "’").replace("&quot;", "’")}"'


def _imprint(r: Reference) -> str:
    return ": ".join(part for part in (r.publisher_place if r.publisher else "", r.publisher) if part)


def _date(date: Date | None) -> str:
    if date is None:
        return ""
    year = p.year(Reference(issued=date))
    return f"{p.day(date, '9 March')} {year}".strip()


def _people(people: Sequence[Name]) -> str:
    made = []
    for person in people:
        if person.literal or not person.family:
            made.append(person.literal or person.given or "")
            continue
        family = " ".join(x for x in (person.dropping_particle, person.non_dropping_particle, person.family) if x)
        given = " ".join(x for x in (person.given, person.suffix) if x)
        made.append(", ".join(x for x in (family, given) if x))
    return "; ".join(made)


def _editors(people: Sequence[Name]) -> str:
    return f"{_people(people)} (ed{'s' if len(people) > 1 else ''}.)" if people else ""


STYLE = Style(name="cs1", entry=entry, numbered="{}.")
