"""`backref tidy`: several bibliographies into one, each work once."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..text.escape import json_text, plain, terminal
from ._diff import show_diff
from ._io import read_bytes, say, write_text
from ._keys import known_pattern
from ._outputs import keep_apart
from ._report import progress_bar
from ._sources import open_from, source_options

if TYPE_CHECKING:
    from ..project.tidying import Tidied

_DOCUMENTS = (".tex", ".ltx", ".md", ".markdown", ".qmd", ".rmd", ".rst", ".ipynb", ".rnw", ".txt")


@click.command("tidy", no_args_is_help=True)
@click.argument("names", nargs=-1, required=True, metavar="FILES...")
@click.option("-o", "--output", metavar="FILE", help="Write the bibliography to FILE; its suffix gives the format.")
@click.option(
    "--to", "target", metavar="FORMAT", help="Format to write; else from the suffix of --output, bibtex on stdout."
)
@click.option(
    "--keys", metavar="PATTERN", default="", callback=known_pattern, help='Make new keys for all: "[auth:lower][year]".'
)
@click.option("--key-map", metavar="FILE", help="Write which key became which: .json, else two columns.")
@click.option(
    "--rewrite",
    "documents",
    metavar="DOCS",
    multiple=True,
    help="Put the new keys into these documents or folders (repeatable).",
)
@click.option(
    "--journals", type=click.Choice(["full", "iso4"]), help="Print the names of journals whole, or abbreviated."
)
@click.option(
    "--sort",
    type=click.Choice(["key", "author", "year", "no"]),
    default="key",
    show_default=True,
    help="Order of the entries.",
)
@click.option(
    "--from-records",
    is_flag=True,
    help="Ask sources: fill what is missing, correct what differs, mark what is retracted.",
)
@click.option("--diff", "as_diff", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts, and what was merged, as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print no counts and no advice.")
@source_options
def command(
    names: tuple[str, ...], output: str | None, target: str | None, keys: str, key_map: str | None, documents: tuple[str, ...], journals: Any, sort: Any,
    from_records: bool, as_diff: bool, as_json: bool, quiet: bool, catalogue: str | None, offline: bool, only: tuple[str, ...], mailto: str | None, retractions: str | None, no_cache: bool,
) -> None:  # fmt: skip
    """Make one bibliography of FILES (BibTeX, CSL-JSON, RIS, nbib, XML...; "-" is stdin): each work once, the fullest
    description of it.

    Duplicates are known by their identifiers, else by their titles, people and places; what two of them say otherwise
    is told. Keys stay as they are unless --keys is given; --key-map and --rewrite say and mend what changed.

    \b
    Example:
      backref tidy scopus.ris pubmed.nbib own.bib -o refs.bib --diff
    """
    from .. import formats
    from ..project import tidying

    writer = (
        formats.writer(target)
        if target
        else formats.by_suffix(output)
        if output and output != "-"
        else formats.writer("bibtex")
    )
    if writer is None:
        raise click.UsageError(f"Cannot tell the format from {output!r}: give --to.")
    keep_apart((output or "-", key_map, "-" if as_json and output not in (None, "-") else None), documents)
    keep_apart((key_map,), names)
    sources = open_from(catalogue, offline, only, mailto, retractions, no_cache, quiet) if from_records else None
    written = [Path(name) for name in (output, key_map) if name and name != "-"]
    read = {path: tidying.held(path) for path in written}  # what is saved there while sources are asked stays
    with progress_bar(not quiet) as progress:
        given = [_stdin() if name == "-" else Path(name) for name in names]
        done = tidying.tidy(given, sources, keys=keys, sort=sort, journals=journals, progress=progress)
    text = done.text(writer.name)
    texts = dict(_rewritten(done, documents))
    if as_diff:
        before = Path(output or names[0])
        show_diff([*_diff(before, text), *(line for path, new in texts.items() for line in _diff(path, new))])
    elif output and output != "-":
        texts[Path(output)] = text
    elif not as_json:
        write_text(None, text)
    if key_map == "-" and not as_diff:
        write_text(None, _mapped(done, key_map))
    elif key_map and not as_diff:
        texts[Path(key_map)] = _mapped(done, key_map)
    if texts and not as_diff:
        tidying.write(texts, read)
    if as_json:
        write_text(None, json_text(_said(done), 1) + "\n")
    for line in _told(done, quiet):
        say(line)
    unchecked = any(e.resolution and e.resolution.status in ("failed", "not-asked") for e in done.bibliography.entries)
    sys.exit(1 if done.problems else 3 if from_records and unchecked else 0)


def _stdin() -> str:
    from .. import files

    return files.decoded(read_bytes("-")).text


def _rewritten(done: Tidied, documents: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """The documents that cite a key which became another, as they should be. Raises UnreadableInput."""
    from .. import files
    from ..errors import UnreadableInput

    for name in documents:
        path = Path(name)
        found = (
            sorted(each for each in path.rglob("*") if each.suffix.lower() in _DOCUMENTS) if path.is_dir() else [path]
        )
        for each in found:
            try:
                read = files.decoded(files.read_given(each))
            except OSError as error:
                raise UnreadableInput(str(each), error.strerror or str(error)) from error
            if read.odd is not None:
                raise UnreadableInput(
                    str(each), f"not UTF-8 at byte {read.odd}; save it as UTF-8 first, nothing was written"
                )
            if (new := done.rewritten(read.text, each.name)) != read.text:
                yield each, new


def _diff(path: Path, after: str) -> Iterator[str]:
    before = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"a/{path.as_posix()}", f"b/{path.as_posix()}", lineterm=""
    )
    yield from map(plain, lines)


def _mapped(done: Tidied, name: str) -> str:
    if name.lower().endswith(".json"):
        return json_text(dict(done.keys), 1) + "\n"
    return "".join(f"{terminal(old)}\t{terminal(new)}\n" for old, new in done.keys.items())


def _said(done: Tidied) -> dict[str, object]:
    return {
        "read": sum(done.read.values()),
        "files": dict(done.read),
        "removed": len(done.duplicates),
        "left": done.left,
        "duplicates": [each._asdict() for each in done.duplicates],
        "conflicts": [each._asdict() for each in done.conflicts],
        "keys": dict(done.keys),
        "problems": [{"place": p.place, "code": p.code, "message": p.message} for p in done.problems],
    }


def _told(done: Tidied, quiet: bool) -> Iterator[str]:
    """The faults of the files, what is said otherwise, and the counts that a systematic review reports."""
    for problem in done.problems:
        yield f"{problem.place or 'backref'}: {problem.code}: {problem.message}"
    if quiet:
        return
    for each in done.conflicts:
        yield f"{each.key}: {each.variable} is {each.kept!r}; {each.place} has {each.other!r}"
    by_sign = {sign: sum(each.sign == sign for each in done.duplicates) for sign in ("identifier", "description")}
    listed = f" ({', '.join(f'{name} {count}' for name, count in done.read.items())})" if len(done.read) > 1 else ""
    yield f"records read: {sum(done.read.values())}{listed}"
    how = (
        f" ({by_sign['identifier']} by identifier, {by_sign['description']} by description)" if done.duplicates else ""
    )
    yield f"duplicates removed: {len(done.duplicates)}{how}"
    yield f"records left: {done.left}"
    standing = [e.resolution.status for e in done.bibliography.entries if e.resolution]
    if standing:
        counts = {status: standing.count(status) for status in dict.fromkeys(standing)}
        yield f"checked: {', '.join(f'{count} {status}' for status, count in counts.items())}"
    if done.keys:
        yield f"keys changed: {len(done.keys)}"
