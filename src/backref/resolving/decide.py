"""Decide: what the sources answered about one citation -> a verdict with its reasons. Pure.

A record is accepted only after comparison, also one that was looked up by identifier: an identifier that leads to
another work is a finding, not a match. What a source could not say (a time-out, offline) never becomes "not-found".
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..fields import ids, titles
from ..model import (
    LOCAL_SOURCES,
    Answer,
    Candidate,
    Difference,
    Finding,
    FindingKind,
    Identifier,
    Outcome,
    Parsed,
    Record,
    Resolution,
    Status,
)
from . import odds
from .findings import findings, in_order
from .judging import judge
from .match import match, title_of
from .reasons import Reason
from .registered import registered
from .unite import is_described, names_of, shared, unite
from .versions import versions_of

_KEPT = 5  # candidates that a verdict carries
_TELLING = 5  # words from which on a title is hardly another work's by chance
_PARTS = ("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference")
_TELLING_PEOPLE = 3  # surnames that, in one list, are hardly another's by chance
_IDENTIFIED = (Reason.DOI_EQUAL, Reason.PMID_EQUAL, Reason.PMCID_EQUAL, Reason.ARXIV_EQUAL, Reason.ISBN_EQUAL)
_NAMED_ODDS = 8.0  # log odds that an identifier of the work adds: alone it makes .97
_UNDECIDED = 0.49  # the highest score of a record that was not accepted
_NEAR = 1.0  # log odds this close do not tell two works apart


def decide(parsed: Parsed, answers: Sequence[Answer]) -> Resolution:
    """Return the verdict on one citation from every answer so far; `answers` are in the order of asking."""
    records = unite(record for answer in answers for record in answer.records)
    meant, note = registered(parsed, records, lambda changed, record: _fits(match(changed, record)))
    verdict = _decided(meant, records, answers)
    told: dict[str, object] = {"score": _score(verdict)}
    if not verdict.status.is_match and not all(map(ids.is_valid, parsed.reference.identifiers())):
        told["reasons"] = (*verdict.reasons, str(Reason.IDENTIFIER_INVALID))
    if note and verdict.record and note.identifier in names_of(verdict.record):
        is_alias = note.kind == FindingKind.SUPERSEDED
        told["findings"] = in_order((*verdict.findings, note))
        told["reasons"] = (
            *verdict.reasons,
            str(Reason.IDENTIFIER_IS_ALIAS if is_alias else Reason.IDENTIFIER_MISPRINTED),
        )
    verdict = verdict.model_copy(update=told)
    if not verdict.status.is_match or verdict.record is None:
        return verdict
    others = [candidate.record for candidate in verdict.candidates if candidate.record is not verdict.record]
    verdict = verdict.model_copy(update={"versions": versions_of(verdict.record, others)})
    return _with_denials(verdict, meant, answers)


def accepted(parsed: Parsed, record: Record) -> Candidate | None:
    """Return a record with what differs, as `decide` accepts it where it is the only one; None where it does not."""
    found = match(parsed, record)
    return _judged(parsed, found) if is_described(record) and _fits(found) else None


def _with_denials(verdict: Resolution, parsed: Parsed, answers: Sequence[Answer]) -> Resolution:
    """The verdict, with a difference for each identifier in the citation that does not exist: the work was found
    without it.
    """
    held = {one for answer in answers for record in answer.records for one in names_of(record)}
    held |= {other for one in held if (other := ids.kin(one)) is not None}
    made = []
    for identifier in map(ids.normalise, parsed.reference.identifiers()):
        says = dict.fromkeys(answer.source for answer in answers if answer.denies == identifier)
        if says and identifier not in held:
            made.append(_denied(identifier, verdict, ", ".join(says)))
    if not made:
        doi = next((ids.normalise(one) for one in parsed.reference.identifiers() if one.scheme == "doi"), None)
        return _unconfirmed(verdict, doi) if doi and doi not in held else verdict
    names = {difference.variable for difference in made}
    return verdict.model_copy(
        update={
            "status": Status.MATCHED_WITH_DIFFERENCES,
            "differences": (*(d for d in verdict.differences if d.variable not in names), *made),
            "reasons": (*verdict.reasons, str(Reason.IDENTIFIER_UNKNOWN)),
        }
    )


def _unconfirmed(verdict: Resolution, doi: Identifier) -> Resolution:
    """The verdict, with a finding where the record that was accepted has no DOI, and nobody who was asked knows the
    printed one.
    """
    if verdict.record is None or any(one.scheme == "doi" for one in verdict.record.identifiers()):
        return verdict
    message = f"the work was found without {ids.render(doi)}, which nobody who was asked knows; who registers DOIs was not asked"
    found = Finding(kind=FindingKind.UNCONFIRMED, message=message)
    return verdict.model_copy(update={"findings": in_order((*verdict.findings, found))})


def _denied(identifier: Identifier, verdict: Resolution, says: str) -> Difference:
    variable = identifier.scheme.upper() if identifier.scheme != "arxiv" else "arXiv"
    known = verdict.record.identifiers() if verdict.record else ()
    other = next((one.value for one in known if one.scheme == identifier.scheme), "")
    message = f"{ids.render(identifier)} does not exist (says {says})" + (f"; the record has {other}" if other else "")
    return Difference(variable=variable, text=identifier.value, record=other, message=message)


def _score(verdict: Resolution) -> float:
    """How likely the record is the cited work, so that it agrees with the status: above one half where it was accepted,
    else below.

    What a citation is identified by counts more than any field; of several that fit, each is as likely as the others.
    """
    if verdict.status.is_match:
        named = sum(reason in _IDENTIFIED for reason in verdict.reasons)
        likely = odds.log_odds(verdict.score) + _NAMED_ODDS * named
        return max(round(1 / (1 + math.exp(-likely)), 4), 0.5)
    if Reason.SEVERAL_FIT in verdict.reasons:
        return round(min(verdict.score / 2, _UNDECIDED), 4)
    return min(verdict.score, _UNDECIDED)


def _decided(parsed: Parsed, records: Sequence[Record], answers: Sequence[Answer]) -> Resolution:
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
    """The first candidates, `best` as it was judged; those that hardly are the work are not judged, but for the
    first.
    """
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
    elif all(answer.source in LOCAL_SOURCES for answer in answers if answer.outcome == Outcome.ANSWERED):
        status, why = Status.NOT_ASKED, [Reason.ONLY_LOCAL]
    elif _is_uncovered(answers):
        status, why = Status.NOT_ASKED, [Reason.NOT_COVERED]
    else:
        status, why = Status.NOT_FOUND, [Reason.NONE_FITS if candidates else Reason.NO_RECORD]
    chosen = candidates if best is None else [best, *(candidate for candidate in candidates if candidate is not best)]
    kept = _kept(parsed, chosen)
    return Resolution(
        status=status, score=kept[0].score if kept else 0.0, reasons=tuple(map(str, why)),
        differences=kept[0].differences if best is not None and status == Status.AMBIGUOUS else (),
        candidates=kept, answers=tuple(answers),
    )  # fmt: skip


def _is_uncovered(answers: Sequence[Answer]) -> bool:
    """Whether all who searched for the work hold none of its kind, and nobody was asked about an identifier of it."""
    said = [a for a in answers if a.outcome == Outcome.ANSWERED and a.source not in LOCAL_SOURCES]
    return bool(said) and not any(answer.covers for answer in said)


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
    if not degree and Reason.ISBN_EQUAL in candidate.reasons:  # an ISBN alone is that of the book
        return candidate.record.reference.type not in _PARTS
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
    """Whether a citation without a title says enough beside it: its people, and two of container, volume and page, or
    the year and one of them where the people are three or more; without people, all three.
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
    """The citation's identifier leads to another work; the accepted record's of the same scheme is the probable right
    one.
    """
    schemes = [identifier.scheme for identifier in parsed.reference.identifiers()]
    probable = next((identifier for identifier in right.identifiers() if identifier.scheme in schemes), None)
    kind = FindingKind.ELSEWHERE
    return Finding(kind=kind, message=kind.message, says=(right.source,), identifier=probable)


def _same_work(one: Record, two: Record) -> bool:
    """Two identifiers, one work: equal title and first author, years within one.

    Source: Crossref counts such pairs among its matches' false positives; publishers register works twice when they
    move.
    """
    a, b = one.reference, two.reference
    if titles.similarity(title_of(a), title_of(b)) < 0.97:
        return False
    first = [titles.normalise(r.author[0].family or r.author[0].literal or "") if r.author else "" for r in (a, b)]
    years = [r.issued.year if r.issued else None for r in (a, b)]
    near = years[0] is None or years[1] is None or abs(years[0] - years[1]) <= 1
    return first[0] == first[1] and near
