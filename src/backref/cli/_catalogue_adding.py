"""`backref catalogue add` and `update`: files of millions of records, taken as a stream, each once."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..model import Problem
from ._io import say

if TYPE_CHECKING:
    from ..catalogue import Catalogue

_EVERY_S = 5.0  # between two words of progress
_SHOWN = 20  # problems

where = click.option(
    "--catalogue",
    metavar="PATH",
    help="The folder of the catalogue; made if it is not there (default: the user's own).",
)
anew = click.option("--again", is_flag=True, help="Read files that were taken before, too.")


@click.command("add", no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@where
@anew
def add(files: tuple[str, ...], catalogue: str | None, again: bool) -> None:
    """Add the records of each FILE, archive or folder: a dump, or a bibliography, also packed (gzip, bzip2,
    xz).

    Dumps of Crossref, PubMed, OpenAlex, DataCite, DBLP, arXiv, the ACL Anthology and Retraction Watch are told by what
    is in them, and so are CSL-JSON, .bib, RIS, nbib and the other formats that are read. A record takes the place of an
    earlier one of its origin with the same identifier, unless that is newer; what a dump says is deleted goes. A file
    that was taken before is passed over; after an interruption the same command goes on.
    """
    from ..catalogue import Catalogue, default_path
    from ..taking import unreadable

    path = Path(catalogue or default_path())
    if not path.exists() and (error := unreadable(files)) is not None:
        raise error  # before there is a catalogue, which would be an empty one
    _take(Catalogue.open(path, create=True), files, again)


@click.command("update")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@where
def update(files: tuple[str, ...], catalogue: str | None) -> None:
    """Add what is new since the last time in each FILE or folder; without any, where earlier records came from."""
    from ..catalogue import Catalogue, default_path
    from ..ledger import Ledger

    opened = Catalogue.open(catalogue or default_path())
    _take(opened, files or Ledger.of(opened).paths(), False)


def _take(catalogue: Catalogue, files: Sequence[str], again: bool) -> None:
    from ..taking import take

    problems: list[Problem] = []
    codes: Counter[str] = Counter()

    def note(problem: Problem) -> None:
        codes[problem.code] += 1
        if len(problems) < _SHOWN:
            problems.append(problem)

    report = take(catalogue, files, on_problem=note, progress=_Teller(), again=again)
    for row in report.taken:
        say(f"{row.name}: {row.records} {'record' if row.records == 1 else 'records'}")
    for row in report.known:
        say(f"{row.name}: taken before, {row.records} {'record' if row.records == 1 else 'records'}")
    for problem in problems:
        say(f"{problem.place}: {problem.code}: {problem.message}")
    if codes.total() > len(problems):
        say(
            f"... and {codes.total() - len(problems)} more problems: {', '.join(f'{n} x {c}' for c, n in codes.items())}"
        )
    say(f"{catalogue.path}: {len(catalogue)} records")
    for error in report.unread[1:]:
        say(f"{error}")
    if report.unread:
        raise report.unread[0]


class _Teller:
    """Says now and then how far it is."""

    def __init__(self) -> None:
        self._last = self._began = time.monotonic()

    def __call__(self, name: str, count: int) -> None:
        now = time.monotonic()
        if now - self._last >= _EVERY_S:
            self._last = now
            print(f"{name}: {count:,} records, {now - self._began:.0f} s", file=sys.stderr, flush=True)
