"""Fill in what the documentation prints from the code: each command's help, each reason's meaning."""

from __future__ import annotations

from importlib import import_module

import click


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return a page with its marked places filled in."""
    for name, make in (("commands", _commands), ("reasons", _reasons)):
        mark = f'--8<-- "{name}"'
        if mark in markdown:
            markdown = markdown.replace(mark, make())
    return markdown


def _commands() -> str:
    from backref.cli import COMMANDS

    parts = []
    for name in COMMANDS:
        command = import_module(f"backref.cli.{name}").command
        parts.append(_help(command, f"backref {name}"))
        if isinstance(command, click.Group):
            parts += [_help(sub, f"backref {name} {sub.name}") for sub in command.commands.values()]
    return "\n\n".join(parts)


def _help(command: click.Command, path: str) -> str:
    context = click.Context(command, info_name=path, max_content_width=110, terminal_width=110)
    return f"## {path}\n\n```text\n{command.get_help(context)}\n```"


def _reasons() -> str:
    from backref.resolving.reasons import MEANINGS

    return "| reason | means |\n| --- | --- |\n" + "\n".join(
        f"| `{reason}` | {meaning} |" for reason, meaning in MEANINGS.items()
    )
