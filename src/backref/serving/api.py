"""The JSON API below "/api": a POST for each deed, errors in one shape, and its own description as OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .. import __version__
from ..errors import BackrefError
from ..mcp import tools
from .bodies import json_of, while_there
from .bounds import Refused
from .deeds import DEEDS, REFERENCE, Deed, arguments
from .desks import Desks

_REFUSALS = {
    "400": "The body is no JSON object.", "401": "The token is missing or wrong.", "403": "A page of another origin asked.", "408": "The body came too slowly.",
    "413": "The body is too large.", "415": "The body is not said to be JSON.", "422": "An argument cannot be taken; `place` names it.",
    "429": "Too many requests; Retry-After says when to come back.", "503": "Too many are waiting.", "504": "It took too long.",
}  # fmt: skip


def routes(desks: Desks) -> list[Route]:
    """Return the routes of the API."""
    made = [Route(f"/api/{deed.name}", _endpoint(deed, desks), methods=["POST"]) for deed in DEEDS]
    return [*made, Route("/api/openapi.json", _described, methods=["GET"])]


def _endpoint(deed: Deed, desks: Desks) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        given = deed.bound(await json_of(request))
        try:
            work = desks.run(
                lambda desk, progress: tools.cleaned(deed.work(desk, **given, progress=progress)), asks=deed.asks
            )
            value = await while_there(request, work)
        except BackrefError as error:
            raise Refused(422, "input", tools.refusal(error), str(getattr(error, "name", ""))[:80]) from None
        return JSONResponse(value)

    return endpoint


async def _described(_: Request) -> Response:
    return JSONResponse(described())


def described() -> dict[str, Any]:
    """Return the description of the API.

    >>> sorted(described()["paths"])
    ['/api/check', '/api/convert', '/api/find', '/api/parse', '/api/resolve']
    """
    shapes: dict[str, Any] = {"Error": _ERROR}
    paths = {}
    for deed in DEEDS:
        given, result = arguments(deed).model_json_schema(ref_template=REFERENCE), deed.result()
        for schema in (given, result):
            shapes.update(schema.pop("$defs", {}))
        answers = {"200": {"description": "Done.", "content": {"application/json": {"schema": result}}}}
        answers |= {status: _refusal(said) for status, said in _REFUSALS.items()}
        body = {"required": True, "content": {"application/json": {"schema": given}}}
        paths[f"/api/{deed.name}"] = {
            "post": {"operationId": deed.name, "summary": deed.summary, "requestBody": body, "responses": answers}
        }
    token = {"token": {"type": "http", "scheme": "bearer"}}
    about = {"title": "backref", "version": __version__, "license": {"name": "MIT", "identifier": "MIT"}}
    return {
        "openapi": "3.1.0", "info": about, "security": [{"token": []}], "paths": paths,
        "components": {"schemas": shapes, "securitySchemes": token},
    }  # fmt: skip


_ERROR = {
    "type": "object", "required": ["error"],
    "properties": {"error": {
        "type": "object", "required": ["code", "message"],
        "properties": {name: {"type": "string"} for name in ("code", "message", "place")},
    }},
}  # fmt: skip


def _refusal(said: str) -> dict[str, Any]:
    return {"description": said, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
