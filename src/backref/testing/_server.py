"""Loopback services over a table of works, which can misbehave in every way that the real ones have. `_routes` has their shapes."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..model import Reference
from ..sources import Settings
from ._routes import SERVICES, answer, other

# Each fault, and whether a second try can succeed (the fault passes after the first request) is the caller's choice.
FAULTS = (
    "429", "429-no-header", "429-date", "429-huge", "403", "500", "502", "503", "504", "timeout", "drip", "reset", "cut-off", "wrong-length",
    "wrong-type", "no-type", "html", "empty", "other-work", "bad-json", "bad-xml", "entity-bomb", "gzip-bomb", "broken-gzip", "redirect-loop",
    "redirect-private", "redirect-http", "414",
)  # fmt: skip


class FakeClock:
    """A clock that moves only when somebody sleeps on it. Times are seconds."""

    def __init__(self) -> None:
        self.time = 1_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        """Move on without waiting."""
        self.slept.append(seconds)
        self.time += seconds


@dataclass
class FakeServices:
    """A running server. `fault` is what the next answers suffer from; `times` how many of them do, or all.

    `requests` are the paths that were asked for, with their parameters, in order.
    """

    port: int
    works: Sequence[Reference] = ()
    fault: str = ""
    times: int = 1_000_000
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    clock: FakeClock = field(default_factory=FakeClock)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def settings(self, *, cache: Path | None = None, offline: bool = False, tries: int = 3) -> Settings:
        """Return settings that send every source here, with a clock that does not wait and time-outs that are short."""
        return Settings(
            mailto="tests@example.org", offline=offline, cache=cache, connect_timeout_s=0.5, read_timeout_s=0.15, deadline_s=30.0, tries=tries,
            base_urls={name: f"{self.url}/{name}" for name in SERVICES},
            clock=self.clock, now=self.clock, sleep=self.clock.sleep, dice=lambda: 0.5,
        )  # fmt: skip


@contextmanager
def fake_services(works: Sequence[Reference] = ()) -> Iterator[FakeServices]:
    """Run the fake services on a free port of 127.0.0.1 until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    services = FakeServices(server.server_address[1], works)
    server.services = services  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients hang up on faults, as they should."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _serve(self, query: str) -> None:
        services: FakeServices = self.server.services  # type: ignore[attr-defined]
        path = urlsplit(self.path).path
        services.requests.append(f"{path}?{query}")
        services.agents.append(self.headers.get("User-Agent", ""))
        status, media_type, body = answer(services.works, path, query)
        if services.fault and services.times > 0:
            services.times -= 1
            self._misbehave(services.fault, status, media_type, body)
        else:
            self._answer(status, media_type, body, services.headers)

    def _answer(self, status: int, media_type: str | None, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        if media_type:
            self.send_header("Content-Type", media_type)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if "Content-Length" not in (headers or {}):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _misbehave(self, fault: str, status: int, media_type: str, body: bytes) -> None:
        answers: dict[str, Callable[[], None]] = {
            "429": lambda: self._answer(429, "text/plain", b"slow down", {"Retry-After": "2"}),
            "429-no-header": lambda: self._answer(429, "text/plain", b""),
            "429-date": lambda: self._answer(429, "text/plain", b"", {"Retry-After": "Mon, 12 Jan 1970 13:46:45 GMT"}),
            "429-huge": lambda: self._answer(429, "text/plain", b"", {"Retry-After": "999999"}),
            "wrong-type": lambda: self._answer(200, "image/png", body),
            "no-type": lambda: self._answer(200, None, body),
            "html": lambda: self._answer(200, "text/html", b"<html><body>Sign in to this network</body></html>"),
            "empty": lambda: self._answer(200, media_type, b""),
            "other-work": lambda: self._answer(200, media_type, other(self.path)),
            "bad-json": lambda: self._answer(200, "application/json", b'{"status": "ok", "message": {'),
            "bad-xml": lambda: self._answer(200, "text/xml", b"<PubmedArticleSet><PubmedArticle>"),
            "entity-bomb": lambda: self._answer(200, media_type, _BOMB),
            "gzip-bomb": lambda: self._answer(200, media_type, _gzip_bomb(), {"Content-Encoding": "gzip"}),
            "broken-gzip": lambda: self._answer(200, media_type, b"\x1f\x8b\x08broken", {"Content-Encoding": "gzip"}),
            "redirect-loop": lambda: self._answer(302, None, b"", {"Location": self.path}),
            "redirect-private": lambda: self._answer(302, None, b"", {"Location": "https://10.0.0.1/secret"}),
            "redirect-http": lambda: self._answer(301, None, b"", {"Location": "http://example.org/works"}),
        }
        if fault in answers:
            answers[fault]()
        elif fault.isdecimal():
            self._answer(int(fault), "text/html", b"<h1>error</h1>")
        elif fault == "timeout":
            time.sleep(0.4)
            self.close_connection = True
        elif fault == "drip":
            self._head(media_type, len(body))
            self.wfile.write(body[:5])
            self.wfile.flush()
            time.sleep(0.4)
            self.close_connection = True
        elif fault == "reset":
            self.close_connection = True
            self.connection.close()
        else:  # cut-off, wrong-length
            self._head(media_type, len(body) + (1000 if fault == "wrong-length" else 0))
            self.wfile.write(body if fault == "wrong-length" else body[: len(body) // 2])
            self.close_connection = True

    def _head(self, media_type: str, length: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(length))
        self.end_headers()


def _gzip_bomb() -> bytes:
    return gzip.compress(b" " * (80 << 20), 1)


_BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><PubmedArticleSet>&b;</PubmedArticleSet>'
