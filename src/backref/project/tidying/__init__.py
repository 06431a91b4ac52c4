"""Tidy: several bibliographies -> one, each work once, with what was merged, what is said otherwise, and which key became which.

Pure but for the sources, which are asked only where they are given. `write` puts the files in place, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ... import files, formats, pipeline
from ...asking import Progress
from ...errors import UnreadableInput
from ...fields.keys import PATTERN, assign_keys
from ...model import Bibliography, Entry, Problem, Source
from ...resolving.twins import Sign, Twin, twins
from ..checks import Choice, mended
from ..configuration import Configuration
from ..gathering import Given
from ._journals import Journals, unified
from ._merged import Conflict, merged
from ._order import Sort, in_order
from ._rewrite import rewritten

__all__ = ["Conflict", "Duplicate", "Tidied", "tidy"]

Input = str | Path


class Duplicate(NamedTuple):
    """An entry that was merged into another: its key and file, the key of what it became part of, and by what sign."""

    key: str
    place: str
    of: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class Tidied:
    """One bibliography made of several.

    `read` counts the records of each input by its name, `duplicates` are those that were removed, `conflicts` what two descriptions of
    one work say otherwise. `keys` are the old keys that have become others.
    """

    bibliography: Bibliography
    read: Mapping[str, int]
    duplicates: tuple[Duplicate, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def left(self) -> int:
        """How many works there are."""
        return len(self.bibliography.entries)

    def text(self, format: str = "bibtex") -> str:
        """Return the bibliography in the format, with its marks. Raises UnknownPlugin."""
        return formats.dump(self.bibliography, format)

    def rewritten(self, text: str, name: str) -> str:
        """Return the text of a document of this name with the new keys in place of the old ones."""
        return rewritten(text, Path(name).suffix.lower(), self.keys)


def tidy(
    inputs: Input | Iterable[Input],
    sources: Sequence[Source] | None = None,
    *,
    keys: str = "",
    sort: Sort = "key",
    journals: Journals | None = None,
    progress: Progress | None = None,
) -> Tidied:
    """Return one bibliography of all that the inputs hold, which are files, as `Path`s, or texts: each work once, the fullest of it.

    With `sources`, what is missing is filled and what differs is corrected from their records. `keys` is the pattern of new keys (see
    `convert`); without one every entry keeps its own. `journals` prints the names of journals "full" or as "iso4" has them.

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
    for number, each in enumerate(listed, 1):
        name = str(each) if isinstance(each, Path) else f"input {number}" if len(listed) > 1 else "input"
        found = _read(each, name)
        read[name] = read.get(name, 0) + len(found.entries)
        problems += formats.placed(found.problems, "", name)
        preserved += found.preserved
        entries += found.entries
        places += [name] * len(found.entries)
    known = list(twins([entry.reference for entry in entries]))
    kept, duplicates, conflicts, became = _united(entries, places, known)
    if sources is not None:
        asked = pipeline.resolve(Bibliography(entries=tuple(kept)), sources, progress=progress)
        kept = list(asked.entries)
    if journals is not None:
        kept = _with_journals(kept, journals)
    kept, renamed = _keyed(kept, keys, problems)
    changed = {old: renamed.get(new, new) for old, new in became.items()} | renamed
    keys_of = {old: new for old, new in changed.items() if old != new}
    duplicates = [each._replace(of=renamed.get(each.of, each.of)) for each in duplicates]
    made = Bibliography(
        entries=tuple(in_order(kept, sort)), problems=tuple(problems), preserved=tuple(dict.fromkeys(preserved))
    )
    return Tidied(made, read, tuple(duplicates), tuple(conflicts), keys_of, tuple(problems))


