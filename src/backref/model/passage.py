"""What a cited work says where a claim rests on it: passages, quoted letter by letter, with their places. No
verdict.
"""

from __future__ import annotations

from typing import Literal

from .base import Frozen, Span


class Mark(Frozen):
    """A word or a number of the claim, as the passage prints it; `span` counts in the passage's text."""

    span: Span
    kind: Literal["word", "number"]


class Unlike(Frozen):
    """What claim and passage print otherwise: a number ("12 %" here, "21 %" there), a hedge or a negation on one side.

    `here` is how the claim prints it, `there` how the passage does; one of them is empty where only the other side says
    it. `span` is that of `there` in the passage's text.
    """

    kind: Literal["number", "hedge", "negation"]
    here: str
    there: str
    span: Span | None = None


class Passage(Frozen):
    """One sentence of a work. `text` is what the work prints, letter by letter, at `span` of the `part` that it stands
    in.

    `place` says in words where that is ("abstract, Results, sentence 3"). `source` says who gave the text, `url` where
    the work is to be read, `licence` on what terms, as printed there; empty where nothing is said. `prefix` and
    `suffix` stand around it. `score` is the share of the claim that the passage covers: 0 none of its words and
    numbers, 1 all of them.
    """

    text: str
    place: str
    source: str
    span: Span = Span(0, 0)
    part: int = 0
    url: str = ""
    licence: str = ""
    prefix: str = ""
    suffix: str = ""
    marks: tuple[Mark, ...] = ()
    unlike: tuple[Unlike, ...] = ()
    score: float = 0.0


class Passages(Frozen):
    """What one work, the entry at index `reference`, says to one claim, by its index: at most three passages, the
    nearest first.

    "none-found": there is text of the work, and no sentence of it is near the claim. "no-text": there is no text to
    look in. Neither says anything against the claim. `score` is the share of the claim that the passages of
    one text cover together, of the text that covers most.
    """

    claim: int
    reference: int
    status: Literal["found", "none-found", "no-text"]
    passages: tuple[Passage, ...] = ()
    score: float = 0.0
