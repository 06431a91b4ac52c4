"""What is still being sent when the answer is known: a bounded part of it is taken in, so that the answer is read.

A connection that is closed while bytes lie unread is reset, and most clients write all of a body before they read:
they would see a broken connection in place of the reason.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import Message, Receive, Scope, Send

from .bounds import Bounds

_TIMES = 5  # the largest body that is taken: so much of a larger one is read and thrown away


class Drained:
    """A request's messages and its answer's: the answer ends once the body has been read, or enough of it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, bounds: Bounds) -> None:
        self._receive, self._send, self._bounds = receive, send, bounds
        names = {name for name, _ in scope["headers"]}
        self._is_read = not names & {b"content-length", b"transfer-encoding"}

    async def receive(self) -> Message:
        """Return the next message, noting whether it is the last one."""
        message = await self._receive()
        self._is_read = self._is_read or not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        """Send on. What ends the answer waits until the body is in."""
        if self._is_read or message["type"] != "http.response.body" or message.get("more_body", False):
            await self._send(message)
            return
        await self._send(dict(message) | {"more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(self._bounds.head_s):
                await self._rest()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _rest(self) -> None:
        left = _TIMES * self._bounds.body
        while left > 0 and not self._is_read:
            left -= len((await self.receive()).get("body", b""))
