"""The server as people run it, on a free port, with sources that are on the loopback."""

from __future__ import annotations

import threading
from contextlib import contextmanager

import pytest

from backref import open_sources
from backref.testing import fake_services

TOKEN = "a-token-for-tests"  # noqa: S105  of servers that end with a test


@contextmanager
def running(sources, **options):
    """Serve in a thread until the block ends, and give the address."""
    pytest.importorskip("uvicorn", reason="uvicorn is not installed: pip install backref[serve]")
    pytest.importorskip("starlette", reason="Starlette is not installed: pip install backref[serve]")
    from backref.serving.app import served
    from backref.serving.bounds import Bounds
    from backref.serving.server import listening, server_of

    bounds = options.pop("bounds", Bounds())
    on = listening("127.0.0.1", 0)
    servers = []
    started = threading.Event()

    async def serve():
        made = served(sources, TOKEN, bounds=bounds, **options)
        servers.append(server_of(made, bounds))
        started.set()
        await servers[0].serve(sockets=[on])

    def work():
        import asyncio

        asyncio.run(serve())

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    started.wait(20)
    try:
        yield f"http://127.0.0.1:{on.getsockname()[1]}"
    finally:
        servers[0].should_exit = True
        thread.join(20)
        on.close()


@pytest.fixture(scope="module")
def services(works):
    with fake_services(works) as made:
        yield made


@pytest.fixture(scope="module")
def address(services):
    """A server whose two desks ask the loopback services."""
    with running([open_sources(settings=services.settings()) for _ in range(2)]) as made:
        yield made
