"""The keys by which entries of a .bib file name each other and themselves: crossref, related, entryset, ids. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Span
from ._values import CheckedEntry, CheckedFile, CheckedProject

OTHERS = ("crossref", "xref", "xdata", "related", "entryset")
"""The fields that name other entries."""

_KEY = re.compile(r"[^\s,{}]+")
_DEFINED = re.compile(r"@\s*[\w-]+\s*[{(]\s*([^\s,{}]+)")


def aliases(entry: CheckedEntry) -> Iterator[str]:
    """Yield the further keys of an entry, biblatex's `ids`, in small letters."""
    for _, key, _ in named(entry, ("ids",)):
        yield key.casefold()


def named(entry: CheckedEntry, names: tuple[str, ...] = OTHERS) -> Iterator[tuple[str, str, Span]]:
    """Yield the keys that an entry names in these fields: the field, the key, and where it stands."""
    if entry.how is not None and entry.how.has(names):
        for value in entry.values:
            if value.name in names:
                for match in _KEY.finditer(value.text):
                    yield value.name, match.group(), Span(*match.span()).shift(value.span.start)


def known(project: CheckedProject) -> set[str]:
    """Return all that entries may be named by, in small letters; what one file calls so counts for those beside it.

    An entry of xdata is none of its own, so the texts are looked through as well.
    """
    files: list[CheckedFile] = [file for file in project.files if file.is_bib]
    found = {name for file in files for entry in file.entries for name in (entry.written.lower(), *aliases(entry))}
    return found | {name.lower() for file in files for name in _DEFINED.findall(file.text)}
