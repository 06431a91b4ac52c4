"""The house's rules: what its librarians ask of every entry. Codes of your own begin with letters of your own."""

from __future__ import annotations

from collections.abc import Iterator

from backref.plugins import CheckedEntry, CheckedFile, Edit, Hit, Rule, bib, each_entry


def _no_doi(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    if entry.reference.type == "article-journal" and not entry.reference.doi:
        yield Hit(file, entry.span, "the article has no DOI", entry.key)


def _shelf_mark(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values_of("call_number"):
        if value.text != value.text.upper():
            edit = Edit(value.span, value.text.upper())
            yield Hit(file, value.span, f"the shelf mark {value.text!r} is in small letters", entry.key, (edit,))


RULES = (
    Rule(
        "HS101", "doi-of-an-article", "An article has a DOI.", each_entry(_no_doi),
        bad=bib("@article{roe2001, author = {Roe, Rita}, title = {Heat}, journal = {Spine}, year = 2001}"),
        good=bib("@article{roe2001, author = {Roe, Rita}, title = {Heat}, journal = {Spine}, year = 2001, doi = {10.1136/bmj.g6380}}"),
    ),
    Rule(
        "HS102", "shelf-mark", "A shelf mark is in capitals.", each_entry(_shelf_mark),
        bad=bib("@book{roe2001, author = {Roe, Rita}, title = {Heat}, publisher = {Press}, year = 2001, library = {wl 650}}"), good=bib("@book{roe2001, author = {Roe, Rita}, title = {Heat}, publisher = {Press}, year = 2001, library = {WL 650}}"),
        is_certain=True,
    ),
)  # fmt: skip
