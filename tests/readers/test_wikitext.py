"""Wikitext that does not close what it opens, or opens it where it cannot stand: it is read to its end, and nothing
behind it is lost.
"""

from __future__ import annotations

import pytest

import backref
from backref import readers

ODD = (
    "{{a|b<ref {| >c<ref>{| d</ref>\n|}}}", "{|\n|a<ref x=<{|>{| b<ref>c</ref>\n|}", "<ref>{{a</ref><ref>{{b</ref>}}}}", "{{efn|{{efn|{{efn|a<ref>b</ref>}}", "<ref name=a>{{efn|<ref name=a />}}</ref>",
    "<REF>[[a</REF>", "{{sfn}}{{r}}{{efn}}{{cn|}}{{refn|}}", "<ref name=\"\" /><ref name= /><ref group=x>", "{{cite book|title=|last=,|first=x}}", "<references><ref name=z>z</ref>",
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_what_is_odd_takes_nothing_with_it(odd):
    document = readers.read(f"{odd}\n\nUseful.<ref>https://doi.org/10.1136/bmj.g6380</ref>\n".encode(), "a.wiki")
    found = backref.find(document)
    assert "Useful.[" in document.text
    assert "10.1136/bmj.g6380" in [citation.raw[-17:] for citation in found.citations]


def test_a_reference_that_is_defined_nowhere_is_missing_by_its_name():
    document = readers.read(
        b'So it is.<ref name="roe 2001" /> Or not.<ref name=12 /><ref>{{doi|10.1136/bmj.g6380}}</ref>', "a.wiki"
    )
    linked = backref.link(document, backref.find(document))
    assert [link.missing for link in linked.links] == [("roe 2001",), ("ref 12",), ()]


def test_the_deepest_templates_are_read_to_the_end():
    source = "{{lang|de|" * 300 + "a" + "}}" * 300 + " Useful.<ref>{{doi|10.1136/bmj.g6380}}</ref>"
    assert "Useful.[1]" in readers.read(source.encode(), "a.wiki").text
