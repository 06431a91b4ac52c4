"""The command as people and machines use it, as a process of its own, without a network."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.cli import command
from backref.formats import bibtex

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = "examples/low-back-pain.md"
CATALOGUE = "examples/low-back-pain.catalogue.json"


def backref(
    *arguments: str, stdin: bytes | str = "", cwd: Path = ROOT, columns: int = 160
) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"}
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "backref", *arguments],
        input=data,
        capture_output=True,
        env=environment,
        cwd=cwd,
        timeout=120,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def resolve(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return backref("resolve", *arguments, "--catalogue", CATALOGUE, "--offline", **options)


@pytest.fixture(scope="module")
def example() -> dict:
    done = resolve(EXAMPLE, "--json")
    assert done.returncode == 1, done.stderr  # one citation differs, which outranks what nobody was asked about
    return json.loads(done.stdout)


def test_the_example_shows_every_verdict(example):
    verdicts = {entry["key"]: entry["status"] for entry in example["references"]}
    assert verdicts["qaseem2017"] == "matched-with-differences"
    assert verdicts["furlannd"] == "ambiguous"
    assert verdicts["talmage2011"] == "not-asked"
    assert sorted(key for key, status in verdicts.items() if status == "matched") == [
        "andersson1999", "chou2009", "dagenais2012", "deyo2015", "dowell2016", "enke2018", "foster2018", "friedly2014", "hartvigsen2018", "maher2017", "mayer2008",
        "williams2014",
    ]  # fmt: skip


def test_the_wrong_year_is_named(example):
    [entry] = [entry for entry in example["references"] if entry["key"] == "qaseem2017"]
    assert [(d["variable"], d["text"], d["record"]) for d in entry["differences"]] == [("issued", "2014", "2017")]


def test_spans_count_in_the_file_as_read(example):
    text = (ROOT / EXAMPLE).read_text(encoding="utf-8")
    for entry in example["references"]:
        for citation in entry["citations"]:
            start, end = citation["span"]
            assert text[start:end].replace("*", "") == citation["raw"]
    for claim in example["claims"]:
        assert text[claim["span"][0] : claim["span"][1]][:20] == claim["text"][:20]


def test_claims_rest_on_the_right_works(example):
    rests = {
        claim["text"][:30]: [example["references"][i]["key"] for i in claim["references"]]
        for claim in example["claims"]
    }
    assert rests["Strengthening the back extenso"] == ["mayer2008"]
    assert rests["Low back pain is the leading c"] == ["hartvigsen2018", "maher2017"]
    assert rests["An earlier survey of prescript"] == []


def test_the_missing_entry_is_said(example):
    assert [marker["missing"] for marker in example["markers"] if marker["status"] == "missing-entry"] == [["12"]]


def test_files_are_written_by_suffix(tmp_path):
    names = ["refs.bib", "refs.json", "claims.md", "claims.csv", "claims.json"]
    for refs, claims in ((names[0], names[2]), (names[1], names[3]), (names[0], names[4])):
        done = resolve(EXAMPLE, "-o", str(tmp_path / refs), "--claims", str(tmp_path / claims), "--exit-zero")
        assert (done.returncode, done.stdout) == (0, "")
    written = bibtex.load((tmp_path / "refs.bib").read_text(encoding="utf-8"))
    assert (len(written.references), written.problems) == (15, ())
    assert len(json.loads((tmp_path / "refs.json").read_text(encoding="utf-8"))) == 15
    assert (tmp_path / "claims.md").read_text(encoding="utf-8").count("\n| ") == 13
    table = list(csv.DictReader(io.StringIO((tmp_path / "claims.csv").read_text(encoding="utf-8"))))
    assert {row["verdict"] for row in table} >= {"matched", "matched-with-differences", "ambiguous", "missing-entry"}
    linked = json.loads((tmp_path / "claims.json").read_text(encoding="utf-8"))
    assert linked["items"][0]["target"]["selector"][0]["type"] == "TextPositionSelector"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_the_table_is_for_people():
    done = resolve(EXAMPLE, "-o", os.devnull, "--to", "bibtex", "--exit-zero")
    assert "matched-with-differences" in done.stderr
    assert "issued: 2014 here, 2017 there" in done.stderr
    assert "missing: 1 marker without an entry: 12" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_no_identifier_is_broken_and_the_totals_come_first(width):
    said = resolve(EXAMPLE, "-o", os.devnull, "--to", "bibtex", columns=width).stderr
    assert said.startswith("15 references: ")
    for identifier in ("doi:10.1016/b978-0-323-07293-9.00004-0", "doi:10.1002/14651858.cd001929.pub2", "PMID 25064594"):
        assert identifier in said


def test_why_lays_out_both_sides():
    done = resolve(EXAMPLE, "--why", "qaseem2017")
    assert "issued  differs\n  * 2017-04-04 (catalogue)\n    2014 (text)\n" in done.stderr
    assert resolve(EXAMPLE, "--why", "nobody").returncode == 2


def test_jsonl_keeps_order_and_survives_bad_lines():
    rows = [
        '{"id": 1, "raw": "Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380."}',
        "not json",
        '{"id": 3}',
        '{"id": "x", "raw": ""}',
    ]
    done = resolve("--jsonl", stdin="\n".join(rows))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == [1, None, 3, "x"]
    assert set(lines[0]) >= {"id", "status", "record", "score", "reasons", "differences", "candidates"}
    assert (lines[0]["status"], lines[0]["record"]["DOI"]) == ("matched", "10.1136/bmj.g6380")
    assert "line 2" in lines[1]["problems"][0]["message"]
    assert lines[3]["status"] == "not-asked"


def test_parse_jsonl_has_fields_with_spans():
    raw = "Maher C, Underwood M, Buchbinder R. Non-specific low back pain. Lancet. 2017;389(10070):736–747."
    done = backref("parse", "--jsonl", "-", stdin=json.dumps({"id": "a", "raw": raw}))
    row = json.loads(done.stdout)
    values = {field["variable"]: raw[field["span"][0] : field["span"][1]] for field in row["fields"]}
    assert values["title"] == "Non-specific low back pain"
    assert values["page"] == "736–747"
    assert all(0 <= field["confidence"] <= 1 for field in row["fields"])


def test_find_json(tmp_path):
    text = "Opioids help little.[1][2]\n\nReferences\n\n1. Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380. doi:10.1136/bmj.g6380\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = json.loads(backref("find", "--json", str(tmp_path / "a.txt")).stdout)
    [reference] = found["references"]
    assert (text[slice(*reference["span"])], reference["label"], reference["context"]) == (
        reference["raw"],
        "1",
        "list",
    )
    assert [(m["refs"], m["status"]) for m in found["markers"]] == [([0], "linked"), ([], "missing-entry")]
    assert [(c["text"], c["markers"], c["references"]) for c in found["claims"]] == [
        ("Opioids help little.", [0, 1], [0])
    ]


def test_convert_both_ways():
    csl = backref("convert", "--from", "bibtex", "--to", "csl-json", stdin="@book{a, title={Low {DNA}}, year=2011}")
    assert json.loads(csl.stdout) == [
        {"id": "a", "type": "book", "issued": {"date-parts": [[2011]]}, "title": "Low DNA"}
    ]
    assert "title = {Low {DNA}}" in backref("convert", "--from", "csl-json", "--to", "bibtex", stdin=csl.stdout).stdout


def test_a_catalogue_is_built_once_and_asked_often(tmp_path):
    path = str(tmp_path / "catalogue")
    for _ in range(2):
        assert "15 records" in backref("catalogue", "add", "--catalogue", path, CATALOGUE).stderr
    assert (
        json.loads(backref("catalogue", "search", "--catalogue", path, "PMID 25561513").stdout)["DOI"]
        == "10.1136/bmj.g6380"
    )
    done = backref("resolve", EXAMPLE, "--catalogue", path, "--offline", "-q", "--json")
    assert json.loads(done.stdout)["summary"]["matched"] == 12


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", 0, "no citations found"),
        (b"\n \n", 0, "no citations found"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20, 2, "a binary file"),
        (b"No citation here, but caf\xe9.", 0, "no citations found"),
        (b"\xef\xbb\xbfPlain words with a phone number, 01454 838366.\n", 0, "no citations found"),
        (b"x" * 2_000_000, 0, "no citations found"),
    ],
    ids=["empty", "blank", "binary", "latin-1", "bom", "one-line"],
)
def test_odd_input(tmp_path, content, code, said):
    path = tmp_path / "input.txt"
    path.write_bytes(content)
    done = resolve(str(path))
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("name", "said"), [(".", "Is a directory"), ("nowhere.txt", "No such file")])
def test_what_cannot_be_read_is_named(name, said):
    done = resolve(name)
    assert done.returncode == 2
    assert f"{name}: {said}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bibliography_given_as_a_text_is_told(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text("@article{a, title = {Heat}}\n@article{b, title = {Cold}, doi = {10.5555/b}}\n")
    done = backref("find", str(path))
    assert "refs.bib: BibTeX is read here as plain text, for the identifiers in it" in done.stderr
    assert f"`backref check {path}`" in done.stderr


def test_wrong_use_is_2(tmp_path):
    assert backref("resolve").returncode in (0, 2)
    assert backref("nonsense").returncode == 2
    assert resolve(EXAMPLE, "-o", str(tmp_path / "refs.xyz")).returncode == 2
    assert resolve(EXAMPLE, "--source", "nobody").returncode == 2
    assert backref("resolve", EXAMPLE, "--catalogue", str(tmp_path / "nothing"), "--offline").returncode == 2


def test_a_text_of_nothing_but_matches_is_clean(tmp_path):
    (tmp_path / "a.txt").write_text("Opioids ease pain little (doi:10.1136/bmj.g6380).\n", encoding="utf-8")
    assert resolve(str(tmp_path / "a.txt")).returncode == 0


def test_the_network_down_is_no_verdict_on_a_work(tmp_path):
    (tmp_path / "a.txt").write_text("One claim (doi:10.5555/unheard-of).\n", encoding="utf-8")
    environment = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-m", "backref", "resolve", str(tmp_path / "a.txt"), "--catalogue", CATALOGUE, "--json", "--no-cache"],
        capture_output=True, env=os.environ | environment | {"PYTHONPATH": str(ROOT / "src")}, cwd=ROOT, timeout=120,
    )  # fmt: skip
    assert done.returncode == 3
    assert json.loads(done.stdout)["references"][0]["status"] == "failed"


def test_claims_can_travel_in_the_annote_field(tmp_path):
    plain, annotated = tmp_path / "plain.bib", tmp_path / "annotated.bib"
    resolve(EXAMPLE, "-o", str(plain))
    resolve(EXAMPLE, "--annotate", "-o", str(annotated))
    assert "cites (" not in plain.read_text(encoding="utf-8")
    entries = {entry.id: entry for entry in bibtex.load(annotated.read_text(encoding="utf-8")).references}
    furlan = next(entry for key, entry in entries.items() if key.startswith("furlan"))
    assert "massage eases pain for a short time only" in furlan.annote
    assert furlan.note is None


def test_an_interruption_is_neither_a_finding_nor_clean(monkeypatch, capsys):
    from backref import cli

    def interrupted(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr("backref.cli.find.read_document", interrupted)
    monkeypatch.setattr("sys.argv", ["backref", "find", "any.md"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130
    assert "goes on from here" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "kill") or os.name == "nt", reason="no signal ends a process here")
def test_ctrl_c_while_the_command_is_loaded_just_ends_it():
    """Nothing was begun, so there is nothing to say."""
    code = """
