"""Where a page's text is written: what it prints -> "file:line", in its own file or in one that it includes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from ..files import real_path
from ..project.library import shown

_INCLUDED = re.compile(r"(?:--8<--|include)[^\"'\n]{0,80}[\"'](?P<path>[^\"'\n]{1,200})[\"']")
_MOST = 50  # files that are looked into, of a page
_LARGEST = 1_000_000  # bytes of one of them
_FOLDERS = 100


@dataclass
class PageSource:
    """A page's file, and its text where that is known. `name` is what the file is called, if not by its path."""

    file: Path | None = None
    text: str | None = None
    name: str = ""
    _seen: dict[str, int] = field(default_factory=dict)
    _included: dict[Path, str] | None = None

    def place(self, printed: str, block: str = "") -> str:
        """Return "file:line" of what is printed, within a block; the name alone of a page that has it from elsewhere.

        >>> page = PageSource(text="One @a.\\n\\nTwo @a.")
        >>> page.place("@a"), page.place("@a"), page.place("@b")
        ('-:1', '-:3', '-')
        """
        name = self.name or (shown(self.file) if self.file else "-")
        if self.text is None:
            self.text = _read(self.file) if self.file else ""
        others = ((shown(path), text) for path, text in self._others())
        for where, text in chain([(name, self.text)], others):
            seen = f"{where} {block or printed}"
            at = text.find(block, self._seen.get(seen, 0)) if printed in text else -1
            at = text.find(printed, max(at, self._seen.get(seen, 0))) if printed in text else -1
            if at >= 0:
                self._seen[seen] = at + 1
                return f"{where}:{text.count(chr(10), 0, at) + 1}"
        return name

    def _others(self) -> Iterator[tuple[Path, str]]:
        """The files that the page includes, as far as they are found, and their texts."""
        if self._included is None:
            self._included = {}
            found = (_found(match["path"], self.file) for match in _INCLUDED.finditer(self.text or "") if self.file)
            for path, _ in zip((each for each in found if each), range(_MOST), strict=False):
                if path not in self._included:
                    self._included[path] = _read(path)
        yield from self._included.items()


def _found(name: str, page: Path) -> Path | None:
    """The file that a page calls so: beside it, above it, or in a folder of the project, which is where its builder
    runs.
    """
    project = Path.cwd()
    try:
        up = [each for each in real_path(page).parents if each.is_relative_to(project)] or [page.parent]
        down = [each for each, _ in zip(sorted(project.iterdir()), range(_FOLDERS), strict=False) if each.is_dir()]
        paths = (real_path(folder / name) for folder in (*up, *down))
        there = (each for each in paths if each.is_relative_to(project) and each.is_file())
        return next((each for each in there if each.stat().st_size <= _LARGEST), None)
    except (OSError, ValueError):
        return None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ""
