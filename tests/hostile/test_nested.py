"""What stands in itself, or opens and never closes, again and again: twice as much is twice the work.

Where work is done within a function of Python's own, which no call tells of, what it is given is counted.
"""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from types import SimpleNamespace

import hostile_patterns
import pytest
from hostile_calls import calls

from backref import formats, readers
from backref.model import Span
from backref.readers import _org, html, jats, markdown
from backref.readers._pdf import glyphs, line_numbers, margins
from backref.readers._pdf.matrices import ONE
from backref.readers._pdf.printed import PrintedRow
from backref.readers._tex.manuscript import Manuscript
from backref.testing.documents import pdf_file

GROWTH, LEAST = 2.5, 1500


def nested(opening, closing, deep):
    return f"{opening * deep}x{closing * deep}"


def tei(body):
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><listBibl>{body}</listBibl></text></TEI>'


def drawn(content, number=1, extra=b"", more=()):
    """A PDF of so many pages that share this content."""
    kids = b" ".join(b"%d 0 R" % (5 + at) for at in range(number))
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s >>" % (extra or b"/Resources << /Font << /F 3 0 R >> >>")
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /MediaBox [0 0 595 842] /Kids [%s] /Count %d >>" % (kids, number),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            *[page] * number,
            *more,
        ]
    )


def shown(lines):
    return b"BT /F 10 Tf 50 800 Td " + b"".join(b"0 -11 Td (%s) Tj " % line for line in lines) + b"ET"


def upon(number):
    """A row of letters, and others that stand on them one by one."""
    some = (b"1 0 0 1 %d 799 Tm (%c) Tj " % (60 + at * 97 % 400, 98 + at % 24) for at in range(number))
    return b"BT /F 10 Tf 1 0 0 1 50 800 Tm (%s) Tj " % (b"a" * 2 * number) + b"".join(some) + b"ET"


