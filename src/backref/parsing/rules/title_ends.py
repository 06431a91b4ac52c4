"""What a run of words that was taken for a title holds behind the title: the work that it is a part of, an edition, a
volume.

"Истина // Избранное" and "Truth, in: Collected papers" are a title and a container's; "Essentials - Third edition" ends
in an edition. Where the variable is said elsewhere, the words stay.
"""

from __future__ import annotations

import re
from functools import cache

from ...text import words
from ..tagging.segments import Run
from .subtitles import QUOTES

_SLASHES = re.compile(r"(?<![:/\w])\s?//\s?(?![/\s])|(?<=[^\W\d_])//\s?(?=[^\W\d_a-zа-я])")
_YEAR = 6  # characters before a title in which the first year of a span begins
_RANGE = re.compile(r"\D{0,2}(?:1[4-9]|20)\d\d\s?[-–—]\s?(?:1[4-9]|20)\d\d(?=[\s.,:)])")  # "1583 -1585 Tractatus"
_TAIL = 48  # characters at the end of a title in which an edition or a volume is looked for
EDITION = re.compile(
    r"[\s,:(–—-]{1,4}(?P<said>(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))\s"
    r"(?:(?:revised|rev\.|expanded|international)\s)?ed(?:ition|n\.?|\.))\W{0,3}$",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"[\s,:(–—-]{1,4}(?P<said>(?:vol(?:ume|\.)?|bd\.?|band)\s?(?:\d{1,4}|[IVX]{1,6}))\W{0,3}$", re.IGNORECASE
)
_IN_SHORT = re.compile(r"[.,]\s(?P<said>\d{1,2}\. A)\W{0,4}$")  # "Sozialforschung, 14. A."
# A volume with a title of its own: "Gesellschaftsgeschichte. Bd. 2: Von der Reformära".
_TITLED_VOLUME = re.compile(
    r"[.,:;] (?:Bd\.?|Band|Vol\.?|Volume|Tom[eo]?\.?|Teil|Teilband\.?|[ТтTt]\.|Т|Том|Sv\.|Svazek|Cilt|Deel|Del) ?(?P<said>\d{1,3}|[IVX]{1,6})(?:\.?\s?:|[.,])\s(?=[^\w\s]?[^\W\d_a-z])"
)
_GLUED_VOLUME = re.compile(r"(?<=[^\W\d_]) (?:Bd\.|Band) (?P<said>\d{1,2}|[IVX]{1,6})\s?:\s(?=[^\w\s]?[^\W\d_a-z])")
_NUMBER = re.compile(
    r"\s?[\[(](?:[^\W\d_]{3,12}\s){0,2}(?:no|nr|number)\.?\s(?P<said>[^\[\]()]{1,40})[\])]\W{0,3}$", re.IGNORECASE
)
_DIGITS = "0123456789"
_MARKS = " .,;:)]"
_COUNTED = frozenset(("volume", "container-title", "issue"))
# What a title may end in, and with which last character.
_ENDS = (
    ("edition", frozenset("ndND"), EDITION),
    ("edition", frozenset("A"), _IN_SHORT),
    ("volume", frozenset(f"{_DIGITS}IVXivx"), _VOLUME),
    ("number", frozenset(_DIGITS), _NUMBER),
)
_IN_TITLED = re.compile(
    r"(?<=[^\W\d_]{4})[.?!”»\"]{1,2} (?:In|En|Em|Dans) (?=[^\W\d_a-z]|(?:el|la|las|los|le|les|os?|as?) )"
)
# Behind a comma, before a title and its pages: "La zona grigia, in I sommersi e i salvati".
_IN_LISTED = re.compile(r"(?<=[^\W\d_]{3}), (?:in|en|em|dans) (?=[«“\"]?[^\W\d_a-z][^,;:()]{3,80}[,.»”\"(]{0,2}\s*$)")
# The same where those who edit it follow: "Quinoa, in Pseudocereals: Properties and Use, eds | Belton".
_IN_EDITED = re.compile(r"(?<=[^\W\d_]{3}), (?:in|en|em|dans) (?=[«“\"]?[^\W\d_a-z][^,;()]{3,200}[.,»”\"]{1,2}\s*$)")
_INS = re.compile(r"[.?!”»\",] (?:[IiEe]n|[Ee]m|[Dd]ans) ")  # of both: tried at few places
_LISTED = 300  # characters of a title and a container's with a comma between
_LEAST = 3  # characters of a title


