"""A loopback Crossref and PubMed over a table of works, which can misbehave in every way that the real ones have."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from ..model import Reference
from ..sources import Settings

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
            base_urls={"crossref": f"{self.url}/crossref", "pubmed": f"{self.url}/pubmed"},
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
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        status, media_type, body = (
            _crossref(services, path, asked) if path.startswith("/crossref") else _pubmed(services, asked)
        )
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
            "other-work": lambda: self._answer(200, media_type, _other(media_type)),
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


def _crossref(services: FakeServices, path: str, asked: dict[str, str]) -> tuple[int, str, bytes]:
    known = {work.doi.lower(): work for work in services.works if work.doi}
    if doi := path.removeprefix("/crossref/works").strip("/"):
        work = known.get(unquote(doi).lower())
        if work is None:
            return 404, "text/plain", b"Resource not found."
        return (
            200,
            "application/json",
            json.dumps({"status": "ok", "message-type": "work", "message": crossref_work(work)}).encode(),
        )
    if "filter" in asked:
        wanted = [part.removeprefix("doi:").lower() for part in asked["filter"].split(",")]
        hits = [known[doi] for doi in wanted if doi in known]
    else:
        words = set(asked.get("query.bibliographic", "").lower().split())
        ranked = sorted(services.works, key=lambda work: -len(words & set((work.title or "").lower().split())))
        hits = ranked[: int(asked.get("rows", "5"))]
    message = {"total-results": len(hits), "items": [crossref_work(work) for work in hits]}
    return (
        200,
        "application/json",
        json.dumps({"status": "ok", "message-type": "work-list", "message": message}).encode(),
    )


def _pubmed(services: FakeServices, asked: dict[str, str]) -> tuple[int, str, bytes]:
    known = {work.pmid: work for work in services.works if work.pmid}
    articles = "".join(pubmed_article(known[pmid]) for pmid in asked.get("id", "").split(",") if pmid in known)
    return 200, "text/xml", f'<?xml version="1.0" ?><PubmedArticleSet>{articles}</PubmedArticleSet>'.encode()


def crossref_work(work: Reference) -> dict[str, Any]:
    """Return a reference in the shape that Crossref gives a work."""
    found: dict[str, Any] = {
        "DOI": work.doi, "type": {"article-journal": "journal-article", "chapter": "book-chapter"}.get(work.type, work.type), "title": [work.title or ""],
        "container-title": [work.container_title] if work.container_title else [], "volume": work.volume, "issue": work.issue, "page": work.page,
        "author": [{"family": n.family, "given": n.given} if n.family else {"name": n.literal} for n in work.author],
        "published-print": {"date-parts": [list(work.issued.date_parts[0])]} if work.issued and work.issued.date_parts else None,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def pubmed_article(work: Reference) -> str:
    """Return a reference in the shape that PubMed gives an article."""
    people = "".join(
        f"<Author><LastName>{escape(n.family)}</LastName><ForeName>{escape(n.given or '')}</ForeName></Author>"
        if n.family
        else f"<Author><CollectiveName>{escape(n.literal or '')}</CollectiveName></Author>"
        for n in work.author
    )
    year = work.issued.year if work.issued else ""
    ids = "".join(
        f'<ArticleId IdType="{kind}">{escape(value)}</ArticleId>'
        for kind, value in (("doi", work.doi), ("pmc", work.pmcid))
        if value
    )
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{work.pmid}</PMID><Article><Journal><JournalIssue><Volume>{escape(work.volume or '')}</Volume>"
        f"<Issue>{escape(work.issue or '')}</Issue><PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>{escape(work.container_title or '')}</Title></Journal>"
        f"<ArticleTitle>{escape(work.title or '')}.</ArticleTitle><Pagination><MedlinePgn>{escape(work.page or '')}</MedlinePgn></Pagination>"
        f"<AuthorList>{people}</AuthorList></Article></MedlineCitation><PubmedData><ArticleIdList>{ids}</ArticleIdList></PubmedData></PubmedArticle>"
    )


def _other(media_type: str) -> bytes:
    other = Reference(type="article-journal", title="Quite another work", doi="10.5555/another", pmid="99999999")
    if media_type == "text/xml":
        return f"<PubmedArticleSet>{pubmed_article(other)}</PubmedArticleSet>".encode()
    return json.dumps({"status": "ok", "message-type": "work", "message": crossref_work(other)}).encode()


def _gzip_bomb() -> bytes:
    return gzip.compress(b" " * (80 << 20), 1)


_BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><PubmedArticleSet>&b;</PubmedArticleSet>'
