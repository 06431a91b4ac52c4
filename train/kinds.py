"""How often the type of a parsed citation is Crossref's: `python -m train.kinds`.

The strings are those of the matching pairs whose right record, and so its type, is known.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from backref.parsing import parse_many

ROOT = Path(__file__).resolve().parent.parent
SAME = {
    "journal-article": "article-journal", "book-chapter": "chapter", "proceedings-article": "paper-conference", "monograph": "book", "book": "book",
    "posted-content": "article", "report": "report", "dataset": "dataset", "reference-entry": "chapter", "reference-book": "book",
}  # fmt: skip


def main() -> None:
    """Print for each of Crossref's types how many strings there are and what they were taken for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    given = options.parse_args()
    with gzip.open(given.data / "matching" / "catalogue.jsonl.gz", "rt", encoding="utf-8") as lines:
        types = {row["DOI"].lower(): row.get("type") for row in map(json.loads, lines)}
    with gzip.open(given.data / "matching" / "pairs_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [(row["raw"], types.get((row.get("doi") or "").lower())) for row in map(json.loads, lines)]
    rows = [(raw, kind) for raw, kind in rows if kind in SAME]
    said: Counter[tuple[str, str]] = Counter()
    for (_, kind), parsed in zip(rows, parse_many(raw for raw, _ in rows), strict=True):
        said[SAME[kind], parsed.reference.type] += 1
    for kind in dict.fromkeys(SAME.values()):
        total = sum(count for (right, _), count in said.items() if right == kind)
        given_as = ", ".join(f"{name} {count}" for (right, name), count in said.most_common() if right == kind)
        print(f"{kind}: {said[kind, kind]} of {total} right ({given_as})")


if __name__ == "__main__":
    main()
