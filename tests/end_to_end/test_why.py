"""`resolve --why` lays a reference out so that the eye finds what differs: in colour on a terminal, by marks without
it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command

CATALOGUE = Path(__file__).resolve().parents[2] / "examples" / "low-back-pain.catalogue.json"
CITED = "Qaseem A, Smith T, McLean RM. Noninvasive treatments for acute, subacute, and chronic low neck pain. Ann Intern Med. 2017;166(7):514-530."


@pytest.fixture
def why(tmp_path, monkeypatch):
    def run(cited: str, key: str, **environment: str) -> str:
        for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"COLUMNS": "120"} | environment).items():
            monkeypatch.setenv(name, value)
        text = tmp_path / "a.md"
        text.write_text(f"Useful [1].\n\n## References\n\n1. {cited}\n", encoding="utf-8")
        return (
            CliRunner()
            .invoke(command, ["resolve", str(text), "--catalogue", str(CATALOGUE), "--offline", "--why", key])
            .stderr
        )

    return run


def test_people_and_words_stand_beside_each_other_in_plain_text(why):
    said = why(CITED, "qaseem2017")
    assert "\x1b" not in said
    assert "chronic low [-neck-]{+Back+} pain (~|A Clinical Practice Guideline" in " ".join(said.split())
    rows = [re.split(r"\s{2,}", line.strip()) for line in said.splitlines()]
    assert ["~", "1. Qaseem A", "1. Qaseem Amir", "compatible: initials"] in rows
    assert ["!", "2. Smith T", "2. Wilt Timothy J.", "another person"] in rows
    assert ["-", "4. Forciea Mary Ann", "not printed here"] in rows


def test_they_are_coloured_on_a_terminal(why):
    said = why(CITED, "qaseem2017", FORCE_COLOR="1", TERM="xterm-256color")
    assert re.search(r"\x1b\[[\d;]*31m\[-neck-\]", said)
    assert re.search(r"\x1b\[[\d;]*32m\{\+Back\+\}", said)
    plain = why(CITED, "qaseem2017", FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1")
    assert not re.search(r"\x1b\[[\d;]*3\dm", plain)


def test_what_a_terminal_obeys_is_not_shown(why):
    said = why(CITED.replace("Smith", "Sm\x1b[31mith"), "qaseem2017")
    assert "\x1b" not in said


def test_of_equal_lists_and_titles_nothing_is_laid_out(why):
    right = "Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380."
    assert "[-" not in why(right, "deyo2015")
