"""The `backref` command: one file per command, each loaded only when it is called.

Data goes to stdout, words and progress to stderr. Exit 0: clean; 1: findings; 2: wrong use or unreadable input;
3: something could not be checked.
"""

from __future__ import annotations

from importlib import import_module

import click

from .. import __version__

COMMANDS = {
    "resolve": "Verify a text's citations and write its bibliography.",
    "check": "Check bibliographies, and documents that cite, against rules and sources.",
    "sync": "Write the bibliography and the lock of a project's documents.",
    "find": "Show the citations, markers and claims of a text.",
    "parse": "Turn raw citations into CSL-JSON.",
    "convert": "Turn one bibliography format into another.",
    "mcp": "Serve assistants: the Model Context Protocol.",
    "catalogue": "Build and ask the local index of records.",
    "sources": "List what can be asked, and how.",
    "plugins": "List what is plugged in, and by which package.",
}

EPILOG = "Exit status: 0 clean, 1 findings, 2 wrong use or unreadable input, 3 could not check."


_INTERRUPTED = 130  # as shells say for SIGINT


class _Lazy(click.Group):
    """A group that knows its commands' names and summaries, and imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f".{name}", __package__).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Lazy, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="backref")
def command() -> None:
    """From prose with citations to verified references, joined to the claims that rest on them."""


def main() -> None:
    """Run the command line; errors of backref become one line on stderr and exit status 2, Ctrl-C is 130."""
    import sys

    from ..errors import BackrefError

    try:
        sys.exit(command.main(standalone_mode=False, prog_name="backref"))
    except click.ClickException as error:
        from io import StringIO

        from ..text.escape import terminal_lines

        error.show(said := StringIO())
        click.echo(terminal_lines(said.getvalue()), nl=False, err=True)  # it may quote the name of a file
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo(
            "\nbackref: interrupted; what was answered is in the cache, so the same command goes on from here", err=True
        )
        sys.exit(_INTERRUPTED)
    except BackrefError as error:
        click.echo(f"backref: {_plain(str(error))}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _plain(text: str) -> str:
    """Return `text` without control characters: it may quote a file."""
    return "".join(c if c.isprintable() else " " for c in text)
