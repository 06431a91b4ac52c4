"""Lists of names that stand just on one side of a number of the code: one more letter, word or person, and they are read otherwise."""

from __future__ import annotations

import pytest

from backref.fields import names

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
    # letters of several organisations at the head of a list of people, whatever their number
    "SIGN, NICE, Roe A": ["SIGN!", "NICE!", "Roe, A"],
    "García Márquez, Gabriel, Roe, Jane": ["García Márquez, Gabriel", "Roe, Jane"],
    "Smith, John, Roe, Jane, Chou R": ["Smith, John", "Roe, Jane", "Chou, R"],
    "Smith and Jones, Roe and Poe": ["Smith", "Jones", "Roe", "Poe"],
}


def shown(name):
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    return f"{name.literal}!" if name.literal else f"{family}, {name.given}" if name.given else family


@pytest.mark.parametrize("text", LISTS)
def test_a_list_at_the_edge(text):
    assert [shown(name) for name in names.parse(text).names] == LISTS[text]
