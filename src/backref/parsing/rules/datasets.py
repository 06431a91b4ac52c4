"""Numbers by which archives of data know their sets: runs of labels -> runs that tell number and version.

"(ICPSR 37080; Version V1) [Data set]", "UK Data Service. SN: 8461", "GESIS Datenarchiv, Köln. ZA5270 Datenfile Version
2.0.0".
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled

FAMILY = family("icpsr", "ukda", "ccession", words=lambda: ("sn", "za"))
_NUMBER = re.compile(
    r"\s?\((?P<bracketed>ICPSR[ -]?\d{4,6})(?:[;,]\s(?:Version\s)?(?P<version>V?\d[\w.]{0,8}))?\)|(?<=[.,;] )(?P<number2>ICPSR ?\d{4,6})(?:-(?P<version3>v\d+))?(?=[.,;])|(?<=[.,;(] )?[Aa]ccession(?: (?:[Nn]o\.|number|code))?:? (?P<accession>[A-Z][A-Z_-]{0,8}\d{2,9}(?:\.\d{1,2})?|E-[A-Z]{4}-\d{1,5})(?![^\W_])|(?<=[.,;] )(?P<number>SN: \d{4,5}|ZA\d{4}|UKDA-SN-\d{4,5})(?:,?\sData\w{4})?(?:,?\sVersion\s(?P<version2>\d{1,2}(?:\.\d{1,2}){1,2}))?"
)
_KEPT = frozenset(("author", "date", "publisher"))


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such a number and the version behind it in no other field.

    >>> raw = "Effects of music (ICPSR 37080; Version V1) [Data set]"
    >>> found = told(raw, [Run("title", 0, 30, 0.9), Run("version", 39, 42, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('title', 'Effects of music'), ('number', 'ICPSR 37080'), ('version', 'V1')]
    """
    found = _NUMBER.search(raw)
    if found is None or any(run.label in _KEPT and found.start() <= run.start < found.end() for run in runs):
        return runs
    start, end = found.span()
    if found["accession"]:
        runs = [run._replace(label="publisher") if run.label == "container-title" else run for run in runs]
    kept = [run._replace(end=min(run.end, start)) if run.start < start else run for run in runs]
    kept = [run for run in kept if not start <= run.start < end]
    for name, said in found.groupdict().items():
        if said:
            kept = relabelled(kept, "version" if "version" in name else "number", *found.span(name))
    return kept
