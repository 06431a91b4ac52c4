"""Reading what the commands are given, and writing what they make: "-" is a stream, files are written whole or not at
all.
"""

from __future__ import annotations

import io
import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

import click

from .. import files, readers
from ..errors import BackrefError, UnreadableInput
from ..model import Bibliography, Document
from ..text.escape import json_text, terminal
from ._outputs import WRITTEN

T = TypeVar("T")


def say(text: str) -> None:
    """Write words to stderr, on one line and without anything that a terminal would obey: they may quote a file, or its
    name.
    """
    click.echo(terminal(text), err=True)


def read_bytes(name: str) -> bytes:
    """Return the bytes of a file or, for "-", of stdin. Raises UnreadableInput."""
    try:
        return files.ended(sys.stdin.buffer, name) if name == "-" else files.read_given(Path(name))
    except (OSError, ValueError) as error:
        raise UnreadableInput(_called(name), getattr(error, "strerror", None) or str(error)) from error


def read_each(
    names: Sequence[str],
    read: Callable[[str], T],
    *,
    bibliographies: bool = False,
    asked: Collection[Path] = (),
    quiet: bool = False,
) -> list[T]:
    """Return what is read of each name, for a folder of each file in it; what is not read there is told on stderr.

    With `bibliographies` a folder means those, too, but for those that are `asked` about others. Raises
    UnreadableInput where nothing is read at all.
    """
    if not any(name != "-" and os.path.isdir(name) for name in names):
        return [read(name) for name in names]
    from ..project import folders, passing

    reason_of = partial(passing.no_input, asked=asked) if bibliographies else passing.no_document
    found, unread = folders.read_each(names, read, reason_of)
    for line in () if quiet else folders.said(unread):
        say(f"not read, {line}")
    return found


def argument(text: str) -> str:
    """Return a word of the command line as UTF-8, whatever the locale made of it."""
    if text.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in text):
        return text
    return os.fsencode(text).decode("utf-8", "replace")


def read_document(name: str, reader: str | None = None) -> Document:
    """Return the document in a file or on stdin; a bibliography is read as text, which is told on stderr. Raises
    UnreadableInput.
    """
    from .. import formats

    document = readers.read(read_bytes(name), name, reader)
    if reader is None and (kind := formats.recognised(name, document.source)) is not None:
        told = f"{name}: {kind.title} is read here as plain text, for the identifiers in it"
        say(f"backref: {told}; its entries are asked about with `backref check {name}`")
    return document


def with_parts(documents: list[Document]) -> list[Document]:
    """Return the documents, each with the parts behind it that it names, in its folder or in that of the project."""
    if not any((reader := readers.by_suffix(document.name)) and reader.read_part for document in documents):
        return documents
    from ..errors import ConfigurationError
    from ..project import configuration, parts
    from ..project.defining import whole

    try:
        project = configuration.find(Path.cwd())
        folder = project.folder if project.file else None
    except ConfigurationError:  # those who need the configuration tell of it
        folder = None
    return whole(documents, parts.read_part, folder)


def read_input(name: str) -> Document | Bibliography:
    """Return the bibliography or the document in a file or on stdin. Raises UnreadableInput."""
    from .. import formats

    data = read_bytes(name)
    document = readers.read(data, name)
    kind = formats.recognised(name, document.source)
    if kind is None:
        return document
    text, odd = readers.decoded(data, name)
    loaded = kind.load(text)
    problems = (*formats.placed(odd, text, name), *formats.placed(loaded.problems, text, name))
    return loaded.bibliography().model_copy(update={"problems": tuple(problems)})


def read_rows(name: str) -> Iterator[Row]:
    """Yield the JSON objects of a JSON Lines file or stream, as they come; a line that is none is a BadRow."""
    with _open(name) as stream:
        try:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _row(number, line)
        except OSError as error:
            raise UnreadableInput(_called(name), error.strerror or str(error)) from error


def _row(number: int, line: bytes) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return BadRow(number, f"not JSON: {error}")
    if not isinstance(row, dict) or not isinstance(row.get("raw"), str):
        return BadRow(number, 'not an object with a string "raw"', row.get("id") if isinstance(row, dict) else None)
    return row


