"""Where a catalogue stands: a folder with a mark, which names the folder within that holds the index.

A catalogue that is made anew out of itself gets a folder beside the old one; the mark, which is replaced in one step,
then names the new.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..errors import CatalogueError, UnwritableOutput
from . import marks
from .terms import FIELDS

ADVICE = "make it with `backref catalogue add`"
_META = "meta.json"  # tantivy's own
_INDEX = re.compile(r"index-(\d{1,9})")
_HALF = re.compile(r"\.tmp[A-Za-z0-9]{6}")  # as tantivy's library for temporary files calls them
LEDGER = "backref-taken.jsonl"  # what was taken into it; nothing here reads it
_PART = re.compile(r"backref-catalogue\.json|backref-taken\.jsonl|index-\d{1,9}|\..+\.backref~")
_OLD = frozenset(("key", "ids", "words", "record"))  # the fields of version 2, which stood in the folder itself


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """A catalogue's folder and the number of the index in it that counts."""

    folder: Path
    number: int

    @property
    def index(self) -> Path:
        """The folder of the index."""
        return self.folder / f"index-{self.number}"

    @property
    def is_made(self) -> bool:
        """Whether there is an index."""
        return (self.index / _META).exists()


def default_path() -> Path:
    """Return where the catalogue is if none is named: BACKREF_CATALOGUE, else the user's data directory."""
    if given := os.environ.get("BACKREF_CATALOGUE"):
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("backref") / "catalogue"


def found(folder: Path, *, create: bool) -> IndexPlace:
    """Return the place of the catalogue in a folder; a lost mark is written again. Raises CatalogueError, ValueError,
    OSError.

    With `create`, one that was not made yet, or not to its end, has an empty folder for its index.
    """
    marked, inside = _marked(folder)
    numbers = sorted(_numbers(inside))
    if folder.exists() and not folder.is_dir():
        raise CatalogueError(
            str(folder), "this is a file, not the folder of a catalogue; `backref catalogue add` makes one of it"
        )
    if marked is None and not (inside and all(map(_PART.fullmatch, inside)) and _are_ours(folder, numbers)):
        if _META in inside and _fields(folder / _META) == _OLD:
            raise CatalogueError(str(folder), "made by another version (2); build it anew")
        if not create:
            raise CatalogueError(str(folder), f"there is none here; {ADVICE}")
        if folder.exists() and inside:
            raise CatalogueError(str(folder), "this is something else, not a catalogue")
    place = IndexPlace(folder, marked if marked is not None else next(iter(numbers), 1))
    if not place.is_made:
        if not create:
            raise CatalogueError(str(folder), f"its making was cut off; {ADVICE}")
        place.index.mkdir(parents=True, exist_ok=True)
    return place


def _marked(folder: Path) -> tuple[int | None, list[str]]:
    """The number in the mark, None where that is lost, or names no index though there are some; and what is in the
    folder. That is looked at last: who makes the catalogue anew writes the mark when its index is there.
    """
    marked = marks.read(folder)
    inside = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    numbers = _numbers(inside)
    return None if numbers and marked not in numbers else marked, inside


def _numbers(inside: Iterable[str]) -> set[int]:
    return {int(match[1]) for match in map(_INDEX.fullmatch, inside) if match}


def mended(place: IndexPlace) -> IndexPlace:
    """Return the place; where its mark is lost it is written, or left so: it can be read all the same."""
    if _marked(place.folder)[0] is None:
        with suppress(UnwritableOutput):
            marks.write(place.folder, place.number)
    return place


def cleared(place: IndexPlace) -> None:
    """Remove the indexes beside the one that counts. What another process still reads stays where the system cannot
    remove it.
    """
    for path in list(place.folder.iterdir()):
        if _INDEX.fullmatch(path.name) and path != place.index:
            shutil.rmtree(path, ignore_errors=True)


def swept(place: IndexPlace) -> None:
    """Remove what a writer that was killed was about to move into its place. Only who holds the index's lock may."""
    for path in list(place.index.iterdir()):
        if _HALF.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _are_ours(folder: Path, numbers: list[int]) -> bool:
    return all(
        _fields(meta) == FIELDS for number in numbers if (meta := IndexPlace(folder, number).index / _META).exists()
    )


def _fields(meta: Path) -> set[str]:
    return {field["name"] for field in json.loads(meta.read_text(encoding="utf-8"))["schema"]}
