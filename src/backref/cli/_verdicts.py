"""`backref resolve --jsonl`: a verdict for each line of raw citations, as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..model import Resolution, Source, Status
from ..model.interfaces import resolution_json
from . import _exits
from ._io import BadRow, Row, batches, read_rows, write_row


def asking(
    sources: Sequence[Source], catalogue: str | None, workers: int
) -> Callable[[Iterable[list[str]]], Iterator[list[Resolution]]]:
    """Return what makes verdicts of batches of raw citations, in order."""
    from ..catalogue import default_path
    from ..matching import match_batches
    from ..pipeline import resolve_many

    if workers > 1:
        return lambda raws: (
            [one.resolution for one in made] for made in match_batches(raws, catalogue or default_path(), workers)
        )
    return lambda raws: (
        [e.resolution or Resolution(status=Status.NOT_ASKED) for e in resolve_many(batch, sources)] for batch in raws
    )


def stream(name: str, verdicts_of: Callable[[Iterable[list[str]]], Iterator[list[Resolution]]]) -> int:
    """Print a verdict for each line, and return the exit status of all of them."""
    code = 0
    read: deque[list[Row]] = deque()

    def raws() -> Iterator[list[str]]:
        for batch in batches(read_rows(name)):
            read.append(batch)
            yield [row["raw"] for row in batch if not isinstance(row, BadRow)]

    for made in verdicts_of(raws()):
        verdicts = iter(made)
        for row in read.popleft():
            if isinstance(row, BadRow):
                empty = {
                    "status": "not-asked",
                    "record": None,
                    "score": 0.0,
                    "reasons": ["bad-line"],
                    "differences": [],
                    "candidates": [],
                }
                code = _exits.worst(code, _exits.UNCHECKED)
                write_row({"id": row.id} | empty | {"problems": [row.problem()]})
            else:
                verdict = next(verdicts)
                code = _exits.worst(code, _exits.of_verdicts([verdict]))
                write_row({"id": row.get("id")} | resolution_json(verdict))
    return code
