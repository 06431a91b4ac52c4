"""Conversion as a test: floors for each kind of case of the reference data, with the digest of what they were measured
on.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path

import pytest

FLOORS = json.loads((Path(__file__).with_name("format_floors.json")).read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", FLOORS)
def test_conversion(shared, kind):
    pytest.importorskip("yaml")
    source = Path(__file__).parents[2] / "benchmarks" / "formats.py"
    spec = importlib.util.spec_from_file_location("formats_benchmark", source)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    path = shared / "formats" / f"{benchmark.KINDS[kind][0]}.jsonl"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    assert digest == FLOORS[kind]["digest"], f"{path.name} is another file: measure it and set its floor anew"
    [(_, cases, tried, passed, missed)] = benchmark.scores(shared, kind)
    assert (cases, tried) == (FLOORS[kind]["cases"], FLOORS[kind]["cases"])
    assert passed >= FLOORS[kind]["passed"], [miss["id"] for miss in missed]
