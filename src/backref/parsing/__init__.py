"""Parse: a raw citation -> a structured Reference with spans and confidences. Pure; the model is loaded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ..model import Parsed

_BATCH = 512


def parse(raw: str) -> Parsed:
    """Return the structured reference that a raw citation describes.

    Never raises: what cannot be read is in `problems`, with its span. Spans count from the start of `raw`.

    >>> parse("Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380. doi:10.1136/bmj.g6380").reference.doi
    '10.1136/bmj.g6380'
    """
    return next(parse_many([raw]))


def parse_many(raws: Iterable[str]) -> Iterator[Parsed]:
    """Yield the parse of each raw citation, in order; batches are many times faster than one by one."""
    from ..fields import ids
    from .assemble import assemble
    from .tagger import load
    from .tokens import tokenise

    stream = iter(raws)
    while batch := list(islice(stream, _BATCH)):
        sightings = [ids.find(raw) for raw in batch]
        tokens = [tokenise(raw, seen) for raw, seen in zip(batch, sightings, strict=True)]
        tagged = load().tag(list(zip(batch, tokens, strict=True)))
        for item in zip(batch, tokens, tagged, sightings, strict=True):
            yield assemble(*item)
