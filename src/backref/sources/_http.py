"""The HTTP policy, in one place for all sources: what is sent, how fast, how often, how much comes back, what is believed.

A source describes a `Request` and reads a `Payload`; this sends it. Every failure comes out as SourceError, and says
nothing about whether a work exists. A 404 is an answer.

Source: Crossref REST API, "Access and authentication" (limits since 2025-12-01); NCBI E-utilities, "Usage guidelines" (2026-11).
"""

from __future__ import annotations

import email.utils
import ipaddress
import os
import random
import socket
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from .. import __version__
from ..errors import SourceError
from ..model import Payload, Query
from ._cache import Cache

if TYPE_CHECKING:
    import requests

RETRIED = frozenset((408, 425, 429, 500, 502, 503, 504))
MAX_BODY = 64 << 20  # bytes, inflated; the largest honest answer, 200 PubMed records, has 4 MB
MAX_WAIT_S = 60.0  # that a Retry-After is heeded for; a longer one is reported instead
_REDIRECTS = 3
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast a service may be asked until its own headers say otherwise."""

    per_second: float
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask a source: pure data. `queries` are those that its answer settles; `accept` the media types believed.

    `redirects` are further hosts that the service may send us on to.
    """

    source: str
    url: str
    params: tuple[tuple[str, str], ...] = ()
    accept: tuple[str, ...] = ("application/json",)
    post: bool = False
    queries: tuple[Query, ...] = ()
    redirects: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the cache calls it: address and parameters, without who asks."""
        kept = sorted(
            (name, value) for name, value in self.params if name not in ("mailto", "email", "api_key", "tool")
        )
        return f"{self.source} {self.url}?{urlencode(kept)}"


def _mailto() -> str | None:
    return os.environ.get("BACKREF_MAILTO") or None


@dataclass(frozen=True, slots=True)
class Settings:
    """Who asks and within which bounds. Times are seconds. `clock`, `sleep` and `dice` are there for tests.

    `base_urls` sends a source's requests elsewhere: {"crossref": "http://127.0.0.1:8000"}.
    """

    mailto: str | None = field(default_factory=_mailto)
    offline: bool = False
    cache: Path | None = None
    connect_timeout_s: float = 6.0
    read_timeout_s: float = 20.0
    deadline_s: float = 45.0
    tries: int = 4
    base_urls: Mapping[str, str] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    dice: Callable[[], float] = random.random

    @property
    def user_agent(self) -> str:
        """What we call ourselves; with an address, services put us in their polite pools."""
        return f"backref/{__version__}" + (f" (mailto:{self.mailto})" if self.mailto else "")


class Offline(SourceError):
    """The payload is not in the cache and no socket may be opened."""


class Http:
    """Sends requests for all sources: one session, one cache, one clock for each host's rate."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.cache = Cache(settings.cache, settings.now)
        self.requests_sent = 0
        self._session: requests.Session | None = None
        self._free_at: dict[str, float] = {}
        self._gap: dict[str, float] = {}
        self._down: dict[str, SourceError] = {}

    def send(self, request: Request, rate: Rate) -> Payload:
        """Return the answer, from the cache or from the service. Raises SourceError (Offline where nothing may be sent)."""
        if cached := self.cache.get(request.key, stale=self.settings.offline):
            return cached
        if self.settings.offline:
            raise Offline(request.source, "offline")
        host = urlsplit(request.url).netloc
        if host in self._down:
            raise self._down[host]
        payload = self._tried(request, rate, host)
        self.cache.put(request.key, payload)
        return payload

    def _tried(self, request: Request, rate: Rate, host: str) -> Payload:
        settings = self.settings
        started = settings.clock()
        for attempt in range(1, settings.tries + 1):
            self._take_turn(host, rate)
            try:
                return self._once(request, host, started)
            except _Again as again:
                last = again.error
                wait = (
                    again.wait_s if again.wait_s is not None else (2.0 ** (attempt - 1)) * (0.5 + settings.dice() / 2)
                )
                too_late = settings.clock() - started + wait > settings.deadline_s
                if attempt == settings.tries or wait > MAX_WAIT_S or too_late or again.is_down:
                    if again.is_down:
                        self._down[host] = last
                    raise last from again
                settings.sleep(wait)
        raise AssertionError("unreachable")

    def _once(self, request: Request, host: str, started: float) -> Payload:
        import requests
        import urllib3

        source = request.source
        try:
            response, body = self._exchange(request, started)
        except (
            requests.exceptions.SSLError,
            requests.exceptions.InvalidURL,
            requests.exceptions.InvalidHeader,
        ) as error:
            raise SourceError(source, _said(error)) from error
        except (requests.exceptions.ConnectTimeout, requests.exceptions.ConnectionError) as error:
            refused = isinstance(error, requests.exceptions.ConnectionError) and _never_connected(error)
            raise _Again(SourceError(source, _said(error)), is_down=refused) from error
        except (
            requests.exceptions.RequestException,
            urllib3.exceptions.HTTPError,
            OSError,
            zlib.error,
            ValueError,
        ) as error:
            raise _Again(SourceError(source, _said(error))) from error
        self._heed(host, response.headers)
        status = response.status_code
        wait = _retry_after(response.headers.get("Retry-After"), self.settings.now())
        if status in RETRIED:
            raise _Again(SourceError(source, f"HTTP {status}", retry_after_s=wait), wait_s=wait)
        if status not in (200, 404, 410):
            raise SourceError(source, f"HTTP {status}", retry_after_s=wait)
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if status == 200 and media_type not in request.accept:
            raise _Again(
                SourceError(source, f"answered with {media_type or 'no content type'}, not {request.accept[0]}")
            )
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.settings.now()))
        return Payload(source=source, url=request.url, status=status, media_type=media_type, body=body, retrieved=stamp)

    def _exchange(self, request: Request, started: float) -> tuple[requests.Response, bytes]:
        """Send, follow allowed redirects by hand, and read the whole body within bounds."""
        settings = self.settings
        url = request.url
        for _ in range(_REDIRECTS + 1):
            response = self._sent(request, url)
            with response:
                if response.is_redirect or response.status_code in (301, 302, 303, 307, 308):
                    url = _redirected(request, url, response.headers.get("Location", ""))
                    continue
                body = bytearray()
                for chunk in response.iter_content(_CHUNK):
                    body += chunk
                    if len(body) > MAX_BODY:
                        raise SourceError(request.source, f"answer larger than {MAX_BODY >> 20} MiB")
                    if settings.clock() - started > settings.deadline_s:
                        raise TimeoutError(f"no whole answer within {settings.deadline_s:.0f} s")
                _check_length(response, body)
                return response, bytes(body)
        raise SourceError(request.source, "redirected in a circle")

    def _sent(self, request: Request, url: str) -> requests.Response:
        import requests

        if self._session is None:
            self._session = requests.Session()
            self._session.max_redirects = 0
            self._session.headers.update({"User-Agent": self.settings.user_agent, "Accept-Encoding": "gzip"})
        timeout = (self.settings.connect_timeout_s, self.settings.read_timeout_s)
        params = list(request.params)
        self.requests_sent += 1
        return self._session.request(
            "POST" if request.post else "GET", url, params=None if request.post else params, data=params if request.post else None,
            headers={"Accept": ", ".join(request.accept)}, timeout=timeout, stream=True, allow_redirects=False,
        )  # fmt: skip

    def _take_turn(self, host: str, rate: Rate) -> None:
        """Wait until the host may be asked again."""
        now = self.settings.clock()
        turn = max(self._free_at.get(host, now), now)
        if turn > now:
            self.settings.sleep(turn - now)
        self._free_at[host] = turn + self._gap.get(host, 1 / rate.per_second)

    def _heed(self, host: str, headers: Mapping[str, str]) -> None:
        """Take over the limit that the answer's headers state: so many requests in such an interval."""
        try:
            limit = float(headers.get("x-rate-limit-limit", ""))
            interval = float(headers.get("x-rate-limit-interval", "").rstrip("s") or "1")
        except ValueError:
            return
        if limit > 0 and 0 < interval < 3600:
            self._gap[host] = interval / limit


