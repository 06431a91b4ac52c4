"""A Retraction Watch file as a source: it says which works were retracted, corrected or doubted, without a network.

The file is the CSV that Crossref publishes; it is opened by path. It describes no works: its records hold identifiers and
notices. Its silence says only that the file, at its date, lists no notice.

Source: Crossref, "Retraction Watch data", https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/ (read 2026-11).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import UnreadableInput
from ..fields import ids
from ..model import Answer, Date, Identifier, Outcome, Query, Record, Reference, Update

_COLUMNS = ("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "RetractionDOI", "RetractionDate")
_LONGEST = 1 << 20  # characters of one cell


class RetractionWatch:
    """A Source over the rows of the file; `RetractionWatch.open(path)`."""

    name = "retraction-watch"
    schemes: tuple[str, ...] = ()
    can_search = False
    completes: tuple[str, ...] = ("doi", "pmid")

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._notices: dict[Identifier, list[Update]] = defaultdict(list)
        for row in rows:
            update = _update(row)
            for scheme, column in (("doi", "OriginalPaperDOI"), ("pmid", "OriginalPaperPubMedID")):
                work = ids.normalise(Identifier(scheme, (row.get(column) or "").strip()))
                if update and ids.is_valid(work) and work.value != "0":
                    self._notices[work].append(update)

    @classmethod
    def open(cls, path: str | Path) -> RetractionWatch:
        """Return the source over a file. Raises UnreadableInput for one that cannot be read or lacks the columns."""
        try:
            csv.field_size_limit(_LONGEST)
            with Path(path).open(encoding="utf-8-sig", errors="replace", newline="") as lines:
                rows = csv.DictReader(lines)
                missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
                if missing:
                    raise UnreadableInput(str(path), f"no Retraction Watch file: it has no column {missing[0]}")
                return cls(rows)
        except (OSError, csv.Error) as error:
            raise UnreadableInput(str(path), getattr(error, "strerror", None) or str(error)) from error

    def ask(self, queries: list[Query]) -> list[Answer]:
        """Return one answer for each query."""
        return [Answer(source=self.name, outcome=Outcome.ANSWERED, records=self._records(query)) for query in queries]

    def _records(self, query: Query) -> tuple[Record, ...]:
        asked = ids.normalise(query.identifier) if query.identifier else None
        notices = self._notices.get(asked) if asked else None
        if asked is None or not notices:
            return ()
        reference = Reference(doi=asked.value) if asked.scheme == "doi" else Reference(pmid=asked.value)
        return (Record(reference=reference, source=self.name, updates=tuple(notices)),)


def _update(row: Mapping[str, str]) -> Update | None:
    kind = "-".join((row.get("RetractionNature") or "").lower().split())
    notice = Identifier("doi", (row.get("RetractionDOI") or "").strip())
    doi = ids.normalise(notice).value if ids.is_valid(notice) else None
    return (
        Update(kind=kind, source="retraction-watch", doi=doi, date=_date(row.get("RetractionDate") or ""))
        if kind
        else None
    )


def _date(text: str) -> Date | None:
    """ "2/6/2010 0:00", the month first."""
    month, day, year = [*text.partition(" ")[0].split("/"), "", ""][:3]
    if not (month.isdecimal() and day.isdecimal() and year.isdecimal()):
        return None
    parts = (int(year), int(month), int(day))
    return (
        Date(date_parts=(parts,)) if 1000 <= parts[0] <= 9999 and 1 <= parts[1] <= 12 and 1 <= parts[2] <= 31 else None
    )
