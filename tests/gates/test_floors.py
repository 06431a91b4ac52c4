"""Accuracy as a test: floors for each corpus of the reference data, with the digest of what they were measured on.

Below a floor fails; so does another corpus under the same name, until its floor is set anew in floors.json.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
from pathlib import Path

import pytest

import backref
from backref import readers
from backref.parsing import parse_many

FLOORS = json.loads((Path(__file__).with_name("floors.json")).read_text(encoding="utf-8"))


def pinned(path: Path, floor: dict) -> bytes:
    data = path.read_bytes()
    assert hashlib.sha256(data).hexdigest()[:16] == floor["digest"], (
        f"{path.name} is another file: measure it and set its floor anew"
    )
    return data


def benchmark_of(name: str):
    path = Path(__file__).parents[2] / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"{name}_benchmark", path)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    return benchmark


@pytest.mark.parametrize("name", FLOORS["parsing"])
def test_parsing(shared, name):
    floor = FLOORS["parsing"][name]
    spec = importlib.util.spec_from_file_location("scorer", shared / "score" / "parsing.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = gzip.decompress(pinned(shared / "corpora" / "dev" / f"{name}.jsonl.gz", floor)).decode().splitlines()
    gold = [json.loads(line) for line in lines]
    predicted = {
        row["id"]: scorer.csl_fields(p.reference.csl())
        for row, p in zip(gold, parse_many(row["raw"] for row in gold), strict=True)
    }
    soft = scorer.evaluate(gold, predicted)["soft"]
    assert len(gold) == floor["strings"]
    assert soft["micro_core7"][2] >= floor["f1"]
    assert soft["instance_core7"] >= floor["all_right"]


def test_parsing_of_every_script_and_kind(shared):
    floor = FLOORS["world"]
    spec = importlib.util.spec_from_file_location("world", shared / "score" / "world.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    paths = sorted((shared / "corpora" / "dev").glob("world-*.jsonl.gz"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]
    assert digest == floor["digest"], "the corpora are others: measure them and set their floors anew"
    gold = [row for path in paths for row in scorer.load(str(path))]
    said = {
        row["id"]: {"reference": p.reference.csl()}
        for row, p in zip(gold, parse_many(row["raw"] for row in gold), strict=True)
    }
    table = scorer.table(scorer.score(gold, said))
    assert table["n"] == floor["strings"]
    assert {what: table[what] for what in floor["least"] if table[what] < floor["least"][what]} == {}


def test_the_seed_documents(shared):
    gold = json.loads((shared / "seeds" / "gold.json").read_text(encoding="utf-8"))
    for document in gold["documents"]:
        read = readers.read((shared / "seeds" / document["file"]).read_bytes(), document["file"])
        found = backref.find(read)
        linked = backref.link(read, found)
        assert {tuple(c.span) for c in found.citations} == {
            (r["span"]["start"], r["span"]["end"]) for r in document["references"]
        }
        lost = {tuple(link.marker.span) for link in linked.links if link.status == "missing-entry"}
        assert lost == {(m["span"]["start"], m["span"]["end"]) for m in document["markers"]}
        cited = {(c["span"]["start"], c["span"]["end"]): c["text"] for c in document["claims"]}
        assert all(cited.get(tuple(claim.span)) == claim.text for claim in linked.claims if not claim.references)


def test_finding(shared):
    floor = FLOORS["finding"]
    pinned(shared / "documents" / "manifest.tsv", floor)
    benchmark = benchmark_of("finding")
    found = benchmark.scores(benchmark.judged(shared, "txt", "dev")[0])
    for group, scored in floor["f1"].items():
        for what, least in scored.items():
            assert found[group][what][2] >= least, (group, what)
    assert found["ALL"]["links"][0] >= floor["link_precision"]


@pytest.mark.slow
def test_matching(shared):
    """Every fourth pair, and every corrupted citation, against the whole catalogue."""
    floor = FLOORS["matching"]
    folder = shared / "matching"
    pinned(folder / "pairs_dev.jsonl.gz", floor)
    benchmark = benchmark_of("matching")
    sources = benchmark.opened(folder)
    count = benchmark.matched(list(benchmark.rows(folder / "pairs_dev.jsonl.gz"))[::4], sources)
    assert count["right"] / (count["right"] + count["wrong"] + count["false"]) >= floor["precision"]
    assert count["publishers' right"] / count["publishers"] >= floor["recall_publishers"]
    assert count["right"] / count["present"] >= floor["recall"]
    assert count["false"] <= floor["false"]
    found = benchmark.checked(list(benchmark.rows(folder / "corrupted_dev.jsonl.gz")), sources)
    assert found["detected"] == found["wrong"]
    assert found["named"] >= floor["named"]
    assert found["clean flagged"] == 0
