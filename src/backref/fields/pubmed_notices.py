"""PubMed's notices about an article -> Updates: what retracted, corrected or doubted it. For efetch's answers and for
saved files.

Source: PubMed DTD 250101, CommentsCorrections; MEDLINE's publication types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Update
from .pubmed import doi_of
from .shapes import xml_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_UPDATES = {
    "RetractionIn": "retraction", "ExpressionOfConcernIn": "expression-of-concern", "ErratumIn": "correction", "CorrectedandRepublishedIn": "correction",
    "UpdateIn": "new-version", "PartialRetractionIn": "partial-retraction",
}  # fmt: skip


def notices(item: Element) -> Iterator[Update]:
    """Yield the notices about an article. A notice names the article it is about in "...Of", which says nothing about
    itself.
    """
    for comment in item.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        if kind := _UPDATES.get(comment.get("RefType", "")):
            doi = re.search(r"10\.\d{4,9}/\S+", xml_text(comment.find("RefSource")) or "")
            yield Update(kind=kind, source="pubmed", doi=doi_of(doi.group().rstrip(".")) if doi else None)
    kinds = [xml_text(e) for e in item.iterfind("MedlineCitation/Article/PublicationTypeList/PublicationType")]
    if "Retracted Publication" in kinds:
        yield Update(kind="retraction", source="pubmed")
