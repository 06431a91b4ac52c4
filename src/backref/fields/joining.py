"""What holds a printed list of names together, in every language: "and", "et al.", "edited by", "(Hrsg.)"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..text import words
from ..text.folding import fold
from ..text.spotting import Phrases, beginnings, begun_by, spotted

_WORD = re.compile(r"[^\W\d_]+")
_ROLES: tuple[words.Key, ...] = ("editor", "translator")
_NAMES = frozenset(("ford", "sud", "haz", "der", "vert"))  # short words for editors and translators that are names too
_ROLE_LONGEST = 40  # characters at the end of a list
# Words for "and" that are something else in other names: Slovenian "in" and "ter" (a particle), the "a" of "Thomas a
# Kempis"; and "و", which joins names of its own script alone.
_NOT_AND = frozenset(("&", "in", "ter", "te", "a", "و"))

# What people of a film or a broadcast are, in brackets behind their names.
_MAKERS = (
    "director directors directora producer producers writer writers host hosts narrator composer presenter réalisateur réalisatrice regisseur regie regia productor "
    "режиссер режиссёр реж yönetmen reżyser"
).split()


_LATIN_REST = r"(?:and\s+)?et\.?\s{0,2}al(?:ii|ia)?\b\.?(?:['’]s)?"
_ET_AL = re.compile(rf"[\s,;&]{{0,4}}\b(?:{_LATIN_REST}).*$", re.IGNORECASE | re.DOTALL)
_LATIN = ("et al", "et alii", "et alia", "etal", "etalii", "etalia")


class Joining(NamedTuple):
    """What joins the names of a list: "and" between two and before one, semicolons and slashes.

    `ands` are the words for "and", by which a list may be joined.
    """

    between: re.Pattern[str]
    leading: re.Pattern[str]
    hard: re.Pattern[str]
    hard_or_slash: re.Pattern[str]
    ands: Phrases

    def signs(self, found: list[str] | None) -> list[str]:
        """Return what a part of a list holds where "and" may be in it, of the words spotted in the whole list.

        >>> joining().signs(["chou", "and", "deyo"]), joining().signs(["chou", "deyo"])
        (['&', 'and'], ['&'])
        """
        if found is None or not self.ands.pairs.isdisjoint(pairwise(found)):
            return [""]
        return ["&", *self.ands.words.intersection(found)]


@cache
def joining() -> Joining:
    """Return the patterns of what joins names.

    >>> joining().between.split("Kılıç A. ve Şahin B."), joining().between.split("Virtanen ja Mäkinen")
    (['Kılıç A.', 'Şahin B.'], ['Virtanen', 'Mäkinen'])
    """
    found = [word for word in words.union("and") if word not in _NOT_AND]
    # two capitals are initials: "Smith ET"
    ands = words.alternatives([*found, *(word.upper() for word in found if len(word) > 2 and word.isalpha())])
    ands = f"(?:&|{ands})"
    # " – " parts names in Czech; arXiv prints ", :, " behind a group
    hard = rf"(?:(?<!\s)\s+)?;\s*(?:{ands}\s+)?|(?<=[^\s\d])\s[–—]\s(?=[^\W\d_])|,\s?:,\s?"
    return Joining(
        re.compile(
            rf"(?:(?:(?<!\s)\s++)?+,)?+(?:(?<!\s)\s++|(?<=\.)){ands}\s++(?=[^\W\d_])|(?:(?<=\.)|,)\s+a\s+(?=[^\W\d_a-z])"
            r"|(?:(?<!\s)\s+)?&\s*|(?<!\s)\s+و\s+(?=[\u0600-\u06ff])|(?<=[A-Za-z.])と(?=[A-Za-z])"
        ),
        re.compile(rf"^\s*(?:{ands}|a|و)\s+"),
        re.compile(hard),
        re.compile(rf"{hard}|(?:(?<!\s)\s+)?/\s*"),
        beginnings([*found, "a", "و", "y", "i"]),
    )


def rest_cut(text: str, found: list[str] | None = None) -> str:
    """Return the list without "et al." or the like, and without all that follows; `found` are the words spotted in it.

    >>> rest_cut("Kılıç A, vd."), rest_cut("Иванов И. и др."), rest_cut("王军, 李红, 等"), rest_cut("Smith E.A.")
    ('Kılıç A', 'Иванов И.', '王军, 李红', 'Smith E.A.')
    """
    found = spotted(text) if found is None else found
    may_be = _rest_begins().may_be_among(found)
    is_dotted = ".." in text or ". ." in text or "…" in text
    if not may_be and not is_dotted:
        return text
    if found is None or is_dotted or _other_rest_begins().may_be_among(found):
        return _rest().sub("", text)
    return _ET_AL.sub("", text)


def role_cut(text: str, found: list[str] | None = None) -> str:
    """Return the list without what says that the people are editors or translators, behind it or before it.

    `found` are the words spotted in it.

    >>> role_cut("Meier H. (Hrsg.)"), role_cut("Virtanen, A. (toim.)"), role_cut("ред. Иванов А.")
    ('Meier H. ', 'Virtanen, A. ', 'Иванов А.')
    """
    if not _role_begins().may_be_among(spotted(text) if found is None else found):
        return text
    behind, before = _roles()
    if (match := behind.search(text, max(0, len(text) - _ROLE_LONGEST))) and not _is_name(match[0]):
        text = text[: match.start()]
    lead = before.match(text)
    return text[lead.end() :] if lead and not _is_name(lead[0]) else text


def _is_name(said: str) -> bool:
    """Whether a word that is some language's for a translator is printed as a name is: "John Ford", "Ford J"."""
    word = said.strip(" ,:;")
    return word.isalpha() and word.istitle() and word.lower() in _NAMES


