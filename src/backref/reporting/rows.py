"""One reference of a report -> HTML: its verdict in words, what differs, what is to be known, who may be meant, who was asked and when."""

from __future__ import annotations

from collections.abc import Iterator

from ..fields import ids
from ..model import Answer, Candidate, Finding, Identifier, Outcome, Reference, Resolution
from ..resolving.explaining import explained
from .html import Html, joined, link, tag
from .quotes import quotes
from .views import Row
from .words import differences

_CANDIDATES = 3
_CITED = 6  # sentences that are quoted; the text shows all of them
_OUTCOMES = {
    Outcome.FAILED: "could not be asked", Outcome.NOT_ASKED: "was not asked", Outcome.NO_QUESTION: "had nothing to be asked",
}  # fmt: skip


def row(row: Row) -> Html:
    """Return a reference as an item of the list."""
    said = row.standing
    verdict = row.resolution
    label = (f"{row.label}." if row.label.isdecimal() else f"[{row.label}]") if row.label else ""
    head = tag(
        "h3", tag("span", label, class_="label") if label else "", tag("code", row.key), " ",
        tag("span", said.badge, class_=f"badge {said.key}"),
    )  # fmt: skip
    said_of_it = explained(verdict) if verdict else "Could not be checked: nobody was asked about it."
    body = [
        head,
        tag("p", row.raw, class_="raw"),
        tag("p", said_of_it, class_="said"),
        *(tag("p", tag("b", fault), class_="fault") for fault in row.faults),
        *(_findings(verdict) if verdict else ()),
        differences(verdict.differences) if verdict else "",
        _links(verdict),
        _more(row),
        _buttons(row),
    ]
    return tag("li", *body, id=f"r{row.number}", data_ref=row.number, data_standing=said.key, tabindex=-1)


def _findings(verdict: Resolution) -> Iterator[Html]:
    for finding in verdict.findings:
        if not finding.kind.is_quiet:
            yield tag("p", *_finding(finding), class_="finding")


def _finding(finding: Finding) -> Iterator[str]:
    yield tag("b", finding.kind.value.replace("-", " ").capitalize())
    yield f": {finding.message}" + (f", says {', '.join(finding.says)}" if finding.says else "")
    if finding.identifier:
        yield " "
        yield _identifier(finding.identifier)


def _identifier(identifier: Identifier) -> Html:
    return link(ids.link(identifier) or "", ids.render(identifier))


def _links(verdict: Resolution | None) -> Html:
    """The accepted record and where it can be looked up."""
    if verdict is None or verdict.record is None:
        return Html("")
    shown = joined(map(_identifier, verdict.record.identifiers()), " · ")
    return tag("p", "The record: ", _described(verdict.record.reference), " ", shown, class_="record")


def _described(reference: Reference) -> str:
    """A work in a line: enough to know it by."""
    first = reference.author[0] if reference.author else None
    who = (first.family or first.literal or "") + (" et al." if len(reference.author) > 1 else "") if first else ""
    year = str(reference.issued.year) if reference.issued and reference.issued.year else ""
    return ". ".join(filter(None, (who, reference.title or "", reference.container_title or "", year)))


def _more(row: Row) -> Html:
    """What is folded away: who may be meant, the sentences that rest on it, who was asked, and the entry."""
    verdict = row.resolution
    parts: list[str] = []
    if verdict and not verdict.record and verdict.candidates:
        near = (tag("li", *_candidate(each)) for each in verdict.candidates[:_CANDIDATES])
        parts += [tag("h4", "What came nearest"), tag("ul", *near)]
    if row.cited:
        said = {each.claim: quotes(each) for each in row.passages}
        quoted = [
            tag("li", tag("a", text, href=f"#c{number}"), said.get(number, "")) for number, text in row.cited[:_CITED]
        ]
        parts += [tag("h4", "What rests on it"), tag("ul", *quoted)]
    parts += [tag("h4", "Who was asked"), _asked(verdict)]
    if row.bibtex:
        parts += [
            tag("h4", "BibTeX"),
            tag("pre", row.bibtex, class_="bibtex", tabindex=0, role="region", aria_label=f"BibTeX of {row.key}"),
        ]
    return tag("details", tag("summary", "Details"), *parts)


def _candidate(each: Candidate) -> Iterator[str]:
    yield _described(each.record.reference)
    yield f" ({each.record.source}, {each.score:.0%} alike) "
    yield joined(map(_identifier, each.record.identifiers()), " · ")


def _asked(verdict: Resolution | None) -> Html:
    answers = verdict.answers if verdict else ()
    if not answers:
        return tag("p", "Nobody was asked.")
    return tag("ul", *(tag("li", said) for said in dict.fromkeys(map(_answer, answers))))


def _answer(answer: Answer) -> str:
    if answer.outcome in _OUTCOMES:
        return f"{answer.source} {_OUTCOMES[answer.outcome]}" + (f": {answer.detail}" if answer.detail else "")
    when = min((record.retrieved for record in answer.records if record.retrieved), default="")
    number = len(answer.records)
    said = f"{number} record{'s' * (number != 1)}" if number else "knows no such work"
    return f"{answer.source} answered: {said}" + (f" ({when})" if when else "")


def _buttons(row: Row) -> Html:
    copied = [("finding", "Copy finding"), *([("bibtex", "Copy BibTeX")] if row.bibtex else [])]
    made = (
        tag("button", shown, type="button", data_copy=what, aria_label=f"{shown}: {row.key}") for what, shown in copied
    )
    return tag("p", *made, class_="do")
