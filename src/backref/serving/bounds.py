"""What a client may ask for, and what is said to one who asks for more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..text.escape import terminal

_LONGEST_SAID = 600  # code points; it may quote what was given


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bodies in bytes, times in seconds. `per_second` requests of one address, `burst` of them at once.

    `waiting` is how many may wait for a desk, `kept` how many results are held in memory, the newest.
    """

    body: int = 20_000_000
    body_s: float = 30.0
    head_s: float = 10.0
    per_second: float = 20.0
    burst: int = 200
    waiting: int = 100
    kept: int = 20
    work_s: float = 600.0


class Refused(Exception):
    """A request that is not served: the HTTP status, a code for programs and words for people."""

    def __init__(self, status: int, code: str, message: str, place: str = "") -> None:
        self.status, self.code, self.message, self.place = status, code, message, place
        super().__init__(status, code, message, place)


def said(status: int, code: str, message: str, place: str = "", headers: dict[str, str] | None = None) -> JSONResponse:
    """Return an error as the API says all of them: {"error": {"code", "message", "place"}}."""
    error: dict[str, Any] = {"code": code, "message": terminal(message)[:_LONGEST_SAID]}
    return JSONResponse({"error": error | ({"place": place} if place else {})}, status, headers)


async def on_refused(_: Request, error: Exception) -> Response:
    """Answer what was raised as a `Refused`."""
    assert isinstance(error, Refused)  # noqa: S101  registered for this class alone
    headers = {"Retry-After": "5"} if error.status == 503 else None
    return said(error.status, error.code, error.message, error.place, headers)


async def on_failure(_: Request, __: Exception) -> Response:
    """Answer a fault of the program, without what it says: that may hold anything."""
    return said(500, "failure", "this could not be done; the server's log says why")


async def on_http(_: Request, error: Exception) -> Response:
    """Answer what the framework refuses: a path or a method that there is not."""
    status = getattr(error, "status_code", 500)
    return said(
        status, {404: "not-found", 405: "method-not-allowed"}.get(status, "refused"), str(getattr(error, "detail", ""))
    )
