"""`backref find`: the citations, markers and claims of documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from ..model import Document, Found, Linked, Unsupported
from ..model.interfaces import found_json, unsupported_json
from ..text.escape import json_text
from ._io import read_document, read_each, say, with_parts, write_row, write_text
from ._outputs import keep_apart
from ._report import console, found_report, found_text
from ._unsupported import unsupported_report


@click.command("find", no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--json", "as_json", is_flag=True, help="Print references, markers and claims with spans in the file, as JSON."
)
@click.option("--text", "as_text", is_flag=True, help="Print the text with its citations and markers coloured.")
@click.option("--unsupported", is_flag=True, help="Print the sentences that assert something and cite nothing.")
@click.option("--html", "page_file", metavar="FILE", help="Write a page that shows each claim with its references.")
@click.option("--from", "reader", metavar="READER", help="Read FILE by this reader, whatever its suffix.")
def command(
    files: tuple[str, ...], as_json: bool, as_text: bool, unsupported: bool, page_file: str | None, reader: str | None
) -> None:
    """Show the citations, markers and claims of each FILE ("-" is stdin; a folder is the documents in it).

    Spans are half-open and count Unicode code points of the file as read. With several files, --json prints one line
    for each, with its name in "document". What a LaTeX file names with \\input or the like is read with it.
    --unsupported is a view and no verdict: with --json it adds "unsupported".
    """
    keep_apart((page_file,), files)
    documents = read_each(files, lambda name: read_document(name, reader))
    if page_file and len(documents) > 1:
        raise click.UsageError("--html shows one document; give one FILE")
    documents = documents if page_file else with_parts(documents)
    for document, found, linked in _scanned(documents):
        lacking = _unsupported(document, found) if unsupported else None
        if page_file:
            from ._page import page

            write_text(page_file, page(document, found, linked))
        elif as_text:
            found_text(console(), document, found, linked)
        elif not as_json and lacking is not None:
            unsupported_report(console(), document, lacking)
        elif not as_json:
            found_report(console(), document, found, linked)
        else:
            said = found_json(document, found, linked)
            if lacking is not None:
                said["unsupported"] = unsupported_json(document, lacking)
            if len(documents) == 1:
                write_text(None, json_text(said, 1))
            else:
                write_row({"document": document.name} | said)


def _unsupported(document: Document, found: Found) -> tuple[Unsupported, ...]:
    from .. import pipeline

    return pipeline.unsupported(document, found)


def _scanned(documents: Sequence[Document]) -> Iterator[tuple[Document, Found, Linked]]:
    from .. import pipeline
    from ..linking import naming_keys, with_bibliographies

    keys = _keys(documents)
    documents = [naming_keys(document, keys.get(document.name, {})) for document in documents]
    if not any(document.roots for document in documents):
        for document in documents:
            found = pipeline.find(document)
            yield document, found, pipeline.link(document, found, keys.get(document.name))
        return
    several = [pipeline.find(document) for document in documents]
    linked = pipeline.link_parts(documents, several)
    for document, found, each in zip(documents, several, linked, strict=True):
        yield document, found, with_bibliographies(document, found, each, keys.get(document.name, {}))


def _keys(documents: Sequence[Document]) -> Mapping[str, Mapping[str, tuple[str, int]]]:
    """The keys of the bibliographies that each document names; what is not read of them is told on stderr."""
    if not any(document.markers for document in documents):
        return {}
    from ..project.named import keys_in

    keys, unread = keys_in(documents, ())
    for name, why in unread:
        say(f"backref: {name}: {why}")
    return keys
