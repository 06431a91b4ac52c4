"""Who gets in: ASGI around the application. Host, Origin and token are looked at before anything is read, then rate and
size.

The token is the first part of the path ("/TOKEN/..."), or, for "/api" alone, a bearer's. There are no cookies: no page
elsewhere can use what a browser knows.
"""

from __future__ import annotations

import ipaddress
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .bodies import BoundedBody
from .bounds import Bounds, Refused, said
from .draining import Drained
from .rates import Rates

_LOCAL = ("localhost",)
_HEADERS = {
    "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip
_CLOSED = "default-src 'none'; frame-ancestors 'none'"


class Gate:
    """Lets in who holds the token and speaks to this server by a name of its own. `names` are those beside addresses
    and localhost.
    """

    def __init__(
        self, app: ASGIApp, token: str, bounds: Bounds, names: tuple[str, ...] = (), *, is_local: bool = True
    ) -> None:
        self._app, self._token, self._bounds, self._is_local = app, token, bounds, is_local
        self._names = (*_LOCAL, *(name.lower() for name in names))
        self._rates = Rates(bounds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or say why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        drained = Drained(scope, receive, send, self._bounds)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", _CLOSED)
            await drained.send(message)

        try:
            inner = self._admitted(scope)
        except Refused as error:
            headers = {"Retry-After": "1"} if error.status == 429 else {}
            headers |= {"Connection": "close"} if error.status == 413 else {}
            await said(error.status, error.code, error.message, headers=headers)(scope, drained.receive, guarded)
            return
        await self._app(inner, BoundedBody(drained.receive, self._bounds), guarded)

    def _admitted(self, scope: Scope) -> Scope:
        """The request as the application sees it, below its token. Raises Refused."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or not self._is_ours(host):
            raise Refused(421, "host", "this server is not known by that name")
        origin = headers.get("origin")
        if origin is not None and origin not in (f"http://{host}", f"https://{host}"):
            raise Refused(403, "origin", "a page of another origin may not ask")
        self._rates.spend((scope.get("client") or ("", 0))[0])
        inner = self._below_token(scope, headers)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > self._bounds.body:
            raise Refused(413, "too-large", f"at most {self._bounds.body:,} bytes")
        return inner

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "") if "@" not in host else ""
        except ValueError:
            return False
        try:
            return ipaddress.ip_address(name).is_loopback or not self._is_local
        except ValueError:
            return name in self._names

    def _below_token(self, scope: Scope, headers: Headers) -> Scope:
        path = scope["path"]
        first, _, rest = path.lstrip("/").partition("/")
        if secrets.compare_digest(first.encode(), self._token.encode()):
            return dict(scope) | {"path": f"/{rest}", "raw_path": f"/{rest}".encode()}
        bearer = headers.get("authorization", "")
        if first == "api":
            if secrets.compare_digest(bearer.encode(), f"Bearer {self._token}".encode()):
                return scope
            raise Refused(401, "token", "the token is missing or wrong: Authorization: Bearer TOKEN")
        raise Refused(404, "not-found", "nothing is here")
