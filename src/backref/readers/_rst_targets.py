"""What the references of reStructuredText point at: a Document -> the same, "[#]_" and "[*]_" joined to their notes one
by one, and "[2]_" to ".. [2]" alone.

Source: docutils, reStructuredText Markup Specification, "Auto-Numbered Footnotes" (read 2026-11).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..model import Document

ANONYMOUS = ("#", "*")


def pointed(document: Document) -> Document:
    """Return the document, the n-th reference without a name pointing at the n-th such note; an item of a list has no
    number where a note or citation has it, for only that is what "[2]_" means.
    """
    told = {citation.span for citation in document.citations}
    names = {citation.label for citation in document.citations if citation.label} - {*ANONYMOUS}
    counted: Counter[str | None] = Counter()
    citations = []
    for citation in document.citations:
        if citation.label in ANONYMOUS:
            counted[citation.label] += 1
            citation = replace(citation, label=f"{citation.label}{counted[citation.label]}")
        citations.append(citation)
    counted.clear()
    markers = []
    for marker in document.markers:
        if len(marker.keys) == 1 and (sign := marker.keys[0]) in ANONYMOUS:
            counted[sign] += 1
            marker = replace(marker, keys=(f"{sign}{counted[sign]}",))
        markers.append(marker)
    blocks = tuple(
        block._replace(label="") if block.kind == "item" and block.label in names and block.span not in told else block
        for block in document.blocks
    )
    return replace(document, citations=tuple(citations), markers=tuple(markers), blocks=blocks)
