"""Run find, parse and link over the seed documents and hold the result against their gold, number by number.

    python benchmarks/seeds.py [--data FOLDER]

Exits with 1 if anything that the gold states is missed. Without the documents it says so and exits with 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from backref import parse, pipeline
from backref.fields import dates, ids, pages
from backref.model import Identifier, Reference

SHARED = Path(__file__).resolve().parents[2] / "shared"


def printed_fields(gold: dict, reference: Reference) -> dict[str, tuple[object, object]]:
    """Return, for each field that the gold states, what it says and what was parsed."""
    pairs: dict[str, tuple[object, object]] = {}
    for field, value in gold.items():
        if field == "authors":
            pairs[field] = (
                [n.get("literal") or (n["family"], n["given"]) for n in value],
                [n.literal or (n.family, n.given) for n in reference.author],
            )
        elif field == "editors":
            pairs[field] = ([(n["family"], n["given"]) for n in value], [(n.family, n.given) for n in reference.editor])
        elif field == "issued":
            pairs[field] = (tuple(value), reference.issued.date_parts[0] if reference.issued else None)
        elif field == "date":
            pairs[field] = (dates.parse(value), reference.issued)
        elif field in ("page_first", "page_last"):
            found = pages.parse(reference.page or "").ranges
            pairs[field] = (value, (found[0].first if field == "page_first" else found[-1].last) if found else None)
        elif field == "page_ranges":
            pairs[field] = (
                [tuple(map(str, r)) for r in value],
                [tuple(r) for r in pages.parse(reference.page or "").ranges],
            )
        elif field == "isbn13":
            pairs[field] = (value, ids.normalise(Identifier("isbn", reference.isbn or "")).value)
        elif field in ("doi",):
            pairs[field] = (value.lower(), reference.doi)
        elif field == "et_al":
            pairs[field] = (value, "author" in reference.cut)
        elif field == "affiliation":
            pairs[field] = (value, reference.affiliation)
        elif field in ("type", "title", "volume", "issue", "edition", "publisher", "pmid", "pmcid", "isbn"):
            pairs[field] = (value, getattr(reference, field))
        elif field in ("container", "place", "pages"):
            pairs[field] = (
                value,
                getattr(
                    reference, {"container": "container_title", "place": "publisher_place", "pages": "page"}[field]
                ),
            )
    return pairs


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=SHARED)
    folder = options.parse_args().data / "seeds"
    if not folder.is_dir():
        print(f"no seed documents in {folder.parent}: nothing to compare")
        return
    wrong = 0
    for gold in json.loads((folder / "gold.json").read_text(encoding="utf-8"))["documents"]:
        document = pipeline.read(folder / gold["file"])
        found = pipeline.find(document)
        linked = pipeline.link(document, found)
        spans = {tuple(citation.span): index for index, citation in enumerate(found.citations)}
        expected = {(r["span"]["start"], r["span"]["end"]): r for r in gold["references"]}
        right = [span for span in expected if span in spans]
        fields = fields_right = 0
        for span, reference in expected.items():
            parsed = parse(document.text[slice(*span)])
            for name, (want, got) in printed_fields(reference["fields"], parsed.reference).items():
                fields += 1
                fields_right += want == got
                if want != got:
                    print(f"  {reference['id']} {name}: want {want!r}, got {got!r}")
        inside = {spans[s]: s for s in right if expected[s].get("embedded")}
        links = {r for claim in linked.claims for r in claim.references if r in inside}
        wanted_markers = {(m["span"]["start"], m["span"]["end"]) for m in gold["markers"]}
        missing = {tuple(link.marker.span) for link in linked.links if link.status == "missing-entry"}
        negatives = sum(
            any(s < n["span"]["end"] and n["span"]["start"] < e for s, e in spans)
            for n in gold["negatives"]
            if "footnote" not in n["why"]
        )
        rows = {
            "references, exact spans": (len(right), len(expected)),
            "printed fields": (fields_right, fields),
            "links that can be known": (len(links), len(inside)),
            "markers reported without entry": (len(missing & wanted_markers), len(wanted_markers)),
            "false references": (len(spans) - len(right), 0),
            "false markers": (len(missing - wanted_markers), 0),
            "traps stepped into": (negatives, 0),
        }
        print(gold["file"])
        for name, (got, of) in rows.items():
            wrong += got != of
            print(
                f"  {name:32} {got} of {of}" if of or not name.startswith(("false", "traps")) else f"  {name:32} {got}"
            )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
