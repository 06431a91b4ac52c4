"""XML that is no article says so; a part of an article is one."""

from __future__ import annotations

import pytest

from backref import readers

OTHERS = [
    "<x/>",
    '<?xml version="1.0"?><feed><entry/></feed>',
    "<html><p>Not read as one.</p></html>",
    "<a:b xmlns:a='u'>Text</a:b>",
]
PARTS = [
    "<article/>", "<pmc-articleset><article><body><p>One.</p></body></article></pmc-articleset>", "<ref-list/>",
    "<response><body><sec><p>One</p></sec></body></response>", "", " \n",
]  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
def test_that_other_xml_is_told(text):
    codes = [each.code for each in readers.read(text.encode(), "a.xml").problems]
    assert codes == ["not-an-article"]


@pytest.mark.parametrize("text", PARTS)
def test_that_a_part_of_an_article_is_not(text):
    assert not readers.read(text.encode(), "a.xml").problems


def test_that_broken_xml_that_names_no_article_is_told_twice():
    codes = [each.code for each in readers.read(b"<x><y></x>", "a.xml").problems]
    assert codes == ["not-well-formed", "not-an-article"]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "utttf-8"])
def test_what_an_article_says_of_its_encoding_changes_nothing(encoding):
    source = f'<?xml version="1.0" encoding="{encoding}"?><article><body><p>Müller hilft.</p></body></article>'
    document = readers.read(source.encode(), "a.xml")
    assert (document.text.strip(), document.problems) == ("Müller hilft.", ())
