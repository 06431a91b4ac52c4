"""`backref plugins`: what is plugged in, and what cannot be used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ._sources import tell_broken

if TYPE_CHECKING:
    from ..registry import Group


@click.command("plugins")
def command() -> None:
    """List the sources, readers, formats, styles and rules that are there, with the package that brought each.

    What an installed package offers and cannot be used is told on stderr, and exits with 1.
    """
    from ..registry import groups
    from ..text.escape import plain

    rows = [row for group in groups().values() for row in _rows(group)]
    width = max(len(package) for _, package, _ in rows)
    for kind, package, names in rows:
        click.echo(plain(f"{kind:8}{package:{width + 2}}{names}"))
    broken = [error for group in groups().values() for error in group.broken()]
    tell_broken(broken)
    sys.exit(int(bool(broken)))


def _rows(group: Group[Any]) -> Iterator[tuple[str, str, str]]:
    """A row for each package: the kind, the package, the names with the suffixes that they are for."""
    by_package: dict[str, list[str]] = {}
    for plugin, package in group.listed():
        by_package.setdefault(package or "backref", []).append(group.shown(plugin))
    for package, names in by_package.items():
        yield group.kind, package, ", ".join(sorted(names))
