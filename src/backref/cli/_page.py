"""What was found in a document as one self-contained page: click a claim to see its references, and the other way
round.

Everything that the document says is escaped; the page loads nothing from elsewhere and says so in its policy.
"""

from __future__ import annotations

import json

from ..model import Document, Found, Linked, RawCitation
from ..reporting.html import escaped, joined, tag
from ..reporting.html import page as whole
from ..reporting.marking import prose
from ..reporting.printed import labelled, shown
from ._page_look import SCRIPT, STYLE


def page(document: Document, found: Found, linked: Linked) -> str:
    """Return the page. Marks nest where spans do; where two cross, the later one begins behind the earlier."""
    cited = [sum(n in claim.references for claim in linked.claims) for n in range(len(found.citations))]
    items = joined(
        (
            tag("li", _label(citation), _short(shown(citation)), " ", tag("span", _times(cited[n]), class_="count"), data_ref=n)
            for n, citation in enumerate(found.citations)
        ),
        "\n",
    )  # fmt: skip
    counts = f"{len(found.citations)} references, {len(linked.links)} markers, {len(linked.claims)} claims"
    body = joined(
        (
            tag("main", tag("h1", document.name), tag("pre", prose(document, found, linked))),
            "\n",
            tag("aside", tag("h1", "References"), tag("nav", f"{counts}. Click a sentence or a reference."), tag("ol", items)),
            "\n",
        )
    )  # fmt: skip
    links = json.dumps([list(claim.references) for claim in linked.claims])
    return whole(document.name, STYLE, SCRIPT, body, data=links)


def _label(citation: RawCitation) -> str:
    """What the text calls an entry, as it stands before it; nothing for one that has no label."""
    label = labelled(citation.label)
    return tag("span", label, class_="label") if label else escaped("")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 260 else f"{line[:255]}…"


def _times(count: int) -> str:
    return "not cited" if not count else "cited once" if count == 1 else f"cited {count} times"
