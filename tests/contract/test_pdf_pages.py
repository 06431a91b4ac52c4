"""PDF as it stands on the page: columns, heads, line numbers, cut words, raised markers, accents, links."""

from __future__ import annotations

import pytest

import backref
from backref import readers
from backref.testing.documents import pdf_file

pytest.importorskip("pypdf")

WIDTHS = b"[" + b" ".join([b"500"] * 224) + b"]"


def page_pdf(*pages, links=(), encoding=b"/WinAnsiEncoding"):
    """A PDF of pieces (x, y, size, text) on pages, in a font whose letters are all half as wide as high."""
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Half /FirstChar 32 /LastChar 255 /Widths "
        + WIDTHS
        + b" /Encoding %s >>" % encoding
    )
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids = []
    for pieces in pages:
        shown = b"".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, _escaped(text)) for x, y, size, text in pieces
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        notes = b" ".join(
            b"<< /Type /Annot /Subtype /Link /Rect [%g %g %g %g] /A << /S /URI /URI (%s) >> >>" % (*place, uri.encode())
            for place, uri in links
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Annots [%s] /Contents %d 0 R >>"
            % (notes, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return pdf_file(objects)


def _escaped(text):
    for mark in "\\()":
        text = text.replace(mark, "\\" + mark)
    return text.encode("cp1252")


def lines(x, y, *texts, size=10, step=12):
    return [(x, y - step * n, size, text) for n, text in enumerate(texts)]


def entries(data):
    document = readers.read(data, "x.pdf")
    return [citation.raw for citation in backref.find(document).citations]


LEFT = [
    "[1] A. Roe, B. Doe, and C. Poe. Heat for backs: a", "    randomized demonstration in many adults. Spine,", "    26(1):11-19, 2001.",
    "[2] D. Moe. Rest for backs and for all else that", "    hurts. Spine, 27(4):11-19, 2002.", "[3] E. Foe and F. Goe. Massage for backs that no-",
    "    body else would touch. Technical Report 4, Univ.", "    of Nowhere, 2003.", "[4] G. Hoe. Swimming for backs. Pain, 80:1-9, 1999.",
]  # fmt: skip


def test_columns_are_read_one_after_the_other():
    right = [
        text.replace("[4]", "[8]").replace("[3]", "[7]").replace("[2]", "[6]").replace("[1]", "[5]") for text in LEFT
    ]
    rows = [*zip(lines(50, 700, *LEFT), lines(320, 700, *right), strict=True)]
    drawn = [(50, 730, 12, "References"), *(piece for row in rows for piece in row)]  # line by line, over both columns
    found = entries(page_pdf(drawn))
    assert len(found) == 8
    assert (
        found[0]
        == "A. Roe, B. Doe, and C. Poe. Heat for backs: a randomized demonstration in many adults. Spine, 26(1):11-19, 2001."
    )
    assert found[2].startswith("E. Foe and F. Goe. Massage for backs that nobody else")
    assert found[4] == found[0]


def test_heads_and_page_numbers_inside_an_entry_go():
    head = [(50, 800, 9, "Journal of Backs 12 (2015)"), (500, 800, 9, "101")]
    first = [*head, (50, 730, 12, "References"), *lines(50, 700, *LEFT[:2])]
    second = [(50, 800, 9, "Journal of Backs 12 (2015)"), (500, 800, 9, "102"), *lines(50, 730, *LEFT[2:])]
    found = entries(page_pdf(first, second))
    assert found[0].endswith("many adults. Spine, 26(1):11-19, 2001.")
    assert len(found) == 4


def test_numbers_of_lines_are_none_of_the_text():
    numbers = [(30, 700 - 12 * n, 6, str(n + 18)) for n in range(len(LEFT))]
    found = entries(page_pdf([(30, 730, 6, "17"), (50, 730, 12, "References"), *numbers, *lines(50, 700, *LEFT)]))
    assert found[0].startswith("A. Roe, B. Doe, and C. Poe. Heat for backs: a randomized")
    assert len(found) == 4


def test_raised_digits_are_markers_and_units_are_none():
    prose = [
        (50, 760, 10, "Heat helps most people"),
        (160, 764, 6, "1,2"),
        (169, 760, 10, " and rest"),
        (214, 764, 6, "3"),
        (217, 760, 10, " helps few."),
    ]
    document = readers.read(page_pdf([*prose, (50, 730, 12, "References"), *lines(50, 700, *LEFT)]), "x.pdf")
    assert "people¹,² and rest³ helps few." in document.text
    found = backref.find(document)
    assert [marker.keys for marker in found.markers] == [("1", "2"), ("3",)]
    assert all(link.status == "linked" for link in backref.link(document, found).links)


def test_accents_that_are_signs_of_their_own_stand_on_their_letters():
    drawn = [
        (50, 760, 10, "A. Garc"),
        (85, 760, 10, "\xb4"),
        (85, 760, 10, "i"),
        (90, 760, 10, "a and J. M"),
        (140, 760, 10, "u"),
        (140, 760, 10, "\xa8"),
        (145, 760, 10, "ller said so."),
    ]
    assert "A. García and J. Müller said so." in readers.read(page_pdf(drawn), "x.pdf").text


def test_a_doi_behind_the_words_of_an_entry_is_one_of_it():
    link = ((50, 675, 260, 687), "https://doi.org/10.1000/heat.2001")
    found = entries(page_pdf([(50, 730, 12, "References"), *lines(50, 700, *LEFT)], links=[link]))
    assert found[0].endswith("26(1):11-19, 2001. https://doi.org/10.1000/heat.2001")
    assert "10.1000" not in found[1]


def test_what_was_drawn_twice_to_look_bold_is_read_once():
    drawn = [(50, 760, 10, "Heat helps."), (50.2, 760, 10, "Heat helps.")]
    assert readers.read(page_pdf(drawn), "x.pdf").text.strip() == "Heat helps."


def test_spans_count_in_the_extracted_text():
    document = readers.read(page_pdf([(50, 730, 12, "References"), *lines(50, 700, *LEFT)]), "x.pdf")
    assert document.source == document.text
    for citation in backref.find(document).citations:
        assert document.to_source(citation.span).of(document.source) == citation.raw


@pytest.mark.parametrize("behind", [". 2003. Cold for backs.", "ed. (2003)", "and E. Poe (2003)", "& Poe, E. (2003)"])
def test_a_line_drawn_for_people_is_a_dash(behind):
    text = readers.read(ruled_pdf("", behind), "x.pdf").text
    assert f"———{behind}" in text or f"——— {behind}" in text


def test_a_line_to_write_on_is_no_dash():
    assert "———" not in readers.read(ruled_pdf("Age:", "years"), "x.pdf").text


def ruled_pdf(before, behind):
    """A PDF of three lines: in the second, a rule of 30 points stands between two pieces of text, of which the first
    may be empty.
    """
    left = 75 if before else 50
    shown = b"".join(
        b"BT /F1 10 Tf 1 0 0 1 50 %d Tm (%s) Tj ET\n" % (y, _escaped(text))
        for y, text in ((724, "Roe, Ann, and B. Doe. 2001. Heat for backs. Oxford: Press."), (700, before))
        if text
    )
    shown += b"%d 702 30 0.4 re f\nBT /F1 10 Tf 1 0 0 1 %d 700 Tm (%s) Tj ET\n" % (left, left + 32, _escaped(behind))
    shown += b"BT /F1 10 Tf 1 0 0 1 50 676 Tm (Zoe, Cara. 2004. Rest for backs. Oxford: Press.) Tj ET\n"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Half /FirstChar 32 /LastChar 255 /Encoding /WinAnsiEncoding /Widths "
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            font + WIDTHS + b" >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>",
        ]
    )


