"""Match: raw citations and a catalogue in, a verdict for each out, as a stream. Nobody else is asked; nothing is merged
or keyed.

It is for many: what a verdict takes is done for hundreds of citations at a time, and by several processes where that is
wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from . import files
from .asking import verify
from .catalogue import Catalogue, Shards
from .loading import open_catalogue
from .model import Parsed, Resolution
from .parsing import parse_batches
from .processes import spread
from .sources.catalogue import CatalogueSource

BATCH = 256  # citations that are parsed and asked about together


class Matched(NamedTuple):
    """A raw citation as it was parsed, and the verdict on it."""

    parsed: Parsed
    resolution: Resolution


def match_many(raws: Iterable[str], catalogue: Catalogue | str | Path, *, workers: int = 1) -> Iterator[Matched]:
    """Return a verdict for each raw citation, in order, as a stream: parsed, searched for in a catalogue, and judged.

    `catalogue` is an open one, the folder of one, or a file of references. The verdicts are those of `resolve_many`
    with the catalogue alone; nothing raises for what a text says. With more than one of `workers`, as many processes
    work, each with the catalogue open, and some thousands of citations are read ahead; a program that asks for them
    keeps its main part behind `if __name__ == "__main__":`. Raises ValueError where `workers` is below 1,
    CatalogueError and UnreadableInput for what is no catalogue, and WorkerLost, from the stream, where a process is
    killed.

    >>> from backref import Catalogue, Reference
    >>> held = Catalogue.of([Reference(title="Opioids for low back pain", doi="10.1136/bmj.g6380")])
    >>> [matched] = match_many(["Deyo RA. Opioids for low back pain. doi:10.1136/bmj.g6380"], held)
    >>> matched.resolution.status.value, matched.resolution.record.reference.doi
    ('matched', '10.1136/bmj.g6380')
    """
    return (matched for batch in match_batches(_batches(raws), catalogue, workers) for matched in batch)


def match_batches(
    batches: Iterable[Sequence[str]], catalogue: Catalogue | str | Path, workers: int = 1
) -> Iterator[list[Matched]]:
    """Return the verdicts on each batch of raw citations, in order, as a stream. See `match_many`."""
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, not {workers}")
    if workers > 1:
        return _spread(batches, catalogue, workers)
    opened = catalogue if isinstance(catalogue, Catalogue) else open_catalogue(catalogue)
    source = CatalogueSource(Catalogue.of([]) if opened is None else opened)
    return (matched_batch(batch, source) for batch in batches)


def matched_batch(raws: Sequence[str], source: CatalogueSource) -> list[Matched]:
    """Return the verdicts on some raw citations, parsed and asked about together; those that are equal once."""
    distinct = list(dict.fromkeys(raws))
    [parses] = parse_batches([distinct])
    found = dict(zip(distinct, map(Matched, parses, verify(parses, [source])), strict=True))
    return [found[raw] for raw in raws]


@cache
def source_at(paths: tuple[str, ...]) -> CatalogueSource:
    """Return the catalogue at a path, or in shards at several, as a source; one for each process. Raises CatalogueError
    and UnreadableInput.
    """
    opened = [opened for path in paths if (opened := open_catalogue(path)) is not None]
    return CatalogueSource(opened[0] if len(opened) == 1 else Shards(opened))


def _spread(
    batches: Iterable[Sequence[str]], catalogue: Catalogue | str | Path, workers: int
) -> Iterator[list[Matched]]:
    with ExitStack() as stack:
        path = str(catalogue.path if isinstance(catalogue, Catalogue) else catalogue)
        if isinstance(catalogue, Catalogue) and catalogue.is_in_memory:
            path = str(Path(stack.enter_context(files.temporary_folder()), "catalogue"))
            Catalogue.open(path, create=True).add(catalogue.records())
        yield from spread(partial(_work, path), batches, workers)


def _work(path: str, raws: list[str]) -> list[Matched]:
    return matched_batch(raws, source_at((path,)))


def _batches(raws: Iterable[str]) -> Iterator[list[str]]:
    stream = iter(raws)
    while batch := list(islice(stream, BATCH)):
        yield batch
