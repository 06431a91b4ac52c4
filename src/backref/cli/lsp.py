"""`backref lsp`: the language server, for editors."""

from __future__ import annotations

import sys

import click

from ..errors import BackrefError, install


@click.command("lsp")
@click.option("--offline", is_flag=True, help="Ask no source, also when nobody types.")
def command(offline: bool) -> None:
    """Serve an editor over the Language Server Protocol, on stdin and stdout. Needs the extra `lsp`.

    An editor starts this command in the project's folder: keys are completed and explained, faults shown as they are
    written.

    \b
    Example, as Helix has it in languages.toml:
      [language-server.backref]
      command = "backref"
      args = ["lsp"]
    """
    try:
        from ..lsp.server import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise BackrefError(f"`backref lsp` needs pygls: {install('lsp')}") from error
    from ..project.configuration import opened
    from ._io import say

    if sys.stdin.isatty():
        say("backref: waiting for an editor on stdin; Ctrl-C ends")
    server(None if offline else opened).start_io()