FEET = [
    [
        *lines(50, 700, "Heat has been a matter of debate for a long time,", "and those who sold it in the whole of the", "north"),
        (75, 680, 6, "1"), (78, 676, 10, " were many, on some 5 m"), (193, 680, 6, "2"), (196, 676, 10, " of cloth,"),
        (50, 664, 10, "and in the"),
        (56, 103, 6, "1"), *lines(60, 100, "Ann Roe, Heat for Backs: a History of", size=8),
        *lines(50, 90, "Those Who Sold It in the", size=8),
    ],
    [
        *lines(50, 700, "south they were few."), (150, 704, 6, "2"), (153, 700, 10, " No more is known of them than that they"),
        *lines(50, 688, "came every year, and that they went away again."), (285, 692, 6, "3"),
        *lines(50, 110, "North (Oxford: Press, 2001), 12.", size=8),
        (56, 103, 6, "2"), *lines(60, 100, "Roe, Heat for Backs, 14.", size=8),
        (56, 93, 6, "3"), *lines(60, 90, "Bob Doe, Rest for Backs (London: House, 2003), 7.", size=8),
    ],
]  # fmt: skip


def test_notes_at_the_feet_of_pages_are_notes_and_the_text_goes_on_in_the_next():
    document = readers.read(page_pdf(*FEET), "x.pdf")
    found = backref.find(document)
    assert "5 m² of cloth, and in the south they were few.[^2] No more" in document.text
    assert [(citation.label, citation.raw) for citation in found.citations] == [
        ("^1", "Ann Roe, Heat for Backs: a History of Those Who Sold It in the North (Oxford: Press, 2001), 12."),
        ("^2", "Roe, Heat for Backs, 14."),
        ("^3", "Bob Doe, Rest for Backs (London: House, 2003), 7."),
    ]
    assert [link.references for link in backref.link(document, found).links] == [(0,), (1,), (2,)]


