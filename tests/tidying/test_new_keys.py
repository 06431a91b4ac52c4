"""What entries name each other by follows when their keys change."""

from __future__ import annotations

from backref import formats
from backref.project.tidying import tidy

TEXT = """@inproceedings{p, author = {Doe, D.}, title = {Cold}, crossref = {proc}, year = 2001}
@article{a, author = {Roe, R.}, title = {Heat}, journal = {J}, related = {p, elsewhere}, year = 2001}
@set{s, entryset = {a,p}}
@proceedings{proc, editor = {Ed, E.}, title = {Of a meeting}, year = 2001}
"""


def test_parents_sets_and_related_works_have_the_new_keys():
    text = tidy([TEXT], keys="[auth:lower][year]").text("bibtex")
    assert "crossref = {ed2001}" in text
    assert "related = {doe2001, elsewhere}" in text
    assert "entryset = {roe2001, doe2001}" in text
    again = formats.load(text, "bibtex")
    assert again.references[[r.id for r in again.references].index("doe2001")].container_title == "Of a meeting"


def test_without_new_keys_nothing_of_them_changes():
    assert all(line in tidy([TEXT], sort="no").text("bibtex") for line in TEXT.splitlines())
