"""Lists whose entries go over several lines: whatever shows where each begins, each comes back whole, with its place in
the file.
"""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backref
from backref import readers
from backref.readers import read_text

GOLD = Path(__file__).resolve().parents[1] / "gold" / "citations.jsonl"
KINDS = ("law reports", "statutes", "treaties", "films", "maps", "archives", "volumes")  # no styles: rows of many lists
LAYOUTS = {
    "hanging": ("", "    ", ""),
    "square": ("[{}] ", "    ", ""),
    "square, flush": ("[{}] ", "", ""),
    "stop": ("{}. ", "   ", ""),
    "stop, flush": ("{}. ", "", ""),
    "round": ("  ({}) ", "  ", ""),
    "first line indented": ("    ", "", ""),
    "flush": ("", "", ""),
    "blank lines": ("", "", "\n"),
    "blank lines and labels": ("[{}] ", "", "\n"),
}


def by_style() -> dict[str, list[str]]:
    """The gold strings of each style, without their labels."""
    found: dict[str, list[str]] = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        raw = re.sub(r"^(?:\[\d+\]|\^|\d{1,3}\.)\s", "", row["raw"].replace("\n", " "))
        found.setdefault(row["style"], []).append(raw)
    return {style: strings for style, strings in found.items() if len(strings) > 3 and style not in KINDS}


STYLES = by_style()


def laid(strings: list[str], layout: str, width: int) -> str:
    first, following, between = LAYOUTS[layout]
    entries = [
        textwrap.fill(
            string, width, initial_indent=first.format(n), subsequent_indent=following, break_long_words=False
        )
        for n, string in enumerate(strings, 1)
    ]
    return "\n".join(entry + between for entry in entries)


def document(body: str) -> str:
    return f"Heat helps backs.\n\nReferences\n\n{body}\n\nAppendix\n\nWhat stands behind it.\n"


def letters(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text)


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_entries_come_back_whole(layout, width):
    lost = []
    for style, strings in STYLES.items():
        text = document(laid(strings, layout, width))
        read = read_text(text)
        found = backref.find(read)
        whole = {letters(citation.raw) for citation in found.citations}
        lost += [(style, string) for string in strings if letters(string) not in whole]
        for citation in found.citations:
            printed = read.to_source(citation.span).of(text)
            assert letters(printed) == letters(citation.raw)
    most = 0.08 if layout == "flush" else 0.04  # where nothing shows which line begins an entry
    assert len(lost) <= most * sum(map(len, STYLES.values())), lost


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(STYLES)), st.sampled_from(sorted(LAYOUTS)), st.integers(50, 90), st.data())
def test_each_line_of_a_list_is_in_an_entry_or_named(style, layout, width, data):
    strings = data.draw(st.lists(st.sampled_from(STYLES[style]), min_size=3, max_size=12, unique=True))
    if data.draw(st.booleans()):
        strings.insert(data.draw(st.integers(0, len(strings))), "Nothing that anybody would cite, since it says so.")
    text = document(laid(strings, layout, width))
    read = read_text(text)
    found = backref.find(read)
    entries = [read.to_source(citation.span) for citation in found.citations]
    named = [read.to_source(problem.span) for problem in found.problems if problem.span]
    start, end = text.index("References") + 10, text.index("Appendix")
    at = 0
    for line in text.splitlines(keepends=True):
        words = re.search(r"[^\W\d_]{2}", line)
        if words and start <= at < end and entries:
            place = at + words.start()
            assert any(s.start <= place < s.end for s in [*entries, *named]), line
        at += len(line)


def test_a_page_break_inside_an_entry_is_no_part_of_it():
    text = (
        "Heat helps [1].\n\nReferences\n\n[1] A. Roe, B. Doe, and C. Poe. Heat for backs:\n\n12\n\f"
        "Journal of Backs 12 (2015)\n    a randomized trial in adults. Spine, 2001.\n[2] D. Moe. Rest for backs. Spine,\n"
        "    27(4):11-19, 2002.\n\n13\n\fJournal of Backs 12 (2015)\n[3] E. Foe. Massage. Pain, 2003.\n"
    )
    read = read_text(text)
    raws = [citation.raw for citation in backref.find(read).citations]
    assert raws == [
        "A. Roe, B. Doe, and C. Poe. Heat for backs: a randomized trial in adults. Spine, 2001.",
        "D. Moe. Rest for backs. Spine, 27(4):11-19, 2002.",
        "E. Foe. Massage. Pain, 2003.",
    ]


