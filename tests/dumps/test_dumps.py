"""Every importer: a small file in the shape of its dump, packed or not, broken, cut off, swollen, taken twice, killed
in between.
"""

from __future__ import annotations

import gzip
import json
import random
import tarfile
import tracemalloc
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref import dumps
from backref.catalogue import Catalogue, Gone
from backref.cli import command
from backref.errors import UnreadableInput
from backref.ledger import Ledger
from backref.model import Identifier, Query, Record
from backref.sources.catalogue import CatalogueSource
from backref.taking import take

SAMPLES = Path(__file__).parent / "samples"


def _expected(sample):
    path = sample.with_name(f"{sample.name}.expected")
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"kind": "none yet"}


# Which importer reads which sample; every importer has one.
READ_BY = {path.name: _expected(path)["kind"] for path in sorted(SAMPLES.iterdir()) if path.suffix != ".expected"}
SHORT = ("openalex_merged.csv",)  # half of it, packed, is nothing
ORIGINS = {
    "acl.bib": {"acl"}, "csl_json.json": {""}, "bibliography.ris": {""}, "bibliography.nbib": {""}, "records.jsonl": {"crossref", "retraction-watch", ""},
}  # fmt: skip


def said(item):
    if isinstance(item, Gone):
        return {"gone": list(map(str, item.identifiers)), "origin": item.origin}
    return item.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def streamed(path):
    problems = []
    return list(dumps.stream(path, on_problem=problems.append)), problems


def test_every_importer_has_a_sample():
    assert {kind.name for kind in dumps.DUMPS.own()} == set(READ_BY.values())


@pytest.mark.parametrize("name", READ_BY)
def test_a_sample_gives_its_records(name, golden):
    found, problems = streamed(SAMPLES / name)
    told = [f"{problem.code}: {problem.message}" for problem in problems]
    kind = dumps.recognised(dumps.Head(name, (SAMPLES / name).read_bytes())).name
    items = json.loads(json.dumps(list(map(said, found))))
    golden(SAMPLES / f"{name}.expected", {"kind": kind, "items": items, "problems": told})
    assert {item.origin for item in found} == ORIGINS.get(name, {kind})


@pytest.mark.parametrize("name", READ_BY)
def test_a_file_is_told_by_what_is_in_it(name, tmp_path):
    text = (SAMPLES / name).read_bytes()
    head = dumps.Head("download" if name != "bibliography.nbib" else name, text)
    assert dumps.recognised(head).name == READ_BY[name]
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(text))
    with tarfile.open(tmp_path / "all.tar.gz", "w:gz") as archive:
        archive.add(SAMPLES / name, f"folder/{name}")
        archive.add(tmp_path / f"{name}.gz", f"folder/{name}.gz")
    plain = list(map(said, streamed(SAMPLES / name)[0]))
    assert list(map(said, streamed(tmp_path / f"{name}.gz")[0])) == plain
    assert list(map(said, streamed(tmp_path / "all.tar.gz")[0])) == plain * 2


