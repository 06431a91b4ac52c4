"""The type of a citation, of all that speaks for one: words in brackets, numbers and identifiers, the address, the
rules, and what the tagger holds likely.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from ...model import CslType
from ..glance import ALL
from ..rules import imprints, occasions, posts, press
from . import certain, phrases, sites
from .guessed import kind_of, settled, sureness
from .shown import shown

# What brackets tell that tells next to nothing: "[EB/OL]" stands behind posts, laws and films too.
_WEAK = frozenset(("", "webpage"))
_SHOWN = frozenset(("graphic", "motion_picture", "webpage"))  # what people show on a network is a post
_SAID_BY_IMPRINT = 0.85  # how often a type is right that the publisher or the title says
_SAID_BY_SITE = 0.8  # how often a type is right that an address says
# What an address says may stand against these, where the tagger is not sure of them.
_LOOKED_UP = frozenset(("article-magazine", "article-newspaper", "post", "post-weblog", "webpage"))
_TOLD_APART = frozenset(("bill", "broadcast", "dataset", "graphic", "patent", "post", "post-weblog"))
_ARCHIVED = frozenset(("bill", "dataset", "graphic"))  # what nothing else stands at such an address
_WITHIN = re.compile(
    r"\[[Ww:]{1,3}\]|(?<=[.,;»”\"] )(?:In|En|Em|Dans|В кн\.|در|في)[: ]|\s//\s|\bw: |收入|载于|收录于"
)  # before what a work is within
_ENCYCLOPEDIA = re.compile(
    r"(?:the |la |der |große |grande |new |[^\W\d_]{3,14} ){0,2}(?:encyclop[aæ]?e?d|enzyklop|enciklop|enciclop|encyklop|энциклоп|百科|ansiklop)",
    re.IGNORECASE,
)
# Proceedings by their first words; those of a society are its journal.
_PROCEEDINGS = re.compile(
    r"Proc(?:eedings|\.) (?:of (?:the )?)?(?:[\w'’.-]+ ){0,6}?(?:Conf|Symp|Workshop|Congress)|Advances in Neural Information Processing"
)
_MATERIALS = re.compile(
    r"\b(?:[Тт]руды|[Мм]атер[иі]али|[Мм]атериалы|[Тт]ез[иі]сы?) .{0,60}(?:съезд|конф|симпоз|конгресс|семинар)"
)
_UNTRANSLATED = frozenset(("article-journal", "article-newspaper", "graphic"))  # of which nobody says who translated it
_PRINTED = frozenset(("article-journal", "chapter"))
_UNSURE = 0.9


def decided(
    raw: str, values: Mapping[str, Any], told: str, kinds: Sequence[tuple[str, float]], seen: int = ALL
) -> tuple[CslType, float]:
    """Return the type and how often it is right; `told` is what words in brackets say, `kinds` the tagger's likeliest,
    `seen` the families of words that the citation shows.

    >>> decided("Roe. Heat", {"title": "Heat", "doi": "10.1594/pangaea.1"}, "", [("article-journal", 0.9)])
    ('dataset', 0.97)
    """
    ruled = cast("CslType", told) if told else kind_of(raw, values, seen)
    kinds = shown(raw, values, kinds)
    kind, sure = settled(ruled, sureness(ruled, values), kinds, is_told=told not in _WEAK)
    if kind == "webpage" and not told and "accessed" in values and "url" not in values:
        unseen = kind_of(raw, {name: value for name, value in values.items() if name != "accessed"}, seen)
        kind, sure = (unseen, sureness(unseen, values)) if _is_printed(raw, unseen, values) else (kind, sure)
    if told in _SHOWN and posts.is_network(values.get("container_title") or ""):
        return "post", sure
    if told not in _WEAK:
        return kind, sure
    if settles := certain.kind_of(values):
        settles = "patent" if settles == "standard" and ruled == "patent" else settles
        return settles, max(certain.SURE, sure if settles == kind else 0.0)
    says = imprints.kind_of(raw, values, kind, seen) or phrases.kind_of(raw, values, kind)
    if says := says or press.kind_of(values, kind) or occasions.kind_of(raw, values, kind, seen):
        return says, max(_SAID_BY_IMPRINT, sure if says == kind else 0.0)
    if (url := values.get("url")) and (said := sites.kind_of(url)):
        if said == kind:
            return kind, max(sure, _SAID_BY_SITE)
        if kind == "webpage" or (sure < _UNSURE and said in (_TOLD_APART if kind in _LOOKED_UP else _ARCHIVED)):
            return said, _SAID_BY_SITE
    is_headless = kind == "book" and values.get("title") and not values.get("author") and " // " in raw
    if (is_headless or kind in _LOOKED_UP) and _ENCYCLOPEDIA.match(values.get("container_title") or ""):
        return "entry-encyclopedia", _SAID_BY_IMPRINT
    if (
        kind == "book"
        and values.get("container_title")
        and values.get("title")
        and (_WITHIN.search(raw) or (values.get("page") and ", in " in raw))
    ):
        return "chapter", _SAID_BY_IMPRINT
    if (
        kind == "chapter"
        and values.get("volume")
        and values.get("issue")
        and values.get("page")
        and not values.get("editor")
        and not values.get("publisher")
    ):
        return "article-journal", _SAID_BY_IMPRINT
    if kind in _PRINTED and not values.get("editor") and _are_proceedings(values.get("container_title") or ""):
        return "paper-conference", _SAID_BY_IMPRINT
    return ("book", _SAID_BY_IMPRINT) if _is_book(raw, values, kind) else (kind, sure)


def _is_book(raw: str, values: Mapping[str, Any], kind: CslType) -> bool:
    """Whether a work that was held for a part of another is a book: it has a publisher, and pages that are counted, a
    translator or editors.
    """
    if not values.get("publisher"):
        return False
    if kind == "chapter":
        return bool(values.get("editor") and not _is_part(raw, values))
    if kind not in _UNTRANSLATED or values.get("container_title") or values.get("volume") or not values.get("title"):
        return False
    return bool(values.get("number_of_pages") or values.get("translator"))


def _are_proceedings(container: str) -> bool:
    return bool(_PROCEEDINGS.match(container) or (not container.isascii() and _MATERIALS.search(container)))


def _is_printed(raw: str, kind: CslType, values: Mapping[str, Any]) -> bool:
    """Whether a work that somebody looked up shows that it is of a printed kind: a book may be looked up too."""
    if kind == "article-journal":
        return "volume" in values
    if kind != "book" or "“" in raw or '"' in raw:
        return kind == "article-newspaper"
    issued = values.get("issued")
    has_year = bool(issued and issued.date_parts and len(issued.date_parts[0]) == 1)
    return has_year and bool(values.get("publisher") and (values.get("author") or values.get("editor")))


def _is_part(raw: str, values: Mapping[str, Any]) -> bool:
    """Whether anything but the names of editors says that a work is a part of another."""
    return any(map(values.get, ("container_title", "page", "doi"))) or bool(_WITHIN.search(raw))
