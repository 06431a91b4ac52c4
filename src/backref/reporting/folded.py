"""What a reference has under "Details": what came nearest, the sentences that rest on it, who was asked and when, and
the entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..fields import ids
from ..model import Answer, Candidate, Identifier, Outcome, Reference, Resolution
from .html import Html, joined, link, tag
from .quotes import quotes
from .views import Row

_CANDIDATES = 3
_CITED = 6  # sentences that are quoted; the text shows all of them
_OUTCOMES = {
    Outcome.FAILED: "could not be asked", Outcome.NOT_ASKED: "was not asked", Outcome.NO_QUESTION: "had nothing to be asked",
}  # fmt: skip


def described(reference: Reference) -> str:
    """A work in a line: enough to know it by."""
    first = reference.author[0] if reference.author else None
    who = (first.family or first.literal or "") + (" et al." if len(reference.author) > 1 else "") if first else ""
    year = str(reference.issued.year) if reference.issued and reference.issued.year else ""
    parts = filter(None, (who, reference.title or "", reference.container_title or "", year))
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)


def identified(identifier: Identifier) -> Html:
    return link(ids.link(identifier) or "", ids.render(identifier))


def folded(row: Row) -> Html:
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
    yield described(each.record.reference)
    yield f" ({each.record.source}, {each.score:.0%} alike) "
    yield joined(map(identified, each.record.identifiers()), " · ")


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
