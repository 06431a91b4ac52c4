"""Guess the CSL type of a parsed citation from the words it prints and the fields it has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from ...model import CslType
from ..glance import ALL, family

_THESIS = re.compile(
    r"\b(?:ph\.?\s?d|doctoral|master'?s?|m\.?sc|diploma)\b.{0,20}\b(?:thesis|dissertation)|\bdissertation\b|\bthesis\b|\btese\b|\btesis\b|\bdoktorarbeit\b|\bdissertação\b|\bhabilitation",
    re.IGNORECASE,
)
_PATENT = re.compile(r"\b(?:U\.?S\.?|european|EP|WO|JP|DE)?\s?(?:patent)\b.{0,30}\d", re.IGNORECASE)
_SOFTWARE = re.compile(
    r"\[(?:computer )?(?:software|program|programme|app|mobile app)[^\]]{0,30}\]|\bversion \d[\d.]* \[", re.IGNORECASE
)
_DATASET = re.compile(r"\[data\s?set[^\]]{0,20}\]|\bdata set\b|\bdataset\b", re.IGNORECASE)
_REPORT = re.compile(
    r"\b(?:technical|tech\.?|working|discussion|research|final|annual|white)\s+(?:report|paper)s?\b|\breport (?:no|number)\b|\b(?:arbeitspapier|projektbericht|rapport)\b",
    re.IGNORECASE,
)
_PREPRINT = re.compile(r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|preprint|ssrn)\b", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:proceedings|proc\b\.?|conference|conf\.|symposium|workshop|congress|meeting|tagung|kongress|congresso|anais|simpósio|colloqui)",
    re.IGNORECASE,
)
# Journals whose name begins like that of a meeting: "Proc Natl Acad Sci", "Proceedings of the Royal Society B".
_SOCIETY = re.compile(
    r"\b(?:acad|soc(?:iety|\b)|royal|roy\b|natl|nat\b|mayo|ieee$|of the ieee|inst\b|institution|assoc|vldb endowment|acm\s(?:program|hum|on))",
    re.IGNORECASE,
)
_NEWSPAPER = re.compile(
    r"\b(?:times|post|guardian|herald|tribune|gazette|telegraph|zeitung|chronicle|news|mail|mirror|observer|independent|today|shimbun|le monde|el país|daily|press\b|reuters|bbc|cnn|sun\b|globe|journal-constitution|wall street journal)",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:v\.|vs\.)\s+[A-Z][^.]{2,60}\b\d+\s+U\.?S\.?\s+\d+|\b(?:Act of|Public Law|Pub\. L\.|Directive \d|Regulation \(E[CU])",
    re.IGNORECASE,
)


class _Signs(NamedTuple):
    """A pattern, and the family of words of which a citation shows one where it matches."""

    pattern: re.Pattern[str]
    family: int


_THESES = _Signs(
    _THESIS, family("thesis", "dissertation", "tese", "tesis", "doktorarbeit", "dissertação", "habilitation")
)
_PATENTS = _Signs(_PATENT, family("patent"))
_PACKAGES = _Signs(re.compile(r"\bR package", re.IGNORECASE), family("package"))
_PROGRAMS = _Signs(_SOFTWARE, family("software", "program", "app", "version"))
_DATA = _Signs(re.compile(r"\[data", re.IGNORECASE), family("data"))
_REPORTS = _Signs(_REPORT, family("report", "paper", "arbeitspapier", "projektbericht", "rapport"))
_PREPRINTS = _Signs(_PREPRINT, family("rxiv", "preprint", "ssrn"))
_MEETINGS = _Signs(_MEETING, family("proc", "conf", "symposium", "workshop", "congress", "kongress", "meeting", "tagung", "anais", "simpósio", "colloqui"))  # fmt: skip
_LAWS = _Signs(_LEGAL, family("directive", "regulation", words=lambda: ("v", "vs", "act", "public", "pub")))
_SURENESS: Mapping[str, float] = {
    "chapter": 0.95, "paper-conference": 0.75, "book": 0.85, "thesis": 0.9, "report": 0.8, "webpage": 0.85, "article": 0.9, "article-newspaper": 0.8,
    "dataset": 0.85, "software": 0.85, "patent": 0.9, "legal_case": 0.8, "legislation": 0.7, "document": 0.3,
}  # fmt: skip
_SAID = frozenset(("paper-conference", "thesis", "patent", "software"))  # types that the words of a citation name
_UNSURE = 0.7
_GAINSAID = 0.95
_IN = re.compile(r"(?:^|[.,;\"”’)\]]\s{0,3})In:?\s+\S")


def kind_of(raw: str, values: Mapping[str, Any], seen: int = ALL) -> CslType:
    """Return the type that the words and the fields of a citation speak for; "document" where nothing does. `seen` are
    the families of words that it shows.

    >>> kind_of("In Kurt T. Hegmann. X", {"title": "a", "container_title": "X", "editor": ("y",)})
    'chapter'
    """
    container = str(values.get("container_title") or "")
    genre = str(values.get("genre") or "")
    numbered = bool(values.get("volume") or values.get("issue"))
    if (genre and _THESIS.search(genre)) or (
        not numbered
        and not container
        and not values.get("edition")
        and not values.get("translator")
        and _says(_THESES, raw, seen)
    ):
        return "thesis"
    if not numbered and _says(_PATENTS, raw, seen):
        return "patent"
    if not values.get("author") and _says(_LAWS, raw, seen):
        return "legal_case" if " v. " in raw or " vs. " in raw else "legislation"
    is_squared = "[" in raw
    if _says(_PACKAGES, raw, seen) or (is_squared and _says(_PROGRAMS, raw, seen)):
        return "software"
    if (genre and _DATASET.search(genre)) or (is_squared and _says(_DATA, raw, seen)):
        return "dataset"
    return _by_fields(raw, values, seen)


def settled(
    ruled: CslType, sure: float, likeliest: Sequence[tuple[str, float]], *, is_told: bool = False
) -> tuple[CslType, float]:
    """Return the type of what the rules say and what the tagger holds likely, and how often it is right.

    The tagger decides, save where it is unsure and the words are those of a type that says itself: "thesis", "patent";
    what words in brackets tell it has to be surer to gainsay.

    >>> settled("webpage", 0.85, [("dataset", 0.9), ("webpage", 0.1)]), settled("thesis", 0.9, [("book", 0.5), ("thesis", 0.4)])
    (('dataset', 0.9), ('thesis', 0.9))
    """
    if not likeliest:
        return ruled, sure
    kind, probability = likeliest[0]
    if kind == ruled:
        return ruled, max(sure, probability)
    if probability < (_GAINSAID if is_told else _UNSURE if ruled in _SAID else 0.0):
        return ruled, sure
    return cast("CslType", kind), probability


def sureness(kind: CslType, values: Mapping[str, Any]) -> float:
    """Return how often a type given by `kind_of` is right: measured where Crossref knows the type, else estimated.

    Measured (`python -m train.kinds`): articles, chapters, papers, books. "document" says that nothing is known.
    """
    if kind == "article-journal":
        return 0.97 if values.get("volume") and values.get("container_title") else 0.7
    return _SURENESS.get(kind, 0.7)


def _says(signs: _Signs, text: str, seen: int) -> bool:
    """Whether a pattern matches a text, or a part of one, that shows these families."""
    return bool(seen & signs.family and signs.pattern.search(text))


def _by_fields(raw: str, values: Mapping[str, Any], seen: int) -> CslType:
    container = str(values.get("container_title") or "")
    genre = str(values.get("genre") or "")
    numbered = bool(values.get("volume") or values.get("issue"))
    if container:
        if _says(_MEETINGS, container, seen) and not (numbered and _SOCIETY.search(container)):
            return "paper-conference"
        if values.get("editor") or values.get("isbn") or (not numbered and "In" in raw and _IN.search(raw)):
            return "chapter"
        if _says(_PREPRINTS, container, seen) or (values.get("arxiv") and not numbered):
            return "article"
        if not numbered and _NEWSPAPER.search(container) and _has_day(values):
            return "article-newspaper"
        looked_up = values.get("url") or values.get("accessed")
        if not numbered and not values.get("page") and looked_up and not values.get("doi"):
            return "webpage"
        if not numbered and not values.get("page") and values.get("publisher") and values.get("publisher_place"):
            return "chapter" if values.get("title") else "book"
        return "article-journal"
    if (genre and _REPORT.search(genre)) or _says(_REPORTS, raw, seen):
        return "report"
    if values.get("arxiv") or _says(_PREPRINTS, raw, seen):
        return "article"
    if (values.get("url") or values.get("accessed")) and not values.get("isbn") and not values.get("publisher_place"):
        return "webpage"
    if values.get("author") and values.get("editor"):
        return "chapter"
    if any(values.get(name) for name in ("publisher", "publisher_place", "isbn", "edition")):
        return "book"
    return "article-journal" if numbered and values.get("page") else "document"


def _has_day(values: Mapping[str, Any]) -> bool:
    issued = values.get("issued")
    return bool(issued and issued.date_parts and len(issued.date_parts[0]) > 1)
