"""The one folding of letters: what each level makes of names of many languages, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import backref
from backref.fields import names
from backref.fields.keys import assign_keys, legal
from backref.model import Date, Name, Reference
from backref.testing import strategies
from backref.text.folding import fold, romanised, spellings, unaccented

FOLDED = [
    ("Kılıç", "kilic"),
    ("İNCE", "ince"),
    ("Đorđević", "dordevic"),
    ("Þórsson", "thorsson"),
    ("Guðmundsdóttir", "gudmundsdottir"),
    ("Sørensen", "sorensen"),
    ("Łuczyński", "luczynski"),
    ("Weiß", "weiss"),
    ("WEIẞ", "weiss"),
    ("Næss", "naess"),
    ("Cœuré", "coeure"),
    ("Nguyễn Đức", "nguyen duc"),
    ("Məmmədov", "memmedov"),
    ("Ħaż-Żebbuġ", "haz-zebbug"),
    ("O’Neill", "o'neill"),
    ("Muller\u0308", "muller"),
    ("ﬁn", "fin"),
    ("ΆΛΦΑ", "αλφα"),
    ("Йордан", "иордан"),
    ("王小明", "王小明"),
]
ROMANISED = [
    ("Щербаков", "Shcherbakov"),
    ("Παπαδόπουλος", "Papadopoulos"),
    ("王小明", "WangXiaoMing"),
    ("さくら", "sakura"),
    ("サトウ", "satou"),
    ("გიორგი", "giorgi"),
    ("Þórsson", "Thorsson"),
    ("Çelik", "Celik"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_letters_are_folded(text, folded):
    assert fold(text) == folded


def test_a_long_text_is_folded_as_its_pieces_are():
    for text, folded in FOLDED:
        assert fold(f"Heat for BACKS {text}, e\u0301 {text} 2001;26") == f"heat for backs {folded}, e {folded} 2001;26"


@pytest.mark.parametrize(("text", "ascii_text"), ROMANISED)
def test_every_script_is_romanised(text, ascii_text):
    assert romanised(text) == ascii_text


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Sørensen", "Sorensen"),
        ("Sørensen", "Soerensen"),
        ("SØRENSEN", "Soerensen"),
        ("Häkkinen", "Haekkinen"),
        ("Häkkinen", "Hakkinen"),
        ("Müller-Lüdenscheidt", "Mueller-Luedenscheidt"),
        ("Åström", "Aastrom"),
        ("Đorđević", "Djordjevic"),
        ("Иванов", "Ivanov"),
    ],
)
def test_two_spellings_of_one_name(one, two):
    assert spellings(one) & spellings(two)
    assert names.similarity(Name(family=one), Name(family=two)) == 1.0


@pytest.mark.parametrize(("one", "two"), [("Muller", "Mueller"), ("Sorensen", "Soerensen"), ("Ба", "Па")])
def test_plain_letters_stand_for_themselves(one, two):
    assert not spellings(one) & spellings(two)


def test_initials_of_one_alphabet_are_not_romanised():
    yuri, yakov = (Name(family="Иванов", given=given) for given in ("Ю.", "Я."))
    assert names.similarity(yuri, yakov) == 0.6
    assert names.similarity(yuri, Name(family="Ivanov", given="Yuri")) == 1.0


@given(strategies.any_text)
@example("ℌ")
@example("ΐŉǅİ")
def test_folding_is_stable_and_ends_in_small_letters(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unaccented(text)) == fold(text)
    assert fold(text) in spellings(text)


@given(strategies.any_text)
def test_romanised_text_is_ascii_and_ascii_stays(text):
    assert romanised(text).isascii()
    assert romanised(romanised(text)) == romanised(text)


@given(st.text("aeou äöüøåæß", max_size=30))
def test_the_spellings_of_a_word_are_few(text):
    assert 1 <= len(spellings(text)) <= 9


@given(st.text(st.characters(categories=("L",)), min_size=1, max_size=8))
def test_a_key_is_ascii_and_keeps_its_letters(family):
    reference = Reference(author=(Name(family=family),), issued=Date(date_parts=((2015,),)))
    [key] = assign_keys([reference])
    assert key.isascii()
    assert legal(key) == key
    assert key.endswith("2015")
    assert key == "anon2015" or any(c.isalpha() for c in key.removesuffix("2015"))


@pytest.mark.parametrize(
    ("family", "key"),
    [
        ("Kılıç", "kilic2015"),
        ("Đorđević", "dordevic2015"),
        ("Þórsson", "thorsson2015"),
        ("Щербаков", "shcherbakov2015"),
        ("김", "gim2015"),
    ],
)
def test_keys_lose_no_letters(family, key):
    reference = Reference(author=(Name(family=family),), issued=Date(date_parts=((2015,),)))
    assert assign_keys([reference]) == [key]


@pytest.mark.parametrize(
    ("marker", "entry"),
    [
        ("(Soerensen, 2015)", "Sørensen, K. (2015). Pain in Denmark. Pain, 3, 1-9."),
        ("(Sørensen, 2015)", "Soerensen, K. (2015). Pain in Denmark. Pain, 3, 1-9."),
        ("(Sorensen, 2015)", "Sørensen, K. (2015). Pain in Denmark. Pain, 3, 1-9."),
        ("(Kilic, 2015)", "Kılıç, A. (2015). Pain in Turkey. Pain, 3, 1-9."),
        ("(Mueller & Weiss, 2015)", "Müller, A., & Weiß, B. (2015). Pain in Germany. Pain, 3, 1-9."),
        ("(Ivanov, 2015)", "Иванов, И. (2015). Боль. Pain, 3, 1-9."),
    ],
)
def test_a_marker_finds_the_entry_in_another_spelling(marker, entry):
    text = f"Pain is common in adults, and in many of them it lasts for years {marker}.\n\nReferences\n\nAdams, B. (2015). Of ease. Pain, 3, 11-19.\n\n{entry}\n\nZorn, C. (2015). Of bliss. Pain, 3, 21-29.\n"
    found = backref.find(text)
    [link] = backref.link(text, found).links
    assert link.status == "linked"
    assert [found.citations[i].raw for i in link.references] == [entry]


def test_names_that_differ_in_plain_letters_are_not_linked():
    text = "It hurts (Mueller, 2015).\n\nReferences\n\nMuller, A. (2015). Of pain. Pain, 3, 11-19.\n\nZorn, C. (2015). Of bliss. Pain, 3, 21-29.\n"
    [link] = backref.link(text, backref.find(text)).links
    assert link.status == "missing-entry"
