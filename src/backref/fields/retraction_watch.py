"""A row of Retraction Watch's CSV -> the work that it is about, by its identifiers, and the notice.

Source: Crossref, "Retraction Watch data", https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
(read 2026-11).
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Date, Identifier, Reference, Update
from . import ids

COLUMNS = ("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "RetractionDOI", "RetractionDate")


def notice_of(row: Mapping[str, str | None]) -> tuple[Reference, Update] | None:
    """Return the work, described by nothing but its identifiers, and the notice; None where a row names neither.

    >>> work, notice = notice_of({"OriginalPaperDOI": "10.5555/A", "RetractionNature": "Retraction", "RetractionDate": "2/6/2010 0:00"})
    >>> work.doi, notice.kind, notice.date.date_parts
    ('10.5555/a', 'retraction', ((2010, 2, 6),))
    """
    kind = "-".join((row.get("RetractionNature") or "").lower().split())
    found = {}
    for scheme, column in (("doi", "OriginalPaperDOI"), ("pmid", "OriginalPaperPubMedID")):
        work = ids.normalise(Identifier(scheme, (row.get(column) or "").strip()))
        if ids.is_valid(work) and work.value != "0":
            found[scheme] = work.value
    if not kind or not found:
        return None
    notice = Identifier("doi", (row.get("RetractionDOI") or "").strip())
    doi = ids.normalise(notice).value if ids.is_valid(notice) else None
    told = Update(kind=kind, source="retraction-watch", doi=doi, date=_date(row.get("RetractionDate") or ""))
    return Reference.model_validate(found), told


def _date(text: str) -> Date | None:
    """ "2/6/2010 0:00", the month first."""
    month, day, year = [*text.partition(" ")[0].split("/"), "", ""][:3]
    if not (month.isdecimal() and day.isdecimal() and year.isdecimal()):
        return None
    parts = (int(year), int(month), int(day))
    return (
        Date(date_parts=(parts,)) if 1000 <= parts[0] <= 9999 and 1 <= parts[1] <= 12 and 1 <= parts[2] <= 31 else None
    )
