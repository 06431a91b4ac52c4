"""Decide: what the sources answered about one citation -> a verdict with its reasons. Pure.

A record is accepted only after comparison, also one that was looked up by identifier: an identifier that leads to another
work is a finding, not a match. What a source could not say (a time-out, offline) never becomes "not-found".
"""

from __future__ import annotations

from collections.abc import Sequence

from ..fields import ids, titles
from ..model import Answer, Candidate, Finding, FindingKind, Outcome, Parsed, Record, Resolution, Status
from . import odds
from .findings import findings
from .judging import judge
from .match import match, title_of
from .reasons import Reason
from .unite import is_described, shared, unite

_KEPT = 5  # candidates that a verdict carries
_TELLING = 5  # words from which on a title is hardly another work's by chance
_TELLING_PEOPLE = 3  # surnames that, in one list, are hardly another's by chance
_IDENTIFIED = (Reason.DOI_EQUAL, Reason.PMID_EQUAL, Reason.PMCID_EQUAL, Reason.ARXIV_EQUAL, Reason.ISBN_EQUAL)
_NEAR = 1.0  # log odds this close do not tell two works apart


def decide(parsed: Parsed, answers: Sequence[Answer]) -> Resolution:
    """Return the verdict on one citation from every answer so far; `answers` are in the order of asking."""
    records = unite(record for answer in answers for record in answer.records)
    candidates = sorted((match(parsed, r) for r in records if is_described(r)), key=_rank, reverse=True)
    accepted = [c for c in candidates if _fits(c)]
    reasons = list(_general_reasons(answers))
    if not accepted:
        known = set(map(ids.normalise, parsed.reference.identifiers()))
        if any(known & shared(record) for record in records if not is_described(record)):
            reasons.append(Reason.UNDESCRIBED)
        return _without_match(parsed, candidates, answers, reasons)
    best = _judged(parsed, accepted[0])
    near = odds.log_odds(best.score) - _NEAR
    rivals = [c for c in accepted[1:] if odds.log_odds(c.score) > near]
    twins = [c for c in rivals if _same_work(best.record, c.record)]
    if len(twins) < len(rivals) and not _named(best):
        return Resolution(
            status=Status.AMBIGUOUS, score=best.score, reasons=(Reason.SEVERAL_FIT,), candidates=_kept(parsed, candidates, best), answers=tuple(answers)
        )  # fmt: skip
    if twins and best.differences:  # of two records of one work the one that agrees is meant
        near_ones = (best, *(_judged(parsed, twin) for twin in twins))
        best = min(near_ones, key=lambda candidate: len(candidate.differences))
        twins = [candidate for candidate in [accepted[0], *twins] if candidate.record is not best.record]
    found = list(findings(parsed, best.record))
    why = list(best.reasons)
    if twins:
        why.append(str(Reason.SAME_WORK_TWICE))
        found.append(_twice(twins[0].record))
    if elsewhere := _elsewhere(candidates):
        why.append(str(elsewhere))
        found.insert(0, _astray(parsed, best.record))
    return Resolution(
        status=Status.MATCHED_WITH_DIFFERENCES if best.differences else Status.MATCHED, score=best.score, record=best.record,
        reasons=tuple(dict.fromkeys(why)), differences=best.differences, findings=tuple(found), candidates=_kept(parsed, candidates, best), answers=tuple(answers),
    )  # fmt: skip


def _judged(parsed: Parsed, candidate: Candidate) -> Candidate:
    """The candidate with what truly differs in place of how alike it is."""
    judged = judge(parsed, candidate.record, _degrees(candidate))
    named = [reason for reason in candidate.reasons if reason in _IDENTIFIED]
    reasons = tuple(dict.fromkeys((*named, *map(str, judged.reasons))))
    return candidate.model_copy(update={"comparisons": judged.comparisons, "reasons": reasons})


def _kept(parsed: Parsed, candidates: Sequence[Candidate], best: Candidate | None = None) -> tuple[Candidate, ...]:
    """The first candidates, `best` as it was judged; those that hardly are the work are not judged, but for the first."""
    return tuple(
        best
        if best is not None and candidate.record is best.record
        else _judged(parsed, candidate)
        if candidate.score >= odds.POSSIBLE or _named(candidate) or not at
        else candidate
        for at, candidate in enumerate(candidates[:_KEPT])
    )


def _without_match(
    parsed: Parsed, candidates: list[Candidate], answers: Sequence[Answer], reasons: list[Reason]
) -> Resolution:
    outcomes = {answer.outcome for answer in answers}
    mixed = next((c for c in candidates if _has_title_alone(c)), None)
    best: Candidate | None = candidates[0] if candidates and candidates[0].score >= odds.POSSIBLE else None
    why: list[Reason]
    if elsewhere := _elsewhere(candidates):
        status, why = Status.AMBIGUOUS, [elsewhere]
    elif mixed is not None:
        status, why, best = Status.AMBIGUOUS, [Reason.SEVERAL_WORKS], mixed
    elif best is not None:
        status, why = Status.AMBIGUOUS, [Reason.NONE_FITS]
    elif Outcome.FAILED in outcomes:  # also where a work is known by its identifiers alone: who failed may describe it
        status, why = Status.FAILED, reasons
    elif Outcome.NOT_ASKED in outcomes or outcomes <= {Outcome.NO_QUESTION}:
        status, why = Status.NOT_ASKED, reasons or [Reason.NOTHING_TO_ASK]
    elif Reason.UNDESCRIBED in reasons:
        status, why = Status.AMBIGUOUS, [Reason.UNDESCRIBED]
    else:
        status, why = Status.NOT_FOUND, [Reason.NONE_FITS if candidates else Reason.NO_RECORD]
    chosen = candidates if best is None else [best, *(candidate for candidate in candidates if candidate is not best)]
    kept = _kept(parsed, chosen)
    return Resolution(
        status=status, score=kept[0].score if kept else 0.0, reasons=tuple(map(str, why)),
        differences=kept[0].differences if best is not None and status == Status.AMBIGUOUS else (),
        candidates=kept, answers=tuple(answers),
    )  # fmt: skip


