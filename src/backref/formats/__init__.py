"""Formats: a Bibliography <-> text. Pure; the directory is the registry.

A format is a module (a package is none) with NAME, SUFFIXES, MEDIA_TYPE and `dump(bibliography) -> str`, where it can be written, and
`load(text) -> Loaded`, where it can be read. Its name is the module's, with "-" for "_". One that writes claims has CLAIMS = True;
one that lists references for people has STYLES, and its `dump` takes `style`; one that shares its suffix with another has
`recognises(text)`. Others can add formats through the entry-point group `backref.formats`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePath
from pkgutil import iter_modules
from typing import Any, NamedTuple, Protocol, cast

from ..errors import UnknownPlugin
from ..fields import ids, pages
from ..model import Bibliography, Identifier, Problem, Reference
from ..text.escape import plain


class Loaded(NamedTuple):
    """What a format's text held: references, each with its citation key as `id`, and what was wrong with it.

    `preserved` is what the text held besides entries (macros, preambles, comments of a .bib file), as written.
    """

    references: tuple[Reference, ...]
    problems: tuple[Problem, ...] = ()
    preserved: tuple[str, ...] = ()

    def bibliography(self, pattern: str = "") -> Bibliography:
        """Return what was loaded as a bibliography that can be dumped. What has no key of its own gets one.

        With a `pattern` (see `assign_keys`), a key that is but the entry's DOI or PMID is none of its own.
        """
        from ..fields.keys import PATTERN, assign_keys

        bare = [
            not r.id or (bool(pattern) and r.id.lower() in (r.pmid, (r.doi or "").lower())) for r in self.references
        ]
        if not any(bare):
            made = Bibliography.of(self.references)
        else:
            taken = [r.id for r, without in zip(self.references, bare, strict=True) if not without]
            without_id = [
                r.model_copy(update={"id": "", "citation_key": None})
                for r, without in zip(self.references, bare, strict=True)
                if without
            ]
            keys = iter(assign_keys(without_id, taken, pattern or PATTERN))
            made = Bibliography.of(
                tuple(
                    r.model_copy(update={"id": next(keys)}) if without else r
                    for r, without in zip(self.references, bare, strict=True)
                )
            )
        return made.model_copy(update={"problems": self.problems, "preserved": self.preserved})


class Format(Protocol):
    """What every module of this directory offers; `dump` where the format can be written, `load` where it can be read."""

    NAME: str
    SUFFIXES: tuple[str, ...]
    MEDIA_TYPE: str


class Writer(Protocol):
    """A format that can be written."""

    NAME: str

    def dump(self, bibliography: Bibliography) -> str: ...


class Loader(Protocol):
    """A format that can be read."""

    NAME: str

    def load(self, text: str) -> Loaded: ...


def names() -> tuple[str, ...]:
    """Return the names of our own formats."""
    found = (module.name for module in iter_modules(__path__) if not module.ispkg and not module.name.startswith("_"))
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


def by_suffix(path: str, *, claims: bool = False) -> Writer | None:
    """Return the format to write that a file's suffix calls for, or None; with `claims`, among those that write claims."""
    for name in _suffixes(claims).get(PurePath(path).suffix.lower(), ()):
        if hasattr(by_name(name), "dump"):
            return cast("Writer", by_name(name))
    return None


def recognised(path: str, text: str) -> Loader | None:
    """Return the format to read that a file's suffix calls for and its text looks like, or None.

    >>> recognised("x.xml", "<PubmedArticleSet/>").NAME
    'PubMed XML'
    """
    found = [by_name(name) for name in _suffixes(False).get(PurePath(path).suffix.lower(), ())]
    readable = [module for module in found if hasattr(module, "load")]
    for module in readable:
        if hasattr(module, "recognises") and module.recognises(text):
            return cast("Loader", module)
    plain = [module for module in readable if not hasattr(module, "recognises")]
    return cast("Loader", plain[0]) if plain else None


def loader(name: str) -> Loader:
    """Return the format called `name`, which can be read. Raises UnknownPlugin where it is only written."""
    found = by_name(name)
    if not hasattr(found, "load"):
        raise UnknownPlugin("readable format", name, [n for n in names() if hasattr(by_name(n), "load")])
    return cast("Loader", found)


