"""The body of a request, within bounds of size and of time: no client fills the memory, and none that drips is waited
for.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.types import Message, Receive

from ..text.escape import unhalved
from .bounds import Bounds, Refused

T = TypeVar("T")

_DEEPEST = 60  # levels of JSON


class BoundedBody:
    """What a client sends, no more of it and no slower than the bounds say."""

    def __init__(self, receive: Receive, bounds: Bounds) -> None:
        self._receive, self._bounds = receive, bounds
        self._size, self._until, self._is_read = 0, time.monotonic() + bounds.body_s, False

    async def __call__(self) -> Message:
        """Return the next message. Raises Refused."""
        if self._is_read:
            return await self._receive()
        try:
            async with asyncio.timeout(max(self._until - time.monotonic(), 0)):
                message = await self._receive()
        except TimeoutError:
            raise Refused(408, "too-slow", f"the body did not come within {self._bounds.body_s:g} seconds") from None
        self._size += len(message.get("body", b""))
        self._is_read = not message.get("more_body", False)
        if self._size > self._bounds.body:
            raise Refused(413, "too-large", f"at most {self._bounds.body:,} bytes")
        return message


async def json_of(request: Request) -> dict[str, Any]:
    """Return the object that a request holds. Raises Refused."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "not-json", "send Content-Type: application/json")
    data = await request.body()
    try:
        value = unhalved(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise Refused(400, "not-json", f"the body is no JSON: {error}") from error
    if not isinstance(value, dict) or _depth(value) > _DEEPEST:
        raise Refused(400, "not-json", "the body is no JSON object of a usual depth")
    return value


async def while_there(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Return what the work returns; it is cancelled once the client, whose body has been read, has gone. Raises
    Refused.
    """
    doing, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((doing, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise Refused(408, "gone", "the client has gone")
        return doing.result()
    finally:
        doing.cancel()
        leaving.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _depth(value: Any) -> int:
    """How many levels a JSON value has, or one more than are taken."""
    level, depth = [value], 0
    while level and depth <= _DEEPEST:
        depth += 1
        level = [
            item
            for each in level
            if isinstance(each, dict | list)
            for item in (each.values() if isinstance(each, dict) else each)
        ]
    return depth
