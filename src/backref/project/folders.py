"""What a folder holds, for commands that are given one: the files that are read, and, of every other, why it is not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..errors import UnreadableInput
from .library import shown
from .passing import passed_over

T = TypeVar("T")
_MOST = 40  # files that the message of an error names
_SOME = 5  # files of one folder that are named, not counted
_PLACES = 20  # files and folders that a line names


class Unread(NamedTuple):
    """A file, or a folder with all that it holds, that is not read, and why."""

    path: Path
    reason: str


def walk(folder: Path, reason_of: Callable[[Path], str], unread: list[Unread]) -> Iterator[Path]:
    """Yield the files of a folder, in order, for which there is no reason not to read them; the others are added to
    `unread`.
    """
    seen = set()

    def failed(error: OSError) -> None:
        unread.append(Unread(Path(error.filename or folder), error.strerror or str(error)))

    for place, names, inside in os.walk(folder, followlinks=True, onerror=failed):
        real = os.path.realpath(place)
        if real in seen:  # a link to a folder that holds it
            names.clear()
            continue
        seen.add(real)
        reasons = {name: passed_over(Path(place, name)) for name in sorted(names)}
        unread += (Unread(Path(place) / name, reason) for name, reason in reasons.items() if reason)
        names[:] = [name for name, reason in reasons.items() if not reason]
        for path in (Path(place) / name for name in sorted(inside)):
            # A hidden file is no page: ".#a.md" is an editor's lock.
            if reason := "hidden" if path.name.startswith(".") else reason_of(path):
                unread.append(Unread(path, reason))
            else:
                yield path


def read_each(
    names: Sequence[str], read: Callable[[str], T], reason_of: Callable[[Path], str]
) -> tuple[list[T], list[Unread]]:
    """Return what is read of each name, for a folder of each file in it, and what is not read there, each with the
    reason.

    Raises UnreadableInput for a file that is named and cannot be read, and where nothing is read at all.
    """
    found: list[T] = []
    unread: list[Unread] = []
    for name in names:
        if name == "-" or not os.path.isdir(name):
            found.append(read(name))
            continue
        for path in walk(Path(name), reason_of, unread):
            try:
                found.append(read(str(path)))
            except UnreadableInput as error:
                unread.append(Unread(path, error.detail))
    refuse_nothing(names, found, unread)
    return found, unread


def refuse_nothing(names: Sequence[str], found: Sequence[object], unread: Sequence[Unread]) -> None:
    """Raise UnreadableInput where nothing is read of what was named."""
    if names and not found:
        why = "; ".join(said(unread[:_MOST])) or "it holds no file"
        more = f"; and {len(unread) - _MOST} more" if len(unread) > _MOST else ""
        raise UnreadableInput(", ".join(names), f"nothing in it is read: {why}{more}")


def said(unread: Iterable[Unread]) -> list[str]:
    """Return what is not read, a line for each reason; many files of one folder by their number, and no more than a few
    places.

    >>> said([Unread(Path("a.png"), "no reader for .png"), Unread(Path("b.png"), "no reader for .png")])
    ['no reader for .png: a.png, b.png']
    >>> said(Unread(Path(f"plots/{number}.png"), "no reader for .png") for number in range(30))
    ['no reader for .png: 30 files in plots']
    """
    reasons: dict[str, dict[Path, list[Path]]] = {}
    for path, reason in unread:
        reasons.setdefault(reason, {}).setdefault(path.parent, []).append(path)
    return [f"{reason}: {_places(folders)}" for reason, folders in reasons.items()]


def _places(folders: Mapping[Path, Sequence[Path]]) -> str:
    places: list[str] = []
    for folder, paths in folders.items():
        many = [f"{len(paths):,} files in {shown(folder)}"]
        places += many if len(paths) > _SOME else map(shown, paths)
    more = [f"and {len(places) - _PLACES:,} more"] if len(places) > _PLACES else []
    return ", ".join(places[:_PLACES] + more)
