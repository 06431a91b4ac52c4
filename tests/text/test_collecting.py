"""The collector of cycles is left alone for a moment, and what it would have found is found later."""

from __future__ import annotations

import gc
import weakref

import pytest

from backref import formats
from backref.text import collecting
from backref.text.collecting import uncollected

ageing = pytest.mark.skipif(
    not collecting._FREEZES_AT_ONCE, reason="this Python's collector walks over what it freezes"
)


class Knot:
    """A cycle, which only the collector takes away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_at_the_start(monkeypatch):
    monkeypatch.setattr(collecting, "_ageing", collecting._Ageing())
    gc.collect(1)  # what is old stays unlooked at: of all that the tests hold, it takes half a second


def collections() -> int:
    return sum(of["collections"] for of in gc.get_stats())


def made(count: int) -> list[list[int]]:
    with uncollected():
        return [[number] for number in range(count)]


@ageing
def test_many_values_grow_old_without_a_look_at_them():
    before = collections()
    values = made(20_000)
    assert collections() == before
    assert gc.get_count()[0] < 5_000
    old = set(map(id, gc.get_objects(generation=2)))
    assert sum(id(value) in old for value in values) == 20_000


@ageing
def test_few_values_are_left_to_the_collector():
    values = made(3_000)
    old = set(map(id, gc.get_objects(generation=2)))
    assert not any(id(value) in old for value in values)


@ageing
def test_cycles_that_grew_old_do_not_stay(monkeypatch):
    monkeypatch.setattr(collecting, "_MOST", 50_000)
    collecting._ageing = collecting._Ageing()
    with uncollected():
        knot = weakref.ref(Knot())
        kept = [made(20_000), made(20_000)]
    assert knot() is not None
    kept = made(20_000)
    assert knot() is None
    assert collecting._ageing.left >= len(kept)


def test_what_a_program_has_frozen_stays_frozen():
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        made(20_000)
        assert 0 < gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()


def test_a_collector_that_is_off_stays_off():
    gc.disable()
    try:
        made(10)
        assert not gc.isenabled()
    finally:
        gc.enable()
    made(10)
    assert gc.isenabled()


# A reader of XML leaves a cycle for each piece of a broken file, so its loaders are not among these.
RECORDS = {
    "csl-json": "[" + ",".join('{"id": "a", "type": "book"}' for _ in range(2000)) + "]",
    "csl-yaml": "- id: a\n  title: T\n" * 2000, "hayagriva": "".join(f"a{n}:\n  title: T\n" for n in range(2000)),
    "ris": "TY  - BOOK\nTI  - T\nER  -\n" * 2000, "nbib": "PMID- 1\nTI  - T\n\n" * 2000, "enw": "%0 Book\n%T T\n\n" * 2000,
    "ciw": "PT J\nTI T\nER\n\n" * 2000, "bibtex": "".join(f"@book{{a{n}, title = {{T}}}}\n" for n in range(2000)),
    "crossref-json": '{"DOI": "10.1/a", "type": "book", "title": ["T"]}\n' * 2000,
}  # fmt: skip


@ageing
@pytest.mark.parametrize("name", RECORDS)
def test_no_loader_has_its_records_walked_over_while_it_reads_them(name):
    formats.load(RECORDS[name][:2000], name)  # what is loaded once
    gc.collect(1)
    before = collections()
    loaded = formats.load(RECORDS[name], name)
    assert collections() == before
    assert len(loaded.references) == 2000
