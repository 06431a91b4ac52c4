"""Fill in what the documentation prints from the code: each command's help, source, format, reason, rule and tool, and
files of examples.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

import click

ROOT = Path(__file__).resolve().parents[1]
_FILE = re.compile(r'^--8<-- "(?P<path>examples/[\w/.-]+)"$', re.MULTILINE)


def on_config(config: Any, **_: object) -> Any:
    """Give every source its page in the navigation, in the order of asking."""
    pages = [
        {service.name: f"reference/sources/{service.name}.md"} for service in _services() if service.name != "catalogue"
    ]
    for section in config["nav"]:
        for group in section.get("Reference", ()):
            for listed in group.values():
                if isinstance(listed, list) and "reference/sources/*.md" in listed:
                    at = listed.index("reference/sources/*.md")
                    listed[at : at + 1] = pages
    return config


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return a page with its marked places filled in."""
    for name, said in _release().items():
        markdown = markdown.replace(f"{{{{{name}}}}}", said)
    markdown = _FILE.sub(lambda match: _shown(match["path"]), markdown)
    for name, make in (
        ("commands", _commands), ("sources", _sources), ("dumps", _dumps), ("covered", _covered), ("formats", _formats), ("reasons", _reasons), ("findings", _findings), ("rules", _rules), ("tools", _tools),
    ):  # fmt: skip
        mark = f'--8<-- "{name}"'
        if mark in markdown:
            markdown = markdown.replace(mark, make())
    return markdown


