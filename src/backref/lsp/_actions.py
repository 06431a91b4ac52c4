"""What can be done at a place: mend a fault, cite by key what was pasted, rename a key everywhere. Texts -> the texts
that they become.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from .. import files, readers
from ..errors import BackrefError
from ..files import real_path
from ..model import Source
from ..project import syncing
from ..project.library import shown
from ._places import family, places
from ._project_keys import Opened, ProjectKeys


def pasted(
    path: Path, text: str, held: ProjectKeys, sources: Sequence[Source] | None
) -> tuple[dict[Path, str], list[str]]:
    """Return the files that change where what a document cites in full is cited by key: what `backref sync --rewrite`
    does to it.

    Without `sources`, what the lock knows is cited. Beside them stands what is to be said. Raises BackrefError.
    """
    document = readers.read(text.encode(), shown(path))
    synced = syncing.with_rewritten(syncing.plan(held.settings, [document], sources), held.settings, [document])
    made = {real_path(each): after for each, after in synced.files.items()}
    return made, [f"{problem.place}: {problem.message}" for problem in synced.problems]


def renamed(
    old: str, new: str, held: ProjectKeys, opened: Opened, also: Iterable[Path] = ()
) -> dict[Path, list[tuple[int, int]]]:
    """Return where a key stands: in its entry, and in every document of the project. Raises BackrefError for a key that
    cannot be written.
    """
    if not new or any(char in new for char in ' ,{}()[]\\"#%~=`;@\n\t') or not new.isprintable():
        raise BackrefError(
            f"{new!r} cannot be a key: letters, digits, ':', '.', '/', '-' and '_' can be written everywhere"
        )
    if new in held.entries:
        raise BackrefError(f"{new!r} is the key of another entry")
    return standing(old, held, opened, also)


def standing(
    key: str, held: ProjectKeys, opened: Opened, also: Iterable[Path] = (), *, with_entry: bool = True
) -> dict[Path, list[tuple[int, int]]]:
    """Return where a key stands in the documents of the project and others, in its entry, and in entries that name
    it.
    """
    found: dict[Path, list[tuple[int, int]]] = {}
    kept = held.entries.get(key)
    if kept is not None:
        own = (kept.entry.span.start, kept.entry.span.end)
        named = [(each.start, each.end) for each in places(kept.file.text, "bib") if each.key == key]
        if at := sorted({*(each for each in named if each != own), *([own] if with_entry else [])}):
            found[kept.path] = at
    for path in dict.fromkeys((*(real_path(path) for path in _documents(held)), *also)):
        text = opened(path)
        if text is None:
            try:
                text = files.decoded(path.read_bytes())[0]
            except OSError:
                continue
        if key in text and (
            at := [(each.start, each.end) for each in places(text, family(path.name)) if each.key == key]
        ):
            found[path] = at
    return found


def _documents(held: ProjectKeys) -> list[Path]:
    try:
        return syncing.documents(held.settings)
    except BackrefError:  # nothing says which they are: those of the folder
        with suppress(BackrefError):  # there is none
            return syncing.documents(held.settings, [str(held.folder)])
        return []
