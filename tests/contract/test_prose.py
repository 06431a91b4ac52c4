"""Every language of `data/prose`: the keys of the others, words that are found where they stand, and values that are one."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files

import pytest

from backref.passages.hedges import said_of
from backref.passages.number_words import number_words
from backref.passages.numerals import numbers_of
from backref.passages.prose import codes, language_of, prose
from backref.passages.units import unit_at
from backref.passages.words import terms_of
from backref.text.folding import fold
from backref.text.words import SPACELESS

CODES = codes()
UNITS = {"%", "x", "day", "week", "month", "year", "h", "min", "s", "mg", "g", "kg", "l", "ml", "m", "km", "cm", "mm"}


def is_spaced(code: str) -> bool:
    return not SPACELESS.search(prose(code).said["hedges"])


def test_there_are_the_languages_that_are_promised():
    assert set(CODES) >= {"en", "de", "es", "fr", "it", "ja", "nl", "pt", "ru", "sv", "zh"}


@pytest.mark.parametrize("code", CODES)
def test_a_file_has_the_keys_of_the_others_and_names_its_language(code):
    said = json.loads((files("backref") / "data" / "prose" / f"{code}.json").read_text("utf-8"))
    assert list(said) == list(prose("en").said)
    assert said["language"]
    assert said["decimal"] in (".", ",")
    assert set(said["units"]) <= UNITS
    assert set(said["senses"]) <= set(prose("en").said["senses"])
    assert said["compounds"] in ("", "units-first", "tens-first")
    assert bool(said["small"]) == is_spaced(code)
    assert set(said["ordinals"].split("; ")) - {""} <= {
        word for _, words in prose(code).under("shares") for word in words
    }


@pytest.mark.parametrize("code", CODES)
def test_each_word_that_takes_back_is_found_and_what_does_not_is_not(code):
    around = "X {} y." if is_spaced(code) else "X{}y"
    for word in prose(code).listed("hedges"):
        assert said_of(around.format(word), code).hedge is not None, word
        assert said_of(around.format(word.capitalize()), code).hedge is not None, word
    for word in prose(code).listed("negations"):
        found = said_of(around.format(word), code).negation
        assert found is not None, word
        assert found.of(around.format(word)) in word or word in around.format(word), word
    for word in prose(code).listed("exempt"):
        assert said_of(around.format(word), code).negation is None, word


@pytest.mark.parametrize("code", CODES)
def test_each_number_unit_and_share_has_one_value(code):
    said = prose(code)
    for key in ("numbers", "shares", "times", "units", "scales"):
        values = {(fold(word), value) for value, words in said.under(key) for word in words}
        assert [word for word, count in Counter(word for word, _ in values).items() if count > 1] == [], key
    for value, words in said.under("numbers"):
        for word in words:
            assert [each.value for each in numbers_of(f"{word} x", code)][:1] == [float(value)], word
    for value, words in said.under("shares"):
        for word in set(words) - set(said.listed("ordinals")):
            assert [(each.value, each.unit) for each in numbers_of(word, code)] == [(round(float(value), 2), "%")], word
    for name, words in said.under("units"):
        for word in words:
            assert unit_at(f"3 {word}.", 1, code)[0] == name, word
    assert all(value >= 1 for value in number_words(code).values.values())


@pytest.mark.parametrize("code", CODES)
def test_words_of_one_sense_have_it_in_every_language(code):
    for sense, words in prose(code).under("senses"):
        for word in words:
            found = {each.sense for each in terms_of(word, code)} - {""}
            assert found or word.lower() in prose(code).small, (sense, word)
        if " " in words[0] or not is_spaced(code):
            assert sense in {each.sense for each in terms_of(words[0], code)}, (sense, words[0])


@pytest.mark.parametrize("code", [code for code in CODES if prose(code).small])
def test_a_language_is_told_by_its_small_words(code):
    own = prose(code).said["small"].split()
    others = {word for other in CODES if other != code for word in prose(other).small}
    alone = [word for word in own if word not in others]
    assert language_of(" ".join(alone[:12]), "xx") == code
