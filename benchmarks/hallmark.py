"""HALLMARK, the public benchmark of invented references, in a closed world: which lies are noticed, which valid entries
are blamed.

Its valid entries are the catalogue, taken for a source that knows every work there is; all others are judged against
it. Each kind stands with the share that is noticed: no record was accepted, or a difference or a finding is told.
`--found` are the statuses alone. MCC is Matthews' correlation of "noticed" with "wrong", as the benchmark reports it.

The data is a file of JSON lines of HALLMARK v1.0 (MIT): `fields` of a BibTeX entry, `label`, `hallucination_type`.
Further files give valid entries for the catalogue alone.

python benchmarks/hallmark.py FILE [VALID ...] [--errors KIND] [--half first|second]
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from backref import asking, checking, formats
from backref.catalogue import Catalogue
from backref.model import Finding, Record, Reference, Resolution, Status
from backref.sources.catalogue import CatalogueSource

VALID = "valid"
# What no record can contradict, where the catalogue holds what the entry says.
QUIET = ("same-work-twice", "new-version")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("valid", type=Path, nargs="*", help="more valid entries, for the catalogue")
    options.add_argument("--errors", metavar="KIND", help="print the entries of a kind that are judged wrongly")
    options.add_argument("--half", choices=("first", "second"), help="judge only every other entry")
    given = options.parse_args()
    cases = list(rows(given.data))
    known = [row for path in (given.data, *given.valid) for row in rows(path) if row["label"] == "VALID"]
    records = united(references(known))
    source = CatalogueSource(Catalogue.of(records), name="world")
    asked = cases[given.half == "second" :: 2] if given.half else cases
    verdicts = judged(references(asked), source)
    table = Counter((kind_of(row), is_noticed(verdict)) for row, verdict in zip(asked, verdicts, strict=True))
    print(f"{len(records)} valid entries are the catalogue; {len(asked)} entries are judged")
    print("| kind | entries | noticed | |\n| --- | --: | --: | --: |")
    for kind in sorted({kind for kind, _ in table}, key=lambda kind: (kind == VALID, kind)):
        noticed, all_ = table[kind, True], table[kind, True] + table[kind, False]
        print(f"| {kind} | {all_} | {noticed} | {noticed / all_:.1%} |")
    wrong = [(kind != VALID, is_seen, count) for (kind, is_seen), count in table.items()]
    cells = {
        pair: sum(count for one, two, count in wrong if (one, two) == pair)
        for pair in ((True, True), (True, False), (False, True), (False, False))
    }
    print(f"MCC {mcc(cells[True, True], cells[True, False], cells[False, True], cells[False, False]):.3f}")
    if given.errors:
        shown(given.errors, asked, verdicts)


def rows(path: Path) -> Iterator[dict]:
    """Yield the entries of a file of JSON lines, packed or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, filter(str.strip, lines))


def kind_of(row: dict) -> str:
    """Return what is wrong with an entry, or "valid"."""
    return VALID if row["label"] == "VALID" else str(row.get("hallucination_type") or "wrong")


def references(entries: Sequence[dict]) -> Iterator[Reference]:
    """Yield what each entry says, read as the .bib file that it stands for."""
    for number, row in enumerate(entries):
        fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in row["fields"].items() if value)
        [reference] = formats.load(f"@{row['bibtex_type']}{{e{number},\n{fields}\n}}", "bibtex").references
        yield reference


def united(works: Iterator[Reference]) -> list[Record]:
    """Return one record for each DOI, with the longest list of people and every year that its entries give."""
    found: dict[str, list[Reference]] = {}
    for work in works:
        found.setdefault(work.doi or work.id, []).append(work)
    records = []
    for same in found.values():
        longest = max(same, key=lambda work: (len(work.author), len(work.container_title or "")))
        years = tuple(sorted({work.issued.year for work in same if work.issued and work.issued.year}))
        records.append(Record(reference=longest, source="world", years=years))
    return records


def judged(asked: Iterator[Reference], source: CatalogueSource) -> list[Resolution]:
    """Return the verdict on each reference, as `check` gives it on the entry of a file."""
    entries = tuple(checking.CheckedEntry(reference.id, reference) for reference in asked)
    file = checking.with_verdicts(
        checking.CheckedFile("hallmark.bib", "", "bibtex", entries), lambda parsed: asking.verify(parsed, [source])
    )
    return [entry.verdict or Resolution(status=Status.NOT_ASKED) for entry in file.entries]


def is_noticed(verdict: Resolution) -> bool:
    """Say whether a reader is told that something is wrong."""
    told: list[Finding] = [finding for finding in verdict.findings if finding.kind not in QUIET]
    return verdict.status != Status.MATCHED or bool(told)


def mcc(right: int, missed: int, blamed: int, passed: int) -> float:
    """Return Matthews' correlation coefficient, 0 where it is not defined."""
    below = math.sqrt(float(right + blamed) * (right + missed) * (passed + blamed) * (passed + missed))
    return (right * passed - blamed * missed) / below if below else 0.0


def shown(kind: str, asked: Sequence[dict], verdicts: Sequence[Resolution]) -> None:
    """Print the entries of a kind that are judged wrongly."""
    for row, verdict in zip(asked, verdicts, strict=True):
        if kind_of(row) == kind and is_noticed(verdict) != (kind != VALID):
            print(json.dumps(row["fields"], ensure_ascii=False), "\n   ", row.get("explanation", ""))
            print(
                "   ",
                verdict.status,
                verdict.reasons,
                [d.message or d.variable for d in verdict.differences],
                [f.message for f in verdict.findings],
            )
            if verdict.record:
                print("   ", json.dumps(verdict.record.reference.csl(), ensure_ascii=False))


if __name__ == "__main__":
    main()
