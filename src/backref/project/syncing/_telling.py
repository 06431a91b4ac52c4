"""What `sync` says of the works that are cited: the Problem of each, with the place and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ...model import Outcome, Problem, Resolution, Status
from ...resolving import Reason
from ..alike import nearest
from ..lock import Locked
from ._citing import Cited


def missing(places: Sequence[Cited], keys: Collection[str]) -> Iterable[Problem]:
    """What is said of a key without an entry; nothing of an "@name" that resembles none."""
    key = places[0].text
    is_name = all(place.is_name for place in places)
    near = nearest(key, keys, is_name=is_name)
    if is_name and not near:
        return
    advice = f"did you mean {near!r}?" if near else "add it to the bibliography, or cite a DOI or PMID"
    message = f"no entry has the key {key!r}{_often(len(places))}; {advice}"
    yield Problem(code="missing-key", stage="sync", message=message, place=places[0].place)


def not_locked(each: Cited, times: int) -> Problem:
    """What is said of what the lock lacks where it may not be asked for."""
    message = f"{short(each.text)} is not in the lock{_often(times)}; run `backref sync` and commit what it writes"
    return Problem(code="not-in-lock", stage="sync", message=message, place=each.place)


def is_no_question(each: Cited, verdict: Resolution) -> bool:
    """Whether an author's own entry holds nothing that a source can be asked, as that of a web page or a letter."""
    return each.kind == "key" and not any(a.outcome in (Outcome.FAILED, Outcome.NOT_ASKED) for a in verdict.answers)


def unsettled(each: Cited, verdict: Resolution) -> Problem:
    """What is said of what could not be checked."""
    nobody = "only the catalogue was asked" if Reason.ONLY_LOCAL in verdict.reasons else "nobody could be asked"
    why = next((f"{a.source}: {a.detail}" for a in verdict.answers if a.detail), nobody)
    message = f"{short(each.text)} could not be checked ({why}); run `backref sync` again"
    return Problem(code=str(verdict.status), stage="sync", message=message, place=each.place)


def said(each: Cited, locked: Locked, verdict: Resolution) -> Iterable[Problem]:
    """What is said of a verdict: that nobody knows the work, that several fit, what differs, and what was found out."""
    what = short(each.text)
    if verdict.status == Status.NOT_FOUND:
        message = f"{what}: no source knows it; mend it, or ask again with --retry"
        yield Problem(code="not-found", stage="sync", message=message, place=each.place)
    elif verdict.status == Status.AMBIGUOUS:
        message = f"{what} fits several works; cite its DOI or PMID"
        yield Problem(code="ambiguous", stage="sync", message=message, place=each.place)
    for difference in verdict.differences if verdict.status.is_match else ():
        message = (
            f"{locked.key}: {difference.variable} is {difference.text!r} here, {difference.record!r} in the record"
        )
        yield Problem(code="differs", stage="sync", message=message, place=each.place)
    for finding in verdict.findings:
        yield Problem(code=finding.kind, stage="sync", message=f"{locked.key}: {finding.message}", place=each.place)


def _often(times: int) -> str:
    return f", cited {times} times" if times > 1 else ""


def short(text: str) -> str:
    """Return what is cited in one line of at most 80 characters."""
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:77]}..."
