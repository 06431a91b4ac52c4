"""Check corrupted citations, written as a .bib, against a catalogue of real records: what is detected, what a clean one
is blamed for.

Then 5,000 entries of the catalogue itself: seconds, milliseconds an entry, and the most memory used.

With --peers, the same citations by other checkers also, as far as they are installed (see `peers`).

python benchmarks/checking.py [--data FOLDER] [--errors N] [--entries N] [--peers]
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import peers
from backref import checking, formats, pipeline
from backref.catalogue import Catalogue
from backref.checking import CheckedProject, Fault
from backref.fields.crossref import record_of
from backref.model import Bibliography, Date, Name, Reference
from backref.sources.catalogue import CatalogueSource
from matching import NAMES, SHARED, rows

YEAR = 2026
MOST = 12  # people that the fields of a case hold; longer lists are cut there


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=SHARED)
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--entries", type=int, default=5000)
    options.add_argument("--peers", action="store_true", help="run other checkers instead")
    given = options.parse_args()
    folder = given.data / "matching"
    if not folder.is_dir():
        sys.exit(f"no matching data in {given.data}")
    with tempfile.TemporaryDirectory() as made:
        began = time.process_time()
        catalogue = Catalogue.open(Path(made) / "catalogue", create=True)
        catalogue.add(record for row in rows(folder / "catalogue.jsonl.gz") if (record := record_of(row)))
        print(f"catalogue: {len(catalogue)} records in {time.process_time() - began:.1f} s, {_memory()} MB")
        sources = [CatalogueSource(catalogue)]
        cases = list(rows(folder / "corrupted_dev.jsonl.gz"))
        if given.peers:
            known = {row["DOI"].lower(): row for row in rows(folder / "catalogue.jsonl.gz")}
            peers.compare(cases, known, catalogue, reference_of)
            return
        corrupted(cases, sources, given.errors)
        if given.entries:
            many(folder, sources, given.entries)


def reference_of(case: dict) -> Reference:
    """Return the reference that the fields of a case make."""
    fields = case["fields"]
    return Reference(
        id=case["id"],
        type="article-journal",
        title=fields["title"],
        author=tuple(Name(family=family, given=" ".join(given)) for family, given in fields["authors"]),
        container_title=fields["journal"],
        issued=Date(date_parts=((fields["year"],),)) if fields["year"] else None,
        volume=fields["volume"] or None,
        issue=fields["issue"] or None,
        page=fields["page"] or None,
        doi=fields["doi"] or None,
        custom={"et-al": True} if len(fields["authors"]) == MOST else {},
    )


def check(references: list[Reference], sources: list[CatalogueSource]) -> tuple[list[Fault], float]:
    """Return the faults of the references written as a .bib, and the seconds that finding them took."""
    text = formats.dump(Bibliography.of(tuple(references)), "bibtex")
    began = time.process_time()
    file = checking.load("refs.bib", text, "bibtex")
    assert len(file.entries) == len(references)
    file = checking.with_verdicts(file, lambda parsed: pipeline.verify(parsed, sources))
    return checking.check(CheckedProject((file,), YEAR)), time.process_time() - began


def blamed(cases: list[dict], sources: list[CatalogueSource]) -> dict[str, list[Fault]]:
    """Return the faults of each case by its id. One at a time: a wrong entry beside the right one is a duplicate of
    it.
    """
    return {case["id"]: check([reference_of(case)], sources)[0] for case in cases}


def counted(cases: list[dict], found: dict[str, list[Fault]], family: str) -> dict[str, int]:
    """Return how many wrong and how many clean entries have a fault whose code begins with `family`."""
    count = {"wrong": 0, "clean": 0}
    for case in cases:
        count["clean" if case["label"] == "ok" else "wrong"] += any(
            f.rule.code.startswith(family) for f in found[case["id"]]
        )
    return count


def corrupted(cases: list[dict], sources: list[CatalogueSource], errors: int) -> None:
    """Print how many wrong entries are noticed and how many right ones are blamed, by the sources and by any rule."""
    found = blamed(cases, sources)
    wrong = [case for case in cases if case["label"] != "ok"]
    for family, said in (("BR3", "sources"), ("BR", "any rule")):
        count = counted(cases, found, family)
        print(
            f"{said}: detected {count['wrong']} of {len(wrong)}, clean ones flagged {count['clean']} of {len(cases) - len(wrong)}"
        )
    named = {
        name: rule for rule in checking.rules() for name in NAMES.values() if rule.name == f"{name.lower()}-differs"
    }
    kinds: Counter[str] = Counter()
    for case in wrong:
        expected = {named[NAMES[field]].code for field in case["wrong_fields"] if NAMES.get(field) in named}
        codes = {fault.rule.code for fault in found[case["id"]]}
        kinds[f"{case['kind']}: {', '.join(sorted(code for code in codes if code.startswith('BR3')))}"] += 1
        kinds["every wrong field named"] += expected <= codes
    for line, number in sorted(kinds.items()):
        print(f"  {number:3} {line}")
    for case in cases if errors else ():
        codes = {fault.rule.code: fault.message for fault in found[case["id"]]}
        if bool(codes) != (case["label"] != "ok"):
            print(f"-- {case['label']} {case['kind']} {case['raw'][:150]}\n   {codes}")


def many(folder: Path, sources: list[CatalogueSource], number: int) -> None:
    """Print the time and memory that `number` entries take."""
    references = []
    for row in rows(folder / "catalogue.jsonl.gz"):
        record = record_of(row)
        if record and record.reference.title and len(references) < number:
            references.append(record.reference.model_copy(update={"id": f"e{len(references)}", "custom": {}}))
    faults, seconds = check(references, sources)
    print(f"{number} entries: {seconds:.1f} s, {1000 * seconds / number:.2f} ms an entry, at most {_memory()} MB")
    print("  " + ", ".join(f"{count} {code}" for code, count in sorted(Counter(f.rule.code for f in faults).items())))


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
