"""Strings that hold several works, and strings that point back to an earlier one."""

from __future__ import annotations

import pytest

import backref
from backref import readers
from backref.fields.back import note_numbers, points_back
from backref.model import Block, Document, Span
from backref.parsing import parse, works
from backref.parsing.earlier import look_back

SMITH = "Smith J, Hill K. Pain of the back. BMJ 1999;318:12-15"
JONES = "Jones K. Opioids for back pain. Spine 2003;28:45-50."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{SMITH}; see also {JONES}", [SMITH, f"see also {JONES}"]),
        (f"(a) {SMITH}; (b) {JONES}", [f"(a) {SMITH}", f"(b) {JONES}"]),
        (f"[3] a) {SMITH}; b) {JONES}", [f"[3] a) {SMITH}", f"b) {JONES}"]),
        (f"{SMITH}; (b) {JONES}", [SMITH, f"(b) {JONES}"]),
        (f"(c) {SMITH}; (d) {JONES}", [f"(c) {SMITH}; (d) {JONES}"]),
        (f"{SMITH}.", [f"{SMITH}."]),
        # a second year and a semicolon are not enough
        (
            'Faircloth, Kelly (9 April 2012). "Donation made; Internet goes berserk". BetaBeat. Retrieved 2014-04-28.',
            [
                'Faircloth, Kelly (9 April 2012). "Donation made; Internet goes berserk". BetaBeat. Retrieved 2014-04-28.'
            ],
        ),
        (
            'Jami, Catherine (1998). "Abacus (Eastern)". In Bud, Robert; Warner, Deborah Jean (eds.). Instruments of Science. New York: Garland. 1998.',
            [
                'Jami, Catherine (1998). "Abacus (Eastern)". In Bud, Robert; Warner, Deborah Jean (eds.). Instruments of Science. New York: Garland. 1998.'
            ],
        ),
    ],
)
def test_works_are_parted_only_where_each_is_one(text, parts):
    assert [span.of(text) for span in works(text)] == parts


def test_the_first_work_is_parsed_and_the_others_are_said():
    parsed = parse(f"{SMITH}; see also {JONES}")
    assert parsed.reference.title == "Pain of the back"
    assert [problem.span.of(parsed.raw) for problem in parsed.problems if problem.code == "several-works"] == [
        f"see also {JONES}"
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ibid., p. 45.", "same-work"),
        ("12 Ebd., S. 3.", "same-work"),
        ("Smith, op. cit., p. 12.", "earlier-work"),
        ("Müller-Jentsch, a. a. O., S. 14", "earlier-work"),
        ("Ders. (1999): Das Recht. Berlin.", "same-author"),
        ("———. 2003. Another book. London: Verso.", "same-author"),
        (SMITH, None),
        ("Iblid, Karl (1999): Das Recht.", None),
    ],
)
def test_words_that_point_back(text, kind):
    found = points_back(text)
    assert (found.kind if found else None) == kind


def test_what_points_back_is_joined_to_what_is_there():
    texts = [
        f"{SMITH}.",
        "Ibid., p. 14.",
        JONES,
        "Smith, op. cit., p. 13.",
        "Ibid.",
        "Ders. (2005): Rücken. Berlin: Springer.",
    ]
    joined = look_back([parse(text) for text in texts])
    assert [earlier for _, earlier in joined] == [None, 0, None, 0, 0, None]
    assert joined[5][0].reference.author[0].family == "Smith"


def test_in_a_document_ibid_is_no_entry_of_its_own():
    text = f"One.[1] Two.[2] Three.[3]\n\nReferences\n\n1. {SMITH}.\n2. Ibid., pp. 13-14, 1999.\n3. {JONES}\n"
    bibliography = backref.resolve(text, sources=())
    assert len(bibliography.entries) == 2
    assert [pointer.references for pointer in bibliography.markers] == [(0,), (0,), (1,)]


def test_two_works_under_one_label_are_both_linked():
    text = f"One.[1] Two.[2]\n\nReferences\n\n1. {SMITH}; {JONES}\n2. Bogduk N. Clinical anatomy. Edinburgh: Churchill; 2005.\n"
    found = backref.find(text)
    linked = backref.link(text, found)
    assert [link.references for link in linked.links] == [(0, 1), (2,)]
    assert {link.status for link in linked.links} == {"linked"}


