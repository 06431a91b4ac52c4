"""`backref resolve`: the whole way, from a text to its verified bibliography and claims."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from ..model import Bibliography, Document
from ..model.interfaces import bibliography_json
from ..text import links
from ..text.escape import json_text
from . import _exits
from ._io import read_input, say, with_parts, write_text
from ._outputs import keep_apart
from ._report import bibliography_report, console, progress_bar
from ._sources import catalogue_path, open_from, source_options

_ADVICE = "name another file, or give --overwrite to replace it"


@click.command("resolve", no_args_is_help=True)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--to", "target", metavar="FORMAT", help="Format of the bibliography: bibtex (default), csl-json.")
@click.option("-o", "--output", metavar="FILE", help="Write the bibliography to FILE; its suffix gives the format.")
@click.option("--overwrite", is_flag=True, help="Let --output, --claims or --report replace an INPUT.")
@click.option("--claims", metavar="FILE", help="Write the claims to FILE: .md, .csv, .json or .jsonld.")
@click.option("--report", metavar="FILE", help="Write FILE, one page with every verdict, to read or send on.")
@click.option("--annotate", is_flag=True, help="Put each entry's claims in its annote field.")
@click.option(
    "--marks", is_flag=True, help="Print in a reference list, too, what was not found, not checked or retracted."
)
@click.option("--passages", is_flag=True, help="Quote what each accepted work says to each claim, with its place.")
@click.option(
    "--library",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False),
    help="Look for passages in your own files, too: PDF, JATS, HTML, Markdown.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON instead of the bibliography.")
@click.option("--why", metavar="KEY", help="Lay out one reference field by field instead.")
@click.option(
    "--jsonl",
    "rows",
    metavar="FILE",
    is_flag=False,
    flag_value="-",
    help='Read {"id","raw"} lines from FILE or stdin (-) and print a verdict for each.',
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="With --jsonl and --offline: match with N processes, against the catalogue alone.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print no table and no advice.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found.")
@source_options
def command(
    inputs: tuple[str, ...], target: str | None, output: str | None, overwrite: bool, claims: str | None, report: str | None, annotate: bool, marks: bool, passages: bool, library: str | None,
    as_json: bool, why: str | None, rows: str | None, workers: int,
    quiet: bool, exit_zero: bool, catalogue: str | None, offline: bool, only: tuple[str, ...], mailto: str | None, retractions: str | None, no_cache: bool,
) -> None:  # fmt: skip
    """Verify the citations of each INPUT (a text in any kind that is read; "-" is stdin) and write its bibliography.

    An INPUT that is a bibliography is verified entry by entry: keys, order and what is right stay as they are. The
    bibliography goes to stdout or --output, a table of the verdicts to stderr.

    \b
    Example:
      backref resolve article.md -o refs.bib --claims claims.md
    """
    for name in inputs:
        _is_a_file(name)
    sources = open_from(catalogue, offline, only, mailto, retractions, no_cache, quiet)
    if workers > 1 and not (rows is not None and offline and [source.name for source in sources] == ["catalogue"]):
        raise click.UsageError("--workers is for --jsonl --offline with a catalogue, and nobody else, to ask.")
    if rows is not None:
        from ._verdicts import asking, stream

        code = stream(rows, asking(sources, catalogue_path(catalogue), workers))
        sys.exit(0 if exit_zero else code)
    if not inputs:
        raise click.UsageError("Give an INPUT, or --jsonl.")
    writer = _writer(target, output)
    claims_writer = _claims_writer(claims)
    documents = _read(inputs, (output or "-", claims, report), overwrite=overwrite, quiet=quiet)
    from ..pipeline import resolve

    with progress_bar(not quiet) as progress:
        bibliography = resolve(documents, sources, progress=progress)
    if passages or library is not None:
        from ..passages import evidence

        bibliography = evidence(bibliography, sources, library=library)
    if why is not None:
        _lay_out(bibliography, why)
    elif as_json:
        write_text(output, json_text(bibliography_json(bibliography), 1) + "\n")
    else:
        from .. import formats

        made = formats.annotated(bibliography) if annotate else bibliography
        write_text(output, writer.dump(formats.marked(made, writer.name, in_words=marks)), writer.pack)
        for problem in links.refused(bibliography):
            say(f"backref: {problem.code}: {problem.message}")
    if claims:
        write_text(claims, claims_writer.dump(bibliography), claims_writer.pack)
    if report:
        write_text(report, _page(bibliography, documents))
    if not quiet and why is None:
        bibliography_report(console(), bibliography)
        from ._passages import passages_report

        passages_report(console(), bibliography)
    sys.exit(0 if exit_zero else _exits.of_bibliography(bibliography))


def _read(
    inputs: Sequence[str], outputs: Sequence[str | None], *, overwrite: bool, quiet: bool
) -> list[Document | Bibliography]:
    """What the inputs hold, and what they cite by key of the bibliographies that they name; none is written over."""
    keep_apart(outputs, () if overwrite else inputs, _ADVICE)
    read = _with_parts([read_input(name) for name in inputs])
    texts = [each for each in read if isinstance(each, Document)]
    keep_apart(outputs, () if overwrite else [each.name for each in texts], _ADVICE)
    if not any(each.markers for each in texts):
        return read
    from ..project.named import cited_in

    named, unread = cited_in(texts, inputs)
    keep_apart(outputs, () if overwrite else [name for name, _ in named], _ADVICE)
    for name, why in unread:
        say(f"backref: {name}: {why}")
    for name, cited in named if not quiet else ():
        say(f"backref: {name}, which is named as the bibliography, has {len(cited.entries)} of the works cited by key")
    return [*read, *(cited for _, cited in named)]


def _with_parts(read: Sequence[Document | Bibliography]) -> list[Document | Bibliography]:
    """What was read, and behind it the parts of documents that nobody gave."""
    given = [each for each in read if isinstance(each, Document)]
    names = {each.name for each in given}
    texts = with_parts(given)
    own = iter([each for each in texts if each.name in names])
    return [
        *(next(own) if isinstance(each, Document) else each for each in read),
        *(each for each in texts if each.name not in names),
    ]


def _lay_out(bibliography: Bibliography, key: str) -> None:
    """Print one entry field by field."""
    from ._why import why_report

    entry = next((entry for entry in bibliography.entries if entry.key == key), None)
    if entry is None:
        known = ", ".join(entry.key for entry in bibliography.entries) or "none"
        raise click.UsageError(f"No reference has the key {key!r}; there are: {known}.")
    why_report(console(), entry)


def _page(bibliography: Bibliography, inputs: Sequence[Document | Bibliography]) -> str:
    from ..reporting import of_bibliography, report_page

    return report_page(of_bibliography(bibliography, [each for each in inputs if isinstance(each, Document)]))


def _is_a_file(name: str) -> None:
    """Say what to do where an INPUT is no file but the identifier of a work."""
    if name == "-" or os.path.exists(name):
        return
    from ..fields.asked import identifier_of

    if identifier_of(name) is not None:
        raise click.UsageError(f"{name} is no file but an identifier; `backref get {name}` prints its entry.")


def _writer(target: str | None, output: str | None):  # type: ignore[no-untyped-def]
    from .. import formats

    if target:
        return formats.writer(target)
    found = formats.by_suffix(output) if output and output != "-" else formats.writer("bibtex")
    if found is None:
        raise click.UsageError(f"Cannot tell the format from {output!r}: give --to.")
    return found


def _claims_writer(path: str | None):  # type: ignore[no-untyped-def]
    from .. import formats

    found = formats.by_suffix(path, claims=True) if path else None
    if path and found is None:
        raise click.UsageError(f"Claims are written to .md, .csv, .json, .jsonld or .docx, not to {path!r}.")
    return found
