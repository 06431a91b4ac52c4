"""The cache's files with each of their pages damaged, forbidden, full, locked or shared: an answer is the one that was
kept, or there is none; nothing raises, and nothing is waited for.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from backref.model import Payload
from backref.sources import _cache as module
from backref.sources._cache import Cache
from backref.testing import FakeClock

SRC = str(Path(__file__).resolve().parents[2] / "src")
KEYS = [f"k{number}" for number in range(30)]
PAGE = 4096


def payload(key: str) -> Payload:
    body = f'{{"of": "{key}"}}'.encode() * 60
    return Payload(source="crossref", url=f"https://x/{key}", status=200, media_type="application/json", body=body)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A cache as a process that was killed leaves it: some in its file, some in its log."""
    folder = tmp_path_factory.mktemp("whole")
    for keys in (KEYS[:15], KEYS[15:]):
        cache = Cache(folder / "payloads.sqlite", FakeClock())
        for key in keys:
            cache.put(key, payload(key))
            cache.trust(key)
        if keys == KEYS[:15]:
            cache._database.close()
    copy = tmp_path_factory.mktemp("copy")
    for path in folder.iterdir():
        shutil.copy(path, copy)
    cache._database.close()
    assert {path.name for path in copy.iterdir()} == {"payloads.sqlite", "payloads.sqlite-wal", "payloads.sqlite-shm"}
    return copy


