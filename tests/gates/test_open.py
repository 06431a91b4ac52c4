"""Gates on data of our own (see `open/README.md`): finding, linking and matching, without the reference data."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import backref
from backref import readers
from backref.model import Status

OPEN = Path(__file__).with_name("open")
FLOORS = json.loads((OPEN / "floors.json").read_text(encoding="utf-8"))
DOCUMENTS = sorted((OPEN / "documents").glob("*.txt"))
_MARK = re.compile(r"«(?P<entry>\d+)\||(?P<end>»)|(?P<begin>‹)|→(?P<to>[\d,]*)›")
Places = tuple[int, int]


class Marked(NamedTuple):
    """A text without its marks, where its citations stand, and where its markers stand with what they point at."""

    text: str
    entries: dict[str, Places]
    markers: dict[Places, frozenset[Places]]


def unmarked(text: str) -> Marked:
    printed = ""
    entries: dict[str, Places] = {}
    targets: dict[Places, list[str]] = {}
    entry, begun, at = ("", 0), [], 0
    for mark in _MARK.finditer(text):
        printed += text[at : mark.start()]
        at = mark.end()
        if mark["entry"]:
            entry = (mark["entry"], len(printed))
        elif mark["end"]:
            entries[entry[0]] = (entry[1], len(printed))
        elif mark["begin"]:
            begun.append(len(printed))
        else:
            targets[begun.pop(), len(printed)] = [number for number in mark["to"].split(",") if number]
    printed += text[at:]
    return Marked(printed, entries, {place: frozenset(entries[n] for n in to) for place, to in targets.items()})


def faults(path: Path) -> list[str]:
    """What is missed, found where nothing is, or linked elsewhere, each as it is printed."""
    gold = unmarked(path.read_text(encoding="utf-8"))
    document = readers.read(gold.text.encode(), path.name)
    assert document.source == gold.text
    found = backref.find(document)
    linked = backref.link(document, found)
    places = [tuple(document.to_source(citation.span)) for citation in found.citations]
    links = {
        tuple(document.to_source(link.marker.span)): frozenset(places[n] for n in link.references)
        for link in linked.links
    }
    expected = set(gold.entries.values())
    said = [
        f"citation {'missed' if place in expected else 'spurious'}: {gold.text[slice(*place)]}"
        for place in expected ^ set(places)
    ]
    said += [
        f"marker {'missed' if place in gold.markers else 'spurious'}: {gold.text[slice(*place)]}"
        for place in gold.markers.keys() ^ links.keys()
    ]
    said += [
        f"link of {gold.text[slice(*place)]}"
        for place in gold.markers.keys() & links.keys()
        if links[place] != gold.markers[place]
    ]
    return sorted(said)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_finding_and_linking(path):
    assert len(faults(path)) == FLOORS["faults"].get(path.stem, 0), "\n".join(faults(path))


ROWS = [line.split("\t") for line in (OPEN / "matching.tsv").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def sources(works):
    return backref.open_sources(backref.Catalogue.of(works), only=("catalogue",))


@pytest.mark.parametrize(
    ("right", "wrong", "raw"), ROWS, ids=[f"{number}-{row[0][:30]}" for number, row in enumerate(ROWS)]
)
def test_matching(sources, right, wrong, raw):
    [entry] = backref.resolve(
        [backref.model.Document(raw, citations=(backref.model.RawCitation(backref.model.Span(0, len(raw)), raw),))],
        sources,
    ).entries
    verdict = entry.resolution
    if right in ("none", "ambiguous"):
        assert verdict.record is None
        assert (verdict.status == Status.AMBIGUOUS) == (right == "ambiguous")
    else:
        assert verdict.record is not None, verdict.reasons
        assert verdict.record.reference.doi == right
        assert {difference.variable for difference in verdict.differences} == set(wrong.split())


def test_the_set_holds_what_its_readme_says():
    kinds = Counter("none" if row[0] == "none" else "wrong" if row[1] else "right" for row in ROWS)
    assert kinds["none"] >= 5
    assert kinds["wrong"] >= 7
    assert "CC0" in (OPEN / "README.md").read_text()
    assert set(FLOORS["faults"]) <= {path.stem for path in DOCUMENTS}
