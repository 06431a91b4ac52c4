"""Resolve raw strings against a catalogue of real records and print precision, recall, false matches, findings and time.

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


def rows(path: Path) -> Iterator[dict]:
    """Yield the objects of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


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
    began = time.process_time()
    catalogue = Catalogue.of(record for row in rows(folder / "catalogue.jsonl.gz") if (record := record_of(row)))
    print(f"catalogue: {len(catalogue)} records in {time.process_time() - began:.1f} s")
    sources = [CatalogueSource(catalogue)]
    pairs = list(rows(folder / "pairs_dev.jsonl.gz"))[: given.limit]
    began = time.process_time()
    verdicts = [v for _, v in pipeline.resolve_citations((pair["raw_nodoi"] for pair in pairs), sources)]
    each = 1000 * (time.process_time() - began) / len(pairs)
    count: Counter[str] = Counter()
    shown = 0
    for pair, verdict in zip(pairs, verdicts, strict=True):
        got = (verdict.record.reference.doi or "").lower() if verdict.record else None
        right = got is not None and got in {pair["doi"].lower(), *(doi.lower() for doi in pair.get("also_right") or ())}
        kind = "present" if pair["in_catalog"] else "absent"
        publisher = pair["in_catalog"] and pair["asserted_by"] != "crossref"
        count[kind] += 1
        count["publisher"] += publisher
        count["publisher right"] += publisher and right
        count["right"] += right
        count["wrong"] += pair["in_catalog"] and got is not None and not right
        count["false"] += not pair["in_catalog"] and got is not None and not right
        if shown < given.errors and ((pair["in_catalog"] and not right) or (not pair["in_catalog"] and got)):
            shown += 1
            best = verdict.candidates[0] if verdict.candidates else None
            print(f"-- {kind} {verdict.status} want {pair['doi']} got {got}\n   {pair['raw_nodoi'][:230]}")
            if best:
                print(
                    f"   best {best.record.reference.doi} {best.score} {[(c.variable, c.degree, c.text[:40], c.record[:60]) for c in best.comparisons]}"
                )
    made = count["right"] + count["wrong"] + count["false"]
    print(
        f"precision {count['right'] / made:.4f}  recall {count['right'] / count['present']:.4f}  publisher's links {count['publisher right'] / max(count['publisher'], 1):.4f}"
    )
    print(
        f"false matches for absent works {count['false']} of {count['absent']}, wrong {count['wrong']}; {each:.2f} ms a string"
    )
    corrupted(list(rows(folder / "corrupted_dev.jsonl.gz")), sources, given.errors)


def corrupted(cases: list[dict], sources: list[CatalogueSource], errors: int) -> None:
    """Print how many wrong citations are noticed, how many right ones are flagged, and whether each wrong field is named."""
    count: Counter[str] = Counter()
    for case, (_, verdict) in zip(cases, pipeline.resolve_citations((c["raw"] for c in cases), sources), strict=True):
        wrong = case["label"] != "ok"
        flagged = verdict.status != "matched"
        count["wrong" if wrong else "clean"] += 1
        count["detected"] += wrong and flagged
        count["clean flagged"] += not wrong and flagged
        named = {difference.variable for difference in verdict.differences}
        if wrong:
            expected = {NAMES.get(field, field) for field in case["wrong_fields"]}
            count["named"] += expected <= named
            count["named in part"] += bool(expected & named)
        if errors and flagged != wrong:
            print(
                f"-- {case['kind']} {case['wrong_fields']} {verdict.status} {verdict.reasons}\n   {case['raw'][:220]}\n   {[(d.variable, d.text[:50], d.record[:50]) for d in verdict.differences]}"
            )
    print(
        f"corrupted citations detected {count['detected']} of {count['wrong']}, all wrong fields named {count['named']}; clean ones flagged {count['clean flagged']} of {count['clean']}"
    )


if __name__ == "__main__":
    main()
