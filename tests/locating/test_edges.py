"""What stands just on one side of a number of the finder: a little longer, farther or fewer, and it is found otherwise."""

from __future__ import annotations

import re

import pytest

import backref
from backref import readers
from backref.locating import (
    addresses,
    allusions,
    citations,
    dated_notes,
    noted,
    organisations,
    pasted,
    run_on,
    script_names,
    signs,
    standing,
    titles,
    unsupported,
    written,
)
from backref.locating.alpha import Alpha
from backref.locating.indices import NumberRuns
from backref.locating.markers import expand, find_markers
from backref.locating.named import find_named
from backref.model import Block, Document, Marker, RawCitation, Span

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
    assert bool(list(Alpha(labels).find(text, Span(0, len(text))))) == is_marker


def test_an_organisation_may_stand_far_before_what_it_released():
    text = "It is old. The European Society of Anaesthesiology has published updated clinical practice guideline."
    windows = allusions.telling(text, [Span(0, len(text))])
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
    return [marker.span.of(text) for marker in standing.believed(NumberRuns(text), markers, ())]


@pytest.mark.parametrize(
    ("head", "is_marker"),
    [("Nurses [1]", False), ("Share of all old nurses [1]", False), ("Heat is of some use to nurses [1]", True)],
)
def test_a_number_behind_the_heading_of_a_column_is_no_marker(head, is_marker):
    assert believed(f"{head}\n\n") == ["[1]"] * is_marker


@pytest.mark.parametrize(("proved", "count"), [(2, 5), (1, 1)])
def test_two_in_five_numbers_that_stand_as_markers_do_are_enough_for_the_others(proved, count):
    text = "It helps.[1] " * proved + "So [2] says. " * (5 - proved)
    assert len(believed(text)) == count


@pytest.mark.parametrize(("numbers", "is_marker"), [("1-4", True), ("1-5", False)])
def test_a_range_of_many_numbers_that_no_list_has_is_an_interval(numbers, is_marker):
    assert believed(f"Heat is of use in some months [{numbers}].") == [f"[{numbers}]"] * is_marker


def glued(numbers, labels=40, other=""):
    text = f"{other}So {' '.join(f'it helps.{number} It is so said' for number in numbers)}."
    found = find_markers(text, [Span(0, len(text))], [], frozenset(map(str, range(1, labels + 1))))
    return sum(marker.span.of(text)[0] != "[" for marker in found)


@pytest.mark.parametrize(
    ("numbers", "count"),
    [
        ([1, 2, 3, 4], 0),
        ([1, 2, 3, 4, 5, 6], 6),
        ([1, 2, 3, 4, 7, 8], 6),
        ([1, 2, 3, 5, 7, 10], 0),
        ([1, 2, 3, 4, 5, 8, 12, 13, 14], 6),
    ],
)
def test_five_numbers_that_count_nearly_all_to_the_highest_are_raised(numbers, count):
    assert glued(numbers) == count


@pytest.mark.parametrize(("others", "count"), [(1, 10), (2, 0)])
def test_where_one_entry_in_five_has_a_marker_in_brackets_a_digit_is_none(others, count):
    assert glued(range(1, 11), labels=10, other="".join(f"Heat helps [{n}]. " for n in range(1, others + 1))) == count


@pytest.mark.parametrize(("groups", "count"), [(2, 0), (3, 6)])
def test_numbers_in_round_brackets_are_markers_where_three_groups_are(groups, count):
    told = (
        ["(1,2)", "(3,4)", "(5,6)", "(7)", "(8)", "(9)"]
        if groups == 3
        else ["(1,2)", "(3,4)", "(5)", "(6)", "(7)", "(8)"]
    )
    text = " ".join(f"It helps {each} nurses." for each in told)
    assert len(find_markers(text, [Span(0, len(text))], [], frozenset(map(str, range(1, 41))))) == count


LISTED = [
    "Roe, A., Doe, B. and Moe, C. (2001). Heat for the aching backs of nurses in hospitals. Spine, 26(3), 11–19.",
    "Doe, B. and Poe, D. (2002). Rest for the aching backs of nurses in hospitals of the north. Spine, 27(1), 21–30.",
    "Moe, C., Roe, A. and Poe, D. (2003). Cold for the knees of runners in the winter of a marathon. Pain, 12(4), 201–209.",
]


