"""Resolve raw strings against a catalogue of real records and print precision, recall, false matches, findings and
time.

python benchmarks/matching.py [--data FOLDER] [--errors N] [--limit N]
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from backref import pipeline
from backref.catalogue import Catalogue
from backref.fields.crossref import record_of
from backref.sources.catalogue import CatalogueSource

SHARED = Path(__file__).resolve().parents[2] / "shared"
NAMES = {
    "title": "title",
    "authors": "author",
    "year": "issued",
    "journal": "container-title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "doi": "DOI",
}


PUBLISHERS = "publishers' right"


def rows(path: Path) -> Iterator[dict]:
    """Yield the objects of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def opened(folder: Path) -> list[CatalogueSource]:
    """Return the catalogue of the reference data as the only source."""
    records = (record for row in rows(folder / "catalogue.jsonl.gz") if (record := record_of(row)))
    return [CatalogueSource(Catalogue.of(records))]


def matched(pairs: list[dict], sources: list[CatalogueSource], errors: int = 0) -> Counter[str]:
    """Count what becomes of raw strings without their DOI; "microseconds" are those of the processor."""
    count: Counter[str] = Counter()
    began = time.process_time()
    verdicts = [e.resolution for e in pipeline.resolve_many((pair["raw_nodoi"] for pair in pairs), sources)]
    count["microseconds"] = round(1e6 * (time.process_time() - began))
    for pair, verdict in zip(pairs, verdicts, strict=True):
        got = (verdict.record.reference.doi or "").lower() if verdict.record else None
        is_right = got in {pair["doi"].lower(), *(doi.lower() for doi in pair.get("also_right") or ())}
        is_publishers = pair["in_catalog"] and pair["asserted_by"] != "crossref"
        count["present" if pair["in_catalog"] else "absent"] += 1
        count["publishers"] += is_publishers
        count["publishers' right"] += is_publishers and is_right
        count["right"] += pair["in_catalog"] and is_right
        count["wrong"] += pair["in_catalog"] and got is not None and not is_right
        count["false"] += not pair["in_catalog"] and got is not None
        if errors and ((pair["in_catalog"] and not is_right) or (not pair["in_catalog"] and got)):
            errors -= 1
            print(f"-- {verdict.status} want {pair['doi']} got {got}\n   {pair['raw_nodoi'][:230]}")
            for best in verdict.candidates[:1]:
                said = [(c.variable, c.degree, c.text[:40], c.record[:60]) for c in best.comparisons]
                print(f"   best {best.record.reference.doi} {best.score:.4f} {said}")
    return count


def checked(cases: list[dict], sources: list[CatalogueSource], errors: int = 0) -> Counter[str]:
    """Count how many wrong citations are noticed, how many right ones are flagged, and whether each wrong field is
    named.
    """
    count: Counter[str] = Counter()
    for case, entry in zip(cases, pipeline.resolve_many((c["raw"] for c in cases), sources), strict=True):
        verdict = entry.resolution
        is_wrong = case["label"] != "ok"
        is_flagged = verdict.status != "matched"
        expected = {NAMES.get(field, field) for field in case["wrong_fields"]}
        named = expected <= {difference.variable for difference in verdict.differences}
        count["wrong" if is_wrong else "clean"] += 1
        count["detected"] += is_wrong and is_flagged
        count["named"] += is_wrong and named
        count["clean flagged"] += not is_wrong and is_flagged
        if errors and (is_flagged != is_wrong or not named):
            errors -= 1
            said = [(d.variable, d.text[:50], d.record[:50]) for d in verdict.differences]
            print(
                f"-- {case['kind']} {case['wrong_fields']} {verdict.status} {verdict.reasons}\n   {case['raw'][:220]}\n   {said}"
            )
    return count


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=SHARED)
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--limit", type=int, default=10**9)
    given = options.parse_args()
    folder = given.data / "matching"
    if not folder.is_dir():
        sys.exit(f"no matching data in {given.data}")
    sources = opened(folder)
    pairs = list(rows(folder / "pairs_dev.jsonl.gz"))[: given.limit]
    count = matched(pairs, sources, given.errors)
    found = checked(list(rows(folder / "corrupted_dev.jsonl.gz")), sources, given.errors)
    made = count["right"] + count["wrong"] + count["false"]
    print(f"{'':52}{'here':>10}{'best known':>14}{'aim':>10}")
    for what, value, known, aim in (
        ("precision of a match", f"{count['right'] / made:.4f}", ".9969", ".998"),
        ("recall, links that publishers asserted", f"{count[PUBLISHERS] / max(count['publishers'], 1):.4f}", ".981", ".990"),
        ("recall, all works in the catalogue", f"{count['right'] / count['present']:.4f}", "", ""),
        ("matches for works that are not in it, in 1,000", f"{1000 * count['false'] / max(count['absent'], 1):.2f}", "2.7", "1"),
        ("ms of one core for one string", f"{count['microseconds'] / len(pairs) / 1000:.2f}", "35", "8"),
        ("wrong citations detected", f"{found['detected'] / found['wrong']:.3f}", "1.000", ".99"),
        ("every wrong field named", f"{found['named'] / found['wrong']:.3f}", "", "1"),
        ("right citations flagged", f"{found['clean flagged'] / found['clean']:.3f}", ".015", "0"),
    ):  # fmt: skip
        print(f"{what:52}{value:>10}{known:>14}{aim:>10}")
    print(
        f"{len(pairs)} strings, {count['absent']} of them of works that are not in the catalogue; {sum(found[k] for k in ('wrong', 'clean'))} citations checked"
    )


if __name__ == "__main__":
    main()
