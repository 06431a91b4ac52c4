"""Fill in what the documentation prints from the code: each command's help, each reason's meaning, each rule."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return a page with its marked places filled in."""
    for name, make in (("commands", _commands), ("reasons", _reasons), ("rules", _rules)):
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


FAMILIES = {
    "BR1": "The syntax of the file",
    "BR2": "A field, by itself",
    "BR3": "What the sources say",
    "BR4": "Entries and documents together",
}


def _rules() -> str:
    from backref import checking

    parts = []
    for family, title in FAMILIES.items():
        found = checking.chosen([family])
        parts.append(f"## {family}xx: {title}")
        parts.append("| rule | asks that | level | mended |\n| --- | --- | --- | --- |\n" + "\n".join(map(_row, found)))
        parts += map(_rule, found)
    return "\n\n".join(parts)


def _row(rule: Any) -> str:
    link = f"[{rule.code} {rule.name}](#{rule.code.lower()}-{rule.name})"
    return f"| {link} | {rule.summary.rstrip('.')} | {rule.level} | {'yes' if rule.is_certain else ''} |"


def _rule(rule: Any) -> str:
    mended = " Mended by `--fix` where that is certain." if rule.is_certain else ""
    shown = [f"{said}:\n\n{_example(example)}" for said, example in (("Bad", rule.bad), ("Good", rule.good))]
    return "\n\n".join([f"### {rule.code} {rule.name}", f"{rule.summary}{mended}", *shown])


def _example(example: Any) -> str:
    parts = [example.text]
    if example.document:
        parts.append(example.document)
    blocks = [f"```{'bibtex' if part.startswith('@') else 'text'}\n{part.rstrip()}\n```" for part in parts if part]
    if example.records is None:
        blocks.append("where no source answers.")
    elif example.records:
        said = "\n".join(example.records)
        blocks.append(f"where a source has\n\n```json\n{said}\n```")
    return "\n\n".join(blocks)
