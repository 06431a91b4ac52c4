"""The corrupted citations of the reference data, written as a .bib: every wrong entry is noticed, no right one is
blamed by a source.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from backref.catalogue import Catalogue
from backref.fields.crossref import record_of
from backref.sources.catalogue import CatalogueSource

LEAST = 99  # of 100 wrong ones


@pytest.mark.slow
def test_corrupted_entries(shared, monkeypatch):
    benchmark = _benchmark(monkeypatch)
    rows = list(benchmark.rows(shared / "matching" / "catalogue.jsonl.gz"))
    cases = list(benchmark.rows(shared / "matching" / "corrupted_dev.jsonl.gz"))
    sources = [CatalogueSource(Catalogue.of(record for row in rows if (record := record_of(row))))]
    found = benchmark.blamed(cases, sources)
    assert sum(case["label"] == "ok" for case in cases) == 100
    count = benchmark.counted(cases, found, "BR3")
    assert count["wrong"] >= LEAST
    assert count["clean"] == 0


def _benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "benchmarks"))
    return importlib.import_module("checking")
