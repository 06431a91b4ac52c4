"""What a work says where a sentence rests on it: passages, letter by letter, with their places and terms -> HTML. No
verdict.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Passage, Passages, Span, Unlike
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
    linked: set[str] = set()
    return joined([_quote(each, linked) for each in found.passages])


def _quote(passage: Passage, linked: set[str]) -> Html:
    """One passage. What is in `linked` was led to already; its source is named alone."""
    unlike = [each.span for each in passage.unlike if each.span]
    spans = [mark.span for mark in passage.marks if not any(mark.span.overlaps(span) for span in unlike)]
    parts = [Laid(span, "", "mark") for span in _runs(passage.text, spans)]
    text = marked(passage.text, [*parts, *(Laid(span, 'class="unlike"', "mark") for span in unlike)])
    return tag("blockquote", tag("p", text), *map(_unlike, passage.unlike), tag("footer", *_place(passage, linked)))


def _runs(text: str, spans: list[Span]) -> Iterator[Span]:
    """The spans in order, those between which a blank stands alone as one."""
    begin = end = -1
    for span in sorted(spans):
        if 0 <= end <= span.start and text[end : span.start].isspace():
            end = span.end
            continue
        if end > begin >= 0:
            yield Span(begin, end)
        begin, end = span
    if end > begin >= 0:
        yield Span(begin, end)


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


def _place(passage: Passage, linked: set[str]) -> Iterator[str]:
    yield f"{passage.place}, as given by "
    yield passage.source if passage.url in linked else link(passage.url, passage.source)
    linked.add(passage.url)
    if passage.licence:
        yield f", {passage.licence}"
    yield f"; covers {passage.score:.0%} of the sentence"
