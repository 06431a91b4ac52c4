"""The files of templates: each says all, in words that are known, and its example is read as it says."""

from __future__ import annotations

from typing import get_args

import pytest

from backref import readers
from backref.fields import names
from backref.model import CslType
from backref.readers._wiki import people, references
from backref.text import templates

LANGUAGES = {each["code"]: each for each in templates.languages()}
ROLES = {
    *references._TEXTS, *references._IDENTIFIERS, *people._LISTS.values(), "title", "subtitle", "chapter", "container", "issued", "year", "month", "day", "accessed", "biorxiv",
    *(f"{role}{part}" for role in ("author", "editor", "translator") for part in ("", "-last", "-first")), "ignored", "original-date", "event",
}  # fmt: skip
TYPES = get_args(CslType) if get_args(CslType) else get_args(CslType.__value__)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_says_all_of_it_in_folded_words(code):
    given = LANGUAGES[code]
    assert given.keys() == LANGUAGES["en"].keys()
    said = [*given["citations"], *given["parameters"], *(name for sort in templates.SORTS for name in given[sort])]
    assert [word for word in said if templates.folded(word) != word and not word.startswith("#")] == []
    assert set(given["citations"].values()) - {""} <= set(TYPES)
    roles = {*given["parameters"].values(), *(role for each in given["overrides"].values() for role in each.values())}
    assert {role.replace("-", "_") for role in roles} <= {role.replace("-", "_") for role in ROLES}
    assert given["overrides"].keys() <= given["citations"].keys()


def test_ranks_differ():
    assert len({each["rank"] for each in LANGUAGES.values()}) == len(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_example_of_a_language_is_read_as_it_says(code):
    example = LANGUAGES[code]["example"]
    page = readers.read(f"So it is.<ref>See {example['wikitext']}, p. 3.</ref>".encode(), "x.wiki")
    [citation] = page.citations
    assert citation.label == "1"
    reference = citation.reference
    says = dict(example["says"])
    assert [names.family(person) for person in reference.author] == says.pop("families")
    assert reference.issued.year == says.pop("year")
    assert {key: getattr(reference, key) for key in says} == says


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_language_prints_where_a_source_is_wanted_is_seen(code):
    for words in LANGUAGES[code]["needed_printed"]:
        assert [match.group() for match in templates.wanted(f"So it is.[{words}] And so on.")] == [f"[{words}]"]
    for name in LANGUAGES[code]["needed"]:
        page = readers.read(f"So it is.{{{{{name}|1=x}}}} And so on.".encode(), "x.wiki")
        assert page.text == "So it is.[citation needed] And so on."
