"""Print what kinds the misses of a corpus are: how many of its strings are short of right by what the scorer or the labels do.

    python -m train.misses CORPUS [--language CODE] [--data DIR]

CORPUS may be "world", which is all strings of those corpora; of one language where it is told. A missed field is of the
first of these kinds that fits. Labels: what the words beside it say that it is not, an issue ("Heft 5") or an edition
("4. Auflage") that is labelled a volume or an issue. Scorer: the people of the very words that are labelled, divided
otherwise. Choice: what is labelled stands in another field of ours (a series, a place, a publisher, a note, the container that the labels call the title), or what we
found is labelled as another field. Border: both hold the same place, and one of them reaches further. Unlabelled: the
corpus has nothing where we found something. Rest: all others. A string is of the last kind among its fields.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from backref.fields import names
from backref.model import Parsed
from backref.parsing import parse_many

from .judge import FIELDS
from .scoring import scorer_in

KINDS = ("labels", "scorer", "choice", "border", "unlabelled", "rest")
_VARIABLES = {"pages": "page", "date": "issued"}  # how labels are called in CSL
_ISSUE = re.compile(r"(?:Heft|H\.?|Nr\.?|No\.?|Number|Issue|núm\.|n\.º|br\.|№)\s?\(?$", re.IGNORECASE)
_EDITION = re.compile(
    r"\W{0,3}(?:verb\w{0,8}\.?\s|durchges\w{0,6}\.?\s)?(?:Au(?:fl|ﬂ)|A\.|ed\b|edn|edition|Lieferung|izd)", re.IGNORECASE
)


def kind_of(label: str, row: dict[str, Any], parsed: Parsed, scorer: Any, found: str) -> str:
    """Return of which kind a missed field is."""
    soft = scorer.soft
    labelled = [(name, row["raw"][start:end]) for start, end, name in row["spans"]]
    if label in ("volume", "issue") and _is_mislabelled(row, label):
        return "labels"
    own = [text for name, text in labelled if name == label]
    if label == "author" and own:
        ours = [names.family(name) for name in parsed.reference.author]
        if ours == [names.family(names.normalise(name)) for text in own for name in names.parse(text).names]:
            return "scorer"
    printed = {field.variable: soft(field.span.of(parsed.raw)) for field in parsed.fields}
    ours_here = found or printed.get(_VARIABLES.get(label, label), "")
    wanted = [soft(text) for text in own]
    others = [value for variable, value in printed.items() if variable not in FIELDS and value]
    if any(want and any(want in other or other in want for other in others if len(other) > 3) for want in wanted):
        return "choice"
    if ours_here and any(ours_here == soft(text) for name, text in labelled if name != label):
        return "choice"
    if any(want and want == printed.get(_VARIABLES.get(other, other)) for want in wanted for other in FIELDS):
        return "choice"
    if ours_here and any(want and (want in ours_here or ours_here in want) for want in wanted):
        return "border"
    return "unlabelled" if not own else "rest"


def _is_mislabelled(row: dict[str, Any], label: str) -> bool:
    """Whether the word before a labelled volume says "issue", or that behind a volume or an issue "edition"."""
    raw = row["raw"]
    return any(
        (label == "volume" and _ISSUE.search(raw, max(start - 9, 0), start)) or _EDITION.match(raw, end)
        for start, end, name in row["spans"]
        if name == label
    )


def missed(row: dict[str, Any], parsed: Parsed, scorer: Any) -> list[str]:
    """Return the kinds of the fields of one string that the scorer does not hold for right."""
    want, got = scorer.gold_fields(row), scorer.csl_fields(parsed.reference.csl())
    kinds = []
    for label in FIELDS:
        g, p = want.get(label), [x for x in got.get(label) or [] if scorer.soft(str(x))]
        if label == "date":
            g, p = (g if g and scorer.num("date", g) else None), (p if p and scorer.num("date", p) else [])
        if (g or p) and not (g and p and scorer.match(label, g, p)["soft"]):
            found = scorer.soft(str(p[0])) if p and label != "author" else ""
            kinds.append(kind_of(label, row, parsed, scorer, found))
    return kinds


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--language", default="")
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    given = parser.parse_args()
    fields, strings, count = counted(given.corpus, given.data, given.language)
    print("| kind | fields | strings |\n| --- | --- | --- |")
    for kind in KINDS:
        print(f"| {kind} | {fields[kind]} | {strings[kind]} |")
    print(f"| right | | {strings['right']} of {count} |")


def counted(corpus: str, data: Path, language: str = "") -> tuple[Counter[str], Counter[str], int]:
    """Return how many fields and how many strings of a corpus are of each kind, and how many strings it has."""
    scorer = scorer_in(data)
    rows = []
    for path in sorted(
        (data / "corpora" / "dev").glob(f"{corpus}-*.jsonl.gz" if corpus == "world" else f"{corpus}.jsonl.gz")
    ):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows += [row for row in map(json.loads, lines) if not language or row.get("lang") == language]
    fields: Counter[str] = Counter()
    strings: Counter[str] = Counter()
    for row, parsed in zip(rows, parse_many(row["raw"] for row in rows), strict=True):
        kinds = missed(row, parsed, scorer)
        fields.update(kinds)
        strings[max(kinds, key=KINDS.index) if kinds else "right"] += 1
    return fields, strings, len(rows)


if __name__ == "__main__":
    main()
