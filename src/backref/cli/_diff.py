"""A diff as it is printed: in colour where stdout is a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable

import click


def show_diff(lines: Iterable[str]) -> None:
    """Print a diff, in colour where stdout is a terminal and NO_COLOR is not set."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    is_plain = bool(os.environ.get("NO_COLOR"))
    for line in lines:
        colour = None if is_plain or line.startswith(("+++", "---")) else colours.get(line[:1])
        click.echo(click.style(line, fg=colour) if colour else line)
