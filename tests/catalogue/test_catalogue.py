"""The catalogue: add, look up, search; and what is none."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from backref.catalogue import Catalogue
from backref.catalogue.gone import Gone
from backref.cli import command
from backref.errors import CatalogueError, UnreadableInput
from backref.loading import open_catalogue, records
from backref.model import Identifier, Query, Record, Reference
from backref.sources.catalogue import CatalogueSource

SRC = str(Path(__file__).resolve().parents[2] / "src")


def test_every_identifier_finds_its_record(works):
    catalogue = Catalogue.of(works)
    for work in works:
        for identifier in work.identifiers():
            assert catalogue.lookup(identifier)[0].reference == work


@pytest.mark.parametrize(
    "text", ["deyo opioids back pain bmj 2015", "OPIOIDS for low-back pain, Deyo", "Genevay Hartvigsen pay attention"]
)
def test_words_find_the_record(works, text):
    assert Catalogue.of(works).search(text)[0].record.reference.id in ("deyo2015", "hartvigsen2018")


def test_adding_again_replaces(tmp_path, works):
    catalogue = Catalogue.open(tmp_path / "c", create=True)
    assert catalogue.add(works) == len(works)
    changed = works[0].model_copy(update={"title": "A better title"})
    catalogue.add([changed])
    assert len(catalogue) == len(works)
    again = Catalogue.open(tmp_path / "c")
    assert again.lookup(Identifier("doi", works[0].doi or ""))[0].reference.title == "A better title"


def test_nothing_is_found_for_no_words(works):
    assert Catalogue.of(works).search("zzzz qqqq") == []
    assert Catalogue.of([]).search("opioids") == []


def test_what_is_no_catalogue_is_said(tmp_path):
    with pytest.raises(CatalogueError, match="there is none here"):
        Catalogue.open(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(CatalogueError, match="something else"):
        Catalogue.open(tmp_path, create=True)
    Catalogue.open(tmp_path / "new", create=True)
    (tmp_path / "new" / "backref-catalogue.json").write_text('{"version": 999}')
    with pytest.raises(CatalogueError, match="another version"):
        Catalogue.open(tmp_path / "new")
    (tmp_path / "new" / "backref-catalogue.json").write_text("broken")
    with pytest.raises(CatalogueError, match="cannot be opened"):
        Catalogue.open(tmp_path / "new")


def test_two_writers_are_told_apart(tmp_path, works):
    one = Catalogue.open(tmp_path / "c", create=True)
    two = Catalogue.open(tmp_path / "c")

    def meanwhile():
        yield works[0]
        with pytest.raises(CatalogueError, match="another process is writing"):
            two.add(works)

    one.add(meanwhile())


def test_a_process_reads_while_another_adds(tmp_path, works):
    catalogue = Catalogue.open(tmp_path / "c", create=True)
    catalogue.add(works[:5])
    script = f"from backref.catalogue import Catalogue; c = Catalogue.open({str(tmp_path / 'c')!r}); print(len(c), len(c.search('low back pain')) > 0)"
    read = []

    def meanwhile():
        yield from works[5:10]
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": SRC}
        )
        read.append(done.stdout or done.stderr)
        yield from works[10:]

    catalogue.add(meanwhile())
    assert read == ["5 True\n"]
    assert len(catalogue) == len(works)


def test_crossref_lines_gzipped_bib_and_csl_are_all_read(tmp_path):
    work = {"DOI": "10.5555/A", "title": ["A title"], "type": "journal-article", "container-title": ["J"]}
    with gzip.open(tmp_path / "a.jsonl.gz", "wt") as file:
        file.write(json.dumps(work) + "\nnot json\n[]\n" + json.dumps({"id": "x", "type": "book", "title": "B"}) + "\n")
    (tmp_path / "b.bib").write_text("@book{c, title = {C}, isbn = {978-0-323-07293-9}}")
    (tmp_path / "d.json").write_text(json.dumps([{"id": 1, "type": "book", "title": "D"}]))
    problems = []
    found = [
        record.reference.title
        for name in ("a.jsonl.gz", "b.bib", "d.json")
        for record in records(tmp_path / name, problems.append)
    ]
    assert found == ["A title", "B", "C", "D"]
    assert [problem.code for problem in problems] == ["bad-line", "bad-line"]


@pytest.mark.parametrize(("encoding", "told"), [("latin-1", ["not-utf-8"]), ("utf-16", []), ("utf-8-sig", [])])
def test_old_encodings_are_read(tmp_path, encoding, told):
    (tmp_path / "a.bib").write_bytes("@book{a, title = {Über Müller}}".encode(encoding))
    problems = []
    assert [record.reference.title for record in records(tmp_path / "a.bib", problems.append)] == ["Über Müller"]
    assert [problem.code for problem in problems] == told


@pytest.mark.parametrize(("name", "content"), [("a.jsonl.gz", b"\x1f\x8b\x08broken"), ("a.xyz", b"words")])
def test_a_file_of_no_known_kind_is_named(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableInput, match=name.replace(".", r"\.")):
        list(records(tmp_path / name, lambda problem: None))


def test_a_file_can_be_named_as_a_catalogue(tmp_path):
    (tmp_path / "b.bib").write_text("@book{c, title = {C}, isbn = {978-0-323-07293-9}}")
    opened = open_catalogue(tmp_path / "b.bib")
    assert opened is not None
    assert opened.lookup(Identifier("isbn", "0323072933"))[0].reference == Reference(
        id="c", type="book", title="C", isbn="978-0-323-07293-9"
    )


@pytest.mark.parametrize("mark", [None, "", "{", '{"version": ', '{"version": 3, "index": 7}'])
def test_a_catalogue_without_its_whole_mark_is_mended(tmp_path, works, mark):
    folder = tmp_path / "c"
    Catalogue.open(folder, create=True).add(works)
    whole = (folder / "backref-catalogue.json").read_text()
    if mark is None:
        (folder / "backref-catalogue.json").unlink()
    else:
        (folder / "backref-catalogue.json").write_text(mark)
    assert len(Catalogue.open(folder)) == len(works)
    assert (folder / "backref-catalogue.json").read_text() == whole


@pytest.mark.parametrize(
    "left",
    [["backref-catalogue.json"], [".managed.json"], [".managed.json", "backref-catalogue.json", ".tantivy-meta.lock"]],
)
def test_a_catalogue_whose_making_was_cut_off_is_made_anew(tmp_path, works, left):
    folder = tmp_path / "c"
    Catalogue.open(folder, create=True)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if path.name not in left:
            path.unlink()
    with pytest.raises(CatalogueError, match="cut off"):
        Catalogue.open(folder)
    catalogue = Catalogue.open(folder, create=True)
    assert catalogue.add(works) == len(Catalogue.open(folder)) == len(works)


@pytest.mark.parametrize("mark", ['{"version": 2}', None])
def test_one_of_an_older_version_is_told(tmp_path, mark):
    tantivy = pytest.importorskip("tantivy")
    builder = tantivy.SchemaBuilder()
    for name in ("key", "ids", "words", "record"):
        builder.add_text_field(name)
    (tmp_path / "c").mkdir()
    tantivy.Index(builder.build(), str(tmp_path / "c"))
    if mark:
        (tmp_path / "c" / "backref-catalogue.json").write_text(mark)
    for create in (False, True):
        with pytest.raises(CatalogueError, match=r"another version \(2\); build it anew"):
            Catalogue.open(tmp_path / "c", create=create)


def test_what_is_damaged_is_told_and_never_taken_for_silence(tmp_path, works):
    folder = tmp_path / "c"
    Catalogue.open(folder, create=True).add(works)
    [store] = folder.rglob("*.store")
    data = bytearray(store.read_bytes())
    for at in range(8, len(data) - 200, 3):
        data[at] ^= 0x5A
    store.chmod(0o644)
    store.write_bytes(data)
    [answer] = CatalogueSource(Catalogue.open(folder)).ask([Query(text=works[0].title or "")])
    assert answer.outcome == "failed"
    assert answer.detail
    assert Catalogue.open(folder).damaged() == [store.name]


def test_all_records_come_out_as_they_went_in(tmp_path, works):
    catalogue = Catalogue.open(tmp_path / "c", create=True)
    catalogue.add(works[:10])
    catalogue.add([works[0].model_copy(update={"title": "New"}), *works[10:]])
    titles = {record.reference.title for record in catalogue.records()}
    assert titles == {"New", *(work.title for work in works[1:])}
    assert sum(1 for _ in catalogue.records()) == len(works)


def test_an_index_of_somebody_else_is_no_catalogue(tmp_path):
    tantivy = pytest.importorskip("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body")
    (tmp_path / "c").mkdir()
    tantivy.Index(builder.build(), str(tmp_path / "c"))
    for create in (False, True):
        with pytest.raises(CatalogueError, match="something else" if create else "there is none here"):
            Catalogue.open(tmp_path / "c", create=create)


def test_an_older_record_does_not_replace_a_newer_one_and_origins_stand_side_by_side() -> None:
    work = Record(reference=Reference(title="Heat of metals", doi="10.1/x"), source="catalogue", origin="crossref")
    catalogue = Catalogue.of([work.model_copy(update={"dated": "2026-02-01"})])
    older = work.model_copy(update={"dated": "2025-01-01", "reference": Reference(title="Heet", doi="10.1/X")})
    catalogue.add([older])
    catalogue.add([Reference(title="Heat of metals, mine", doi="10.1/x")], origin="mine", dated="2020-01-01")
    found = {record.origin: record for record in catalogue.lookup(Identifier("doi", "10.1/x"))}
    assert {origin: (r.reference.title, r.dated) for origin, r in found.items()} == {
        "crossref": ("Heat of metals", "2026-02-01"),
        "mine": ("Heat of metals, mine", "2020-01-01"),
    }


def test_what_is_gone_is_taken_out_of_its_origin_unless_it_is_newer() -> None:
    def record(pmid: str, origin: str, dated: str) -> Record:
        return Record(
            reference=Reference(title="Heat", doi=f"10.1/{pmid}", pmid=pmid),
            source="catalogue", origin=origin, dated=dated,
        )  # fmt: skip

    catalogue = Catalogue.of(
        [
            record("1", "pubmed", "2025-01-01"),
            record("1", "crossref", "2025-01-01"),
            record("2", "pubmed", "2026-01-01"),
        ]
    )
    gone = Gone((Identifier("pmid", "1"), Identifier("pmid", "2")), "pubmed", "2025-06-01")
    catalogue.add([gone, Gone((Identifier("pmid", "99"),))])
    assert [r.origin for r in catalogue.lookup(Identifier("pmid", "1"))] == ["crossref"]
    assert len(catalogue.lookup(Identifier("pmid", "2"))) == 1
    catalogue.remove([Identifier("doi", "10.1/1")])
    assert len(catalogue) == 1


def test_what_is_gone_goes_though_it_came_in_the_same_run():
    article = Record(
        reference=Reference(title="Heat", doi="10.5555/1", pmid="1"),
        source="catalogue",
        origin="pubmed",
        dated="2026-01-01",
    )
    catalogue = Catalogue.of([article, Gone((Identifier("pmid", "1"),), "pubmed")])
    assert len(catalogue) == 0


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        (("2026", "2020"), "2026"),
        (("2020", "2026"), "2026, last"),
        (("2020", "2026", "2023"), "2026"),
        (("2026", "2026"), "2026, last"),
        (("2026", "2020", ""), ", last"),  # who does not say of what day it is comes as it comes
    ],
)
def test_the_newest_of_a_run_counts_in_whatever_order_they_come(days, kept, tmp_path):
    def record(number, day):
        title = f"{day}, last" if number == len(days) - 1 else day
        return Record(reference=Reference(title=title, doi="10.5555/1"), source="catalogue", origin="x", dated=day)

    for catalogue in (Catalogue.of([]), Catalogue.open(tmp_path / "c", create=True)):
        catalogue.add(record(number, day) for number, day in enumerate(days))
        assert [each.reference.title for each in catalogue.records()] == [kept]


def test_an_empty_file_is_a_catalogue_without_records(tmp_path):
    (tmp_path / "empty.bib").write_text("")
    done = CliRunner().invoke(command, ["catalogue", "info", "--catalogue", str(tmp_path / "empty.bib")])
    assert (done.exit_code, "0 records" in done.output) == (0, True), done.output


@pytest.mark.parametrize("limit", ["0", "-1"])
def test_a_search_for_no_record_is_wrong_use(limit, tmp_path):
    (tmp_path / "a.bib").write_text("@book{a, title = {Heat}}")
    done = CliRunner().invoke(
        command, ["catalogue", "search", "-n", limit, "--catalogue", str(tmp_path / "a.bib"), "heat"]
    )
    assert done.exit_code == 2
    assert Catalogue.of([Reference(title="Heat")]).search("heat", int(limit)) == []


def test_what_a_killed_writer_left_is_removed_by_the_next_one(tmp_path, works):
    catalogue = Catalogue.open(tmp_path / "c", create=True)
    left = tmp_path / "c" / "index-1" / ".tmpA1b2C3"
    for work in (lambda: catalogue.add(works[:3], origin="x"), lambda: catalogue.drop("x")):
        left.write_text("half a list of segments")
        with catalogue._index.writer(), pytest.raises(CatalogueError):  # another one who writes
            work()
        assert left.exists()
        work()
        assert not left.exists()


def test_what_a_killed_writer_left_is_no_damage(tmp_path, works):
    catalogue = Catalogue.open(tmp_path / "c", create=True)
    catalogue.add(works[:3])
    (tmp_path / "c" / "index-1" / f"{'0' * 32}.idx").write_bytes(b"half a file")
    assert Catalogue.open(tmp_path / "c").damaged() == []