@pytest.mark.parametrize("name", READ_BY)
def test_what_is_cut_off_gives_what_stands_before(name, tmp_path):
    packed = gzip.compress((SAMPLES / name).read_bytes() * 50)
    (tmp_path / f"{name}.gz").write_bytes(packed[: len(packed) // 2])
    problems = []
    try:
        found = list(dumps.stream(tmp_path / f"{name}.gz", on_problem=problems.append))
    except UnreadableInput:
        assert len(packed) < 200  # half of so little is nothing
        return
    assert [problem.code for problem in problems if problem.code == "cut-off"] == ["cut-off"]
    assert len(found) < 50 * len(streamed(SAMPLES / name)[0]) + 1


def test_what_is_cut_off_is_told_each_time_and_never_held_to_be_taken(tmp_path):
    packed = gzip.compress((SAMPLES / "crossref.jsonl").read_bytes() * 50)
    (tmp_path / "half.gz").write_bytes(packed[: len(packed) // 2])
    for _ in range(2):
        catalogue = Catalogue.open(tmp_path / "c", create=True)
        report = take(catalogue, [tmp_path / "half.gz"], on_problem=lambda problem: None)
        assert [error.name for error in report.unread] == [row.name for row in report.taken]
        assert (len(report.unread), report.known) == (1, ())


@pytest.mark.parametrize("name", READ_BY)
@pytest.mark.parametrize("where", [0.2, 0.5, 0.8])
def test_no_slip_of_a_byte_raises(name, where, tmp_path):
    text = bytearray((SAMPLES / name).read_bytes())
    at = int(len(text) * where)
    for junk in (b"\x00", b"<", b'"', b"\xff", b"}", b"&", b"\n"):
        broken = tmp_path / f"broken-{name}"
        broken.write_bytes(bytes(text[:at]) + junk + bytes(text[at + 1 :]))
        try:
            found, problems = streamed(broken)
        except UnreadableInput as error:
            found, problems = [], [str(error)]
        assert found or problems


@pytest.mark.parametrize("name", [name for name in READ_BY if name.endswith((".jsonl", ".xml"))])
def test_a_broken_record_loses_itself_alone(name, tmp_path):
    text = (SAMPLES / name).read_text(encoding="utf-8")
    whole = list(map(said, streamed(SAMPLES / name)[0]))
    broken = (
        text + '{"id": \n[1]\n' + text
        if name.endswith("l") and not name.endswith(".xml")
        else text.replace("<paper ", "<paper id='0'><title>A <b</title></paper><paper ")
        .replace("<inproceedings ", "<inproceedings key='x'><title>&a b;</inproceedings><inproceedings ", 1)
        .replace("<DeleteCitation>", "<PubmedArticle><x></PubmedArticle><DeleteCitation>")
    )
    (tmp_path / name).write_text(broken, encoding="utf-8")
    found, problems = streamed(tmp_path / name)
    assert list(map(said, found))[: len(whole)] == whole
    assert {problem.code for problem in problems} <= {"broken-xml", "bad-line"}
    assert problems


@pytest.mark.parametrize("name", READ_BY)
def test_a_repeated_run_adds_nothing_twice(name, tmp_path):
    catalogue = Catalogue.open(tmp_path / "c", create=True)
    first = take(catalogue, [SAMPLES / name], on_problem=lambda problem: None)
    count = len(catalogue)
    again = take(catalogue, [SAMPLES / name], on_problem=lambda problem: None)
    assert (len(first.taken), len(again.taken), len(again.known)) == (1, 0, 1) or count == 0
    take(catalogue, [SAMPLES / name], on_problem=lambda problem: None, again=True)
    assert len(Catalogue.open(tmp_path / "c", create=True)) == count


def test_a_list_under_items_is_read_as_a_stream(tmp_path):
    row = (SAMPLES / "crossref.jsonl").read_text(encoding="utf-8").splitlines()[0]
    with gzip.open(tmp_path / "0.json.gz", "wt", compresslevel=1) as file:
        rows = (f'{row[:-1]},"notes":"{random.Random(n).randbytes(10_000).hex()}"}}' for n in range(2500))
        file.write('{"items":[' + ",".join(rows) + "]}")
    tracemalloc.start()
    found = sum(1 for _ in dumps.stream(tmp_path / "0.json.gz", on_problem=print))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found, peak < 30_000_000) == (2500, True)


@pytest.mark.parametrize("name", [name for name in READ_BY if name.startswith(("dblp", "pubmed", "acl.x"))])
def test_xml_is_read_as_a_stream_and_declares_nothing(name, tmp_path):
    text = (SAMPLES / name).read_text(encoding="utf-8")
    bomb = '<!DOCTYPE dblp [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with (tmp_path / name).open("w") as file:
        file.write(text.replace("<dblp>", bomb + "<dblp>"))
        file.writelines(text.replace("<title>", "<title>&b;") + "\n" * 20_000 for _ in range(1000))
    tracemalloc.start()
    found = dumps.stream(tmp_path / name, on_problem=lambda problem: None)
    count = sum(1 for _ in islice(found, 500))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (count > 0, peak < 40_000_000) == (True, True)


def test_what_unpacks_without_end_is_left(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"title": ["' + b"x" * 60_000_000 + b'"]}'))
    with pytest.raises(UnreadableInput, match="unpacks to more than"):
        streamed(tmp_path / "a.jsonl.gz")


def test_a_folder_is_taken_file_by_file_and_updated(tmp_path):
    folder = tmp_path / "dumps"
    (folder / "deeper").mkdir(parents=True)
    for number, name in enumerate(READ_BY):
        (folder / ("deeper" if number % 2 else ".") / name).write_bytes((SAMPLES / name).read_bytes())
    (folder / "pubmed.xml.md5").write_text("x")
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress((SAMPLES / "arxiv.jsonl").read_bytes())[:-30])
    catalogue = Catalogue.open(tmp_path / "c", create=True)
    first = take(catalogue, [folder], on_problem=lambda problem: None)
    assert [Path(str(error.name)).name for error in first.unread] == ["cut.jsonl.gz"]
    assert len(first.taken) == len(READ_BY) + 1
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress((SAMPLES / "arxiv.jsonl").read_bytes() + b"\n"))
    second = take(catalogue, Ledger.of(catalogue).paths(), on_problem=lambda problem: None)
    assert [Path(row.name).name for row in second.taken] == ["cut.jsonl.gz"]
    assert not second.unread


def test_a_run_that_is_cut_off_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr("backref.taking._TOGETHER", 1)
    catalogue = Catalogue.open(tmp_path / "c", create=True)
    with tarfile.open(tmp_path / "all.tar", "w") as archive:
        for name in READ_BY:
            archive.add(SAMPLES / name, name)

    class Killed(BaseException):
        pass

    read = dumps.items

    def cut(unit, report):
        if unit.name.endswith("acl.xml"):
            raise Killed
        yield from read(unit, report)

    monkeypatch.setattr(dumps, "items", cut)
    with pytest.raises(Killed):
        take(catalogue, [tmp_path / "all.tar"], on_problem=lambda problem: None)
    monkeypatch.setattr(dumps, "items", read)
    done = len(Ledger.of(Catalogue.open(tmp_path / "c", create=True)).known)
    opened = Catalogue.open(tmp_path / "c", create=True)
    rest = take(opened, [tmp_path / "all.tar"], on_problem=lambda problem: None)
    assert 0 < done == len(rest.known)
    whole = Catalogue.open(tmp_path / "whole", create=True)
    take(whole, [SAMPLES / name for name in READ_BY], on_problem=lambda problem: None)
    assert len(opened) == len(whole)


def test_what_was_dropped_is_taken_again(tmp_path):
    catalogue = Catalogue.open(tmp_path / "c", create=True)
    take(catalogue, [SAMPLES / "dblp.xml", SAMPLES / "acl.xml"], on_problem=print)
    assert catalogue.drop("dblp") == 3
    again = take(catalogue, [SAMPLES / "dblp.xml", SAMPLES / "acl.xml"], on_problem=print)
    assert [[Path(row.name).name for row in rows] for rows in (again.taken, again.known)] == [["dblp.xml"], ["acl.xml"]]
    assert catalogue.holds("dblp")


def test_later_files_revise_and_delete(tmp_path):
    text = (SAMPLES / "pubmed.xml").read_text(encoding="utf-8")
    newer = text.replace("Opioids for low back pain", "Opioids, revised").replace("<Year>2018", "<Year>2020")
    newer = newer.replace("99999998", "9500320")
    older = text.replace("Opioids for low back pain", "Opioids, first").replace("<Year>2018", "<Year>2016")
    for number, body in enumerate((text, newer, older)):
        (tmp_path / f"pubmed{number}.xml.gz").write_bytes(gzip.compress(body.encode()))
    catalogue = Catalogue.of([])
    take(catalogue, [tmp_path / "pubmed0.xml.gz", tmp_path / "pubmed1.xml.gz"], on_problem=print)
    assert not catalogue.lookup(Identifier("pmid", "9500320"))
    take(catalogue, [tmp_path / "pubmed2.xml.gz"], on_problem=print)
    [record] = catalogue.lookup(Identifier("pmid", "25561513"))
    assert (record.reference.title, record.dated) == ("Opioids, revised", "2020-12-02")


def test_retractions_are_marked_on_the_works_of_other_dumps(tmp_path):
    catalogue = Catalogue.of([])
    take(catalogue, [SAMPLES / "retraction_watch.csv", SAMPLES / "openalex.jsonl"], on_problem=lambda problem: None)
    source = CatalogueSource(catalogue)
    [by_words] = source.ask([Query(text="Ileal-lymphoid-nodular hyperplasia 1998")])
    [by_number] = source.ask([Query(Identifier("doi", "10.1016/s0140-6736(97)11096-0"))])
    for answer in (by_words, by_number):
        told = {update.source for record in answer.records for update in record.updates}
        assert told == {"openalex", "retraction-watch"}


def test_what_is_no_dump_is_named(tmp_path):
    (tmp_path / "a.xyz").write_text("words")
    with pytest.raises(UnreadableInput, match=r"a\.xyz"):
        streamed(tmp_path / "a.xyz")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableInput, match="there is no file"):
        streamed(tmp_path / "empty")
    assert isinstance(streamed(SAMPLES / "csl_json.json")[0][0], Record)


@pytest.mark.parametrize("said", [None, b"\x00\x9c picture"])
def test_what_cannot_be_read_makes_no_catalogue(said, tmp_path):
    if said:
        (tmp_path / "works.bin").write_bytes(said)
    asked = ["catalogue", "add", "--catalogue", str(tmp_path / "catalogue"), str(tmp_path / "works.bin")]
    told = CliRunner().invoke(command, asked)
    assert told.exception is not None
    assert "works.bin" in f"{told.output}{told.exception}"
    assert not (tmp_path / "catalogue").exists()
