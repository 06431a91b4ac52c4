"""The cache: payloads, byte for byte, in SQLite. Failures are never stored; "no such work" is forgotten after a day.

Two processes can share it, and threads. Where it cannot be written (disk full, read-only), it is still read, and what
comes is kept in memory; where it cannot be read either, everything works without it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..model import Payload

FRESH_S = 30 * 86400.0  # that a record is believed without asking again
ABSENT_S = 86400.0  # that a 404 is
_BUSY_S = 5.0  # that another process's writing is waited for
_SCHEMA = "CREATE TABLE IF NOT EXISTS payloads (key TEXT PRIMARY KEY, stored REAL NOT NULL, status INTEGER NOT NULL, payload BLOB NOT NULL)"


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
        self._memory: dict[str, tuple[float, Payload]] = {}
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._can_write = True
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)
            return
        with suppress(sqlite3.Error):  # another process may be opening it just now, and sets the same
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
        self._write(_SCHEMA)

    def get(self, key: str, *, stale: bool = False) -> Payload | None:
        """Return the stored payload, if it is fresh, or of any age with `stale`."""
        found = self._memory.get(key) or self._stored(key)
        if found is None:
            return None
        stored, payload = found
        age = self._now() - stored
        limit = ABSENT_S if payload.status != 200 else FRESH_S
        return payload if stale or age < limit else None

    def put(self, key: str, payload: Payload) -> None:
        """Store a payload that is an answer."""
        row = (key, self._now(), payload.status, _packed(payload))
        if not self._write("INSERT OR REPLACE INTO payloads VALUES (?, ?, ?, ?)", row):
            self._memory[key] = (self._now(), payload)

    def forget(self, key: str) -> None:
        """Remove a payload that turned out to be no answer."""
        self._memory.pop(key, None)
        self._write("DELETE FROM payloads WHERE key = ?", (key,))

    def _stored(self, key: str) -> tuple[float, Payload] | None:
        if self._database is None:
            return None
        try:
            with self._lock:
                row = self._database.execute("SELECT stored, payload FROM payloads WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        try:
            return (row[0], _unpacked(row[1])) if row else None
        except ValueError:
            return None

    def _write(self, statement: str, values: tuple[str | float | bytes, ...] = ()) -> bool:
        """Write and return whether it could be done. One that came too late for a lock is no reason to stop writing."""
        if self._database is None or not self._can_write:
            return False
        try:
            with self._lock:
                self._database.execute(statement, values)
        except sqlite3.Error as error:
            if "locked" not in str(error):
                self._can_write = False
                self.detail = f"the cache cannot be written: {error}"
            return False
        return True

    def _give_up(self, error: Exception) -> None:
        self.detail = f"the cache cannot be used: {error}"
        self._database = None


def _packed(payload: Payload) -> bytes:
    head = payload.model_dump_json(exclude={"body"}).encode()
    return len(head).to_bytes(4, "big") + head + payload.body


def _unpacked(blob: bytes) -> Payload:
    size = int.from_bytes(blob[:4], "big")

    return Payload(body=blob[4 + size :], **json.loads(blob[4 : 4 + size]))
