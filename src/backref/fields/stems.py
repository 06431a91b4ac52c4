"""The stem of a citation key: a Reference -> who and when, in ASCII: "enke2018", "nice2019"."""

from __future__ import annotations

import re
import unicodedata

from ..model import Name, Reference
from ..text.folding import romanised
from . import names, titles

SMALL = frozenset(
    ("the", "a", "an", "of", "on", "in", "and", "for", "der", "die", "das", "la", "le", "el", "what", "how")
)
_JOINING = SMALL | frozenset(
    (
        "to",
        "at",
        "de",
        "du",
        "des",
        "und",
        "et",
        "e",
        "y",
        "für",
        "fur",
        "von",
        "et",
        "di",
        "da",
        "do",
        "del",
        "della",
        "i",
        "v",
        "na",
        "o",
    )
)
_APART = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_NOBODY = frozenset(("anon", "anonymous", "anonym", "anonyme", "unknown", "nn"))


def stem(reference: Reference) -> str:
    """Return first author and year; for an organisation its acronym, printed or made; without people a word of the
    title, or of what it is in.

    >>> from backref.model import Date
    >>> issued = Date(date_parts=((2019,),))
    >>> nice = Name(literal="National Institute for Health and Care Excellence (NICE)")
    >>> ngc = Name(literal="National Guideline Centre (UK)")
    >>> [stem(Reference(author=(who,), issued=issued)) for who in (Name(family="Enke"), nice, ngc)]
    ['enke2019', 'nice2019', 'ngc2019']
    >>> stem(Reference(author=(Name(family="Anon"),), title="The state of the law", issued=issued))
    'state2019'
    """
    who = next(filter(None, map(_called, reference.author or reference.editor)), "")
    if not who:
        told = reference.title or reference.container_title or ""
        who = ascii_of(next((word for word in titles.words(told) if word not in SMALL), ""))
        who = who if len(who) > 1 or reference.title else ascii_of(told)  # "U.S.C."
    year = reference.issued.year if reference.issued else None
    scheme = next((f"{i.scheme}{ascii_of(i.value)}" for i in reference.identifiers()), "")
    return f"{who[:24].lower()}{year or 'nd'}" if who else scheme or f"anon{year or 'nd'}"


def _called(person: Name) -> str:
    """What a key calls somebody; "" for nobody, and for a lone letter, which tells nobody apart."""
    if person.literal:
        return _acronym(person.literal)
    who = ascii_of(names.family(person))
    if len(who) < 2:
        who = ascii_of(person.given or "") + who if len(ascii_of(person.given or "")) > 2 else ""
    return "" if who.lower() in _NOBODY else who


def _acronym(organisation: str) -> str:
    words = [word for word in ascii_of(_APART.sub(" ", organisation), keep=" ").split() if word[0].isalnum()]
    telling = [word for word in words if word.lower() not in _JOINING] or words
    made = "".join(word[0] for word in telling).lower()
    for printed in _APART.findall(organisation):
        short = ascii_of(printed)
        if short.isupper() and 1 < len(short) < 9 and short[0].lower() == made[:1] and len(telling) > 1:
            return short
    whole = ascii_of(" ".join(words))
    return "" if whole.lower() in _NOBODY else made[:8] if len(telling) > 1 else whole


def ascii_of(text: str, keep: str = "") -> str:
    """Return letters and digits of the text in ASCII, and the marks in `keep`.

    >>> ascii_of("Müller, J."), ascii_of("王")
    ('MullerJ', 'Wang')
    """
    plain = romanised("".join(c for c in text if c.isalnum() or c in keep or unicodedata.category(c)[0] == "M"))
    return "".join(c for c in plain if c.isalnum() or c in keep)