def _read(each: Input, name: str) -> Bibliography:
    """The bibliography in one input, mended where that is certain: months, pages, identifiers. Raises UnreadableInput."""
    try:
        data = each.read_bytes() if isinstance(each, Path) else each.encode("utf-8", "replace")
    except OSError as error:
        raise UnreadableInput(name, error.strerror or str(error)) from error
    given = Given.of(data, name if isinstance(each, Path) else "-")
    if not given.format:
        raise UnreadableInput(name, "no bibliography: neither its suffix nor its text is that of a format that is read")
    text = given.text
    if given.format in ("bibtex", "biblatex"):
        text = mended(given, Choice.of(Configuration(Path()), select=("BR1", "BR2")))
    loader = formats.loader(given.format)
    told = formats.placed(loader.load(given.text).problems, given.text, name)
    return loader.load(text).bibliography().model_copy(update={"problems": told})


def _united(
    entries: Sequence[Entry], places: Sequence[str], known: Sequence[Twin]
) -> tuple[list[Entry], list[Duplicate], list[Conflict], dict[str, str]]:
    """Each work once, in the order of their first mention."""
    groups: dict[int, list[int]] = {at: [at] for at in range(len(entries))}
    signs: dict[int, Sign] = {}
    for twin in known:
        groups[twin.of] += groups.pop(twin.at)
        signs[twin.at] = twin.sign
    kept: list[Entry] = []
    duplicates: list[Duplicate] = []
    conflicts: list[Conflict] = []
    became: dict[str, str] = {}
    for first, group in groups.items():
        made = merged([entries[at] for at in group], [places[at] for at in group])
        kept.append(made.entry)
        conflicts += made.conflicts
        lead = next(
            at for at in group if entries[at].key == made.entry.key and entries[at].written is made.entry.written
        )
        sign: Sign = next((signs[at] for at in group if at in signs), "identifier")
        for at in group:
            if at != lead:
                duplicates.append(Duplicate(entries[at].key, places[at], made.entry.key, signs.get(at, sign)))
                became.setdefault(entries[at].key, made.entry.key)
        del first
    return kept, duplicates, conflicts, became


def _with_journals(entries: Sequence[Entry], journals: Journals) -> list[Entry]:
    names = unified([entry.reference for entry in entries], journals)
    return [
        entry.model_copy(update={"reference": entry.reference.model_copy(update={"container_title": names[name]})})
        if (name := entry.reference.container_title or "") in names
        else entry
        for entry in entries
    ]


def _keyed(entries: Sequence[Entry], pattern: str, problems: list[Problem]) -> tuple[list[Entry], dict[str, str]]:
    """The entries with keys that no two of them have; new ones for all if there is a pattern."""
    if pattern:
        bare = [e.reference.model_copy(update={"id": "", "citation_key": None}) for e in entries]
        made = assign_keys(bare, (), pattern)
    else:
        made = _unique(entries, problems)
    renamed: dict[str, str] = {}
    for entry, key in zip(entries, made, strict=True):
        if key != entry.key:
            renamed.setdefault(entry.key, key)
    if not pattern:
        renamed = {old: new for old, new in renamed.items() if old not in made}
    new = [
        e
        if e.key == key
        else e.model_copy(update={"key": key, "reference": e.reference.model_copy(update={"id": key})})
        for e, key in zip(entries, made, strict=True)
    ]
    return new, renamed


def _unique(entries: Sequence[Entry], problems: list[Problem]) -> list[str]:
    taken: set[str] = set()
    made = []
    for entry in entries:
        key = entry.key
        if key in taken:
            others = taken | {each.key for each in entries}
            bare = entry.reference.model_copy(update={"id": key, "citation_key": None})
            key = assign_keys([bare], others, PATTERN)[0]
            message = (
                f"two works have the key {entry.key!r}; the later one is called {key!r}, and what cites it must say so"
            )
            problems.append(Problem(code="key-defined-twice", stage="tidy", message=message))
        taken.add(key)
        made.append(key)
    return made


def write(texts: Mapping[Path, str]) -> None:
    """Write texts to files: all of them, or none where one cannot be. Raises UnwritableOutput."""
    files.write({path: text.encode("utf-8") for path, text in texts.items()})
