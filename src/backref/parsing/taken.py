"""What was taken of one citation: the values of its reference, where they stand, and what no field took up."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache, partial
from typing import Any, NamedTuple

from ..fields import dates, ids
from ..model import Date, Identifier, Problem, Span, csl_name
from .confidence import calibrated, script_of
from .rules.media import Said

_FIGURES, _OF_A_DAY = re.compile(r"\d+"), 3  # numbers, and how many a day has
_REPRINTED = re.compile(
    r"\(?(?:\[(?P<before>\d{4})\],? (?P<now>\d{4}[a-z]?)|(?P<year>\d{4}[a-z]?),? \[(?P<behind>\d{4})\])\)?[.,:]?"
)
SURE = 0.999  # how sure what a rule found is
_variable = cache(csl_name)  # of the attributes that there are


class LabelledRun(NamedTuple):
    """A run of tokens with one label: its span, trimmed, and the least probability among its tokens."""

    label: str
    span: Span
    probability: float


labelled_run = partial(tuple.__new__, LabelledRun)  # of a tuple, without a call of Python's


class TakenValues:
    """The values of one citation by attribute, their fields, and problems; an attribute that has a value keeps it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.values: dict[str, Any] = {}
        self.notes: list[str] = []
        self.fields: list[dict[str, Any]] = []  # as those of FieldSpan, which are made of them when all is taken
        self.problems: list[Problem] = []
        self.second: list[Identifier] = []
        self._script = script_of(raw)

    def take(self, attribute: str, value: Any, segment: LabelledRun) -> bool:
        """Take a value for an attribute that has none yet; say whether it was taken."""
        if not value or self.values.get(attribute):
            return False
        self.values[attribute] = value
        self.note(attribute, segment.span, segment.probability)
        return True

    def places(self, variables: Set[str]) -> list[Span]:
        """Return where these CSL variables stand."""
        return [field["span"] for field in self.fields if field["variable"] in variables]

    def hand_on(self, attribute: str, other: str) -> None:
        """Move a value, and where it stands, to another attribute, if there is one and the other has none."""
        if attribute not in self.values or other in self.values:
            return
        self.values[other] = self.values.pop(attribute)
        for field in self.fields:
            if field["variable"] == _variable(attribute):
                field["variable"] = _variable(other)

    def note(self, attribute: str, span: Span, probability: float) -> None:
        """Keep where an attribute stands, and how sure that is."""
        variable = _variable(attribute)
        confidence = calibrated(variable, probability, self._script)
        self.fields.append({"variable": variable, "span": span, "confidence": confidence})

    def take_date(self, attribute: str, text: str, segment: LabelledRun) -> bool:
        """Take a date that a text tells; of a word such as "in press" and a date, the date is the better one.

        Of two years, one of them in a bracket of its own, that is when the work first appeared: "[1979] 1984".
        """
        if "[" in text and attribute == "issued" and (first := _REPRINTED.fullmatch(text)):
            group = "before" if first["before"] else "behind"
            start = segment.span.start
            place = segment._replace(span=Span(start + first.start(group), start + first.end(group)))
            self.take_date("original_date", first[group], place)
            group = "now" if first["before"] else "year"
            segment = segment._replace(span=Span(start + first.start(group), start + first.end(group)))
            text = first[group]
        dated = dates.parse_suffixed(text)
        if dated is None:
            return False
        held = self.values.get(attribute)
        if attribute == "issued" and dated.date.date_parts and held and not held.date_parts:
            self.notes.append(self.values.pop("issued").literal)
        elif attribute == "issued" and held and _is_day_of(held, dated.date, text):
            self.values["issued"] = dated.date  # "1999: ..., 03.09.1999"
            self.note(attribute, segment.span, segment.probability)
            return True
        if not self.take(attribute, dated.date, segment):
            return bool(attribute == "issued" and dated.date == self.values.get("issued"))
        if dated.suffix and attribute == "issued":
            self.values["year_suffix"] = dated.suffix
        return True

    def take_identifier(self, sighting: ids.Sighting) -> None:
        """Take an identifier that a rule found."""
        scheme, value = sighting.identifier
        printed = sighting.span.of(self.raw)
        if scheme in ("isbn", "issn"):
            value = " ".join(printed.split())
        variable = _variable(scheme)
        if self.values.setdefault(scheme, value) != value:
            if scheme != "url":
                name = "arXiv identifier" if scheme == "arxiv" else variable
                self.say("second-identifier", sighting.span, f"a second {name}: {printed}")
            self.second.append(sighting.identifier)
            return
        self.fields.append({"variable": variable, "span": sighting.span, "confidence": 1.0})
        if scheme == "doi" and (address := ids.address_of(self.raw, sighting)):
            self.values.setdefault("url", address)
        if not ids.is_valid(sighting.identifier):
            said = f"{variable} {printed} cannot be right" if scheme != "arxiv" else f"{printed} is no arXiv identifier"
            self.say("bad-check-digit", sighting.span, said)

    def take_bracketed(self, said: Said) -> None:
        """Take what words in brackets say: on what a work is, what it is, its language."""
        if not self.take(said.attribute, said.value, LabelledRun("medium", said.span, SURE)):
            self.notes.append(said.value)

    def say(self, code: str, span: Span, message: str) -> None:
        """Keep a problem of parsing."""
        self.problems.append(Problem(code=code, stage="parse", span=span, message=message))


def _is_day_of(held: Date, found: Date, text: str) -> bool:
    """Whether a date, and no other number with it, tells a month of the year that is held."""
    one = len(held.date_parts) == len(found.date_parts) == 1 and len(_FIGURES.findall(text)) <= _OF_A_DAY
    return one and held.date_parts[0] == found.date_parts[0][:1] != found.date_parts[0]