def batches(rows: Iterator[Row], size: int = 256) -> Iterator[list[Row]]:
    """Yield what has arrived, up to `size` rows at a time, so that a slow writer is answered row by row.

    A thread reads ahead, at most 4 batches.
    """
    ahead: queue.Queue[Row | BaseException | None] = queue.Queue(4 * size)

    def fill() -> None:
        try:
            for row in rows:
                ahead.put(row)
            ahead.put(None)
        except BaseException as error:  # noqa: BLE001  handed on to the consumer below
            ahead.put(error)

    threading.Thread(target=fill, daemon=True).start()
    ended = False
    while not ended:
        batch: list[Row] = []
        item = ahead.get()
        while True:
            if isinstance(item, dict | BadRow):
                batch.append(item)
            elif item is None:
                ended = True
            else:
                raise item
            if ended or len(batch) == size:
                break
            try:
                item = ahead.get_nowait()
            except queue.Empty:
                break
        if batch:
            yield batch


class BadRow(BackrefError):
    """A line of JSON Lines input that cannot be worked on: where it stands and why."""

    def __init__(self, line: int, detail: str, id: Any = None) -> None:
        self.line = line
        self.detail = detail
        self.id = id
        super().__init__(f"line {line}: {detail}")

    def problem(self) -> dict[str, Any]:
        """Return the problem as the machine interface prints it."""
        return {"code": "bad-line", "stage": "read", "message": str(self)}


Row = dict[str, Any] | BadRow


def _open(name: str) -> Any:
    """The file, or stdin by its number: a thread that waits in Python's own object for it would abort the end of the
    process.
    """
    try:
        if name != "-":
            return open(name, "rb")
        try:
            return open(sys.stdin.fileno(), "rb", closefd=False)
        except io.UnsupportedOperation:
            return sys.stdin.buffer
    except (OSError, ValueError) as error:
        raise UnreadableInput(_called(name), getattr(error, "strerror", None) or str(error)) from error


def _called(name: str) -> str:
    return "stdin" if name == "-" else name


def write_row(row: dict[str, Any]) -> None:
    """Write one JSON line to stdout at once, so that a reader at the other end of a pipe sees it.

    An id that JSON has no number for comes back as a string.
    """
    if isinstance(number := row.get("id"), float) and not isfinite(number):  # 1e999 was read as infinity
        row = row | {"id": str(number)}
    sys.stdout.write(json_text(row) + "\n")
    sys.stdout.flush()


def write_text(path: str | None, text: str, pack: Callable[[str], bytes] | None = None) -> None:
    """Write `text` to a file, whole or not at all, or to stdout where `path` is None or "-". A link is followed.

    `pack` makes the bytes of a file that holds no text; they are not written to a terminal. Raises UnwritableOutput.
    """
    if pack is None:
        write_pieces(path, iter((text,)))
    elif path is not None and path != "-":
        files.write({Path(path): pack(text)})
        WRITTEN.append(path)
    elif sys.stdout.isatty():
        raise click.UsageError("A file that is no text is not written to the terminal: give --output.")
    else:
        sys.stdout.buffer.write(pack(text))


def write_pieces(path: str | None, pieces: Iterator[str]) -> None:
    """Write a text that comes bit by bit as `write_text` does. Raises UnwritableOutput."""
    if path is not None and path != "-":
        files.write({Path(path): (piece.encode("utf-8", "replace") for piece in pieces)})
        WRITTEN.append(path)
        return
    last = "\n"
    for last in filter(None, pieces):
        sys.stdout.write(last)
    if not last.endswith("\n"):
        sys.stdout.write("\n")


def replace_file(path: str, data: bytes, *, read: bytes) -> None:
    """Put `data` in place of a file's content, which is `read`; whole or not at all. Its mode stays, a link is
    followed.

    Raises UnwritableOutput, also where the file holds something else by now.
    """
    files.write({Path(path): data}, may_replace=lambda target: target.read_bytes() == read)
