"""A pattern that is searched for begins where a run does, so that a run that leads nowhere is looked at once, not from
each of its letters: counted in steps, from every place together.
"""

from __future__ import annotations

import importlib

import hostile_patterns
import pytest

from backref.fields.joining import joining
from backref.parsing.cleaned import _edition

RUNS = {
    "checking.people:_ET_AL": " ", "fields.back:_NUMBERED": "a", "fields.containers:_SECTION": " ", "fields.containers:_LETTERED": " ",
    "fields.journals:_QUALIFIER": " ", "fields.names.lists:_WIDE_SEPARATOR": " ", "fields.names.lists:_SEPARATORS": " ", "formats._marks:_LINE": " ",
    "formats.bib.safe:_LINE_OF_ENTRY": "\n", "locating.citations:_ENDED_WORD": "a", "locating.written:_CODE": "\n",
    "project.syncing._rewrite:_EMPTY_SECTION": " \n", "readers._odt.marks:_BETWEEN": " ", "readers._wiki.people:_CUT": " ",
    "resolving.numerals:_NUMBER": "a", "resolving.reading:_DATED": ".", "resolving.reading:_RETRACTED": "-",
    "text.words:_PARTED": " ", "wrapping._seams:_WORD": "a",
}  # fmt: skip
MADE = {"between": joining().between, "semicolons": joining().hard, "edition": _edition()}


def grown(pattern: object, run: str) -> float:
    counted = hostile_patterns.Counted(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
    once, twice = (counted.searched(run * size + "\0") for size in (120, 240))
    return twice / once


@pytest.mark.parametrize("name", RUNS)
def test_a_run_is_looked_at_once(name):
    module, _, pattern = name.partition(":")
    assert grown(getattr(importlib.import_module(f"backref.{module}"), pattern), RUNS[name]) < 2.5


@pytest.mark.parametrize("name", MADE)
def test_a_run_of_blanks_is_looked_at_once(name):
    assert grown(MADE[name], " ") < 2.5


def test_one_that_is_looked_at_from_each_letter_is_noticed():
    counted = hostile_patterns.Counted(r"\s*;", 0)
    assert counted.searched(" " * 240) > 3 * counted.searched(" " * 120)
