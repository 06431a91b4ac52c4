"""The files that a run writes: which it has written, and that none of them is written over another or over what is
read.

Nothing heavy is imported here: `backref --help` comes by.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import click

WRITTEN: list[str] = []  # the files that this run has written


def keep_apart(outputs: Iterable[str | None], inputs: Iterable[str] = (), advice: str = "name another file") -> None:
    """Refuse two outputs that are one file or one stream, and an output that is also an input. Raises UsageError.

    >>> keep_apart(["a.bib", None, "a.html"], ["a.md", "-"])
    >>> keep_apart(["a.html", "./a.html"])
    Traceback (most recent call last):
    click.exceptions.UsageError: ./a.html would be written twice; give each its own file.
    """
    read = list(inputs)
    named: list[str] = []
    for path in filter(None, outputs):
        if path != "-" and any(_is_same(path, name) for name in read):
            raise click.UsageError(f"{path} is also an INPUT; {advice}.")
        if any(_is_same(path, other) for other in named):
            where = "stdout" if path == "-" else path
            raise click.UsageError(f"{where} would be written twice; give each its own file.")
        named.append(path)


def _is_same(path: str, other: str) -> bool:
    if "-" in (path, other):
        return path == other
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):  # one of them does not exist yet
        return os.path.normcase(os.path.realpath(path)) == os.path.normcase(os.path.realpath(other))
