"""Small files that ask for much: each ends within its bounds, keeps what stands before them, and says where it
stopped.
"""

from __future__ import annotations

import gzip
import io
import re
import tracemalloc
import zipfile
import zlib
from contextlib import contextmanager
from xml.etree.ElementTree import Element

import pytest

from backref import checking, formats, loading, readers
from backref.errors import UnreadableInput
from backref.fields import names
from backref.model import Reference
from backref.parsing import LONGEST, parse
from backref.project.neighbours import Namer, Neighbours
from backref.readers._word import parts
from backref.readers._word.sources import Sources
from backref.testing.documents import pdf_file

MB = 1_000_000
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@contextmanager
def at_most(megabytes):
    """Say how much memory may be held at once."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * MB
    finally:
        tracemalloc.stop()


def doubling(times):
    lines = ['@string{a0 = "0123456789"}', *(f"@string{{a{n} = a{n - 1} # a{n - 1}}}" for n in range(1, times))]
    return "\n".join(
        [*lines[:4], "@book{first, title = a3}", *lines[4:], f"@book{{last, title = a{times - 1}, note = {{kept}}}}"]
    )


@pytest.mark.parametrize("broken", ["", "@book{open, title = {never closed"])
def test_macros_that_double_each_other(broken):
    with at_most(30):
        loaded = formats.load(doubling(60) + broken, "bibtex")
    first, last = loaded.references[:2]
    assert (first.title, last.note) == ("0123456789" * 8, "kept")
    assert len(last.title) < MB
    [told] = [problem for problem in loaded.problems if problem.code == "too-much-expansion"]
    assert told.place == "18:1"
    assert doubling(60)[told.span.start :].startswith("@string{a16 ")


def test_ordinary_macros_are_put_in_however_many_there_are():
    journals = '@string{jama = "Journal of the American Medical Association"}\n'
    text = journals + "\n".join(f"@article{{k{n}, journal = jama, month = sep, title = {{T{n}}}}}" for n in range(9000))
    loaded = formats.load(text, "bibtex")
    assert {r.container_title for r in loaded.references} == {"Journal of the American Medical Association"}
    assert not loaded.problems


@pytest.mark.parametrize("field", ["crossref", "xdata"])
def test_fields_that_thousands_inherit(field):
    kind = "proceedings" if field == "crossref" else "xdata"
    text = f"@{kind}{{p, note = {{{'x' * 50_000}}}, publisher = {{P}}}}\n" + "".join(
        f"@inproceedings{{k{n}, title = {{T{n}}}, {field} = {{p}}}}\n" for n in range(3000)
    )
    with at_most(60):
        loaded = formats.load(text, "biblatex")
    found = [r for r in loaded.references if r.id.startswith("k")]
    assert [r.title for r in found] == [f"T{n}" for n in range(3000)]
    assert (len(found[0].note), found[-1].note) == (50_000, None)
    [told] = [problem for problem in loaded.problems if problem.code == "too-much-expansion"]
    assert text[told.span.start :].startswith("@inproceedings{k")
    assert checking.load("x.bib", text, "biblatex").problems[-1].span


def word(body):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


RUN = "<w:r><w:t>%s</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (RUN % "no paragraph" + "<w:p>" * 3000 + RUN % "deep" + "</w:p>" * 3000, "nested more than 200 deep"),
        ("<w:p/>" * 30_000, "more than 2"),
        (f"<w:p>{'<w:r/>' * 30_000}</w:p>", "more than 2"),
        ("<w:x/>" * 30_000, "more than 2"),
    ],
)
def test_word_files_of_elements(body, said, monkeypatch):
    monkeypatch.setattr(parts, "_ELEMENTS", 20_000)
    with at_most(20):
        document = readers.read(word(f"<w:p>{RUN % 'Before.'}</w:p>{body}"), "x.docx")
    assert document.text.strip() == "Before."
    [told] = document.problems
    assert (told.code, told.place) == ("docx-cut", "x.docx")
    assert said in told.message


@pytest.mark.slow
def test_a_word_file_of_a_few_kilobytes_holds_some_two_hundred_thousand_elements():
    with at_most(60):
        document = readers.read(word("<w:x/>" * 300_000), "x.docx")
    [told] = document.problems
    assert re.match(r"word/document\.xml: more than 2\d\d,\d{3} elements", told.message)


@pytest.mark.parametrize(
    ("packed", "said"),
    [(zipfile.ZIP_DEFLATED, "docx-cut"), (zipfile.ZIP_BZIP2, "unreadable"), (zipfile.ZIP_LZMA, "unreadable")],
)
def test_a_word_file_unpacks_to_no_more_than_its_size_allows(packed, said):
    text = f"<w:document {WORD}><w:body><w:p><w:r><w:t>{'a' * 60 * MB}</w:t></w:r></w:p></w:body></w:document>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        archive.writestr("word/document.xml", text)
    with at_most(60):
        if said == "unreadable":
            with pytest.raises(UnreadableInput, match="packed in a way"):
                readers.read(made.getvalue(), "bomb.docx")
        else:
            document = readers.read(made.getvalue(), "bomb.docx")
            assert (document.text, [problem.code for problem in document.problems]) == ("", [said])


def test_parts_of_a_word_file_have_one_room_together():
    part = '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">%s</b:Sources>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {WORD}><w:body><w:p><w:r><w:t>A</w:t></w:r></w:p></w:body></w:document>"
        )
        for number in range(8):
            archive.writestr(
                f"customXml/item{number}.xml", part % f"<b:Source><b:Title>{'a' * 3 * MB}</b:Title></b:Source>"
            )
    document = readers.read(made.getvalue(), "bomb.docx")
    assert {problem.code for problem in document.problems} == {"docx-cut"}


def test_sources_of_a_word_file_that_say_nothing_are_counted_too(monkeypatch):
    monkeypatch.setattr("backref.readers._word.sources._MOST", 30)
    looked = []
    monkeypatch.setattr(
        "backref.readers._word.sources.reference_of", lambda source: looked.append(source) or Reference()
    )
    sources = Sources("a.docx", [])
    for _ in range(100):
        sources.take(Element("Source"))
    assert len(looked) == 30


def test_paragraphs_within_paragraphs_are_read_once():
    box = f"<w:p>{RUN % 'inner'}<w:p>{RUN % 'innermost'}</w:p></w:p>"
    document = readers.read(
        word(f"<w:p>{RUN % 'outer'}{box}{RUN % ' goes on'}</w:p><w:p>{RUN % 'next'}</w:p>"), "x.docx"
    )
    assert [block.span.of(document.text) for block in document.blocks] == [
        "outer goes on",
        "inner",
        "innermost",
        "next",
    ]


def packed_pdf(body, pages, form=b""):
    """A PDF whose pages share one packed stream, and a form that they may draw."""

    def stream(data, extra=b""):
        small = zlib.compress(data, 9)
        return b"<< /Filter /FlateDecode %s /Length %d >>\nstream\n%s\nendstream" % (extra, len(small), small)

    font = b"/Resources << /Font << /F1 3 0 R >> /XObject << /X 5 0 R >> >>"
    kids = b" ".join(b"%d 0 R" % number for number in range(6, 6 + pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        stream(body),
        stream(form, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + font),
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents 4 0 R >>" % font] * pages,
    ]
    return pdf_file(objects)


def test_pages_that_share_one_stream():
    pytest.importorskip("pypdf")
    body = b"BT /F1 10 Tf 12 TL 50 780 Td " + b"(Heat helps) Tj T* " * 20_000 + b"ET"
    document = readers.read(packed_pdf(body, 60), "x.pdf")
    assert document.text.startswith("Heat helps")
    assert [problem.code for problem in document.problems] == ["pdf-cut"]
    [told] = document.problems
    assert "unpack to far more than the file holds" in told.message
    assert int(told.message.split()[1]) < 6  # the page at which it stopped


def test_a_form_that_a_page_draws_again_and_again(monkeypatch):
    pytest.importorskip("pypdf")
    from backref.readers._pdf import glyphs

    drawn = []
    whole = glyphs.ContentStream
    monkeypatch.setattr(glyphs, "ContentStream", lambda *a: drawn.append(1) or whole(*a))
    form = b"BT /F1 10 Tf " + b"(x) Tj " * 20_000 + b"ET"
    document = readers.read(packed_pdf(b"/X Do " * 3000, 1, form), "x.pdf")
    assert len(drawn) < 20
    assert "pdf-cut" in [problem.code for problem in document.problems]


def test_a_pdf_whose_time_is_up(monkeypatch):
    pytest.importorskip("pypdf")
    from backref.readers._pdf import work

    monkeypatch.setattr(work, "LONGEST_S", -1.0)
    document = readers.read(packed_pdf(b"BT /F1 10 Tf 50 780 Td (Heat helps) Tj ET", 3), "x.pdf")
    assert "pdf-cut" in [problem.code for problem in document.problems]


@pytest.mark.parametrize("name", ["a.bib.gz", "a.json.gz", "a.jsonl.gz", "a.ris.gz"])
def test_gzip_that_unpacks_to_far_more(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(gzip.compress(b" " * 40 * MB))
    with at_most(20), pytest.raises(UnreadableInput, match="unpacks to more than"):
        list(loading.records(path, lambda problem: None))


def test_a_line_that_is_too_long_ends_the_file_there(tmp_path, monkeypatch):
    monkeypatch.setattr("backref.dumps._objects.LONGEST", 1000)
    path = tmp_path / "a.jsonl"
    row = '{"type": "book", "title": "%s"}\n'
    path.write_text(row % "one" + row % ("x" * 2000) + row % "three", encoding="utf-8")
    told = []
    assert [record.reference.title for record in loading.records(path, told.append)] == ["one"]
    assert [(problem.code, problem.place) for problem in told] == [("too-large", str(path))]


def test_names_of_long_words_are_looked_at_once():
    long = " ".join(["ab" * 1000] * 3)
    [reference] = formats.load(f"@book{{k, author = {{{long}, and {long} 1 and Roe J. A.}}}}", "bibtex").references
    assert (len(reference.author), reference.author[-1].family) == (3, "Roe")


def test_a_list_of_names_takes_memory_for_its_names_alone():
    names.parse("warm, W.")
    with at_most(15):
        assert len(names.parse("Doe, J., " * 8000).names) == 8000


def test_a_citation_is_read_up_to_a_length():
    parse("warm")
    raw = "Smith J, " * 20_000
    with at_most(60):
        parsed = parse(raw)
    assert parsed.raw == raw
    [told] = [problem for problem in parsed.problems if problem.code == "too-long"]
    assert told.span == (LONGEST, len(raw))


def before(folder, named, packages):
    """The files that LaTeX reads before a text that names some, as their names."""
    for name, inner in packages.items():
        (folder / f"{name}.sty").write_text("".join(f"\\RequirePackage{{{each}}}\n" for each in inner))
    text = "".join(f"\\usepackage{{{each}}}\n" for each in named) + "\\begin{document}"
    found = Neighbours().before(Namer(str(folder / "a.tex"), text, folder), [folder])
    return [each.name.rpartition("/")[2] for each in found]


def test_packages_that_name_each_other_a_hundred_times_are_read_once(tmp_path):
    assert before(tmp_path, ["b"] * 100, {"b": ["c"] * 100, "c": ["b"] * 100}) == ["b.sty", "c.sty"]


def test_a_package_that_is_near_and_far_is_read_as_the_near_one(tmp_path):
    chain = {"b": ["c"], "c": ["d"], "d": ["e"], "e": []}
    assert before(tmp_path, ["b"], chain) == ["b.sty", "c.sty", "d.sty"]
    assert before(tmp_path, ["b", "d"], chain) == ["b.sty", "c.sty", "d.sty", "e.sty"]
