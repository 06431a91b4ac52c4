"""OpenDocument texts: what their marks hold is taken as it is; archives that lie are refused."""

from __future__ import annotations

import io
import json
import zipfile
from xml.sax.saxutils import quoteattr

import pytest

import backref
from backref import readers
from backref.errors import UnreadableInput
from backref.readers._word.parts import LARGEST

NAMES = " ".join(
    f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "style", "text", "table")
)
LOOKS = (
    '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="T2" style:parent-style-name="T1"/>'
    '<style:style style:name="T3"><style:text-properties style:text-position="-33% 58%"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/>'
    '<text:list-level-style-bullet text:level="2"/></text:list-style>'
)
RECORD = {
    "citationItems": [{"uris": ["zotero:1"], "itemData": {"type": "book", "title": "Clinical anatomy of the spine"}}]
}
WORK = (
    '<text:bibliography-mark text:identifier="Deyo15" text:bibliography-type="article" text:author="Deyo, R. A.; Roe, P." text:title="Opioids for low back '
    'pain" text:journal="BMJ" text:year="2015" text:url="https://doi.org/10.1136/bmj.g6380">[Deyo15]</text:bibliography-mark>'
)


def odt(body: str, looks: str = LOOKS) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", (
            f'<office:document-content {NAMES} xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>{looks}</office:automatic-styles>'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        ))  # fmt: skip
    return data.getvalue()


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def items(*texts: str, goes_on: bool = False) -> str:
    inside = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in texts)
    more = ' text:continue-numbering="true"' if goes_on else ""
    return f'<text:list text:style-name="L1"{more}>{inside}</text:list>'


def test_superscripts_lead_to_the_counted_list():
    raised = '<text:span text:style-name="T2">4,</text:span><text:span text:style-name="T1">5</text:span>'
    body = (
        p(f"Opioids help little{raised}. It covers 25 m<text:span text:style-name='T1'>2</text:span> of CO<text:span text:style-name='T3'>2</text:span>.")
        + '<text:h text:outline-level="2">References</text:h>'
        + items("Smith J. A study of things. Lancet 2001;3:4-9.", "Roe P. Another of them. BMJ 2004;5:11-19.")
        + items("Poe Q. The last of them. Spine 2005;7:21-29.", goes_on=True)
    )  # fmt: skip
    document = readers.read(odt(body), "x.odt")
    found = backref.find(document)
    assert [block.label for block in document.blocks if block.kind == "item"] == ["3", "4", "5"]
    assert [(block.kind, block.level) for block in document.blocks][1] == ("heading", 2)
    assert [citation.label for citation in found.citations] == ["3", "4", "5"]
    assert [marker.keys for marker in found.markers] == [("4", "5")]
    assert "25 m² of CO2." in document.text


def test_notes_stand_behind_their_paragraph():
    note = (
        '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        f"{p('Smith J. A study of things. Lancet 2001;3:4-9.')}</text:note-body></text:note>"
    )
    document = readers.read(odt(p(f"It helps.{note} So it is.") + p("The end.")), "x.odt")
    [marker] = backref.find(document).markers
    [citation] = backref.find(document).citations
    assert (marker.kind, marker.keys) == ("footnote", (citation.label,))
    assert citation.raw == "Smith J. A study of things. Lancet 2001;3:4-9."
    assert document.text.index("So it is") < document.text.index("Smith") < document.text.index("The end")


def test_the_bibliography_of_libreoffice_is_taken_from_its_marks():
    printed = f"<text:bibliography><text:index-body>{p('[Deyo15] Deyo: Opioids, BMJ, 2015')}</text:index-body></text:bibliography>"
    document = readers.read(odt(p(f"It helps {WORK}. Again {WORK}.") + printed), "x.odt")
    found = backref.find(document)
    [citation] = found.citations
    assert citation.reference is not None
    assert (citation.label, citation.reference.doi, citation.reference.container_title) == (
        "Deyo15", "10.1136/bmj.g6380", "BMJ"
    )  # fmt: skip
    assert [name.family for name in citation.reference.author] == ["Deyo", "Roe"]
    assert [marker.keys for marker in found.markers] == [("Deyo15",), ("Deyo15",)]
    assert "BMJ" not in document.text


