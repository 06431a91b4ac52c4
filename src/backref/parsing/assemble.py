"""Labelled tokens and identifiers -> a Reference, its field spans and its problems: raw citations in, Parsed out.

Identifiers come by rule and are never guessed; every other variable comes from what the tagger labelled. Words that no
variable takes up become a Problem with their span, so that nothing of the string is lost in silence.

A batch is assembled step by step and rule by rule, each over all its citations: what a rule needs stays in the
processor's caches meanwhile, and to do all for one citation after the other takes a quarter more time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..fields import back, ids
from ..model import FieldSpan, Parsed, Problem, Reference
from . import numbers, recorded
from .draft import PEOPLE, Draft
from .glance import ALL, ALWAYS, family, has, lacks, with_labels
from .kinds import certain
from .kinds.decided import decided
from .loss import left_over
from .rules import (
    artworks,
    borders,
    bylines,
    container_ends,
    credited,
    credits,
    datasets,
    days,
    editions,
    episodes,
    films,
    first_words,
    fixed,
    heads,
    holdings,
    hosts,
    journals,
    law,
    lectures,
    maps,
    media,
    messages,
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
    statutes,
    subtitles,
    tails,
    theses,
    trials,
    uncased,
    visits,
    volumes,
    years,
)
from .rules.bracketed import apart
from .rules.cities import imprinted
from .rules.coded import agreed
from .rules.quoted import ended, titled
from .rules.relabelled import uncovered
from .rules.statutes import LegalForm
from .rules.title_begins import begun
from .rules.title_ends import parted
from .tagging.segments import Labelled, Run
from .taken import SURE, LabelledRun, labelled_run
from .trimming import trimmed

_SPAN = itemgetter("span")
_BACK = family(words=back.beginnings_of_words)
_DESCRIBING = frozenset(("title", "container_title", *PEOPLE))
_WHOLE = frozenset(("title", "container-title", "URL"))  # variables that no number is taken out of
_Rule = Callable[[str, list[Run]], list[Run]]
# The rules of print in their order, each with the families of words and the labels that it needs.
_AT_HEAD: tuple[tuple[_Rule, int], ...] = (
    (bylines.told, bylines.FAMILY),
    (messages.told, messages.FAMILY),
    (reviews.told, reviews.FAMILY),
    (first_words.told, ALWAYS),
    (uncased.told, ALWAYS),
    (hosts.slashed, hosts.STROKES),
    (hosts.told, hosts.FAMILY),
    (editions.told, editions.FAMILY),
)
_BEFORE_THESES: tuple[tuple[_Rule, int], ...] = (
    (maps.told, ALWAYS),
    (tails.named, tails.NAMED),
    (tails.numbered, has("container-title")),
    (tails.told, ALWAYS),
    (heads.told, ALWAYS),
    (begun, ALWAYS),
    (years.of_copyright, years.COPYRIGHT),
    (years.original, has("date")),
    (years.dated, years.UNDATED),
    (days.told, ALWAYS),
    (credited.told, credited.FAMILY),
    (programs.told, programs.FAMILY),
    (patents.told, patents.FAMILY),
    (artworks.told, artworks.FAMILY),
    (episodes.told, episodes.FAMILY),
    (lectures.told, lectures.FAMILY),
    (posts.told, posts.FAMILY),
    (stations.told, stations.NEEDS),
    (datasets.told, datasets.FAMILY),
)
_BEHIND_THESES: tuple[tuple[_Rule, int], ...] = (
    (titled, has("author", "container-title") | lacks("title")),
    (ended, has("title")),
    (imprinted, ALWAYS),
    (borders.mended, ALWAYS),
    (publishers.apart, publishers.NEEDS),
    (publishers.of_viet_nam, publishers.VIETNAMESE),
    (publishers.with_campus, has("publisher", "location")),
    (publishers.with_state, has("location")),
    (periodicals.apart, periodicals.NEEDS),
    (journals.told, has("volume")),
    (press.out_of_title, has("title") | lacks("container-title")),
    (press.told, press.NEEDS),
    (trials.told, trials.NEEDS),
    (statuses.told, statuses.FAMILY),
    (subtitles.joined, ALWAYS),
    (site_names.told, ALWAYS),
    (volumes.told, ALWAYS),
    (container_ends.mended, ALWAYS),
    (parted, has("title")),
    (statutes.dated, statutes.UNDATED),
)


class Item(NamedTuple):
    """What is known of one citation: its text, what the labels say, its likeliest types, its identifiers, and the
    families of words that it shows.
    """

    raw: str
    found: Labelled
    kinds: Sequence[tuple[str, float]]
    sightings: Sequence[ids.Sighting]
    seen: int = ALL


class _Citation:
    """One citation while it is assembled: what is known of it, and what the steps have made of that so far."""

    __slots__ = (
        "draft",
        "is_told",
        "item",
        "kind",
        "legal",
        "loose",
        "pointer",
        "raw",
        "runs",
        "said",
        "seen",
        "segments",
        "sure",
    )

    is_told: bool  # by a form that leaves the rules of print nothing to mend
    draft: Draft
    pointer: back.Back | None
    segments: list[LabelledRun]
    kind: str
    sure: float

    def __init__(self, item: Item) -> None:
        self.item = item
        self.raw = item.raw
        self.runs, self.loose = item.found
        self.seen = item.seen
        self.said: Sequence[media.Said] = ()
        self.legal: LegalForm | None = None

    def mend(self, runs: list[Run]) -> None:
        """Put other runs in the place of those that it has."""
        self.runs = runs
        self.seen = with_labels(self.seen, [run.label for run in runs])


def assemble(items: Iterable[Item]) -> list[Parsed]:
    """Return what the labels say about each citation. Never raises, whatever the labels."""
    citations = list(map(_Citation, items))
    for each in citations:
        _begin(each)
    _mend([each for each in citations if not each.is_told])
    for step in (_trim, _take, _finish, _decide):
        for each in citations:
            step(each)
    return list(map(_made, citations))


def _begin(citation: _Citation) -> None:
    """Tell what stands beside the description of a work, and what has the form of the law or lies in an archive."""
    raw, seen, sightings = citation.raw, citation.seen, citation.item.sightings
    for rule in (films, credits):
        if seen & rule.FAMILY:
            citation.runs = rule.told(raw, citation.runs)
    if said := media.find(raw, seen):
        found, citation.said = apart(Labelled(citation.runs, citation.loose), said)
        citation.runs, citation.loose = found
    runs, ends = visits.told(raw, citation.runs) if seen & visits.FAMILY else (citation.runs, len(raw))
    ends = min(sightings[0].whole.start, ends) if sightings else ends
    legal, held = law.told(raw, runs, ends, seen) or fixed.told(raw, runs, ends, seen), None
    if legal:
        runs = [*(run for run in legal.runs if run.start < ends), *(run for run in runs if run.start >= ends)]
    elif seen & holdings.FAMILY:
        held = holdings.told(raw, runs)
    citation.runs, citation.legal, citation.is_told = held or runs, legal, bool(legal or held)


def _mend(citations: Sequence[_Citation]) -> None:
    """Mend the runs by the rules of print."""
    for each in citations:
        each.seen = with_labels(each.seen, [run.label for run in each.runs])
    _follow(_AT_HEAD, citations)
    for each in citations:
        if each.said:
            each.mend(agreed(each.raw, each.runs, each.said))
    _follow(_BEFORE_THESES, citations)
    for each in citations:
        if each.seen & theses.FAMILY and "genre" not in [said.attribute for said in each.said]:
            each.mend(theses.told(each.raw, each.runs))
    _follow(_BEHIND_THESES, citations)


def _follow(rules: Iterable[tuple[_Rule, int]], citations: Sequence[_Citation]) -> None:
    for rule, needs in rules:
        for each in citations:
            if each.seen & needs == needs:
                runs = rule(each.raw, each.runs)
                if runs is not each.runs and runs != each.runs:
                    each.mend(runs)


def _trim(citation: _Citation) -> None:
    """Find where each field stands, without the marks around it and what points back to an earlier citation."""
    raw, runs = citation.raw, citation.runs
    citation.draft = Draft(raw, "container-title" in [run.label for run in runs])
    pointer = back.points_back(raw) if citation.seen & _BACK or back.is_dashed(raw) else None
    people = pointer.span.end if pointer and pointer.kind == "same-author" else 0  # "ders., ..." is no part of a title
    segments = []
    if pointer and not people:  # "Klaus Dörre, a. a. O.": no part of a name
        cut = pointer.span.start
        runs = [run._replace(end=cut) if run.label in PEOPLE and run.start < cut < run.end else run for run in runs]
    for label, start, end, probability in runs:
        span = trimmed(raw, people if start < people < end else start, end, label)
        if span.start < span.end:
            segments.append(labelled_run((label, span, probability)))
    citation.pointer, citation.segments = pointer, segments


def _take(citation: _Citation) -> None:
    draft = citation.draft
    for said in citation.said:
        draft.take_bracketed(said)
    for segment in citation.segments:
        draft.take_segment(segment)
    for sighting in citation.item.sightings:
        draft.take_identifier(sighting)


def _finish(citation: _Citation) -> None:
    """Tell what points back to an earlier citation, and what is lost."""
    raw, draft, pointer = citation.raw, citation.draft, citation.pointer
    problems = draft.problems
    if pointer:
        message = f"{pointer.span.of(raw)!r} stands for an earlier citation"
        problems.append(Problem(code="points-back", stage="parse", span=pointer.span, message=message))
    problems += left_over(raw, uncovered(citation.loose, citation.runs) if citation.loose else ())
    if not draft.finished() and not pointer:
        problems.append(Problem(code="nothing-parsed", stage="parse", message="no field of a reference was recognised"))


def _decide(citation: _Citation) -> None:
    """Decide on the type, and on what it says of the values."""
    values, legal, said = citation.draft.values, citation.legal, citation.said
    if legal:
        citation.kind, citation.sure = legal.kind, certain.SURE
        if legal.kind == "song":
            recorded.settled(citation.draft, "song")
        return
    told = next((each.kind for each in said if each.kind), "") if said else ""
    is_described = not _DESCRIBING.isdisjoint(values)
    kinds = citation.item.kinds if is_described else ()
    citation.kind, citation.sure = decided(citation.raw, values, told, kinds, citation.seen)
    if citation.kind == "song" or values.get("medium") in recorded.MEDIA:
        citation.kind = recorded.settled(citation.draft, citation.kind)


def _made(citation: _Citation) -> Parsed:
    draft, pointer = citation.draft, citation.pointer
    values = draft.values
    values["type"] = citation.kind
    if citation.kind == "speech":
        draft.take_occasion()
    if "number" not in values and citation.kind in numbers.NUMBERED:
        _take_number(draft, citation.kind)
    return Parsed.whole(
        {
            "raw": citation.raw,
            "reference": Reference.of(values),
            "type_confidence": round(citation.sure, 4),
            "fields": tuple(map(FieldSpan.whole, sorted(draft.fields, key=_SPAN))),
            "problems": tuple(draft.problems),
            "points_back": pointer.kind if pointer else None,
            "second": tuple(dict.fromkeys(draft.second)),
        }
    )


def _take_number(draft: Draft, kind: str) -> None:
    """Take the number of a work of this type, which no label told, or that of a report within its series."""
    held = next((each for each in ("volume", "issue") if each in draft.values), None)
    if kind == "report" and held and draft.values.get("collection_title"):
        draft.hand_on(held, "number")  # "IZA Discussion Paper No. 200"
    elif place := numbers.find(draft.raw, kind, draft.places(_WHOLE)):
        draft.values["number"] = place.of(draft.raw)
        draft.note("number", place, SURE)
