"""What MEDLINE's conventions mean, whichever format carries them: titles, types of publication, short names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import CslType, Name
from . import names

# Types of publication that are no article of a journal; the second table holds only where a record names no journal.
_KINDS: dict[str, CslType] = {"Preprint": "article", "Dataset": "dataset", "Newspaper Article": "article-newspaper"}
_ALONE: dict[str, CslType] = {"Technical Report": "report", "Academic Dissertation": "thesis"}


def title(text: str | None) -> str | None:
    """Return the title without the full stop that PubMed ends each with, and the brackets around what it translated.

    "[Not Available]" stands where nobody has translated it, and is none.

    >>> title("[Opioids for back pain]."), title("Why me?"), title("[Not Available].")
    ('Opioids for back pain', 'Why me?', None)
    """
    if not text or text.strip(" .").lower() == "[not available]":
        return None
    text = text.strip()
    if text.startswith("[") and text.rstrip(".").endswith("]"):
        text = text.rstrip(".")[1:-1]
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def kind(kinds: Sequence[str], journal: str | None) -> CslType:
    """Return the CSL type of what has these types of publication, and stands in this journal or in none.

    >>> kind(["Journal Article", "Review"], "BMJ"), kind(["Preprint"], "medRxiv"), kind(["Technical Report"], None)
    ('article-journal', 'article', 'report')
    """
    known = _KINDS if journal else _KINDS | _ALONE
    return next((known[name] for name in known if name in kinds), "article-journal")


def named(kind: CslType) -> str:
    """Return the type of publication that says a CSL type, or an empty text.

    >>> named("thesis"), named("book")
    ('Academic Dissertation', '')
    """
    if kind == "article-journal":
        return "Journal Article"
    return next((name for name, known in (_KINDS | _ALONE).items() if known == kind), "")


def initialled(name: Name) -> str:
    """Return the short form of a name: "Deyo RA", "van den Berg JM Jr".

    >>> initialled(Name(family="Deyo", given="Richard A."))
    'Deyo RA'
    """
    if name.literal:
        return name.literal
    letters = "".join(part[0] for part in re.split(r"[\s.\-\u2010]+", name.given or "") if part[:1].isalpha())
    suffix = (name.suffix or "").rstrip(".")
    return " ".join(part for part in (names.family(name), letters.upper(), suffix) if part)


def from_initialled(text: str) -> Name:
    """Return the name of a short form.

    >>> from_initialled("van den Berg JM").csl()
    {'family': 'Berg', 'given': 'JM', 'non-dropping-particle': 'van den'}
    """
    found = names.parse(text).names
    return found[0] if found else Name(literal=text)
