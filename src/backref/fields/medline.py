"""What MEDLINE's conventions mean, whichever format carries them: titles, types of publication, short names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import CslType, Name
from . import names


def title(text: str | None) -> str | None:
    """Return the title without the full stop that PubMed ends each with, and the brackets around what it translated.

    >>> title("[Opioids for back pain]."), title("Why me?")
    ('Opioids for back pain', 'Why me?')
    """
    if not text:
        return None
    text = text.strip()
    if text.startswith("[") and text.rstrip(".").endswith("]"):
        text = text.rstrip(".")[1:-1]
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def kind(kinds: Sequence[str]) -> CslType:
    """Return the CSL type of an article with these types of publication.

    >>> kind(["Journal Article", "Review"]), kind(["Preprint"])
    ('article-journal', 'article')
    """
    if "Preprint" in kinds:
        return "article"
    return "dataset" if "Dataset" in kinds else "article-journal"


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
