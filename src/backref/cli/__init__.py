"""The `backref` command: one file per command, each loaded only when it is called.

Data goes to stdout, words and progress to stderr. Exit 0: clean; 1: findings; 2: wrong use or unreadable input;
3: nothing was found, but something could not be checked.
"""

from __future__ import annotations

from importlib import import_module

import click

from .. import __version__

COMMANDS = {
    "resolve": "Verify a text's citations and write its bibliography.",
    "check": "Check bibliographies, and documents that cite, against rules and sources.",
    "tidy": "Make one bibliography of several: each work once.",
    "get": "Turn DOIs, PMIDs, ISBNs, addresses and citations into entries.",
    "sync": "Write the bibliography and the lock of a project's documents.",
    "find": "Show the citations, markers and claims of a text.",
    "parse": "Turn raw citations into CSL-JSON.",
    "convert": "Turn one bibliography format into another.",
    "assets": "Write the style sheet and the script of cited pages.",
    "lsp": "Serve editors: the Language Server Protocol.",
    "serve": "Serve a page to paste texts into, and a JSON API.",
    "mcp": "Serve assistants: the Model Context Protocol.",
    "catalogue": "Build and ask the local index of records.",
    "sources": "List what can be asked, and how.",
    "plugins": "List what is plugged in, and by which package.",
}

EPILOG = "Exit status: 0 clean, 1 findings, 2 wrong use or unreadable input, 3 could not check."


_WRONG = 2
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
    """Run the command line; what is wrong becomes one line on stderr and a documented exit status, never a
    traceback.
    """
    import sys

    from . import _outputs, _streams

    _streams.prepare()
    code, said = _run(sys.argv[1:])
    if failed := _streams.finish():
        code, said = _failed(failed)
    if said:
        from ..text.escape import terminal_lines

        click.echo(terminal_lines(said), err=True)
    if said and _outputs.WRITTEN and code == _WRONG:
        click.echo(f"backref: written before that: {_plain(', '.join(_outputs.WRITTEN))}", err=True)
    sys.exit(code)


def _run(arguments: list[str]) -> tuple[int, str]:
    """Run the command, and return its exit status and what is to be said about it."""
    import os
    import signal

    if instruction := os.environ.get("_BACKREF_COMPLETE"):
        from click.shell_completion import shell_complete

        return shell_complete(command, {}, "backref", "_BACKREF_COMPLETE", instruction), ""
    try:
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        with command.make_context("backref", arguments) as context:
            command.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code, ""
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None), ""
    except BaseException as error:
        first = error
        while isinstance(first, BaseExceptionGroup):
            first = first.exceptions[0]
        if (told := _told(first)) is None:
            raise
        return told
    return 0, ""


def _told(error: BaseException) -> tuple[int, str] | None:
    """The exit status and the words for what ended the command; None for a fault of the program."""
    import sys
    from io import StringIO

    from ..errors import BackrefError

    match error:
        case click.ClickException():
            error.show(words := StringIO())
            return error.exit_code, words.getvalue().rstrip("\n")
        case KeyboardInterrupt() | click.Abort():
            advice = "; what was answered is in the cache, so the same command goes on from here"
            return _INTERRUPTED, f"\nbackref: interrupted{advice if 'backref.sources' in sys.modules else ''}"
        case BackrefError():
            return _WRONG, f"backref: {_plain(str(error))}"
        case MemoryError():
            return _WRONG, "backref: there is not enough memory for this"
        case RecursionError():
            return _WRONG, "backref: the input is nested too deep"
        case OSError():
            return _failed(error)
    return None


def _failed(error: OSError) -> tuple[int, str]:
    """The exit status and the words for a stream or a file that cannot be read or written."""
    import errno

    from . import _streams

    if isinstance(error, BrokenPipeError):
        _streams.abandon()
        return _streams.READER_GONE, ""
    where = (
        error.filename if isinstance(error.filename, str) else "a stream" if error.errno == errno.EBADF else "stdout"
    )
    return _WRONG, f"backref: {_plain(where)}: {error.strerror or error}"


def _plain(text: str) -> str:
    """Return `text` without control characters: it may quote a file."""
    return "".join(c if c.isprintable() else " " for c in text)
