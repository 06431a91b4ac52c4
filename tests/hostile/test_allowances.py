"""What has far too many of a kind for its length is looked at up to a place: what stands behind is text, and that is
told.
"""

from __future__ import annotations

import gc
import re
import tracemalloc

import pytest

import backref
from backref import readers
from backref.locating import dense, signs
from backref.locating.spared import spared
from backref.model import Span
from backref.readers import _markdown_blocks, _markdown_rules
from backref.readers._wiki import behind
from backref.text.allowance import allowance

HONEST = "It helps the back.[1] Some say so,[2-4] and some do not [5; 6].\n\n"
ENTRY = "\n\nReferences\n\n1. Roe A. Heat and backs. Spine. 2001;1:1-2.\n"


@pytest.fixture
def _few(monkeypatch):
    """Hundreds instead of thousands, so that short texts have too many."""
    for module in (dense, behind):
        monkeypatch.setattr(module, "allowance", lambda length, each: allowance(length, each, 100))


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize("marker", ["[1]", "[1-3]", "[^1] ", "\u00b9 "])
def test_a_text_has_as_many_markers_as_its_length_can_hold(marker):
    text = "It helps. " + marker * 400
    document = readers.read_text(text, "x.txt")
    found = backref.find(document)
    [told] = [problem for problem in found.problems if problem.code == "too-many-markers"]
    assert (told.place, told.stage) == ("x.txt", "find")
    assert text.count(marker, 0, told.span.start) == 100 + len(text) // 12
    assert text.startswith(marker.strip(), told.span.start)
    assert not found.markers or found.markers[-1].span.end <= told.span.start
    assert document.text == text


@pytest.mark.usefixtures("_few")
def test_markers_stand_up_to_the_place_that_is_told():
    text = "It helps. " + "[1]" * 400 + ENTRY
    found = backref.find(readers.read_text(text))
    [told] = [problem for problem in found.problems if problem.code == "too-many-markers"]
    assert len(found.markers) == 100 + len(text) // 12
    assert found.markers[-1].span.end == told.span.start
    assert [citation.label for citation in found.citations] == ["1"]


@pytest.mark.usefixtures("_few")
def test_an_honest_text_has_all_its_markers():
    text = HONEST * 200 + ENTRY
    found = backref.find(readers.read_text(text))
    assert len(found.markers) == 3 * 200
    assert found.problems == ()


@pytest.mark.usefixtures("_few")
def test_a_page_has_as_many_notes_and_works_as_its_length_can_hold():
    source = "".join(f"a<ref>{{{{cite book|title=T{n}}}}}</ref> " for n in range(600))
    document = readers.read(source.encode(), "x.wiki")
    [told] = document.problems
    assert (told.code, told.place) == ("too-many-notes", "x.wiki")
    assert source.startswith("<ref>", told.span.start)
    assert source.count("<ref>", 0, told.span.start) == 100 + len(source) // 50
    assert source[told.span.start :].rstrip() in document.text
    assert document.text.startswith("a[1] a[2] ")


@pytest.mark.usefixtures("_few")
@pytest.mark.parametrize(
    "note", ["{{efn|So it is %d.}} ", '<ref name="a%d">{{doi|10.1000/%d}}</ref> ', "* {{cite book|title=T%d}}\n"]
)
def test_notes_and_works_of_any_kind_are_counted(note):
    source = "".join(note.replace("%d", str(n)) for n in range(700))
    document = readers.read(source.encode(), "x.wiki")
    assert [problem.code for problem in document.problems] == ["too-many-notes"]
    most = 100 + len(source) // 50
    assert len(document.citations) + sum(block.kind == "footnote" for block in document.blocks) <= most
    assert note.replace("%d", "699").removeprefix("* ").strip() in document.text


@pytest.mark.usefixtures("_few")
def test_names_that_are_used_again_are_not_counted():
    source = 'a<ref name="a">Roe A. Heat. 2001.</ref> ' + 'b<ref name="a" /> ' * 400
    document = readers.read(source.encode(), "x.wiki")
    assert document.problems == ()
    assert len(document.markers) == 401


def test_a_stretch_that_goes_on_is_scored_once(monkeypatch):
    looked = 0
    score = signs.score

    def counted(text):
        nonlocal looked
        looked += min(len(text), 1500)
        return score(text)

    monkeypatch.setattr(signs, "score", counted)
    lines = "".join(f"{n}. Smith J. Title. J. 2015;1:1.\n" for n in range(2, 1600))
    backref.find(readers.read_text(f"References\n\n1. Smith J. Title. J. 2015;1:1.\n{lines}"))
    assert len(lines) < looked < 4 * len(lines)


@pytest.mark.parametrize("sign", '`"=<*-')
def test_a_line_of_one_sign_takes_no_hundred_times_its_length(sign):
    tracemalloc.start()
    try:
        readers.read((sign * 20_000).encode(), "x.rst")
        assert tracemalloc.get_traced_memory()[1] < 20 * 20_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.rst", "x.wiki"])
def test_letters_that_are_written_as_two_take_some_bytes_each(name):
    data = ("e\u0301" * 4_000).encode()
    readers.read(data[:300], name)
    tracemalloc.start()
    try:
        readers.read(data, name)
        assert tracemalloc.get_traced_memory()[1] < 120 * 4_000
    finally:
        tracemalloc.stop()


def test_readers_leave_the_collector_alone(monkeypatch):
    seen = []
    monkeypatch.setattr(readers, "unified", lambda source: seen.append(gc.isenabled()) or (source, ()))
    readers.read(b"Heat.", "x.txt")
    assert seen == [False]
    assert gc.isenabled()


LINES = (
    "a\n===\n\nb\n---", "* a\n- b\n+ c\n1. d\n2) e", "> a\n>> b\nc", "***\n___\n- - -", "# a\n## b\ntext\n# c", "```\na\n```\n~~~\nb\n~~~", "```{note}\na\n```", ":::note\na\n:::\n::: {.x}\nb\n:::",
    '!!! note\n    a\n??? b\n    c\n=== "d"\n    e', "[a]: http://b\n[^1]: c\n\n    d", "<div>\na\n</div>\n\nb", "| a | b |\n|---|---|\n| c | d |", "    a\n\n\tb", "a\n* b\n> c\n# d\n```\ne",
    "- a\n\n  ```\n  b\n  ```\n  > c", "term\n: a\n~ b", "a\n+\n\n-\n\n1.", "\n".join("*" * n for n in range(9)),
)  # fmt: skip


@pytest.mark.parametrize("text", LINES)
def test_a_line_is_shown_to_every_rule_that_may_take_it(text, monkeypatch):
    _markdown_rules.block_parser.cache_clear()
    shown = _markdown_blocks.leaves(text, True)
    monkeypatch.setattr(_markdown_rules, "_by_first_sign", lambda ruler: None)
    _markdown_rules.block_parser.cache_clear()
    try:
        assert _markdown_blocks.leaves(text, True) == shown
    finally:
        _markdown_rules.block_parser.cache_clear()


def test_the_rules_that_take_lines_by_their_first_sign_are_rules():
    parser = _markdown_rules.block_parser(True)
    assert set(_markdown_rules._FIRST) <= set(parser.block.ruler.get_active_rules())
    assert re.match("[`~]", _markdown_rules._FIRST["fence"])


def test_a_formula_that_does_not_end_is_passed_over_once():
    text = r"\[a_ \[b_1\] and \(c_ \(d_2\)"
    assert [span.of(text) for span in spared(text, [Span(0, len(text))])] == [r"\[b_1\]", r"\(d_2\)"]
