"""People who just are, and just are not, one person: a letter, a name or a person more, and it is told otherwise."""

from __future__ import annotations

import pytest

from backref.fields import people
from backref.model import Name


def person(family, given=None):
    return Name(family=family, given=given)


def related(ours, theirs):
    return [pair.relation for pair in people.relate(ours, theirs).pairs]


@pytest.mark.parametrize(
    ("ours", "theirs", "relation"),
    [
        # given names of four letters may differ in one
        ("Erik", "Eric", "compatible"),
        ("Jon", "Jan", "differs"),
        # two syllables glued or apart, and initials of both
        ("Xiao-Ming", "Xiaoming", "compatible"),
        ("XM", "Xiao Ming", "compatible"),
        ("Jo An", "J", "compatible"),
        ("Jo An", "Joanne", "compatible"),
        # capitals are initials, four of them where none is a vowel
        ("JMRB", "John Michael", "compatible"),
        ("JAM", "Jo Alan", "compatible"),
        ("ANNA", "Alice Nora", "differs"),
        # a short form, and the whole one's beginning
        ("Bob", "Robert", "compatible"),
        ("Bob", "Robertson", "compatible"),
        ("Bob", "Rob", "compatible"),
        ("Bob", "Rose", "differs"),
    ],
)
def test_given_names(ours, theirs, relation):
    assert related([person("Roe", ours)], [person("Roe", theirs)]) == [relation]


@pytest.mark.parametrize(
    ("ours", "theirs", "relation"),
    [
        ("Mohr", "Mohl", "compatible"),
        ("Roe", "Rot", "differs"),
        ("Schneider", "Schnaidar", "compatible"),
        ("Petersen", "Petarsan", "differs"),
    ],
)
def test_family_names_may_be_misspelt_by_a_letter_and_long_ones_by_two(ours, theirs, relation):
    assert related([person(ours, "Ann")], [person(theirs, "Ann")]) == [relation]


@pytest.mark.parametrize(("number", "relation"), [(2, "added"), (3, "compatible")])
def test_a_record_with_one_of_three_people_is_cut(number, relation):
    text = [person(name, "Ann") for name in ("Roe", "Doe", "Moe")[:number]]
    assert related(text, text[:1])[1:] == [relation] * (number - 1)


@pytest.mark.parametrize(("whole", "family"), [("欧阳明", "欧阳"), ("欧阳", "欧")])
def test_a_long_chinese_family_name_leaves_a_given_name(whole, family):
    others = [Name(family=family, given=whole[len(family) :])]
    assert related([Name(literal=whole)], others) == ["same"]


@pytest.mark.parametrize(
    ("ours", "theirs", "relation"),
    [("National Institute for Back Pain", "National Institutes for Back Pain", "compatible"), ("National Institute for Back Pain", "National Centre of Knee Pain", "differs")],
)  # fmt: skip
def test_names_of_groups_may_be_printed_otherwise(ours, theirs, relation):
    assert related([Name(literal=ours)], [Name(literal=theirs)]) == [relation]


def test_who_is_listed_twice_may_be_printed_otherwise():
    found = people.relate([person("Schneider", "Ann")], [person("Schneider", "Ann"), person("Schnaider", "Ann")])
    assert [(pair.relation, pair.how) for pair in found.pairs] == [("same", ""), ("compatible", "listed twice")]


def test_who_has_another_role_may_be_printed_otherwise():
    found = people.relate([person("Roe", "Ann"), person("Schneider", "Ann")], [person("Roe", "Ann")], others=[person("Schnaider", "Ann")])  # fmt: skip
    assert [(pair.relation, pair.how) for pair in found.pairs] == [("same", ""), ("compatible", "in another role")]


@pytest.mark.parametrize(("number", "relations"), [(30, {"moved"}), (50, {"differs"})])
def test_in_long_lists_only_people_of_one_family_name_are_looked_for(number, relations):
    """The right place of forty people left over is sought among all of the other list."""
    ours = [
        person(f"Schn{chr(97 + at % 26)}ider{chr(97 + at // 26)}", f"{chr(97 + at % 26)}nn") for at in range(number)
    ]
    theirs = [person(f"{each.family}x", each.given) for each in ours]
    turned = [*theirs[1:], theirs[0]]
    assert {"moved"} & set(related(ours, turned)) == {"moved"} & relations
