"""`backref catalogue info | compact | export | drop`: what is in a catalogue, made small again, out again, an origin
out of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..text.escape import json_text, terminal
from ._io import argument, say, write_row

if TYPE_CHECKING:
    from ..catalogue import Catalogue

_where = click.option("--catalogue", metavar="PATH", help="The folder of the catalogue (default: the user's own).")
OWN = "mine"  # what the origin of a user's own files is called here


@click.command("info")
@_where
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option(
    "--verify", is_flag=True, help="Read every byte, and tell the files that are not as they were written; exit 1 then."
)
def info(catalogue: str | None, as_json: bool, verify: bool) -> None:
    """Print what is in the catalogue: records by origin, the days that they are of, and bytes on disk."""
    opened = _readable(catalogue)
    found = opened.info()
    damaged = opened.damaged() if verify else []
    origins = [{"origin": each.name or OWN, "records": each.records, "first": each.first or None, "last": each.last or None} for each in found.origins]  # fmt: skip
    if as_json:
        said = {"path": found.path, "records": found.records, "bytes": found.size, "origins": origins}
        click.echo(json_text(said | ({"damaged": damaged} if verify else {})))
    else:
        each = f", {found.size / found.records:.0f} a record" if found.records else ""
        click.echo(f"{terminal(found.path)}: {found.records:,} records, {found.size:,} bytes{each}")
        for origin in origins:
            days = f", of {origin['first']} to {origin['last']}" if origin["first"] else ""
            click.echo(f"  {terminal(str(origin['origin']))}: {origin['records']:,} records{days}")
        for name in damaged:
            click.echo(f"  damaged: {terminal(name)}; build it anew")
    if damaged:
        raise click.exceptions.Exit(1)


@click.command("compact")
@_where
def compact(catalogue: str | None) -> None:
    """Make the catalogue anew out of itself, without what was replaced or taken out.

    It takes as much disk again until it is done. Who reads the catalogue goes on; who would add to it has to wait.
    """
    opened = _opened(catalogue)
    before = opened.info().size
    opened.compact()
    say(f"{opened.path}: {before:,} bytes before, {opened.info().size:,} now")


@click.command("export")
@_where
@click.option("--origin", metavar="NAME", help=f"Only the records of this origin; {OWN!r} are those of your own files.")
@click.option("--whole", is_flag=True, help="Print whole records, with their notices, relations, origin and day.")
def export(catalogue: str | None, origin: str | None, whole: bool) -> None:
    """Print every record as a line of CSL-JSON, which `backref catalogue add` reads again, as records of your own.

    What holds notices alone, as of a retraction, describes no work and is left out. With --whole a line is all that the
    catalogue holds of a work, its notices too, and is read again as that.
    """
    wanted = None if origin is None else _origin(origin)
    for record in _readable(catalogue).records():
        described = record.reference.title or record.reference.container_title or record.reference.author
        if (wanted is None or record.origin == wanted) and (whole or described):
            row = (
                record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
                if whole
                else record.reference.csl()
            )
            write_row(row)


@click.command("drop", no_args_is_help=True)
@click.argument("source", metavar="SOURCE")
@_where
def drop(source: str, catalogue: str | None) -> None:
    """Take out the records whose origin is SOURCE, as `backref catalogue info` names it; `compact` then frees their
    space.
    """
    opened = _opened(catalogue)
    known = [origin.name or OWN for origin in opened.info().origins]
    if source not in known:
        raise click.UsageError(f"No records are from {source!r}; there are: {', '.join(known) or 'none at all'}.")
    say(f"{opened.path}: {opened.drop(_origin(source)):,} records taken out, {len(opened):,} left")


def _origin(said: str) -> str:
    return "" if said == OWN else argument(said)


def _opened(path: str | None) -> Catalogue:
    from ..catalogue import Catalogue, default_path

    return Catalogue.open(path or default_path())


def _readable(path: str | None) -> Catalogue:
    """Return a catalogue, or the file that stands for one."""
    from ..loading import open_catalogue

    found = open_catalogue(path)
    return _opened(path) if found is None else found
