"""OpenReview's notes -> References: papers as either version of its API describes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..model import CslType, Date, Identifier, Name, Reference
from . import ids
from .containers import is_preprint_server
from .shapes import mapping, person, text, texts, title, year_of

_FORUM = "https://openreview.net/forum?id="
# "ICLR 2024 poster", "NeurIPS 2023 notable top 5%": how it was shown is no part of where it appeared.
_SHOWN = re.compile(r"\s(?:poster|oral|spotlight|talk|conditional|notable|invite|top)\b.*$", re.IGNORECASE | re.DOTALL)
_UNACCEPTED = ("submitted", "withdrawn", "desk reject", "reject", "under review", "blind")
_JOURNALS = ("tmlr", "machine learning research", "journal", "transactions")


def paper_of(note: Mapping[str, Any]) -> Reference | None:
    """Return the paper that a note describes; None for a review, or a note without a title.

    The older version of the API has its values plain, the newer one within objects.

    >>> paper_of({"forum": "a1B2c", "content": {"title": "Heat", "venue": {"value": "ICLR 2024 poster"}}}).container_title
    'ICLR 2024'
    """
    said = {key: value.get("value") if isinstance(value, dict) else value for key, value in mapping(note.get("content")).items()}  # fmt: skip
    name = title(said.get("title"))
    forum = text(note.get("forum")) or text(note.get("id")) or ""
    if not name or text(note.get("replyto")) or not re.fullmatch(r"[\w-]{3,40}", forum, re.ASCII):
        return None
    printed = _printed(said.get("_bibtex"))
    venue = title(printed.get("booktitle") or printed.get("journal")) or _SHOWN.sub("", title(said.get("venue")) or "")
    kind = _kind(title(said.get("venue")) or "", venue)
    known = (ids.parse(one) for one in (*texts(note.get("externalIds")), *texts(note.get("externalId")), *texts(said.get("html"))))  # fmt: skip
    values: dict[str, Any] = {
        "type": kind,
        "title": name,
        "author": tuple(_people(said.get("authors"))),
        "container_title": venue if kind in ("paper-conference", "article-journal") else None,
        "issued": year_of(printed.get("year")) or _year(venue, note),
        "url": f"{_FORUM}{forum}",
        "also": (Identifier("openreview", forum),),
    } | {one.scheme: one.value for one in known if one and one.scheme in ("doi", "arxiv")}
    return Reference(**{name: value for name, value in values.items() if value})


def _printed(bibtex: object) -> dict[str, str]:
    """The fields of OpenReview's own BibTeX that have no braces within."""
    entry = bibtex[:4000] if isinstance(bibtex, str) else ""
    return {key.lower(): value for key, value in re.findall(r"\b(booktitle|journal|year)\s?=\s?\{([^{}]*)\}", entry, re.IGNORECASE)}  # fmt: skip


def _kind(told: str, venue: str) -> CslType:
    """What it is by where it was accepted; a manuscript until then."""
    if not told or told.lower().startswith(_UNACCEPTED):
        return "manuscript"
    if is_preprint_server(venue) or venue.lower().startswith("corr"):
        return "article"
    return "article-journal" if any(word in venue.lower() for word in _JOURNALS) else "paper-conference"


def _people(value: Any) -> list[Name]:
    listed = value if isinstance(value, list) else []
    said = (title(one.get("fullname") or one.get("name")) if isinstance(one, dict) else title(one) for one in listed)
    return [person(one) for one in said if one]


def _year(venue: str, note: Mapping[str, Any]) -> Date | None:
    """The year that the venue's name holds, else that of the day when the paper was made public."""
    if found := re.search(r"\b(?:19|20)\d\d\b", venue):
        return year_of(found[0])
    moment = next((at for key in ("pdate", "odate", "cdate") if isinstance(at := note.get(key), int)), None)
    if moment is None or not 0 < moment < 4_102_444_800_000:  # milliseconds, to the year 2100
        return None
    return year_of(datetime.fromtimestamp(moment / 1000, UTC).year)