import os, runpy, signal, sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Interrupting())
runpy.run_module("backref", run_name="__main__")
"""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, timeout=120)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")


@pytest.mark.parametrize("name", ["notes.md", "-notes.md", "a b.md", "evil\x1b[31m.md"])
def test_a_file_that_is_given_as_a_citation_is_told(tmp_path, name):
    (tmp_path / name).write_text("Deyo RA. Opioids. BMJ. 2015;350:1.\n", encoding="utf-8")
    done = backref("parse", "--", name, cwd=tmp_path)
    assert (done.returncode, len(json.loads(done.stdout))) == (0, 1)
    assert "is taken for a citation; `backref find " in done.stderr
    assert "\x1b" not in done.stderr
    assert backref("parse", "notes", cwd=tmp_path).stderr == ""


def test_the_catalogue_of_the_project_is_asked_and_an_option_goes_before(tmp_path, monkeypatch):
    inner = tmp_path / "chapters"
    inner.mkdir()
    (tmp_path / "works.json").write_text(
        '[{"id": "a", "type": "book", "title": "Heat in made-up winters", "ISBN": "9780306406157"}]'
    )
    (tmp_path / "other.json").write_text("[]")
    (tmp_path / "backref.toml").write_text(
        'catalogue = "works.json"\nsources = ["crossref"]\nmailto = "me@example.org"\n'
    )
    (inner / "a.txt").write_text("Roe A. Heat in made-up winters. ISBN 9780306406157\n")
    monkeypatch.chdir(inner)
    monkeypatch.delenv("BACKREF_MAILTO", raising=False)

    def verdict(*options):
        result = CliRunner().invoke(command, ["resolve", "a.txt", "--offline", "--json", "--exit-zero", *options])
        [reference] = json.loads(result.stdout)["references"]
        return reference["status"], [each["source"] for each in reference["asked"]]

    assert verdict() == ("matched", ["catalogue"])
    status, asked = verdict("--catalogue", str(tmp_path / "other.json"))
    assert status == "not-asked"
    assert "openlibrary" in asked  # what the project's own documents are checked against is no word on these
