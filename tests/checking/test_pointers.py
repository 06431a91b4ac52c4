"""The keys by which entries name each other, in whatever file they stand."""

from __future__ import annotations

from backref import checking

FIRST = """@article{art, title = {Heat}, ids = {older, oldest}, related = {rev, lost}}
@inproceedings{par, title = {P}, crossref = {proc}}
@set{grp, entryset = {art, oldest, gone}}
"""
SECOND = """@article{rev, title = {Cold}}
@proceedings{proc, title = {Proceedings}}
"""


def faults(code, *texts):
    files = tuple(checking.load(f"{number}.bib", text, "biblatex") for number, text in enumerate(texts))
    return [fault.message for fault in checking.check(checking.CheckedProject(files, 2026), checking.chosen([code]))]


def test_every_field_that_names_entries_is_looked_at():
    missing = [f"the file has no entry {key!r} to refer to" for key in ("lost", "gone")]
    assert faults("BR255", FIRST, SECOND) == missing


def test_alone_what_the_other_file_holds_is_missing():
    assert len(faults("BR255", FIRST)) == 4
