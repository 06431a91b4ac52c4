"""A catalogue from files of any kind that is known, and the sources that are asked beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import sources
from .catalogue import Catalogue, default_path
from .dumps import CUT_OFF, OnProblem, stream
from .errors import UnreadableInput
from .model import Problem, Record, Source
from .sources import Settings, default_cache
from .sources.catalogue import CatalogueSource
from .sources.retraction_watch import RetractionWatch


def records(path: str | Path, report: OnProblem) -> Iterator[Record]:
    """Yield the records of a file, an archive or a folder, as a stream where its format is one; bad entries go to
    `report`.

    Raises UnreadableInput, naming the file, for what cannot be read at all, or not to its end.
    """
    broken: list[Problem] = []

    def told(problem: Problem) -> None:
        broken.append(problem) if problem.code == CUT_OFF else report(problem)

    for item in stream(path, on_problem=told):
        if isinstance(item, Record):
            yield item
    for problem in broken:
        raise UnreadableInput(problem.place, problem.message)


def open_catalogue(path: str | Path | None = None, report: OnProblem | None = None) -> Catalogue | None:
    """Return the catalogue at `path`: a directory made by `backref catalogue add`, or a file, which is indexed in
    memory.

    Without a path it is the default one, or None where that was never made. Raises CatalogueError and UnreadableInput.
    """
    if path is None:
        return Catalogue.open(default_path()) if default_path().exists() else None
    if Path(path).is_file():
        return Catalogue.of(records(path, report or (lambda problem: None)), str(path))
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