def lead_cut(text: str) -> str:
    """Return the list without what leads to it: "edited by", "In"; "in" of another language where a colon follows.

    >>> lead_cut("In Kurt T. Hegmann"), lead_cut("под ред. Иванова А."), lead_cut("I: Hansen A."), lead_cut("I Newton")
    ('Kurt T. Hegmann', 'Иванова А.', 'Hansen A.', 'I Newton')
    """
    if text[:2].lower() not in _lead_letters():
        return text
    found = _lead().match(text)
    return text[found.end() :] if found else text


def small_words() -> frozenset[str]:
    """Return the folded words of "and" and "et al.", which are nobody's name.

    >>> {"and", "und", "al", "др"} <= small_words()
    True
    """
    return _small_words()


@cache
def special_words() -> frozenset[str]:
    """Return the words, in small letters, without which nothing leads to a list of names, cuts it or says a role;
    those of one letter are initials, and "and" joins any.
    """
    begin = (_rest_begins(), _role_begins(), joining().ands)
    known = {word for phrases in begin for word in (*phrases.words, *(each for pair in phrases.pairs for each in pair))}
    leads = {word for phrase in (*_LEADS, *_lead_phrases()) for word in _WORD.findall(phrase.lower())[:1]}
    return frozenset(word for word in known | leads if len(word) > 1) - {"and"}


@cache
def _small_words() -> frozenset[str]:
    return frozenset(
        word for key in ("and", "et_al") for line in words.union(key) for word in _WORD.findall(fold(line))
    )


_LEADS = ("in", "by", "von", "par", "por", "cur.", "trans.")


@cache
def _lead_phrases() -> tuple[str, ...]:
    """What leads to a list of people in several words: "edited by"."""
    return tuple(word for key in ("edited_by", "translated_by") for word in words.union(key) if " " in word)


@cache
def _lead_letters() -> frozenset[str]:
    """The first two letters of all that leads to a list of people; what is shorter has a blank or a colon behind it."""
    known = [*_LEADS, *_lead_phrases(), *words.union("in")]
    short = [word + mark for word in known if len(word) == 1 for mark in (" ", ":", "\u00a0", ".")]
    return frozenset(word[:2].lower() for word in (*known, *short, "//"))


@cache
def _lead() -> re.Pattern[str]:
    """What leads to a list of people: "edited by", "In"; "in" of another language where a colon follows."""
    either = "|".join((*map(re.escape, _LEADS), words.alternatives(_lead_phrases())))
    return re.compile(
        rf"^(?:(?:{either})(?:\s*+:)?+\s++|{words.pattern('in')}\s?:\s+|//\s*)(?=[^\W\d_])",
        re.IGNORECASE,
    )


@cache
def _rest() -> re.Pattern[str]:
    found = words.union("et_al")
    # "U. A." and "E.A." are initials, "JT" too; a script without blanks says it behind the last name alone
    exact = words.alternatives(word for word in found if "." in word or len(word) < 4)
    free = words.alternatives(word for word in found if "." not in word and len(word) > 3)
    latin = r"y cols?\b\.?|и др\b\.?"
    return re.compile(
        rf"[\s,;&]{{0,4}}(?:\b(?:{_LATIN_REST}|{latin})|{free}|(?-i:{exact})(?![^\W\d_])|…|\.\s?\.\s?\.).*$",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _rest_begins() -> Phrases:
    return beginnings([*words.union("et_al"), *_LATIN, "y col", "y cols", "и др"])


@cache
def _other_rest_begins() -> Phrases:
    """How all that is no "et al." begins."""
    latin = beginnings(_LATIN)
    every = _rest_begins()
    return begun_by(every.words - latin.words, every.pairs - latin.pairs)


@cache
def _role_begins() -> Phrases:
    known = "ed eds editor editors hrsg hg dir trans comp comps coord coords org orgs éd éds".split()
    return beginnings([*(word for key in _ROLES for word in words.union(key)), *known, *_MAKERS])


@cache
def _roles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    found = [word for key in _ROLES for word in words.union(key)]
    # three letters and a stop: "b.d." would be anybody's initials
    told = [
        word
        for word in found
        if (word.endswith(".") and re.search(r"[^\W\d_]{3}", word)) or len(word) > 5 or words.SPACELESS.match(word)
    ]
    known = r"\b(?:eds?|editors?|hrsg|hg|dir|trans|comps?|coords?|orgs?|éds?)\b\.?"
    makers = rf"[(\[](?:{'|'.join(_MAKERS)})\b[^()\[\]]{{0,24}}[)\]]?"
    behind = rf"\(?{known}\)?|{makers}|[(\[]{words.alternatives(found)}\.?[)\]]?|(?<=[\s,;]){words.alternatives(told)}"
    before = rf"^(?:\(?\b(?:eds?|editors?|hrsg)\b\.?\)?|{words.alternatives(told)}):?\s+"
    return re.compile(rf"(?:{behind})[\s,:.]*$", re.IGNORECASE), re.compile(before, re.IGNORECASE)
