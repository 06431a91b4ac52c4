"""What kind of work a reference describes, as far as it tells who could know it: a paper of a series without DOIs is
one of its own.

Data: the kinds, and the series of proceedings and journals whose papers nobody registers a DOI for.
"""

from __future__ import annotations

import re
from functools import cache

from ..model import Reference
from .containers import is_preprint_server

KINDS: dict[str, str] = {
    "article": "journal articles",
    "paper": "papers of conferences",
    "paper-without-doi": "papers of conferences and journals that register no DOIs (NeurIPS, ICLR, ICML, JMLR, USENIX...)",
    "preprint": "preprints",
    "book": "books and their chapters",
    "thesis": "theses",
    "report": "reports",
    "dataset": "data and software",
    "standard": "standards",
    "web-page": "web pages, posts, news",
    "law": "laws, cases, patents",
    "medium": "films, music, talks, letters",
}
_OF_TYPE = {
    "article-journal": "article", "review": "article", "review-book": "article", "paper-conference": "paper", "article": "preprint", "book": "book",
    "chapter": "book", "entry-encyclopedia": "book", "entry-dictionary": "book", "thesis": "thesis", "report": "report", "dataset": "dataset",
    "software": "dataset", "standard": "standard", "webpage": "web-page", "post": "web-page", "post-weblog": "web-page", "article-newspaper": "web-page",
    "article-magazine": "web-page", "bill": "law", "legal_case": "law", "legislation": "law", "patent": "law", "regulation": "law", "treaty": "law",
    "hearing": "law", "motion_picture": "medium", "song": "medium", "broadcast": "medium", "speech": "medium", "interview": "medium",
    "personal_communication": "medium", "performance": "medium", "graphic": "medium", "map": "medium", "musical_score": "medium",
}  # fmt: skip
# Source: who registers what, by the prefixes of Crossref's and DataCite's members (looked at 2026-11).
_WITHOUT_DOI = (
    r"neural information processing systems", r"\bneurips\b", r"\bnips\b", r"learning representations", r"\biclr\b", r"conference on machine learning",
    r"\bicml\b", r"machine learning research", r"\bp?mlr\b", r"\bjmlr\b", r"\btmlr\b", r"artificial intelligence and statistics", r"\baistats\b",
    r"conference on learning theory", r"\bcolt\b", r"uncertainty in artificial intelligence", r"\buai\b", r"conference on robot learning", r"\bcorl\b",
    r"\busenix\b", r"\bosdi\b", r"\bnsdi\b", r"\bmlsys\b", r"machine learning and systems", r"\bceur\b", r"\bopenreview\b", r"language modeling", r"\blrec\b",
)  # fmt: skip


def kind_of(reference: Reference) -> str | None:
    """Return the kind of a work, a key of KINDS; None where that cannot be told.

    >>> kind_of(Reference(type="paper-conference", title="Heat", container_title="Advances in Neural Information Processing Systems"))
    'paper-without-doi'
    >>> kind_of(Reference(type="webpage", title="Heat")), kind_of(Reference(title="Heat"))
    ('web-page', None)
    """
    container = reference.container_title or reference.event_title or reference.collection_title or ""
    if reference.type in ("paper-conference", "article-journal", "chapter", "document", "article") and container:
        if is_preprint_server(container):
            return "preprint"
        if reference.doi is None and _without_doi().search(container[:300].lower()):
            return "paper-without-doi"
    return _OF_TYPE.get(reference.type)


@cache
def _without_doi() -> re.Pattern[str]:
    return re.compile("|".join(_WITHOUT_DOI))
