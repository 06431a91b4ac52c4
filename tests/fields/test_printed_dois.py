"""A DOI is compared in small letters, and printed as its author or its registry wrote it."""

from __future__ import annotations

import pickle

import pytest

from backref import formats, styles
from backref.fields import ids
from backref.model import Identifier, Reference
from backref.model.printed import as_printed

PRINTED = "10.1016/S0140-6736(20)30183-5"
BIB = (
    f"@article{{a, title = {{Heat}}, author = {{Roe, Jane}}, journal = {{Lancet}}, year = 2020, doi = {{{PRINTED}}}}}\n"
)


@pytest.fixture(scope="module")
def made():
    return formats.load(BIB, "bibtex").bibliography()


def test_that_it_is_compared_in_small_letters(made):
    read = made.entries[0].reference
    plain = read.model_copy(update={"doi": PRINTED.lower()})
    assert read == plain
    assert hash(read) == hash(plain)
    assert read.csl()["DOI"] == PRINTED.lower()
    assert Reference.model_validate_json(read.model_dump_json()) == read
    assert type(read.model_dump(mode="json")["doi"]) is str


def test_that_it_is_known_how_it_was_printed_in_another_process(made):
    again = pickle.loads(pickle.dumps(made.entries[0].reference))  # noqa: S301  our own
    assert as_printed(again.doi) == PRINTED
    assert as_printed(Reference(doi=again.doi).doi) == PRINTED


@pytest.mark.parametrize("name", sorted(styles.names()))
def test_that_lists_of_every_style_print_it_as_written(made, name):
    assert PRINTED in formats.styled(made, "text", name)


@pytest.mark.parametrize(
    "name", sorted(each.name for each in formats.FORMATS.every() if each.dump and not each.is_claims)
)
def test_that_every_format_writes_it_as_written(made, name):
    text = formats.dump(made, name)
    assert (
        PRINTED.replace("(", "\\(").replace(")", "\\)") in text.replace("(", "\\(").replace(")", "\\)")
        or name == "docx"
    )
    assert PRINTED.lower() not in text


@pytest.mark.parametrize("name", ["ris", "csl-json", "nbib", "enw", "hayagriva", "biblatex"])
def test_that_it_survives_two_formats(made, name):
    between = formats.load(formats.dump(made, name), name).bibliography()
    assert PRINTED in formats.dump(between, "markdown")
    assert not formats.losses(made, name, formats.dump(made, name))


def test_that_what_is_in_small_letters_is_a_plain_text():
    assert type(ids.normalise(Identifier("doi", "10.1/x")).value) is str
    assert as_printed(ids.normalise(Identifier("doi", "https://doi.org/10.1/X")).value) == "10.1/X"


def test_that_a_catalogue_holds_it(made, tmp_path):
    from backref.catalogue import Catalogue

    held = Catalogue.of([made.entries[0].reference])
    assert [record.reference.doi for record in held.lookup(Identifier("doi", PRINTED))] == [PRINTED.lower()]