def test_a_long_paragraph_of_a_list_holds_several_entries():
    assert found("# References\n\n" + " ".join(LISTED * 3)) == LISTED * 3


def test_one_small_word_behind_the_people_is_of_the_journal():
    printed = "Wildlife values of rice. Roe, J.M., Doe, C.S., and Poe, M.R. Conserv ricelands North Am, 2008: 7-90"
    assert found(f"As it was said in earlier work {printed}. So it is.") == [printed]


@pytest.mark.parametrize(("number", "cuts"), [(2, 0), (3, 2)])
def test_a_paragraph_without_a_heading_is_cut_where_three_numbers_count(number, cuts):
    entries = (
        "Roe A. Heat for backs. Spine. 2001;26(3):1-9.",
        "Doe B. Rest for backs. Spine. 2002;27(1):11-19.",
        "Poe C. Cold for backs. Spine. 2003;28:21-29.",
    )
    text = " ".join(f"{at}. {entry}" for at, entry in enumerate(entries[:number], 1))
    assert len(run_on.numbered_within(text, Span(0, len(text)), is_listed=False)) == cuts


@pytest.mark.parametrize(("name", "start"), [("王小明", 0), ("王朝时代", None)])
def test_a_chinese_name_has_three_letters_at_most(name, start):
    assert script_names.surname_start(name) == start


@pytest.mark.parametrize(("rest", "start"), [("李小明", 0), ("李的小明", None)])
def test_a_given_name_behind_a_known_family_name_has_two_letters(rest, start):
    assert script_names.name_start(rest, frozenset({"李"})) == start


@pytest.mark.parametrize(("verbs", "is_prose"), [(2, False), (3, True)])
def test_three_words_of_sentences_make_prose(verbs, is_prose):
    assert signs.is_prose("Heat " * 10 + "is " * verbs) == is_prose


@pytest.mark.parametrize(("parts", "is_cited"), [("Roe, 5", False), ("Roe, Heat, 5", True)])
def test_a_note_that_cites_has_three_parts(parts, is_cited):
    assert noted.cites(parts) == is_cited


@pytest.mark.parametrize(("small", "is_cited"), [(2, True), (7, False)])
def test_a_note_that_cites_is_not_all_small_letters(small, is_cited):
    assert noted.cites(f"Roe, {'heat ' * small}, 5.") == is_cited


@pytest.mark.parametrize(("number", "is_marker"), [(14, True), (16, False)])
def test_where_a_list_is_linked_numbers_count_little_farther_than_it(number, is_marker):
    text = f"It helps [1] and so [2] and so [3] it is, as in [{number}] all say."
    markers = [Marker(Span(*m.span()), "numeric", (m[1],)) for m in re.finditer(r"\[(\d+)\]", text)]
    labels = frozenset(("1", "2", "3", "10"))
    assert (
        f"[{number}]" in [m.span.of(text) for m in standing.believed(NumberRuns(text), markers, labels)]
    ) == is_marker


@pytest.mark.parametrize(("linked", "is_marker"), [(1, False), (2, True)])
def test_numbers_without_an_entry_are_believed_beside_those_with_one(linked, is_marker):
    text = "".join(f"So it helps [{n}] all. " for n in (*range(1, linked + 1), 3, 4))
    markers = [Marker(Span(*m.span()), "numeric", (m[1],)) for m in re.finditer(r"\[(\d+)\]", text)]
    labels = frozenset(map(str, (*range(1, linked + 1), 5)))
    assert ("[3]" in [m.span.of(text) for m in standing.believed(NumberRuns(text), markers, labels)]) == is_marker


@pytest.mark.parametrize(("title", "begins"), [("Heat for the back", False), ("Heat for aching backs", True)])
def test_a_title_of_several_words_has_twenty_letters(title, begins):
    host = "Rest did nothing, in agreement with earlier studies "
    window = f"{host}{title}. Roe, A. Spine, "
    assert (titles.title_start(window, len(host) + len(title) + 1) == len(host)) == begins


