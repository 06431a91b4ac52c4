"""The cache: payloads, byte for byte, in SQLite. Failures are never stored; "no such work" is forgotten after a day.

Two processes can share it. Where it cannot be written (disk full, read-only), everything works without it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from ..model import Payload

FRESH_S = 30 * 86400.0  # that a record is believed without asking again
ABSENT_S = 86400.0  # that a 404 is
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
        self._database: sqlite3.Connection | None = None
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=5.0, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

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
        if self._database is None:
            self._memory[key] = (self._now(), payload)
            return
        try:
            self._database.execute(
                "INSERT OR REPLACE INTO payloads VALUES (?, ?, ?, ?)",
                (key, self._now(), payload.status, _packed(payload)),
            )
        except sqlite3.Error as error:
            self._give_up(error)

    def forget(self, key: str) -> None:
        """Remove a payload that turned out to be no answer."""
        self._memory.pop(key, None)
        if self._database is not None:
            try:
                self._database.execute("DELETE FROM payloads WHERE key = ?", (key,))
            except sqlite3.Error as error:
                self._give_up(error)

    def _stored(self, key: str) -> tuple[float, Payload] | None:
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT stored, payload FROM payloads WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        try:
            return (row[0], _unpacked(row[1])) if row else None
        except ValueError:
            return None

    def _give_up(self, error: Exception) -> None:
        self.detail = f"the cache cannot be used: {error}"
        self._database = None


def _packed(payload: Payload) -> bytes:
    head = payload.model_dump_json(exclude={"body"}).encode()
    return len(head).to_bytes(4, "big") + head + payload.body


def _unpacked(blob: bytes) -> Payload:
    size = int.from_bytes(blob[:4], "big")

    return Payload(body=blob[4 + size :], **json.loads(blob[4 : 4 + size]))
