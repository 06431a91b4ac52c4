"""Whatever stands in a file, nothing raises that is not meant to, and what people wrote stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backref import readers
from backref.errors import UnreadableInput
from backref.project.lock import digest
from backref.project.syncing import _bibfile, rewritten
from backref.project.syncing._citing import citations

ENTRY = "@misc{m,\n  title = {M}\n}"
PIECES = st.sampled_from(
    ["@", "{", "}", "a", "m", "z", ",", "\n", "@misc{a, title={A}}", "@misc{z,\n title = {Z}\n}\n", "%", '"', "\\", "(", "@comment{", "=", "é", "\x00"]
)  # fmt: skip
MARKDOWN = st.sampled_from(
    ["[", "]", "@", "doi:10.1136/bmj.g6380", "a", "; ", "`", "\n", "\n\n", "1. ", "[1]", "## References\n\n", "{cite:p}`", "-", "(", ")", "<", ">", "PMID 1.", "é",
     "Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380.", "[^1]", "[^1]: ", "\r\n", "    "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_a_new_entry_changes_nothing_that_is_there(text):
    made = _bibfile.with_entries(text, "x.bib", {"new": ENTRY.replace("{m,", "{new,")})
    assert _bibfile.hashes(text, "x.bib").items() <= _bibfile.hashes(made, "x.bib").items() or "new" in text
    for line in text.split("\n"):
        assert line.strip() in made


@given(st.lists(PIECES, max_size=20).map("".join))
def test_an_entry_that_was_put_in_is_found_again(text):
    made = _bibfile.with_entries(text, "x.bib", {"qqq": ENTRY.replace("{m,", "{qqq,")})
    assert _bibfile.hashes(made, "x.bib")["qqq"] == digest(ENTRY.replace("{m,", "{qqq,"))


@given(st.lists(MARKDOWN, max_size=25).map("".join))
def test_rewriting_knows_nothing_changes_nothing(text):
    document = readers.read(text.encode(), "a.md")
    assert list(citations(document, [])) is not None
    assert rewritten([document], lambda _: None) == text
    assert "\x00" not in rewritten([document], lambda cited: "key")


@pytest.mark.parametrize("text", ["{", "{}", "[1]", '[{"id": 1}, 2]', "[" * 9999])
def test_json_that_is_no_bibliography_is_named(text):
    with pytest.raises(UnreadableInput, match="nothing was written"):
        _bibfile.hashes(text, "x.json")


def test_a_cyclic_crossref_is_no_trouble(project, sync):
    Path("references.bib").write_text(
        "@incollection{a, title={A}, crossref={b}}\n@incollection{b, title={B}, crossref={a}}\n@incollection{c, title={C}, crossref={c}}\n"
    )
    Path("docs/a.md").write_text("See [@a; @b; @c].\n")
    assert sync("docs").exit_code in (0, 1)


def test_a_lock_of_five_thousand_is_read_through(project, sync):
    from backref.model import Reference, Status
    from backref.project import lock
    from backref.project.lock import Locked

    references = [
        Reference(id=f"k{n:04}", type="book", title=f"Work {n}", doi=f"10.1000/x{n}", author=()) for n in range(5000)
    ]
    entries = {r.id: _bibfile.entry(r, "references.bib") for r in references}
    Path("references.bib").write_text(_bibfile.with_entries("", "references.bib", entries))
    held = [
        Locked(key=r.id, verdict=Status.MATCHED, record={k: v for k, v in r.csl().items() if k != "id"}, written=lock.digest(entries[r.id]))
        for r in references
    ]  # fmt: skip
    Path("backref.lock").write_text(lock.dump(held))
    Path("docs/a.md").write_text("\n\n".join(f"See [@k{n:04}] and [@doi:10.1000/x{n}]." for n in range(0, 5000, 10)))
    Path("docs/b.rst").unlink()
    done = sync("docs", "--locked")
    assert done.exit_code == 0, done.output[:500]
