"""What was found in a document as one self-contained page: click a claim to see its references, and the other way round.

Everything that the document says is escaped; the page loads nothing from elsewhere and says so in its policy.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

from ..model import Document, Found, Linked, RawCitation, Span
from ..text.escape import markup
from ._page_look import SCRIPT, STYLE
from ._templates import shown


def page(document: Document, found: Found, linked: Linked) -> str:
    """Return the page. Marks nest where spans do; where two cross, the later one begins behind the earlier."""
    text = document.text
    printed = [shown(citation) for citation in found.citations]
    templates = {
        citation.span: line for citation, line in zip(found.citations, printed, strict=True) if line != citation.raw
    }
    marks: list[tuple[Span, str]] = [
        *((block.span, 'class="heading"') for block in document.blocks if block.kind == "heading"),
        *((Span(*claim.span), f'class="claim" data-claim="{n}"') for n, claim in enumerate(linked.claims)),
        *((citation.span, f'class="ref" data-ref="{n}"') for n, citation in enumerate(found.citations)),
        *((link.marker.span, f'class="marker {link.status}" title="{_title(link.status, link.missing)}"') for link in linked.links),
        *((Span(*cue.span), f'class="cue" title="{_escaped(cue.kind)}"') for claim in linked.claims for cue in claim.cues),
        *((Span(*allusion.span), 'class="allusion" title="a work that is named, not cited"') for allusion in found.allusions),
    ]  # fmt: skip
    cited = [sum(n in claim.references for claim in linked.claims) for n in range(len(found.citations))]
    items = "\n".join(
        f'<li data-ref="{n}">{_label(citation)}{_escaped(_short(printed[n]))} <span class="count">{_times(cited[n])}</span></li>'
        for n, citation in enumerate(found.citations)
    )
    links = json.dumps([list(claim.references) for claim in linked.claims])
    counts = f"{len(found.citations)} references, {len(linked.links)} markers, {len(linked.claims)} claims"
    name = _escaped(document.name)
    policy = f"default-src 'none'; style-src '{_hash(STYLE)}'; script-src '{_hash(SCRIPT)}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{name}</title><style>{STYLE}</style></head>\n'
        f"<body><main><h1>{name}</h1><pre>{_marked(text, marks, templates)}</pre></main>\n<aside><h1>References</h1><nav>{counts}. "
        f"Click a sentence or a reference.</nav><ol>{items}</ol></aside>\n"
        f'<script type="application/json" id="links">{links}</script><script>{SCRIPT}</script></body></html>\n'
    )


def _marked(text: str, marks: Sequence[tuple[Span, str]], templates: Mapping[Span, str]) -> str:
    """The text, escaped, with a span element for each mark, properly nested; templates as what they print."""
    pieces: list[str] = []
    open_ends: list[int] = []
    at = 0
    for span, attributes in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end)):
        while open_ends and open_ends[-1] <= span.start:
            end = open_ends.pop()
            pieces.append(f"{_escaped(text[at:end])}</span>")
            at = end
        start = max(span.start, at)
        end = min([span.end, *open_ends])
        if start >= end:
            continue
        pieces.append(f"{_escaped(text[at:start])}<span {attributes}>")
        at = start
        if span in templates and (start, end) == span:
            pieces.append(_escaped(templates[span]))
            at = end
        open_ends.append(end)
    while open_ends:
        end = open_ends.pop()
        pieces.append(f"{_escaped(text[at:end])}</span>")
        at = end
    return "".join([*pieces, _escaped(text[at:])])


def _hash(text: str) -> str:
    """The source of a policy that allows this one style or script, and no handler in an attribute."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _escaped(text: str) -> str:
    return "\n".join(map(markup, text.split("\n")))


def _label(citation: RawCitation) -> str:
    """What the text calls an entry, as it stands before it; nothing for one that has no label."""
    label = (citation.label or "").removeprefix("^")
    return f'<span class="label">{_escaped(f"{label}." if label.isdecimal() else f"[{label}]")}</span>' if label else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 260 else f"{line[:255]}…"


def _title(status: str, missing: Sequence[str]) -> str:
    return _escaped(f"{status}: {', '.join(missing)}" if missing else status)


def _times(count: int) -> str:
    return "not cited" if not count else "cited once" if count == 1 else f"cited {count} times"
