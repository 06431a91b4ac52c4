"""Matching: many raw citations against a catalogue alone, by one process and by several."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from backref import Catalogue, match_many, matching, resolve_many
from backref.cli import command
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


def test_equal_citations_are_parsed_once(works, monkeypatch):
    parsed = []
    batches = matching.parse_batches
    monkeypatch.setattr(matching, "parse_batches", lambda many: batches([parsed.extend(each) or each for each in many]))
    raws = _raws(works)[:3]
    found = list(match_many(raws * 20, Catalogue.of(works)))
    assert parsed == raws
    assert [matched.parsed.raw for matched in found] == raws * 20


def test_processes_say_what_one_says(tmp_path, works):
    held = Catalogue.open(tmp_path / "c", create=True)
    held.add(works)
    raws = [*_raws(works)] * 12
    alone = list(match_many(raws, tmp_path / "c"))
    assert list(match_many(iter(raws), held, workers=2)) == alone
    assert [matched.parsed.raw for matched in alone] == raws


def test_the_command_says_with_processes_what_it_says_without(tmp_path, works):
    Catalogue.open(tmp_path / "c", create=True).add(works)
    rows = [json.dumps({"id": at, "raw": raw}) for at, raw in enumerate(_raws(works)[:-2] * 12)]
    rows[5:5] = ["no json", '{"id": 1}', '{"id": 2, "raw": 3}']
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    asked = [
        "resolve",
        "--jsonl",
        str(tmp_path / "rows.jsonl"),
        "--catalogue",
        str(tmp_path / "c"),
        "--offline",
        "--source",
        "catalogue",
    ]
    one, two = (CliRunner().invoke(command, [*asked, "--workers", str(count)]) for count in (1, 2))
    assert one.stdout == two.stdout
    assert (one.exit_code, one.stdout.count("\n")) == (two.exit_code, len(rows))
    refused = CliRunner().invoke(
        command, ["resolve", "--jsonl", str(tmp_path / "rows.jsonl"), "--workers", "2", "--no-cache"]
    )
    assert refused.exit_code == 2


def test_what_is_no_catalogue_is_told_before_anything_is_read(tmp_path):
    with pytest.raises(CatalogueError):
        match_many(iter(()), tmp_path / "none")
    with pytest.raises(ValueError, match="workers"):
        match_many([], Catalogue.of([]), workers=0)
