"""Labelled tokens and identifiers -> a Reference, its field spans and its problems: raw citation in, Parsed out.

Identifiers come by rule and are never guessed; every other variable comes from what the tagger labelled. Words that no
variable takes up become a Problem with their span, so that nothing of the string is lost in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from ..fields import back, ids
from ..model import Parsed, Problem, Reference
from . import (
    artworks,
    borders,
    bylines,
    certain,
    container_ends,
    credited,
    credits,
    datasets,
    days,
    episodes,
    films,
    first_words,
    fixed,
    holdings,
    hosts,
    law,
    maps,
    media,
    numbers,
    patents,
    periodicals,
    posts,
    press,
    programs,
    publishers,
    reviews,
    site_names,
    stations,
    statuses,
    subtitles,
    tails,
    theses,
    visits,
    volumes,
)
from .bracketed import apart
from .cities import imprinted
from .coded import agreed
from .decided import decided
from .draft import PEOPLE, Draft
from .glance import ALL, family
from .loss import left_over
from .quoted import ended
from .relabelled import uncovered
from .segments import Labelled, Run
from .taken import SURE, LabelledRun
from .title_begins import begun
from .title_ends import parted
from .trimming import trimmed
from .years import dated

_SPAN = attrgetter("span")
_BACK = family(words=back.beginnings_of_words)
_WHOLE = frozenset(("title", "container-title", "URL"))  # variables that no number is taken out of


def assemble(
    raw: str,
    found: Labelled,
    kinds: Sequence[tuple[str, float]],
    sightings: Sequence[ids.Sighting],
    seen: int = ALL,
) -> Parsed:
    """Return what the labels say about `raw`, whose likeliest types are `kinds` and which shows the families of words
    `seen`. Never raises, whatever the labels.
    """
    for rule in (films, credits):
        found = found._replace(runs=rule.told(raw, found.runs)) if seen & rule.FAMILY else found
    if said := media.find(raw):
        found, said = apart(found, said)
    runs, ends = visits.told(raw, found.runs) if seen & visits.FAMILY else (found.runs, len(raw))
    ends = min(sightings[0].whole.start, ends) if sightings else ends
    legal = law.told(raw, runs, ends, seen) or fixed.told(raw, runs, ends)
    runs = (
        [*(run for run in legal.runs if run.start < ends), *(run for run in runs if run.start >= ends)]
        if legal
        else _mended(raw, runs, said, seen)
    )
    draft = Draft(raw, "container-title" in [run.label for run in runs])
    pointer = back.points_back(raw) if seen & _BACK or back.is_dashed(raw) else None
    people = pointer.span.end if pointer and pointer.kind == "same-author" else 0  # "ders., ..." is no part of a title
    for each in said:
        draft.take_bracketed(each)
    for run in runs:
        span = trimmed(raw, run.start if run.end <= people else max(run.start, people), run.end, run.label)
        if span.start < span.end:
            draft.take_segment(LabelledRun(run.label, span, run.probability))
    for sighting in sightings:
        draft.take_identifier(sighting)
    problems = draft.problems
    if pointer:
        message = f"{pointer.span.of(raw)!r} stands for an earlier citation"
        problems.append(Problem(code="points-back", stage="parse", span=pointer.span, message=message))
    problems += left_over(raw, uncovered(found.loose, runs) if found.loose else ())
    values = draft.finished()
    if not values and not pointer:
        problems.append(Problem(code="nothing-parsed", stage="parse", message="no field of a reference was recognised"))
    told = next((each.kind for each in said if each.kind), "") if said else ""
    is_described = not values.keys().isdisjoint(("title", "container_title", *PEOPLE))
    values["type"], sure = (
        (legal.kind, certain.SURE) if legal else decided(raw, values, told, kinds if is_described else (), seen)
    )
    if "number" not in values and values["type"] in numbers.NUMBERED:
        _take_number(draft, values["type"])
    return Parsed.whole(
        {
            "raw": raw,
            "reference": Reference.made(values),
            "type_confidence": round(sure, 4),
            "fields": tuple(sorted(draft.fields, key=_SPAN)),
            "problems": tuple(problems),
            "points_back": pointer.kind if pointer else None,
            "second": tuple(dict.fromkeys(draft.second)),
        }
    )


def _take_number(draft: Draft, kind: str) -> None:
    """Take the number of a work of this type, which no label told."""
    if place := numbers.find(draft.raw, kind, draft.places(_WHOLE)):
        draft.values["number"] = place.of(draft.raw)
        draft.note("number", place, SURE)


def _mended(raw: str, runs: list[Run], said: Sequence[media.Said], seen: int) -> list[Run]:
    """Return the runs as the rules of print mend them."""
    if seen & holdings.FAMILY and (held := holdings.told(raw, runs)):
        return held
    if " by " in raw and runs:
        runs = bylines.told(raw, runs)
    if seen & reviews.FAMILY and runs:
        runs = reviews.told(raw, runs)
    runs = hosts.told(raw, first_words.told(raw, runs))
    runs = dated(raw, begun(raw, tails.told(raw, maps.told(raw, agreed(raw, runs, said) if said else runs))))
    runs = days.told(raw, runs)
    for rule in (credited, programs, patents, artworks, episodes):
        runs = rule.told(raw, runs) if seen & rule.FAMILY else runs
    runs = stations.told(raw, posts.told(raw, runs) if "@" in raw or ":" in raw else runs)
    if any(map(raw.__contains__, datasets.HINTS)):
        runs = datasets.told(raw, runs)
    if seen & theses.FAMILY and "genre" not in [each.attribute for each in said]:
        runs = theses.told(raw, runs)
    runs = publishers.apart(raw, borders.mended(raw, imprinted(raw, ended(raw, runs))))
    if not raw.isascii() and any(map(raw.__contains__, publishers.NXB)):
        runs = publishers.of_viet_nam(raw, runs)
    if "University of California" in raw:
        runs = publishers.with_campus(raw, runs)
    runs = press.told(raw, periodicals.apart(raw, runs))
    runs = statuses.told(raw, runs) if seen & statuses.FAMILY else runs
    runs = site_names.told(raw, subtitles.joined(raw, runs))
    runs = volumes.told(raw, runs)
    return parted(raw, container_ends.mended(raw, runs))
