"""Our own gold citations: written from facts, in many styles and languages, with the span of every field.

`tests/gold/exact.txt` is a ratchet: the citations in it are read without a fault, and stay so. `pytest --update-golden`
adds what is new; only a person takes one out.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from backref.fields import names
from backref.parsing import parse_many

GOLD = Path(__file__).resolve().parents[1] / "gold"
ROWS = [json.loads(line) for line in (GOLD / "citations.jsonl").read_text(encoding="utf-8").splitlines()]
VARIABLES = {
    "title": "title", "container-title": "container_title", "volume": "volume", "issue": "issue", "page": "page", "publisher": "publisher",
    "publisher-place": "publisher_place", "DOI": "doi", "PMID": "pmid",
}  # fmt: skip
ALSO = ("type", "number", "version", "authority", "genre", "medium", "archive")


def plain(value: object) -> object:
    if isinstance(value, list):
        return [str(item).casefold() for item in value]
    return str(value).casefold().rstrip(".")


def faults(row: dict, parsed) -> dict[str, tuple]:
    """What differs between the facts and the parse: variable -> (expected, found)."""
    reference = parsed.reference
    found = {variable: value for variable, name in VARIABLES.items() if (value := getattr(reference, name))}
    for role in ("author", "editor"):
        if people := getattr(reference, role):
            found[role] = [names.family(name) for name in people]
    if reference.issued and reference.issued.year:
        found["year"] = reference.issued.year
    expected = row["expected"]
    if further := row.get("also"):  # the type, and what only some kinds of works print
        expected = expected | further
        found |= {variable: value for variable in ALSO if (value := getattr(reference, variable))}
    return {
        variable: (expected.get(variable), found.get(variable))
        for variable in sorted({*expected, *found})
        if plain(expected.get(variable, "")) != plain(found.get(variable, ""))
    }


@pytest.fixture(scope="module")
def wrong() -> dict[str, dict]:
    return {
        row["id"]: faults(row, parsed) for row, parsed in zip(ROWS, parse_many(r["raw"] for r in ROWS), strict=True)
    }


def test_the_set_is_wide_and_its_spans_are_what_is_printed():
    assert len(ROWS) >= 150
    assert len({row["style"] for row in ROWS}) >= 25
    assert len({row["language"] for row in ROWS}) >= 6
    label = {"container-title": "container-title", "title": "title", "volume": "volume", "publisher": "publisher"}
    for row in ROWS:
        printed = {name: row["raw"][start:end] for start, end, name in row["spans"]}
        for name, variable in label.items():
            assert printed.get(name) == row["expected"].get(variable)


def test_most_are_read_without_a_fault(wrong):
    usual = [not wrong[row["id"]] for row in ROWS if "also" not in row]
    rarer = [
        not wrong[row["id"]] for row in ROWS if "also" in row
    ]  # every kind of work, with number, version, genre...
    assert sum(usual) / len(usual) >= 0.94
    assert sum(rarer) / len(rarer) >= 0.54


def test_what_was_once_exact_stays_exact(wrong, request):
    path = GOLD / "exact.txt"
    exact = {identifier for identifier, found in wrong.items() if not found}
    if request.config.getoption("--update-golden"):
        kept = set(path.read_text(encoding="utf-8").split()) if path.exists() else set()
        path.write_text("\n".join(sorted(exact | kept)) + "\n", encoding="utf-8")
    lost = {
        identifier: wrong[identifier] for identifier in path.read_text(encoding="utf-8").split() if wrong[identifier]
    }
    assert not lost


def test_the_type_is_known(wrong):
    kinds = Counter(
        ("also" in row, row["type"] == parsed.reference.type)
        for row, parsed in zip(ROWS, parse_many(r["raw"] for r in ROWS), strict=True)
    )
    assert kinds[False, True] / (kinds[False, True] + kinds[False, False]) >= 0.95
    assert kinds[True, True] / (kinds[True, True] + kinds[True, False]) >= 0.74
