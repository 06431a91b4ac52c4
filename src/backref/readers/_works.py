"""Links to works: an address and the words that lead to it -> what it names, and whether the words say so."""

from __future__ import annotations

from urllib.parse import unquote

from ..fields import ids
from ..model import Identifier

WORKS = frozenset(("doi", "pmid", "pmcid", "arxiv"))


def work_of(address: str) -> Identifier | None:
    """Return what an address names, if it is a work: a DOI, PMID, PMCID or arXiv's.

    >>> work_of("https://doi.org/10.1136/bmj.g6380"), work_of("https://example.org/")
    (Identifier(scheme='doi', value='10.1136/bmj.g6380'), None)
    """
    known = ids.parse(unquote(address)) if address.startswith(("http", "//", "doi:")) else None
    return known if known is not None and known.scheme in WORKS else None


def names_work(address: str, words: str) -> bool:
    """Whether a link leads to a work that its words do not name.

    >>> names_work("https://doi.org/10.1136/bmj.g6380", "here"), names_work("https://arxiv.org/abs/1904.00102", "1904.00102")
    (True, False)
    """
    work = work_of(address)
    is_said = work is not None and (
        work.value.casefold() in words.casefold() or (work.scheme == "doi" and "10." in words)
    )
    return work is not None and not is_said