def damages(data: bytes, every: int) -> Iterator[tuple[str, bytes]]:
    """Yield a file's bytes with every so manieth of its pages flipped at some places, zero, noise, or missing with all
    behind it.
    """
    for start in range(0, len(data), every * PAGE):
        for at in (0, 5, 18, 30, 100, 2000, 4000):
            if start + at < len(data):
                yield (
                    f"bits at {start + at}",
                    data[: start + at] + bytes([data[start + at] ^ 0x5A]) + data[start + at + 1 :],
                )
        size = min(PAGE, len(data) - start)
        yield f"zeros from {start}", data[:start] + bytes(size) + data[start + size :]
        yield (
            f"noise from {start}",
            data[:start] + bytes(range(256)) * (size // 256) + data[start + size // 256 * 256 :],
        )
        yield f"cut at {start}", data[:start]
        yield f"cut at {start + 777}", data[: start + 777]


def wrong(path: Path) -> list[str]:
    """What a run over the cache at a path does not do as it should."""
    cache = Cache(path, FakeClock())
    odd = [key for key in KEYS if (found := cache.get(key)) is not None and found.body != payload(key).body]
    for key in ("new", KEYS[3]):
        cache.put(key, payload(key))
        cache.trust(key)
    odd += [key for key in ("new", KEYS[3]) if cache.get(key) is None or cache.get(key).body != payload(key).body]
    cache.forget("new")
    cache.settle()
    odd += ["new"] if cache.get("new") is not None else []
    if cache._database is not None:
        cache._database.close()
    return odd


@pytest.mark.parametrize("every", [9, pytest.param(2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", ["payloads.sqlite", "payloads.sqlite-wal", "payloads.sqlite-shm"])
def test_damaged_pages_are_misses(name, every, whole, tmp_path):
    for number, (what, data) in enumerate(damages((whole / name).read_bytes(), every)):
        folder = tmp_path / str(number)
        shutil.copytree(whole, folder)
        (folder / name).write_bytes(data)
        assert wrong(folder / "payloads.sqlite") == [], (name, what)
        assert wrong(folder / "payloads.sqlite") == [], (name, what)
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_undamaged_it_knows_all(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "c")
    cache = Cache(tmp_path / "c" / "payloads.sqlite", FakeClock())
    assert [cache.get(key).body for key in KEYS] == [payload(key).body for key in KEYS]


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
@pytest.mark.parametrize("is_made", [True, False])
@pytest.mark.parametrize(
    ("folder_mode", "file_mode"), [(0o555, 0o444), (0o555, 0o666), (0o777, 0o000), (0o777, 0o444), (0o000, 0o666)]
)
def test_modes_that_forbid_cost_no_answer(folder_mode, file_mode, is_made, whole, open_folder, nobody):
    folder = open_folder / "c"
    folder.mkdir()
    for path in whole.iterdir() if is_made else ():
        shutil.copy(path, folder)
        (folder / path.name).chmod(file_mode)
    folder.chmod(folder_mode)
    with nobody():
        assert wrong(folder / "payloads.sqlite") == []
        assert wrong(folder / "new" / "payloads.sqlite") == []
    folder.chmod(0o777)
    kept = {path.name: path.read_bytes() for path in folder.glob("payloads.sqlite")}
    assert not is_made or file_mode & 0o200 or kept["payloads.sqlite"] == (whole / "payloads.sqlite").read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("is_made", [True, False])
@pytest.mark.parametrize("size", [0, 1, 100, 4096, 4200, 9000, 40_000])
def test_a_full_disk_costs_no_answer(size, is_made, whole, tmp_path, full):
    folder = tmp_path / "c"
    shutil.copytree(whole, folder) if is_made else folder.mkdir()
    with full(size):
        assert wrong(folder / "payloads.sqlite") == []
    assert wrong(folder / "payloads.sqlite") == []


@pytest.mark.parametrize(
    "how", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "PRAGMA locking_mode=EXCLUSIVE; BEGIN IMMEDIATE"]
)
@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_lock_that_another_one_holds_is_waited_for_thrice_at_most(how, mode, whole, tmp_path, monkeypatch):
    path = tmp_path / "payloads.sqlite"
    shutil.copy(whole / path.name, path)
    waited_for: list[str] = []

    class Impatient(sqlite3.Connection):
        def execute(self, statement, *values):
            try:
                return super().execute("SELECT 1" if "busy_timeout" in statement else statement, *values)
            except sqlite3.OperationalError:
                waited_for.append(statement)
                raise

    connect = partial(sqlite3.connect, factory=Impatient)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode={mode}")
        for statement in how.split("; "):
            other.execute(statement)
        monkeypatch.setattr(module, "_BUSY_S", 0)
        monkeypatch.setattr(module.sqlite3, "connect", connect)
        monkeypatch.setattr(module.time, "monotonic", lambda: 1000.0)  # within the time that the file is left alone
        assert wrong(path) == []
        other.execute("ROLLBACK")
    assert 0 < len(waited_for) <= 3  # each for 50 milliseconds, the last for 250


SHARED = """
import sys
from pathlib import Path
from backref.sources._cache import Cache
from backref.testing import FakeClock
from backref.model import Payload
cache = Cache(Path(sys.argv[1]), FakeClock())
print("ready", flush=True)
sys.stdin.read(1)
for n in range(200):
    key = f"{sys.argv[2]}{n}"
    cache.put(key, Payload(source="x", url=key, status=200, media_type="", body=key.encode() * 50))
    found = cache.get(key)
    assert found is not None and found.body == key.encode() * 50, key
    cache.forget(f"{sys.argv[2]}{n - 1}") if n % 3 == 0 else cache.trust(key)
cache.settle()
assert not cache.detail, cache.detail
"""


def test_two_processes_at_once_lose_no_answer(tmp_path):
    path = tmp_path / "payloads.sqlite"
    running = [
        subprocess.Popen([sys.executable, "-c", SHARED, path, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": SRC})
        for name in "ab"
    ]  # fmt: skip
    for each in running:
        assert each.stdout.readline() == b"ready\n"
    for each in running:
        each.stdin.write(b"x")
        each.stdin.flush()
    assert [each.communicate()[1] for each in running] == [b"", b""]
    cache = Cache(path, FakeClock())
    for name in "ab":
        for number in range(200):
            found = cache.get(key := f"{name}{number}")
            assert found is None or found.body == key.encode() * 50
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM payloads").fetchone()[0] > 100