@pytest.mark.parametrize(("title", "begins"), [("Melioidosis", True), ("Heat", False)])
def test_a_title_of_one_word_is_a_long_word(title, begins):
    host = "Rest did nothing, in agreement with earlier studies of all kinds "
    window = f"{host}{title}. Roe, A. Spine, "
    assert (titles.title_start(window, len(host) + len(title) + 1) == len(host)) == begins


@pytest.mark.parametrize(("numbers", "is_data"), [(6, False), (7, True)])
def test_a_row_of_data_is_numbers_for_the_most_part(numbers, is_data):
    assert written.is_code_or_data(" ".join([*["Angus"] * (10 - numbers), *["43.1"] * numbers])) == is_data


@pytest.mark.parametrize(("text", "count"), [("Heat helps 20% more.", 1), ("Heat helps 20%.", 0)])
def test_a_sentence_that_asserts_has_four_words(text, count):
    page = readers.read_text(text)
    assert len(unsupported.find_unsupported(page, backref.find(page))) == count


@pytest.mark.parametrize(("who", "is_marker"), [("Ott", True), ("Sept", False), ("Mai", False), ("Roe", True)])
def test_a_month_is_no_author_and_of_its_abbreviations_only_long_ones(who, is_marker):
    text = f"So it was ({who}, 2001) said."
    assert bool(list(find_named(text, Span(0, len(text))))) == is_marker


@pytest.mark.parametrize(("numbers", "counts"), [((1, 2, 3, 7, 8, 12), True), ((1, 2, 5, 9, 10, 14, 20), False)])
def test_the_numbers_of_a_pasted_list_count_for_the_most_part(numbers, counts):
    assert pasted._counts([f"{number}. Roe A." for number in numbers]) == counts


def problems(text, name="page.md"):
    return [problem.message for problem in backref.find(readers.read(text.encode(), name)).problems]


@pytest.mark.parametrize(("lines", "count"), [(3, 3), (4, 0)])
def test_three_lines_between_two_entries_are_of_their_list(lines, count):
    first, last = (f"{number}. {citation(0)}" for number in (1, 3))
    second, fourth = (f"{number}. Poe D. Cold for backs. Spine. 2003;5(1):31-39." for number in (2, 4))
    between = [f"Heat eases the backs of {number}." for number in ("one", "two", "three", "four")[:lines]]
    assert len(problems("\n\n".join([first, second, *between, last, fourth]))) == count


@pytest.mark.parametrize(("length", "is_whole"), [(56, True), (62, False)])
def test_sixty_letters_of_a_line_are_shown(length, is_whole):
    line = ("Something about heat that nobody has ever written down or read"[:length]).ljust(length, "x")
    [message] = problems(
        f"References\n\n1. {citation(0)}\n\n- {line}\n\n2. Poe D. Cold for backs. Spine. 2003;5(1):31-39.\n", "page.txt"
    )
    assert (line in message) == is_whole


def test_twenty_buttons_are_named():
    words = ("Crossref", "PubMed", "Scopus", "Medline", "Download citation")
    lines = "\n\n".join(
        f"{one} {two}" for one in words for two in ("PubMed", "Crossref", "Google Scholar", "CAS", "ISI")
    )
    [message] = problems(
        f"# References\n\n1. {citation(0)}\n\n{lines}\n\n2. Poe D. Cold for backs. Spine. 2003;5(1):31-39.\n"
    )
    assert message.count(", ") == 19


LABELS = ("1. Roe", "[1] Roe", "(1) Roe", "¹ Roe", "#1 Roe", "S1. Roe", "Ref. 1: Roe", "Quelle 1: Roe", "Lit 1: Roe", "source 1: Roe")  # fmt: skip


@pytest.mark.parametrize("printed", [*LABELS, *(f"  {each}" for each in LABELS)])
def test_a_line_is_not_plain_that_begins_with_a_label(printed):
    text = f"{printed} A. Heat. 2001."
    document = Document(name="x", text=text, blocks=(Block(Span(0, len(text)), "paragraph"),))
    [unit] = citations.units(document)
    assert unit.label in ("1", "S1")


