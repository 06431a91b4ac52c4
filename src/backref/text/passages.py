"""What people read of passages: the status in words, the place with source and licence, and what is printed
otherwise.
"""

from __future__ import annotations

from ..model import Passage, Passages

_SAID = {
    "none-found": "no passage found near this claim",
    "no-text": "no text of this work to look in",
}


def said(found: Passages) -> str:
    """Return what was found, in words that accuse nobody.

    >>> said(Passages(claim=0, reference=0, status="no-text"))
    'no text of this work to look in'
    """
    return _SAID.get(found.status) or f"{round(100 * found.score)} % of the claim's words and numbers"


def place(passage: Passage) -> str:
    """Return where a passage stands, who gave it, and on what terms.

    >>> place(Passage(text="It fell.", place="abstract, sentence 1", source="pubmed"))
    'abstract, sentence 1; pubmed, no licence named'
    """
    return f"{passage.place}; {passage.source}, {passage.licence or 'no licence named'}"


def unlike(passage: Passage) -> list[str]:
    """Return what claim and passage print otherwise, each in words.

    >>> from backref.model import Unlike
    >>> unlike(Passage(text="21 %", place="", source="", unlike=(Unlike(kind="number", here="12 %", there="21 %"),)))
    ['12 % here, 21 % there']
    """
    return [
        f"{each.here} here, {each.there} there"
        if each.here and each.there
        else f"\u201c{each.here}\u201d here alone"
        if each.here
        else f"\u201c{each.there}\u201d there alone"
        for each in passage.unlike
    ]


def quoted(found: Passages) -> str:
    """Return all passages in one line of text: each quotation, its place, and what is printed otherwise."""
    if not found.passages:
        return said(found)
    return " | ".join(
        f"\u201c{' '.join(each.text.split())}\u201d ({'; '.join((place(each), *unlike(each)))})"
        for each in found.passages
    )
