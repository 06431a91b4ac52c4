"""`backref catalogue retractions`: bring Retraction Watch's file."""

from __future__ import annotations

import click

from ._io import say


@click.command("retractions", no_args_is_help=True)
@click.argument("file", metavar="FILE")
@click.option(
    "--mailto",
    metavar="ADDRESS",
    envvar="BACKREF_MAILTO",
    help="Your address, which Crossref asks for (or BACKREF_MAILTO).",
)
def retractions(file: str, mailto: str | None) -> None:
    """Bring Retraction Watch's CSV from Crossref into FILE, for `--retractions` or `backref catalogue add`.

    It is written when it has come whole, and holds what it should; until then an earlier FILE stays. Another address
    can be asked by BACKREF_RETRACTION_WATCH_BASE_URL.
    """
    from ..sources import Settings
    from ..sources.bringing import bring_retractions
    from ._sources import configured

    project = configured(None)
    count = bring_retractions(file, Settings(mailto=mailto or project.mailto or None, reaches=project.reaches))
    say(f"{file}: {count} notices")
