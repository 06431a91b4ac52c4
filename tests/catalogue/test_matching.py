"""Matching: many raw citations against a catalogue alone, by one process and by several."""

from __future__ import annotations

import pytest

from backref import Catalogue, match_many, resolve_many
from backref.errors import CatalogueError
from backref.sources.catalogue import CatalogueSource

ODD = ["", "Ibid.", "x" * 30_000, "\ud800 half", "Nobody N. A work that nobody recorded. 1899."]


def _raws(works):
    return [
        f"{work.author[0].family if work.author else ''}. {work.title}. {work.issued.year if work.issued else ''}"
        for work in works
    ] + ODD


def test_verdicts_are_those_of_resolving_with_the_catalogue_alone(works):
    held = Catalogue.of(works)
    raws = _raws(works)
    found = [matched.resolution for matched in match_many(raws, held)]
    assert found == [entry.resolution for entry in resolve_many(raws, [CatalogueSource(held)])]
    assert sum(verdict.status.is_match for verdict in found) >= len(works) // 2


def test_processes_say_what_one_says(tmp_path, works):
    held = Catalogue.open(tmp_path / "c", create=True)
    held.add(works)
    raws = [*_raws(works)] * 12
    alone = list(match_many(raws, tmp_path / "c"))
    assert list(match_many(iter(raws), held, workers=2)) == alone
    assert [matched.parsed.raw for matched in alone] == raws


def test_what_is_no_catalogue_is_told_before_anything_is_read(tmp_path):
    with pytest.raises(CatalogueError):
        match_many(iter(()), tmp_path / "none")
    with pytest.raises(ValueError, match="workers"):
        match_many([], Catalogue.of([]), workers=0)
