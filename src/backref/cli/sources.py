"""`backref sources`: what can be asked, and how."""

from __future__ import annotations

import click

from ._report import console, sources_table
from ._sources import tell_broken


@click.command("sources")
def command() -> None:
    """List the sources: which identifiers each looks up, whether it searches, and how fast it may be asked."""
    from ..sources import SERVICES

    sources_table(console(), SERVICES.listed())
    tell_broken(SERVICES.broken())
