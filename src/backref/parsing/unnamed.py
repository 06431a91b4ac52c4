"""Words for which the tagger found no field, and that say their own: a count of pages, a version, an edition."""

from __future__ import annotations

import re
from functools import cache

from ..fields import page_counts
from ..model import Span
from ..text import words

NAMELESS = frozenset(("note", "other"))
_VERSION = re.compile(r"(?<![^\W_])(?:version|versión|versão|vers\.|ver\.|v\.)\s?$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4}){1,3}[a-z]?\d?")
# Behind a report of cases: "(HL)", "(Ch D)", "(9th Cir.)".
_COURT = re.compile(
    r"\((?:HL|CA|PC|SC|UKSC|UKHL|EWCA(?: Civ| Crim)?|[QK]BD?|Ch ?D?|Fam|Admin|CJEU|ECJ|EC(?:t)?HR|HCA|SCC|CSIH|\d{1,2}(?:st|nd|rd|th|d) Cir\.?"
    r"|[A-Z][A-Za-z]{1,3} Ct\.?|[NSEWCM]\. ?D\. ?[A-Z][\w. ]{1,8})\)"
)


def label_of(raw: str, span: Span, label: str) -> str:
    """Return the label that the words at a place say, else the one that they have.

    >>> raw = "Roe R. NumPy (Version 1.20) [Computer software]"
    >>> label_of(raw, Span(22, 26), "other"), label_of("Наука, 2014. 312 с.", Span(13, 16), "other")
    ('version', 'pages')
    >>> label_of("(2nd edn, OUP 1994)", Span(1, 8), "note"), label_of("1 AC 212 (HL)", Span(9, 13), "publisher")
    ('edition', 'authority')
    """
    text = span.of(raw)
    if label == "publisher":
        return "authority" if _COURT.fullmatch(text) else label
    if text[:1].isdigit():
        if _NUMBER.fullmatch(text) and _VERSION.search(raw, max(span.start - 10, 0), span.start):
            return "version"
        if page_counts.is_gost(raw, *span) and page_counts.counted(raw, *span):
            return "pages"
    return "edition" if text[:1] in _BEGINS and _edition().fullmatch(text) else label


_BEGINS = frozenset("([0123456789fstFSTrR")


@cache
def _edition() -> re.Pattern[str]:
    ordinal = r"(?:\d{1,2}(?:st|nd|rd|th|\.|ª|a|e|-е)?|first|second|third|fourth|fifth|sixth)"
    return re.compile(
        rf"[(\[]?(?:rev\.?\s)?{ordinal}\s(?:(?:rev|ed|neu)\w{{0,8}}\.?,?\s)?(?:edn|{words.pattern('edition')})\.?(?:\swith\s[^()\[\]]{{3,60}})?[)\]]?",
        re.IGNORECASE,
    )
