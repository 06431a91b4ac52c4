"""Which files a root names, those that they name, and so on: each looked for, read once, and bounded; a root -> what is
known of its parts.

A file is known by where it really is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import UnreadableInput
from ..model import Document, Problem
from .looking import Root, looked_for

DEEPEST = 15  # files within files; books have three levels
MOST = 1000  # parts of all roots together
LARGEST = 64_000_000  # bytes of all of them

Read = Callable[[Path, str], Document]
"""Reads a file, by the suffix that it should have where its own says nothing. Raises UnreadableInput."""


@dataclass(slots=True)
class Following:
    """What is known while parts are read; a file is known by where it really is."""

    read: Read
    documents: dict[Path, Document]
    after: dict[Path, list[Path]] = field(default_factory=dict)  # the parts that were found of each root
    roots: dict[Path, dict[str, None]] = field(default_factory=dict)
    done: set[tuple[Path, int]] = field(default_factory=set)  # the names that led to a file, for some root
    failed: dict[tuple[Path, int], str] = field(default_factory=dict)
    circles: dict[tuple[Path, int], str] = field(default_factory=dict)
    number: int = 0
    size: int = 0

    def follow(self, root: Root) -> None:
        """Read what a root names, and what that names."""
        seen = {root.key}

        def enter(key: Path, above: tuple[Path, ...], is_moved: bool) -> None:
            for number, named in enumerate(self.documents[key].inputs):
                target, why = looked_for(named, key, root, is_moved=is_moved)
                if target is not None and target in (*above, key):
                    self.circles[key, number] = "it stands within itself, a circle"
                elif len(above) + 1 >= DEEPEST:
                    self.failed[key, number] = f"it stands more than {DEEPEST} files deep"
                elif target is not None and not (why := self._taken(target, root, key)):
                    self.done.add((key, number))
                    self.roots.setdefault(target, {})[self.documents[root.key].name] = None
                    if target not in seen:
                        seen.add(target)
                        enter(target, (*above, key), is_moved or named.moves)
                    continue
                if why:
                    self.failed[key, number] = why

        enter(root.key, (), False)

    def _taken(self, target: Path, root: Root, key: Path) -> str:
        """Read a file that was not read yet, and return why it cannot be, or ""."""
        if target in self.documents:
            return ""
        try:
            size = target.stat().st_size
            if self.number >= MOST or self.size + size > LARGEST:
                return f"more than {MOST:,} files or {LARGEST // 10**6} MB are not read as parts"
            self.documents[target] = self.read(target, Path(self.documents[key].name).suffix)
        except (OSError, UnreadableInput) as error:
            return getattr(error, "detail", None) or getattr(error, "strerror", None) or str(error)
        self.number += 1
        self.size += size
        self.after.setdefault(root.key, []).append(target)
        return ""

    def problems(self, key: Path) -> Iterator[Problem]:
        """What is said of the files that a document names and that no root led to."""
        document = self.documents[key]
        for number, named in enumerate(document.inputs):
            at = (key, number)
            why = self.circles.get(at) or ("" if at in self.done else self.failed.get(at, ""))
            if why:
                message = f"{named.paths[-1][:80]} is not read: {why}"
                yield Problem(
                    code="input-not-read", stage="read", message=message, span=named.span, place=document.name
                )
