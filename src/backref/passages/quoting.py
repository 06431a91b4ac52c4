"""Passages of a work for a claim: the nearest sentences, quoted as they stand, with what agrees and what is printed
otherwise.
"""

from __future__ import annotations

from ..model import Passage, Passages, Span, Unlike
from .hedges import unlike
from .indexing import Index, prepared
from .matching import Shared, weights
from .numbers import agreement
from .ranking import Ranked, floor, ranked
from .readying import Readied

MOST = 3
_AROUND = 32  # code points kept on either side, to find the passage again
_NEAR = 0.6  # of the first one's covering that a further passage must have


def passages_of(index: Index, claim: str, *, number: int = 0, reference: int = 0) -> Passages:
    """Return what a work says to a claim; `number` and `reference` are the indices of the claim and of the work's
    entry.

    >>> from backref.passages.indexing import index_of
    >>> from backref.passages.works import Part, Work
    >>> work = index_of(Work((Part("abstract", "We asked 40 adults. Falls declined by 21 % with training."),), "crossref"))
    >>> found = passages_of(work, "Training cuts falls by 12 %.").passages[0]
    >>> found.text, found.place, [(each.here, each.there) for each in found.unlike]
    ('Falls declined by 21 % with training.', 'abstract, sentence 2', [('12 %', '21 %')])
    """
    if not index.sentences:
        return Passages(claim=number, reference=reference, status="no-text")
    asked = prepared(index, claim)
    rows = [row for row in ranked(index, asked) if row.covered >= floor()]
    if not rows:
        return Passages(claim=number, reference=reference, status="none-found")
    kept = rows[:1] + [row for row in rows[1:] if row.covered >= _NEAR * rows[0].covered][: MOST - 1]
    said = {at for row in kept for at, level in enumerate(row.shared.numbers) if level}
    passages = tuple(_passage(index, asked, row, said) for row in kept)
    return Passages(claim=number, reference=reference, status="found", passages=passages, score=_covered(asked, kept))


def _covered(claim: Readied, rows: list[Ranked]) -> float:
    """The share of a claim that some sentences cover together, from 0 to 1."""
    share = weights(claim)
    best: list[float] = [
        max(levels) for levels in zip(*((*row.shared.terms, *row.shared.numbers) for row in rows), strict=True)
    ]
    return round(sum(weight * level for weight, level in zip(share, best, strict=True)) / sum(share), 4)


def _passage(index: Index, claim: Readied, row: Ranked, said: set[int]) -> Passage:
    sentence = index.sentences[row.at]
    part = index.work.parts[sentence.part]
    span, text = sentence.span, sentence.span.of(part.text)
    return Passage(
        text=text,
        place=f"{part.place}, sentence {sentence.number}",
        source=index.work.source,
        span=span,
        part=sentence.part,
        url=index.work.url,
        licence=index.work.licence,
        prefix=part.text[max(span.start - _AROUND, 0) : span.start],
        suffix=part.text[span.end : span.end + _AROUND],
        marks=row.shared.marks,
        unlike=(
            *_other_numbers(claim, index.texts[row.at], row.shared, said),
            *unlike(claim.text, claim.said, text, index.texts[row.at].said),
        ),
        score=round(row.covered, 4),
    )


def _other_numbers(claim: Readied, sentence: Readied, both: Shared, said: set[int]) -> list[Unlike]:
    """Each number of the claim that no passage prints, beside the nearest one of its unit that the claim does not
    print.
    """
    left = [
        each
        for each in sentence.numbers
        if each.span not in both.met and not any(agreement(here, each) for here in claim.numbers)
    ]
    found = []
    for at, here in enumerate(claim.numbers):
        same = [each for each in left if here.unit == each.unit]
        if at in said or not same:
            continue
        nearest = min(same, key=lambda each: abs(each.value - here.value))
        left.remove(nearest)
        there = Span(*nearest.span)
        found.append(Unlike(kind="number", here=here.span.of(claim.text), there=there.of(sentence.text), span=there))
    return found
