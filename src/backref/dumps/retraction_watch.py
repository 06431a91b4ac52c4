"""Retraction Watch's CSV: notices about works. Its records hold identifiers and notices; the catalogue adds these to
the works.

Source: Crossref, "Retraction Watch data", https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
(read 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from ..fields.retraction_watch import COLUMNS, notice_of
from ..model import Record
from ._kinds import Dump, Head, Place
from ._rows import rows

ORIGIN = "retraction-watch"


def recognises(head: Head) -> bool:
    """Say whether its first line has the columns.

    >>> recognises(Head("retraction_watch.csv", b"Record ID,Title,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDOI,RetractionDate"))
    True
    """
    first = head.text.partition("\n")[0]
    return all(column in first for column in COLUMNS)


def read(stream: IO[bytes], place: Place) -> Iterator[Record]:
    """Yield one record for each work that a row is about, with all notices about it so far."""
    known: dict[str, Record] = {}
    for line, row in rows(stream, place):
        found = notice_of(row)
        if found is None:
            place.say("bad-line", f"line {line} is about no work")
            continue
        work, notice = found
        key = str(next(work.identifiers()))
        before = known.get(key)
        notices = (*(before.updates if before else ()), notice)
        known[key] = Record(reference=work, source=ORIGIN, updates=tuple(dict.fromkeys(notices)), origin=ORIGIN)
    yield from known.values()


DUMP = Dump(name="retraction-watch", title="Retraction Watch", recognises=recognises, read=read, origin=ORIGIN)
