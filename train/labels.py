"""The labels of the tagger, and how those of the corpora map to them."""

from __future__ import annotations

OUTSIDE = "-"
LABELS = (
    OUTSIDE, "author", "editor", "translator", "title", "container-title", "collection-title", "date", "volume", "issue",
    "pages", "publisher", "location", "edition", "genre", "number", "url", "accessed", "institution", "medium", "note",
    "citation-number", "other", "id",
)  # fmt: skip
_IDS = {"doi", "pmid", "pmcid", "arxiv", "isbn", "issn"}


def of_corpus(label: str) -> str:
    """Return the tagger's label for a corpus label."""
    return "id" if label in _IDS else label if label in LABELS else "other"