def _has_title_alone(candidate: Candidate) -> bool:
    """Whether the citation prints a work's title, a telling one, and nothing else agrees with that work."""
    degree = _degrees(candidate)
    words = titles.words(title_of(candidate.record.reference))
    others = [degree[name] for name in ("author", "container-title", "volume", "page") if name in degree]
    return degree.get("title", 0.0) >= 0.97 and len(words) >= _TELLING and len(others) > 1 and max(others) < 0.7


def _general_reasons(answers: Sequence[Answer]) -> list[Reason]:
    outcomes = {answer.outcome for answer in answers}
    found = []
    if Outcome.FAILED in outcomes:
        found.append(Reason.SOURCE_FAILED)
    if Outcome.NOT_ASKED in outcomes:
        found.append(Reason.NOT_ASKED)
    return found


def _rank(candidate: Candidate) -> tuple[bool, float, int]:
    return (_named(candidate) > 0 and _fits(candidate), candidate.score, len(candidate.comparisons))


def _named(candidate: Candidate) -> int:
    """How many identifiers of the work the text prints."""
    return sum(reason in _IDENTIFIED and reason != Reason.ISBN_EQUAL for reason in candidate.reasons)


def _fits(candidate: Candidate) -> bool:
    """Whether the record is the work that the citation names."""
    degree = _degrees(candidate)
    title, author, year = degree.get("title"), degree.get("author"), degree.get("issued")
    numbers = sum(degree.get(name, 0.0) >= 0.8 for name in ("volume", "page"))
    if _named(candidate):
        said = [value for value in (title, author) if value is not None]
        if not said and year is None:
            return True
        if title is not None and title >= 0.7:
            return True
        if title is None:
            return (author is None or author >= 0.6) and (year is None or year > 0 or numbers > 0)
        return author is not None and author >= 0.75 and (year or 0) >= 0.35 and numbers > 0
    return candidate.score >= odds.ACCEPTED and (title is not None or _agrees_in_place(candidate))


def _agrees_in_place(candidate: Candidate) -> bool:
    """Whether a citation without a title says enough beside it: its people, and two of container, volume and page, or the
    year and one of them where the people are three or more; without people, all three.
    """
    degree = _degrees(candidate)
    found = sum(degree.get(name, 0.0) >= 0.8 for name in ("container-title", "volume", "page"))
    people = next((c.text.count(";") + 1 for c in candidate.comparisons if c.variable == "author" and c.text), 0)
    if people >= _TELLING_PEOPLE and degree.get("author", 0.0) >= 0.9 and degree.get("issued", 0.0) >= 0.9:
        return found > 0
    return found >= (2 if degree.get("author", 0.0) >= 0.6 else 3)


def _degrees(candidate: Candidate) -> dict[str, float]:
    return {comparison.variable: comparison.degree for comparison in candidate.comparisons}


def _elsewhere(candidates: Sequence[Candidate]) -> Reason | None:
    """Whether an identifier that the text prints leads to another work."""
    for candidate in candidates:
        if _named(candidate) and not _fits(candidate):
            return Reason.IDENTIFIER_POINTS_ELSEWHERE
    return None


def _twice(other: Record) -> Finding:
    kind = FindingKind.TWICE
    return Finding(kind=kind, message=kind.message, says=(other.source,), identifier=next(iter(shared(other)), None))


def _astray(parsed: Parsed, right: Record) -> Finding:
    """The citation's identifier leads to another work; the accepted record's of the same scheme is the probable right one."""
    schemes = [identifier.scheme for identifier in parsed.reference.identifiers()]
    probable = next((identifier for identifier in right.identifiers() if identifier.scheme in schemes), None)
    kind = FindingKind.ELSEWHERE
    return Finding(kind=kind, message=kind.message, says=(right.source,), identifier=probable)


def _same_work(one: Record, two: Record) -> bool:
    """Two identifiers, one work: equal title and first author, years within one.

    Source: Crossref counts such pairs among its matches' false positives; publishers register works twice when they move.
    """
    a, b = one.reference, two.reference
    if titles.similarity(title_of(a), title_of(b)) < 0.97:
        return False
    first = [titles.normalise(r.author[0].family or r.author[0].literal or "") if r.author else "" for r in (a, b)]
    years = [r.issued.year if r.issued else None for r in (a, b)]
    near = years[0] is None or years[1] is None or abs(years[0] - years[1]) <= 1
    return first[0] == first[1] and near