def test_two_works_in_one_bracket_are_two_markers():
    text = f"Opioids help little ({SMITH}; {JONES[:-1]}) and heat does not.\n"
    found = backref.find(text)
    linked = backref.link(text, found)
    assert [citation.raw for citation in found.citations] == [SMITH, JONES[:-1]]
    assert [link.references for link in linked.links] == [(0,), (1,)]
    assert linked.claims[0].references == (0, 1)


@pytest.mark.parametrize(
    ("note", "kind", "number"),
    [
        ("Roe, Heat (wie Anm. 3), S. 4.", "earlier-work", "3"),
        ("Smith, supra note 12, at 45.", "earlier-work", "12"),
        ("Smith (n 12) 45.", "earlier-work", "12"),
        ("Voir Bloch, art. cité (note 4), p. 17.", "earlier-work", "4"),
        ("Szabó: i. m. 23.", "earlier-work", None),
        ("Novák, c. d., s. 12.", "earlier-work", None),
        ("Ginzburg, Il formaggio, cit., p. 33.", "earlier-work", None),
        ("Иванов И. И. Указ. соч. С. 12.", "earlier-work", None),
        ("山田太郎・前掲書(注3)45頁", "earlier-work", "3"),
        ("Op. cit., p. 45.", "same-work", None),
        ("Id. at 45.", "same-work", None),
        ("Ders., S. 12.", "same-work", None),
        ("Id., Storia notturna, Torino, Einaudi, 1989.", "same-author", None),
        ("Он же. История. М., 1999.", "same-author", None),
        # the number of an issue, a series, initials, a pronoun
        ("Rossi M., Quaderni storici (n. 12), 1969, pp. 3-4.", None, None),
        ("NBER Technical Note 12, Smith J.", None, None),
        ("Broad, C. D. The Mind. London.", None, None),
        ("Dies ist eine Anmerkung.", None, None),
    ],
)
def test_words_of_notes_that_point_back(note, kind, number):
    found = points_back(note)
    assert (found.kind if found else None, found.note if found else None) == (kind, number)


NOTES = {
    "Roe in full": "Anna Roe, Heat for Backs, London 1999, S. 6.",
    "two works": "Vgl. Jan Poe, Rest and Pain, Oxford 1983, S. 55; ders., Work and Pain, London 1964, S. 2.",
    "wie Anm. 1": "Roe, Heat (wie Anm. 1), S. 44.",
    "wie Anm. 2": "Poe, Work (wie Anm. 2), S. 9.",
    "short": "Poe, Rest, S. 12.",
    "ebd.": "Ebd., S. 13.",
    "ders.": "Ders., Walking, London 1959.",
    "a. a. O.": "Roe, a. a. O., S. 9.",
    "wrong note": "Roe, Heat (wie Anm. 2), S. 2.",
    "no such work": "Moe, Cold (wie Anm. 1), S. 2.",
    "only a note": "Siehe oben Anm. 2.",
    "only notes": "See notes 1 and 2.",
    "one work of that name": "Roe (n 2) 12.",
}


@pytest.fixture(scope="module")
def noted():
    body = "# Notes\n\n" + "\n\n".join(f"Claim {n} holds.[^{n}]" for n in range(1, len(NOTES) + 1))
    notes = "\n".join(f"[^{n}]: {note}" for n, note in enumerate(NOTES.values(), 1))
    return backref.resolve(readers.read(f"{body}\n\n{notes}\n".encode(), "notes.md"), sources=())


