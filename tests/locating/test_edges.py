"""What stands just on one side of a number of the finder: a little longer, farther or fewer, and it is found otherwise."""

from __future__ import annotations

import pytest

import backref
from backref.locating import addresses, allusions, dated_notes, notes, organisations
from backref.locating.alpha import find_alpha
from backref.model import RawCitation, Span

WORD = "strengthening "


def found(text):
    return [citation.raw for citation in backref.find(text).citations]


def citation(words):
    title = f"Heat and {WORD * words}of backs".strip()
    return f"Roe A, Doe B. {title}. Spine. 2001;3(1):11-19."


@pytest.mark.parametrize(("words", "count"), [(200, 3), (225, 2)])
def test_an_entry_holds_three_thousand_letters_at_most(words, count):
    first, last = "Moe C. Rest for backs. Spine. 2002;4(1):21-29.", "Poe D. Cold for backs. Spine. 2003;5(1):31-39."
    text = f"References\n\n1. {first}\n\n2. {citation(words)}\n\n3. {last}\n"
    assert len(found(text)) == count


@pytest.mark.parametrize(("words", "is_one"), [(0, True), (40, True), (80, False)])
def test_a_citation_in_brackets_is_neither_a_word_nor_a_page(words, is_one):
    text = f"Heat is of use ({citation(words)}) and so is rest, as everybody says who has tried it."
    assert (citation(words) in found(text)) == is_one


def test_a_long_citation_in_brackets_may_hold_a_semicolon_of_its_publisher():
    printed = f"Roe A, Doe B. Heat and {WORD * 10}of backs. 2nd ed. New York: Springer; 2001. pp. 11-19."
    assert found(f"Heat is of use ({printed}) and so is rest, as everybody says who has tried it.") == [printed]


@pytest.mark.parametrize(("words", "begins"), [(20, True), (80, False)])
def test_the_people_of_a_citation_in_a_sentence_stand_near_its_numbers(words, begins):
    printed = citation(words)
    said = found(f"Heat is of use, see {printed} So is rest, as everybody says who has tried it.")
    assert any(each.startswith("Roe A") for each in said) == begins


@pytest.mark.parametrize(("where", "count"), [("J Pain", 1), ("Leeds", 0)])
def test_four_signs_tell_a_citation_in_brackets(where, count):
    printed = f"Roe A, Doe B. Heat for the aching backs of nurses. {where} 2001"
    assert found(f"Heat is of use ({printed}) and so is rest.") == [printed] * count


@pytest.mark.parametrize(("before", "behind", "is_one"), [(20, 0, True), (26, 0, False), (2, 10, True), (2, 13, False)])
def test_beside_an_address_that_is_a_source_stands_no_more_than_a_title(before, behind, is_one):
    text = f"{'word ' * before}https://www.bmj.com/a {'word ' * behind}".strip()
    assert addresses.is_source(text) == is_one


@pytest.mark.parametrize(("labels", "is_marker"), [({"Knu97", "Moe02"}, True), ({"Knu97", "Moore2"}, False)])
def test_two_labels_of_names_make_a_list_of_them(labels, is_marker):
    text = "So it was found in [Doe99] too."
    assert bool(list(find_alpha(text, Span(0, len(text)), labels))) == is_marker


def test_an_organisation_may_stand_far_before_what_it_released():
    text = "It is old. The European Society of Anaesthesiology has published updated clinical practice guideline."
    windows = list(allusions.telling(text, [Span(0, len(text))]))
    assert [each.organisation for each in allusions.find_allusions(text, windows)] == [
        "The European Society of Anaesthesiology"
    ]


@pytest.mark.parametrize(("count", "is_note"), [(12, True), (25, False)])
def test_a_note_of_people_and_years_is_short(count, is_note):
    note = "Vgl. " + "; ".join(f"Roe 19{number}, S. 15" for number in range(10, 10 + count)) + "."
    assert bool(dated_notes.keys(note)) == is_note


def test_two_entries_without_a_label_are_a_list_of_names():
    entry = RawCitation(Span(0, 3), "Roe", None, "list")
    assert [dated_notes.is_listed([entry] * count) for count in (1, 2)] == [False, True]


def test_a_body_has_a_name_of_two_words():
    assert [organisations.is_organisation(name) for name in ("Society", "Cochrane Collaboration")] == [False, True]


@pytest.mark.parametrize(("words", "is_prose"), [(380, False), (1300, True)])
def test_a_note_names_its_work_within_three_thousand_letters(words, is_prose):
    note = f"This is {'so and ' * (words // 2)}so, see doi:10.1136/bmj.g6380"
    assert notes.explains(note) == is_prose
