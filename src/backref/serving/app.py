"""The application: the pages and the API behind the gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from ..model import Source
from . import api, site
from .bounds import Bounds, Refused, on_failure, on_http, on_refused
from .desks import Desks
from .gate import Gate
from .jobs import Jobs


class Served(NamedTuple):
    """An ASGI application, and what stops the work in it."""

    app: ASGIApp
    stop: Callable[[], None]


def served(
    sources: Sequence[Sequence[Source]], token: str, *, bounds: Bounds | None = None, names: tuple[str, ...] = (), is_local: bool = True,
    keep: Path | None = None,
) -> Served:  # fmt: skip
    """Return the application. `sources` are those of each desk; see `Gate` for the token and the names. Call it in an
    event loop.
    """
    bounds = bounds or Bounds()
    desks = Desks(sources, bounds)
    jobs = Jobs(desks, bounds)

    def stop() -> None:
        jobs.stop()
        desks.stop()

    handlers = {Refused: on_refused, HTTPException: on_http, Exception: on_failure}
    inner = Starlette(routes=[*api.routes(desks), *site.routes(jobs, desks, keep)], exception_handlers=handlers)
    inner.router.redirect_slashes = False
    return Served(Gate(inner, token, bounds, names, is_local=is_local), stop)
