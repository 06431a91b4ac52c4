"""Parse: a raw citation -> a structured Reference with spans and confidences. Pure; the model is loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from ..model import Parsed, Problem, Span
from ..text.collecting import uncollected

if TYPE_CHECKING:
    from ..fields import ids
    from .evened import Evened

LONGEST = 20_000  # characters of one citation that are read; one with a thousand authors has as many
_BATCH = 1024
_BEFORE_EDITORS = re.compile(r"\b[Ii]n:?\s[^.:]{0,60}\W*$")


def parse(raw: str) -> Parsed:
    """Return the structured reference that a raw citation describes.

    Never raises: what cannot be read is in `problems`, with its span. Spans count from the start of `raw`. Where `raw`
    holds several works, the first is returned, and a problem says where the second begins; see `works`.

    >>> parse("Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380. doi:10.1136/bmj.g6380").reference.doi
    '10.1136/bmj.g6380'
    """
    return next(parse_many([raw]))


def parse_many(raws: Iterable[str], *, workers: int = 1) -> Iterator[Parsed]:
    """Return the parse of each raw citation, in order, as a stream; batches are many times faster than one by one.

    With more than one of `workers`, as many processes parse, which are started when they are needed; some thousands of
    citations are read ahead. A program that asks for them keeps its main part behind `if __name__ == "__main__":`, for
    each process imports it. Raises ValueError where `workers` is below 1, and WorkerLost, from the stream, where a
    process is killed.

    >>> raws = ["Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380.", "Roe A. Heat of joints. Spine. 2001;1:2-9."]
    >>> "; ".join(parsed.reference.title for parsed in parse_many(raws))
    'Opioids for low back pain; Heat of joints'
    >>> list(parse_many(raws, workers=2)) == list(parse_many(raws))
    True
    """
    if workers < 1:
        raise ValueError(f"workers must be 1 or more, not {workers}")
    return (parsed for batch in parse_batches(_batches(raws), workers) for parsed in batch)


def parse_batches(batches: Iterable[Sequence[str]], workers: int = 1) -> Iterator[list[Parsed]]:
    """Yield the parses of each batch of raw citations, in order. See `parse_many`.

    >>> [len(parses) for parses in parse_batches([["Roe R. Heat. 2001."], ["Roe R. Cold. 2002.", "Ibid."]])]
    [1, 2]
    """
    if workers == 1:
        return map(_batch, batches)
    from ..processes import spread

    return spread(_batch, batches, workers)


def works(raw: str) -> tuple[Span, ...]:
    """Return the spans of the works that one raw citation holds; nearly always one, the whole.

    A second work is one only if both parts, read alone, have people, a year, and a title or a place of publication.

    >>> note = "Smith J. Pain. BMJ 1999;318:12; see also Jones K. Back pain. Spine 2003;28:45."
    >>> [span.of(note) for span in works(note)]
    ['Smith J. Pain. BMJ 1999;318:12', 'see also Jones K. Back pain. Spine 2003;28:45.']
    """
    from .several import candidates

    return _parted(raw, candidates(raw))


def _parted(raw: str, cuts: Sequence[int]) -> tuple[Span, ...]:
    if not cuts:
        return (Span(0, len(raw)),)
    spans = [_stripped(raw, start, end) for start, end in pairwise([0, *cuts, len(raw)])]
    parts = [span.of(raw) for span in spans]
    if any(_BEFORE_EDITORS.search(part) for part in parts[:-1]) or not all(map(_is_whole, _parsed(parts))):
        return (Span(0, len(raw)),)
    return tuple(spans)


def _batches(raws: Iterable[str]) -> Iterator[list[str]]:
    stream = iter(raws)
    while batch := list(islice(stream, _BATCH)):
        yield batch


@uncollected()
def _batch(raws: Sequence[str]) -> list[Parsed]:
    from .several import candidates

    longs = {at: raw for at, raw in enumerate(raws) if len(raw) > LONGEST}
    batch = [raw[:LONGEST] if len(raw) > LONGEST else raw for raw in raws]
    spans = [_parted(raw, candidates(raw)) for raw in batch]
    firsts = [span[0].of(raw) if len(span) > 1 else raw for raw, span in zip(batch, spans, strict=True)]
    found = []
    for at, (raw, span, parsed) in enumerate(zip(batch, spans, _parsed(firsts), strict=True)):
        parsed = parsed if len(span) == 1 else _with_further(raw, parsed, span)
        found.append(_cut(longs[at], parsed) if at in longs else parsed)
    return found


def _cut(raw: str, parsed: Parsed) -> Parsed:
    message = f"only the first {LONGEST:,} characters of {len(raw):,} are read"
    problem = Problem(code="too-long", stage="parse", span=Span(LONGEST, len(raw)), message=message)
    return parsed.model_copy(update={"raw": raw, "problems": (*parsed.problems, problem)})


def _parsed(raws: Sequence[str]) -> Iterator[Parsed]:
    from ..fields import ids
    from .assemble import Item, assemble
    from .evened import even
    from .glance import shown
    from .restored import restored
    from .tagging.segments import labelled
    from .tagging.tagger import load
    from .tagging.unbroken import mended

    odd = [even(raw) for raw in raws]
    texts = [evened.text if evened else raw for raw, evened in zip(raws, odd, strict=True)]
    # An identifier may be broken where a line is.
    sightings = [_evened(ids.find_bare(raw, ids.find(raw)), evened) for raw, evened in zip(raws, odd, strict=True)]
    tagger = load()
    tagged = tagger.tag(texts, sightings)
    tagged = tagged._replace(labels=mended(tagged.tokens, tagged.labels, tagged.probabilities, tagger.labels))
    seen = shown(texts, sightings, tagged.tokens)
    items = map(Item, texts, labelled(tagged, tagger.labels), tagged.kinds, sightings, seen)
    for raw, evened, parsed in zip(raws, odd, assemble(items), strict=True):
        yield restored(raw, evened, parsed) if evened else parsed


def _evened(sightings: list[ids.Sighting], evened: Evened | None) -> list[ids.Sighting]:
    if evened is None or not sightings:
        return sightings
    return [each._replace(span=evened.within(each.span), whole=evened.within(each.whole)) for each in sightings]


def _stripped(raw: str, start: int, end: int) -> Span:
    while end > start and (raw[end - 1].isspace() or raw[end - 1] == ";"):
        end -= 1
    return Span(start, end)


def _is_whole(parsed: Parsed) -> bool:
    reference = parsed.reference
    return bool(reference.author and reference.issued and (reference.title or reference.container_title))


def _with_further(raw: str, first: Parsed, spans: Sequence[Span]) -> Parsed:
    further = [
        Problem(code="several-works", stage="parse", span=span, message=f"another work: {span.of(raw)[:80]!r}")
        for span in spans[1:]
    ]
    return first.model_copy(update={"raw": raw, "problems": (*first.problems, *further)})
