"""The protocol of chromium's developer tools over two pipes: JSON, each message ended by a NUL."""

from __future__ import annotations

import json
import os
import select
import time
from typing import Any

_PATIENCE_S = 60.0


class Talk:
    """A talk with a browser, and what it said meanwhile: the requests that its page sent, the errors that it logged."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, os.fdopen(back, "rb", buffering=0)
        os.set_blocking(to, False)  # a browser that hangs reads nothing, and a script may be larger than a pipe
        self._left, self._number, self._session = b"", 0, ""
        self.requests: list[str] = []
        self.said: list[str] = []
        self._loaded = False

    def close(self) -> None:
        """Hear no more."""
        self._back.close()

    def call(self, method: str, **parameters: Any) -> Any:
        """Return the answer to a command. Raises AssertionError, for what cannot be done too, and TimeoutError."""
        return self.answer(method, parameters, _PATIENCE_S)

    def answer(self, method: str, parameters: dict[str, Any], patience_s: float) -> Any:
        """Return the answer to a command that comes within `patience_s` seconds; one that comes later is not heard."""
        until = time.monotonic() + patience_s
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        message = json.dumps({"id": self._number, "method": method, "params": parameters} | session).encode() + b"\0"
        while message:
            if not select.select([], [self._to], [], max(until - time.monotonic(), 0))[1]:
                raise TimeoutError(f"the browser has read nothing for {patience_s:.0f} s")
            message = message[os.write(self._to, message) :]
        while True:
            said = self.hear(until - time.monotonic())
            if said.get("id") == self._number:
                if "error" in said:
                    raise AssertionError(f"{method}: {said['error']}")
                return said["result"]

    def hear(self, patience_s: float = _PATIENCE_S) -> dict[str, Any]:
        """Wait for what the browser says next, and take note of it. Raises TimeoutError."""
        until = time.monotonic() + patience_s
        while b"\0" not in self._left:
            if not select.select([self._back], [], [], max(until - time.monotonic(), 0))[0]:
                raise TimeoutError(f"the browser has said nothing for {patience_s:.0f} s")
            piece = self._back.read(1 << 16)
            if not piece:
                raise AssertionError("the browser is gone")
            self._left += piece
        line, _, self._left = self._left.partition(b"\0")
        said: dict[str, Any] = json.loads(line)
        match said.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(said["params"]["request"]["url"])
            case "Page.loadEventFired":
                self._loaded = True
            case "Log.entryAdded":
                self.said.append(said["params"]["entry"]["text"])
        return said
