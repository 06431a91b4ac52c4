"""`backref mcp`: the tools for assistants, over the Model Context Protocol."""

from __future__ import annotations

import os
import signal
import sys
from threading import Event

import click

from ..errors import BackrefError, install
from ._report import odd_sizes
from ._sources import open_from, source_options


@click.command("mcp")
@click.option(
    "--root", metavar="FOLDER", help="Let tools read files in FOLDER and below it; without it they read none."
)
@click.option("-q", "--quiet", is_flag=True, help="Print no advice.")
@source_options
def command(
    root: str | None, quiet: bool, catalogue: str | None, offline: bool, only: tuple[str, ...], mailto: str | None,
    retractions: str | None, no_cache: bool,
) -> None:  # fmt: skip
    """Serve assistants over the Model Context Protocol, on stdin and stdout. Needs the extra `mcp`.

    An MCP client starts this command; its tools are resolve, check, find and convert. No tool writes a file.

    \b
    Example, as a client's configuration:
      {"mcpServers": {"backref": {"command": "backref", "args": ["mcp"]}}}
    """
    try:
        import anyio

        from ..mcp.server import server
        from ..mcp.wire import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "anyio"):
            raise
        raise BackrefError(f"`backref mcp` needs the MCP SDK, version 2: {install('mcp')}") from error
    from ..mcp.folder import Folder
    from ..mcp.tools import Desk

    folder = Folder.at(root) if root is not None else None
    stopped = Event()
    sources = open_from(catalogue, offline, only, mailto, retractions, no_cache, quiet, stopped)
    if sys.stdin.isatty() and not quiet:
        from ._io import say

        say("backref: waiting for an MCP client on stdin; Ctrl-C ends")
    for name in odd_sizes():  # the SDK has a console of its own
        del os.environ[name]
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # else Ctrl-C would wait for the thread that reads stdin
    anyio.run(serve, server(Desk(sources, folder), stopped))
