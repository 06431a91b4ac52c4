"""Retraction Watch's CSV, brought from where Crossref publishes it: through the policy of all sources, checked before
anything is written.

Source: Crossref, "Retraction Watch data", https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/
(read 2026-11).
"""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

from .. import files
from ..errors import SourceError
from ..fields.retraction_watch import COLUMNS, notice_of
from ._asking import base
from ._http import Http
from ._requests import Rate, Request
from ._settings import Settings

NAME = "retraction-watch"
BASE_URL = "https://api.labs.crossref.org/data"

_LARGEST = 512 << 20  # bytes; it had 60 million in 2026
_PATIENCE_S = 600.0
_FEWEST = 1  # notices in what is the file
_ACCEPT = ("text/csv", "text/plain", "application/csv", "application/octet-stream")


def bring_retractions(path: str | Path, settings: Settings) -> int:
    """Write the file, in place of an earlier one, and return how many notices it holds.

    Raises SourceError, also for what is not the file, or is cut off in a line; then nothing is written. Raises
    UnwritableOutput.
    """
    patient = replace(settings, max_body=_LARGEST, answer_timeout_s=_PATIENCE_S, deadline_s=2 * _PATIENCE_S, cache=None)
    who = (("mailto", settings.mailto),) if settings.mailto else ()
    request = Request(NAME, f"{base(NAME, BASE_URL, settings)}/retractionwatch", who, accept=_ACCEPT)
    payload = Http(patient).send(request, Rate(per_second=1))
    if payload.status != 200:
        raise SourceError(NAME, f"HTTP {payload.status}")
    count = _notices(payload.body)
    files.write({Path(path): payload.body})
    return count


def _notices(body: bytes) -> int:
    csv.field_size_limit(1 << 20)
    rows = csv.DictReader(StringIO(body.decode("utf-8-sig", "replace"), newline=""))
    try:
        missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise SourceError(NAME, f"answered with something else than the file: it has no column {missing[0]}")
        count = sum(notice_of(row) is not None for row in rows)
    except csv.Error as error:
        raise SourceError(NAME, f"answered with a broken file: {error}") from error
    if count < _FEWEST or not body.endswith((b"\n", b'"', b";", b",")):
        raise SourceError(NAME, "answered with a file that is not whole")
    return count
