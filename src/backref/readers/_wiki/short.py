"""Short citations, "{{sfn|Doe|Poe|2002|p=12}}" and "Doe & Poe 2002, p. 12" alone in a note -> whom and which year they
name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_YEAR = re.compile(r"(?:c(?:a|irca)?\.?\s?)?((?:1\d|20)\d\d[a-z]?)$")
_NAME = r"(?:(?:van|von|de|den|der|del|di|da|la|le|al|ibn)\s){0,2}[^\W\d_a-z][\w'’-]{1,30}"
_NOTE = re.compile(
    rf"(?:[Ss]ee(?:\salso)?|[Cc]f\.?|[Vv]gl\.?|[Vv]oir|[Vv]éase|[Ss]iehe|[Vv]edi|[Ss]\.)?\s?"
    rf"(?P<who>{_NAME}(?:(?:,\s|\s?[&]\s|,?\s(?:and|und|et|y|e|и|i|en|och)\s){_NAME}){{0,3}}(?P<cut>,?\set\sal\.?)?),?\s"
    r"\(?(?P<year>(?:1[5-9]|20)\d\d[a-z]?)\)?[,:.]?(?:\s?(?:pp?|S|s|ss|pág|págs|с|стр|f|ff|vol|ch|chap|Kap)?[.]?\s?[\dIVXLivxl][\dIVXLivxl\s.,–—-]{0,40}f{0,2}\.?)?\.?"
)
_NAMES = re.compile(_NAME)


class Short(NamedTuple):
    """What a short citation names: the people as they are printed, and the year."""

    who: str
    year: str

    @property
    def key(self) -> str:
        """What its marker points at."""
        return f"{self.who} {self.year}"


def of_template(name: str, given: Mapping[str, str]) -> list[Short]:
    """Return what the parameters of a short citation name; a year that is none gives nothing.

    >>> of_template("sfn", {"1": "Doe", "2": "Poe", "3": "2002", "p": "12"})
    [Short(who='Doe and Poe', year='2002')]
    >>> of_template("sfnm", {"1a1": "Doe", "1y": "2002", "2a1": "Roe", "2a2": "Moe", "2y": "2003"})
    [Short(who='Doe', year='2002'), Short(who='Roe and Moe', year='2003')]
    """
    if name.startswith("sfnm"):
        groups = [
            ([given[key] for n in _range() if (key := f"{at}a{n}") in given], given.get(f"{at}y", ""))
            for at in _range()
        ]
    elif name == "harvs":
        lasts = [given[key] for n in ("", *_range()) if (key := f"last{n}") in given]
        groups = [(lasts, given.get("year", "").split(",")[0])]
    else:
        unnamed = [given[key] for key in map(str, range(1, 8)) if key in given]
        if name == "cita" and unnamed:
            unnamed = unnamed[0].rsplit(maxsplit=1)
        at = next((n for n, value in enumerate(unnamed) if n and _YEAR.match(value)), len(unnamed))
        groups = [(unnamed[:at], unnamed[at] if at < len(unnamed) else "")]
    return [
        Short(_joined(people), year[1]) for people, said in groups if people and (year := _YEAR.match(said.strip()))
    ]


def of_note(text: str, known: Mapping[str, int]) -> list[Short]:
    """Return what a note without templates names, if it is nothing but short citations of people that the page names
    elsewhere, too.

    >>> of_note("Doe & Poe 2002, p. 12; Roe (2001), 3–5.", {"Doe": 2, "Poe": 2, "Roe": 2})
    [Short(who='Doe and Poe', year='2002'), Short(who='Roe', year='2001')]
    >>> of_note("In May 1999, it rained.", {"May": 2})
    []
    """
    found: list[Short] = []
    for part in text.strip().split(";") if len(text) < 400 else ():
        match = _NOTE.fullmatch(part.strip())
        people = _NAMES.findall(match["who"]) if match else []
        if not match or any(known.get(person.split()[-1], 0) < 2 for person in people):
            return []
        found.append(Short(f"{people[0]} et al." if match["cut"] else _joined(people), match["year"]))
    return found


def _range() -> Iterable[str]:
    return map(str, range(1, 8))


def _joined(people: list[str]) -> str:
    return " and ".join(people) if len(people) < 3 else f"{people[0]} et al."
