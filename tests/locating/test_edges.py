"""What stands just on one side of a number of the finder: a little longer, farther or fewer, and it is found otherwise."""

from __future__ import annotations

import re

import pytest

import backref
from backref.locating import addresses, allusions, dated_notes, noted, organisations, standing
from backref.locating.alpha import find_alpha
from backref.locating.markers import expand
from backref.model import Marker, RawCitation, Span

WORD = "strengthening "


def found(text):
    return [citation.raw for citation in backref.find(text).citations]


def citation(words):
    title = f"Heat and {WORD * words}of backs".strip()
    return f"Roe A, Doe B. {title}. Spine. 2001;3(1):11-19."


@pytest.mark.parametrize(("words", "is_one"), [(0, True), (40, True), (80, False)])
def test_a_citation_in_brackets_is_neither_a_word_nor_a_page(words, is_one):
    text = f"Heat is of use ({citation(words)}) and so is rest, as everybody says who has tried it."
    assert (citation(words) in found(text)) == is_one


def test_a_long_citation_in_brackets_may_hold_a_semicolon_of_its_publisher():
    printed = f"Roe A, Doe B. Heat and {WORD * 10}of backs. 2nd ed. New York: Springer; 2001. pp. 11-19."
    assert found(f"Heat is of use ({printed}) and so is rest, as everybody says who has tried it.") == [printed]


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


def test_two_entries_without_a_label_are_a_list_of_names():
    entry = RawCitation(Span(0, 3), "Roe", None, "list")
    assert [dated_notes.is_listed([entry] * count) for count in (1, 2)] == [False, True]


def test_a_body_has_a_name_of_two_words():
    assert [organisations.is_organisation(name) for name in ("Society", "Cochrane Collaboration")] == [False, True]


@pytest.mark.parametrize(("words", "is_cited"), [(8, True), (9, False)])
def test_the_first_part_of_a_note_is_people_a_title_or_an_archive(words, is_cited):
    assert noted.cites(f"{' '.join(['London'] * words)}, 4 March 1834, 5.") == is_cited


def believed(text):
    markers = [Marker(Span(*m.span()), "numeric", expand(m.group()[1:-1])) for m in re.finditer(r"\[.*?\]", text)]
    return [marker.span.of(text) for marker in standing.believed(text, markers, ())]


@pytest.mark.parametrize(("head", "is_marker"), [("Nurses [1]", False), ("Share of all old nurses [1]", False), ("Heat is of some use to nurses [1]", True)])
def test_a_number_behind_the_heading_of_a_column_is_no_marker(head, is_marker):
    assert believed(f"{head}\n\n") == ["[1]"] * is_marker


@pytest.mark.parametrize(("proved", "count"), [(2, 5), (1, 1)])
def test_two_in_five_numbers_that_stand_as_markers_do_are_enough_for_the_others(proved, count):
    text = "It helps.[1] " * proved + "So [2] says. " * (5 - proved)
    assert len(believed(text)) == count


@pytest.mark.parametrize(("numbers", "is_marker"), [("1-4", True), ("1-5", False)])
def test_a_range_of_many_numbers_that_no_list_has_is_an_interval(numbers, is_marker):
    assert believed(f"Heat is of use in some months [{numbers}].") == [f"[{numbers}]"] * is_marker
