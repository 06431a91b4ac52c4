"""What a work says where a sentence rests on it: passages, letter by letter, with their places and terms -> HTML. No
verdict.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Passage, Passages, Unlike
from .html import Html, joined, link, tag
from .marking import Laid, marked

_SAID = {
    "none-found": "No passage found: there is text of the work, and no sentence of it is near this one. That says nothing against it.",
    "no-text": "No text of the work to look in.",
}


def quotes(found: Passages) -> Html:
    """Return the passages for one sentence, or why there is none.

    >>> quotes(Passages(claim=0, reference=0, status="no-text"))
    '<p class="quoted">No text of the work to look in.</p>'
    """
    if found.status != "found":
        return tag("p", _SAID[found.status], class_="quoted")
    return joined([_quote(each) for each in found.passages])


def _quote(passage: Passage) -> Html:
    parts = [Laid(mark.span, "", "mark") for mark in passage.marks]
    unlike = [each.span for each in passage.unlike if each.span]
    parts = [part for part in parts if not any(part.span.overlaps(span) for span in unlike)]
    text = marked(passage.text, [*parts, *(Laid(span, 'class="unlike"', "mark") for span in unlike)])
    return tag("blockquote", tag("p", text), *map(_unlike, passage.unlike), tag("footer", *_place(passage)))


def _unlike(each: Unlike) -> Html:
    """What is printed otherwise."""
    here, there = each.here or "nothing", each.there or "nothing"
    return tag(
        "p",
        f"Printed otherwise ({each.kind}): ",
        tag("del", here),
        " here, ",
        tag("ins", there),
        " there",
        class_="unlike",
    )


def _place(passage: Passage) -> Iterator[str]:
    yield f"{passage.place}, as given by "
    yield link(passage.url, passage.source)
    if passage.licence:
        yield f", {passage.licence}"
    yield f"; covers {passage.score:.0%} of the sentence"
