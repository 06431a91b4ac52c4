"""Tidy: several bibliographies -> one, each work once, with what was merged, what is said otherwise, and which key
became which.

Pure but for the sources, which are asked only where they are given. `write` puts the files in place, whole or not at
all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ... import files, formats, pipeline
from ...asking import Progress
from ...errors import UnreadableInput
from ...formats.bib.pointers import pointed
from ...model import Bibliography, Entry, Problem, Source
from ...resolving.twins import twins
from ..checks import Choice, mended
from ..configuration import Configuration
from ..given import Given
from ._journals import Journals, unified
from ._keyed import keyed
from ._merged import Conflict
from ._order import Sort, in_order
from ._tidied import Duplicate, Tidied
from ._united import united

__all__ = ["Conflict", "Duplicate", "Tidied", "tidy"]

Input = str | Path


def tidy(
    inputs: Input | Iterable[Input],
    sources: Sequence[Source] | None = None,
    *,
    keys: str = "",
    sort: Sort = "key",
    journals: Journals | None = None,
    progress: Progress | None = None,
) -> Tidied:
    """Return one bibliography of all that the inputs hold, which are files, as `Path`s, or texts: each work once, the
    fullest of it.

    With `sources`, what is missing is filled and what differs is corrected from their records. `keys` is the pattern of
    new keys (see `convert`); without one every entry keeps its own. `journals` prints the names of journals "full" or
    as "iso4" has them.

    Raises UnreadableInput for what is no bibliography.

    >>> one = "@article{a, title = {Opioids for low back pain}, doi = {10.1136/bmj.g6380}}"
    >>> two = "TY  - JOUR\\nID  - b\\nTI  - Opioids for low back pain\\nDO  - 10.1136/BMJ.g6380\\nVL  - 350\\nER  - "
    >>> done = tidy([one, two])
    >>> done.left, done.duplicates[0].key, done.bibliography.entries[0].reference.volume, dict(done.keys)
    (1, 'a', '350', {'a': 'b'})
    """
    listed = [inputs] if isinstance(inputs, Input) else list(inputs)
    read: dict[str, int] = {}
    problems: list[Problem] = []
    entries: list[Entry] = []
    places: list[str] = []
    preserved: list[str] = []
    named = [
        (each, str(each) if isinstance(each, Path) else f"input {number}" if len(listed) > 1 else "input")
        for number, each in enumerate(listed, 1)
    ]
    given = [(name, _given(each, name)) for each, name in named]
    with formats.together((each.format, each.text) for _, each in given):
        loaded = [(name, _read(each, name)) for name, each in given]
    for name, found in loaded:
        read[name] = read.get(name, 0) + len(found.entries)
        problems += formats.placed(found.problems, "", name)
        preserved += found.preserved
        entries += found.entries
        places += [name] * len(found.entries)
    hasty: list[int] = []
    known = list(twins([entry.reference for entry in entries], hasty))
    problems += _compared_hastily(hasty, entries, places)
    kept, duplicates, conflicts, became = united(entries, places, known)
    if sources is not None:
        asked = pipeline.resolve(Bibliography(entries=tuple(kept)), sources, progress=progress)
        kept = list(asked.entries)
    if journals is not None:
        kept = _with_journals(kept, journals)
    kept, renamed = keyed(kept, keys, problems)
    changed = {old: renamed.get(new, new) for old, new in became.items()} | renamed
    keys_of = {old: new for old, new in changed.items() if old != new}
    kept = pointed(kept, keys_of)
    duplicates = [each._replace(of=renamed.get(each.of, each.of)) for each in duplicates]
    told = tuple(problems)
    made = Bibliography(entries=tuple(in_order(kept, sort)), problems=told, preserved=tuple(dict.fromkeys(preserved)))
    return Tidied(made, read, tuple(duplicates), tuple(conflicts), keys_of, told)


def _compared_hastily(hasty: Sequence[int], entries: Sequence[Entry], places: Sequence[str]) -> Iterator[Problem]:
    if hasty:
        message = (
            f"too many entries are alike: {len(hasty):,} from {entries[hasty[0]].key[:80]!r} on were compared with none "
            "but the most like them, so that works may stand here twice; tidy parts of the files by themselves"
        )
        yield Problem(code="too-many-alike", stage="tidy", message=message, place=places[hasty[0]])


def _given(each: Input, name: str) -> Given:
    """One input, which is a bibliography. Raises UnreadableInput."""
    try:
        data = files.read_given(each) if isinstance(each, Path) else each.encode("utf-8", "replace")
    except OSError as error:
        raise UnreadableInput(name, error.strerror or str(error)) from error
    given = Given.of(data, name if isinstance(each, Path) else "-")
    if not given.format:
        raise UnreadableInput(name, "no bibliography: neither its suffix nor its text is that of a format that is read")
    return given


def _read(given: Given, name: str) -> Bibliography:
    """The bibliography in one input, mended where that is certain: months, pages, identifiers."""
    loader = formats.loader(given.format)
    loaded = loader.load(given.text)
    told = formats.placed(loaded.problems, given.text, name)
    if given.format in ("bibtex", "biblatex"):
        text, again = mended(given, Choice.of(Configuration(Path()), select=("BR1", "BR2")), loaded)
        loaded = again or loader.load(text)
    return loaded.bibliography().model_copy(update={"problems": told})


def _with_journals(entries: Sequence[Entry], journals: Journals) -> list[Entry]:
    names = unified([entry.reference for entry in entries], journals)
    return [
        entry.model_copy(update={"reference": entry.reference.model_copy(update={"container_title": names[name]})})
        if (name := entry.reference.container_title or "") in names
        else entry
        for entry in entries
    ]


def write(texts: Mapping[Path, str], read: Mapping[Path, bytes | None] | None = None) -> None:
    """Write texts to files: all of them, or none where one cannot be. Raises UnwritableOutput.

    `read` is what each held before the sources were asked, None for what was not there; where one holds something else
    by now, nothing is written, and ChangedMeanwhile tells, which is one.
    """
    known = read or {}
    made = {path: text.encode("utf-8") for path, text in texts.items()}
    files.write(made, may_replace=lambda path: path not in known or held(path) == known[path])


def held(path: Path) -> bytes | None:
    """Return what a file holds; None for one that is not there, or no file.

    >>> held(Path("nowhere.bib")) is None
    True
    """
    try:
        return path.read_bytes() if path.is_file() else None
    except (OSError, ValueError):
        return None
