"""Between the protocol's transport and the SDK: what a client says that cannot be read is answered, and no answer holds
what nobody sees.

The SDK passes over a line that it cannot read, so that its client would wait for an answer for ever; and it repeats in
its errors what it was given.
"""

from __future__ import annotations

import json
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp.types import (
    INVALID_REQUEST,
    PARSE_ERROR,
    ErrorData,
    JSONRPCError,
    JSONRPCNotification,
    JSONRPCResponse,
    jsonrpc_message_adapter,
)
from pydantic import ValidationError

from ..text.escape import unhalved
from .tools import cleaned

_NO_MESSAGE = ErrorData(code=INVALID_REQUEST, message="not a message of the protocol")


async def serve(made: MCPServer[Any]) -> None:
    """Serve one client over stdin and stdout, until it hangs up."""
    inner = made._lowlevel_server
    async with stdio_server() as (said, answers):
        outgoing = _Outgoing(answers)
        await inner.run(_Incoming(said, outgoing), outgoing, inner.create_initialization_options())


class _Stream:
    """A stream of the SDK's, but for what is done to each message."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    async def __aenter__(self) -> Any:
        await self._inner.__aenter__()
        return self

    async def __aexit__(self, *error: Any) -> Any:
        return await self._inner.__aexit__(*error)


class _Outgoing(_Stream):
    async def send(self, item: SessionMessage) -> None:
        """Send a message; what an error repeats of a request is cleaned as results are."""
        said = item.message
        if isinstance(said, JSONRPCError):
            said.error = said.error.model_copy(
                update={"message": cleaned(said.error.message), "data": cleaned(said.error.data)}
            )
        elif isinstance(said, JSONRPCResponse) and said.result.get("isError"):
            said.result = cleaned(said.result)
        await self._inner.send(item)


class _Incoming(_Stream):
    def __init__(self, inner: Any, outgoing: _Outgoing) -> None:
        super().__init__(inner)
        self._outgoing = outgoing

    def __aiter__(self) -> _Incoming:
        return self

    async def __anext__(self) -> SessionMessage:
        """Return the next message that can be read, and say of the others before it that they cannot."""
        while True:
            item = await self._inner.__anext__()
            read = _read_again(item) if isinstance(item, Exception) else item
            if isinstance(read, SessionMessage) and _is_nameless(read):
                read = _NO_MESSAGE
            if isinstance(read, SessionMessage):
                return read
            if read is not None:
                await self._outgoing.send(SessionMessage(JSONRPCError(jsonrpc="2.0", id=None, error=read)))


def _is_nameless(item: SessionMessage) -> bool:
    """Whether it is a request whose id is none, such as 1.5, which the SDK takes for word that wants no answer."""
    said = item.message
    return isinstance(said, JSONRPCNotification) and not said.method.startswith("notifications/")


def _read_again(error: Exception) -> SessionMessage | ErrorData | None:
    """The message in a line with half a letter in it, of UTF-16, which becomes a mark; else why it is none. None for an
    empty line.
    """
    details = error.errors(include_url=False) if isinstance(error, ValidationError) else []
    line = details[0]["input"] if details and details[0]["type"] == "json_invalid" else None
    if not isinstance(line, str):
        return _NO_MESSAGE
    if not line.strip():
        return None
    try:
        value = unhalved(json.loads(line))
        return SessionMessage(jsonrpc_message_adapter.validate_python(value, by_name=False))
    except ValidationError:
        return _NO_MESSAGE
    except (ValueError, RecursionError):
        return ErrorData(code=PARSE_ERROR, message="not JSON that can be read")