@pytest.mark.parametrize("before", ["", "x " * 200, "(2001) " * 90])
def test_names_before_years_are_found_however_far_apart_they_stand(before):
    text = f"As Smith (2001) said. {before}So did Doe and Poe (2003a, 2004). {before}Nobody (2005)."
    keys = [marker.keys for marker in find_named(text, Span(0, len(text)))]
    assert keys == [("Smith 2001",), ("Doe and Poe 2003a", "Doe and Poe 2004"), ("Nobody 2005",)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The evidence is unclear.", ["certainty"]),
        ("A cohort study of rest.", ["cohort study"]),
        ("It found that no rest helps 12 patients.", ["finding", "sample size"]),
    ],
)
def test_cues_of_one_kind_are_found_without_words_of_the_others(text, kinds):
    windows = allusions.telling(text, [Span(0, len(text))])
    assert sorted(cue.kind for cue in allusions.find_cues(text, windows)) == kinds


def test_words_in_small_letters_are_counted_over_all_people_before_numbers():
    """Two make a title: one stands behind the people nearest to the numbers, one before them."""
    text = "It is said that Doe B, Hill C. Heat lasts, Roe A. Rest heals 2001;26:1-9."
    [found] = citations.find_citations(readers.read_text(text))
    assert found.raw.startswith("Doe B, Hill C. Heat")


LIKELY, WEAK = (
    '"Heat for backs {}." *Spine* {} (2020): 101–110.',
    "Pain and Society, part {}. Leeds: Cold Press, 2016 ({}).",
)


@pytest.mark.parametrize(
    ("likely", "weak", "heading", "number"),
    [
        (2, 2, "Books", 4), (2, 3, "Books", 2), (1, 1, "Books", 1), (2, 2, "3. Selected publications (since 2010):", 4), (2, 2, "The books", 2),
    ],
)  # fmt: skip
def test_works_of_ones_own_are_a_list_where_half_are_likely(likely, weak, heading, number):
    lines = [form.format(n, n) for form, many in ((LIKELY, likely), (WEAK, weak)) for n in range(many)]
    text = f"# {heading}\n\n" + "\n\n".join(lines) + "\n"
    assert len(backref.find(readers.read(text.encode(), "a.md")).citations) == number


@pytest.mark.parametrize(("cases", "others", "number"), [(2, 2, 2), (2, 3, 0), (1, 0, 0)])
def test_lines_that_count_up_are_notes_of_law_where_half_are_cases(cases, others, number):
    lines = [f"{n} Roe v. {'Doe' * n}, 389 U.S. 347 (1967)." for n in range(1, cases + 1)]
    lines += [f"{n} The town was warm." for n in range(cases + 1, cases + others + 1)]
    text = "Heat rises.1 It falls.2\n\n" + "\n".join(lines) + "\n"
    assert len(backref.find(readers.read(text.encode(), "a.txt")).citations) == number


def _by_chapter(first: str, second: str) -> list[tuple[str, str]]:
    notes = [
        "Roe A. Heat. Spine. 2001;26:1-9.",
        "Doe B. Rest. Spine. 2002;27:11-19.",
        "Poe C. Cold. Pain. 2003;28:21-29.",
    ]
    listed = "\n\n".join(f"{n}. {note}" for n, note in enumerate(notes, 1))
    again = listed.replace("200", "199").replace("Spine", "BMJ")
    text = f"# One\n\n{first}\n\n# Two\n\n{second}\n\n# Notes\n\n## One\n\n{listed}\n\n## Two\n\n{again}\n"
    document = readers.read(text.encode(), "a.md")
    found = backref.find(document)
    raws = [citation.raw for citation in found.citations]
    links = backref.link(document, found).links
    return [(each.status, "".join(raws[n][0] for n in each.references if "199" in raws[n])) for each in links]


def test_notes_behind_the_last_chapter_are_those_of_the_chapter_that_counts_as_they_do():
    counted = "Heat [1]. Rest [2]. Cold [3]."
    linked = [*(("linked", at) for at in ("", "", "", "R", "D", "P"))]
    assert _by_chapter(counted, counted) == linked
    assert _by_chapter(counted, f"{counted} More [5].")[:6] == linked
    for first, second in (
        (counted, "Heat [1]. Rest [2]."),  # too few of its notes
        (counted, f"{counted} Again [1]."),  # three that begin with 1, and two lists
        (counted, "Heat [2]. Rest [3]."),  # one that does not
        (counted, f"{counted} More [6]."),  # far beyond its notes
    ):
        assert "ambiguous" in [status for status, _ in _by_chapter(first, second)]
