"""The files that are checked together: their bytes -> a CheckedProject, with what the sources say of each entry.

`checking` asks nobody and `pipeline` knows no bibliographies; this is where the two meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from .. import asking, checking, formats, pipeline, readers
from ..asking import Progress
from ..checking import CheckedFile, CheckedProject
from ..errors import UnreadableInput
from ..model import Parsed, Resolution, Source
from . import parts
from .defining import whole
from .given import Given
from .named import with_bibliographies

_BATCH = 1024  # entries that sources are asked about together


def completed(given: Sequence[Given], project: Path | None = None) -> list[Given]:
    """Return what was given, with the parts and the bibliographies that its documents name, in their folder or in that
    of the project.
    """
    return with_bibliographies(_with_parts(given, project), project)


def _with_parts(given: Sequence[Given], project: Path | None) -> list[Given]:
    documents = [each.document for each in given if each.document is not None]
    made = {document.name: document for document in whole(documents, parts.read_part, project)}
    own = [each._replace(document=made.pop(each.name, each.document)) if each.document else each for each in given]
    return [*own, *(Given(name, b"", "", document=document) for name, document in made.items())]


def gather(
    given: Sequence[Given], sources: Sequence[Source] | None = None, progress: Progress | None = None
) -> CheckedProject:
    """Return the files, with the verdicts of the sources on their entries; without any where `sources` is None.

    Raises UnreadableInput for a file whose suffix is unknown and whose text has nothing that could be checked.
    """

    def verify(parsed: Sequence[Parsed]) -> list[Resolution]:
        verdicts: list[Resolution] = []
        for at in range(0, len(parsed), _BATCH):

            def told(done: int, total: int, source: str, at: int = at) -> None:
                if progress:
                    progress(at + done, len(parsed), source)

            found = asking.verify(parsed[at : at + _BATCH], sources or (), progress=told)
            verdicts += map(_slim, found)
        return verdicts

    documents = [
        each.document or readers.read(each.data, each.name, each.reader or None) for each in given if not each.format
    ]
    found = pipeline.resolve(documents, sources or (), progress=progress) if documents else None
    read = iter(documents)
    files = []
    with formats.together((each.format, each.text) for each in given):
        loaded = iter([each.file() for each in given if each.format])
    looked_up: dict[str, frozenset[str]] = {}
    for each in given:
        if each.is_looked_up:
            looked_up[each.name] = checking.keys(next(loaded))
        elif each.format:
            file = next(loaded)
            files.append(checking.with_verdicts(file, verify) if sources is not None else file)
        elif found is not None:
            file = checking.document(next(read), found, with_verdicts=sources is not None)
            files.append(replace(file, problems=(*file.problems, *each.problems), is_partial=each.is_partial))
            if _is_strange(each, files[-1]):
                detail = (
                    "its suffix is that of no format, and its text has neither entries nor citations: nothing to check"
                )
                raise UnreadableInput(each.name, detail)
    return CheckedProject(tuple(files), date.today().year, looked_up)


def _is_strange(given: Given, file: CheckedFile) -> bool:
    """Whether nobody can say that the file has no faults: it is of no known kind, and nothing was found in it."""
    is_known = given.reader or not PurePath(given.name).suffix or readers.by_suffix(given.name) is not None
    return bool(given.data) and not is_known and not file.entries and not file.markers


def _slim(verdict: Resolution) -> Resolution:
    """The verdict without the records that were weighed and left: rules look at no more than two."""
    answers = tuple(answer.model_copy(update={"records": ()}) for answer in verdict.answers)
    return verdict.model_copy(update={"candidates": verdict.candidates[:2], "answers": answers})
