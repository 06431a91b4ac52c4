"""`backref sources`: what can be asked, and how."""

from __future__ import annotations

import click

from ._report import console, sources_table


@click.command("sources")
def command() -> None:
    """List the sources: which identifiers each looks up, whether it searches, and how fast it may be asked."""
    from .. import sources

    sources_table(console(), [sources.by_name(name) for name in sources.names()])
