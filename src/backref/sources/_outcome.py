"""What one try of a request came to: the payload or the error, what the service wants, and a reason that quotes no
secret.
"""

from __future__ import annotations

import email.utils
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..errors import SourceError
from ..model import Payload
from ..text.numerals import whole

if TYPE_CHECKING:
    import requests

_AMISS = {  # by what requests says of it
    "SOCKS support": "a SOCKS proxy is set, which needs the package PySocks",
    "TLS CA certificate bundle": "there are no certificates where they were said to be",
    "TLS certificate file": "there is no certificate where it was said to be",
}
_LONGEST_SAID_S = 30 * 86400.0  # that is reported of a Retry-After


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one try: a payload, or an error.

    `is_passing`: another try may succeed. `is_refusal`: we ask too much. `is_hosts`: not this request is at fault, but
    the host. `is_closed`: nobody is there. `wait_s` is what the service wants us to wait.
    """

    error: SourceError | None = None
    payload: Payload | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    is_passing: bool = False
    is_refusal: bool = False
    is_hosts: bool = False
    is_closed: bool = False
    wait_s: float | None = None


def check_length(response: requests.Response, body: bytearray) -> None:
    """Compare with Content-Length, which counts the bytes as sent; requests itself does not. What was packed ends where
    its packing does. A text shows no end of its own, as JSON and XML do: where nobody states it, it ends with a line.
    """
    unpacking = getattr(getattr(response.raw, "_decoder", None), "_obj", None)  # urllib3 does not look whether it ended
    if not getattr(unpacking, "eof", True):
        raise CutOff(f"answer cut off in its packing, at {len(body)} bytes")
    headers = response.headers
    stated = headers.get("Content-Length", "")
    is_text = headers.get("Content-Type", "").lower().startswith("text/plain") and response.status_code == 200
    if is_text and not stated and "Transfer-Encoding" not in headers and not body.endswith(b"\n"):
        raise CutOff(f"answer that may be cut off at {len(body)} bytes")
    if stated.isdecimal() and "Content-Encoding" not in headers and len(body) != whole(stated):
        raise CutOff(f"answer cut off at {len(body)} of {stated[:20]} bytes")


class CutOff(ValueError):
    """Less came than was announced."""


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds to wait, from "120" or an HTTP date, a month at most; None for what is neither.

    >>> [retry_after(said, 0.0) for said in ("120", "9" * 5000, "Fri, 01 Jan 99999 00:00:00 GMT", "soon")]
    [120.0, 2592000.0, None, None]
    """
    if not value:
        return None
    try:
        if value.strip().isdecimal():
            wait = float(value)
        else:
            wait = email.utils.parsedate_to_datetime(value[:100]).timestamp() - now
    except (TypeError, ValueError, OverflowError, LookupError, OSError):
        return None
    return min(max(0.0, wait), _LONGEST_SAID_S)


def never_connected(error: BaseException) -> bool:
    """Whether nobody can be reached at all: no such name, no route, refused."""
    seen: BaseException | None = error
    for _ in range(8):
        if seen is None:
            return False
        if isinstance(seen, socket.gaierror | ConnectionRefusedError) or "NameResolution" in type(seen).__name__:
            return True
        reason = getattr(seen, "reason", None) or (
            seen.args[0] if seen.args and isinstance(seen.args[0], BaseException) else None
        )
        if isinstance(reason, OSError) and reason.errno in (101, 113):
            return True
        seen = reason if isinstance(reason, BaseException) else seen.__cause__ or seen.__context__
    return False


def amiss(error: BaseException) -> str:
    """What is wrong with how a source is to be reached, which another try does not mend; "" for what is not that."""
    told = str(error)
    return next((words for sign, words in _AMISS.items() if sign in told), "")


def said(error: BaseException) -> str:
    """A short reason without addresses, keys or e-mail, which exceptions of HTTP clients quote."""
    if words := amiss(error):
        return words
    if never_connected(error):
        return "cannot be reached"
    if "timed out" in str(error).lower() or "timeout" in type(error).__name__.lower():
        return "no answer in time"
    return str(error) if isinstance(error, CutOff) else type(error).__name__
