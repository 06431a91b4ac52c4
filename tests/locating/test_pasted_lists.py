"""Lists that were pasted line by line: each line is a paragraph, and an entry is several of them."""

from __future__ import annotations

import backref
from backref import readers

ENTRIES = (
    (
        "[1] Hartvigsen J, Hancock MJ, Kongsted A, et al. What low back pain is and why we need",
        "to pay attention. Lancet. 2018;391(10137):2356-2367.",
    ),
    (
        "[2] Maher C, Underwood M, Buchbinder R. Non-specific low back pain. Lancet.",
        "2017;389(10070):736-747.",
    ),
    ("[3] Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380.",),
)


def _page(paragraphs) -> str:
    return "<p>It hurts [1, 2].</p><h2>References</h2>" + "".join(f"<p>{line}</p>" for line in paragraphs)


def test_lines_that_are_paragraphs_are_one_entry():
    document = readers.read(_page(line for entry in ENTRIES for line in entry).encode(), "a.html")
    found = backref.find(document)
    assert [(c.label, " ".join(c.raw.split())) for c in found.citations] == [
        (str(number), " ".join(entry)[4:]) for number, entry in enumerate(ENTRIES, 1)
    ]
    assert all(c.raw.split() == c.span.of(document.text).split() for c in found.citations)
    assert [link.status for link in backref.link(document, found).links] == ["linked"]


def test_paragraphs_longer_than_a_line_are_left_as_they_are():
    whole = [" ".join(entry) for entry in ENTRIES]
    document = readers.read(_page([*whole, "see also the pages of the society, which are kept up."]).encode(), "a.html")
    assert [c.raw for c in backref.find(document).citations][:3] == [entry[4:] for entry in whole]
