"""What holds a printed list of names together, in every language: "and", "et al.", "edited by", "(Hrsg.)"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..text import words
from ..text.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_ROLES: tuple[words.Key, ...] = ("editor", "translator")
_ROLE_LONGEST = 40  # characters at the end of a list
# Words for "and" that are something else in other names: Slovenian "in" and "ter" (a particle), the "a" of "Thomas a Kempis", the
# lone "و" of many an organisation, which nothing else tells from people.
_NOT_AND = frozenset(("&", "in", "ter", "te", "a", "و"))


class Joining(NamedTuple):
    """What joins the names of a list: "and" between two and before one, semicolons and slashes."""

    between: re.Pattern[str]
    leading: re.Pattern[str]
    hard: re.Pattern[str]
    hard_or_slash: re.Pattern[str]


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
    hard = rf"\s*;\s*(?:{ands}\s+)?"
    return Joining(
        re.compile(rf"\s*,?(?:\s+|(?<=\.)){ands}\s+(?=[^\W\d_])|(?<=\.)\s+a\s+(?=[^\W\d_])|\s*&\s*"),
        re.compile(rf"^\s*(?:{ands}|a)\s+"),
        re.compile(hard),
        re.compile(rf"{hard}|\s*/\s*"),
    )


def rest_cut(text: str) -> str:
    """Return the list without "et al." or the like, and without all that follows.

    >>> rest_cut("Kılıç A, vd."), rest_cut("Иванов И. и др."), rest_cut("王军, 李红, 等"), rest_cut("Smith E.A.")
    ('Kılıç A', 'Иванов И.', '王军, 李红', 'Smith E.A.')
    """
    if (
        text.isascii()
        and _rest_begins().isdisjoint(_WORD.findall(text.lower()))
        and ".." not in text
        and ". ." not in text
    ):
        return text
    return _rest().sub("", text)


def role_cut(text: str) -> str:
    """Return the list without what says that the people are editors or translators, behind it or before it.

    >>> role_cut("Meier H. (Hrsg.)"), role_cut("Virtanen, A. (toim.)"), role_cut("ред. Иванов А.")
    ('Meier H. ', 'Virtanen, A. ', 'Иванов А.')
    """
    behind, before = _roles()
    if match := behind.search(text, max(0, len(text) - _ROLE_LONGEST)):
        text = text[: match.start()]
    return before.sub("", text, count=1)


def lead_cut(text: str) -> str:
    """Return the list without what leads to it: "edited by", "In"; "in" of another language where a colon follows.

    >>> lead_cut("In Kurt T. Hegmann"), lead_cut("под ред. Иванова А."), lead_cut("I: Hansen A."), lead_cut("I Newton")
    ('Kurt T. Hegmann', 'Иванова А.', 'Hansen A.', 'I Newton')
    """
    return _lead().sub("", text, count=1)


def small_words() -> frozenset[str]:
    """Return the folded words of "and" and "et al.", which are nobody's name.

    >>> {"and", "und", "al", "др"} <= small_words()
    True
    """
    return _small_words()


@cache
def _small_words() -> frozenset[str]:
    return frozenset(
        word for key in ("and", "et_al") for line in words.union(key) for word in _WORD.findall(fold(line))
    )


@cache
def _lead() -> re.Pattern[str]:
    """What leads to a list of people: "edited by", "In"; "in" of another language where a colon follows."""
    phrases = words.alternatives(
        word for key in ("edited_by", "translated_by") for word in words.union(key) if " " in word
    )
    return re.compile(
        rf"^(?:(?:in|by|von|par|por|cur\.|trans\.|{phrases})\s*:?\s+|{words.pattern('in')}\s?:\s+|//\s*)(?=[^\W\d_])",
        re.IGNORECASE,
    )


@cache
def _rest() -> re.Pattern[str]:
    found = words.union("et_al")
    # "U. A." and "E.A." are initials, "JT" too; a script without blanks says it behind the last name alone
    exact = words.alternatives(word for word in found if "." in word or len(word) < 4)
    free = words.alternatives(word for word in found if "." not in word and len(word) > 3)
    latin = r"(?:and\s+)?et\.?\s{0,2}al(?:ii|ia)?\b\.?(?:['’]s)?|y cols?\b\.?|и др\b\.?"
    return re.compile(
        rf"[\s,;&]{{0,4}}(?:\b(?:{latin})|{free}|(?-i:{exact})(?![^\W\d_])|…|\.\s?\.\s?\.).*$",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _rest_begins() -> frozenset[str]:
    """The first word of each phrase that may stand for the rest of a list, in small letters: without one of them, none does."""
    return frozenset(match.group() for word in words.union("et_al") if (match := _WORD.search(word.lower())))


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
    behind = rf"\(?{known}\)?|[(\[]{words.alternatives(found)}\.?[)\]]?|(?<=[\s,;]){words.alternatives(told)}"
    before = rf"^(?:\(?\b(?:eds?|editors?|hrsg)\b\.?\)?|{words.alternatives(told)}):?\s+"
    return re.compile(rf"(?:{behind})[\s,:.]*$", re.IGNORECASE), re.compile(before, re.IGNORECASE)
