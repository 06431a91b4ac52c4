"""A verdict in words that can be quoted: what was found, what follows from it, and what does not."""

from __future__ import annotations

from ..model import Outcome, Resolution, Status
from ..text.escape import terminal
from .reasons import MEANINGS, Reason

_NOTHING_FOLLOWS = "Nothing follows about the work: it may well exist. Say that it could not be checked."


def explained(resolution: Resolution) -> str:
    """Return a verdict in words that can be quoted, with what follows from it and what does not.

    >>> explained(Resolution(status=Status.NOT_ASKED, reasons=("source-not-asked",))).split(". ")[0]
    'Could not be checked: a source that could know was not asked, because of --offline'
    """
    said = [_verdict(resolution)]
    for finding in resolution.findings:
        who = f" (says {', '.join(finding.says)})" if finding.says else ""
        what = f": {finding.identifier}" if finding.identifier else ""
        if finding.kind == "retracted":
            said.insert(0, f"RETRACTED: {finding.message}{who}{what}.")
        else:
            said.append(f"Note: {finding.message}{who}{what}.")
    silent = {a.source for a in resolution.answers if a.outcome in (Outcome.FAILED, Outcome.NOT_ASKED)}
    if silent and resolution.status.is_match:
        said.append(f"Retractions and corrections are not known from {', '.join(sorted(silent))}.")
    return terminal(" ".join(said))


def is_checked(resolution: Resolution) -> bool:
    """Say whether a verdict says anything about the work: not where nobody could be asked, or only what is on this
    machine.

    >>> is_checked(Resolution(status=Status.FAILED))
    False
    """
    return resolution.status not in (Status.FAILED, Status.NOT_ASKED)


def _verdict(resolution: Resolution) -> str:
    reasons = [Reason(reason) for reason in resolution.reasons if reason in set(Reason)]
    meaning = "; ".join(MEANINGS[reason] for reason in reasons)
    answered = ", ".join(dict.fromkeys(a.source for a in resolution.answers if a.outcome == Outcome.ANSWERED))
    failed = {a.source: a.detail for a in resolution.answers if a.outcome == Outcome.FAILED}
    match resolution.status:
        case Status.MATCHED:
            holders = _holders(resolution)
            have = "have" if " and " in holders else "has"
            return f"Verified: {holders} {have} this work, and nothing in the citation contradicts it."
        case Status.MATCHED_WITH_DIFFERENCES:
            holders = _holders(resolution)
            say = "say" if " and " in holders else "says"
            return f"The work exists, {say} {holders}, but the citation is wrong: {_differing(resolution)}. Cite the record's values."
        case Status.AMBIGUOUS:
            differing = f" ({_differing(resolution)})" if resolution.differences else ""
            return f"Not settled: {meaning}{differing}. No record was accepted: ask for an identifier, and do not choose by yourself."
        case Status.NOT_FOUND:
            return (
                f"Not found: {answered} answered, and {meaning}. Do not cite it as a real work; what nobody registers is not known "
                "to them, so this is no proof that it does not exist."
            )
        case _ if Reason.ONLY_LOCAL in reasons:
            return f"Could not be checked: only {answered} was asked, which holds no more than was added to it. {_NOTHING_FOLLOWS}"
        case _ if Reason.NOTHING_TO_ASK in reasons:
            return (
                f"Could not be checked: {meaning}. An identifier needs its name, as in 'PMID 29970367'; a citation its title, its "
                f"authors or where it was published. {_NOTHING_FOLLOWS}"
            )
        case _:
            who = "; ".join(f"{source}: {detail}" for source, detail in failed.items())
            return f"Could not be checked: {meaning}{f' ({who})' if who else ''}. {_NOTHING_FOLLOWS}"


def _holders(resolution: Resolution) -> str:
    record = resolution.record
    return " and ".join(dict.fromkeys(one.source for one in (record.also or (record,)))) if record else "nobody"


def _differing(resolution: Resolution) -> str:
    return "; ".join(
        f"{d.variable}: {d.message}"
        if d.people or d.words
        else f"{d.variable} is {d.text!r} here and {d.record!r} in the record"
        for d in resolution.differences
    )
