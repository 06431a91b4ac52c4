"""Word files: what their fields hold is taken as it is; archives that lie are refused."""

from __future__ import annotations

import io
import json
import zipfile
from xml.sax.saxutils import escape

import pytest

import backref
from backref import readers
from backref.errors import UnreadableInput
from backref.readers import docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DEYO = {
    "citationItems": [
        {
            "uris": ["zotero:1"],
            "itemData": {
                "id": 1, "type": "article-journal", "title": "Opioids for low back pain", "container-title": "BMJ", "DOI": "10.1136/bmj.g6380",
                "author": [{"family": "Deyo", "given": "RA"}], "issued": {"date-parts": [[2015]]},
            },
        }
    ]
}  # fmt: skip
ENDNOTE = (
    '<EndNote><Cite><record><rec-number>7</rec-number><ref-type name="Book">6</ref-type><contributors><authors><author>Bogduk, N.</author></authors>'
    "</contributors><titles><title>Clinical anatomy of the lumbar spine</title></titles><dates><year>2005</year></dates></record></Cite></EndNote>"
)


def run(text: str, raised: bool = False) -> str:
    look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if raised else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, shown: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{escape(code)}</w:instrText></w:r>{mark('separate')}{run(shown)}{mark('end')}"


def word(*paragraphs: str, notes: str = "") -> bytes:
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/footnotes.xml", f"<w:footnotes {W}>{notes}</w:footnotes>")
    return data.getvalue()


def test_the_records_in_fields_are_taken_and_joined_to_their_claims():
    note = f'<w:footnote w:id="2"><w:p>{run("Chou R, Loeser JD. Interventional therapies for low back pain. Spine. 2009;34(10):1066-77.")}</w:p></w:footnote>'
    document = readers.read(
        word(
            run("Opioids help little ") + field(f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(DEYO)}", "(Deyo 2015)") + run("."),
            run("A book says so ") + field(f" ADDIN EN.CITE {ENDNOTE}", "(Bogduk 2005)") + run(".") + '<w:r><w:footnoteReference w:id="2"/></w:r>',
            field(" ADDIN ZOTERO_BIBL {}", "Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380."),
            notes=note,
        ),
        "x.docx",
    )  # fmt: skip
    found = backref.find(document)
    linked = backref.link(document, found)
    titles = [c.reference.title if c.reference else c.raw[:8] for c in found.citations]
    assert titles == ["Opioids for low back pain", "Clinical anatomy of the lumbar spine", "Chou R, "]
    assert [(claim.text, claim.references) for claim in linked.claims] == [
        ("Opioids help little.", (0,)),
        ("A book says so.", (1, 2)),
    ]


def test_raised_numbers_are_markers():
    document = readers.read(
        word(run("Useful.") + run("3", raised=True) + run(" Or not, 10") + run("th", raised=True)), "x.docx"
    )
    assert document.text.strip() == "Useful.[3] Or not, 10th"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "no Word file"),
        (b"plain text", "no Word file"),
        (word(run("x")).replace(b"word/document.xml", b"word/dokument.xml"), "holds no document"),
    ],
)
def test_what_is_no_word_file_is_refused_by_name(data, said):
    with pytest.raises(UnreadableInput, match=rf"x\.docx: .*{said}"):
        readers.read(data, "x.docx")


def test_entities_and_bombs_are_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE d [<!ENTITY a "aa">]><w:document {W}>&a;</w:document>')
    with pytest.raises(UnreadableInput):
        readers.read(data.getvalue(), "x.docx")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (docx.LARGEST + 1))
    with pytest.raises(UnreadableInput, match="larger than"):
        readers.read(bomb.getvalue(), "x.docx")


def test_a_field_that_is_no_json_becomes_a_problem():
    document = readers.read(word(field(" ADDIN ZOTERO_ITEM CSL_CITATION {not json", "(x)")), "x.docx")
    assert [problem.code for problem in document.problems] == ["bad-field"]
    assert document.text.strip() == "(x)"
