"""Word's own citations: sources in customXml, fields that cite them, and the list that Word prints."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

import backref
from backref import readers

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
B = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
STRICT_B = "http://purl.oclc.org/ooxml/officeDocument/bibliography"
DEYO = """<b:Source><b:Tag>Dey15</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Author><b:Author><b:NameList><b:Person><b:Last>Deyo</b:Last>
<b:First>Richard</b:First><b:Middle>A</b:Middle></b:Person><b:Person><b:Last>Von Korff</b:Last><b:First>Michael</b:First></b:Person></b:NameList>
</b:Author></b:Author><b:Title>Opioids for low back pain</b:Title><b:JournalName>BMJ</b:JournalName><b:Year>2015</b:Year><b:Month>January</b:Month>
<b:Day>5</b:Day><b:Volume>350</b:Volume><b:Pages>g6380</b:Pages><b:StandardNumber>doi:10.1136/BMJ.g6380</b:StandardNumber></b:Source>"""
WHO = """<b:Source><b:Tag>WHO23</b:Tag><b:SourceType>InternetSite</b:SourceType><b:Author><b:Author><b:Corporate>World Health Organization</b:Corporate>
</b:Author></b:Author><b:Title>Low back pain</b:Title><b:Year>2023</b:Year><b:URL>https://www.who.int/back</b:URL><b:YearAccessed>2024</b:YearAccessed>
<b:MonthAccessed>3</b:MonthAccessed><b:DayAccessed>7</b:DayAccessed></b:Source>"""
BOOK = """<b:Source><b:Tag>Bog05</b:Tag><b:SourceType>BookSection</b:SourceType><b:Author><b:Author><b:NameList><b:Person><b:Last>Bogduk</b:Last><b:First>N.</b:First>
</b:Person></b:NameList></b:Author><b:Editor><b:NameList><b:Person><b:Last>Roe</b:Last><b:First>A.</b:First></b:Person></b:NameList></b:Editor></b:Author>
<b:Title>The spine</b:Title><b:BookTitle>Clinical anatomy</b:BookTitle><b:City>London</b:City><b:Publisher>Elsevier</b:Publisher><b:Year>2005</b:Year></b:Source>"""
PLACEHOLDER = "<b:Source><b:Tag>Placeholder1</b:Tag></b:Source>"
LISTED = "Deyo, R. A., & Von Korff, M. (2015). Opioids for low back pain. BMJ, 350, g6380."


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def opened(code: str) -> str:
    return f'{mark("begin")}<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>{mark("separate")}'


def cited(code: str, shown: str) -> str:
    field = f"{opened(code)}{run(shown)}{mark('end')}"
    return f"<w:sdt><w:sdtPr><w:id/><w:citation/></w:sdtPr><w:sdtContent>{field}</w:sdtContent></w:sdt>"


def listing(*entries: str) -> str:
    """The list that Word prints: a field that begins in its first paragraph and ends behind its last one."""
    first, *others = (run(entry) for entry in entries)
    return "".join((p(opened(" BIBLIOGRAPHY "), first), *map(p, others), p(mark("end"))))


def word(body: str, *sources: str, space: str = B, path: str = "customXml/item1.xml", **parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        if sources:
            archive.writestr(
                path, f'<b:Sources xmlns:b="{space}" SelectedStyle="/APA.XSL">{"".join(sources)}</b:Sources>'
            )
        for name, text in parts.items():
            archive.writestr(f"customXml/{name}.xml", text)
    return data.getvalue()


PAPER = (
    p(run("Opioids help little "), cited(r" CITATION Dey15 \p 3 \l 1033 ", "(Deyo & Von Korff, 2015, p. 3)"), run("."))
    + p(run("Many have pain "), cited(r"CITATION WHO23 \l 1033 \m Bog05", "(World Health Organization, 2023; Bogduk, 2005)"), run("."))
)  # fmt: skip


def claims(data: bytes) -> tuple[backref.Document, dict[str, list[str]]]:
    document = readers.read(data, "x.docx")
    found = backref.find(document)
    linked = backref.link(document, found)
    titles = [each.reference.title if each.reference else each.raw[:4] for each in found.citations]
    return document, {claim.text: [titles[i] for i in claim.references] for claim in linked.claims}


@pytest.mark.parametrize("space", [B, STRICT_B])
def test_sources_are_taken_as_records_and_their_fields_are_markers(space):
    document, found = claims(
        word(PAPER + p(run("References")) + listing(LISTED), DEYO, WHO, BOOK, PLACEHOLDER, space=space)
    )
    assert found == {
        "Opioids help little.": ["Opioids for low back pain"],
        "Many have pain.": ["Low back pain", "The spine"],
    }
    assert "g6380." not in document.text  # the printed list is made of the records
    deyo, who, book = (each.reference for each in document.citations)
    assert (deyo.type, deyo.doi, deyo.container_title, deyo.issued.date_parts) == (
        "article-journal",
        "10.1136/bmj.g6380",
        "BMJ",
        ((2015, 1, 5),),
    )
    assert (deyo.author[0].family, deyo.author[0].given) == ("Deyo", "Richard A")
    assert (who.type, who.author[0].literal, who.accessed.date_parts) == (
        "webpage",
        "World Health Organization",
        ((2024, 3, 7),),
    )
    assert (book.type, book.editor[0].family, book.container_title, book.publisher_place) == (
        "chapter",
        "Roe",
        "Clinical anatomy",
        "London",
    )
    assert document.problems == ()  # fmt: skip


def test_a_listed_source_that_nothing_cites_is_a_reference_too():
    body = p(run("Little helps "), cited("CITATION Dey15", "(Deyo, 2015)"), run(".")) + listing(
        LISTED, "Bogduk, N. 2005."
    )
    document, _ = claims(word(body, DEYO, BOOK))
    assert [each.reference.title for each in document.citations] == ["Opioids for low back pain", "The spine"]
    unlisted, _ = claims(word(p(run("Little helps "), cited("CITATION Dey15", "(Deyo, 2015)"), run(".")), DEYO, BOOK))
    assert len(unlisted.citations) == 1


def test_a_file_whose_sources_were_stripped_prints_its_list():
    document, found = claims(word(PAPER + p(run("References")) + listing(LISTED)))
    assert LISTED in document.text
    assert found.popitem()[1] == []  # of works that the list does not print
    assert list(found.values()) == [["Deyo"]]


def test_a_tag_without_a_source_is_a_problem_and_the_others_are_cited():
    body = p(run("It helps "), cited(r"CITATION Gone99 \m Dey15", "(Gone, 1999; Deyo, 2015)"), run("."))
    document, found = claims(word(body, DEYO))
    assert found == {"It helps.": ["Opioids for low back pain"]}
    [problem] = document.problems
    assert (problem.code, problem.place, "'Gone99'" in problem.message) == ("bad-field", "x.docx", True)


@pytest.mark.parametrize(
    "broken",
    [
        f'<b:Sources xmlns:b="{B}"><b:Source><b:Tag>x</b:Sources>',
        f'<!DOCTYPE d [<!ENTITY a "aa">]><b:Sources xmlns:b="{B}">&a;</b:Sources>',
    ],
)
def test_sources_that_cannot_be_read_are_a_problem_and_the_document_is_read(broken):
    document, found = claims(word(PAPER + listing(LISTED), item1=broken))
    assert LISTED in document.text
    assert [problem.code for problem in document.problems] == ["bad-field"]
    assert len(found) == 2


def test_other_parts_are_no_sources():
    document, _ = claims(word(PAPER, DEYO, WHO, BOOK, path="customXml/item2.xml", item1="<root>no bibliography</root>"))
    assert len(document.citations) == 3
    assert document.problems == ()


@pytest.mark.parametrize("fields", ["<b:Year>n.d.</b:Year>", "<b:Year>99999999999999999999</b:Year><b:Month>13</b:Month><b:Day>77</b:Day>", "<b:URL>::</b:URL>"])  # fmt: skip
def test_odd_values_raise_nothing(fields):
    source = f"<b:Source><b:Tag>Odd</b:Tag><b:Title>Odd</b:Title>{fields}</b:Source>"
    document, _ = claims(word(p(run("So "), cited("CITATION Odd", "(Odd)"), run(".")), source))
    assert [each.reference.title for each in document.citations] == ["Odd"]
