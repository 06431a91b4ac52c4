"""References -> the parameters of Wikipedia's citation templates, in their order.

Source: "Help:Citation Style 1" and the pages of its templates (English Wikipedia, read 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..fields import pages
from ..model import Date, Name, Reference
from ..text import links
from ._tagged import unquoted

# CSL type -> the template; all others are {{citation}}.
TEMPLATES = {
    "article-journal": "cite journal", "review": "cite journal", "review-book": "cite journal", "article-magazine": "cite magazine", "article-newspaper": "cite news",
    "book": "cite book", "collection": "cite book", "classic": "cite book", "pamphlet": "cite book", "chapter": "cite book", "paper-conference": "cite conference",
    "thesis": "cite thesis", "report": "cite report", "standard": "cite report", "webpage": "cite web", "post": "cite web", "post-weblog": "cite web",
    "dataset": "cite web", "software": "cite web", "entry-encyclopedia": "cite encyclopedia", "entry": "cite encyclopedia", "entry-dictionary": "cite dictionary",
    "map": "cite map", "speech": "cite speech", "motion_picture": "cite AV media", "broadcast": "cite AV media", "song": "cite AV media", "interview": "cite interview",
}  # fmt: skip
_CONTAINERS = {
    "cite journal": "journal", "cite magazine": "magazine", "cite news": "newspaper", "cite conference": "book-title", "cite web": "website",
    "cite encyclopedia": "encyclopedia", "cite dictionary": "dictionary",
}  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}
_PEOPLE = (("author", "last", "first", "author"), ("editor", "editor-last", "editor-first", "editor"), ("translator", "translator-last", "translator-first", "translator"))  # fmt: skip


def template(reference: Reference) -> str:
    """Return the name of the template for a work.

    >>> template(Reference(type="article", arxiv="1706.03762")), template(Reference(type="patent"))
    ('cite arXiv', 'citation')
    """
    if reference.type == "article" and reference.arxiv:
        return "cite arXiv"
    return TEMPLATES.get(reference.type, "citation")


def parameters(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the parameters that say something, with their values as text."""
    r = reference
    name = template(r)
    for attribute, last, first, alone in _PEOPLE:
        yield from _people(getattr(r, attribute), last, first, alone)
        if attribute in r.cut:
            yield f"display-{attribute}s", "etal"
    yield "date", printed(r.issued) if r.issued else ""
    container = r.container_title or ""
    if name == "cite book" and container:
        yield "chapter", r.title or ""
        yield "title", container
    else:
        yield "title", r.title or ""
        yield _CONTAINERS.get(name, "work"), container
    yield "conference", (r.event_title or "") if name == "cite conference" else ""
    yield "degree" if name == "cite thesis" else "type", r.genre or ""
    for key, value in (
        ("series", r.collection_title), ("volume", r.volume), ("issue", r.issue), ("edition", r.edition), ("publisher", r.publisher),
        ("location", r.publisher_place if r.publisher or name not in ("cite journal", "cite magazine", "cite news") else ""), ("id", r.number), ("language", r.language),
    ):  # fmt: skip
        yield key, value or ""
    yield (
        "pages" if "-" in (r.page or "") or "," in (r.page or "") else "page",
        pages.render(r.page, "–") if r.page and pages.is_plain(r.page) else r.page or "",
    )
    yield "arxiv" if name != "cite arXiv" else "eprint", r.arxiv or ""
    yield "doi", r.doi or ""
    yield "isbn", r.isbn or ""
    yield "issn", (r.issn or "") if not r.doi else ""
    yield "pmid", r.pmid or ""
    yield "pmc", (r.pmcid or "").removeprefix("PMC")
    address = links.linked(r.url)
    yield "url", address
    yield "access-date", printed(r.accessed) if r.accessed and address else ""


def printed(date: Date) -> str:
    """Return a date as the templates want it: "2 March 2015", "May–June 2015", "Spring 2005", "c. 1850".

    >>> printed(Date(date_parts=((2015, 3, 2), (2015, 3, 4)))), printed(Date(date_parts=((1999,), (2001,))))
    ('2–4 March 2015', '1999–2001')
    """
    if not date.date_parts:
        return date.literal or ""
    first, *rest = date.date_parts
    made = _day(first, date.season)
    if rest and rest[0] != (0,):
        last = _day(rest[0], None)
        same = next(
            (count for count in (2, 1) if first[:count] == rest[0][:count] and len(first) == len(rest[0]) == count + 1),
            0,
        )
        head = made.split(" ")[: 3 - same] if same else [made]
        made = f"{' '.join(head)}{' – ' if ' ' in ' '.join(head) or (not same and ' ' in last) else '–'}{last}"
    elif rest:
        made += "–present"
    return f"c. {made}" if date.circa else made


def _day(parts: tuple[int, ...], season: str | None) -> str:
    year = str(parts[0]) if parts[0] > 0 else f"{1 - parts[0]} BC"
    if len(parts) > 1 and 21 <= parts[1] <= 24:
        season = str(parts[1] - 20)
    month = _MONTHS[parts[1] - 1] if len(parts) > 1 and 1 <= parts[1] <= 12 else _SEASONS.get(season or "", "")
    day = str(parts[2]) if len(parts) > 2 else ""
    return " ".join(part for part in (day, month, year) if part)


def _people(people: Sequence[Name], last: str, first: str, alone: str) -> Iterator[tuple[str, str]]:
    """People by number; an organisation, and a name that is not to be parted, in the double parentheses that say so."""
    for number, name in enumerate(map(unquoted, people), 1):
        which = "" if len(people) == 1 else str(number)
        if name.literal or not name.given:
            whole = name.literal or " ".join(filter(None, (name.non_dropping_particle, name.family)))
            yield f"{alone}{which}", f"(({whole}))" if name.literal or " " in whole else whole
            continue
        yield (
            f"{last}{which}",
            " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family))),
        )
        yield f"{first}{which}", ", ".join(filter(None, (name.given, name.suffix)))
