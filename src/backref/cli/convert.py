"""`backref convert`: one bibliography format into another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..model import Problem
from ._io import read_bytes, say, write_pieces, write_text
from ._keys import known_pattern
from ._sources import tell_broken

if TYPE_CHECKING:
    from ..formats import Loader


@click.command("convert")
@click.argument("file", nargs=-1)
@click.option("--from", "source", metavar="FORMAT", help="Format of FILE; else from its suffix and content.")
@click.option("--to", "target", metavar="FORMAT", help="Format to write; else from the suffix of --output.")
@click.option("--style", metavar="STYLE", help="Style of a reference list, or a CSL file; vancouver if none is given.")
@click.option(
    "--marks", is_flag=True, help="Print in a reference list which works were not found, not checked or retracted."
)
@click.option(
    "--keys",
    metavar="PATTERN",
    default="",
    callback=known_pattern,
    help='Make keys where there are none: "[auth:lower][year]".',
)
@click.option(
    "--no-inherit", is_flag=True, help="Keep crossref and xdata of BibTeX as they stand; else they are resolved."
)
@click.option("--strict", is_flag=True, help="Write nothing where a field would be lost.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of stdout.")
def command(
    file: tuple[str, ...], source: str | None, target: str | None, style: str | None, marks: bool, keys: str, no_inherit: bool, strict: bool, output: str | None
) -> None:  # fmt: skip
    """Turn the bibliography in FILE ("-", the default, is stdin) into another format; several become one.

    Files of BibTeX share their macros, and entries take fields from those of other files. `backref tidy` merges works
    that are in more than one. What is wrong with FILE, and every field that the new format cannot carry, is told on
    stderr.

    \b
    Example:
      backref convert --from bibtex --to csl-json < refs.bib
    """
    from .. import formats, readers

    files = file or ("-",)
    if len(files) > 1 and not output and formats.by_suffix(files[-1]) and not Path(files[-1]).exists():
        raise click.UsageError(f"{files[-1]!r} is not there; to write it, give -o {files[-1]}.")
    texts = [readers.decoded(read_bytes(name), name) for name in files]
    loaders = [_loader(name, text, source) for name, (text, _) in zip(files, texts, strict=True)]
    target = target or ("text" if style and not output else None)
    writer = formats.writer(target) if target else formats.by_suffix(output or "")
    if writer is None:
        tell_broken(formats.FORMATS.broken())
        raise click.UsageError(
            f"Cannot tell the format from {output!r}: give --to." if output else "Which format? Give --to or --output."
        )
    if style is not None and writer.styled is None:
        listed = ", ".join(each.name for each in formats.FORMATS.every() if each.styled)
        raise click.UsageError(f"--style is for reference lists: --to one of {listed}.")
    if no_inherit and any(loader.load_as_written is None for loader in loaders):
        raise click.UsageError("--no-inherit is for BibTeX and BibLaTeX: no other format has entries that inherit.")
    odd = [(name, problem) for name, (_, found) in zip(files, texts, strict=True) for problem in found]
    given = [(name, text, loader.name) for name, (text, _), loader in zip(files, texts, loaders, strict=True)]
    del texts
    done = formats.stream(given, writer.name, style=style or "", keys=keys, inherit=not no_inherit, in_words=marks)
    for name, problem in (*odd, *((files[0], problem) for problem in (*done.problems, *done.losses))):
        say(_line(name, problem))
    if strict and done.losses:
        sys.exit(1)
    if writer.pack is None:
        write_pieces(output, done.pieces)
    else:
        write_text(output, "".join(done.pieces), writer.pack)
    sys.exit(1 if odd or done.problems else 0)


def _loader(name: str, text: str, source: str | None) -> Loader:
    from .. import formats

    loader = formats.loader(source) if source else formats.recognised(name, text)
    if loader is None:
        tell_broken(formats.FORMATS.broken())
        known = ", ".join(each.name for each in formats.FORMATS.every() if each.load)
        raise click.UsageError(f"Cannot tell the format from {name!r}: give --from, one of {known}.")
    return loader


def _line(file: str, problem: Problem) -> str:
    place = problem.place or file
    return f"{place}: {problem.code}: {problem.message}"
