"""`backref get`: identifiers, addresses of articles or pasted citations, to entries."""

from __future__ import annotations

import sys

import click

from ._io import argument, say, write_text
from ._report import progress_bar
from ._sources import open_from, source_options


@click.command("get", no_args_is_help=True)
@click.argument("identifiers", nargs=-1, required=True, metavar="ID...")
@click.option("--to", "target", metavar="FORMAT", help="Format to write: bibtex (default), csl-json, ris...")
@click.option("--style", metavar="STYLE", help="Print references in a style instead: apa, vancouver... or a CSL file.")
@click.option("--copy", is_flag=True, help="Put it into the clipboard, too.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of stdout; its suffix gives the format.")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no advice.")
@source_options
def command(
    identifiers: tuple[str, ...], target: str | None, style: str | None, copy: bool, output: str | None, quiet: bool,
    catalogue: str | None, offline: bool, only: tuple[str, ...], mailto: str | None, retractions: str | None, no_cache: bool,
) -> None:  # fmt: skip
    """Print the entry of each work: ID is a DOI, PMID, PMCID, ISBN, arXiv number, the address of an article, or a
    citation in quotes.

    \b
    Example:
      backref get 10.1136/bmj.g6380 PMC6028270 --style apa
    """
    from .. import formats
    from ..getting import get
    from ..text import links

    writer = formats.writer(target) if target else formats.by_suffix(output) if output and output != "-" else None
    if writer is None:
        if output and output != "-" and not target:
            raise click.UsageError(f"Cannot tell the format from {output!r}: give --to.")
        writer = formats.writer("text" if style else "bibtex")
    if style is not None and writer.styled is None:
        raise click.UsageError("--style is for reference lists: --to text, markdown or html.")
    sources = open_from(catalogue, offline, only, mailto, retractions, no_cache, quiet)
    with progress_bar(not quiet) as progress:
        found = get(map(argument, identifiers), sources, progress=progress)
    if not found.entries and not found.problems:
        raise click.UsageError("Nothing is asked for: what is given is blank.")
    if found.entries:
        made = formats.marked(found, writer.name, in_words=True)
        is_list = writer.styled is not None
        text = formats.styled(found, writer.name, style or "vancouver", in_words=True) if is_list else writer.dump(made)
        write_text(output, _unnumbered(text) if is_list and len(found.entries) == 1 else text)
        if copy:
            _copy(text)
    for problem in (*found.problems, *links.refused(found)):
        say(f"backref: {problem.place or 'entry'}: {problem.code}: {problem.message}")
    codes = {problem.code for problem in found.problems}
    retracted = any(
        finding.kind == "retracted" for e in found.entries if e.resolution for finding in e.resolution.findings
    )
    for entry in found.entries:
        for finding in entry.resolution.findings if entry.resolution else ():
            if not finding.kind.is_quiet:
                say(f"backref: {entry.key}: {finding.kind}: {finding.message}")
    sys.exit(1 if retracted or codes - {"failed", "not-asked"} else 3 if codes else 0)


def _unnumbered(text: str) -> str:
    return text.removeprefix("1. ").removeprefix("[1] ")


def _copy(text: str) -> None:
    """Put a text into the clipboard of the machine, by the program that it has for that."""
    import shutil
    import subprocess

    programs = (
        ("pbcopy",), ("wl-copy",), ("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input"), ("clip.exe",), ("termux-clipboard-set",),
    )  # fmt: skip
    for program in programs:
        if shutil.which(program[0]) is None:
            continue
        try:
            done = subprocess.run(  # noqa: S603  one of those named above, with text on its stdin
                program,
                input=text.encode(),
                timeout=10,
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return
    say("backref: nothing was copied: there is no clipboard (wl-copy, xclip, xsel, pbcopy)")
