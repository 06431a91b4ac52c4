"""Names of journals by ISO 4: the pairs of `journal_names.txt`, and what holds for any name and for the list of words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backref.fields import journals, title_words

LINES = (Path(__file__).parent / "journal_names.txt").read_text(encoding="utf-8").splitlines()
PAIRS = [tuple(line.split(" | ")) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("full", "short"), PAIRS, ids=[full for full, _ in PAIRS])
def test_a_journal_is_abbreviated(full: str, short: str) -> None:
    assert journals.abbreviated(full) == short


@pytest.mark.parametrize("short", [short for _, short in PAIRS])
def test_an_abbreviation_stays(short: str) -> None:
    assert journals.abbreviated(short) == short


@given(st.text(max_size=80) | st.lists(st.sampled_from("the of Journal (London) In vitro A = : & . d' - São".split())).map(" ".join))  # fmt: skip
def test_no_name_is_lost(name: str) -> None:
    made = journals.abbreviated(name)
    assert bool(made.strip()) == bool(name.strip())


def test_the_list_holds_words_that_become_no_longer() -> None:
    listed = title_words.listed()
    for word, short in (*listed.words.items(), *((stem, short) for stem, (short, _) in listed.stems.items())):
        assert re.fullmatch(r"[a-z]+", word), word
        assert re.fullmatch(r"[a-z]+\.?", short), short
        assert short[0] == word[0], word
    assert all(len(short.rstrip(".")) <= len(word) for word, short in listed.words.items() if short.endswith("."))
    assert not listed.small & set(listed.words)
