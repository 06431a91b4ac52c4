"""Which places of a project cite what: paths -> documents -> what they cite, by key, by identifier or as raw
citations.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from ... import formats, pipeline
from ...errors import BackrefError, UnreadableInput
from ...fields.back import points_back
from ...fields.short_forms import stands_for
from ...files import real_path
from ...model import Document, Found, Problem, Reference, Span
from ...readers import by_name, synced_suffixes
from ...text.crossrefs import is_cross_reference
from .. import folders
from ..configuration import Configuration
from ..lock import citable
from ..passing import no_document

_KEYS = ("key", "narrative")
_STOP = re.compile(r"(?P<stops>[.:!?]+)(?=[\]};,`\s]|\Z)")

Kind = Literal["key", "identifier", "raw"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One place that cites: where it stands ("docs/a.md:3:5"), in what way, and the key, identifier or raw citation.

    Where `is_name` holds, the key is a word of the sentence, and may be the name of somebody: "@deyo2015 says".
    """

    place: str
    kind: Kind
    text: str
    reference: Reference | None = None
    is_name: bool = False


def documents(
    configuration: Configuration,
    paths: Sequence[str] = (),
    *,
    python: bool = False,
    unread: list[folders.Unread] | None = None,
) -> list[Path]:
    """Return the files to read, sorted: those of `paths`, where folders mean all they hold, else those the
    configuration names.

    What a folder holds besides is added to `unread`. Raises UnreadableInput for a path that is not there or holds
    nothing that is read, and BackrefError where nothing says what to read.
    """
    suffixes = by_name("docstrings").suffixes if python else synced_suffixes()
    left: list[folders.Unread] = [] if unread is None else unread
    if paths:
        found = [file for path in paths for file in _files(Path(path), suffixes, left)]
        folders.refuse_nothing(paths, found, left)
    elif configuration.documents:
        found = [file for pattern in configuration.documents for file in _globbed(configuration, pattern)]
    elif (configuration.folder / "docs").is_dir():
        found = list(_files(configuration.folder / "docs", suffixes, left))
    else:
        raise BackrefError("which documents? Give PATHS, or `documents` in [tool.backref] of pyproject.toml")
    return sorted({real_path(file) for file in found} - excluded(configuration))


def excluded(configuration: Configuration) -> set[Path]:
    """Return the files that the configuration leaves out."""
    return {real_path(file) for pattern in configuration.exclude for file in _globbed(configuration, pattern)}


def labels(texts: Sequence[Document]) -> dict[str, set[str]]:
    """Return the labels of the lists of documents that are written in parts, by the root that they belong to."""
    found: dict[str, set[str]] = {}
    roots = {root for document in texts for root in document.roots}
    for document in texts:
        for root in roots.intersection((document.name, *document.roots)):
            found.setdefault(root, set()).update(_labels(find(document)))
    return found


def _labels(found: Found) -> set[str]:
    return {c.label.casefold() for c in found.citations if c.label and c.context != "identifier"}


def citations(
    document: Document, problems: list[Problem], shared: Mapping[str, set[str]] | None = None
) -> Iterator[Cited]:
    """Yield what a document cites, in reading order. A citation key that is a label of its own list, or of one in
    another part of it (`shared`, by root), is left to that list.
    """
    found = find(document)
    labels = _labels(found).union(*((shared or {}).get(root, ()) for root in (document.name, *document.roots)))
    marked = sorted(marker.span for marker in found.markers if marker.kind in _KEYS)
    sites: list[tuple[Span, Cited]] = []

    def cite(span: Span, kind: Kind, text: str, reference: Reference | None = None, *, is_name: bool = False) -> None:
        sites.append((span, Cited(place(document, span), kind, text, reference, is_name)))

    for marker in found.markers:
        if marker.kind in _KEYS:
            for key in marker.keys:
                if key.casefold() in labels or is_cross_reference(key):
                    continue
                at = marker.span.start + max(marker.span.of(document.text).find(key), 0)
                is_key = citable(key) is None
                is_name = is_key and marker.kind == "narrative"
                cite(Span(at, at + len(key)), "key" if is_key else "identifier", key, is_name=is_name)
                _check_stop(document, marker.span, key, problems)
    short = stands_for(found.citations)
    for index, citation in enumerate(found.citations):
        if index in short or (citation.context == "identifier" and citation.span.meets(marked)):
            continue
        if citable(citation.raw) is not None:
            cite(citation.span, "identifier", citation.raw)
        elif citation.context != "identifier" and not _is_back(citation.raw):
            cite(citation.span, "raw", citation.raw, citation.reference)
    yield from (cited for _, cited in sorted(sites, key=lambda site: site[0]))


def find(document: Document) -> Found:
    """Return what a document cites, but for what stands in its code, with each "@name" that may be a key.

    A note or an entry that itself cites by key is prose, not a reference.
    """
    found = pipeline.find(document)
    names = [m for m in document.markers if m.kind == "narrative" and m not in found.markers]
    keyed = sorted(marker.span for marker in found.markers if marker.kind == "key")
    code = sorted(block.span for block in document.blocks if block.kind == "code")

    def is_code(span: Span) -> bool:
        at = bisect_right(code, span.start, key=lambda each: each.start) - 1
        return at >= 0 and span.end <= code[at].end

    return dataclasses.replace(
        found,
        citations=tuple(
            citation
            for citation in found.citations
            if not is_code(citation.span) and (citation.context == "identifier" or not citation.span.meets(keyed))
        ),
        markers=tuple(m for m in sorted([*found.markers, *names], key=lambda m: m.span) if not is_code(m.span)),
    )


def place(document: Document, span: Span) -> str:
    """Return "file:line:column" of a span of the document's text."""
    line, column = document.position(span.start)
    return f"{document.name}:{line}:{column}"


def _check_stop(document: Document, span: Span, key: str, problems: list[Problem]) -> None:
    printed = span.of(document.text)
    identifier = citable(key)
    at = printed.find(key)
    tail = _STOP.match(printed, at + len(key)) if at >= 0 else None
    bare = key.rstrip(".:!?")
    stops = tail["stops"] if tail else key[len(bare) :]
    if identifier and stops:
        message = f"{bare + stops!r} ends with {stops!r}, which is no part of the identifier; it is read as {identifier}: take the {stops!r} away"
        problems.append(Problem(code="trailing-stop", stage="sync", message=message, place=place(document, span)))


def _is_back(raw: str) -> bool:
    back = points_back(raw)
    return back is not None and back.kind != "same-author"


def _files(path: Path, suffixes: Sequence[str], unread: list[folders.Unread]) -> Iterator[Path]:
    if path.is_file():
        if formats.recognised(path.name, "") is not None:
            raise UnreadableInput(
                str(path), "a bibliography, no document; name it in `libraries` or with --bibliography"
            )
        yield path
        return
    if not path.is_dir():
        raise UnreadableInput(str(path), "no such file or directory")
    yield from folders.walk(path, partial(no_document, suffixes=suffixes), unread)


def _globbed(configuration: Configuration, pattern: str) -> Iterator[Path]:
    try:
        yield from (path for path in configuration.folder.glob(pattern) if path.is_file() and path.name[:1] != ".")
    except (NotImplementedError, ValueError, OSError) as error:
        raise BackrefError(
            f"{configuration.file}: {pattern!r} is no pattern of files below the project: {error}"
        ) from error
