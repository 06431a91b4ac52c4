"""How a work is reached from a page: its entry, the places that cite it, and its identifiers. HTML, escaped."""

from __future__ import annotations

from typing import NamedTuple

from ..fields import ids
from ..model import Identifier, Reference
from ..project import assets
from ..text import links
from ..text.escape import markup

RETRACTED = f'<strong class="{assets.RETRACTED_CLASS}" title="This work was retracted.">{assets.RETRACTED}</strong>'


class CitedPlaces(NamedTuple):
    """The `id` of an entry, how those of the places that cite it begin, and the mark of a retracted work."""

    anchor: str
    cited: str
    mark: str


def identified(reference: Reference, text: str) -> str:
    """Return the links to a work by its identifiers that its entry, which is `text`, lacks.

    >>> identified(Reference(type="book", pmid="7"), "<i>A book</i>.")
    ' <a href="https://pubmed.ncbi.nlm.nih.gov/7/">PubMed</a>'
    """
    made = []
    known = (("doi", "DOI", reference.doi), ("pmid", "PubMed", reference.pmid), ("arxiv", "arXiv", reference.arxiv))
    for scheme, name, value in known:
        address = ids.link(Identifier(scheme, value)) if value else None
        is_there = (not address or f'href="{markup(address)}"' in text or (scheme == "doi" and "doi.org/" in text)) or (
            scheme == "arxiv" and reference.doi
        )
        if address and not is_there:
            made.append(f" {links.html_link(address, name)}")
    return "".join(made)
