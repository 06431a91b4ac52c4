"""Laws, directives and treaties: raw citation -> runs, and which of the three.

Their title has commas, days and numbers in it, and goes on up to the gazette: "Gesetz ... vom 7. August 1972, BGBl. I
S. 1393". A day that stands in the title is the law's where no other is printed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..glance import ALL, family, has, lacks
from ..tagging.segments import Run
from ..taken import SURE
from .statute_forms import GAZETTES, HEADS, HINTS, PLAIN, WHOLE

_BEGINS = (
    "Ley",
    "Real Decreto",
    "Федер",
    "Закон",
    "Указ",
    "Постан",
    "Опред",
    "Решен",
    "Приказ",
    "Распор",
    "Loi",
    "Décret",
    "Ordonnance",
    "Arrêté",
    "Legge",
    "Decreto",
    "D. L",
    "D.L",
    "D. l",
    "D.l",
    "D.P",
)
_LABELS = {"container": "container-title", "container2": "container-title", "pages2": "pages", "date2": "date", "section2": "section", "section3": "section"}  # fmt: skip
# What the forms that are whole have, apart from two; of initials without the last stop ("I.L.M 12"), the first ones.
_WORDS = "act art article articolo artigo artículo bill cf cong cqlr diário gazete il ilm lnts lrc lrq nts official oj part poz pub public rlrq rsa rsbc rsc rsns rso rsq sbc series statutes số treaty unts us ust закон"
UNDATED = has("title") | lacks("date")
FAMILY = family("usc", "cfr", words=_WORDS.split)
# A law of Brazil or Portugal by its number and its day: "Decreto nº 30.377, de 14 de outubro de 1981".
NUMBERED = re.compile(
    r"(?:Lei|Decreto|Portaria|Resolução|Medida Provisória|Instrução Normativa|Emenda Constitucional|Deliberação)(?:[ -][^\W\d_]+){0,3} n[º°.o]{1,2} ?\d[\d./-]*(?:/[A-Z]+)?,? de (?P<day>\d{1,2}º? de [^\W\d_]{4,9} de \d{4})"
)
_YEARS = re.compile(r"\d{4}")
_DAYS = ("day", "day2", "day3", "day4", "day5")
_END = re.compile(r"[\s.;,]*(?:Available (?:at|from):?\s?|Retrieved from\s|URL:?\s?)?")


class LegalForm(NamedTuple):
    """The type of a citation that has the form of the law, and its runs."""

    kind: str
    runs: list[Run]


def read(raw: str, runs: list[Run], end: int, seen: int = ALL) -> LegalForm | None:
    """Return the runs of a law's citation, up to `end`, those of the tagger behind its title; or None. `seen` are the
    families of words that it shows.

    >>> raw = "17 U.S.C. § 107 (2012)."
    >>> [(run.label, raw[run.start : run.end]) for run in read(raw, [], len(raw)).runs]
    [('volume', '17'), ('container-title', 'U.S.C.'), ('section', '§ 107'), ('date', '2012')]
    """
    may_be_whole = seen & FAMILY or "§" in raw or "U. S. C" in raw
    may_be_whole = may_be_whole and any(map(raw.__contains__, PLAIN if raw.isascii() else HINTS))
    for kind, hints, shape in WHOLE if may_be_whole else ():
        found = shape.match(raw, 0, end) if any(map(raw.__contains__, hints)) else None
        if found and (tail := _END.match(raw, found.end(), end)) and tail.end() == end:
            places = {_LABELS.get(name, name): found.span(name) for name, text in found.groupdict().items() if text}
            found_runs = (Run(label, *place, SURE) for label, place in places.items())
            return LegalForm(kind, sorted(found_runs, key=lambda run: run.start))
    if (raw.startswith(_BEGINS) or "vom " in raw or " v. " in raw or "кодекс" in raw) and (
        found := HEADS.match(raw, 0, end)
    ):
        kind = "legal_case" if "уда " in found[0] and not found[0].startswith(("Ф", "З")) else "legislation"
        for gazette in GAZETTES:
            if told := gazette.fullmatch(raw, found.end(), end):
                places = {_LABELS.get(name, name): told.span(name) for name, text in told.groupdict().items() if text}
                behind = [Run(label, *place, SURE) for label, place in places.items()]
                if "date" not in places:
                    behind.append(Run("date", *found.span(next(name for name in _DAYS if found[name])), SURE))
                return LegalForm(kind, [Run("title", *found.span(), SURE), *behind])
        behind = [run._replace(start=max(run.start, found.end())) for run in runs if run.end > found.end() + 1]
        head = [Run("title", *found.span(), SURE)]
        if not any(run.label == "date" and _YEARS.search(raw, run.start, run.end) for run in behind):
            day = next(name for name in _DAYS if found[name])
            behind = [Run("date", *found.span(day), SURE), *(run for run in behind if run.label != "date")]
        return LegalForm(kind, [*head, *(run for run in behind if run.label not in ("title", "author"))])
    return None


def dated(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the day in the title of a law its date where it has no other.

    >>> raw = "Decreto nº 30.377, de 14 de outubro de 1981."
    >>> [(run.label, raw[run.start : run.end]) for run in dated(raw, [Run("title", 0, len(raw), 0.9)])][1]
    ('date', '14 de outubro de 1981')
    """
    at = [run.label for run in runs].index("title")
    law = NUMBERED.match(raw, runs[at].start, runs[at].end)
    return [*runs[: at + 1], Run("date", *law.span("day"), SURE), *runs[at + 1 :]] if law else runs