TEXTS = {
    "notes of Typst": ("typst", lambda n: nested("#footnote[", "]", n)),
    "notes of Typst, open": ("typst", lambda n: "#footnote[" * n),
    "pages of keys of Typst": ("typst", lambda n: "@a[" * n),
    "code of Typst": ("typst", lambda n: "#" + "(" * n + "]" * n + ")"),
    "notes of wikitext": ("wikitext", lambda n: nested("{{efn|", "}}", n)),
    "notes of LaTeX": ("latex", lambda n: nested("\\footnote{", "}", n) + "a\n\n" * n),
    "entries of TEI": ("jats", lambda n: tei(nested("<biblStruct>", "</biblStruct>", n // 2))),
    "letters upon a row": ("pdf", lambda n: drawn(upon(n))),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_twice_as_deep_is_twice_the_work(name):
    reader, made = TEXTS[name]
    texts = [data if isinstance(data := made(n), bytes) else data.encode() for n in (100, 200)]
    readers.read(texts[0], "x", reader)
    once, twice = (calls(lambda data=data: readers.read(data, "x", reader)) for data in texts)
    assert twice <= GROWTH * once + LEAST


def test_numbered_lines_are_counted_once_for_all_pages():
    row = PrintedRow("", 50, 90, 0, 10, False, 0, 0, 60)
    pages = [[replace(row, text=f"{at} Heat", base=-at, page=page) for at in range(9)] for page in range(100)]
    once, twice = (calls(lambda some=pages[:size]: line_numbers.without_line_numbers(some)) for size in (50, 100))
    assert twice <= GROWTH * once


def test_rows_at_one_height_are_looked_at_once_each():
    row = PrintedRow("Heat helps", 50, 90, 0, 0.1, False, 0, 0, 60)
    page = [replace(row, base=800 - at / 5000) for at in range(200)]
    once, twice = (calls(lambda some=page[:size]: margins.without_heads([some])) for size in (100, 200))
    assert twice <= GROWTH * once


class Unsearched(list):
    """A list that is long and must not be looked through."""

    def _looked_through(self, *given):
        raise AssertionError("looked through")

    __iter__ = __contains__ = __reversed__ = index = count = _looked_through


def test_what_is_open_of_a_page_that_is_left_out_is_not_looked_through():
    parser = html._Markup("<nav><b></i></b></nav><p>Heat", "x")
    parser._dropped = Unsearched()
    parser.feed(parser._source)
    parser.flush()
    assert parser.document().text.strip() == "Heat"


def test_what_is_open_of_a_content_stream_is_not_looked_through():
    seen = []
    stream = glyphs.ContentOperations(
        SimpleNamespace(work=SimpleNamespace(is_late=False), show=lambda *_: seen.append(1)), {}, ONE, 0
    )
    stream._marked, stream._state = Unsearched(), stream._state._replace(face="any")
    for operation in (
        ([], b"BMC"),
        (["/Artifact", {"/Type": "/Pagination"}], b"BDC"),
        (["a"], b"Tj"),
        ([], b"EMC"),
        (["a"], b"Tj"),
    ):
        stream.append(operation)
    assert len(seen) == 1


@pytest.mark.parametrize("command", ["\\emph{", "\\textsuperscript{", "\\href{a}{", "\\enquote{"])
def test_what_commands_hold_is_copied_no_more_often_than_a_few_times(command, monkeypatch):
    copied = 0

    def counted(ours):
        def of(*given):
            nonlocal copied
            copied += len(said := ours(*given))
            return said

        return of

    for name in ("of", "head"):
        monkeypatch.setattr(Span, name, counted(getattr(Span, name)))
    source = nested(command, "}", 3000)
    Manuscript(source, "x").read()
    assert copied <= 3000 * 3100


def test_the_end_of_an_entry_is_looked_for_once():
    class Source(str):
        looked = 0

        def find(self, sub, start=0, end=None):
            Source.looked += (len(self) if end is None else end) - start
            return super().find(sub, start, len(self) if end is None else end)

    source = Source("\\entry{a}{b}{}" * 500)
    Manuscript(source, "x").read()
    assert Source.looked <= 10 * len(source)


@pytest.mark.parametrize(("reader", "pump"), [(_org, "\\["), (_org, "\\("), (markdown, "\\[a_"), (markdown, "\\(a_")])
def test_formulas_that_open_and_never_close_are_looked_at_once(reader, pump):
    pattern = reader._INLINE.pattern.partition("|\\\\(?P<escape>")[0]
    counted = hostile_patterns.Counted(pattern, 0)
    once, twice = (counted.searched(pump * size + "\0") for size in (60, 120))
    assert twice < GROWTH * once


@pytest.mark.parametrize("form", ["<article><body><p>{}</p></body></article>", tei("<p>{}</p>")], ids=["JATS", "TEI"])
def test_the_places_of_letters_are_counted_and_not_kept(form):
    source = form.format("ä" * 100_000)
    jats.read(form)
    tracemalloc.start()
    try:
        assert jats.read(source).text.count("ä") == 100_000
        assert tracemalloc.get_traced_memory()[1] < 20 * len(source)
    finally:
        tracemalloc.stop()


def test_notes_that_are_too_deep_in_others_break_nothing_off():
    text = nested("#footnote[", "]", 450)
    page = below(700, lambda: readers.read(text.encode(), "x.typ"))
    assert "x" in page.text
    assert len(page.markers) == 20


def test_xml_that_is_too_deep_to_walk_is_cut_and_said():
    page = below(300, lambda: readers.read(tei(nested("<ref>", "</ref>", 395)).encode(), "x.xml"))
    assert [problem.code for problem in page.problems] == ["not-well-formed"]


def below(frames, work):
    """Do work where so many functions are open already."""
    return below(frames - 1, work) if frames else work()


def test_fonts_that_name_all_codes_are_read_while_there_is_room():
    fonts = b" ".join(b"/F%d %d 0 R" % (at, 6 + 2 * at) for at in range(20))
    more = []
    for at in range(20):
        more += [
            b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [%d 0 R] >>"
            % (7 + 2 * at),
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W [0 65000 500] >>",
        ]
    content = b"BT 50 800 Td " + b"".join(b"/F%d 10 Tf <0041> Tj " % at for at in range(20)) + b"ET"
    page = readers.read(drawn(content, extra=b"/Resources << /Font << %s >> >>" % fonts, more=more), "x.pdf")
    assert [problem.code for problem in page.problems][:1] == ["pdf-cut"]


def test_a_page_of_more_letters_than_are_held_is_read_in_part(monkeypatch):
    monkeypatch.setattr(glyphs, "MOST_LETTERS", 50)
    page = readers.read(drawn(shown([b"Heat helps the back, most say."] * 9)), "x.pdf")
    assert page.text.count("Heat helps") == 1
    assert [problem.code for problem in page.problems] == ["pdf-cut"]


@pytest.mark.parametrize("command", ["\\'", "\\vec", "\\sqrt", "$\\sqrt", "x^\\frac", "\\stackrel", "\\c", "\\not"])
def test_commands_that_take_each_other_break_nothing_off(command):
    for field in ("title", "author"):
        read = formats.load(f"@book{{a, {field} = {{{command * 5000}Heat}}}}\n@book{{b, title = {{Mass}}}}", "bibtex")
        assert "eat" in str(getattr(read.references[0], field))
        assert read.references[1].title == "Mass"
