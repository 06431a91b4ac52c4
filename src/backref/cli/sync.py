"""`backref sync`: the citations of a project's documents -> its bibliography and its lock."""

from __future__ import annotations

import sys
from dataclasses import replace

import click

from ..files import real_path
from ..text.escape import json_text
from . import _exits
from ._diff import show_diff
from ._io import write_text
from ._report import console, progress_bar, synced_report
from ._sources import configured, open_for, source_options, tell_ignored


@click.command("sync")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("-o", "--bibliography", metavar="FILE", help="Write entries to FILE: .bib, or .json for CSL-JSON.")
@click.option("--lock", "lock_file", metavar="FILE", help="Keep what was found out in FILE.")
@click.option("--config", metavar="FILE", help="Read this backref.toml or pyproject.toml.")
@click.option(
    "--locked", is_flag=True, help="Ask nobody and write nothing; fail if the lock or the bibliography is stale."
)
@click.option("--rewrite", is_flag=True, help="Turn pasted references in PATHS into citation keys.")
@click.option("--diff", "as_diff", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--docstrings", is_flag=True, help="Read the docstrings of Python files, with numpydoc's References.")
@click.option("--retry", is_flag=True, help="Ask again for what no source knew.")
@click.option("--passages", is_flag=True, help="Keep what the works say beside the lock, for the cards of sites.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done and found as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@source_options
def command(
    paths: tuple[str, ...], bibliography: str | None, lock_file: str | None, config: str | None, locked: bool, rewrite: bool,
    as_diff: bool, docstrings: bool, retry: bool, passages: bool, as_json: bool, quiet: bool, catalogue: str | None, offline: bool, only: tuple[str, ...], mailto: str | None, retractions: str | None, no_cache: bool,
) -> None:  # fmt: skip
    """Write the bibliography and the lock of the documents in PATHS (files or folders).

    Without PATHS, documents and everything else are what [tool.backref] in pyproject.toml, or backref.toml, says. Only
    what the lock does not know is asked for; entries that were edited by hand stay as they are.

    \b
    Example:
      backref sync docs
    """
    if locked and rewrite:
        raise click.UsageError("--locked writes nothing, --rewrite does; give one of them")
    if locked and passages:
        raise click.UsageError("--locked asks nobody, --passages does; give one of them")
    from ..project import syncing

    found = tell_ignored(configured(config))
    if bibliography:
        found = replace(found, bibliography=str(real_path(bibliography)))
    if lock_file:
        found = replace(found, lock=str(real_path(lock_file)))
    sources = None
    if not locked:
        sources = open_for(found, catalogue, offline, only, mailto, retractions, no_cache, quiet)
    with progress_bar(not quiet) as progress:
        synced = syncing.sync(
            paths, sources, settings=found, locked=locked, rewrite=rewrite, docstrings=docstrings, retry=retry,
            passages=passages,
            dry=as_diff, progress=progress,
        )  # fmt: skip
    if as_diff:
        show_diff(syncing.changes(synced, found))
    if as_json:
        write_text(None, json_text(_said(synced), 1))
    synced_report(console(), synced, quiet=quiet, is_dry=locked or as_diff)
    sys.exit(_exits.of_synced(synced))


def _said(synced) -> dict[str, object]:  # type: ignore[no-untyped-def]
    from ..project.library import shown

    return {
        "references": len(synced.lock.references),
        "new": list(synced.new),
        "asked": synced.asked,
        "files": [shown(path) for path in synced.files],
        "unread": [{"file": shown(path), "reason": reason} for path, reason in synced.unread],
        "problems": [{"place": p.place, "code": p.code, "message": p.message} for p in synced.problems],
    }
