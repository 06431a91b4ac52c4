"""Several .bib files that are given together: each may name the macros of the others, and take fields from their
entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from . import scan
from .scan import RawEntry

_MACRO = re.compile(r"@\s{0,20}string\s{0,20}[{(]", re.IGNORECASE)
_POINTER = re.compile(r"(?:crossref|xdata)\s{0,20}=", re.IGNORECASE)


class Beside(NamedTuple):
    """What files say for each other: their macros, and those of their entries that can be asked for, by key."""

    macros: Mapping[str, str]
    entries: Mapping[str, RawEntry]


_NOTHING = Beside({}, {})
_CURRENT: ContextVar[Beside] = ContextVar("beside", default=_NOTHING)


def current() -> Beside:
    """Return what stands beside the file that is being read; nothing outside of `together`."""
    return _CURRENT.get()


@contextmanager
def together(texts: Iterable[str]) -> Iterator[None]:
    """Have each of these texts of .bib files know the others while it is read. Of two macros, or two entries of one
    key, the first counts.

    >>> from backref.formats import bibtex
    >>> one, two = '@string{bmj = "The BMJ"}', "@article{a, journal = bmj}"
    >>> with together((one, two)):
    ...     bibtex.load(two).references[0].container_title
    'The BMJ'
    """
    token = _CURRENT.set(_of(list(texts)))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def _of(texts: list[str]) -> Beside:
    if len(texts) < 2:
        return _NOTHING
    are_pointed_at = any(_POINTER.search(text) for text in texts)
    macros: dict[str, str] = {}
    entries: dict[str, RawEntry] = {}
    for text in texts:
        if not are_pointed_at and not _MACRO.search(text):
            continue
        found = scan.split(text, macros)
        macros = {**found.defined, **macros}
        for entry in found.entries if are_pointed_at else ():
            entries.setdefault(entry.unique, entry)
    return Beside(macros, entries)
