"""The text of works as services print it: abstracts with labels, abstracts in JATS, whole articles in JATS, and
descriptions of data sets.
"""

from __future__ import annotations

import pytest

import backref
from backref import open_sources, readers
from backref.model import Record, Reference
from backref.passages.texts import abstract, of_document, work_of
from backref.testing import fake_services

ARTICLE = (
    '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group><article-title>Heat</article-title></title-group></article-meta></front>'
    "<body><p>We begin.</p><sec><title>Methods</title><p>We asked <bold>40</bold> adults<xref ref-type='bibr' rid='r1'>1</xref>.</p><p>All answered &lt;b&gt;.</p>"
    "<sec><title>Follow-up</title><p>None was lost.</p></sec></sec></body>"
    "<back><ref-list><ref id='r1'><mixed-citation>Roe A. Balance. J Falls. 2019;3:10-19.</mixed-citation></ref></ref-list></back></article>"
)


def record(**details):
    return Record(reference=Reference(), source="s", url="https://example.org/", details=details)


@pytest.mark.parametrize(
    ("said", "label", "expected"),
    [
        ("It fell.", "", [("abstract", "It fell.")]),
        ("It fell.", "UNLABELLED", [("abstract", "It fell.")]),
        ("It fell.", "RESULTS", [("abstract, Results", "It fell.")]),
        ("It fell.", "What we did", [("abstract, What we did", "It fell.")]),
        ("AIMS: We ask. METHODS AND SETTING: We count. RESULTS: It fell: none rose.", "", [
            ("abstract, Aims", "We ask."), ("abstract, Methods and setting", "We count."), ("abstract, Results", "It fell: none rose."),
        ]),
        ("We met DNA: a molecule.", "", [("abstract", "We met DNA: a molecule.")]),
        ("<jats:title>Abstract</jats:title><jats:p>It fell.</jats:p>", "", [("abstract", "It fell.")]),
        ("<jats:sec><jats:title>Aims</jats:title><jats:p>H<jats:sub>2</jats:sub>O at 5&amp;#176;.</jats:p></jats:sec><jats:sec><jats:title>RESULTS</jats:title><jats:p>One.</jats:p><jats:p>Two, p &lt; 0.05.</jats:p></jats:sec>", "", [
            ("abstract, Aims", "H2O at 5°."), ("abstract, Results", "One. Two, p < 0.05."),
        ]),
        ("<p>One<br/>two</p><script>alert(1)</script>", "", [("abstract", "One two alert(1)")]),
        ("<jats:p>\n  </jats:p>", "", []),
    ],
)  # fmt: skip
def test_an_abstract_is_parted_by_its_labels_and_is_without_markup(said, label, expected):
    assert [tuple(part) for part in abstract(said, label)] == expected


def test_an_article_is_paragraphs_under_their_headings_without_its_references():
    work = work_of(record(jats=ARTICLE, licence="CC BY"))
    assert (work.is_whole, work.licence, work.source) == (True, "CC BY", "s")
    places = [part.place for part in work.parts]
    assert [place for place in places if "Methods" in place] == ["Methods, paragraph 1", "Methods, paragraph 2"]
    assert "Follow-up, paragraph 1" in places
    said = " ".join(part.text for part in work.parts)
    assert "40 adults" in said
    assert "All answered <b>." in said
    assert "J Falls" not in said


@pytest.mark.parametrize("details", [{}, {"abstract": []}, {"abstract": "no list"}, {"abstract": [["", ""], "x", [1]]}, {"jats": 7}, {"abstract": [["", "<p/>"]]}])  # fmt: skip
def test_details_of_any_shape_that_hold_no_text_are_no_work(details):
    assert work_of(record(**details)) is None


@pytest.mark.parametrize("jats", ["<article", "", "\x00", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><article><body><p>&b;</p></body></article>"])  # fmt: skip
def test_a_broken_article_raises_nothing(jats):
    work = work_of(record(jats=jats))
    assert work is None or "root:" not in " ".join(part.text for part in work.parts)


def test_a_description_of_a_data_set_is_quoted_with_its_section():
    one = Reference(
        type="dataset", title="Falls of older adults in forty towns", doi="10.5555/falls.data", publisher="Zenodo", author=({"family": "Roe", "given": "A"},),
        issued={"date-parts": [[2019]]}, abstract="<jats:title>Results</jats:title><jats:p>Falls fell by <jats:bold>21</jats:bold> % after classes.</jats:p>",
    )  # fmt: skip
    draft = "Classes cut falls by 12 % [1].\n\nReferences\n\n1. Roe A. Falls of older adults in forty towns. Zenodo; 2019. doi:10.5555/falls.data\n"
    with fake_services((one,)) as services:
        sources = open_sources(settings=services.settings(), only=("datacite",))
        resolved = backref.resolve(draft, sources)
        [found] = backref.evidence(resolved, sources).passages
    [passage] = found.passages
    assert passage.text == "Falls fell by 21 % after classes."
    assert (passage.place, passage.source) == ("abstract, Results, sentence 1", "datacite")
    assert passage.url == "https://doi.org/10.5555/falls.data"
    assert [(each.here, each.there) for each in passage.unlike] == [("12 %", "21 %")]


def test_only_the_whole_heading_of_a_list_ends_a_text():
    text = b"# A\n\nHeat helps.\n\n# Works\n\nCold helps too.\n\n# Works cited\n\nRoe. Heat. 2001.\n"
    parts = of_document(readers.read(text, "x.md"), "x").parts
    assert [part.text.strip() for part in parts] == ["Heat helps.", "Cold helps too."]
