"""Caches are bounded by bytes: whatever was worked on, little of it stays."""

from __future__ import annotations

import functools
import gc
import importlib
import pkgutil
import tracemalloc

import pytest

import backref
from backref import locating, parsing
from backref.fields import dates, names, titles
from backref.formats import bibtex
from backref.parsing.tagging import tagger
from backref.readers import plain
from backref.text import folding, templates
from backref.text.kept import kept

MB = 1 << 20
_lru_cache_wrapper = type(functools.cache(len))
FUNCTIONS = {
    "names": names.parse,
    "titles": titles.normalise,
    "containers": lambda text: titles.container_similarity(text, "Journal"),
    "dates": dates.from_field,
    "folding": folding.romanised,
    "spellings": folding.spellings,
    "numbers": importlib.import_module("backref.resolving.numerals").numbers,
    "person": lambda text: bibtex.load(f"@misc{{a, author = {{{text}}}, title = {{T}}}}"),
    "locating": lambda text: locating.find(plain.read(text, "-")),
}


def test_what_is_long_is_worked_out_again_and_not_kept():
    asked = []

    @kept(10, longest=5)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("abcde"), length("abcde"), length("abcdef"), length("abcdef")] == [5, 5, 6, 6]
    assert asked == ["abcde", "abcdef", "abcdef"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_many_large_texts_leave_little_behind(name):
    function = FUNCTIONS[name]
    function("Müller, A. Title, 2015, 3 words")
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(30):
            function(f"Ä{number} " + "Smith and 2015 words " * 250)
        gc.collect()
        left, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert left < MB / 4


def test_the_names_of_templates_are_not_kept_for_ever():
    templates.citing("cite book")
    tracemalloc.start()
    try:
        for number in range(100):
            templates.citing(f"{'heat' * 1000} {number}")
        left, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert left < MB / 10


@pytest.fixture
def model(monkeypatch):
    """A tagger of the test's own, since the one that is shared keeps what it has seen."""
    own = tagger.load.__wrapped__()
    monkeypatch.setattr(tagger, "load", lambda: own)
    return own


def test_the_tagger_keeps_no_long_words_and_gives_back_what_a_huge_batch_took(monkeypatch, model):
    parsing.parse("y " + "x" * 100_000)
    assert 0 < max(map(len, model.embedding.pieces)) <= tagger.LONGEST
    assert 0 < max(map(len, model.embedding.pieces.words)) <= tagger.LONGEST
    monkeypatch.setattr(tagger, "FORMS", 2000)
    list(parsing.parse_many([" ".join(f"w{n}x{m}" for m in range(300)) for n in range(20)]))
    assert model.embedding.known < 2000
    assert all(len(sums) <= 4096 for sums in model.embedding._sums.values())


def test_long_words_are_tagged_as_they_were(monkeypatch, model):
    text = "Smith J. Opioids for low back pain. BMJ. 2015;350:g6380."
    whole = parsing.parse(text)
    model.embedding._longest = 3
    model.embedding.forget()
    assert parsing.parse(text) == whole
    assert max(map(len, model.embedding.pieces)) == 3
    assert whole.reference.container_title == "BMJ"


def test_no_cache_counts_entries_alone():
    """Every cache over texts is a `kept` one; `functools.cache` is for functions of few values, which take no text of a
    user's.
    """
    found = []
    for info in pkgutil.walk_packages(backref.__path__, "backref."):
        if info.name.startswith(("backref.mkdocs", "backref.sphinx", "backref.mcp", "backref.__main__")):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if isinstance(value, _lru_cache_wrapper) and value.__module__ == info.name:
                found += [f"{info.name}.{name}"] if value.cache_parameters()["maxsize"] else []
    assert found == []
