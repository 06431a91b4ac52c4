"""The mark of a catalogue: the file that says of which version it is, and which of the indexes in its folder counts."""

from __future__ import annotations

import json
from pathlib import Path

from .. import files
from ..errors import CatalogueError

VERSION = 3
NAME = "backref-catalogue.json"


def write(folder: Path, number: int) -> None:
    """Say that the index of this number is the one that counts, in one step. Raises UnwritableOutput."""
    files.write({folder / NAME: _text(number).encode()})


def read(folder: Path) -> int | None:
    """Return the number in the mark; None where there is none, or where only its beginning was written.

    Raises CatalogueError for another version, ValueError for what is no mark.
    """
    try:
        text = files.read(folder / NAME).decode()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not text.endswith("}") and _text(0).startswith(text.rstrip("0123456789")):
        return None
    said = json.loads(text)
    version = said.get("version")
    if version != VERSION:
        raise CatalogueError(str(folder), f"made by another version ({version}); build it anew")
    return int(said.get("index", 1))


def _text(number: int) -> str:
    return json.dumps({"version": VERSION, "index": number})
