"""CSV of strangers -> its rows, one by one, each with the number of its line. What is no row is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from ._kinds import Place

_LONGEST = 1 << 20  # characters of one cell


def rows(stream: IO[bytes], place: Place) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row by the names in the first line; between them stand commas, or what a spreadsheet made of these."""
    csv.field_size_limit(_LONGEST)
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    first = buffered.peek().partition(b"\n")[0]
    delimiter = max(",;\t", key=lambda each: first.count(each.encode()))
    found = csv.DictReader(io.TextIOWrapper(buffered, "utf-8-sig", "replace", newline=""), delimiter=delimiter)
    while True:
        try:
            row = next(found, None)
        except csv.Error as error:
            place.say("bad-line", f"line {found.line_num}: {error}")
            continue
        if row is None:
            return
        yield found.line_num, row
