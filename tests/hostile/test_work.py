"""Twice the input is at most twice the work, and a half: counted in calls, for shapes that asked for more before.

`benchmarks/shapes.py` measures the same in seconds and bytes, with every shape and up to megabytes.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hostile_calls import caches, calls

import backref
from backref import formats, readers
from backref.errors import UnreadableInput
from backref.fields import people
from backref.fields.keys import TakenKeys, assign_keys, legal_keys
from backref.formats import biblatex, bibtex, csl_json
from backref.locating.markers import find_markers
from backref.model import Bibliography, Entry, Name, Payload, Reference, Span
from backref.pipeline import resolve
from backref.project.tidying._keyed import keyed
from backref.resolving import twins as twins_module
from backref.resolving.twins import twins
from backref.resolving.versions import versions
from backref.sources._reading import xml_of
from backref.testing.shapes import SHAPES

pytestmark = pytest.mark.slow

versions_module = importlib.import_module("backref.resolving.versions")  # a function of this name stands before it

GROWTH, LEAST = 2.5, 3000  # and what is done once
SIZE = 2000
# Of what is done at first, or from some number of things on, nothing can be told: a title takes 400 letters of these entries.
SIZES = {"tidy entries": 64000, "find and link": 4000, "read pdf drawn": 400}
CHOSEN = (
    "brackets", "quotes", "surnames", "and", "DOIs", "author-year", "author-years", "numbers", "list", "one author's", "cited often", "entries", "one key",
    "entry in quotes", "entries open", "no commas", "comments open", "doubling", "names comma", "LaTeX", "RIS lines", "RIS records", "JSON", "YAML", "XML open",
    "XML broken", "nested", "less question", "footnotes", "items", "references", "targets", "underlines", "strings open", "broken in broken", "commented out", "keys again", "first tags", "escapes",
    "comments nested", "headings", "markers", "markers stacked", "labels", "tails", "cues", "years", "bibitems", "entities", "emphasis", "RIS people",
)  # fmt: skip


def _benchmark():
    source = Path(__file__).parents[2] / "benchmarks" / "shapes.py"
    spec = importlib.util.spec_from_file_location("shapes_benchmark", source)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


BENCHMARK = _benchmark()
WORKS = BENCHMARK.WORKS


LONG = "a" * 4_000_000
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TOKENS = {
    "bibliography": lambda: formats.load(LONG, "endnote-xml"),
    "Word": lambda: readers.read(
        BENCHMARK.packed("word/document.xml", f'<w:document xmlns:w="{WORD}" x="{LONG}"/>'), "x.docx"
    ),
    "OpenDocument": lambda: readers.read(
        BENCHMARK.packed("content.xml", f'<o:x xmlns:o="{OFFICE}" x="{LONG}"/>'), "x.odt"
    ),
    "answer": lambda: xml_of(
        Payload(source="pubmed", url="", status=200, media_type="", body=f'<a x="{LONG}"/>'.encode())
    ),
}


@pytest.mark.parametrize("name", TOKENS)
def test_a_token_of_xml_that_goes_on_is_scanned_once_a_megabyte(name):
    scans = 0

    def seen(frame, event, argument):
        nonlocal scans
        scans += event == "c_call" and argument.__name__ == "Parse"

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        with suppress(UnreadableInput):
            TOKENS[name]()
    finally:
        sys.setprofile(before)
    assert 1 <= scans <= 8  # pieces grow up to a megabyte


WHOLE = (
    "find and link",
    "check bibtex",
)  # the other works are given every second shape, in turns, or every fourth where they are large


@pytest.mark.parametrize(("at", "name"), list(enumerate(WORKS)), ids=WORKS)
def test_twice_the_input_is_twice_the_work(at, name, monkeypatch):
    monkeypatch.setattr(twins_module, "_SPENT", 0)
    work = WORKS[name]
    work(SHAPES["entries"](SIZE))()  # what is loaded once
    grown = {}
    clears = caches()
    size = SIZES.get(name, SIZE)
    turns = 1 if name in WHOLE else 2 if size < 10 * SIZE else 4
    for shape in CHOSEN[at % turns :: turns]:
        texts = [SHAPES[shape](size), SHAPES[shape](2 * size)]
        work(texts[1])()  # what is made once
        once, twice = (calls(work(text), clears) for text in texts)
        if twice > GROWTH * once * len(texts[1]) / len(texts[0]) / 2 + LEAST:
            grown[shape] = (once, twice)
    assert not grown


@pytest.mark.parametrize(
    "text",
    [
        lambda n: "\n".join(["References", "", *(f"{i}. Smith J. Title {i}. J. 2015;1:{i}." for i in range(1, n))]),
        lambda n: "\n\n".join(
            [*["As (Smith, 2015) says."] * n, "References", *(f"Smith J. Title {i}. J. 2015." for i in range(n))]
        ),
    ],
    ids=["list", "one author"],
)
def test_a_list_twice_as_long_is_twice_the_work(text):
    resolve(text(10), [])
    once, twice = (calls(lambda size=size: resolve(text(size), [])) for size in (60, 120))
    assert twice < GROWTH * once + LEAST


# Calls for each character, of texts in which something is looked at every few characters: what each of them takes.
CEILINGS = {
    "find and link": {
        "underlines": 27, "items": 12.5, "targets": 16, "footnotes": 14, "numbers": 16, "author-year": 7.5, "list": 10, "ranges": 13, "markers": 14, "markers stacked": 19, "tails": 5,
        "DOIs": 11,
    },
    "read typst": {"comments nested": 5.2},
    "read markdown": {"items": 49, "headings": 11, "underlines": 34, "keys again": 8.5, "footnotes": 19},
    "read plain": {"first tags": 11, "underlines": 42},
    "read rst": {"targets": 8, "items": 19},
    "read wikitext": {"references": 12},
    "read pdf": {"capitals": 36},
}  # fmt: skip


@pytest.mark.parametrize("name", CEILINGS)
def test_what_is_looked_at_takes_no_more_than_it_did(name):
    work = WORKS[name]
    work(SHAPES["entries"](SIZE))()  # what is loaded once
    clears = caches()
    above = {}
    for shape, most in CEILINGS[name].items():
        text = SHAPES[shape](2 * SIZE)
        work(text)()
        each = calls(work(text), clears) / len(text)
        if each > most:
            above[shape] = each
    assert not above


def test_the_labels_of_a_list_are_looked_at_once_however_many_blocks_there_are():
    text = "As [Ka1] says.\n" * 200
    blocks = [Span(at, at + 14) for at in range(0, len(text), 15)]
    few, many = (frozenset(f"Ka{number}" for number in range(size)) for size in (10, 2000))
    once, again = (calls(lambda labels=labels: find_markers(text, blocks, [], labels), []) for labels in (few, many))
    assert again < once + 40 * len(many)


def test_every_verb_is_measured():
    verbs = {name for name in backref.__all__ if name[0].islower()}
    assert verbs == {*BENCHMARK.VERBS, *BENCHMARK.NO_TEXTS}
    assert [work for work in BENCHMARK.VERBS.values() if not any(name.startswith(work) for name in WORKS)] == []


@pytest.mark.parametrize(
    "work",
    [
        lambda n: list(twins([Reference(id=f"a{i}", title="Editorial", volume=str(i % 50)) for i in range(n)])),
        lambda n: list(twins([Reference(id=f"a{i}", title="Heat", author=(Name(family="Roe"),)) for i in range(n)])),
        lambda n: people.relate([Name(family=f"A{i}x") for i in range(n)], [Name(family=f"B{i}y") for i in range(n)]),
        lambda n: assign_keys([Reference(title="Heat")] * 40, TakenKeys(map(str, range(n)))),
        lambda n: legal_keys(Bibliography.of(Reference(id=f"a {i}") for i in range(n))),
        lambda n: keyed([Entry(key="a", reference=Reference(title="Heat"))] * n, "", []),
        lambda n: csl_json.load('[{"id": "a", ' + "".join(f'"x{i}": 1, ' for i in range(n)) + '"type": "book"}]'),
        lambda n: bibtex.load("@a{b," + "c={d}\ne" * n),
        lambda n: biblatex.dump(
            bibtex.load("@book{a," + "".join(f"f{i} = {{x}} " for i in range(n)) + "}").bibliography()
        ),
    ],
    ids=[
        "volumes",
        "one work",
        "people",
        "keys",
        "keys that are none",
        "one key",
        "unknown variables",
        "one field",
        "carried",
    ],
)
def test_twice_as_many_are_twice_the_work(work):
    work(10)
    once, twice = (calls(lambda size=size: work(size)) for size in (120, 240))
    assert twice <= GROWTH * once + LEAST


@pytest.mark.parametrize(
    ("made", "most"),
    [
        (lambda n: {"type": "article-journal"}, 0),
        (lambda n: {"type": ("article", "article-journal")[n % 2], "author": (Name(family=f"Roe{n}"),)}, 0),
        (
            lambda n: {"type": ("article", "article-journal")[n % 2], "issued": {"date_parts": ((1000 + 9 * n,),)}},
            33,
        ),
    ],
    ids=["one form", "others' works", "far years"],
)
def test_of_works_with_one_title_few_are_related(made, most, monkeypatch):
    related = []
    theirs = versions_module.related
    monkeypatch.setattr(versions_module, "related", lambda *both: related.append(both) or theirs(*both))
    assert versions([Reference(title="The heat of metals", **made(n)) for n in range(200)]) == []
    assert len(related) <= 200 * most


BEGUN = "Opioids for low back pain in adults"


@pytest.mark.parametrize(
    ("title", "most"),
    [
        (lambda n: f"{BEGUN} of {n} towns", 0),
        (lambda n: f"{BEGUN}, {n}: a trial", 0),
        (lambda n: f"{BEGUN} (trial {n})", 8),
    ],
    ids=["numbers", "subtitles", "brackets"],
)
def test_of_titles_that_begin_alike_few_are_compared(title, most, monkeypatch):
    compared = []
    monkeypatch.setattr(twins_module, "is_one_work", lambda *both: compared.append(both))
    references = [Reference(type="book", title=title(n), author=(Name(family="Roe"),)) for n in range(200)]
    assert list(twins(references)) == []
    assert len(compared) <= most * len(references)


def test_of_descriptions_that_are_alike_few_are_compared(monkeypatch):
    monkeypatch.setattr(twins_module, "_SPENT", 100)
    compared = []
    monkeypatch.setattr(twins_module, "is_one_work", lambda *both: compared.append(both))
    references = [Reference(title="Heat", author=(Name(family=f"Roe{n}"),)) for n in range(300)]
    assert list(twins(references)) == []
    assert len(compared) < 2 * len(references) + 120


def test_the_nearest_of_many_that_begin_alike_is_found():
    titles = [
        f"{BEGUN} of {n} towns" for n in ("ten", "nine", "six", "five", "four", "sixty", "fifty", "forty", "many")
    ]
    known = [Reference(type="book", title=title, author=(Name(family="Roe"),)) for title in [*titles, BEGUN]]
    for again in ("Opioids for low-back pain in adults of four towns", f"{BEGUN}: a review of all that is known"):
        [found] = twins([*known, Reference(type="book", title=again, author=(Name(family="Roe"),))])
        assert found.of == (4 if "four" in again else 9)


def test_keys_of_one_author_and_year():
    references = [Reference(id="", title="The same title")] * 4000
    once, twice = (calls(lambda size=size: assign_keys(references[:size])) for size in (2000, 4000))
    assert twice < GROWTH * once
    assert len(set(assign_keys(references))) == 4000
