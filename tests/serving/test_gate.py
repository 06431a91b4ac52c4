"""Who gets in, asked of the gate alone: hosts, and whose requests are counted."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("starlette", reason="Starlette is not installed: pip install backref[serve]")

from backref.serving import rates
from backref.serving.bounds import Bounds, Refused
from backref.serving.gate import Gate

TOKEN = "a-token"  # noqa: S105  of a gate that ends with a test


def status(*headers: tuple[bytes, bytes]) -> int:
    """Return what a gate says to a request with these headers; 200 where it lets it in."""
    said = []

    async def inside(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        said.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{TOKEN}/",
        "headers": list(headers),
        "client": ("127.0.0.1", 1),
    }
    asyncio.run(Gate(inside, TOKEN, Bounds())(scope, receive, send))
    return said[0]["status"]


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [((b"localhost",), 200), ((b"localhost", b"evil.example"), 421), ((b"evil.example",), 421), ((), 421)],
)
def test_one_host_of_ours_is_named(hosts, expected):
    assert status(*((b"host", host) for host in hosts)) == expected


def test_whoever_came_longest_ago_is_forgotten(monkeypatch):
    monkeypatch.setattr(rates, "_ADDRESSES", 2)
    counted = rates.Rates(Bounds(burst=1, per_second=0.0), clock=lambda: 0.0)
    for address in ("one", "two", "three"):
        counted.spend(address)
    with pytest.raises(Refused):
        counted.spend("three")
    counted.spend("one")