def writer(name: str) -> Writer:
    """Return the format called `name`, which can be written. Raises UnknownPlugin where it is only read."""
    found = by_name(name)
    if not hasattr(found, "dump"):
        raise UnknownPlugin("writable format", name, [n for n in names() if hasattr(by_name(n), "dump")])
    return cast("Writer", found)


def dump(bibliography: Bibliography, name: str) -> str:
    """Return the bibliography in the format called `name`. Raises UnknownPlugin."""
    return writer(name).dump(bibliography)


def styled(bibliography: Bibliography, format: Writer, style: str) -> str:
    """Return the reference list of `format` in `style`, which is a name or the path of a CSL file.

    Raises UnknownPlugin for a format or a style that there is not, and StyleError for a file that is no style or where pandoc,
    which reads it, is missing.
    """
    from ..styles import is_file

    styles = getattr(format, "STYLES", ())
    if style not in styles and not (styles and is_file(style)):
        raise UnknownPlugin(f"style of {format.NAME}", style, styles)
    return str(format.dump(bibliography, style))  # type: ignore[call-arg]


def name_of(format: Format | Writer) -> str:
    """Return the name that `by_name` knows a format by.

    >>> name_of(writer("csl-json"))
    'csl-json'
    """
    return next((name for name in names() if cast("object", by_name(name)) is format), format.NAME)


def losses(bibliography: Bibliography, name: str, text: str) -> list[Problem]:
    """Return what the format called `name` cannot carry, field by field: what reading `text`, its dump, does not bring back.

    A format that is only written has none: it is for people. Problems are "field-lost" and "field-changed".

    >>> reference = Reference(id="a", type="book", title="T", dimensions="20 cm")
    >>> made = Bibliography.of((reference,))
    >>> losses(made, "ris", dump(made, "ris"))[0].message
    "a: dimensions '20 cm' is lost"
    """
    if name not in names() or not hasattr(by_name(name), "load"):
        return []
    loaded = load(text, name).references
    if len(loaded) != len(bibliography.entries):
        return [
            Problem(
                code="entries-lost", stage="dump", message=f"{len(bibliography.entries)} entries became {len(loaded)}"
            )
        ]
    return [
        problem
        for entry, reference in zip(bibliography.entries, loaded, strict=True)
        for problem in _changes(entry.key, entry.reference.csl(), reference.csl())
    ]


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


def _changes(key: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Problem]:
    for variable, value in before.items():
        if variable in ("id", "citation-key", "custom") or _told(value, variable) == _told(
            after.get(variable), variable
        ):
            continue
        shown = _shown(value)
        if variable in after:
            message, code = f"{key}: {variable} {shown} becomes {_shown(after[variable])}", "field-changed"
        else:
            message, code = f"{key}: {variable} {shown} is lost", "field-lost"
        yield Problem(code=code, stage="dump", message=plain(message))
    kept = after.get("custom") or {}
    for name, value in (before.get("custom") or {}).items():
        if kept.get(name) != value:
            yield Problem(
                code="field-lost", stage="dump", message=plain(f"{key}: custom {name} {_shown(value)} is lost")
            )


def _told(value: Any, variable: str) -> Any:
    """The value as far as it says something: the division of a name, the case of a DOI and the dash between pages do not."""
    if variable == "page" and isinstance(value, str):
        return pages.normalise(re.sub(r"(?<!\s)\s*[\u2010-\u2015-]+\s*", "-", value))
    if variable == "DOI" and isinstance(value, str):
        return ids.normalise(Identifier("doi", value)).value
    if isinstance(value, list):
        return [_told(item, variable) for item in value]
    if isinstance(value, dict) and not value.keys() & {"date-parts", "raw", "season"}:
        parts = ("given", "dropping-particle", "non-dropping-particle", "family", "literal", "suffix")
        return " ".join(str(value[part]) for part in parts if value.get(part)) if value.keys() & set(parts) else value
    return re.sub("[\u2010-\u2015-]+", "-", value) if isinstance(value, str) else value


def _shown(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}..."


@cache
def _suffixes(claims: bool) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in names():
        if getattr(module := by_name(name), "CLAIMS", False) is claims:
            for suffix in module.SUFFIXES:
                found[suffix] = (*found.get(suffix, ()), name)
    return found
