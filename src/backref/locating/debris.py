"""Buttons that pages print behind an entry, "View Article PubMed/NCBI Google Scholar": text -> where they begin."""

from __future__ import annotations

import re

from . import limits

_DEBRIS = re.compile(
    r"\s*+(?:\[(?:PubMed|Google Scholar|Cross ?Ref|CrossRef|Free Full Text|PMC free article|DOI|View Article|Medline|Web of Science|Scopus|ISI|CAS|Full Text|Green Version|Abstract)\]|"
    r"\|?\s?(?:View Article|PubMed/NCBI|PubMed|Google Scholar|Crossref|CrossRef|Article|ISI|ChemPort|CAS|Full Text|Medline|Web of Science|Scopus|Download citation|BACK TO TEXT)(?=\s*(?:\||$|View|PubMed|Google|Cross|\[|CAS|Article|ISI)))+\s*+(?:\|\s*+)?$"
)
# How one of these ends, so that they are looked for only behind entries that do.
_BUTTON_ENDS = (
    "]",
    "|",
    "Article",
    "PubMed",
    "NCBI",
    "Scholar",
    "ref",
    "Ref",
    "ISI",
    "Port",
    "CAS",
    "Text",
    "line",
    "Science",
    "Scopus",
    "citation",
    "TEXT",
)


def is_debris(line: str) -> bool:
    """Whether a line is nothing but the buttons that pages print behind an entry.

    >>> is_debris("View Article PubMed/NCBI Google Scholar"), is_debris("Google Scholar and its rivals")
    (True, False)
    """
    return _DEBRIS.match(line) is not None


def start(text: str, begin: int, end: int) -> int:
    """Return where the buttons at the end of text[begin:end] start, or `end` where there are none.

    >>> start("Roe A. Heat. 2001. [PubMed][Google Scholar]", 0, 43)
    18
    """
    last = text[max(begin, end - limits.ENDING) : end]
    if not last.rstrip().endswith(_BUTTON_ENDS):
        return end
    found = _DEBRIS.search(text, end - len(last), end)
    return found.start() if found else end
