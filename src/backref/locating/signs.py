"""What makes a stretch of text look like a bibliographic reference: text -> a score, by signs that can be named.

Reference lists, "^" lines and citations in mid-sentence are judged by the same signs. Each counts one; to begin as
references do counts two, a marker of the prose one against. `train/signs.py` fits how many a text must have where it
stands, and prints what each sign and each number moves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import ascii_uppercase
from typing import NamedTuple

from ..fields import ids
from ..text import words
from ..text.folding import CAPITALS, fold
from ..text.kept import kept
from . import limits, script_signs

_PARTICLES = "van|von|de|den|der|del|di|da|dos|la|le|el|al|ter|ten"
_NAME = rf"(?:(?:{_PARTICLES})\s){{0,3}}(?:[{CAPITALS}][\w'’ʼ\-‐‑]{{1,30}})(?:[ \-](?:(?:da|de|do|dos|del|van|von|y)\s)?[{CAPITALS}][\w'’\-‐‑]{{1,30}}){{0,2}}"
_INITIALS = rf"(?:[{CAPITALS}][a-z]?\.?[\-‐ ]?){{1,4}}"
PERSON = rf"(?:{_NAME},?\s{_INITIALS}(?![^\W\d_])|{_NAME},\s[{CAPITALS}][\w'’.\-]{{1,20}}(?:\s[{CAPITALS}]\.?){{0,2}}|(?:[{CAPITALS}]\.[\-‐ ]?){{1,4}}\s?{_NAME})"
# "Original Version" refers to ..., 'Work' shall mean ...: a term that a licence or a glossary defines.
_DEFINED = re.compile(
    r"[\"“'‘][^\"”’'\n]{1,80}[\"”'’]\s(?:refers?|means?|denotes?|designates?|includes?|(?:shall|will|must|may|can|has|have|is|are|was|were)\s)"
)
_FIRST_SIGNS = frozenset(
    "\"'" + ascii_uppercase + "".join(particle[0] for particle in _PARTICLES.split("|"))
)  # of ASCII
_TITLE_FIRST = re.compile(r"[\"“„‘«'][^\"“”„»]{12,400}[\"”“’»'][.,]?\s")
_ORGANISATION_FIRST = re.compile(rf"[{CAPITALS}][^.;\n]{{2,90}}[.,]?\s\(?(?:19|20)\d\d[a-z]?\)?[.,:]")
_ACRONYM_FIRST = re.compile(r"[A-Z]{3,8}\.\s[A-Z][a-z]")  # "EFSA. Scientific opinion on", "WHO. Guidelines"
_WORD = re.compile(r"[^\W\d_]+")
_VERBS = frozenset(
    (
        "is are was were has have had can could will would should may might that which this these we they our your "
        "you it their there because however therefore showed found suggest suggests although when while he she his "
        "her foram são está que wurde wird werden nicht"
    ).split()
)
_FOLDED_VERBS = frozenset(map(fold, _VERBS))
_PRINTED = re.compile(r"\w+")
# Each begins with a letter or a digit of its own, which is looked for by itself.
_NAMES_WORK = re.compile(
    "|".join(
        (r"10\.\d{4}", r"pubmed/\d")
        + tuple(rf"{name}[^\w\n]{{0,3}}\d" for name in "PMID PMC ISBN arXiv pmid isbn arxiv".split())
    )
)
_TOLD = re.compile(r"[\d,()\[\]\"]|\.\s")
_COUNTS = {"begins": 2, "prose": -1, "marker": -1}  # any other counts 1
PROSE = -5  # of what need not be looked at for signs
_JOURNALS = "J Journal Proc Ann Am Eur Int Rev Med Clin Sci Nature Lancet Cell PLoS PLOS"
_FEW_VERBS = 0.04  # of the words; prose has more


class Phrase(NamedTuple):
    """A pattern of words with one folded first word, and their second ones, where each has two."""

    pattern: str
    second: frozenset[str]


class Sign(NamedTuple):
    """A pattern, looked for where one of `hints` is in the text (none for "always"); and one for words, by their folded
    first word.
    """

    name: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...] = ()
    by_first: Mapping[str, Phrase] = {}


def score(text: str) -> int:
    """Return how many signs of one reference `text` as a whole has, less those against it.

    `least` says how many are enough.

    >>> score("Deyo RA, Von Korff M. Opioids for low back pain. BMJ. 2015;350:g6380.") > 3
    True
    >>> score("If the pain is still not managed well, short-term use of opioids may be useful.") < 1
    True
    """
    return sum(_COUNTS.get(name, 1) for name in had(text))


def had(text: str) -> tuple[str, ...]:
    """Return the names of the signs that a text has, those against it among them.

    >>> had("Deyo RA. Opioids. BMJ. 2015;350:g6380."), had("See [1].")
    (('year', 'year;volume', 'begins'), ('marker',))
    """
    text = text[: limits.LOOKED]
    if len(text) < limits.TELLING and text.isascii() and not _TOLD.search(text):
        return ()
    printed = frozenset(_WORD.findall(fold(text)))
    worded = _worded(text, printed)
    names = []
    for name, pattern, hints, _ in table():
        is_hinted = not hints or any(map(text.__contains__, hints))
        if name in worded or (is_hinted and pattern.search(text)):
            names.append(name)
    names += script_signs.had(text)
    # In scripts without blanks any clause before a comma looks like a name.
    if starts_like_one(text) and (names or not script_signs.starts_like_one(text)):
        names.append("begins")
    if not _FOLDED_VERBS.isdisjoint(printed) and is_prose(text):
        names.append("prose")
    # A line of prose may have all the rest: "Pain lasts for years (Smith, 2015)."
    if "[" in text or "(" in text:
        names += ["marker"] * min(len(_marks().findall(text)), 3)
    return tuple(names)


def _worded(text: str, printed: frozenset[str]) -> set[str]:
    """The names of the signs of which a text with these folded words has the words."""
    known = _words_of_signs()
    begun = known.keys() & printed
    if not text.isascii() and words.SPACELESS.search(text):
        begun.add("")
    return {
        name
        for first in begun
        for name, phrase in known.get(first, ())
        if not (phrase.second and phrase.second.isdisjoint(printed)) and _compiled(phrase.pattern).search(text)
    }


@cache
def _words_of_signs() -> Mapping[str, list[tuple[str, Phrase]]]:
    """The words of signs, with the names of those, by their folded first word; "" where no blank parts words."""
    found: dict[str, list[tuple[str, Phrase]]] = {}
    for sign in table():
        for first, phrase in sign.by_first.items():
            found.setdefault(first, []).append((sign.name, phrase))
    return found


def verbs(text: str) -> int:
    """Return how many words of the text are such as sentences have and references have not."""
    return sum(map(_VERBS.__contains__, _PRINTED.findall(text)))


def is_prose(text: str) -> bool:
    """Whether a text has so many words of sentences that no reference has them."""
    said = verbs(text)
    return said > 2 and said / max(len(text.split()), 1) > _FEW_VERBS


def starts_like_one(text: str) -> bool:
    """Whether `text` begins as references do: with people, a quoted title, or an organisation and a year."""
    text = text[: limits.BEGINNING].lstrip()
    first = text[:1]
    if first.isascii() and first not in _FIRST_SIGNS:
        return False
    if _DEFINED.match(text):
        return False
    if people_first().match(text) or _TITLE_FIRST.match(text) or _ACRONYM_FIRST.match(text):
        return True
    if script_signs.starts_like_one(text):
        return True
    body = _ORGANISATION_FIRST.match(text)
    return body is not None and not verbs(body.group())  # "It is so, as Brown (2001, p. 3) says"


@kept(512, longest=4000)
def _identifiers(text: str) -> tuple[ids.Sighting, ...]:
    return tuple(sighting for sighting in ids.find(text) if sighting.identifier.scheme not in ("url", "issn"))


def identifiers(text: str) -> list[ids.Sighting]:
    """Return the identifiers in `text` that name works: all but addresses and serial numbers."""
    return list(_identifiers(text))


@cache
def people_first() -> re.Pattern[str]:
    """Return the pattern of people at the beginning of a reference, and what may follow them."""
    return re.compile(
        rf"[\"'“]?{PERSON}\s{{0,2}}(?:[,;.&:(]|{words.pattern('and', without=frozenset(('in', 'with')))}|$|\s(?:\d{{4}}|[{CAPITALS}]))"
    )


@cache
def _marks() -> re.Pattern[str]:
    """Markers of the prose: "[3, 4]", "(Smith et al., 2015)", "(Kılıç ve Şahin, 2015)"."""
    more = rf"(?: {words.pattern('et_al')},?| {words.pattern('and')} [^\W\d_][\w'’-]{{1,30}},?|,)?"
    return re.compile(
        rf"\[\d{{1,3}}(?:[,;–-]\s?\d{{1,3}}){{0,10}}\]|\([{CAPITALS}][\w'’-]{{1,30}}{more} \d{{4}}[a-z]?(?:, [^()\n]{{1,16}})?\)"
    )


_VOLUME_ISSUE = re.compile(
    r"\d{1,4}\s{0,2}\([^()\s]{1,12}(?:\s[^()\s]{1,8})?\)\s{0,2}[,:.]\s{0,2}(?:pp?\.?\s?)?[A-Za-z]{0,2}\d"
)
_VOLUME_PAGES = re.compile(
    r"\d{1,4}\s{0,2}[:,]\s{0,2}(?:pp?\.?\s?)?[A-Za-z]{0,2}\d{1,6}\s{0,2}[-–—]{1,2}\s{0,2}[A-Za-z]{0,2}\d{1,6}"
)


@cache
def table() -> tuple[Sign, ...]:
    """Return all signs that texts in Latin letters have; those of words in every language that has a file."""
    return (
        # What identifiers of works begin with; whether they are whole matters only to who wants them.
        Sign("names a work", _NAMES_WORK),
        Sign("year", re.compile(r"[12](?<![\d.,:/].)(?:(?<=1)[5-9]|(?<=2)0)\d\d[a-z]?(?![\d%])")),
        Sign("bracketed year", re.compile(r"\((?:[^()\d]{0,20}\s)?(?:1[5-9]|20)\d\d[a-z]?\)"), ("(",)),
        Sign("volume(issue):pages", _VOLUME_ISSUE, ("(",)),
        Sign("volume:pages", _VOLUME_PAGES, ("-", "–", "—")),
        Sign("year;volume", re.compile(r"(?:19|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:\s\d{1,2})?)?\s?;\s?\d"), (";",)),
        Sign(
            "pages",
            re.compile(
                r"[pS](?<=\b.)(?:(?:(?<=p)(?:p|ages?|ágs?)?|(?<=S))\.?\s?\d{1,5}\s?[-–—]{1,2}\s?\d|(?<=p)p\.\s?\d)"
            ),
            ("-", "–", "—", "pp."),
            _phrases(r"(?i:{})\s?\d{{1,5}}\s?[-–—]\s?\d", "page"),
        ),
        Sign(
            "editors",
            re.compile(
                r"\((?:eds?|Eds?|Hrsg|orgs?|Org|coords?)\.?\)|e(?<=\b.)ds?\.,?\s|e(?<=\b.)dited by\b|E(?<=\b.)dited by\b|I(?<=\b.)n:\s"
            ),
            ("ed", "Ed", "rsg", "rg", "oord", "In:"),
            _phrases(r"[(\[](?i:{})[)\]]", "editor") | _phrases("(?i:{})", "edited_by"),
        ),
        Sign("quoted title", re.compile(r"[\"“„](?:[^\"“”„\n]|\n(?![ \t]*\n)){15,400}[\"”“][.,]?"), ('"', "“", "„")),
        Sign(
            "place: publisher",
            re.compile(
                rf"[{CAPITALS}][\w ]{{2,20}}(?:,\s[A-Z]{{2}})?:\s[{CAPITALS}][\w&. ]{{2,50}}[,.;]\s?(?:\d{{4}}|pp|$)"
            ),
            (":",),
        ),
        Sign(
            "retrieved",
            re.compile(r"\b(?:Retrieved|Accessed|Available|Archived|Disponível|Disponible|Acesso)\b"),
            ("etrieved", "ccessed", "vailable", "rchived", "ispon", "cesso"),
            _phrases(r"(?i:{})[^.\n]{{0,12}}[:\d]", "accessed", "available"),
        ),
        Sign(
            "journal",
            re.compile("|".join(rf"{name[0]}(?<=\b.){name[1:]}\b\.?\s[A-Z]" for name in _JOURNALS.split())),
        ),
    )


def _phrases(template: str, *keys: words.Key) -> dict[str, Phrase]:
    """The words of these keys in a pattern around them, by their folded first word."""
    second = words.second_words(*keys)
    found = words.by_first(*keys).items()
    return {first: Phrase(template.format(pattern), second.get(first, frozenset())) for first, pattern in found}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of words, compiled when a text first has their first word."""
    return re.compile(pattern)
