"""Formats: a Bibliography <-> text. Pure; the directory is the registry.

A format is a module with NAME, SUFFIXES, MEDIA_TYPE and `dump(bibliography) -> str`, and, where it can be read,
`load(text) -> Loaded`. Its name is the module's, with "-" for "_". One that writes claims has CLAIMS = True. Others can add
formats through the entry-point group `backref.formats`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePath
from pkgutil import iter_modules
from typing import NamedTuple, Protocol, cast

from ..errors import UnknownPlugin
from ..model import Bibliography, Problem, Reference


class Loaded(NamedTuple):
    """What a format's text held: references, each with its citation key as `id`, and what was wrong with it.

    `preserved` is what the text held besides entries (macros, preambles, comments of a .bib file), as written.
    """

    references: tuple[Reference, ...]
    problems: tuple[Problem, ...] = ()
    preserved: tuple[str, ...] = ()

    def bibliography(self) -> Bibliography:
        """Return what was loaded as a bibliography that can be dumped."""
        return Bibliography.of(self.references).model_copy(
            update={"problems": self.problems, "preserved": self.preserved}
        )


class Format(Protocol):
    """What a module of this directory offers; `load` only where the format can be read."""

    NAME: str
    SUFFIXES: tuple[str, ...]
    MEDIA_TYPE: str

    def dump(self, bibliography: Bibliography) -> str: ...


class Loader(Protocol):
    """A format that can be read."""

    NAME: str

    def load(self, text: str) -> Loaded: ...


def names() -> tuple[str, ...]:
    """Return the names of our own formats."""
    found = (module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted(name.replace("_", "-") for name in found))


def by_name(name: str) -> Format:
    """Return the format called `name`. Raises UnknownPlugin.

    >>> by_name("csl-json").SUFFIXES
    ('.json',)
    """
    if name in names():
        return cast("Format", import_module(f".{name.replace('-', '_')}", __name__))
    for point in entry_points(group="backref.formats", name=name):
        return cast("Format", point.load())
    raise UnknownPlugin("format", name, names())


def by_suffix(path: str, *, claims: bool = False) -> Format | None:
    """Return the format that a file's suffix calls for, or None; with `claims`, among those that write claims."""
    found = _suffixes(claims).get(PurePath(path).suffix.lower())
    return by_name(found) if found else None


def loader(name: str) -> Loader:
    """Return the format called `name`, which can be read. Raises UnknownPlugin where it is only written."""
    found = by_name(name)
    if not hasattr(found, "load"):
        raise UnknownPlugin("readable format", name, [n for n in names() if hasattr(by_name(n), "load")])
    return cast("Loader", found)


def dump(bibliography: Bibliography, name: str) -> str:
    """Return the bibliography in the format called `name`. Raises UnknownPlugin."""
    return by_name(name).dump(bibliography)


def annotated(bibliography: Bibliography) -> Bibliography:
    """Return the bibliography with each entry's claims in its `annote`, a line each, with the place that they stand at.

    `annote` is what pandoc and citation processors keep and no style prints; `note` would be printed.
    """
    lines: dict[int, list[str]] = {}
    for claim in bibliography.claims:
        for index in claim.references:
            where = f"{claim.document}:{claim.span.start}-{claim.span.end}"
            lines.setdefault(index, []).append(f"{claim.relation} ({where}): {' '.join(claim.text.split())}")
    entries = [
        entry.model_copy(
            update={"reference": entry.reference.model_copy(update={"annote": "\n".join([*filter(None, [entry.reference.annote]), *lines[index]])})}
        )
        if index in lines
        else entry
        for index, entry in enumerate(bibliography.entries)
    ]  # fmt: skip
    return bibliography.model_copy(update={"entries": tuple(entries)})


def load(text: str, name: str) -> Loaded:
    """Return the references in `text`, which is in the format called `name`. Bad text becomes Problems.

    Raises UnknownPlugin.
    """
    return loader(name).load(text)


@cache
def _suffixes(claims: bool) -> dict[str, str]:
    return {
        suffix: name
        for name in names()
        if getattr(found := by_name(name), "CLAIMS", False) is claims
        for suffix in found.SUFFIXES
    }
