"""Texts for which something once took time with the square of their length, each so long that it would take hours."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from itertools import pairwise

import pytest

from backref import checking, formats, readers
from backref.checking import _baseline, headings
from backref.fields import ids, satellites
from backref.fields.doi import trimmed
from backref.locating.allusions import telling
from backref.model import Bibliography, Document, Identifier, Reference, Span
from backref.project.syncing import _guard
from backref.readers import _lines, ipynb
from backref.readers._docstring_places import docstrings
from backref.text.escape import one_line

MANY = 300_000


def test_blanks_before_a_line_end_that_does_not_come():
    assert one_line(f"a{' ' * MANY}b").count(" ") == MANY
    assert one_line(f"a{' ' * MANY}\nb") == "a b"


@pytest.mark.parametrize("name", ["enw", "nbib", "ris"])
def test_a_title_of_blanks(name):
    made = formats.dump(Bibliography.of((Reference(id="a", type="book", title=f"a{' ' * MANY}b"),)), name)
    assert len(formats.load(made, name).references) == 1


@pytest.mark.parametrize("pump", ["³", ")", "]).", "&", "<"])
def test_what_stands_behind_a_doi(pump):
    value = f"10.1000/a{pump * (MANY // len(pump))}x"
    assert ids.normalise(Identifier("doi", value)).value.startswith("10.1000/a")


def test_brackets_behind_a_doi_are_counted_once():
    assert trimmed("10.1/a(b)" + ")" * MANY) == "10.1/a(b)"
    assert trimmed("10.1/a" + "(" * 1000 + ")" * MANY) == "10.1/a" + "(" * 1000 + ")" * 1000


def test_words_that_tell_of_sources_in_one_word_without_end():
    text = f"{'a' * 300}trial" * (MANY // 75)
    found = telling(text, [Span(0, len(text))]).every
    assert len(found) == MANY // 75
    assert all(after.start >= before.end for before, after in pairwise(found))


@pytest.mark.parametrize("pump", ["\n", ". ", " ", "(", "- "])
def test_what_stands_beside_a_title(pump):
    title = f"Heat{pump * (MANY // 4)}x"
    assert satellites.unmarked(title).startswith("Heat")
    assert satellites.satellite(title)[0] == ""


@pytest.mark.parametrize("pump", ["@string{", "%@string(", "@comment(", "@preamble{"])
def test_blocks_that_nothing_closes(pump):
    loaded = formats.load(pump * 2000, "bibtex")
    assert loaded.references == ()
    told = [problem for problem in loaded.problems if problem.code == "bad-entry"]
    counted = [
        int(found[1].replace(",", ""))
        for problem in loaded.problems
        if (found := re.match(r"and ([\d,]+) more", problem.message))
    ]
    assert len(told) - len(counted) + sum(counted) == (0 if pump[0] == "%" else 2000)


@pytest.mark.parametrize(("pump", "each"), [("\\&", 0), ("&", 0), ("a&", 0), ("&amp;\\&", 1), ("x&amp;", 1)])
def test_ampersands_are_looked_at_once(pump, each):
    assert len(list(headings._ENTITY.finditer(pump * MANY))) == each * MANY


def test_a_line_of_blanks_is_no_paragraph_that_sync_keeps():
    source = "a\n" + "\u00a0" * MANY + "\nb\nc\n\n"
    found = _guard._paragraphs(Document(name="x", text=source), source)
    assert [span.of(source) for span in found] == ["a\n", "b\nc\n"]


def test_many_faults_in_one_value_are_named_by_reading_it_once(monkeypatch):
    file = checking.load("x.bib", "@book{a, title = {T}, note = {x}" + " # y" * 500 + "}", "bibtex")
    faults = checking.check(checking.CheckedProject((file,), 2026), checking.rules())
    read = []
    monkeypatch.setattr(_baseline, "sha256", lambda data: read.append(len(data)) or sha256(data))
    assert len(set(_baseline.fingerprints(faults))) == len(faults) > 500
    assert sum(read) < 40 * len(faults) + 10 * len(file.text)


def test_a_notebook_whose_string_never_ends():
    document = readers.read(('{"cells": [' + '"\\' * MANY).encode(), "x.ipynb")
    assert [problem.code for problem in document.problems] == ["not-well-formed"]


@pytest.mark.parametrize("pump", ['"""\\', "'\\", "r'''", '"""a\n', "def f():\n", "(", "#\n"])
def test_python_that_never_ends(pump):
    assert list(docstrings(pump * (MANY // 20))) == []


def test_a_text_of_too_many_lines_is_read_up_to_a_place_and_kept_whole(monkeypatch):
    text = "Heat helps [1].\n\n" + "a\n" * 300_000
    at = _lines.limit(text)
    assert text.count("\n", 0, at) == 40_000 + len(text) // 12
    monkeypatch.setattr(readers, "limit", lambda source: 400)
    document = readers.read(text.encode(), "x.txt")
    assert document.source == text
    assert [(problem.code, problem.span.start) for problem in document.problems] == [("too-many-lines", 400)]
    assert document.text.startswith("Heat helps [1].")
    assert len(document.text) <= 400


def test_the_cells_of_a_notebook_share_their_lines(monkeypatch):
    monkeypatch.setattr(ipynb, "lines_of", lambda length, each: 500 + length // 300)
    cells = [{"cell_type": "markdown", "source": "a\n" * 300}] * 3
    document = readers.read(json.dumps({"nbformat": 4, "cells": cells}).encode(), "x.ipynb")
    assert [problem.code for problem in document.problems] == ["too-many-lines"]
    assert document.text.count("a") == 300


def test_a_long_text_of_honest_lines_is_read_whole():
    text = "Heat helps the lower back, most reviews say.\n\n" * 3000
    assert readers.read(text.encode(), "x.txt").problems == ()


@pytest.mark.parametrize("name", ["enw", "ciw", "ris", "nbib"])
def test_lines_in_no_record_are_one_problem_a_stretch(name):
    loaded = formats.load("a b\n" * 1000, name)
    assert [problem.code for problem in loaded.problems] == ["outside-a-record"]
    assert "999 lines behind it" in loaded.problems[0].message


def test_a_key_that_comes_again_among_those_it_would_be_called():
    text = "".join(f"@book{{x-{n}, title = {{T}}}}\n" for n in range(2, 5)) + "@book{x, title = {T}}\n" * 3
    entries = formats.load(text, "bibtex").references
    assert [entry.id for entry in entries] == ["x-2", "x-3", "x-4", "x", "x-5", "x-6"]


def test_a_file_with_one_broken_line_keeps_its_docstrings():
    document = readers.read(b'def f():\n    """Useful [1]_.\n\n    .. [1] Deyo RA.\n    """\n    print "old"\n', "x.py")
    assert [citation.raw for citation in document.citations] == ["Deyo RA."]
    assert [problem.code for problem in document.problems] == ["not-python"]


@pytest.mark.parametrize("name", ["csl-json", "crossref-json"])
@pytest.mark.parametrize("key", ["custom", "title", "mine", "author", "issued"])
def test_values_that_are_nested_deep(name, key):
    deep = '{"a":' * 300 + "1" + "}" * 300
    loaded = formats.load(f'[{{"id": "a", "DOI": "10.1000/a", "volume": "7", "{key}": {deep}}}]', name)
    assert [reference.volume for reference in loaded.references] == ["7"]
    assert name != "csl-json" or "bad-field" in {problem.code for problem in loaded.problems}


def test_links_of_word_files_have_names_of_their_own():
    pytest.importorskip("docx", reason="python-docx is not installed: pip install backref[docx]")
    import io
    import zipfile

    from backref.formats import _word

    works = tuple(Reference(id=f"k{n}", type="book", title="T", doi=f"10.1000/{n % 7}") for n in range(30))
    made = _word.pack(formats.by_name("docx").dump(Bibliography.of(works)))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert relations.count('TargetMode="External"') == 7


def test_the_people_of_one_record():
    loaded = formats.load("TY  - JOUR\nTI  - T\n" + "AU  - D\n" * 100_000 + "ER  - \n", "ris")
    assert len(loaded.references[0].author) == 100_000


def test_cross_references_of_jats_that_leave_out_all_that_is_between():
    cited = "<xref ref-type='bibr' rid='r0'>1</xref>–<xref ref-type='bibr' rid='{}'>9</xref>,"
    listed = "".join(f"<ref id='r{number}'><mixed-citation>Roe</mixed-citation></ref>" for number in range(5000))
    text = cited.format("r299") + cited.format("r4999") * 5000
    xml = f"<article><body><p>So {text}</p></body><back><ref-list>{listed}</ref-list></back></article>"
    [marker] = readers.read(xml.encode(), "x.xml").markers
    assert marker.keys == (*(f"r{number}" for number in range(300)), "r4999")
