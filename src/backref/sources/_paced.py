"""Sessions of requests whose answers are whole in time, and which tell when a request is on its way.

A time-out of requests is for each read, so a drip never ends; here headers and body together have so many seconds from
the moment the request is sent. DNS and connecting are not counted.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
from collections.abc import Callable, Iterator
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
import requests.adapters
import urllib3.connection

_HINTS = frozenset(range(100, 200)) - {101}  # an answer is yet to come. Source: RFC 9110, section 15.2
_MOST_HINTS = 20  # before one answer


class PacedSession(requests.Session):
    """A session for one exchange at a time: no cookies, no .netrc, no tries of its own, answers whole in
    `answer_timeout_s`.

    `when_sent` is called in the thread that sends, when a request was handed to the network. `may_reach` is asked of
    the address that is really connected to, before anything is sent there; one that it refuses stands in `refused`.
    What a proxy connects to, the proxy decides.
    """

    def __init__(self, user_agent: str, answer_timeout_s: float) -> None:
        super().__init__()
        self.when_sent: Callable[[], None] = lambda: None
        self.may_reach: Callable[[str], bool] = lambda address: True
        self.reached = ""
        self.refused = ""
        self.auth = lambda request: request
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.headers.update({"User-Agent": user_agent, "Accept-Encoding": "gzip"})
        adapter = _Adapter(answer_timeout_s, lambda: self.when_sent(), self._reach)
        for scheme in ("https://", "http://"):
            self.mount(scheme, adapter)

    def resolve_redirects(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Follow nothing: requests would read the whole body of a redirect first, however much it unpacks to."""
        return iter(())

    def _reach(self, sock: socket.socket) -> None:
        """Note the address at the other end. Raises OSError for one that may not be reached."""
        address = str(sock.getpeername()[0])
        if not self.may_reach(address):
            self.refused = address
            raise OSError("an address where we do not go")
        self.reached = address


class _Adapter(requests.adapters.HTTPAdapter):
    def __init__(
        self, answer_timeout_s: float, when_sent: Callable[[], None], reach: Callable[[socket.socket], None]
    ) -> None:
        super().__init__(max_retries=0)

        class Response(http.client.HTTPResponse):
            def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
                super().__init__(sock, *args, **kwargs)
                self.fp = io.BufferedReader(_Paced(self.fp, sock, answer_timeout_s))
                self._hints = _MOST_HINTS

            def _read_status(self) -> tuple[str, int, str]:
                """The status of the answer itself. What comes before it, of which http.client passes over 100 alone,
                would be taken for the answer, and the answer for that to the next question.
                """
                while (said := super()._read_status())[1] in _HINTS:  # type: ignore[misc]
                    self._hints -= 1
                    if self._hints < 0:
                        raise http.client.HTTPException("ever more hints of an answer")
                    http.client.parse_headers(self.fp)
                return said  # type: ignore[no-any-return]

        class Judging:
            """A connection whose other end is judged when it is made, and again whenever it is used."""

            response_class = Response
            proxy: Any
            sock: Any

            def _new_conn(self) -> socket.socket:
                made: socket.socket = super()._new_conn()  # type: ignore[misc]
                try:
                    self._judge(made)
                except OSError:
                    made.close()
                    raise
                return made

            def request(self, *args: Any, **kwargs: Any) -> None:
                if self.sock is not None:
                    self._judge(self.sock)
                super().request(*args, **kwargs)  # type: ignore[misc]
                when_sent()

            def _judge(self, sock: socket.socket) -> None:
                if self.proxy is None:
                    reach(sock)

        class Plain(Judging, urllib3.connection.HTTPConnection):  # type: ignore[misc]
            pass

        class Secure(Judging, urllib3.connection.HTTPSConnection):  # type: ignore[misc]
            pass

        self._connections = {"http": Plain, "https": Secure}

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """Return the pool for a request, whose connections are paced; direct or through a proxy."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = self._connections[pool.scheme or "http"]
        return pool


class _Paced(io.RawIOBase):
    """The bytes of a socket until the time is up; no read waits longer than the socket's own time-out."""

    def __init__(self, file: io.BufferedReader, sock: socket.socket, seconds: float) -> None:
        self._raw = file.detach()
        self._sock = sock
        self._silence = sock.gettimeout() or seconds
        self._until = time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out: the answer is not whole in time")
        self._sock.settimeout(min(left, self._silence))
        count: int | None = self._raw.readinto(buffer)
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()
