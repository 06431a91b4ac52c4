"""What a text of faults alone is told of: each kind as often as a file can need it, and the number of the others."""

from __future__ import annotations

import re

import pytest

from backref import checking, formats
from backref.checking import CheckedProject
from backref.formats import _json
from backref.model import Span

DENSE = {
    "bibtex": "@comment{" * 20_000,
    "biblatex": "@a{b,c={x} " + "c={x} " * 20_000 + "}",
    "csl-yaml": "".join(f"a{n}: {'b' * 30}\n" for n in range(20_000)),
    "csl-json": "[" + ",".join(["7"] * 20_000) + "]",
}


def told(text: str) -> int:
    return 1000 + len(text) // 50


@pytest.mark.parametrize("name", DENSE)
def test_faults_beyond_what_is_told_are_counted(name):
    text = DENSE[name]
    problems = formats.load(text, name).problems
    assert 0 < len(problems) < 3 * (told(text) + 2)
    more = [re.match(r"and ([\d,]+) more like this", problem.message) for problem in problems]
    counted = sum(int(each[1].replace(",", "")) for each in more if each)
    assert len(problems) - sum(map(bool, more)) + counted >= 19_990
    assert all(problem.place for problem in problems if problem.span)


def test_what_stands_behind_too_many_entries_stays_as_it_is():
    text = "".join(f"@a{{x{n},b=1}}\n" for n in range(30_000))
    loaded = formats.load(text, "bibtex")
    assert len(loaded.references) == 5000 + len(text) // 30
    [told] = [problem for problem in loaded.problems if problem.code == "too-many-entries"]
    after = loaded.written[-1].after[-1]
    assert after == Span(told.span[0], len(text))
    assert text[after.start :].startswith(f"\n@a{{x{len(loaded.references)},b=1}}")


def test_a_broken_entry_has_as_many_fields_as_its_length_can_hold():
    text = '@a{b,c="' * 10_000
    loaded = formats.load(text, "bibtex")
    [told] = [problem for problem in loaded.problems if problem.code == "too-many-fields"]
    most = 1000 + len(text) // 30
    assert f"first {most:,} fields of 'b'" in told.message
    assert loaded.written[0].whole == Span(0, len(text))


SHORT = {
    "csl-json": lambda n: "[" + ",".join(["{}"] * n) + "]", "crossref-json": lambda n: "{}\n" * n, "csl-yaml": lambda n: "- {}\n" * n,
    "hayagriva": lambda n: "".join(f"{k}: {{}}\n" for k in range(n)), "ris": lambda n: "TY  - BOOK\nER  -\n" * n, "nbib": lambda n: "PMID- 1\n\n" * n,
    "enw": lambda n: "%0 Book\n" * n, "ciw": lambda n: "PT J\nER\n" * n,
    "endnote-xml": lambda n: f"<xml><records>{'<record/>' * n}</records></xml>",
}  # fmt: skip


@pytest.mark.parametrize("name", SHORT)
def test_a_text_has_as_many_records_as_its_length_can_hold(name):
    few, many = SHORT[name](4000), SHORT[name](12_000)
    assert len(formats.load(few, name).references) == 4000
    loaded = formats.load(many, name)
    most = 5000 + len(many) // 30
    assert len(loaded.references) == len(loaded.written) == most
    [told] = [problem for problem in loaded.problems if problem.code == "too-many-entries"]
    assert told.span[0] >= loaded.written[-1].whole.end


def test_what_one_list_or_mapping_of_yaml_holds_has_the_same_bound():
    loaded = formats.load("".join(f"a{n}: b\n" for n in range(20_000)) + "type: book\n", "csl-yaml")
    [reference], most = loaded.references, loaded.problems[0]
    assert most.code == "too-many-entries"
    assert f"first {len(reference.custom):,} of a list or mapping" in most.message
    assert most.place == f"{len(reference.custom) + 1}:1"
    several = formats.load("a: {}\n---\n" * 12_000, "hayagriva")
    assert len(several.references) == 5000 + 12_000 * 10 // 30


def test_a_broken_line_of_json_is_looked_at_alone(monkeypatch):
    decoded = []
    theirs = _json._decoded
    monkeypatch.setattr(_json, "_decoded", lambda text, at: decoded.append(len(text) - at) or theirs(text, at))
    long = f'{{"id": "long",\n"title": "{"T" * 20_000}"}}\n'
    text = '{"id": "a"\n' * 2000 + long + "12345\n" * 2
    loaded = formats.load(text, "csl-json")
    assert [(reference.id, len(reference.title)) for reference in loaded.references] == [("long", 20_000)]
    broken = [problem.span[0] for problem in loaded.problems if problem.code == "not-json"]
    assert broken[:1500] == [11 * n + 10 for n in range(1500)]
    assert sum(decoded) < 5000 * 2000


def test_entries_without_fields_take_no_place_from_those_that_say_something():
    text = "".join(f"@a{{x{n},}}\n@book{{y{n}, title = {{Heat and cold}}}}\n" for n in range(5000))
    loaded = formats.load(text, "bibtex")
    read = [reference.id[0] for reference in loaded.references]
    assert (read.count("x"), read.count("y")) == ((5000 + len(text) // 30) // 3, 5000)
    [told] = [problem for problem in loaded.problems if problem.code == "too-many-entries"]
    assert text[told.span[0] :].startswith(f"@a{{x{read.count('x')},}}")
    assert formats.dump(loaded.bibliography(), "bibtex").count("@a{") == 5000


def test_the_shortest_entries_that_say_anything_are_all_read():
    text = "".join(f"@misc{{a{n}, doi={{10.1000/{n:05}}}}}\n" for n in range(20_000))
    assert len(formats.load(text, "bibtex").references) == 20_000


def test_every_comma_that_is_missing_is_mended_however_many_are_told():
    text = "@book{a, " + "".join(f"f{n} = {{x}} " for n in range(4999)) + "z = {y};}"
    file = checking.load("a.bib", text, "bibtex")
    faults = checking.check(CheckedProject((file,), 2026))
    commas = [fault for fault in faults if fault.rule.code == "BR101"]
    mended = checking.mend(text, commas)
    assert len(commas) <= told(text) + 2
    assert mended == text.replace("} ", "}, ").replace(";", ",")
