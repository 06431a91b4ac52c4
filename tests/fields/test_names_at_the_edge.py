"""Lists of names that stand just on one side of a number of the code: one more letter, word or person, and they are read otherwise."""

from __future__ import annotations

import pytest

from backref.fields import names
from backref.fields.names.suffixes import initials_at
from backref.model import Name

LISTS = {
    # capitals tell family names from given names where there are two pieces; a piece alone tells nothing
    "OH, Wonseok": ["Oh, Wonseok"],
    "DEYO": ["DEYO"],
    # one letter and one or two: a family name and a given name, each between commas
    "王, 军, 李, 小明": ["王, 军", "李, 小明"],
    # the second word of a Portuguese family name is behind a first one
    "João Souza Filho": ["Souza Filho, João"],
    "Souza Filho": ["Filho, Souza"],
    # initials of two letters have a stop, those of four have four
    "Bouchard Ch., Roe J.": ["Bouchard, Ch.", "Roe, J."],
    "Smith A.B.C.D.": ["Smith, A.B.C.D."],
    # a name that lost its blank has a family name of three letters or more
    "LiuJ": ["Liu, J"],
    "LiX": ["LiX"],
    # a particle behind the initials, and one with nothing but the family name
    "Tulder M van": ["van Tulder, M"],
    "van Tulder": ["van Tulder"],
    # two letters and a stop are a family name, one letter is an initial
    "Xu.": ["Xu"],
    "E., Roe": ["E.", "Roe"],
    # a word of organisations alone, in capitals
    "GROUP": ["GROUP!"],
    # five letters that nobody can speak, and four, which may be initials
    "BMFSFJ": ["BMFSFJ!"],
    "Tolkien, JRR": ["Tolkien, JRR"],
    # letters of several organisations at the head of a list of people, whatever their number
    "SIGN, NICE, Roe A": ["SIGN!", "NICE!", "Roe, A"],
    "García Márquez, Gabriel, Roe, Jane": ["García Márquez, Gabriel", "Roe, Jane"],
    "Smith, John, Roe, Jane, Chou R": ["Smith, John", "Roe, Jane", "Chou, R"],
    "Smith and Jones, Roe and Poe": ["Smith", "Jones", "Roe", "Poe"],
    "Roe, William A., and Robert D. Van Doe, Jr.": ["Roe, William A.", "Van Doe, Robert D."],
    "Roe, Ann, Doe, Eva, Poe, Ina": ["Roe, Ann", "Doe, Eva", "Poe, Ina"],
    "Blanco Roe de Valderrama, Cristina": ["Blanco Roe de Valderrama, Cristina"],
    "Ewout van den Doe, Ann Roe, and Eva Poe": ["van den Doe, Ewout", "Roe, Ann", "Poe, Eva"],
}


def shown(name):
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    return f"{name.literal}!" if name.literal else f"{family}, {name.given}" if name.given else family


@pytest.mark.parametrize("text", LISTS)
def test_a_list_at_the_edge(text):
    assert [shown(name) for name in names.parse(text).names] == LISTS[text]


def test_six_people_are_shown():
    people = [Name(family=letter) for letter in "ABCDEFG"]
    assert [names.listed(people[:6])[-3:], names.listed(people)[-11:]] == ["; F", "; F; et al."]


def test_family_names_that_differ_in_a_letter_are_alike():
    pairs = [("Petersen", "Pedersen"), ("Miller", "Mueller")]
    likeness = [names.similarity(Name(family=one), Name(family=two)) for one, two in pairs]
    assert likeness[0] > 0.8
    assert likeness[1] < 0.5


@pytest.mark.parametrize(
    ("part", "printed", "made"),
    [("family", "ROE", "ROE"), ("family", "ROES", "Roes"), ("given", "JAMES", "James"), ("given", "MRJB", "MRJB"), ("given", "JEAN", "Jean"), ("given", "WILLIAM AB", "William AB")],
)  # fmt: skip
def test_short_names_in_capitals_may_be_letters(part, printed, made):
    assert getattr(names.normalise(Name(**{"family": "Doe", part: printed})), part) == made


@pytest.mark.parametrize(("between", "told"), [(5, ("Low", "JR")), (9, None)])
def test_names_near_by_tell_initials_from_a_suffix(between, told):
    pieces = [("Low JR", False), *[("Ann Roe", False)] * between, ("Roe AB", False), ("Ann Roe", False)]
    assert initials_at(pieces, 0) == told


@pytest.mark.parametrize(("last", "told"), [("Roe AB.", ("Low", "JR")), ("Roe A.", None)])
def test_the_stop_of_a_list_is_none_of_its_initials(last, told):
    assert initials_at([("Low JR", False), (last, False)], 0) == told
