"""`backref parse`: raw citations -> CSL-JSON."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterator
from shlex import quote

import click

from ..model import Reference
from ..model.interfaces import parsed_json
from ..text.escape import json_text
from ._io import BadRow, Row, argument, batches, read_bytes, read_rows, say, write_row, write_text


@click.command("parse", no_args_is_help=True)
@click.argument("citations", nargs=-1, metavar="CITATION...")
@click.option(
    "--jsonl",
    "rows",
    metavar="FILE",
    flag_value="-",
    is_flag=False,
    help='Read {"id","raw"} lines from FILE or stdin (-), write one line for each.',
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print fields with spans and confidences, a JSON line for each citation."
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="Parse with N processes; rows are then answered some thousands at a time.",
)
def command(citations: tuple[str, ...], rows: str | None, as_json: bool, workers: int) -> None:
    """Turn raw citations into CSL-JSON.

    CITATION is the text of one citation, or "-" for one on each line of stdin. A file is read by `backref find`.

    \b
    Example:
      backref parse "Deyo RA, Von Korff M. Opioids for low back pain. BMJ. 2015;350:g6380."
    """
    from ..parsing import parse_many

    if rows is not None:
        sys.exit(_stream(rows, workers))
    for given in filter(os.path.isfile, citations):
        name = quote(argument(given))
        say(
            f"backref: {name} is taken for a citation; `backref find {name}` reads the file, and `backref parse - < {name}` a citation on each line of it"
        )
    raws = [raw for given in citations for raw in (_lines() if given == "-" else [argument(given)])]
    parsed = list(parse_many(raws, workers=workers))
    if as_json:
        for index, item in enumerate(parsed):
            write_row(parsed_json(index, item))
        return
    items = [_numbered(item.reference, index) for index, item in enumerate(parsed, 1)]
    write_text(None, json_text(items, 2))


def _numbered(reference: Reference, index: int) -> dict[str, object]:
    return {"id": str(index)} | reference.csl()


def _lines() -> list[str]:
    text = read_bytes("-").decode("utf-8", "replace")
    return [line for line in text.splitlines() if line.strip()]


def _stream(name: str, workers: int) -> int:
    """Print the fields of each line, and return 1 where a line was none, else 0."""
    from ..parsing import parse_batches

    code = 0
    out: deque[list[Row]] = deque()  # the batches that are being parsed

    def raws() -> Iterator[list[str]]:
        for batch in batches(read_rows(name)):
            out.append(batch)
            yield [row["raw"] for row in batch if not isinstance(row, BadRow)]

    for parses in parse_batches(raws(), workers):
        parsed = iter(parses)
        for row in out.popleft():
            if isinstance(row, BadRow):
                code = 1
                write_row({"id": row.id, "reference": None, "fields": [], "problems": [row.problem()]})
            else:
                write_row(parsed_json(row.get("id"), next(parsed)))
    return code
