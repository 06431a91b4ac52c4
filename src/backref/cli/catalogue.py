"""`backref catalogue`: build the local index of records, and ask it."""

from __future__ import annotations

import json

import click

from ._catalogue_adding import add, update
from ._catalogue_retractions import retractions
from ._catalogue_upkeep import compact, drop, export, info
from ._io import argument, write_row


@click.group("catalogue")
def command() -> None:
    """Build and ask the local index of records, which answers before any service."""


for _each in (add, update, retractions, info, compact, export, drop):
    command.add_command(_each)


@command.command("search", no_args_is_help=True)
@click.argument("words", nargs=-1, required=True)
@click.option("--catalogue", metavar="PATH", help="The folder or file of the catalogue.")
@click.option(
    "-n", "--limit", type=click.IntRange(min=1), default=5, show_default=True, help="How many records to print."
)
def search(words: tuple[str, ...], catalogue: str | None, limit: int) -> None:
    """Print the records that fit WORDS, or that have this identifier, as CSL-JSON lines, best first."""
    from ..errors import CatalogueError
    from ..fields import ids
    from ..loading import open_catalogue

    opened = open_catalogue(catalogue)
    if opened is None:
        raise CatalogueError("(default)", "there is none yet; make it with `backref catalogue add`")
    text = argument(" ".join(words))
    identifier = ids.parse(text)
    found = opened.lookup(identifier) if identifier else [hit.record for hit in opened.search(text, limit)]
    for record in found:
        write_row(json.loads(json.dumps(record.reference.csl())))
