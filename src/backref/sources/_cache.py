"""The cache: payloads, byte for byte, in SQLite, each with a checksum. Failures are never stored.

What answers all that was asked is believed for thirty days, once whoever read it says so; all else, "no such work"
above all, for one. A row that is damaged, or that stands under another question's key, is none.

Two processes can share it, and threads. Where it cannot be written (disk full, read-only, another process holds the
lock), it is still read, and what comes is kept in memory, to be written later; where it cannot be read either,
everything works without it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..model import Payload

FRESH_S = 30 * 86400.0  # that a record is believed without asking again
ABSENT_S = 86400.0  # that an answer is which lacks something
_BUSY_S = 0.05  # that another process's writing is waited for
_AWAY_S = 0.5  # that the file is left alone after it was locked that long
_LAST_S = 0.25  # that a lock is waited for at the end of a run
_MOST = 64 << 20  # bytes that are kept in memory; the oldest go first
_SCHEMA = "CREATE TABLE IF NOT EXISTS payloads (key TEXT PRIMARY KEY, stored REAL NOT NULL, status INTEGER NOT NULL, payload BLOB NOT NULL)"
_INSERT = "INSERT OR REPLACE INTO payloads VALUES (?, ?, ?, ?)"
_UNTOLD = 0  # the status of a row that nobody has called complete
# Whatever bytes may stand in a file or a row: sqlite3 itself raises UnicodeDecodeError over a message that it cannot
# decode.
_DAMAGE = (sqlite3.Error, OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, MemoryError)  # fmt: skip

_Value = str | float | int | bytes


class _Kept(NamedTuple):
    stored: float
    is_whole: bool
    payload: Payload


def default_path() -> Path:
    """Return where the cache is if none is named: BACKREF_CACHE, else the user's cache directory."""
    if given := os.environ.get("BACKREF_CACHE"):
        return Path(given)
    from platformdirs import user_cache_path

    return user_cache_path("backref") / "payloads.sqlite"


