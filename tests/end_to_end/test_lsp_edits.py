"""After any edit of a .bib, what is told at once is what a look at the whole file tells."""

from __future__ import annotations

import pytest

pytest.importorskip("pygls", reason="pygls is not installed: pip install backref[lsp]")

from hypothesis import given
from hypothesis import strategies as st

from backref.lsp import _edited, _faults
from backref.lsp._project_keys import ProjectKeys

ENTRIES = [
    "@string{pain = {Pain}}\n",
    "% a comment\n",
    "@article{a1,\n  author = {Doe, Jane},\n  title = {One.},\n  journal = pain,\n  year = {2018}\n}\n",
    "@article{b2,\n  author = {Roe, Max},\n  title = {Two},\n  journal = {Gait},\n  year = {20188}\n}\n",
    "@book{c3,\n  title = {Three},\n  publisher = {X},\n  year = {2001},\n  pages = {9--3}\n}\n",
    "@misc{d4,\n  title = {Four.},\n  doi = {10.1/x},\n  year = 1999\n}\n",
]
edits = st.tuples(
    st.integers(0, 400),
    st.integers(0, 30),
    st.sampled_from(["", "x", "}", ".", "\n", "@article{e5,\n  title = {Five.}\n}\n", "2018", "{"]),
)


@given(st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=6), edits)
def test_what_is_told_of_the_touched_entries_and_the_rest_is_told_of_the_whole(tmp_path_factory, entries, edit):
    folder = tmp_path_factory.mktemp("held")
    path = folder / "references.bib"
    before = "\n".join(entries)
    at, gone, put = edit
    at = min(at, len(before))
    after = before[:at] + put + before[at + gone :]
    path.write_text(before)
    held = ProjectKeys(folder)
    known = _faults.offline(path, before, held)
    quick = _edited.faults(path, before, after, known, held)
    path.write_text(after)
    held.refresh()
    whole = _faults.offline(path, after, held)
    assert all(
        after[each.span.start : each.span.end] == each.file.text[each.span.start : each.span.end] for each in quick
    )
    if after.count("{") == after.count("}") and len(set(entries)) == len(entries):
        assert said(quick) == said(whole)


def said(faults) -> set[tuple[str, int, int]]:
    far = ("BR401", "BR402", "BR1")  # what takes all entries to see, and where a file breaks
    return {(each.rule.code, *each.span) for each in faults if not each.rule.code.startswith(far)}
