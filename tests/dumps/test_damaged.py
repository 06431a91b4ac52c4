"""Dumps as they should not be: cut off, packed by others, in other arrangements. What is whole is kept, and what is not is told."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import tracemalloc
from contextlib import suppress

import pytest

from backref import dumps
from backref.catalogue import LEDGER, Catalogue
from backref.dumps._elements import elements
from backref.dumps._ends import ElementEnds
from backref.dumps._units import DumpFile
from backref.errors import UnreadableInput
from backref.ledger import Ledger
from backref.taking import take, unreadable

LINE = '{"DOI": "10.5555/%d", "title": ["Heat %d"], "type": "journal-article", "indexed": {"date-time": "2026-01-02T00:00:00Z"}}'
WORK = json.loads(LINE % (1, 1))


def read(path):
    problems = []
    found = list(dumps.stream(path, on_problem=problems.append))
    return found, [problem.code for problem in problems]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_an_archive_that_ends_within_a_member_gives_those_before_it(mode, tmp_path):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        for name in ("a.jsonl", "b.jsonl"):
            data = "".join(f"{LINE % (n, n)}\n" for n in range(3000)).encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    path = tmp_path / f"all.tar{mode[1:].replace(':', '.')}"
    path.write_bytes(packed.getvalue()[: int(0.9 * len(packed.getvalue()))])
    found, codes = read(path)
    assert len(found) >= 3000
    assert set(codes) == {"cut-off"}


@pytest.mark.parametrize(
    ("text", "count", "codes"),
    [
        ("\n".join(json.dumps({"status": "ok", "message-type": "work", "message": WORK | {"DOI": f"10.5555/{n}"}}) for n in range(3)), 3, []),
        ("\n".join(json.dumps({"items": [WORK | {"DOI": f"10.5555/{n}"}]}, indent=None) for n in range(1)), 1, []),
        (f'{{"DOI": "10.5555/0", broken\n{LINE % (1, 1)}\n{LINE % (2, 2)}\n', 2, ["bad-line"]),
        (f"null\n{LINE % (1, 1)}\n{LINE % (2, 2)}\n", 2, ["bad-line"]),
        (json.dumps(WORK, indent=1), 1, []),
    ],
    ids=["answers", "a list", "broken first", "null first", "over many lines"],
)  # fmt: skip
def test_the_first_line_does_not_speak_for_the_others(text, count, codes, tmp_path):
    path = tmp_path / "crossref.jsonl"
    path.write_text(text)
    place = dumps.Place(str(path), (problems := []).append)
    with path.open("rb") as stream:
        found = list(dumps.DUMPS.get("crossref").read(stream, place))
    assert len(found) == count
    assert [problem.code for problem in problems] == codes


def test_a_cell_that_no_csv_has_is_a_problem(tmp_path):
    path = tmp_path / "merged.csv"
    path.write_text(f"merge_date,id,merge_into_id\n2020-01-01,{'x' * 2_000_000},W2\n2020-01-01,W3,W4\n")
    found, codes = read(path)
    assert [str(gone.identifiers[0]) for gone in found] == ["openalex:W3"]
    assert "bad-line" in codes


def test_an_encoding_that_the_declaration_cannot_be_in_is_not_believed(tmp_path):
    path = tmp_path / "dblp.xml"
    path.write_text(
        '<?xml version="1.0" encoding="utf-16"?><dblp><article key="a"><title>Heat</title></article></dblp>'
    )
    assert [record.reference.title for record in read(path)[0]] == ["Heat"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.xml", "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Heat</ArticleTitle></Article></MedlineCitation></PubmedArticle><PubmedArticle><MedlineCitation><PMID>2"),
        ("c.json", '{"items":[' + LINE % (1, 1) + "," + LINE[:50]),
    ],
)  # fmt: skip
def test_what_ends_within_a_record_is_read_again(name, text, tmp_path):
    (tmp_path / name).write_text(text)
    for _ in range(2):
        report = take(Catalogue.open(tmp_path / "c", create=True), [tmp_path / name], on_problem=lambda problem: None)
        assert (len(report.unread), report.known) == (1, ())


@pytest.mark.parametrize("left", ['{"name": "c.jsonl", "si', '{"size": 1e999}', "[" * 100_000])
def test_a_line_that_a_killed_writer_began_costs_no_other(left, tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.jsonl").write_text(LINE % (ord(name), 1))
    catalogue = Catalogue.open(tmp_path / "catalogue", create=True)
    for name in "ab":
        take(catalogue, [tmp_path / f"{name}.jsonl"], on_problem=print)
        with (tmp_path / "catalogue" / LEDGER).open("a") as file:
            file.write(left)
    assert [row.name for row in Ledger.of(catalogue).known.values()] == [
        str(tmp_path / f"{name}.jsonl") for name in "ab"
    ]


def test_a_name_of_many_lines_is_one_row_of_the_ledger(tmp_path):
    path = tmp_path / "x\u2028y.bib"
    path.write_text("@book{a, title = {Heat}, isbn = {9780323072939}}")
    for count in (1, 0):
        catalogue = Catalogue.open(tmp_path / "c", create=True)
        assert len(take(catalogue, [path], on_problem=print).taken) == count
    assert len(Ledger.of(catalogue).known) == 1


def test_a_packed_file_of_one_line_is_read(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress((LINE % (1, 1)).encode()))
    assert len(read(tmp_path / "a.gz")[0]) == 1


def test_a_record_without_an_end_loses_itself_alone():
    problems = []
    text = b"<all><work>Heat<work>Cold</work><work>Rest</work></all>"
    found = list(elements(io.BytesIO(text), ("work",), dumps.Place("all.xml", problems.append)))
    assert [element.text for element in found] == ["Cold", "Rest"]
    assert [problem.message for problem in problems] == ["record 1 has no end"]


def test_files_that_begin_alike_are_told_apart_by_their_size():
    one, same, other = (DumpFile("a.json", size, lambda: io.BytesIO(b"[")) for size in (1, 1, 2))
    assert one.digest() == same.digest() != other.digest()


@pytest.mark.parametrize(("pack", "suffix"), [(gzip, ".gz"), (bz2, ".bz2"), (lzma, ".xz")])
def test_what_is_packed_is_read_also_in_pieces_and_up_to_where_it_is_cut_off(pack, suffix, tmp_path):
    path = tmp_path / f"crossref.jsonl{suffix}"
    pieces = [
        pack.compress("".join(f"{LINE % (n, n)}\r\n" for n in part).encode())
        for part in (range(2000), range(2000, 4000))
    ]
    path.write_bytes(b"".join(pieces))
    found, codes = read(path)
    assert ([record.origin for record in found], codes) == (["crossref"] * 4000, [])
    path.write_bytes(b"".join(pieces)[: -len(pieces[1]) // 2])
    found, codes = read(path)
    assert 2000 <= len(found) < 4000
    assert codes == ["cut-off"]


@pytest.mark.parametrize(
    ("start", "name"),
    [(b"PK\x03\x04", "zip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a", "rar")],
)
def test_what_is_packed_otherwise_is_named(start, name, tmp_path):
    (tmp_path / "dump").write_bytes(start + bytes(range(256)))
    report = take(Catalogue.open(tmp_path / "catalogue", create=True), [tmp_path / "dump"], on_problem=print)
    assert [error.detail for error in report.unread] == [
        f"packed with {name}, which is not unpacked here; unpack it first"
    ]
    assert Ledger.of(Catalogue.open(tmp_path / "catalogue")).known == {}


def test_a_folder_without_files_is_said_to_have_none(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "README.md").write_text("What stands beside dumps is none.")
    report = take(Catalogue.open(tmp_path / "catalogue", create=True), [tmp_path / "empty"], on_problem=print)
    assert [error.detail for error in report.unread] == ["there is no file in it"]
    assert "no file in it" in str(unreadable([tmp_path / "empty"]))


@pytest.mark.parametrize("suffix", ["tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"])
def test_an_archive_is_read_however_it_is_packed(suffix, tmp_path):
    (tmp_path / "1.jsonl").write_text(f"{LINE % (1, 1)}\n")
    mode = {"tar": "w", "tgz": "w:gz"}.get(suffix, f"w:{suffix[4:]}")
    with tarfile.open(tmp_path / f"all.{suffix}", mode) as archive:
        archive.add(tmp_path / "1.jsonl", "sub/1.jsonl")
    [found], codes = read(tmp_path / f"all.{suffix}")
    assert (found.reference.doi, codes) == ("10.5555/1", [])


def archive(mode, members):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as made:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            made.addfile(member, io.BytesIO(data))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("mode", "name"), [("w", "download"), ("w:gz", "all.gz"), ("w:xz", "all"), ("w:gz", "all.tar")]
)
def test_an_archive_is_told_by_what_it_is_and_what_a_system_laid_beside_is_passed_over(mode, name, tmp_path):
    line = (LINE % (1, 1)).encode()
    (tmp_path / name).write_bytes(
        archive(mode, {"in/0.jsonl": line, "in/._0.jsonl": b"\x00\x05\x16\x07", "../x.md5": b"0"})
    )
    found, codes = read(tmp_path / name)
    assert ([record.reference.title for record in found], codes) == (["Heat 1"], [])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (archive("w", {"inner.tar": archive("w", {"0.jsonl": b"{}"})}), "packed with tar within another archive"),
        (gzip.compress(gzip.compress((LINE % (1, 1)).encode())), "packed with gzip once more"),
    ],
)
def test_what_is_packed_twice_is_named(data, why, tmp_path):
    (tmp_path / "dump").write_bytes(data)
    report = take(Catalogue.open(tmp_path / "catalogue", create=True), [tmp_path / "dump"], on_problem=print)
    assert [error.detail for error in report.unread] == [f"{why}, which is not unpacked here; unpack it first"]


def test_a_character_that_nobody_declared_stays_as_it_stands_and_loses_no_record(tmp_path):
    path = tmp_path / "dblp.xml"
    title = "Caf&eacute; &nosuch; &#945; &#xFFFFFFF; &#0; &lt; 3"
    path.write_text(f'<dblp><article key="a"><title>{title}</title></article></dblp>')
    [record], codes = read(path)
    assert (record.reference.title, codes) == ("Caf\u00e9 &nosuch; \u03b1 \ufffd \ufffd < 3", [])


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_that_a_spreadsheet_wrote_is_read(between, tmp_path):
    names = (
        "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason"
    )
    cells = "7,Heat,1/2/2021 0:00,10.5555/ret.7,10.5555/1,0,Retraction,+Fake"
    text = f"\ufeff{names}\r\n{cells}\r\n".replace(",", between)
    (tmp_path / "rw.csv").write_text(text, encoding="utf-8", newline="")
    [record], codes = read(tmp_path / "rw.csv")
    assert (record.reference.doi, [each.kind for each in record.updates], codes) == ("10.5555/1", ["retraction"], [])


def test_a_file_that_swells_costs_no_other_of_its_folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xz").write_bytes(lzma.compress(b" " * 2_000_000))
    (tmp_path / "in" / "b.jsonl").write_text(LINE % (1, 1))
    report = take(Catalogue.open(tmp_path / "c", create=True), [tmp_path / "in"], on_problem=print)
    assert [row.records for row in report.taken if row.name.endswith("b.jsonl")] == [1]
    assert ["unpacks to more than" in error.detail for error in report.unread] == [True]


def pieces(text, size=1000):
    """A stream that gives little at a time."""
    return io.BufferedReader(io.BytesIO(text), size)


@pytest.mark.parametrize(
    ("text", "found", "codes"),
    [
        (b"<article>" * 500, 0, ["cut-off"]),
        (b"<article><book>" * 500, 0, ["cut-off", "cut-off"]),
        (b"<article>" * 3 + b"</article>", 1, ["broken-xml"] * 2),
        (b"<article>" * 500 + b"<book/></book><book></book>", 1, ["cut-off"]),
        (b"<article></article>" * 3 + b"<article>" + b"<book></book>" * 2, 5, ["cut-off"]),
        (b"<article></book></article><book></article></book>", 0, ["broken-xml"] * 2),
    ],
)
def test_an_end_is_looked_for_once_however_many_elements_begin(text, found, codes, monkeypatch):
    looked = []

    class Counted(str):
        __slots__ = ()

        def find(self, what, at=0):
            place = str.find(self, what, at)
            looked.append((place if place >= 0 else len(self)) - at)
            return place

    monkeypatch.setattr(
        ElementEnds, "find", lambda self, *asked, was=ElementEnds.find: was(self, Counted(asked[0]), *asked[1:])
    )
    place = dumps.Place("x.xml", (problems := []).append)
    assert len(list(elements(pieces(text), ("article", "book"), place))) == found
    assert [problem.code for problem in problems] == codes
    assert sum(looked) < 3 * len(text) + 200


def test_ends_are_where_they_are_in_a_text_that_is_read_in_pieces(monkeypatch):
    monkeypatch.setattr("backref.dumps._elements._PIECE", 7)
    text = b"".join(b"<article>%d</article> <book>%d</book>" % (n, n) for n in range(30)) + b"<article>30"
    place = dumps.Place("x.xml", (problems := []).append)
    assert [each.text for each in elements(io.BytesIO(text), ("article", "book"), place)] == [
        str(n // 2) for n in range(60)
    ]
    assert [problem.code for problem in problems] == ["cut-off"]


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.REGTYPE])
@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_an_archive_that_unpacks_to_far_more_is_cut_off(pack, kind, tmp_path):
    member = tarfile.TarInfo("all.jsonl")
    member.size, member.type = 40_000_000, kind
    path = tmp_path / "all.tar.gz"
    path.write_bytes(pack(member.tobuf(tarfile.USTAR_FORMAT) + b"30 comment=" + b"a" * member.size + bytes(1024)))
    assert path.stat().st_size < 100_000
    tracemalloc.start()
    try:
        for found in (lambda: read(path), lambda: [unit.digest() for unit in dumps.units(path, print)]):
            with suppress(UnreadableInput):
                found()
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_a_sparse_file_in_an_archive_is_not_read(tmp_path):
    """A hole of eight terabytes takes no room in the archive."""
    head = bytearray(tarfile.TarInfo("dblp.xml").tobuf(tarfile.GNU_FORMAT))
    head[124:136], head[156:157] = b"%011o\0" % 512, tarfile.GNUTYPE_SPARSE
    hole = b"\x80\0\0\0" + (1 << 43).to_bytes(8, "big")
    head[386:434] = b"%011o\0" % 0 + b"%011o\0" % 512 + hole + b"%011o\0" % 0
    head[483:495] = hole
    head[148:156] = b"%06o\0 " % (sum(head[:148]) + sum(head[156:]) + 8 * 32)
    data = b"<dblp><article key='a'><title>Heat</title></article></dblp>".ljust(512)
    path = tmp_path / "all.tar"
    path.write_bytes(bytes(head) + data + bytes(1024))
    problems = []
    assert list(dumps.units(path, problems.append)) == []
    assert [(problem.code, problem.place) for problem in problems] == [("too-large", f"{path}!dblp.xml")]
