"""Golden files: the input beside what it must give. A new case is a new file; `pytest --update-golden` writes expectations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import backref
from backref import readers
from backref.cli._json import found_json
from backref.formats import bibtex

HERE = Path(__file__).resolve().parent


def cases(folder: str, *suffixes: str) -> list[Path]:
    return [path for path in sorted((HERE / folder).iterdir()) if path.suffix in suffixes]


@pytest.mark.parametrize("path", cases("parse", ".txt"), ids=lambda path: path.stem)
def test_parse(path, request):
    """First line: where such a citation is seen; the citation; a line of ---; its CSL-JSON."""
    seen, raw, _, *expected = path.read_text(encoding="utf-8").split("\n", 3)
    parsed = backref.parse(raw)
    item = parsed.reference.csl()
    if request.config.getoption("--update-golden"):
        path.write_text(f"{seen}\n{raw}\n---\n{json.dumps(item, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
        expected = [json.dumps(item)]
    want = json.loads(expected[0])
    lost = {key: value for key, value in want.items() if key not in item}
    spurious = {key: value for key, value in item.items() if key not in want}
    changed = {key: (value, item[key]) for key, value in want.items() if key in item and item[key] != value}
    assert (lost, spurious, changed) == ({}, {}, {}), raw


@pytest.mark.parametrize(
    "path",
    cases("find", ".txt", ".md", ".html", ".wiki", ".tex", ".bbl", ".rst", ".py", ".nxml", ".docx"),
    ids=lambda path: path.name,
)
def test_find(path, golden):
    document = readers.read(path.read_bytes(), path.name)
    found = backref.find(document)
    result = found_json(document, found, backref.link(document, found))
    for reference in result["references"]:
        reference["span"] = document.source[slice(*reference["span"])]
    for marker in result["markers"]:
        marker["span"] = document.source[slice(*marker["span"])]
    for claim in result["claims"]:
        del claim["span"]
        claim["cues"] = [f"{cue['kind']}: {cue['text']}" for cue in claim["cues"]]
    result["allusions"] = [{k: v for k, v in allusion.items() if k != "span"} for allusion in result["allusions"]]
    for problem in result["problems"]:
        problem.pop("span", None)
    golden(path.with_suffix(path.suffix + ".json"), result)


@pytest.mark.parametrize("path", cases("bibtex", ".bib"), ids=lambda path: path.stem)
def test_bibtex(path, golden):
    loaded = bibtex.load(path.read_text(encoding="utf-8"))
    golden(
        path.with_suffix(".json"),
        {
            "references": [r.csl() for r in loaded.references],
            "problems": [f"{p.code}: {p.message}" for p in loaded.problems],
        },
    )
