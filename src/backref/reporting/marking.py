"""A text with marks on it: spans in, nested elements out. What `find --html` and the report show of a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..model import Document, Found, Link, Linked, RawCitation, Span
from .html import Html, escaped
from .printed import shown


class Laid(NamedTuple):
    """An element over a span of the text; `attributes` are HTML."""

    span: Span
    attributes: str
    tag: str = "span"


def prose(
    document: Document,
    found: Found,
    linked: Linked,
    entry_of: Callable[[int], int | None] = lambda n: n,
    first_claim: int = 0,
    *,
    are_links: bool = False,
) -> Html:
    """Return the text of a document with its citations, claims, markers, cues and allusions marked.

    `entry_of` tells by which number a citation is shown, `first_claim` the number of the first claim. With `are_links`
    a marker leads to its entry, and each claim and citation has an address.
    """
    templates = {c.span: line for c in found.citations if (line := shown(c)) != c.raw}

    def claim(number: int) -> str:
        return f'class="claim" data-claim="{number}"' + (f' id="c{number}"' if are_links else "")

    def reference(at: int, citation: RawCitation) -> Laid:
        number = entry_of(at)
        return Laid(citation.span, 'class="ref"' + (f' data-ref="{number}"' if number is not None else ""))

    def marker(link: Link) -> Laid:
        number = entry_of(link.references[0]) if link.references and are_links else None
        attributes = f'class="marker {link.status}" title="{_title(link.status, link.missing)}"'
        leads = number is not None and link.marker.kind not in ("embedded", "identifier")
        return Laid(link.marker.span, attributes + (f' href="#r{number}"' if leads else ""), "a" if leads else "span")

    marks = [
        *(Laid(block.span, 'class="heading"') for block in document.blocks if block.kind == "heading"),
        *(Laid(Span(*each.span), claim(first_claim + n)) for n, each in enumerate(linked.claims)),
        *(reference(n, citation) for n, citation in enumerate(found.citations)),
        *map(marker, linked.links),
        *(Laid(Span(*cue.span), f'class="cue" title="{escaped(cue.kind)}"') for one in linked.claims for cue in one.cues),
        *(Laid(Span(*a.span), 'class="allusion" title="a work that is named, not cited"') for a in found.allusions),
    ]  # fmt: skip
    return marked(document.text, marks, templates)


def marked(text: str, marks: Sequence[Laid], instead: Mapping[Span, str] | None = None) -> Html:
    """Return the text, escaped, with an element for each mark. They nest where spans do; where two cross, the later one
    begins behind the earlier. `instead` is what is shown for a span that is marked.

    >>> marked("a < b", [Laid(Span(0, 1), 'class="x"'), Laid(Span(0, 5), "")])
    '<span><span class="x">a</span> &lt; b</span>'
    """
    pieces: list[str] = []
    open_ends: list[tuple[int, str]] = []
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        while open_ends and open_ends[-1][0] <= mark.span.start:
            end, name = open_ends.pop()
            pieces.append(f"{escaped(text[at:end])}</{name}>")
            at = end
        start = max(mark.span.start, at)
        end = min([mark.span.end, *(end for end, _ in open_ends)])
        if start >= end:
            continue
        name = "span" if any(name == "a" for _, name in open_ends) else mark.tag  # a link holds no other
        pieces.append(f"{escaped(text[at:start])}<{name}{' ' if mark.attributes else ''}{mark.attributes}>")
        at = start
        if instead and mark.span in instead and (start, end) == mark.span:
            pieces.append(escaped(instead[mark.span]))
            at = end
        open_ends.append((end, name))
    for end, name in reversed(open_ends):
        pieces.append(f"{escaped(text[at:end])}</{name}>")
        at = end
    return Html("".join([*pieces, escaped(text[at:])]))


def _title(status: str, missing: Sequence[str]) -> str:
    return escaped(f"{status}: {', '.join(missing)}" if missing else status)
