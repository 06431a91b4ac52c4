"""Sentences that lack a source: how many of a gold are named, and what is no number of the world."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import backref

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def test_those_of_the_gold_are_named_and_no_others(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    unsupported = importlib.import_module("unsupported")
    for name, (precision, recall) in {"mended with": (0.98, 0.94), "judging": (0.77, 0.29)}.items():
        found = unsupported.scores(unsupported.judged(unsupported.GOLD[name]))
        assert (found[0] >= precision, found[1] >= recall) == (True, True), (name, found)


@pytest.mark.parametrize(
    "text",
    [
        "The illness COVID-19 has many names and forms.",
        "It was seen in the third of them by day 8, while others slept.",
        "Exons 26, 27L and 29 were not read in any of them.",
        "Double espresso is what the people here drink.",
        "The new releases have names of animals and of towns.",
    ],
)
def test_what_counts_and_changes_nothing_is_not_named(text):
    assert backref.unsupported(text) == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Three in ten owls never leave the wood.", ("number",)),
        ("Einer von zehn Vögeln zieht nicht fort.", ("number",)),
        ("Uma em cada dez crianças tem asma grave.", ("number",)),
        ("Owls see better at night than hawks do by day.", ("comparison",)),
        ("Cats may shorten the life of owls there.", ("effect",)),
    ],
)
def test_kinds_are_told(text, kinds):
    assert tuple(each.kinds for each in backref.unsupported(text)) == (kinds,)
