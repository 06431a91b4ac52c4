"""CSV of strangers -> its rows, one by one, each with the number of its line. What is no row is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from ._kinds import Place

_LONGEST = 1 << 20  # characters of one cell


def rows(stream: IO[bytes], place: Place) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row by the names in the first line."""
    csv.field_size_limit(_LONGEST)
    found = csv.DictReader(io.TextIOWrapper(stream, "utf-8-sig", "replace", newline=""))
    while True:
        try:
            row = next(found, None)
        except csv.Error as error:
            place.say("bad-line", f"line {found.line_num}: {error}")
            continue
        if row is None:
            return
        yield found.line_num, row
