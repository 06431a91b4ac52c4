"""Golden files: the input beside what it must give. A new case is a new file; `pytest --update-golden` writes expectations."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

import backref
from backref import formats, readers, styles
from backref.model import Record
from backref.model.interfaces import found_json
from backref.resolving.judging import judge

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
    [path for path in sorted((HERE / "find").iterdir()) if path.suffix != ".json"],
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


@pytest.mark.parametrize("path", cases("judge", ".txt"), ids=lambda path: path.stem)
def test_judge(path, request):
    """First line: what the case shows; the citation; the record; what is said of each field that is not simply equal."""
    seen, raw, _, record, _, *expected = path.read_text(encoding="utf-8").split("\n")
    [reference] = formats.load(f"[{record}]", "csl-json").references
    judged = judge(backref.parse(raw), Record(reference=reference, source="crossref"), {})
    said = [f"{c.variable} {c.kind}: {c.message}" for c in judged.comparisons if c.kind != "equal"]
    if request.config.getoption("--update-golden"):
        path.write_text("\n".join([seen, raw, "---", record, "---", *said, ""]), encoding="utf-8")
        expected = [*said, ""]
    assert said == expected[:-1], raw


READ = [
    (folder.name, path)
    for folder in sorted((HERE / "read").iterdir())
    for path in sorted(folder.iterdir())
    if path.suffix != ".json"
]


@pytest.mark.parametrize(("name", "path"), READ, ids=[f"{name}-{path.stem}" for name, path in READ])
def test_read(name, path, golden):
    """A file of each format, with the faults that files have, and the references and problems that it gives."""
    loaded = formats.load(path.read_text(encoding="utf-8"), name)
    result = {
        "references": [r.csl() for r in loaded.references],
        "problems": [": ".join(filter(None, (p.code, p.place, p.message))) for p in loaded.problems],
    }
    golden(
        path.with_name(path.name + ".json"),
        result | ({"preserved": list(loaded.preserved)} if loaded.preserved else {}),
    )


def test_every_readable_format_has_a_golden_file():
    assert {name for name, _ in READ} == {n for n in formats.names() if formats.by_name(n).load}


WRITTEN = sorted((HERE / "written").iterdir())


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_written(path, request):
    """The items of items.json, of every kind and with everything that must be escaped, as each format writes them."""
    if path.name == "items.json":
        return
    made = formats.load((HERE / "written" / "items.json").read_text(encoding="utf-8"), "csl-json").bibliography()
    text = formats.dump(made, path.stem)
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", [path.stem for path in cases("lists", ".json") if path.stem != "items"])
def test_lists_equal_those_of_citeproc(style):
    """The expectations are what citeproc-js 2.4 makes of our items with the style's CSL file, entities decoded.

    A style that has no such file says itself what it must be.
    """
    made = formats.load((HERE / "lists" / "items.json").read_text(encoding="utf-8"), "csl-json").bibliography()
    expected = json.loads((HERE / "lists" / f"{style}.json").read_text(encoding="utf-8"))
    lines = {line.key: html.unescape(line.text) for line in styles.lines(made, style)}
    wrong = [(lines[key], text) for key, text in expected.items() if lines[key] != text]
    assert len(wrong) <= 0.02 * len(expected), wrong
