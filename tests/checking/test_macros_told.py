"""Macros that nobody defines, or defines too late, are told wherever they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

import backref

_JOT = '@string{jot = "Journal of Things"}\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (_JOT + "@article{a, journal = jot}", []),
        (_JOT + '@article{a, journal = JOT # " B"}', []),
        ("@article{a, journal = jot}\n" + _JOT, ["'jot' is named before"]),
        ("@article{a, journal = Jot # { B}}\n" + _JOT, ["'Jot' is named before"]),
        ("@article{a, journal = {A } # jot}", ["'jot' of journal is defined nowhere"]),
        ('@string{long = jot # "s"}\n@article{a, journal = long}', ["'jot' of 'long' is defined nowhere"]),
        ('@string{long = jot # "s"}\n' + _JOT + "@article{a, journal = long}", ["'jot' is named before"]),
        ('@article{a, journal = "jot # B", month = jan # "~5", year = 2001}', []),
    ],
)
def test_macros_are_told_where_they_are_named(tmp_path: Path, text: str, told: list[str]) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(text, encoding="utf-8")
    said = [fault.message for fault in backref.check(path, []).faults if fault.rule.code == "BR108"]
    assert len(said) == len(told), said
    assert all(part in message for part, message in zip(told, said, strict=True)), said
