"""What makes a stretch of text look like a bibliographic reference: text -> a score, by signs that can be named.

A sign is a pattern with a weight. Reference lists, "^" lines and citations in mid-sentence are judged by the same signs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..fields import ids

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŽČĆŐŰİА-ЯΑ-Ω"
_NAME = rf"(?:(?:van|von|de|den|der|del|di|da|dos|la|le|el|al|ter|ten)\s){{0,3}}(?:[{_UPPER}][\w'’ʼ\-‐‑]{{1,30}})(?:[ \-][{_UPPER}][\w'’\-‐‑]{{1,30}}){{0,2}}"
_INITIALS = rf"(?:[{_UPPER}][a-z]?\.?[\-‐ ]?){{1,4}}"
_PERSON = rf"(?:{_NAME},?\s{_INITIALS}(?![^\W\d_])|{_NAME},\s[{_UPPER}][\w'’.\-]{{1,20}}(?:\s[{_UPPER}]\.?){{0,2}}|(?:[{_UPPER}]\.[\-‐ ]?){{1,4}}\s?{_NAME})"
PEOPLE_FIRST = re.compile(
    rf"[\"'“]?{_PERSON}\s{{0,2}}(?:[,;.&:(]|\band\b|\bund\b|\bet\b|\by\b|\be\b|$|\s(?:\d{{4}}|[{_UPPER}]))"
)
POINTS_BACK = re.compile(
    r"\W{0,3}(?:ibid|ebda?\b|ebenda|idem\b|id\.|(?:[^\n]{2,60}?[,.]\s)?(?:op|loc)\.\s?cit)", re.IGNORECASE
)
_TITLE_FIRST = re.compile(r"[\"“„‘«'][^\"“”„»]{12,400}[\"”“’»'][.,]?\s")
_ORGANISATION_FIRST = re.compile(rf"[{_UPPER}][^.;\n]{{2,90}}[.,]?\s\(?(?:19|20)\d\d[a-z]?\)?[.,:]")
_ACRONYM_FIRST = re.compile(r"[A-Z]{3,8}\.\s[A-Z][a-z]")  # "EFSA. Scientific opinion on", "WHO. Guidelines"

SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("year", 1.0, re.compile(r"(?<![\d.,:/])(?:1[5-9]|20)\d\d[a-z]?(?![\d%])")),
    ("bracketed year", 1.0, re.compile(r"\((?:[^()\d]{0,20}\s)?(?:1[5-9]|20)\d\d[a-z]?\)")),
    (
        "volume(issue):pages",
        2.5,
        re.compile(
            r"\d{1,4}\s{0,2}\([^()\s]{1,12}(?:\s[^()\s]{1,8})?\)\s{0,2}[,:.]\s{0,2}(?:pp?\.?\s?)?[A-Za-z]{0,2}\d"
        ),
    ),
    (
        "volume:pages",
        2.0,
        re.compile(
            r"\d{1,4}\s{0,2}[:,]\s{0,2}(?:pp?\.?\s?)?[A-Za-z]{0,2}\d{1,6}\s{0,2}[-–—]\s{0,2}[A-Za-z]{0,2}\d{1,6}"
        ),
    ),
    ("year;volume", 2.0, re.compile(r"(?:19|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:\s\d{1,2})?)?\s?;\s?\d")),
    (
        "numbers in a row",
        1.5,
        re.compile(r"\b(?:19|20)\d\d\s\d{1,4}\s(?:\d{1,3}\s)?[A-Za-z]?\d{1,6}(?:\s[A-Za-z]?\d{1,6})?\b"),
    ),
    ("pages", 1.0, re.compile(r"\b(?:pp?|pages?|S|págs?)\.?\s?\d{1,5}\s?[-–—]\s?\d|\bpp\.\s?\d")),
    ("et al.", 0.5, re.compile(r"\bet\.? al\b|\. \. \.")),
    ("editors", 1.0, re.compile(r"\((?:eds?|Eds?|Hrsg|orgs?|Org|coords?)\.?\)|\beds?\.,?\s|\b[Ee]dited by\b|\bIn:\s")),
    ("edition", 0.5, re.compile(r"\b\d(?:st|nd|rd|th|ª|º)?\s?\.?\s?(?:ed|edn|edition|Aufl)\b")),
    ("quoted title", 1.0, re.compile(r"[\"“„][^\"“”„\n]{15,400}[\"”“][.,]?")),
    (
        "publisher",
        1.0,
        re.compile(
            r"\b(?:Press|Publish(?:er|ing)|Verlag|Springer|Wiley|Elsevier|Routledge|Editora|Éditions|Editorial|University Press)\b"
        ),
    ),
    (
        "place: publisher",
        1.0,
        re.compile(rf"[{_UPPER}][\w ]{{2,20}}(?:,\s[A-Z]{{2}})?:\s[{_UPPER}][\w&. ]{{2,50}}[,.;]\s?(?:\d{{4}}|pp|$)"),
    ),
    ("retrieved", 1.0, re.compile(r"\b(?:Retrieved|Accessed|Available|Archived|Disponível|Disponible|Acesso)\b")),
    (
        "journal",
        0.7,
        re.compile(r"\b(?:J|Journal|Proc|Ann|Am|Eur|Int|Rev|Med|Clin|Sci|Nature|Lancet|Cell|PLoS|PLOS)\b\.?\s[A-Z]"),
    ),
    (
        "thesis",
        1.0,
        re.compile(r"\b(?:thesis|dissertation|[Tt]ese|[Tt]echnical [Rr]eport|[Ww]orking [Pp]aper|[Pp]reprint|arXiv)\b"),
    ),
)
# What a text must hold for a sign to be in it: a look that is cheaper than the pattern.
_HINTS: dict[str, tuple[str, ...]] = {
    "bracketed year": ("(",), "volume(issue):pages": ("(",), "volume:pages": ("-", "–", "—"), "year;volume": (";",), "pages": ("-", "–", "—", "pp."),
    "et al.": ("et al", "et. al", ". . ."), "editors": ("ed", "Ed", "rsg", "rg", "oord", "In:"), "edition": ("ed", "Aufl"), "quoted title": ('"', "“", "„"),
    "publisher": ("Press", "Publish", "Verlag", "Springer", "Wiley", "Elsevier", "Routledge", "dit"), "place: publisher": (":",),
    "retrieved": ("etrieved", "ccessed", "vailable", "rchived", "ispon", "cesso"), "thesis": ("hesis", "issertation", "ese", "eport", "aper", "reprint", "arXiv"),
}  # fmt: skip
_VERBS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|should|may|might|that|which|this|these|we|they|our|your|you|it|their|there|because|"
    r"however|therefore|showed|found|suggests?|although|when|while|he|she|his|her|foram|são|está|que|wurde|wird|werden|nicht)\b"
)
# What identifiers of works begin with; whether they are whole matters only to who wants them.
_NAMES_WORK = re.compile(r"10\.\d{4}|(?:PMID|PMC|ISBN|arXiv|pmid|isbn|arxiv)[^\w\n]{0,3}\d|pubmed/\d")
_MARKS = re.compile(
    r"\[\d{1,3}(?:[,;–-]\s?\d{1,3}){0,10}\]|\([A-Z][\w'’-]{1,30}(?: et al\.| (?:&|and) [^\W\d_][\w'’-]{1,30})?,? \d{4}[a-z]?\)"
)


def score(text: str) -> float:
    """Return how much `text` as a whole looks like one reference; 2 and more is likely, 4 certain, below 0 prose.

    >>> score("Deyo RA, Von Korff M. Opioids for low back pain. BMJ. 2015;350:g6380.") > 3
    True
    >>> score("If the pain is still not managed well, short-term use of opioids may be useful.") < 1
    True
    """
    text = text[:1500]
    words = max(len(text.split()), 1)
    verbs = len(_VERBS.findall(text))
    if verbs > 6 and verbs / words > 0.06:  # no reference has so many: prose need not be looked at for signs
        return -5.0
    total = sum(
        weight
        for name, weight, pattern in SIGNS
        if any(hint in text for hint in _HINTS.get(name, ("",))) and pattern.search(text)
    )
    total += 2.0 * bool(_NAMES_WORK.search(text))
    if starts_like_one(text):
        total += 1.5
    if verbs > 2 and verbs / words > 0.04:
        total -= 1.0 + 40 * (verbs / words - 0.04)
    total -= 1.5 * min(len(_MARKS.findall(text)), 3)
    if len(text) < 25 or not any(c.isalpha() for c in text):
        total -= 2
    return total


def starts_like_one(text: str) -> bool:
    """Whether `text` begins as references do: with people, a quoted title, or an organisation and a year."""
    text = text[:500].lstrip()
    firsts = (PEOPLE_FIRST, _TITLE_FIRST, _ORGANISATION_FIRST, _ACRONYM_FIRST)
    return any(pattern.match(text) for pattern in firsts)


@lru_cache(512)
def _identifiers(text: str) -> tuple[ids.Sighting, ...]:
    return tuple(sighting for sighting in ids.find(text) if sighting.identifier.scheme not in ("url", "issn"))


def identifiers(text: str) -> list[ids.Sighting]:
    """Return the identifiers in `text` that name works: all but addresses and serial numbers."""
    return list(_identifiers(text))
