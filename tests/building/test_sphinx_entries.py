"""The entries that Sphinx is given, and their links: without building a site."""

from __future__ import annotations

import pytest

pytest.importorskip("sphinxcontrib.bibtex", reason="sphinxcontrib-bibtex is not installed: pip install backref[sphinx]")

from docutils import nodes

from backref.sphinx import _entries, _marks


def test_a_macro_of_one_file_holds_in_the_next(tmp_path):
    one, other = tmp_path / "one.bib", tmp_path / "other.bib"
    one.write_text("@string{cup = {Cambridge University Press}}\n")
    other.write_text("@book{moe, author = {Moe, Carl}, title = {Rest}, publisher = cup, year = 2002}\n")
    data = {}
    assert _entries.load(data, [one, other], "utf-8") == {}
    assert data["bibdata"].data.entries["moe"].fields["publisher"] == "Cambridge University Press"


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [("https://example.org/a", True), ("a.html", True), ("mailto:a@example.org", True), ("javascript:alert(1)", False)],
)
def test_an_address_that_runs_is_no_link(address, is_kept):
    entry = nodes.paragraph("", "", nodes.reference("", "Heat", refuri=address))
    _marks.bound(entry)
    assert (entry.astext(), bool(list(entry.findall(nodes.reference)))) == ("Heat", is_kept)
