"""A catalogue whose bytes, modes, disk or locks are not as they should be: what is found in it is right, or is missing,
or a CatalogueError says why.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from backref.catalogue import Catalogue, marks, place
from backref.catalogue.engine import all_records
from backref.errors import CatalogueError
from backref.ledger import Ledger, Taken
from backref.model import Identifier, Query, Record, Reference
from backref.sources.catalogue import CatalogueSource

WORKS = [
    Reference(id=f"w{n}", type="article-journal", title=f"Heat of made-up metals {n}", doi=f"10.5555/made.{n}", author=({"family": f"Made{'abc'[n % 3]}", "given": "A."},), container_title="Journal", issued={"date_parts": ((2000 + n,),)}, volume=str(n))
    for n in range(24)
]  # fmt: skip
TRUE = {work.doi: work for work in WORKS}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A catalogue of two segments, with a ledger."""
    folder = tmp_path_factory.mktemp("whole") / "c"
    catalogue = Catalogue.open(folder, create=True)
    catalogue.add(WORKS[:16])
    catalogue.add(WORKS[16:])
    Ledger.of(catalogue).write([Taken("a.jsonl", 1, "d", 24, "/a", ("",))])
    return folder


def damages(data: bytes, dice: Random, places: int) -> Iterator[tuple[str, bytes]]:
    """Yield a file's bytes with one flipped, from one on missing, or some of them zeros; with none, and with all zero."""
    for at in sorted(dice.sample(range(len(data)), min(places, len(data)))):
        yield f"a bit at {at}", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        yield f"bits at {at}", data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :]
    for at in range(0, len(data), len(data) // 4 + 1):
        yield f"cut at {at}", data[:at]
        yield f"zeros from {at}", data[:at] + bytes(min(len(data) - at, 64)) + data[at + 64 :]
    yield "zeros", bytes(len(data))


def wrong(folder: Path) -> list[str]:
    """What is found that is not so, after asking, listing, checking, adding and making anew."""
    try:
        catalogue = Catalogue.open(folder)
    except CatalogueError:
        return []
    found: list[Record] = []
    works = [*WORKS[:3], *WORKS[-3:]]
    queries = [Query(Identifier("doi", work.doi)) for work in works]
    for query, answer in zip(queries, CatalogueSource(catalogue).ask(queries), strict=True):
        found += answer.records
        odd = [record for record in answer.records if record.reference.doi != query.identifier.value]
        if odd or (answer.outcome == "failed" and not answer.detail):
            return [f"{query.identifier}: {odd} {answer.outcome}"]
    for work in (
        lambda: found.extend(hit.record for hit in catalogue.search(WORKS[5].title)),
        lambda: found.extend(catalogue.records()),
        catalogue.info, catalogue.damaged, lambda: Ledger.of(catalogue), lambda: catalogue.holds("x"),
        lambda: catalogue.add([Reference(title="New", doi="10.5555/new")]), catalogue.compact,
    ):  # fmt: skip
        with suppress(CatalogueError):
            work()
    return [f"{record.reference}" for record in found if record.reference != TRUE[record.reference.doi]]


NAMES = ("backref-catalogue.json", "backref-taken.jsonl", "meta.json", ".managed.json", "*.store", "*.fast", "*.pos", "*.idx", "*.term", "*.fieldnorm")  # fmt: skip


@pytest.mark.parametrize("places", [6, pytest.param(12, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NAMES)
def test_damaged_bytes_are_misses_or_messages(name, places, whole, tmp_path):
    path = max(whole.rglob(name), key=lambda path: path.stat().st_size)
    for what, data in damages(path.read_bytes(), Random(name), places):
        folder = tmp_path / "c"
        shutil.copytree(whole, folder)
        (folder / path.relative_to(whole)).write_bytes(data)
        assert wrong(folder) == [], (path.name, what)
        shutil.rmtree(folder)


def test_no_file_is_forgotten(whole):
    empty = {".tantivy-writer.lock", ".tantivy-meta.lock"}
    known = {path for name in NAMES for path in whole.rglob(name)}
    assert {path for path in whole.rglob("*") if path.is_file() and path.name not in empty} == known


def test_a_record_that_stands_under_another_ones_identifier_is_not_given(whole, monkeypatch):
    catalogue = Catalogue.open(whole)
    monkeypatch.setattr(
        catalogue, "_query", lambda field, term: Catalogue._query(catalogue, field, "doi:10.5555/made.7")
    )
    assert len(catalogue.lookup(Identifier("doi", "10.5555/made.7"))) == 1
    assert catalogue.lookup(Identifier("doi", "10.5555/made.8")) == ()


def test_numbers_far_apart_cost_no_wait_and_missing_ones_are_told(monkeypatch):
    catalogue = Catalogue.of([])
    from backref.catalogue import terms

    with catalogue._index.writer() as writer:
        for number, work in zip((1, 2, 10**9, 10**15, 10**15 + 1, 1 << 62), WORKS, strict=False):
            record = Record(reference=work, source="x")
            writer.add_document(terms.document(record, terms.key_of(record), number))
        writer.commit()
    catalogue._renew()
    monkeypatch.setattr("backref.catalogue.engine._AT_ONCE", 1)
    assert [record.reference for record in catalogue.records()] == WORKS[:6]

    class More:
        num_docs = 7
        search, doc = catalogue._searcher.search, catalogue._searcher.doc

    with pytest.raises(ValueError, match="1 records are not found"):
        list(all_records(catalogue._index.schema, More()))


def test_a_mark_is_not_written_over_by_who_opened_before(whole, tmp_path):
    folder = tmp_path / "c"
    shutil.copytree(whole, folder)
    before = place.found(folder, create=False)
    Catalogue.open(folder).compact()
    assert place.mended(before) == before
    assert marks.read(folder) == before.number + 1


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
@pytest.mark.parametrize(
    ("folders", "others", "can_read"),
    [(0o555, 0o666, True), (0o555, 0o444, True), (0o000, 0o644, False), (0o755, 0o000, False)],
)
def test_modes_that_forbid_are_told(folders, others, can_read, whole, open_folder, nobody):
    folder = open_folder / "c"
    shutil.copytree(whole, folder)
    for path in (*folder.rglob("*"), folder):
        path.chmod(folders if path.is_dir() else others)
    with nobody():
        if can_read:
            catalogue = Catalogue.open(folder)
            assert sum(1 for _ in catalogue.records()) == len(WORKS)
            for work in (lambda: catalogue.add(WORKS[:1]), catalogue.compact, lambda: catalogue.drop("")):
                with pytest.raises(CatalogueError, match=r"denied|cannot be written"):
                    work()
        else:
            with pytest.raises(CatalogueError, match=r"[Pp]ermission ?[Dd]enied"):
                Catalogue.open(folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("size", [0, 20, 100, 400, 800])
def test_a_full_disk_is_told_and_what_was_there_stays(size, whole, tmp_path, full):
    folder = tmp_path / "c"
    shutil.copytree(whole, folder)
    catalogue = Catalogue.open(folder)
    long = [
        work.model_copy(update={"title": os.urandom(400).hex(), "doi": f"10.5555/more.{n}"})
        for n, work in enumerate(WORKS)
    ]
    ledger = Ledger.of(catalogue)
    with full(size):
        for work in (
            lambda: catalogue.add(long),
            catalogue.compact,
            lambda: ledger.write([Taken("x" * 2000, 1, "e", 1, "/")]),
        ):
            with pytest.raises(CatalogueError):
                work()
    again = Catalogue.open(folder)
    assert sorted(record.reference.doi for record in again.records()) == sorted(TRUE)
    assert [path.name for path in folder.glob("index-*")] == ["index-1"]
    assert list(Ledger.of(again).known) == ["d"]
    assert again.add(long) == len(long)
    assert again.damaged() == []


def test_a_lock_that_another_one_holds_is_told_and_costs_no_reader_anything(whole, tmp_path):
    folder = tmp_path / "c"
    shutil.copytree(whole, folder)
    holding = Catalogue.open(folder)
    with holding._index.writer():
        catalogue = Catalogue.open(folder)
        assert len(catalogue.lookup(Identifier("doi", WORKS[3].doi))) == 1
        for work in (lambda: catalogue.add(WORKS[:1]), catalogue.compact, lambda: catalogue.drop("")):
            with pytest.raises(CatalogueError, match="another process is writing to it"):
                work()
    assert catalogue.add(WORKS[:1]) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in its folders")
def test_a_pipe_among_its_files_is_not_waited_for(whole, tmp_path):
    names = [path.relative_to(whole) for path in whole.rglob("*") if path.is_file()]
    told = []
    for number, name in enumerate(names):
        folder = tmp_path / str(number)
        shutil.copytree(whole, folder)
        (folder / name).unlink()
        os.mkfifo(folder / name)
        try:
            assert not list(Ledger.of(Catalogue.open(folder)).paths())
        except CatalogueError as error:
            told.append(str(error))
    assert len(told) == len(names) - 1  # all but the ledger, which is then read anew
    assert sum("is no file" in each for each in told) == len(told)
