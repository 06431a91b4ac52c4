"""The server: the application on a socket, until somebody stops it. One that is stopped ends what is under way
first.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .app import Served
from .bounds import Bounds

_GRACE_S = 5
_CONNECTIONS = 500


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(256)
    except OSError:
        made.close()
        raise
    return made


def serve(on: socket.socket, build: Callable[[], Served], bounds: Bounds) -> None:
    """Serve until SIGINT or SIGTERM; `build` makes the application once there is an event loop."""
    with suppress(KeyboardInterrupt):  # of a Ctrl-C that comes before the server listens for it
        asyncio.run(_serve(on, build, bounds))


async def _serve(on: socket.socket, build: Callable[[], Served], bounds: Bounds) -> None:
    await server_of(build(), bounds).serve(sockets=[on])


def server_of(made: Served, bounds: Bounds) -> uvicorn.Server:
    """Return what serves an application."""
    config = uvicorn.Config(
        made.app, http=_patient(bounds.head_s), ws="none", lifespan="off", log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=_GRACE_S, limit_concurrency=_CONNECTIONS, proxy_headers=False,
    )  # fmt: skip
    return _Server(config, made.stop)


class _Server(uvicorn.Server):
    """Stops the work before it waits for connections: a stream of events would never end by itself."""

    def __init__(self, config: uvicorn.Config, stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._stop = stop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop as told, and end with status 0: uvicorn's own would send the signal again to a process that has done
        what it said.
        """
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is under way, then the connections."""
        self._stop()
        await super().shutdown(sockets)


def _patient(head_s: float) -> type[H11Protocol]:
    """The protocol, which leaves a client that sends the head of a request too slowly."""

    class Patient(H11Protocol):
        _late: Any = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._late = self.loop.call_later(head_s, transport.abort)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.conn.their_state is not h11.IDLE:
                self._on_time()
            elif self._late is None:
                self._late = self.loop.call_later(head_s, self.transport.abort)

        def connection_lost(self, exc: Exception | None) -> None:
            self._on_time()
            super().connection_lost(exc)

        def _on_time(self) -> None:
            if self._late is not None:
                self._late.cancel()
                self._late = None

    return Patient
