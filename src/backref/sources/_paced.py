"""An adapter for requests whose answers are whole in time: a time-out of requests is for each read, so a drip never ends.

Headers and body together have so many seconds from the moment the request is sent. DNS and connecting are not counted.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
from typing import Any

import requests.adapters
import urllib3.connection


class PacedAdapter(requests.adapters.HTTPAdapter):
    """Sends like its parent, and gives up an answer that is not whole after `answer_timeout_s`."""

    def __init__(self, answer_timeout_s: float) -> None:
        super().__init__(max_retries=0)

        class Response(http.client.HTTPResponse):
            def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
                super().__init__(sock, *args, **kwargs)
                self.fp = io.BufferedReader(_Paced(self.fp, sock, answer_timeout_s))

        class Plain(urllib3.connection.HTTPConnection):
            response_class = Response

        class Secure(urllib3.connection.HTTPSConnection):
            response_class = Response

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
