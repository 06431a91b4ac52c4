"""Macros that nobody defines, or defines too late, are told wherever they are named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import backref
from backref import checking

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


class Only:
    """Names that can be asked for one, and not be walked over."""

    def __contains__(self, name: str) -> bool:
        return name == "jot"


def test_a_name_is_looked_up_among_the_macros_of_a_file_however_many_they_are():
    file = checking.load("a.bib", "@misc{a, title = jot, note = not}", "bibtex")
    [fault] = [each for each in check(replace(file, macros=Only())) if each.rule.code == "BR108"]
    assert "'not'" in fault.message


def check(file: checking.CheckedFile) -> list[checking.Fault]:
    return checking.check(checking.CheckedProject((file,), 2026))


def test_where_people_stand_is_looked_for_once_however_many_are_told(monkeypatch):
    sought = []
    theirs = checking.CheckedEntry.place
    monkeypatch.setattr(checking.CheckedEntry, "place", lambda entry, name: sought.append(name) or theirs(entry, name))
    people = "".join(f"FAU - ROEBUCK, Dr. Ann {n}\n" for n in range(50))
    faults = check(checking.load("a.nbib", f"PMID- 1\nTI  - Heat.\n{people}", "nbib"))
    assert sum(fault.rule.code == "BR222" for fault in faults) == 50
    assert sought.count("author") <= 4


def test_the_lines_of_a_file_are_counted_once_however_many_entries_are_told_of():
    twice = "".join(f"@misc{{a{n}, title = {{T}}, doi = {{10.1000/{n % 50}}}}}\r" for n in range(100))
    file = checking.load("a.bib", twice, "bibtex")
    told = [fault for fault in check(file) if fault.rule.code == "BR401"]
    assert [fault.message for fault in told] == [f"the work is also a{n} (a.bib:{n + 1})" for n in range(50)]
    assert file.lines is file.lines
