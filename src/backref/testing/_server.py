"""Loopback services over a table of works, which can misbehave in every way that the real ones have. `_routes` has
their shapes.
"""

from __future__ import annotations

import gzip
import re
import socket
import struct
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from ..model import Reference
from ..sources import Settings
from ._further import FURTHER
from ._lists import LIST_FAULTS, other_search, spoilt
from ._routes import SERVICES, Route, answer, other

# What an answer can suffer from; none of these may ever be taken for "no such work".
FAULTS = (
    "429", "429-no-header", "429-date", "429-huge", "403", "414", "431", "500", "502", "503", "504", "timeout", "drip", "drip-headers", "reset",
    "reset-headers", "reset-body", "cut-off", "cut-off-chunked", "wrong-length", "wrong-type", "no-type", "wrong-charset", "html", "empty", "error-body",
    "other-work", "bad-json", "bad-xml", "entity-bomb", "huge", "gzip-bomb", "broken-gzip", "redirect-loop", "redirect-private", "redirect-loopback",
    "redirect-http", "redirect-bomb", "redirect-host", "redirect-file", "redirect-backslash", "404", "410", "retry-after-year", "retry-after-digits",
)  # fmt: skip
_SLOW_S = 5.0  # that a fault which takes time takes, unless the client leaves
_HUGE = 200 << 20


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

    `mix` gives faults a probability instead, {"429": 0.05}, drawn from `seed`: the n-th time that something is asked
    for, it is answered in the same way in every run. `latency_s` is how long an answer takes before it begins.

    `requests` are the paths that were asked for, with their parameters, in order; `arrived` when, in seconds of the
    real clock; `failed` those of them that were not answered as they should be; `most_at_once` how many were under way
    together, from arrival to the beginning of the answer, and `most_at_once_of` how many of each source's.
    """

    port: int
    works: Sequence[Reference] = ()
    routes: Mapping[str, Route] = field(default_factory=dict)
    fault: str = ""
    times: int = 1_000_000
    mix: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    latency_s: float = 0.0
    retry_after_s: int = 2
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    arrived: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    suffered: Counter[str] = field(default_factory=Counter)
    most_at_once: int = 0
    most_at_once_of: Counter[str] = field(default_factory=Counter)
    agents: list[str] = field(default_factory=list)
    clock: FakeClock = field(default_factory=FakeClock)
    _at_once: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def settings(
        self, *, cache: Path | None = None, offline: bool = False, tries: int = 3, patience_s: float = 2.0
    ) -> Settings:
        """Return settings that send every source here, with a clock that does not wait.

        `patience_s` is how long silence is borne, in real seconds; short for faults that take time.
        """
        return Settings(
            mailto="tests@example.org", offline=offline, cache=cache, connect_timeout_s=0.5, read_timeout_s=patience_s, answer_timeout_s=1.5 * patience_s, deadline_s=30.0,
            max_body=1 << 20, tries=tries, base_urls={name: f"{self.url}/{name}" for name in (*SERVICES, *self.routes)},
            clock=self.clock, now=self.clock, sleep=self.clock.sleep, dice=lambda: 0.5,
        )  # fmt: skip

    def busiest(self, pattern: str, seconds: float) -> int:
        """Return how many requests, of those whose path the pattern finds, arrived within any so many seconds."""
        times = sorted(t for path, t in zip(self.requests, self.arrived, strict=True) if re.search(pattern, path))
        return max((bisect_left(times, time + seconds) - at for at, time in enumerate(times)), default=0)

    def reset(self) -> None:
        """Behave well again, and forget what was asked."""
        self.fault, self.times, self.mix, self.latency_s, self.headers = "", 1_000_000, {}, 0.0, {}
        for seen in (
            self.requests,
            self.arrived,
            self.failed,
            self.suffered,
            self.agents,
            self.clock.slept,
            self.most_at_once_of,
        ):
            seen.clear()
        self.most_at_once = 0

    def _arrive(self, path: str, agent: str, at: float) -> str:
        """Count a request, and return the fault that its answer suffers from, or ""."""
        with self._lock:
            name = _source_of(path)
            self._at_once[name] += 1
            self.most_at_once = max(self.most_at_once, self._at_once.total())
            self.most_at_once_of[name] = max(self.most_at_once_of[name], self._at_once[name])
            self.requests.append(path)
            self.arrived.append(at)
            self.agents.append(agent)
            fault = ""
            if self.fault and self.times > 0:
                self.times -= 1
                fault = self.fault
            elif self.mix:
                dice = Random(f"{self.seed} {self.requests.count(path)} {path}").random()  # noqa: S311  no secret
                for name, probability in self.mix.items():
                    dice -= probability
                    if dice < 0:
                        fault = name
                        break
            self.suffered[fault] += 1
            self.failed += [path] if fault else []
            return fault

    def _leave(self, path: str) -> None:
        with self._lock:
            self._at_once[_source_of(path)] -= 1


def _source_of(path: str) -> str:
    return path.split("/", 2)[1]


@contextmanager
def fake_services(
    works: Sequence[Reference] = (), routes: Mapping[str, Route] = MappingProxyType({})
) -> Iterator[FakeServices]:
    """Run the fake services on a free port of 127.0.0.1 until the block ends; `routes` are those of further sources, by
    name.
    """
    server = _LoopbackServer(("127.0.0.1", 0), _Handler)
    services = FakeServices(server.server_address[1], works, {**FURTHER, **routes})
    server.services = services  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _LoopbackServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients hang up on faults, as they should."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer after the first takes 40 ms more

    def do_GET(self) -> None:
        self._serve(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

    def parse_request(self) -> bool:
        self.arrived = time.monotonic()
        return super().parse_request()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _serve(self, query: str) -> None:
        services: FakeServices = self.server.services  # type: ignore[attr-defined]
        path = urlsplit(self.path).path
        fault = services._arrive(f"{path}?{query}", self.headers.get("User-Agent", ""), self.arrived)
        try:
            another = other_search(services.requests, path, query) if fault == "other-search" else None
            status, media_type, body = answer(services.works, path, another or query, services.routes)
            if services.latency_s:
                time.sleep(services.latency_s)
        finally:
            services._leave(path)
        if fault in LIST_FAULTS or fault == "other-search":
            body = spoilt(fault, path, query, body) if fault in LIST_FAULTS and status == 200 else body
            self._answer(status, media_type, body, services.headers)
        elif fault:
            self._misbehave(fault, services, media_type, body)
        elif status == 301:
            self._answer(status, None, b"", {"Location": body.decode()})
        else:
            self._answer(status, media_type, body, services.headers)

    def _answer(self, status: int, media_type: str | None, body: bytes, headers: dict[str, str] | None = None) -> None:
        self._head(status, media_type, {"Content-Length": str(len(body))} | (headers or {}))
        self.wfile.write(body)

    def _head(self, status: int, media_type: str | None, headers: dict[str, str]) -> None:
        self.send_response(status)
        if media_type:
            self.send_header("Content-Type", media_type)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _misbehave(self, fault: str, services: FakeServices, media_type: str, body: bytes) -> None:
        is_xml = "xml" in media_type
        answers: dict[str, tuple[int, str | None, bytes, dict[str, str]]] = {
            "429": (429, "text/plain", b"slow down", {"Retry-After": str(services.retry_after_s)}),
            "429-no-header": (429, "text/plain", b"", {}),
            "429-date": (429, "text/plain", b"", {"Retry-After": "Mon, 12 Jan 1970 13:46:45 GMT"}),
            "429-huge": (429, "text/plain", b"", {"Retry-After": "999999"}),
            "retry-after-year": (429, "text/plain", b"", {"Retry-After": "Fri, 01 Jan 9999999999 00:00:00 GMT"}),
            "retry-after-digits": (503, "text/plain", b"", {"Retry-After": "9" * 5000}),
            "wrong-type": (200, "image/png", body, {}),
            "no-type": (200, None, body, {}),
            "wrong-charset": (
                200,
                media_type,
                body.replace(b"pain", b"p\xe9in") if b"pain" in body else body + b"\xe9",
                {},
            ),
            "html": (200, "text/html", b"<html><body>Sign in to this network</body></html>", {}),
            "empty": (200, media_type, b"", {}),
            "error-body": (200, media_type, _ERROR_XML if is_xml else _ERROR_JSON, {}),
            "other-work": (200, media_type, other(self.path, services.routes), {}),
            "bad-json": (200, "application/json", b'{"status": "ok", "message": {', {}),
            "bad-xml": (200, "text/xml", b"<PubmedArticleSet><PubmedArticle>", {}),
            "entity-bomb": (200, media_type, _BOMB, {}),
            "broken-gzip": (200, media_type, b"\x1f\x8b\x08broken", {"Content-Encoding": "gzip"}),
            "wrong-length": (200, media_type, body, {"Content-Length": str(len(body) + 1000)}),
            "cut-off": (200, media_type, body[: len(body) // 2], {"Content-Length": str(len(body))}),
            "redirect-loop": (302, None, b"", {"Location": self.path}),
            "redirect-private": (302, None, b"", {"Location": "https://10.0.0.1/secret"}),
            "redirect-loopback": (302, None, b"", {"Location": f"http://localhost:{services.port}/crossref/works"}),
            "redirect-http": (301, None, b"", {"Location": "http://example.org/works"}),
            "redirect-host": (301, None, b"", {"Location": "https://example.org/works"}),
            "redirect-file": (302, None, b"", {"Location": "file:///etc/passwd"}),
            "redirect-backslash": (
                302,
                None,
                b"",
                {"Location": f"{services.url}\\@127.0.0.1:{services.port}/crossref/"},
            ),
        }
        if fault in answers:
            self._answer(*answers[fault])
            self.close_connection = fault in ("wrong-length", "cut-off")
        elif fault.isdecimal():
            self._answer(int(fault), "text/html", b"<h1>error</h1>")
        elif fault == "redirect-bomb":
            self._answer(302, media_type, _gzip_bomb(), {"Location": self.path, "Content-Encoding": "gzip"})
        elif fault == "gzip-bomb":
            self._answer(200, media_type, _gzip_bomb(), {"Content-Encoding": "gzip"})
        else:
            self.close_connection = True
            self._break_off(fault, media_type, body)

    def _break_off(self, fault: str, media_type: str, body: bytes) -> None:
        """Answer in a way that never comes to a good end: the connection does not outlive it."""
        whole = {"Content-Length": str(len(body))}
        if fault == "timeout":
            self._hold()
        elif fault == "drip":
            self._head(200, media_type, whole)
            self._drip(body)
        elif fault == "drip-headers":
            self._drip(b"HTTP/1.1 200 OK\r\n" + b"X-Padding: all in good time\r\n" * 1000)
        elif fault == "cut-off-chunked":
            self._head(200, media_type, {"Transfer-Encoding": "chunked"})
            half = body[: len(body) // 2]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(half), half))
        elif fault == "huge":
            self._head(200, media_type, {"Content-Length": str(_HUGE)})
            for _ in range(_HUGE >> 16):
                self.wfile.write(b" " * (1 << 16))
        elif fault in ("reset", "reset-headers", "reset-body"):
            if fault == "reset-headers":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Ty")
            elif fault == "reset-body":
                self._head(200, media_type, whole)
                self.wfile.write(body[: len(body) // 2])
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            socket.close(self.connection.detach())
        else:
            raise ValueError(f"no fault named {fault!r}")

    def _hold(self) -> None:
        """Say nothing until the client leaves."""
        self.connection.settimeout(_SLOW_S)
        with suppress(OSError):
            self.connection.recv(1)

    def _drip(self, text: bytes) -> None:
        """Send a byte now and then until the client leaves."""
        until = time.monotonic() + _SLOW_S
        for at in range(len(text)):
            self.wfile.write(text[at : at + 1])
            time.sleep(0.02)
            if time.monotonic() > until:
                return


def _gzip_bomb() -> bytes:
    return gzip.compress(b" " * (1 << 20)) * (_HUGE >> 20)


_BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><PubmedArticleSet>&b;</PubmedArticleSet>'
_ERROR_XML = b"<eFetchResult><ERROR>Unable to obtain the query's data</ERROR></eFetchResult>"
_ERROR_JSON = b'{"status": "failed", "message-type": "validation-failure", "message": [{"type": "internal", "message": "try again"}], "error": "internal"}'
