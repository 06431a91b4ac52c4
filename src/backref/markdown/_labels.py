"""What a work is called in the text where a style cites by author and date: "Deyo & Weinstein, 2001". References and a
style -> words.

Source: APA 7, 8.10 to 8.17 ("&" and a comma in brackets, "and" in the sentence, one of three with "et al."); Chicago
18, 13.102 to 13.117 ("and" everywhere, no comma). Another style is printed as its CSL file says: the `and` of its
names, the mark before its date.
"""

from __future__ import annotations

from typing import NamedTuple

from .. import styles
from ..model import Reference


class Manner(NamedTuple):
    """How a style cites: what joins two names in brackets, and what parts them from the year."""

    joining: str
    parting: str


_APA, _PLAIN = Manner("&", ", "), Manner("and", " ")


def manner(style: str) -> Manner:
    """Return how a style cites.

    >>> manner("apa"), manner("chicago")
    (Manner(joining='&', parting=', '), Manner(joining='and', parting=' '))
    """
    if styles.is_file(style):
        joining, parting = styles.cited_as(style)
        return Manner("&" if joining == "symbol" else "and", parting)
    return _APA if style == "apa" else _PLAIN


def year(reference: Reference) -> str:
    """Return the year, or "n.d."."""
    return str(reference.issued.year) if reference.issued and reference.issued.year else "n.d."