def parted(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, its title without what is none.

    >>> raw = "Roe R. Truth, in: Collected papers"
    >>> [raw[run.start : run.end] for run in parted(raw, [Run("title", 7, len(raw), 0.9)])]
    ['Truth', 'Collected papers']
    >>> [run.label for run in parted("Essentials - Third edition", [Run("title", 0, 26, 0.9)])]
    ['title', 'edition']
    """
    labels = [run.label for run in runs]
    at = labels.index("title")
    title, others = runs[at], runs[at + 1 :]
    if labels[max(at - 1, 0)] == "date" and (span := _RANGE.match(raw, runs[at - 1].end - _YEAR, title.end)):
        title = title._replace(start=span.end())
        runs = [*runs[: at - 1], runs[at - 1]._replace(end=span.end()), title, *others]
    is_part = "pages" in labels or "editor" in labels[at:]
    if (cut := _cut(raw, title)) or (is_part and (cut := _in_titled(raw, title, labels))):
        begin, end = cut
        follows = others[0] if labels[at + 1 : at + 2] == ["container-title"] else None
        if follows is None and "container-title" in labels:
            return runs
        if follows:
            others[0] = follows._replace(start=end) if end < title.end else follows
        elif end < title.end:
            others.insert(0, title._replace(label="container-title", start=end))
        return [*runs[:at], title._replace(end=begin), *others]
    is_quoted = raw[title.start] in QUOTES  # is one title to its end
    if _COUNTED.isdisjoint(labels) and not is_quoted and (volume := _volume(raw, title)):
        number = title._replace(label="volume", start=volume.start("said"), end=volume.end("said"))
        own = title._replace(label="volume-title", start=volume.end())
        return [*runs[:at], title._replace(end=volume.start()), number, own, *others]
    last = raw[title.start : title.end].rstrip(_MARKS)[-1:]
    for label, lasts, pattern in _ENDS:
        if last not in lasts or label in labels:
            continue
        if found := pattern.search(raw, max(title.start + _LEAST, title.end - _TAIL), title.end):
            behind = title._replace(label=label, start=found.start("said"), end=found.end("said"))
            return [*runs[:at], title._replace(end=found.start()), behind, *others]
    return runs


def _volume(raw: str, title: Run) -> re.Match[str] | None:
    """The number of a volume with a title of its own, behind a mark or, where a colon follows it, behind none."""
    found = _TITLED_VOLUME.search(raw, title.start + _LEAST, title.end)
    if found is None and ("Band " in raw or "Bd. " in raw):
        return _GLUED_VOLUME.search(raw, title.start + _LEAST, title.end)
    return found


def _cut(raw: str, title: Run) -> tuple[int, int] | None:
    """Where the title ends and the container's begins."""
    begin = title.start + _LEAST
    if raw.find("//", begin, title.end) >= 0 and (found := _SLASHES.search(raw, begin, title.end)):
        return found.span()
    if raw.find(":", begin, title.end) >= 0 and (found := _in_container().search(raw, begin, title.end)):
        return found.span()
    return None


def _in_titled(raw: str, title: Run, labels: list[str]) -> tuple[int, int] | None:
    """Where the container's title begins behind "In" without a colon, which a full stop parts from the title's end; or
    behind a comma, where nothing else is a container's: "uvas para vinho, em Jundiaí" is in a place.
    """
    if not _INS.search(raw, title.start, title.end):
        return None
    is_edited = labels[labels.index("title") + 1 :][:1] == ["editor"]
    found = _IN_TITLED.search(raw, title.start + _LEAST, title.end) or (
        "container-title" not in labels
        and title.end - title.start < _LISTED
        and (_IN_EDITED if is_edited else _IN_LISTED).search(raw[: title.end], title.start + _LEAST)
    )
    return found.span() if found else None


@cache
def _in_container() -> re.Pattern[str]:
    """ "In" of any language with a colon, behind a mark that ends a title and before a title; "I:" and "V:" are
    numbers.
    """
    known = [word for word in words.union("in") if len(word) > 1 and word != "no"]
    either = "|".join(f"{re.escape(word)}|{re.escape(word.capitalize())}" for word in (*known, "в"))
    return re.compile(rf"[.,;?!”»\"]\s(?:IN|v|w|{either}):\s?(?=$|[^\w\s]?[^\W\d_a-zа-я])")
