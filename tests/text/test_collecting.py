"""The collector of cycles is left alone for a moment, and what it would have found is found later."""

from __future__ import annotations

import gc
import weakref

import pytest

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
    gc.collect()


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
