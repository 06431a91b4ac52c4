"""The labels of the tagger, and how those of the corpora map to them."""

from __future__ import annotations

OUTSIDE = "-"
LABELS = (
    OUTSIDE, "author", "editor", "translator", "title", "container-title", "collection-title", "date", "volume", "issue",
    "pages", "publisher", "location", "edition", "genre", "number", "url", "accessed", "institution", "medium", "note",
    "citation-number", "other", "id", "authority", "version", "event", "archive", "collection-number",
)  # fmt: skip
KINDS = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter", "dataset", "document",
    "entry-dictionary", "entry-encyclopedia", "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map",
    "motion_picture", "paper-conference", "patent", "performance", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
)  # fmt: skip
_IDS = {"doi", "pmid", "pmcid", "arxiv", "isbn", "issn"}


def of_corpus(label: str) -> str:
    """Return the tagger's label for a corpus label."""
    return "id" if label in _IDS else label if label in LABELS else "other"