class _Again(Exception):
    """This try failed, another may not. `is_down`: nobody listens there, so the whole host is given up for this run."""

    def __init__(self, error: SourceError, *, wait_s: float | None = None, is_down: bool = False) -> None:
        self.error = error
        self.wait_s = wait_s
        self.is_down = is_down
        super().__init__(str(error))


def _redirected(request: Request, url: str, location: str) -> str:
    """Where a redirect leads, if we go there: https, a public address, the same host or a service's own other one."""
    target = urljoin(url, location)
    old, new = urlsplit(url), urlsplit(target)
    if new.hostname in request.redirects and new.scheme in ("http", "https") and new.port in (None, 80, 443):
        return new._replace(scheme="https", netloc=new.hostname or "").geturl()
    same = new.scheme == old.scheme and new.netloc == old.netloc
    if not location or (not same and (new.scheme != "https" or not _is_kin(old.hostname or "", new.hostname or ""))):
        raise SourceError(request.source, f"redirected to {new.scheme}://{new.netloc[:80]}, where we do not go")
    return target


def _is_kin(old: str, new: str) -> bool:
    try:
        ipaddress.ip_address(new)
    except ValueError:
        return "." in new and old.split(".")[-2:] == new.split(".")[-2:]
    return False


def _check_length(response: requests.Response, body: bytearray) -> None:
    """Compare with Content-Length, which counts the bytes as sent; requests itself does not."""
    stated = response.headers.get("Content-Length", "")
    if stated.isdecimal() and "Content-Encoding" not in response.headers and len(body) != int(stated):
        raise ValueError(f"answer cut off at {len(body)} of {stated} bytes")


def _retry_after(value: str | None, now: float) -> float | None:
    """Seconds to wait, from "120" or an HTTP date; None for what is neither."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    except (TypeError, ValueError):
        return None


def _never_connected(error: BaseException) -> bool:
    """Whether nobody can be reached at all: no such name, no route, refused."""
    seen: BaseException | None = error
    for _ in range(8):
        if seen is None:
            return False
        if isinstance(seen, socket.gaierror | ConnectionRefusedError) or "NameResolution" in type(seen).__name__:
            return True
        reason = getattr(seen, "reason", None) or (
            seen.args[0] if seen.args and isinstance(seen.args[0], BaseException) else None
        )
        if isinstance(reason, OSError) and reason.errno in (101, 113):
            return True
        seen = reason if isinstance(reason, BaseException) else seen.__cause__ or seen.__context__
    return False


def _said(error: BaseException) -> str:
    """A short reason without addresses, keys or e-mail, which exceptions of HTTP clients quote."""
    if _never_connected(error):
        return "cannot be reached"
    if "timed out" in str(error).lower() or "timeout" in type(error).__name__.lower():
        return "no answer in time"
    if isinstance(error, ValueError | OSError) and not hasattr(error, "request"):
        return str(error)[:120]
    return type(error).__name__
