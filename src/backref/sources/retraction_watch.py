"""A Retraction Watch file as a source: it says which works were retracted, corrected or doubted, without a network.

The file is the CSV that Crossref publishes; it is opened by path. It describes no works: its records hold identifiers
and notices. Its silence says only that the file, at its date, lists no notice.

Source: Crossref, "Retraction Watch data", https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
(read 2026-11).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import UnreadableInput
from ..fields import ids
from ..fields.retraction_watch import COLUMNS, notice_of
from ..model import Answer, Identifier, Outcome, Query, Record, Reference, Update

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
            if (found := notice_of(row)) is not None:
                for work in found[0].identifiers():
                    self._notices[work].append(found[1])

    @classmethod
    def open(cls, path: str | Path) -> RetractionWatch:
        """Return the source over a file. Raises UnreadableInput for one that cannot be read or lacks the columns."""
        try:
            csv.field_size_limit(_LONGEST)
            with Path(path).open(encoding="utf-8-sig", errors="replace", newline="") as lines:
                rows = csv.DictReader(lines)
                missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
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