class Cache:
    """Payloads by request. `path` None keeps them in memory for this run only."""

    def __init__(self, path: Path | None, now: Callable[[], float]) -> None:
        self._now = now
        self.detail = ""
        self._memory: dict[str, _Kept] = {}
        self._held = 0  # bytes in it
        self._unwritten: set[str] = set()
        self._untold: set[str] = set()
        self._forgotten: set[str] = set()  # whose rows may still be there, where nothing can be written
        self._path = path
        self._process = 0
        self._opened: list[sqlite3.Connection] = []
        self.open()

    def open(self) -> None:
        """Open the file, once in each process: one that was forked may neither use nor close what is open there."""
        if self._process == os.getpid():
            return
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._can_write = True
        self._has_table = False
        self._away_until = float("-inf")
        if (path := self._path) is None:
            return
        try:
            _make_private(path)
            self._database = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
            self._opened.append(self._database)
            with suppress(sqlite3.OperationalError):  # another process may be opening it just now, and sets the same
                self._database.execute("PRAGMA journal_mode=WAL")
                self._database.execute("PRAGMA synchronous=NORMAL")
        except _DAMAGE as error:
            self._give_up(error)
            return
        self._written([])

    def get(self, key: str, *, stale: bool = False, is_lone: bool = False) -> Payload | None:
        """Return the stored payload, if it is fresh, or of any age with `stale`: of the answer to a lone question only
        where it was called whole, for else it says that there is no such work, which is never believed for longer.
        """
        found = self._memory.get(key) or (None if key in self._forgotten else self._stored(key))
        if found is None:
            return None
        age = self._now() - found.stored
        limit = FRESH_S if found.is_whole else ABSENT_S
        is_fresh = -ABSENT_S < age < limit  # a clock may go back, but not by years
        return found.payload if is_fresh or (stale and (found.is_whole or not is_lone)) else None

    def put(self, key: str, payload: Payload) -> None:
        """Store a payload that is an answer, for a day; see `trust`."""
        self._keep(key, _Kept(self._now(), False, payload))
        if self._can_be_written():
            self._write_up()

    def trust(self, key: str) -> None:
        """Believe a payload that came in this run for long: it answers all that was asked."""
        if key not in self._untold:
            return
        self._untold.discard(key)
        if (kept := self._memory.get(key)) is not None:
            self._memory[key] = kept._replace(is_whole=kept.payload.status == 200)
        self._written([("UPDATE payloads SET status = 200 WHERE key = ? AND status = 0", (key,))])

    def forget(self, key: str) -> None:
        """Remove a payload that turned out to be no answer."""
        self._drop(key)
        self._forgotten.add(key)
        self._written([("DELETE FROM payloads WHERE key = ?", (key,))])

    def settle(self) -> None:
        """Write what could not be written in this run, with a little patience; what still cannot stays in memory."""
        self._away_until = float("-inf")
        if self._unwritten and self._database is not None and self._can_be_written():
            with suppress(*_DAMAGE):
                self._database.execute(f"PRAGMA busy_timeout = {int(_LAST_S * 1000)}")
            self._write_up()
            with suppress(*_DAMAGE):
                self._database.execute(f"PRAGMA busy_timeout = {int(_BUSY_S * 1000)}")
        self._unwritten.clear()

    def _write_up(self) -> None:
        """Write every payload of this run that is in memory alone; one that is written leaves the memory."""
        rows = [
            (_INSERT, (key, kept.stored, 200 if kept.is_whole else _UNTOLD, _packed(key, kept.payload)))
            for key in self._unwritten
            if (kept := self._memory.get(key)) is not None
        ]
        if self._written(rows):
            untold = self._untold & self._unwritten
            for key in tuple(self._unwritten):
                self._drop(key)
            self._untold |= untold

    def _stored(self, key: str) -> _Kept | None:
        if self._database is None or time.monotonic() < self._away_until:
            return None
        try:
            with self._lock:
                row = self._database.execute(
                    "SELECT stored, status, payload FROM payloads WHERE key = ?", (key,)
                ).fetchone()
            return _Kept(float(row[0]), row[1] == 200, _unpacked(key, row[2])) if row else None
        except sqlite3.DatabaseError as error:
            if _is_busy(error):
                self._away_until = time.monotonic() + _AWAY_S
            elif "no such table" not in str(error):
                self._give_up(error)
        except _DAMAGE:  # of this row alone
            pass
        return None

    def _written(self, statements: Sequence[tuple[str, tuple[_Value, ...]]]) -> bool:
        """Write, and return whether it could be done. A lock that somebody else holds is no reason to stop writing."""
        if self._database is None or not self._can_be_written():
            return False
        try:
            with self._lock:
                if not self._has_table:
                    self._database.execute(_SCHEMA)
                    self._has_table = True
                for statement, values in statements:
                    self._database.execute(statement, values)
        except _DAMAGE as error:
            if _is_busy(error):
                self._away_until = time.monotonic() + _AWAY_S
            elif isinstance(error, sqlite3.Error | OSError):
                self._can_write = False
                self.detail = f"the cache cannot be written: {error}"
            return False
        return True

    def _can_be_written(self) -> bool:
        return self._database is not None and self._can_write and time.monotonic() >= self._away_until

    def _keep(self, key: str, kept: _Kept) -> None:
        self._drop(key)
        self._forgotten.discard(key)
        self._untold.add(key)
        self._unwritten.add(key)
        self._memory[key] = kept
        self._held += len(kept.payload.body)
        while self._held > _MOST and len(self._memory) > 1:
            self._drop(next(iter(self._memory)))

    def _drop(self, key: str) -> None:
        kept = self._memory.pop(key, None)
        self._held -= len(kept.payload.body) if kept else 0
        self._unwritten.discard(key)
        self._untold.discard(key)

    def _give_up(self, error: BaseException) -> None:
        self.detail = f"the cache cannot be used: {error}"
        self._database = None


def _make_private(path: Path) -> None:
    """Create the file if need be, and let nobody but the user read it. Raises OSError for what is no file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and not path.is_file():
        raise OSError("it is no file")
    with suppress(OSError):  # one that may only be read is read
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            os.chmod(path, 0o600)
            for beside in ("-wal", "-shm"):
                with suppress(OSError):
                    os.chmod(f"{path}{beside}", 0o600)


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error))


def _packed(key: str, payload: Payload) -> bytes:
    head = payload.model_dump_json(exclude={"body"}).encode()
    content = len(head).to_bytes(4, "big") + head + payload.body
    return _sum(key, content) + content


def _unpacked(key: str, blob: bytes) -> Payload:
    """The payload in a row. Raises ValueError, TypeError or RecursionError for what was never written so."""
    content = memoryview(blob)[32:].tobytes()
    if blob[:32] != _sum(key, content):
        raise ValueError("damaged")
    size = int.from_bytes(content[:4], "big")
    return Payload(body=content[4 + size :], **json.loads(content[4 : 4 + size]))


def _sum(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass") + b"\0" + content).digest()
