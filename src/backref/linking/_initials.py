"""Abbreviated organisations: "WHO" and "World Health Organization" are one."""

from __future__ import annotations

import re

from ..text.folding import fold

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset(
    "of for the and on in to at de des du la las los del da do e y et für der die das und van voor di della per".split()
)
_MOST = 12  # words of a name
_SPARE = 2  # last words that an abbreviation may leave out: "CDC" for "Centers for Disease Control and Prevention"
_BEHIND = re.compile(r"[A-ZÀ-Þ][^()\[\].,;:\d]{8,100}\s[(\[](?P<letters>[A-ZÀ-Þ][A-Za-zÀ-Þ&-]{1,9})[)\]]")
_ABBREVIATION = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ&-]{1,9}s?")


def forms(name: str) -> frozenset[str]:
    """Return the folded abbreviations that a name may have: the first letters of its words, small words apart.

    >>> "who" in forms("World Health Organization"), "cdc" in forms("Centers for Disease Control and Prevention")
    (True, True)
    >>> sorted(forms("Who is who"))
    []
    """
    said: list[str] = []
    for word in _WORD.findall(name)[:_MOST]:
        if word.lower() in _SMALL:
            continue
        if not word[0].isupper():
            break
        said.append(fold(word)[:1])
    initials = "".join(said)
    shortest = max(len(initials) - _SPARE, 3) if len(initials) > 2 else 2
    return frozenset(initials[:length] for length in range(shortest, len(initials) + 1))


def abbreviation(name: str) -> str:
    """Return a name that is written in capitals alone, folded, else nothing.

    >>> abbreviation("WHO"), abbreviation("UN DESA"), abbreviation("Roe")
    ('who', 'undesa', '')
    """
    letters = "".join(name.split()) if name.isupper() else name
    return fold(letters).replace("-", "").replace("&", "") if _ABBREVIATION.fullmatch(letters) else ""


def printed(head: str) -> str:
    """Return the abbreviation that a citation prints behind the name at its beginning, folded, else nothing.

    >>> printed("International Organization for Standardization (ISO). (2015). Quality."), printed("Roe A (UK). Heat.")
    ('iso', '')
    """
    found = _BEHIND.match(head)
    return abbreviation(found["letters"]) if found else ""
