"""Edits that are saved while `sync` asks, and a `sync` that is killed between two files: nothing is lost, the next one
mends.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from backref.errors import ChangedMeanwhile
from backref.loading import open_sources
from backref.model import Answer, Query
from backref.project import syncing
from backref.project.configuration import find

OWN = "\n@misc{mine,\n  title = {Mine},\n}\n"


class Saving:
    """The catalogue; somebody saves a file while it is asked."""

    name = "slow"
    schemes = ("doi", "pmid")
    can_search = True
    completes: tuple[str, ...] = ()

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text

    def ask(self, queries: list[Query]) -> list[Answer]:
        self.path.write_text(self.text)
        [source] = open_sources("works.json", only=("catalogue",))
        return source.ask(queries)


def planned(sources, *paths):
    settings = find(Path.cwd())
    texts = syncing.read(syncing.documents(settings, paths or ["docs"]))
    return syncing.with_rewritten(syncing.plan(settings, texts, sources), settings, texts)


@pytest.mark.parametrize("name", ["references.bib", "backref.lock"])
@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_saved_while_sources_are_asked_is_kept(project, sync, name, is_new):
    if not is_new:
        sync("docs/b.rst")
    path = Path(name)
    empty, added = ("", OWN) if path.suffix == ".bib" else ('{"version": 1, "references": []}', "\n\n")
    saved = (path.read_text() if path.exists() else empty) + added
    synced = planned([Saving(path.resolve(), saved)])
    assert synced.files
    with pytest.raises(ChangedMeanwhile, match=rf"{name}.*changed after it had been read.*run it again"):
        syncing.write(synced.files, synced.read)
    assert path.read_text() == saved
    others = {"references.bib", "backref.lock"} - {name}
    assert is_new is not any(Path(other).exists() for other in others)


def test_a_document_that_is_saved_meanwhile_is_not_rewritten(project, sync):
    page = Path("docs/a.md")
    settings = find(Path.cwd())
    sync("docs")
    texts = syncing.read([page.resolve()])
    synced = syncing.with_rewritten(syncing.plan(settings, texts, ()), settings, texts)
    assert [path.name for path in synced.files] == ["a.md"]
    page.write_text(page.read_text() + "\nOne more line.\n")
    with pytest.raises(ChangedMeanwhile):
        syncing.write(synced.files, synced.read)
    assert page.read_text().endswith("One more line.\n")


def test_line_ends_that_differ_are_no_edit(project, sync):
    sync("docs/b.rst")
    bib = Path("references.bib")
    bib.write_bytes(bib.read_bytes().replace(b"\n", b"\r\n"))
    assert sync("docs").exit_code == 0
    assert bib.read_bytes().count(b"\n") == bib.read_bytes().count(b"\r\n") > 20


PASTED = "It does [1].\n\n1. Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380. doi:10.1136/bmj.g6380\n"


@pytest.mark.parametrize("aliases", [False, True])
@pytest.mark.parametrize("before", ["", "docs/b.rst", "docs/a.md"])
def test_a_sync_that_was_killed_between_bibliography_and_lock_heals(project, sync, before, aliases):
    Path("docs/c.md").write_text(PASTED)
    if aliases:
        Path("backref.toml").write_text(f"{Path('backref.toml').read_text()}\naliases = true\n")
    if before:
        assert sync(before).exit_code == 0
    lock = Path("backref.lock")
    earlier = lock.read_bytes() if lock.exists() else None
    assert sync("docs").exit_code == 0
    whole = {path: path.read_bytes() for path in (Path("references.bib"), lock)}
    if earlier is None:
        lock.unlink()
    else:
        lock.write_bytes(earlier)
    healed = sync("docs")
    assert healed.exit_code == 0, healed.output
    assert {path: path.read_bytes() for path in whole} == whole
    assert sync("docs", "--locked").exit_code == 0
