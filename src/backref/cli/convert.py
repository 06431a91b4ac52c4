"""`backref convert`: one bibliography format into another."""

from __future__ import annotations

import sys

import click

from ..model import Bibliography, Problem
from ._io import read_bytes, write_text


@click.command("convert")
@click.argument("file", default="-")
@click.option("--from", "source", metavar="FORMAT", help="Format of FILE; else from its suffix.")
@click.option("--to", "target", metavar="FORMAT", help="Format to write; else from the suffix of --output.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of stdout.")
def command(file: str, source: str | None, target: str | None, output: str | None) -> None:
    """Turn the bibliography in FILE ("-", the default, is stdin) into another format.

    \b
    Example:
      backref convert --from bibtex --to csl-json < refs.bib
    """
    from .. import formats

    loader = formats.by_name(source) if source else _by_suffix(file, "--from")
    writer = formats.by_name(target) if target else _by_suffix(output or "", "--to")
    if not hasattr(loader, "load"):
        raise click.UsageError(f"backref writes {loader.NAME} but does not read it.")
    loaded = loader.load(read_bytes(file).decode("utf-8-sig", "replace"))
    for problem in loaded.problems:
        click.echo(_line(file, problem), err=True)
    write_text(output, writer.dump(Bibliography.of(tuple(loaded.references))))
    sys.exit(1 if loaded.problems else 0)


def _by_suffix(name: str, option: str):  # type: ignore[no-untyped-def]
    from .. import formats

    found = formats.by_suffix(name)
    if found is None:
        raise click.UsageError(f"Cannot tell the format from {name!r}: give {option}.")
    return found


def _line(file: str, problem: Problem) -> str:
    place = problem.place or file
    return f"{place}: {problem.code}: {problem.message}"
