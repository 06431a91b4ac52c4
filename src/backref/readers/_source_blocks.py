"""The sources of a saved page and its notes that point at them, once a block of it has been read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..model import Span
from ._builder import Builder
from ._source_links import SURE, SourceLink


class ShortNote(NamedTuple):
    """A note that points at sources; `label` is its own where it holds a further work, too."""

    pointers: tuple[SourceLink, ...]
    label: str


class SourceBlock(NamedTuple):
    """A block that holds sources: their ids, and where each begins; `label` is that of the note that it is."""

    span: Span
    ids: tuple[tuple[str, int], ...]
    label: str


def tell_sources(builder: Builder, sources: Sequence[SourceBlock], keys: dict[str, str]) -> None:
    """Say that the sources which are pointed at are entries, called by their keys; one that is a note keeps the label
    of the note, and becomes what its key is.
    """
    for source in sources:
        held = [(name, at) for name, at in source.ids if name in keys or name.startswith(SURE)]
        if source.label:  # a work in a note, of which another note gives further pages
            keys.update((name, source.label) for name, _ in held if name in keys)
            continue
        starts = [source.span.start, *(at for _, at in held[1:]), source.span.end]
        for (name, _), (start, end) in zip(held, pairwise(starts), strict=False):
            if name in keys:
                builder.citation(start, keys[name], "list", end=end)
