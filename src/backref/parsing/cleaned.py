"""The text of a label -> the value of an attribute: a number without the word for it, an edition without "ed."."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ..fields import pages, titles
from ..text import words
from ..text.kept import Kept

_NUMBERED: tuple[words.Key, ...] = ("volume", "issue")


def number(line: str) -> str:
    """Return a volume or an issue without the word for it, before the number ("т. 12", "第12卷") or behind it ("12.
    évf.").

    >>> number("Bd. 12"), number("12. évf."), number("XIV")
    ('12', '12', 'XIV')
    """
    if line.isdecimal() and line.isascii():
        return line
    before, behind = _number_words()
    return behind.sub("", before.sub("", line, count=1), count=1).strip(" .,;:()")


@cache
def _number_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = r"(?:vol(?:ume|\.)?|v\.|bd\.?|band|t\.|tomo?|tome|jg\.?|no\.?|nr\.?|n[.º°]|núm\.?|issue|iss\.?|heft|h\.|fasc\.?|num\.?|number|№)"
    word = words.pattern("volume", "issue")
    glued = "|".join(each for key in _NUMBERED for each in words.union(key) if each[0] >= "\u2e80" and len(each) < 3)
    return (
        re.compile(
            rf"^(?:{known}\s*+(?:[:.]\s*+)?(?=[\dA-ZIVXLC])|{word}\s*+(?:[:.]\s*+)?(?=\d|(?-i:[IVXLC]+(?!\w)))|第\s*)",
            re.IGNORECASE,
        ),
        # "12. évf.", "12卷"; but "6 vols." says how many there are
        re.compile(rf"(?<=\d)(?:\.\s?{word}|\s?(?:{glued})|(?:e|è?me|re)\s(?:année|série))$", re.IGNORECASE),
    )


@cache
def _edition() -> re.Pattern[str]:
    known = r"\b(?:edition|editions|edn|ed|aufl(?:age)?|[ée]d(?:ition)?|edici[óo]n|edi[çc][ãa]o|edizione)\b\.?"
    return re.compile(
        rf"(?:(?<![\s,.])[\s,.]+)?\(?(?:rev\.?\s+)?(?:{known}|{words.pattern('edition')})\)?\s*$", re.IGNORECASE
    )


def _bare(line: str) -> str:
    """A number, a publisher, a place without brackets around the whole.

    >>> _bare("(C. H. Beck)"), _bare("(Ost) und (West)")
    ('C. H. Beck', '(Ost) und (West)')
    """
    line = _stripped(line)
    is_whole = line[:1] + line[-1:] in ("()", "[]") and line[-1] not in line[:-1]
    return line[1:-1].strip() if is_whole else line


def _stripped(line: str) -> str:
    return line.strip(" ,;:")


_ENLARGED = re.compile(r"\W?(\d{1,2}(?:st|nd|rd|th)) (?:edn|ed\.|edition),? with ")
_REVISED = re.compile(r"\W?(\d{1,3})\.?,?\s(?:[^\W\d_A-ZÄÖÜ][^\W\d_]{0,17}[.,]{0,2}\s){0,7}(?:Au(?:fl|ﬂ|sg)|A$)")


def _edition_number(line: str) -> str:
    if revised := _REVISED.match(line) or _ENLARGED.match(line):
        return revised[1]
    return _edition().sub("", line.strip(" .,;:()[]")).strip(" .,;:()") or line


# What is printed again and again.
_numbers = Kept(number, 4096, longest=24).__getitem__
_editions = Kept(_edition_number, 1024, longest=24).__getitem__

# How each label's text becomes the value of which attribute.
CLEANED: dict[str, tuple[str, Callable[[str], str]]] = {
    "title": ("title", titles.parse), "container-title": ("container_title", titles.parse), "collection-title": ("collection_title", lambda line: titles.parse(_bare(line))),
    "publisher": ("publisher", _bare), "location": ("publisher_place", _bare), "genre": ("genre", _bare), "medium": ("medium", _stripped),
    "authority": ("authority", _bare), "jurisdiction": ("jurisdiction", _bare), "volume-title": ("volume_title", titles.parse), "version": ("version", _stripped), "event": ("event_title", titles.parse), "archive": ("archive", _stripped),
    "collection-number": ("collection_number", _numbers), "number": ("number", _bare), "pages": ("page", lambda line: pages.unworded(_bare(line))), "volume": ("volume", _numbers), "issue": ("issue", _numbers),
    "reviewed-title": ("reviewed_title", titles.parse), "scale": ("scale", _stripped), "dimensions": ("dimensions", _stripped), "shelf": ("archive_location", _stripped), "volumes": ("number_of_volumes", lambda line: re.sub(r"\D", "", line)),
    "chapter-number": ("chapter_number", _stripped), "section": ("section", lambda line: line.strip(" §,;:")), "edition": ("edition", _editions), "citation-number": ("citation_number", lambda line: line.strip(" .,;:()[]")),
}  # fmt: skip
