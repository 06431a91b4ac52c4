"""References from files of any kind that is known: CSL-JSON, BibTeX, Crossref-shaped JSON lines, a lock; gzipped or not."""

from __future__ import annotations

import gzip
import io
import json
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import IO, Any, cast

from . import formats, readers, sources
from .catalogue import Catalogue, default_path
from .errors import UnreadableInput
from .fields import csl
from .fields.crossref import looks_like_work, record_of
from .model import Problem, Record, Source
from .sources import Settings, default_cache
from .sources.catalogue import CatalogueSource
from .sources.retraction_watch import RetractionWatch

LARGEST = 256_000_000  # bytes, unpacked, of a file that is read whole
_PIECE = 1 << 20  # bytes that are read at once
_LINE = 20_000_000  # characters of one item; the largest of Crossref's have 10 million
_RATIO, _LEAST = 50, 1_000_000  # how often its size a gzipped file may unpack to, and what any may; JSON's is below 30
Report = Callable[[Problem], None]


def records(path: str | Path, report: Report) -> Iterator[Record]:
    """Yield the records of a file, as a stream where its format is one; bad entries go to `report`.

    Raises UnreadableInput, naming the file, for what cannot be read at all.
    """
    name = str(path)
    try:
        with open(path, "rb") as file:
            head = file.read(2)
            file.seek(0)
            most = _LEAST + _RATIO * os.fstat(file.fileno()).st_size
            stream = cast("IO[bytes]", io.BufferedReader(_Unpacked(file, name, most)) if head == b"\x1f\x8b" else file)
            suffix = PurePath(name.removesuffix(".gz")).suffix.lower()
            if suffix in (".json", ".jsonl", ".ndjson", ".lock", ""):
                text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace")
                yield from _from_json(name, text, report)
            else:
                body, odd = readers.decoded(_whole(stream, name), name)
                for problem in odd:
                    report(problem)
                found = formats.recognised(name.removesuffix(".gz"), body)
                if found is None:
                    raise UnreadableInput(name, f"a kind of file ({suffix}) that a catalogue cannot be built from")
                loaded = found.load(body)
                for problem in formats.placed(loaded.problems, body, name):
                    report(problem)
                yield from (Record(reference=reference, source="catalogue") for reference in loaded.references)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableInput(name, getattr(error, "strerror", None) or str(error)) from error


class _Unpacked(io.RawIOBase):
    """What a gzipped file holds, as far as an honest one could: `most` bytes. Raises UnreadableInput for more."""

    def __init__(self, file: IO[bytes], name: str, most: int) -> None:
        self._stream = gzip.GzipFile(fileobj=file)
        self._name, self._left = name, most

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, and return how much of it."""
        piece = self._stream.read(len(buffer))
        self._left -= len(piece)
        if self._left < 0:
            raise UnreadableInput(
                self._name, f"it unpacks to more than {_RATIO} times its size, as no bibliography does"
            )
        buffer[: len(piece)] = piece
        return len(piece)


def _whole(stream: IO[bytes], name: str) -> bytes:
    """All of a file that cannot be read as a stream. Raises UnreadableInput for one that is too large."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise UnreadableInput(name, f"larger than {LARGEST // 10**6} MB, unpacked; divide it")
    return b"".join(pieces)


def open_catalogue(path: str | Path | None = None, report: Report | None = None) -> Catalogue | None:
    """Return the catalogue at `path`: a directory made by `backref catalogue add`, or a file, which is indexed in memory.

    Without a path it is the default one, or None where that was never made. Raises CatalogueError and UnreadableInput.
    """
    if path is None:
        return Catalogue.open(default_path()) if default_path().exists() else None
    if Path(path).is_file():
        return Catalogue.of(records(path, report or (lambda problem: None)))
    return Catalogue.open(path)


def open_sources(
    catalogue: str | Path | Catalogue | None = None,
    *,
    settings: Settings | None = None,
    only: tuple[str, ...] = (),
    retractions: str | Path | None = None,
) -> list[Source]:
    """Return the sources to ask, in order: the catalogue, if there is one, then those on the network.

    `only` names the ones to use; an empty one means all. Without `settings`, answers are cached in the user's folder.
    `retractions` is a Retraction Watch file, which is asked about every work that was found.

    >>> ", ".join(source.name for source in open_sources(only=("crossref", "pubmed"), settings=Settings(offline=True)))
    'pubmed, crossref'
    """
    settings = settings or Settings(cache=default_cache())
    chosen: list[Source] = []
    if not only or "catalogue" in only:
        opened = catalogue if isinstance(catalogue, Catalogue) else open_catalogue(catalogue)
        if opened is not None:
            chosen.append(CatalogueSource(opened))
    if retractions is not None:
        chosen.append(RetractionWatch.open(retractions))
    networked = [name for name in only if name != "catalogue"] if only else None
    return chosen + (sources.open_sources(networked, settings) if networked is None or networked else [])


def _from_json(name: str, text: io.TextIOWrapper, report: Report) -> Iterator[Record]:
    """JSON lines as they come, or one array or object. What is Crossref's is read as that, all else as CSL-JSON."""
    first = text.readline(LARGEST + 1)
    whole = not first.lstrip().startswith("{") or not _is_json(first)
    if whole:
        body = first + text.read(LARGEST + 1 - len(first))
        if len(body) > LARGEST:
            raise UnreadableInput(
                name, f"one JSON text larger than {LARGEST // 10**6} MB, unpacked; write an item a line"
            )
        loaded = _json(body)
        if loaded is None:
            if body.strip():
                report(Problem(code="not-json", stage="load", message="no JSON", place=name))
            return
        message = loaded.get("message") if isinstance(loaded, dict) else None
        locked = loaded.get("references") if isinstance(loaded, dict) and "version" in loaded else None
        items = (
            [each["record"] for each in locked if isinstance(each, dict) and each.get("record")]
            if isinstance(locked, list)
            else message.get("items", [message])
            if isinstance(message, dict)
            else loaded.get("items", [loaded])
            if isinstance(loaded, dict)
            else loaded
        )
        for number, item in enumerate(items if isinstance(items, list) else [items], 1):
            yield from _one(name, number, item, report)
        return
    yield from _one(name, 1, json.loads(first), report)
    for number, line in enumerate(iter(lambda: text.readline(_LINE + 1), ""), 2):
        if len(line) > _LINE:
            message = f"line {number} is longer than {_LINE:,} characters; it and what follows is not read"
            report(Problem(code="too-large", stage="load", message=message, place=name))
            return
        if line.strip():
            yield from _one(name, number, _json(line), report)


def _one(name: str, number: int, item: object, report: Report) -> Iterator[Record]:
    if not isinstance(item, dict):
        report(Problem(code="bad-line", stage="load", message=f"item {number} is no JSON object", place=name))
    elif looks_like_work(item):
        record = record_of(item)
        if record is None:
            report(Problem(code="not-an-item", stage="load", message=f"item {number} describes no work", place=name))
        else:
            yield record.model_copy(update={"source": "catalogue"})
    else:
        problems: list[Problem] = []
        reference = csl.from_item(item, problems)
        for problem in problems:
            report(problem.model_copy(update={"place": name}))
        if reference.title or any(reference.identifiers()) or reference.container_title:
            yield Record(reference=reference, source="catalogue")
        else:
            report(Problem(code="not-an-item", stage="load", message=f"item {number} describes no work", place=name))


def _json(text: str) -> object:
    try:
        loaded: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return loaded


def _is_json(line: str) -> bool:
    return isinstance(_json(line), dict)