def _release() -> dict[str, str]:
    """Where the project is kept, and which release the pages name."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {"repository": said["tool"]["release"]["repository"], "release": f"v{said['project']['version']}"}


def _shown(path: str) -> str:
    """A file of the examples, in a block of its kind."""
    text = (ROOT / path).read_text(encoding="utf-8").rstrip()
    return f"```{path.rpartition('.')[2]}\n{text}\n```"


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


def _services() -> list[Any]:
    from backref.sources import SERVICES

    return sorted(SERVICES.own(), key=lambda service: service.priority)


def _dumps() -> str:
    from backref.dumps import DUMPS

    head = ["| dump | its records have as origin |", "| --- | --- |"]
    return "\n".join(
        [*head, *(f"| {each.title} | {f'`{each.origin}`' if each.origin else ''} |" for each in DUMPS.own())]
    )


def _covered() -> str:
    """Which kinds of works each source holds; one that is silent about another kind is not believed."""
    from backref.fields.kinds import KINDS

    services = [each for each in _services() if each.can_search]
    head = [f"| kind of work | {' | '.join(each.name for each in services)} |", "| --- |" + " --- |" * len(services)]
    rows = (
        f"| {said} | {' | '.join('yes' if not each.covers or kind in each.covers else '' for each in services)} |"
        for kind, said in KINDS.items()
    )
    return "\n".join([*head, *rows])


def _sources() -> str:
    rows = [
        f"| [{each.name}](sources/{each.name}.md){'' if each.is_default else ', if named'} | {', '.join(map(_scheme, each.schemes))} "
        f"| {'yes' if each.can_search else ''} | {_paces(each)} |"
        for each in _services()
    ]
    head = [
        "| source | looks up | searches | at most |",
        "| --- | --- | --- | --- |",
        "| catalogue | DOI, PMID, PMCID, arXiv, ISBN | yes | local |",
    ]
    return "\n".join([*head, *rows])


def _scheme(name: str) -> str:
    return "arXiv" if name == "arxiv" else name.upper()


def _paces(service: Any) -> str:
    said = {"mailto": "with an address"}
    better = [f"{said.get(name, f'with `{name}`')} {_pace(rate)}" for name, rate in service.rate_with.items()]
    return "; ".join([_pace(service.rate), *better])


def _pace(rate: Any) -> str:
    said = f"{rate.per_second:.3g} a second" if rate.per_second >= 1 else f"1 in {1 / rate.per_second:.3g} seconds"
    lanes = "".join(f" ({lane}: {of:g})" for lane, of in rate.lanes.items())
    return f"{said}{lanes}{f', {rate.at_once} at once' if rate.at_once > 1 else ''}"


def _formats() -> str:
    from backref.formats import FORMATS

    own = {each.name: each for each in FORMATS.own()}
    ordered = sorted(
        own.values(), key=lambda each: (each.is_claims, each.styled is not None, each.dump is None, each.name)
    )
    rows = [
        f"| {each.name} | {', '.join(f'`{suffix}`' for suffix in each.suffixes)} | {'yes' if each.load else ''} | {_written(each)} |"
        for each in ordered
    ]
    return "\n".join(["| name | suffix | read | written |", "| --- | --- | --- | --- |", *rows])


def _written(format: Any) -> str:
    if format.dump is None:
        return ""
    return "yes" + (", with `--claims`" if format.is_claims else ", with `--style`" if format.styled else "")


def _reasons() -> str:
    from backref.resolving.reasons import MEANINGS

    return "| reason | means |\n| --- | --- |\n" + "\n".join(
        f"| `{reason}` | {meaning} |" for reason, meaning in MEANINGS.items()
    )


def _findings() -> str:
    from backref.model import FindingKind

    rows = [
        f"| `{kind.value}` | {kind.message} | {', '.join(kind.notices)} | {', '.join(kind.relations)} | {'' if kind.is_quiet else 'yes'} |"
        for kind in FindingKind
    ]
    return "\n".join(
        ["| kind | says | from notices | from relations | exit status 1 |", "| --- | --- | --- | --- | --- |", *rows]
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
    others = [each for each in checking.RULES.listed() if each.package]
    for package in dict.fromkeys(each.package for each in others):
        found = tuple(rule for rule, of in others if of == package)
        parts.append(f"## Rules of {package}")
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


def _tools() -> str:
    """Each tool of `backref mcp` with its arguments and its result, and then the objects that results are made of."""
    from pydantic import TypeAdapter

    from backref.mcp import _shapes
    from backref.mcp import folder as _folder
    from backref.mcp import tools as _tools

    bounds = (
        ("citations in one call", _shapes.MOST_CITATIONS), ("characters of a citation", _shapes.LONGEST_CITATION), ("characters of a text", _shapes.LONGEST_TEXT),
        ("bytes of a file", _folder.LARGEST), ("entries that one `check` asks the sources about", _shapes.MOST_ASKED),
        ("faults that one answer lists", _shapes.MOST_FAULTS), ("characters of a result", _shapes.LARGEST_RESULT),
    )  # fmt: skip
    parts = ["| bound | at most |\n| --- | --- |\n" + "\n".join(f"| {what} | {most:,} |" for what, most in bounds)]
    inner: dict[str, Any] = {}
    for name, description in _shapes.DESCRIPTIONS.items():
        function = getattr(_tools, name)
        hints = get_type_hints(function, include_extras=True)
        arguments = [p for p in inspect.signature(function).parameters.values() if p.name not in ("desk", "progress")]
        rows = [_argument(p, TypeAdapter(hints[p.name]).json_schema()) for p in arguments]
        schema = TypeAdapter(hints["return"]).json_schema()
        inner |= schema.get("$defs", {})
        parts += [
            f"### The tool {name}",
            description,
            "| argument | type | is |\n| --- | --- | --- |\n" + "\n".join(rows),
            _keys(schema, "gives"),
        ]
    parts.append("### What results are made of")
    for name, schema in inner.items():
        is_told = any("description" in said and _type(said) != "object" for said in schema["properties"].values())
        listed = ", ".join(f"`{key}`" for key in schema["properties"])
        parts.append(f"**{name}.** {schema['description']}{'' if is_told else f' Keys: {listed}.'}")
        parts += [_keys(schema, "key")] if is_told else []
    return "\n\n".join(parts)


def _argument(parameter: inspect.Parameter, schema: Any) -> str:
    default = "" if parameter.default in (inspect.Parameter.empty, "") else f" By default `{parameter.default}`."
    return f"| `{parameter.name}` | {_type(schema)} | {schema['description']}{default} |"


def _keys(schema: Any, title: str) -> str:
    needed = schema.get("required", ())
    rows = [
        f"| `{name}`{'' if name in needed else ' (if known)'} | {_type(said)} | {said.get('description', '')} |"
        for name, said in schema["properties"].items()
    ]
    return f"| {title} | type | is |\n| --- | --- | --- |\n" + "\n".join(rows)


def _type(schema: Any) -> str:
    """A JSON schema's type in words: "list of Finding", "string or null"."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema["type"])
