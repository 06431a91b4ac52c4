"""`backref convert`: one bibliography format into another."""

from __future__ import annotations

import sys

import click

from ..model import Problem
from ._io import read_bytes, write_text


@click.command("convert")
@click.argument("file", default="-")
@click.option("--from", "source", metavar="FORMAT", help="Format of FILE; else from its suffix and content.")
@click.option("--to", "target", metavar="FORMAT", help="Format to write; else from the suffix of --output.")
@click.option("--style", metavar="STYLE", help="Style of a reference list, or a CSL file; vancouver if none is given.")
@click.option("--marks", is_flag=True, help="Print in a reference list which works were not found, not checked or retracted.")
@click.option("--keys", metavar="PATTERN", default="", help='Make keys where there are none: "[auth:lower][year]".')
@click.option(
    "--no-inherit", is_flag=True, help="Keep crossref and xdata of BibTeX as they stand; else they are resolved."
)
@click.option("--strict", is_flag=True, help="Write nothing where a field would be lost.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of stdout.")
def command(
    file: str, source: str | None, target: str | None, style: str | None, marks: bool, keys: str, no_inherit: bool, strict: bool, output: str | None
) -> None:  # fmt: skip
    """Turn the bibliography in FILE ("-", the default, is stdin) into another format.

    What is wrong with FILE, and every field that the new format cannot carry, is told on stderr.

    \b
    Example:
      backref convert --from bibtex --to csl-json < refs.bib
    """
    from .. import formats, readers

    text, odd = readers.decoded(read_bytes(file), file)
    loader = formats.loader(source) if source else formats.recognised(file, text)
    if loader is None:
        raise click.UsageError(f"Cannot tell the format from {file!r}: give --from.")
    writer = formats.writer(target) if target else formats.by_suffix(output or "")
    if writer is None:
        raise click.UsageError(
            f"Cannot tell the format from {output!r}: give --to." if output else "Which format? Give --to or --output."
        )
    if style is not None and not getattr(writer, "STYLES", ()):
        listed = ", ".join(name for name in formats.names() if getattr(formats.by_name(name), "STYLES", ()))
        raise click.UsageError(f"--style is for reference lists: --to one of {listed}.")
    if no_inherit and not getattr(loader, "INHERITS", False):
        raise click.UsageError("--no-inherit is for BibTeX and BibLaTeX: no other format has entries that inherit.")
    loaded = loader.load(text, inherit=False) if no_inherit else loader.load(text)  # type: ignore[call-arg]
    bibliography = formats.marked(loaded.bibliography(keys), formats.name_of(writer), in_words=marks)
    written = writer.dump(bibliography) if style is None else formats.styled(bibliography, writer, style)
    lost = formats.losses(bibliography, formats.name_of(writer), written)
    for problem in (*odd, *loaded.problems, *lost):
        click.echo(_line(file, problem), err=True)
    if strict and lost:
        sys.exit(1)
    write_text(output, written)
    sys.exit(1 if odd or loaded.problems else 0)


def _line(file: str, problem: Problem) -> str:
    place = problem.place or file
    return f"{place}: {problem.code}: {problem.message}"
