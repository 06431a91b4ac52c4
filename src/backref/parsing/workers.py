"""Parse with several processes: batches of raw citations go out in order, and their parses come back in order, as a
stream.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model import Parsed
from ..processes import spread


def parsed_by(batches: Iterable[Sequence[str]], workers: int) -> Iterator[list[Parsed]]:
    """Yield the parses of each batch of raw citations, in order. See `processes.spread`."""
    return spread(_work, batches, workers)


def _work(raws: list[str]) -> list[Parsed]:
    from . import parse_batches

    return [parsed for parses in parse_batches([raws]) for parsed in parses]
