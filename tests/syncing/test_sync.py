"""`backref sync` from end to end: what it writes, what it keeps, what it asks, what it says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from backref.formats import bibtex
from backref.formats.bib import scan
from backref.model import Answer, Outcome, Query
from backref.project import lock, syncing
from backref.project.configuration import find


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Counting:
    """A source that knows nothing, and counts what it is asked."""

    name = "counting"
    schemes = ("doi", "pmid")
    can_search = True
    completes: tuple[str, ...] = ()

    def __init__(self, outcome: Outcome = Outcome.ANSWERED) -> None:
        self.asked: list[Query] = []
        self.outcome = outcome

    def ask(self, queries: list[Query]) -> list[Answer]:
        self.asked += queries
        return [Answer(source=self.name, outcome=self.outcome, detail="busy") for _ in queries]


def test_a_sync_writes_the_bibliography_and_the_lock(project, sync):
    done = sync("docs")
    assert done.exit_code == 0, done.output
    keys = [reference.id for reference in bibtex.load(Path("references.bib").read_text()).references]
    assert keys == ["deyo2015", "enke2018", "hartvigsen2018"]
    held = lock.read(Path("backref.lock"))
    assert [(r.key, r.identifier, str(r.verdict)) for r in held.references] == [
        ("deyo2015", "doi:10.1136/bmj.g6380", "matched"),
        ("enke2018", "doi:10.1503/cmaj.171333", "matched"),
        ("hartvigsen2018", "doi:10.1016/s0140-6736(18)30480-x", "matched"),
    ]


def test_a_sync_reads_the_bibliography_once(project, sync, monkeypatch):
    sync("docs")
    read = []
    theirs = scan.split
    monkeypatch.setattr(scan, "split", lambda text, *more: read.append(text) or theirs(text, *more))
    syncing.sync(["docs"], [], settings=find(project), rewrite=True, dry=True)
    assert len(read) == 1


def test_a_second_run_asks_nobody_and_changes_nothing(project, sync):
    sync("docs")
    before = files(project)
    source = Counting()
    texts = syncing.read(syncing.documents(find(project), ["docs"]))
    synced = syncing.plan(find(project), texts, [source])
    assert (source.asked, synced.files, synced.problems) == ([], {}, ())
    assert sync("docs").exit_code == sync("docs", "--locked").exit_code == sync("docs", "--offline").exit_code == 0
    assert files(project) == before


def test_the_same_project_gives_the_same_bytes(project, sync):
    sync("docs")
    first = files(project)
    for name in ("references.bib", "backref.lock"):
        os.unlink(name)
    sync("docs/b.rst", "docs/a.md")
    assert files(project) == first


def test_a_new_citation_is_added_without_moving_the_others(project, sync):
    sync("docs")
    before = Path("references.bib").read_text()
    Path("docs/c.md").write_text("New [@doi:10.7326/M16-2367].\n")
    assert sync("docs", "--locked").exit_code == 1
    done = sync("docs")
    assert "4 references, 1 of them new" in done.output
    after = Path("references.bib").read_text()
    assert after.startswith(before.rstrip("\n"))
    assert "@article{qaseem2017" in after


def test_an_entry_edited_by_hand_stays_and_is_reported(project, sync):
    sync("docs")
    bib = Path("references.bib")
    edited = (
        "% mine\n" + bib.read_text().replace("Opioids for low back pain", "Opioids") + "\n@misc{own, title={Own}}\n"
    )
    bib.write_text(edited)
    done = sync("docs")
    assert done.exit_code == 0
    assert "references.bib: edited-by-hand: 'deyo2015' was edited by hand and stays" in done.output
    assert bib.read_text() == edited
    assert sync("docs", "--locked").exit_code == 0


def test_an_entry_that_was_deleted_comes_back(project, sync):
    sync("docs")
    bib = Path("references.bib")
    whole = bib.read_text()
    bib.write_text(whole[whole.index("@article{enke2018") :])
    stale = sync("docs", "--locked")
    assert stale.exit_code == 1
    assert "references.bib: stale" in stale.output
    assert "deyo2015" in stale.output
    assert sync("docs").exit_code == 0
    assert bib.read_text() == whole


def test_an_own_entry_is_verified_once_and_never_written(project, sync):
    own = "@article{mine,\n  title = {Opioids for low back pain},\n  author = {Deyo, Richard A. and others},\n  year = 2015, doi = {10.1136/bmj.g6380}}\n"
    Path("references.bib").write_text(own)
    Path("docs/a.md").write_text("By key [@mine] and by DOI [@doi:10.1136/bmj.g6380].\n")
    done = sync("docs/a.md")
    assert done.exit_code == 0, done.output
    assert Path("references.bib").read_text() == own
    [locked] = lock.read(Path("backref.lock")).references
    assert (locked.key, locked.written, locked.identifier) == ("mine", "", "doi:10.1136/bmj.g6380")


def test_a_work_that_is_cited_in_three_ways_is_one_reference(project, sync):
    Path("docs/a.md").write_text(
        "[@doi:10.1136/bmj.g6380] [@pmid:25561513]\n\n# References\n\n"
        "1. Deyo RA, Von Korff M, et al. Opioids for low back pain. BMJ. 2015;350:g6380.\n"
    )
    assert sync("docs/a.md").exit_code == 0
    [locked] = lock.read(Path("backref.lock")).references
    assert locked.key == "deyo2015"


def test_two_chapters_of_one_book_are_two_references(project, sync):
    own = "".join(
        f"@incollection{{{key}, title={{{key} of a whole}}, booktitle={{A whole}}, isbn={{9780615452272}}, year=2011}}\n"
        for key in ("one", "two")
    )
    Path("references.bib").write_text(own)
    Path("docs/a.md").write_text("[@one], [@two]\n")
    sync("docs/a.md")
    assert [r.key for r in lock.read(Path("backref.lock")).references] == ["one", "two"]


def test_a_pasted_citation_keeps_its_key(project, sync):
    raw = "Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380."
    Path("docs/a.md").write_text(f"Useful [1].\n\n## References\n\n1. {raw}\n")
    assert sync("docs/a.md").exit_code == 0
    [locked] = lock.read(Path("backref.lock")).references
    assert (locked.key, locked.cited) == ("deyo2015", (raw,))
    Path("docs/a.md").write_text(f"[@doi:10.1136/bmj.g6380]\n\n## References\n\n1. {raw}\n")
    source = Counting()
    assert syncing.plan(find(project), syncing.read([Path("docs/a.md")]), [source]).files == {}
    assert source.asked == []


def test_what_only_the_catalogue_was_asked_about_is_not_locked(project, sync):
    Path("docs/a.md").write_text("Nothing [@doi:10.5555/nothing].\n")
    done = sync("docs/a.md")
    assert done.exit_code == 3
    assert (
        "docs/a.md:1:11: not-asked: doi:10.5555/nothing could not be checked (only the catalogue was asked)"
        in done.output
    )
    assert sync("docs/a.md").exit_code == 3


def test_what_no_source_knows_is_locked_and_asked_again_on_demand(project, sync, whole_catalogue):
    Path("docs/a.md").write_text("Nothing [@doi:10.5555/nothing].\n")
    done = sync("docs/a.md")
    assert done.exit_code == 1
    assert "docs/a.md:1:11: not-found: doi:10.5555/nothing: no source knows it" in done.output
    assert "nothing" not in Path("references.bib").read_text() if Path("references.bib").exists() else True
    assert sync("docs/a.md").exit_code == 0
    assert sync("docs/a.md", "--retry").exit_code == 1


def test_a_failure_is_never_locked(project):
    synced = syncing.plan(find(project), syncing.read([Path("docs/a.md")]), [Counting(Outcome.FAILED)])
    assert (synced.to_do, {problem.code for problem in synced.unsettled}) == ((), {"failed"})
    assert synced.files == {}


def test_a_missing_key_is_named_with_the_nearest(project, sync):
    sync("docs")
    Path("docs/c.md").write_text("One.\n\nTwo [@enke2081], [@fig:one].\n")
    done = sync("docs")
    assert done.exit_code == 1
    assert "docs/c.md:3:7: missing-key: no entry has the key 'enke2081'; did you mean 'enke2018'?" in done.output
    assert "fig:one" not in done.output


def test_a_name_is_a_key_where_an_entry_has_it(project, sync):
    text = "@doi:10.1503/cmaj.171333 says, and @enke2018 [p. 3].\n\nThanks, @enke and @alice. @enke2081 says.\n\n[@a]: https://a.b\n\nSee [@a].\n"
    Path("docs/a.md").write_text(text)
    done = sync("docs")
    assert "docs/a.md:3:28: missing-key: no entry has the key 'enke2081'; did you mean 'enke2018'?" in done.output
    assert done.output.count("missing-key") == 1
    assert {r.key for r in lock.read(Path("backref.lock")).references} == {"enke2018", "hartvigsen2018"}


def test_a_key_that_this_run_makes_may_be_cited_already(project, sync):
    Path("docs/a.md").write_text("By key [@deyo2015], by DOI [@doi:10.1136/bmj.g6380].\n")
    assert sync("docs/a.md").exit_code == 0


def test_a_trailing_stop_is_reported_with_its_place(project, sync):
    Path("docs/a.md").write_text("It fails [@doi:10.1503/cmaj.171333.].\n")
    done = sync("docs/a.md")
    assert done.exit_code == 0
    assert "docs/a.md:1:10: trailing-stop: 'doi:10.1503/cmaj.171333.' ends with '.'" in done.output


def test_two_files_that_define_a_key_differently_are_named(project, sync):
    Path("backref.toml").write_text('catalogue = "works.json"\nsources = ["catalogue"]\nlibraries = ["other.bib"]\n')
    Path("references.bib").write_text("@misc{a, title={One}}\n")
    Path("other.bib").write_text("@misc{a, title={Two}}\n@misc{b, title={Three}}\n")
    done = sync("docs")
    assert done.exit_code == 1
    assert (
        "other.bib:1: key-defined-twice: 'a' is defined differently in references.bib:1, which is used" in done.output
    )


def test_a_broken_bibliography_is_reported_with_line_and_column_and_kept(project, sync):
    broken = "@article{good, title={A}, year=2001}\n\n@article{bad,\n  title = {B}\n  year = 2002\n}\n\n@article(\n"
    Path("references.bib").write_text(broken)
    done = sync("docs")
    assert "references.bib:4:14: missing-comma" in done.output
    assert "@article{good, title={A}, year=2001}" in Path("references.bib").read_text()
    assert "@article{bad,\n  title = {B}\n  year = 2002\n}" in Path("references.bib").read_text()
    again = Path("references.bib").read_bytes()
    sync("docs")
    assert Path("references.bib").read_bytes() == again


def test_aliases_are_what_the_documents_print(project, sync):
    with Path("backref.toml").open("a") as file:
        file.write("aliases = true\n")
    page = Path("docs/a.md")
    page.write_text("See [@doi:10.1136/BMJ.g6380].\n")
    sync("docs/a.md")
    assert "ids = {doi:10.1136/BMJ.g6380}" in Path("references.bib").read_text()
    page.write_text("See [@doi:10.1136/BMJ.g6380; @pmid:25561513; @{doi:10.1136/bmj.g6380}].\n")
    assert "stale" in sync("docs/a.md", "--locked").output
    assert sync("docs/a.md").exit_code == 0
    written = Path("references.bib").read_bytes()
    assert b"ids = {doi:10.1136/BMJ.g6380, doi:10.1136/bmj.g6380, pmid:25561513}" in written
    assert sync("docs/a.md", "--locked").exit_code == 0
    Path("references.bib").unlink()
    assert sync("docs/a.md").exit_code == 0
    assert Path("references.bib").read_bytes() == written


def test_an_entry_edited_by_hand_gets_no_alias(project, sync):
    Path("docs/a.md").write_text("See [@doi:10.1136/bmj.g6380].\n")
    sync("docs/a.md")
    edited = Path("references.bib").read_text().replace("low back pain", "back pain")
    Path("references.bib").write_text(edited)
    with Path("backref.toml").open("a") as file:
        file.write("aliases = true\n")
    assert "edited-by-hand" in sync("docs/a.md").output
    assert Path("references.bib").read_text() == edited


def test_csl_json_by_its_suffix(project, sync):
    assert sync("docs", "-o", "references.json").exit_code == 0
    items = json.loads(Path("references.json").read_text())
    assert [item["id"] for item in items] == ["deyo2015", "enke2018", "hartvigsen2018"]
    before = files(project)
    assert sync("docs", "-o", "references.json").exit_code == 0
    assert files(project) == before


def test_windows_line_ends_stay(project, sync):
    sync("docs")
    for name in ("references.bib", "backref.lock"):
        path = Path(name)
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert sync("docs", "--locked").exit_code == 0
    Path("docs/c.md").write_text("New [@doi:10.7326/M16-2367].\n")
    sync("docs")
    assert Path("references.bib").read_bytes().count(b"\n") == Path("references.bib").read_bytes().count(b"\r\n")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("backref.lock", b'{"version": 99, "references": []}', "newer version"),
        ("backref.lock", b"\xff\xfe", "not UTF-8"),
        ("references.bib", b"@misc{a, title={\xe9t\xe9}}", "not UTF-8 at byte 16"),
        ("backref.toml", b'locks = "x"', "did you mean 'lock'?"),
    ],
)
def test_what_cannot_be_used_is_exit_2_and_nothing_is_written(project, name, content, said):
    from backref.cli import main

    Path(name).write_bytes(content)
    before = files(project)
    assert said in _failed(main)
    assert files(project) == before


def test_a_file_that_cannot_be_written_leaves_the_other_alone(project):
    from backref.cli import main

    Path("backref.lock").mkdir()
    Path("backref.lock/x").write_text("")
    before = files(project)
    assert "backref.lock" in _failed(main)
    assert files(project) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(project):
    from backref.cli import main

    project.chmod(0o555)
    try:
        assert "cannot be written" in _failed(main)
    finally:
        project.chmod(0o755)


def test_a_failed_write_leaves_no_half(project, monkeypatch):
    from backref.errors import UnwritableOutput

    blocker = project / "file"
    blocker.write_text("x")
    before = files(project)
    with pytest.raises(UnwritableOutput, match="nothing was changed"):
        syncing.write({project / "a.bib": "a", blocker / "b.lock": "b"})
    assert files(project) == before


def test_without_documents_it_asks_which(tmp_path, monkeypatch):
    from backref.cli import main

    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert "which documents?" in _failed(main)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["works.json"], "works.json: a bibliography, no document"),
        (["nowhere"], "nowhere: no such file or directory"),
        (["docs", "-o", "refs.ris"], "refs.ris: cannot be written: a bibliography is written as .bib or as .json"),
        (["docs", "--config", "nowhere.toml"], "nowhere.toml: No such file"),
    ],
)
def test_wrong_use_is_named(project, arguments, said):
    from backref.cli import main

    assert said in _failed(main, *arguments)


def _failed(main, *given: str) -> str:
    import contextlib
    import io
    import sys

    said = io.StringIO()
    arguments, sys.argv = sys.argv, ["backref", "sync", *given]
    try:
        with contextlib.redirect_stderr(said), pytest.raises(SystemExit) as caught:
            main()
    finally:
        sys.argv = arguments
    assert caught.value.code == 2, said.getvalue()
    return said.getvalue()


def test_what_is_no_file_is_not_replaced(project):
    from backref.errors import UnwritableOutput

    pipe = project / "references.bib"
    os.mkfifo(pipe)
    with pytest.raises(UnwritableOutput, match="no file"):
        syncing.write({project / "a.bib": "a", pipe: "b"})
    assert pipe.is_fifo()
    assert not (project / "a.bib").exists()


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("!!! note\n    A [@pmid:25561513].\n\n    B [@pmid:29970367].\n", ["deyo2015", "enke2018"]),
        ('??? tip "T"\n\n    - B [@pmid:29970367]\n', ["enke2018"]),
        ('=== "T"\n\n    !!! note\n\n        B [@pmid:29970367].\n', ["enke2018"]),
        ("A.[^1]\n\n[^1]: A note.\n\n    B [@pmid:29970367].\n", ["enke2018"]),
        ("Term\n\n:   A.\n\n    B [@pmid:29970367].\n", ["enke2018"]),
        ("[see @pmid:29970367,\np. 3]\n", ["enke2018"]),
        ('=== "T"\n    ```\n    [@pmid:29970367]\n    ```\n', []),
        ("!!! note\n\n        [@pmid:29970367]\n", []),
        ("A.\n\n    [@pmid:29970367]\n", []),
        ("<!-- [@pmid:29970367] -->\n\nA <!-- [@nobody] -->.\n", []),
    ],
)
def test_what_is_no_code_is_cited(project, sync, page, keys):
    Path("docs/a.md").write_text(page)
    done = sync("docs/a.md")
    assert done.exit_code == 0, done.output
    assert [r.key for r in lock.read(Path("backref.lock")).references] == keys


def test_a_missing_key_in_a_citation_over_two_lines_is_named(project, sync):
    Path("docs/a.md").write_text("A [see @pmid:25561513;\n@nobody].\n")
    assert "docs/a.md:2:2: missing-key: no entry has the key 'nobody'" in sync("docs/a.md").output


def test_a_note_that_cites_is_no_reference(project, sync):
    Path("docs/b.rst").write_text("A [1]_.\n\n.. [1] Footnote with :cite:p:`pmid:25064594`.\n")
    done = sync("docs/b.rst")
    assert done.exit_code == 0, done.output
    assert [r.key for r in lock.read(Path("backref.lock")).references] == ["williams2014"]


def test_hidden_files_are_no_documents_and_folders_may_be_links(project, sync):
    Path("shared").mkdir()
    Path("shared/c.md").write_text("B [@pmid:26977696].\n")
    try:
        Path("docs/shared").symlink_to("../shared")
        Path("docs/loop").symlink_to(".")
        Path("docs/.#a.md").symlink_to("somebody@nowhere.1:2")
    except OSError:
        pytest.skip("this machine makes no symbolic links")
    Path("docs/._a.md").write_bytes(b"\0\5")
    done = sync("docs")
    assert done.exit_code == 0, done.output
    assert lock.read(Path("backref.lock")).find("dowell2016") is not None


def test_marks_of_a_merge_in_the_bibliography_are_named(project, sync):
    Path("references.bib").write_text(
        "@misc{a, title={A}}\n<<<<<<< HEAD\n@misc{b, title={B}}\n=======\n@misc{c, title={C}}\n>>>>>>> other\n"
    )
    done = sync("docs")
    assert done.exit_code == 1
    assert "references.bib:2:1: merge-marks: marks of a merge: entries of both sides are read; keep" in done.output
