"""PubMed XML, as efetch and PubMed's pages save it: read only. The mapping is the one that answers of the service go
through.

Source: PubMed DTD 250101.
"""

from __future__ import annotations

from ..fields.pubmed import article, book, details
from ..model import Problem, Reference
from . import Format, Loaded
from ._xml import elements, placed

_TAGS = ("PubmedArticle", "PubmedBookArticle")
_ALONE = ("MedlineCitation",)  # of an article in older files, which have nothing around it


def recognises(text: str) -> bool:
    """Say whether an XML text is PubMed's."""
    return "<Pubmed" in text[:20_000] or "<MedlineCitation" in text[:20_000]


def load(text: str) -> Loaded:
    """Return the articles and book chapters of a file; each one's `id` is its PMID.

    >>> xml = "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A.</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    >>> load(xml).references[0].title
    'A'
    """
    problems: list[Problem] = []
    references: list[Reference] = []
    keys: list[str | None] = []
    tags = _TAGS if "<Pubmed" in text else _ALONE
    for element in elements(text, tags, problems):
        found = book(element) if element.tag == "PubmedBookArticle" else article(element)
        keys.append(found.pmid or "" if found is not None else None)
        if found is None:
            problems.append(
                Problem(code="not-an-item", stage="load", message=f"record {len(references) + 1} holds no article")
            )
        else:
            references.append(found.model_copy(update={"id": found.pmid or ""} | details(element)))
    return Loaded(tuple(references), tuple(problems), written=placed(text, tags, keys))


FORMAT = Format(
    name="pubmed-xml",
    title="PubMed XML",
    suffixes=(".xml",),
    media_type="application/xml",
    load=load,
    recognises=recognises,
)
