"""The cache under damage: whatever stands in its file, there is an answer or none, and never a traceback."""

from __future__ import annotations

import os
import sqlite3
import stat
from random import Random

import pytest

from backref.model import Identifier, Outcome, Payload, Query
from backref.sources import _cache as module
from backref.sources import open_sources
from backref.sources._cache import ABSENT_S, FRESH_S, Cache, _packed
from backref.testing import FakeClock, fake_services

BODY = b'{"status": "ok"}' * 40
DEYO = Query(Identifier("doi", "10.1136/bmj.g6380"))


def payload(body: bytes = BODY, status: int = 200) -> Payload:
    return Payload(source="crossref", url="https://x", status=status, media_type="application/json", body=body)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "payloads.sqlite"


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def filled(path, clock):
    cache = Cache(path, clock)
    for number in range(40):
        cache.put(f"k{number}", payload(BODY + str(number).encode()))
        cache.trust(f"k{number}")
    cache._database.close()
    return path


def test_what_was_put_is_got(filled, clock):
    cache = Cache(filled, clock)
    assert [cache.get(f"k{n}").body for n in range(40)] == [BODY + str(n).encode() for n in range(40)]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_misses(filled, clock, seed):
    dice = Random(seed)
    data = bytearray(filled.read_bytes())
    for _ in range(dice.choice([1, 3, 30, 300])):
        data[dice.randrange(len(data))] = dice.randrange(256)
    filled.write_bytes(data[: dice.randrange(len(data))] if seed % 3 == 0 else data)
    cache = Cache(filled, clock)
    for number in range(40):
        found = cache.get(f"k{number}")
        assert found is None or found.body == BODY + str(number).encode()
    cache.put("new", payload())
    cache.trust("new")
    assert cache.get("new").body == BODY
    cache.forget("new")
    assert cache.get("new") is None
    cache.settle()


ROWS = [
    b"", b"\0" * 40, b"x" * 5, "text", 5, None, b"\xff\xff\xff\xff{}", _packed("k", payload())[:-1], _packed("k", payload()) + b"x", _packed("other", payload()),
    _packed("k", payload())[:36] + b"[" * 100_000, (2).to_bytes(4, "big") + b"[]", (4).to_bytes(4, "big") + b"null",
]  # fmt: skip


@pytest.mark.parametrize("blob", ROWS, ids=range(len(ROWS)))
def test_a_damaged_row_is_a_miss(path, clock, blob):
    Cache(path, clock)
    database = sqlite3.connect(path)
    database.executescript("DROP TABLE payloads; CREATE TABLE payloads (key PRIMARY KEY, stored, status, payload)")
    database.execute("INSERT INTO payloads VALUES ('k', ?, 200, ?)", (clock.time, blob))
    database.commit()
    assert Cache(path, clock).get("k") is None


@pytest.mark.parametrize(
    "head",
    [b"[" * 50_000, b"[]", b"null", b'{"body": "x"}', b'{"status": "x"}', b"\xff", b'{"source": 1e999}', b"9" * 5000],
)
def test_a_row_with_a_right_sum_and_a_wrong_head_is_a_miss(path, clock, head):
    Cache(path, clock)
    content = len(head).to_bytes(4, "big") + head + BODY
    database = sqlite3.connect(path)
    database.execute("INSERT INTO payloads VALUES ('k', ?, 200, ?)", (clock.time, module._sum("k", content) + content))
    database.commit()
    assert Cache(path, clock).get("k") is None


@pytest.mark.parametrize("stored", ["x", b"\xff", None, float("nan"), float("inf"), 1e300, -1e300, 10**15])
def test_a_row_of_no_day_is_a_miss(path, clock, stored):
    Cache(path, clock)
    database = sqlite3.connect(path)
    database.executescript("DROP TABLE payloads; CREATE TABLE payloads (key PRIMARY KEY, stored, status, payload)")
    database.execute("INSERT INTO payloads VALUES ('k', ?, 200, ?)", (stored, _packed("k", payload())))
    database.commit()
    assert Cache(path, clock).get("k") is None


def test_another_table_of_that_name_is_done_without(path, clock):
    sqlite3.connect(path).executescript("CREATE TABLE payloads (a, b)")
    cache = Cache(path, clock)
    cache.put("k", payload())
    assert cache.get("k").body == BODY


@pytest.mark.skipif(os.name != "posix", reason="a name that is no UTF-8")
@pytest.mark.parametrize("name", ["folder", "pipe", "nul\0", "b\udcff.sqlite"])
def test_what_is_no_file_is_done_without(tmp_path, clock, name):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    cache = Cache(tmp_path / name, clock)
    cache.put("k", payload())
    assert cache.get("k").body == BODY


def test_an_answer_lives_a_day_until_somebody_calls_it_whole(path, clock):
    cache = Cache(path, clock)
    cache.put("whole", payload())
    cache.trust("whole")
    for key, status in (("lacking", 200), ("gone", 404)):
        cache.put(key, payload(status=status))
    for again in (cache, Cache(path, clock)):
        assert all(again.get(key) for key in ("whole", "lacking", "gone"))
    clock.sleep(ABSENT_S)
    for again in (cache, Cache(path, clock)):
        assert [again.get(key) is not None for key in ("whole", "lacking", "gone")] == [True, False, False]
    clock.sleep(FRESH_S - ABSENT_S)
    assert Cache(path, clock).get("whole") is None
    assert Cache(path, clock).get("lacking", stale=True)
    assert Cache(path, clock).get("whole", stale=True, is_lone=True)
    assert Cache(path, clock).get("lacking", stale=True, is_lone=True) is None


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
@pytest.mark.parametrize("is_there", [True, False])
def test_nobody_else_reads_what_was_asked(tmp_path, clock, is_there):
    path = tmp_path / "new" / "payloads.sqlite"
    if is_there:
        path.parent.mkdir()
        path.touch()
        path.chmod(0o644)
    cache = Cache(path, clock)
    cache.put("k", payload())
    files = [path, *path.parent.glob("payloads.sqlite-*")]
    assert len(files) > 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_lock_that_another_process_holds_is_waited_for_once(path, clock, monkeypatch):
    cache = Cache(path, clock)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(module.time, "monotonic", lambda: 1000.0)
    tried: list[str] = []
    cache._database.set_trace_callback(tried.append)
    for number in range(50):
        cache.put(f"k{number}", payload())
    assert len(tried) == 1  # then the file is left alone for a while
    assert all(cache.get(f"k{number}") for number in range(50))
    other.execute("ROLLBACK")
    cache.settle()
    assert sqlite3.connect(path).execute("SELECT count(*) FROM payloads").fetchone() == (50,)


def test_a_file_that_is_locked_for_good_costs_no_answer(path, works):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN EXCLUSIVE")
    with fake_services(works) as services:
        [answer] = open_sources(["crossref"], services.settings(cache=path))[0].ask([DEYO])
    assert (answer.outcome, len(answer.records)) == (Outcome.ANSWERED, 1)
    other.execute("ROLLBACK")


def test_memory_is_bounded(clock, monkeypatch):
    monkeypatch.setattr(module, "_MOST", 10 * len(BODY))
    cache = Cache(None, clock)
    for number in range(40):
        cache.put(f"k{number}", payload())
    assert [n for n in range(40) if cache.get(f"k{n}")] == list(range(30, 40))