def test_numbers_in_circles_at_the_feet_of_pages_are_those_of_notes():
    circled = {"1": "€", "2": "‚", "3": "ƒ"}
    circles = b"<< /BaseEncoding /WinAnsiEncoding /Differences [128 /uni2460 130 /uni2461 /uni2469] >>"
    pages = [
        [(x, y, size, circled.get(text, text)) for x, y, size, text in page if (x, y) != (193, 680)] for page in FEET
    ]
    document = readers.read(page_pdf(*pages, encoding=circles), "x.pdf")
    assert [block.label for block in document.blocks if block.kind == "footnote"] == ["^1", "^2"]
    assert "came every year, and that they went away again.⑩" in document.text  # no three lie between


def test_what_thanks_somebody_above_the_first_note_of_a_foot_is_none_of_the_text():
    thanks = lines(60, 110, "A. Roe is with the Institute of Backs.", size=8)
    document = readers.read(page_pdf([*FEET[0], *thanks], FEET[1]), "x.pdf")
    kinds = [(block.kind, block.label) for block in document.blocks]
    assert kinds == [("paragraph", ""), *(("footnote", label) for label in ("", "^1", "^2", "^3"))]
    assert document.text.splitlines()[1].startswith("A. Roe is with")
    assert [citation.label for citation in backref.find(document).citations] == ["^1", "^2", "^3"]


def test_each_page_may_count_its_notes_from_one():
    again = [(x, y, size, {"2": "1", "3": "2"}.get(text, text)) for x, y, size, text in FEET[1] if y != 110]
    document = readers.read(page_pdf(FEET[0][:-1], again), "x.pdf")
    labels = [block.label for block in document.blocks if block.kind == "footnote"]
    assert labels == ["^1", "^1-2", "^2-2"]
    assert all(document.text.count(f"[{label}]") == 1 for label in labels)


@pytest.mark.parametrize("heading", ["References", ""])
def test_a_list_of_raised_numbers_is_no_foot(heading):
    prose = [*lines(50, 760, "Heat helps most of them"), (165, 764, 6, "1"), (168, 760, 10, " and rest helps few.")]
    listed = [
        piece
        for n, text in enumerate(("A. Roe, Spine 26, 11 (2001).", "D. Moe, Spine 27, 12 (2002).", "E. Foe, Pain 80, 1 (1999)."), 1)
        for piece in ((50, 703 - 12 * n, 5, str(n)), (54, 700 - 12 * n, 8, text))
    ]  # fmt: skip
    end = [*lines(50, 760, "Nothing more can be said of it than this, which is all."), (50, 725, 10, heading), *listed]
    pages = ([*prose, *end[1:]],) if heading else (prose, lines(50, 760, "Much is left.", "More is."), end)
    blocks = readers.read(page_pdf(*pages), "x.pdf").blocks
    assert [block for block in blocks if block.kind == "footnote"] == []


def test_small_capitals_and_other_forms_of_letters_are_those_letters():
    names = b" ".join(b"/%c.sc" % letter for letter in range(97, 123))
    encoding = b"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [49 /one.sup 97 %s] >>" % names
    data = page_pdf(lines(50, 700, "Heat helps a lot of them.1", "Roe, A. And Doe, B. Heat."), encoding=encoding)
    assert readers.read(data, "x.pdf").text.strip() == "Heat helps a lot of them.¹ Roe, A. And Doe, B. Heat."
