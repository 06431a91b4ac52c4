"""What the keys of a project mean: its bibliographies, as they are on disk or open in the editor, and its lock. Files
-> entries by key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from .. import checking, files, formats, styles
from ..checking import CheckedEntry, CheckedFile
from ..errors import BackrefError
from ..fields import names
from ..files import real_path
from ..model import Bibliography
from ..project import configuration, lock
from ..project.configuration import Configuration
from ..project.lock import Lock
from ..text.escape import plain
from ..text.folding import fold

_WORD = re.compile(r"[^\W_]+")
_MOST = 200  # keys that are offered at once

Opened = Callable[[Path], str | None]
"""The text of a file that is open in the editor; None for one that is not."""


class KeptEntry(NamedTuple):
    """An entry, and the bibliography that it stands in."""

    path: Path
    file: CheckedFile
    entry: CheckedEntry


@dataclass
class ProjectKeys:
    """The bibliographies of a project. `refresh` reads what changed; all else is answered from memory."""

    folder: Path
    opened: Opened = lambda path: None
    settings: Configuration = field(init=False)
    lock: Lock = field(init=False)
    problems: list[str] = field(default_factory=list)
    _files: dict[Path, tuple[str, CheckedFile]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.settings = Configuration(folder=self.folder)
        self.lock = Lock()
        self.refresh()

    def refresh(self) -> None:
        """Read the configuration, the lock and the bibliographies that changed; what cannot be read stays as it was."""
        self.problems = []
        try:
            self.settings = configuration.find(self.folder)
            self.lock = lock.read(self.settings.path(self.settings.lock))
        except BackrefError as error:
            self.problems.append(plain(str(error)))
        paths = [real_path(self.settings.path(name)) for name in (self.settings.bibliography, *self.settings.libraries)]
        before = self._files
        self._files = {}
        for path in paths:
            text = self._text(path)
            known = before.get(path)
            if text is None:
                continue
            if known is None or known[0] != text:
                loader = formats.recognised(str(path), text)
                known = (text, checking.load(str(path), text, loader.name)) if loader else None
            if known is not None:
                self._files[path] = known
        if before.keys() != self._files.keys() or any(before[path] is not each for path, each in self._files.items()):
            self.__dict__.pop("entries", None)
            self.__dict__.pop("_words", None)

    def _text(self, path: Path) -> str | None:
        if (text := self.opened(path)) is not None:
            return text
        try:
            return files.decoded(path.read_bytes())[0]
        except OSError:
            return None

    @property
    def files(self) -> list[CheckedFile]:
        """The bibliographies, with the places of their entries."""
        return [file for _, file in self._files.values()]

    def file(self, path: Path) -> CheckedFile | None:
        """Return the bibliography at a path; None for what is none of the project's."""
        known = self._files.get(real_path(path))
        return known[1] if known else None

    @cached_property
    def entries(self) -> dict[str, KeptEntry]:
        """The entries by key, the bibliography's before the libraries'."""
        found: dict[str, KeptEntry] = {}
        for path, (_, file) in self._files.items():
            for entry in file.entries:
                found.setdefault(entry.written or entry.key, KeptEntry(path, file, entry))
        return found

    @cached_property
    def _words(self) -> list[tuple[str, str]]:
        return [
            (key, f" {' '.join(_WORD.findall(fold(_searched(key, kept.entry))))}") for key, kept in self.entries.items()
        ]

    def fitting(self, typed: str) -> Sequence[str]:
        """Return the keys of entries in whose key, authors, title or year a word begins as it is typed; the keys
        themselves first.
        """
        begun = fold(typed)
        parts = [f" {word}" for word in _WORD.findall(begun)]
        found = [
            key for key, words in self._words if fold(key).startswith(begun) or all(part in words for part in parts)
        ]
        return sorted(found, key=lambda key: (not fold(key).startswith(begun), key))[:_MOST]

    def line(self, key: str) -> str:
        """Return who, when and what: "Deyo et al. 2015. Opioids for low back pain"."""
        return plain(_line(self.entries[key].entry))

    def described(self, key: str) -> str:
        """Return an entry as a list prints it, with what is known of the work; "" for a key that there is not."""
        kept = self.entries.get(key)
        if kept is None:
            return ""
        style = self.settings.style if not styles.is_file(self.settings.style) else "vancouver"
        reference = kept.entry.reference.model_copy(update={"id": key})
        try:
            [line] = styles.lines(Bibliography.of((reference,)), style)
            said = [styles.bare(line)]
        except BackrefError:
            said = [self.line(key)]
        locked = self.lock.find(key)
        if locked is None:
            said.append("Not checked yet.")
        else:
            said.append(
                f"{locked.verdict}{f', {locked.source}' if locked.source else ''}{f', {locked.retrieved}' if locked.retrieved else ''}"
            )
            said += [f"{finding.kind}: {finding.message}" for finding in locked.findings]
        return "\n\n".join(plain(each) for each in said)

    def near(self, key: str) -> Iterable[str]:
        """Return the keys that may be meant by one that there is not."""
        from difflib import get_close_matches

        return get_close_matches(key, self.entries, 3, 0.6)


def _line(entry: CheckedEntry) -> str:
    reference = entry.reference
    year = f"{reference.issued.year}." if reference.issued and reference.issued.year else ""
    who = styles.parts.who(reference) if reference.author or reference.editor else ""
    return " ".join(part for part in (who, year, reference.title or "") if part)


def _searched(key: str, entry: CheckedEntry) -> str:
    """What is looked through for the words that are typed."""
    reference = entry.reference
    people = [names.family(person) for person in (reference.author or reference.editor)[:8]]
    year = str(reference.issued.year) if reference.issued and reference.issued.year else ""
    return " ".join((key, *people, year, reference.title or ""))