def test_notes_stand_for_the_works_that_they_lead_to(noted):
    keys = [[noted.entries[at].key for at in pointer.references] for pointer in noted.markers]
    assert dict(zip(NOTES, keys, strict=True)) == {
        "Roe in full": ["roe1999"],
        "two works": ["poe1983", "poe1964"],
        "wie Anm. 1": ["roe1999"],
        "wie Anm. 2": ["poe1964"],
        "short": ["poe1983"],
        "ebd.": ["poe1983"],
        "ders.": ["poe1959"],
        "a. a. O.": ["roe1999"],
        "wrong note": ["roe1999"],
        "no such work": ["moend"],
        "only a note": ["poe1983", "poe1964"],
        "only notes": ["roe1999", "poe1983", "poe1964"],
        "one work of that name": ["roe1999"],
    }
    wrong = [problem.message for problem in noted.problems if problem.code == "wrong-note"]
    assert [message.partition(":")[2] for message in wrong] == [
        " note 2 has no such work before this one",
        " note 1 has no such work before this one",
        " note 2 has no such work before this one",
    ]


def test_notes_have_the_numbers_that_are_printed():
    blocks = [Block(Span(0, 1), "footnote", label=label) for label in ("^f20", "^f21", "^7", "3")]
    labels = [block.label for block in blocks]
    numbers = note_numbers(Document("abcd", blocks=tuple(blocks)), labels)
    assert numbers == {"^f20": "1", "^f21": "2", "^7": "7", "3": "3"}


def test_notes_that_are_broken_into_lines_are_the_same_notes(noted):
    notes = "\n\n".join(f"\\footnote{{{note}}}" for note in NOTES.values())
    wrapped = notes.replace(" and ", "\n  and ").replace("a. O", "a.\n  O").replace("wie Anm", "wie\n  Anm")
    text = f"\\documentclass{{article}}\\begin{{document}}\n{wrapped}\n\\end{{document}}"
    found = backref.resolve(readers.read(text.encode(), "notes.tex"), sources=())
    assert [entry.key for entry in found.entries] == [entry.key for entry in noted.entries]


def test_a_work_that_later_notes_cite_again_is_no_duplicate(noted):
    assert [entry.key for entry in noted.entries if entry.resolution.findings] == []


def test_the_page_that_a_note_cites_is_not_the_books(noted):
    assert (noted.entries[0].reference.page, noted.entries[0].reference.locator) == (None, "6")
    assert [person.given for person in noted.entries[2].reference.author] == ["Jan"]
    assert noted.entries[2].reference.title == "Work and Pain"


def test_the_number_of_a_note_decides_between_works_of_one_author():
    texts = [SMITH, "Smith J. Heat for backs. Spine 2003;28:45-50.", "Smith (n 1) 14.", "Smith (n 2) 46."]
    joined = look_back([parse(text) for text in texts], ["1", "2", "3", "4"])
    assert [earlier for _, earlier in joined] == [None, None, 0, 1]


@pytest.mark.parametrize(("second", "found"), [("Ibid., 14.", True), ("The harvest was good in these years.", False)])
def test_numbered_lines_are_notes_where_one_of_them_points_back(second, found):
    notes = f"1. Plato, Republic, 514a.\n2. {second}\n3. Aristoteles, Ethik, 1094a.\n4. The parish of Leeds, St John, 1834.\n"
    citations = backref.find(f"Heat helps.[1] It did.[2] Or not.[3] And so on.[4]\n\nRemarks\n\n{notes}").citations
    assert any(citation.label == "4" for citation in citations) is found


@pytest.mark.parametrize(
    ("texts", "earlier"),
    [
        (["Katz v. United States, 389 U.S. 347 (1967).", "Roe A. Heat. BMJ 1999;318:12.", "Katz, supra note 1, at 353."], 0),
        (["Report on Heat for Backs. London: House, 2001.", "Roe A. Heat. BMJ 1999;318:12.", "Report on Heat, supra note 1, at 3."], 0),
        (["Roe A. Heat. BMJ 1999;318:12.", "Doe B. Rest. BMJ 1999;318:13.", "Id."], 1),
        (["Roe A. Heat. BMJ 1999;318:12.", "Doe B. Rest. BMJ 1999;318:13.", "Id. at 14 n.3 (Harlan, J., concurring)."], 1),
        (["Roe A. Heat. BMJ 1999;318:12.", "Doe B. Rest. BMJ 1999;318:13.", "Heat, supra note 2, at 3."], None),
    ],
)  # fmt: skip
def test_what_has_no_author_is_called_by_its_title_and_the_same_by_a_word(texts, earlier):
    assert look_back([parse(text) for text in texts], "123")[-1][1] == earlier
