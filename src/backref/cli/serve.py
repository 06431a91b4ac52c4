"""`backref serve`: the report with a box to paste into, and a JSON API, for the browsers and programs of this
machine.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path

import click

from ..errors import BackrefError, install
from ._sources import open_from, source_options

_SHORTEST = 16  # characters of a token that somebody chose


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; by default one that is free.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen at; another one needs --token."
)
@click.option("--token", metavar="TOKEN", envvar="BACKREF_TOKEN", help="The secret in the address, or BACKREF_TOKEN.")
@click.option("--name", "names", metavar="NAME", multiple=True, help="A host name of the server (repeatable).")
@click.option("--keep", metavar="FOLDER", type=click.Path(file_okay=False), help="Write each report to FOLDER.")
@click.option(
    "--desks", type=click.IntRange(1, 16), default=4, show_default=True, help="Texts that are asked about at a time."
)
@click.option(
    "--rate",
    type=click.FloatRange(0.1, 10_000),
    default=20.0,
    show_default=True,
    help="Requests a second of one address.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print no advice.")
@source_options
def command(
    port: int, host: str, token: str | None, names: tuple[str, ...], keep: str | None, desks: int, rate: float, quiet: bool,
    catalogue: str | None, offline: bool, only: tuple[str, ...], mailto: str | None, retractions: str | None, no_cache: bool,
) -> None:  # fmt: skip
    """Serve a page to paste a text into, and a JSON API, until Ctrl-C. Needs the extra `serve`.

    Prints the address, which holds a secret: whoever has it may ask. The API is below it at api/, described by
    api/openapi.json.

    \b
    Example:
      backref serve --mailto me@example.org
    """
    try:
        from ..serving.app import served
        from ..serving.bounds import Bounds
        from ..serving.server import listening, serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "h11"):
            raise
        raise BackrefError(f"`backref serve` needs Starlette and uvicorn: {install('serve')}") from error
    is_local = _is_local(host)
    if not is_local and token is None:
        raise click.UsageError("--host lets others in: give a --token of your own too.")
    if token is not None and (len(token) < _SHORTEST or set(token) - _PLAIN):
        raise click.UsageError(f"--token needs {_SHORTEST} characters or more, of a-z, A-Z, 0-9, - and _.")
    secret = token or secrets.token_urlsafe(24)
    opened = [
        open_from(catalogue, offline, only, mailto, retractions, no_cache, quiet or n > 0, share=desks)
        for n in range(desks)
    ]
    bounds = replace(Bounds(), per_second=rate, burst=int(max(10 * rate, 10)))
    shown = f"[{host}]" if ":" in host else host
    try:
        on = listening(host, port)
    except OSError as error:
        raise BackrefError(f"{shown}:{port}: cannot be listened on: {error.strerror or error}") from error
    click.echo(f"http://{shown}:{on.getsockname()[1]}/{secret}/")
    serve(
        on,
        lambda: served(
            opened, secret, bounds=bounds, names=names, is_local=is_local, keep=Path(keep) if keep else None
        ),
        bounds,
    )


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError as error:
        raise click.UsageError(f"--host takes an address such as 127.0.0.1 or 0.0.0.0, not {host!r}.") from error
