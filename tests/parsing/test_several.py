"""Strings that hold several works, and strings that point back to an earlier one."""

from __future__ import annotations

import pytest

import backref
from backref.fields.back import points_back
from backref.parsing import parse, works
from backref.parsing.earlier import look_back

SMITH = "Smith J, Hill K. Pain of the back. BMJ 1999;318:12-15"
JONES = "Jones K. Opioids for back pain. Spine 2003;28:45-50."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{SMITH}; see also {JONES}", [SMITH, f"see also {JONES}"]),
        (f"(a) {SMITH}; (b) {JONES}", [f"(a) {SMITH}", f"(b) {JONES}"]),
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
