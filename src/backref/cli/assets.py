"""`backref assets`: the style sheet and the script of citations, for sites whose builder does not copy them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ._io import say


@click.command("assets")
@click.argument("folder", type=click.Path(file_okay=False))
@click.option("--force", is_flag=True, help="Replace files that were changed, too.")
def command(folder: str, force: bool) -> None:
    """Write backref.css and backref.js into FOLDER of a site: how lists, marks and cards look, and the script that
    opens a card.

    A file that somebody changed is left as it is, and exits with 1. The MkDocs plugin brings both by itself.

    \b
    Example:
      backref assets docs/assets
    """
    from ..project import assets

    written, left = assets.write(Path(folder), force=force)
    for path in written:
        say(f"{path}: written")
    for path in left:
        say(f"{path}: another file stands there; it is left as it is (--force replaces it)")
    sys.exit(int(bool(left)))