def test_a_list_in_a_letter_is_read_behind_its_marks():
    text = "> Heat helps [1].\n>\n> References\n>\n> [1] A. Roe, B. Doe, and C. Poe. Heat for backs: a demon-\n>     stration. Spine, 2001.\n> [2] D. Moe. Rest for backs.\n>     Spine, 2002.\n"
    read = read_text(text)
    found = backref.find(read)
    assert [citation.raw for citation in found.citations] == [
        "A. Roe, B. Doe, and C. Poe. Heat for backs: a demonstration. Spine, 2001.",
        "D. Moe. Rest for backs. Spine, 2002.",
    ]
    assert read.to_source(found.citations[0].span).of(text).endswith("a demon-\n>     stration. Spine, 2001.")


def test_the_number_of_a_page_before_a_label_is_no_part_of_it():
    text = (
        "Health spending rose.\n\nReferences\n\n14. Roe A. Health at a glance: a long title that goes on in\nthe next line. Paris: OECD; 2017.\n"
        "2415. Doe B. Health at a glance: another title that goes on\nand on. Paris: OECD; 2018.\n"
    )
    assert [(c.label, c.raw[:6]) for c in backref.find(read_text(text)).citations] == [
        ("14", "Roe A."),
        ("15", "Doe B."),
    ]


def test_buttons_of_a_page_are_named_together():
    entries = [
        f"{n}. Roe A, Doe B. Heat for backs {n}. Spine. 20{n:02}; 26: 11-19.\nView Article PubMed/NCBI Google Scholar"
        for n in range(1, 6)
    ]
    found = backref.find(read_text("Heat helps.\n\nReferences\n\n" + "\n".join(entries)))
    assert len(found.citations) == 5
    assert [problem.code for problem in found.problems] in ([], ["unread-buttons"])


def test_what_is_not_wrapped_is_the_file_as_read():
    text = "Heat helps.\n\nResults\n\nHeat helps most people.\n"
    document = readers.read(text.encode(), "x.txt")
    assert (document.text, document.segments) == (text, ())


@pytest.mark.parametrize("name", ["a.rst", "a.html", "a.md"])
def test_a_list_that_stands_as_it_was_typed(name):
    body = "[1] A. Roe, B. Doe, and C. Poe. Heat for backs: a\n    demonstration. Spine, 26(1):11-19, 2001.\n[2] D. Moe. Rest for backs. Spine,\n    27(4):11-19, 2002.\n"
    text = {
        "a.rst": "Heat helps [1].\n\nReferences\n==========\n\n::\n\n" + textwrap.indent(body, "    "),
        "a.html": f"<p>Heat helps [1].</p><h2>References</h2><pre>{body}</pre>",
        "a.md": f"Heat helps [1].\n\n# References\n\n```\n{body}```\n",
    }[name]
    found = backref.find(readers.read(text.encode(), name))
    assert [(c.label, letters(c.raw)) for c in found.citations] == [
        ("1", letters("A. Roe, B. Doe, and C. Poe. Heat for backs: a demonstration. Spine, 26(1):11-19, 2001")),
        ("2", letters("D. Moe. Rest for backs. Spine, 27(4):11-19, 2002")),
    ]


def test_code_under_a_heading_of_references_stays_code():
    text = "# References\n\n```\n@article{roe, author = {Roe, A.}, year = 2001}\nx = [1]\n```\n"
    assert backref.find(readers.read(text.encode(), "a.md")).citations == ()


def test_the_place_where_a_paper_was_read_begins_no_entry():
    entries = (
        "Lowe, R. (2016). Depression of parents and mood in children\n[Paper presentation]. Meeting of the Society, Spring session,\n"
        "New Orleans, LA, United States.\nMoe, D. (2002). Rest for backs. Spine, 27(4), 11-19.\nPoe, E. (2003). Massage. Pain, 2(1), 1-9.\n"
    )
    found = backref.find(read_text(f"Heat helps.\n\nReferences\n\n{entries}"))
    assert [citation.raw[:4] for citation in found.citations] == ["Lowe", "Moe,", "Poe,"]
    assert found.citations[0].raw.endswith("New Orleans, LA, United States.")
