"""Lies and lawful variants made from the records of the repository itself: every lie is noticed, nothing lawful is
flagged.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Kinds of which one in a dozen may slip through where a string, not an entry, is judged: a style prints too little, or
# the parse fails.
LEAST = 0.9


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("adversarial_benchmark", ROOT / "benchmarks" / "adversarial.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def records(benchmark):
    found = benchmark.read(ROOT / "examples" / "low-back-pain.catalogue.json") + benchmark.read(
        ROOT / "docs" / "works.json"
    )
    assert len(found) > 20
    return found


@pytest.mark.parametrize("entries", [False, True], ids=["strings", "entries"])
def test_lies_are_noticed_and_variants_are_not_flagged(benchmark, records, entries):
    made = list(benchmark.cases(records, 12, 1))
    kinds = defaultdict(list)
    for case, status, named, said in benchmark.judged(made, records, entries=entries):
        good = benchmark.is_named(case, status, named) if case.wrong else benchmark.is_noticed(case, status)
        kinds[case.kind, bool(case.wrong)].append((good, f"{status}: {said}\n  {case.raw}"))
    assert len(kinds) > 30
    failed = [
        f"{kind} {said}"
        for (kind, is_wrong), cases in kinds.items()
        if sum(good for good, _ in cases) < (LEAST if is_wrong else 1) * len(cases)
        for good, said in cases
        if not good
    ]
    assert not failed, "\n".join(failed)


def test_entries_and_strings_name_the_same_field(benchmark, records):
    """What `check` says of an entry is what `resolve` says of the string that prints it."""
    made = [case for case in benchmark.cases(records, 6, 2) if case.wrong]
    pairs = zip(benchmark.judged(made, records), benchmark.judged(made, records, entries=True), strict=True)
    same = [
        bool(set(case.wrong) & named) == bool(set(case.wrong) & other)
        for (case, _, named, _), (_, _, other, _) in pairs
    ]
    assert sum(same) >= 0.97 * len(same)