def test_the_marks_of_zotero_hold_records():
    name = quoteattr(f"ZOTERO_ITEM CSL_CITATION {json.dumps(RECORD)} RNDa1")
    cited = f'<text:reference-mark-start text:name={name}/><text:span text:style-name="T1">1</text:span><text:reference-mark-end text:name={name}/>'
    printed = f'<text:section text:name="ZOTERO_BIBL CSL_BIBLIOGRAPHY RNDb2">{p("1. Clinical anatomy")}</text:section>'
    document = readers.read(odt(p(f"It is so{cited}.") + printed + p("Behind it.")), "x.odt")
    [citation] = document.citations
    assert citation.reference is not None
    assert citation.reference.title == "Clinical anatomy of the spine"
    assert [marker.keys for marker in document.markers] == [("zotero:1",)]
    assert document.text.split() == ["It", "is", "so1.", "Behind", "it."]


def test_a_list_of_zotero_without_records_is_read_as_printed():
    name = quoteattr('ZOTERO_ITEM CSL_CITATION {"citationItems": [{"uris": ["http://a/b"]}]} RNDa1')
    cited = f"<text:reference-mark-start text:name={name}/>[1]<text:reference-mark-end text:name={name}/>"
    listed = p("1. Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380.")
    printed = f'<text:section text:name="ZOTERO_BIBL CSL_BIBLIOGRAPHY RNDb2">{listed}</text:section>'
    document = readers.read(odt(p(f"They help little {cited}.") + p("References") + printed), "x.odt")
    found = backref.find(document)
    assert [link.references for link in backref.link(document, found).links] == [(0,)]
    assert [problem.code for problem in document.problems] == ["bad-field"]


def test_what_is_not_shown_is_not_read():
    deleted = (
        f"<text:tracked-changes><text:changed-region>{p('Deleted [1].')}</text:changed-region></text:tracked-changes>"
    )
    comment = f"<office:annotation>{p('A comment [2].')}</office:annotation>"
    link = '<text:a xlink:href="https://doi.org/10.1000/xyz">here</text:a>'
    box = f"<text:x>{p('In a box.')}</text:x>"
    body = (
        deleted
        + p(f"Shown{comment} <text:s text:c='2'/>and {link}.{box}")
        + "<table:table>"
        + p("A cell.")
        + "</table:table>"
    )
    text = readers.read(odt(body), "x.odt").text
    assert text.strip().split("\n\n") == ["Shown   and here https://doi.org/10.1000/xyz.", "In a box.", "A cell."]


def test_comments_in_notes_are_not_read():
    comment = f"<office:annotation>{p('A comment [2].')}</office:annotation>"
    note = f'<text:note text:id="1" text:note-class="footnote"><text:note-body>{p(f"Seen{comment}.")}</text:note-body></text:note>'
    text = readers.read(odt(p(f"It is so.{note}")), "x.odt").text
    assert text.split() == ["It", "is", "so.[^f1]", "Seen."]


def test_what_is_too_deep_is_told_and_the_rest_kept():
    document = readers.read(odt(p("Before.") + "<text:span>" * 300 + "</text:span>" * 300 + p("After.")), "x.odt")
    [told] = document.problems
    assert (told.code, told.place, document.text.strip()) == ("odt-cut", "x.odt", "Before.")


def archive(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(f"{name}.xml", text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no archive", "not a zip file"),
        (b"", "not a zip file"),
        (archive(other="<x/>"), "holds no document"),
        (archive(content="<x/>"), "holds no document"),
        (archive(content="<x><y>"), "is no XML"),
        (archive(content='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "no OpenDocument text that can be read"),
        (archive(content=" " * (LARGEST + 1)), "larger than"),
    ],
)
def test_what_is_no_opendocument_text_is_refused(data, said):
    with pytest.raises(UnreadableInput, match=rf"x\.odt: .*{said}"):
        readers.read(data, "x.odt")
    with pytest.raises(UnreadableInput):
        readers.by_name("odt").read("text", "x.odt")
