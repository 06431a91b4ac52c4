"""The people of tagged records: one to a line by the book; several in one line, and cut lists, as exporters write
them.
"""

from __future__ import annotations

import re
from typing import Any

from ...fields import names
from ...fields.names import NameList
from ...model import Name, csl_name
from .._tagged import person
from .record import Untaken

# Tag -> the role that it has; what it is for some types stands below.
_ROLES = {"AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A3": "collection_editor", "A4": "translator", "TA": "translator"}  # fmt: skip
_BY_TYPE = {
    "A2": {"personal_communication": "recipient", "post": "recipient", "interview": "interviewer", "song": "performer", "musical_score": "performer"},
    "A3": {"motion_picture": "producer", "broadcast": "producer", "thesis": "contributor"},
    "A4": {"paper-conference": "contributor", "motion_picture": "performer", "broadcast": "performer", "report": "contributor", "legal_case": "contributor"},
}  # fmt: skip
_ET_AL = re.compile(r"[\s,;]{0,3}(?:\bet\.?\s?al\.?|\band\s+others)\s?$", re.IGNORECASE)
_JOINED = re.compile(r",? (?:and|&|und|et|y) ")
_INITIALLED = re.compile(r"[^\W\d_][\w'’ -]{0,40}? [A-ZÀ-Þ](?:[.\s-]{0,2}[A-ZÀ-Þ]){0,3}\.?")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?[\s-]?){1,4}")


def load(values: dict[str, Any], said: Untaken) -> None:
    """Put the people of a record into `values`, each under the role that its tag has for the type, with the lists that
    are `cut`.
    """
    cut: list[str] = list(values.get("cut", ()))
    for tag, common in () if said.has_none_of(_ROLES) else _ROLES.items():
        role = _BY_TYPE.get(tag, {}).get(values["type"], common)
        people: list[Name] = list(values.get(role, ()))
        for text in said.take(tag):
            found = several(text)
            people += found.names
            if found.cut and csl_name(role) not in cut:
                cut.append(csl_name(role))
        if people:
            values[role] = tuple(people)
    if cut:
        values["cut"] = tuple(cut)


def several(text: str) -> NameList:
    """Return the people of one value, which by the book is one person.

    >>> [name.family for name in several("Roe, Jane; Doe, John; et al.").names], several("Roe, Jane; et al.").cut
    (['Roe', 'Doe'], True)
    >>> [name.family for name in several("Roe J, Doe AB, Poe C").names], several("de la Roe, Ana, Jr.").names[0].suffix
    (['Roe', 'Doe', 'Poe'], 'Jr.')
    >>> several("Centers for Disease Control and Prevention").names[0].literal
    'Centers for Disease Control and Prevention'
    """
    text = " ".join(text.split())
    if text[:1] == "{" and text.find("}") == len(text) - 1 and (name := text[1:-1].strip()):
        return NameList((Name(literal=name),), False)  # as BibTeX protects an organisation
    shorter = _ET_AL.sub("", text)
    cut = shorter != text
    parts = _parted(shorter) if shorter else []
    return NameList(tuple(found for part in parts if any(map(str.isalpha, part)) and (found := person(part))), cut)


def _parted(text: str) -> list[str]:
    if ";" in text or "|" in text:
        return [part for piece in re.split(r"[;|]", text) for part in _parted(piece.strip()) if part]
    parts = [part.strip(" ,") for part in _JOINED.split(text)]
    if len(parts) > 1 and all(map(_is_person, parts)):
        return [each for part in parts for each in _parted(part)]
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) > 1 and all(_INITIALLED.fullmatch(piece) for piece in pieces):
        return pieces  # "Roe J, Doe AB"
    if len(pieces) > 3 and not len(pieces) % 2 and all(_INITIALS.fullmatch(piece) for piece in pieces[1::2]):
        return [", ".join(pair) for pair in zip(pieces[::2], pieces[1::2], strict=True)]  # "Roe, J., Doe, A. B."
    return [text]


def _is_person(text: str) -> bool:
    """Whether a part of a line reads as a person by itself: "and" stands in the names of organisations as well."""
    if names.is_organisation(text) or not text:
        return False
    if "," in text:
        return len(text.split()) < 12
    words = text.split()
    return 1 < len(words) < 5 and all(word[0].isupper() or len(word) < 4 for word in words)
