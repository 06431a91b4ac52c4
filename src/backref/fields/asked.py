"""What a person asks for by hand -> the identifier of the work that is meant: bare numbers, and addresses of
articles.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from ..model import Identifier
from . import ids

_ISBN = re.compile(r"(?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx]")
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?")
_PMID = re.compile(r"\d{5,8}")
_IN_ADDRESS = re.compile(r"(?<![\w.])(10\.\d{4,9}/[^?#\s]+)")
_BEHIND_DOI = re.compile(
    r"(?:v\d+)?(?:\.(?:full|pdf|abstract|short|long|epub|html)|/(?:full|pdf|abstract|epub|html|summary|references))*/?$"
)
# Publishers whose addresses hold the end of the DOI alone: the host, how the path ends, and what stands before that in
# the DOI.
_PUBLISHERS = (
    (r"nature\.com", r"/articles/(?P<id>[\w.-]+?)(?:\.pdf)?$", "10.1038/"),
    (r"bmj\.com", r"/content/\d+/(?P<id>bmj\.[\w.-]+?)(?:\.full(?:\.pdf)?)?$", "10.1136/"),
    (r"elifesciences\.org", r"/articles/(?P<id>\d{5,6})(?:v\d+)?$", "10.7554/eLife."),
    (r"peerj\.com", r"/articles/(?P<id>\d+)/?$", "10.7717/peerj."),
    (r"jmir\.org", r"/(?P<id>\d{4}/\d+/e\d+)/?$", "10.2196/jmir."),
    (r"zenodo\.org", r"/records?/(?P<id>\d+)/?$", "10.5281/zenodo."),
)
_PUBMED = re.compile(
    r"(?:europepmc\.org/(?:article|abstract)/med/|ncbi\.nlm\.nih\.gov/m?/?pubmed/)(?P<id>\d{1,8})", re.IGNORECASE
)


def identifier_of(text: str) -> Identifier | None:
    """Return the identifier that a text is by itself, as people type and paste it, or None for a citation.

    >>> [str(identifier_of(t)) for t in ("10.1038/nature14539", "9780323072939", "1706.03762", "25564513")]
    ['doi:10.1038/nature14539', 'isbn:9780323072939', 'arxiv:1706.03762', 'pmid:25564513']
    >>> str(identifier_of("https://www.nature.com/articles/nature14539")), identifier_of("Roe J. Heat. Spine. 2001.")
    ('doi:10.1038/nature14539', None)
    """
    text = text.strip().strip("<>\"'").rstrip(".,;") if " " not in text.strip() else text.strip()
    if re.match(r"https?://", text, re.IGNORECASE):
        return _of_address(text)
    found = ids.parse(text)
    if found is not None and found.scheme not in ("url", "issn"):
        return found
    if _ISBN.fullmatch(text) and ids.is_valid(isbn := ids.normalise(Identifier("isbn", re.sub(r"[ -]", "", text)))):
        return isbn
    if _ARXIV.fullmatch(text):
        return ids.normalise(Identifier("arxiv", text))
    return Identifier("pmid", text) if _PMID.fullmatch(text) else None


def _of_address(address: str) -> Identifier | None:
    found = ids.parse(address)
    if found is not None and found.scheme not in ("url", "issn"):
        return found
    if match := _PUBMED.search(address):
        return Identifier("pmid", match["id"])
    host, _, path = address.partition("://")[2].partition("/")
    path = "/" + unquote(path.partition("?")[0].partition("#")[0])
    for name, pattern, before in _PUBLISHERS:
        if re.search(rf"(?:^|\.){name}(?::\d+)?$", host.lower()) and (match := re.search(pattern, path)):
            return ids.normalise(Identifier("doi", before + match["id"]))
    if match := _IN_ADDRESS.search(unquote(address)):
        return ids.normalise(Identifier("doi", _BEHIND_DOI.sub("", match[1])))
    return None
