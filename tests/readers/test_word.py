"""Word files as programs write them: what is printed but not stored, what is stored but not printed, and where parts
are.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile

import pytest

import backref
from backref import readers

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
DEYO = "Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380."
CHOU = "Chou R, Loeser JD. Interventional therapies for low back pain. Spine. 2009;34(10):1066-77."
MAHER = "Maher C, Underwood M. Non-specific low back pain. Lancet. 2017;389(10070):736-747."
ITEM = {
    "id": "a", "type": "article-journal", "title": "Opioids for low back pain", "container-title": "BMJ", "DOI": "10.1136/bmj.g6380",
    "author": [{"family": "Deyo", "given": "RA"}], "issued": {"date-parts": [[2015]]},
}  # fmt: skip


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def high(text: str) -> str:
    return run(text, '<w:vertAlign w:val="superscript"/>')


def p(*runs: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def listed(text: str, number: int = 1, level: int = 0) -> str:
    return p(run(text), look=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def heading(text: str) -> str:
    return p(run(text), look='<w:pStyle w:val="Heading1"/>')


def mark(kind: str, data: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def part(tag: str, inside: str) -> str:
    return f"<w:{tag} {SPACES}>{inside}</w:{tag}>"


def level(at: int, text: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/>{more}<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, start: int | None = None) -> str:
    begin = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{begin}</w:num>'


def word(*body: str, **parts: str) -> bytes:
    """A Word file of a body and of further parts by their names; "rels" are those of the document."""
    return package({"word/document.xml": part("document", f"<w:body>{''.join(body)}</w:body>")} | {
        ("word/_rels/document.xml.rels" if name == "rels" else f"word/{name}.xml"): text for name, text in parts.items()
    })  # fmt: skip


def package(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(path, text)
    return data.getvalue()


def rels(*given: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if kind == "hyperlink" else ""}/>'
        for key, kind, target in given
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def linked(data: bytes) -> tuple[backref.Document, dict[str, list[str]]]:
    """The document, and for each sentence with a marker the beginnings of the works that it rests on."""
    document = readers.read(data, "x.docx")
    found = backref.find(document)
    claims = backref.link(document, found).claims
    return document, {c.text: [found.citations[i].raw[:4] for i in c.references] for c in claims}


def labels(data: bytes) -> list[str]:
    return [block.label for block in readers.read(data, "x.docx").blocks if block.kind == "item"]


def test_the_numbers_that_word_prints_are_the_labels_of_entries():
    data = word(
        p(run("Opioids help little [1]. Injections do not [2,3]. Nobody knows [4].")), heading("References"),
        listed(DEYO), listed(CHOU), listed(MAHER), numbering=part("numbering", abstract(0, level(0, "[%1]")) + num(1, 0)),
    )  # fmt: skip
    _, claims = linked(data)
    assert claims == {"Opioids help little.": ["Deyo"], "Injections do not.": ["Chou", "Mahe"], "Nobody knows.": []}


def test_lists_restart_and_count_on_as_word_does():
    counts = (
        abstract(0, level(0, "%1."), level(1, "%1.%2", "lowerLetter"), level(2, "(%3)", "upperRoman"))
        + num(1, 0)
        + num(2, 0, 1)
        + num(3, 0)
    )
    body = [
        listed("a"),
        listed("b", 1, 1),
        listed("c", 1, 1),
        listed("d", 1, 2),
        listed("e"),
        listed("f", 1, 1),
        listed("g", 2),
        listed("h", 2),
        listed("i", 3),
    ]
    assert labels(word(*body, numbering=part("numbering", counts))) == [
        "1",
        "1.a",
        "1.b",
        "I",
        "2",
        "2.a",
        "1",
        "2",
        "3",
    ]


def test_bullets_have_no_label_and_styles_may_number():
    styles = '<w:style w:styleId="Ref"><w:basedOn w:val="Lst"/></w:style><w:style w:styleId="Lst"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    styles += '<w:style w:styleId="berschrift9"><w:name w:val="heading 9"/></w:style><w:style w:styleId="x1"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    numbering = (
        abstract(0, level(0, "•", "bullet")) + abstract(1, level(0, "%1", "decimalZero")) + num(1, 0) + num(2, 1)
    )
    data = word(
        p(run("A head"), look='<w:pStyle w:val="berschrift9"/>'), listed("point"), p(run("one"), look='<w:pStyle w:val="Ref"/>'), p(run("two"), look='<w:pStyle w:val="Ref"/>'),
        p(run("none"), look='<w:pStyle w:val="Ref"/><w:numPr><w:numId w:val="0"/></w:numPr>'), p(run("So it is."), run("3", '<w:rStyle w:val="x1"/>')),
        numbering=part("numbering", numbering), styles=part("styles", styles),
    )  # fmt: skip
    document = readers.read(data, "x.docx")
    assert [(block.kind, block.label) for block in document.blocks] == [
        ("heading", ""), ("item", ""), ("item", "01"), ("item", "02"), ("paragraph", ""), ("paragraph", ""),
    ]  # fmt: skip
    assert document.text.endswith("So it is.[3]\n\n")


@pytest.mark.parametrize(
    ("runs", "printed"),
    [
        ((run("25 m"), high("2"), run(" of it.")), "25 m² of it."),
        ((run("an I"), high("2"), run(" of 40 %")), "an I² of 40 %"),
        ((run("the "), high("13"), run("C spectrum")), "the ¹³C spectrum"),
        ((run("10"), high("9"), run(" cells")), "10⁹ cells"),
        ((run("It helps."), high("1"), high(","), high("12"), run(" Or not.")), "It helps.[1,12] Or not."),
        ((run("It helps."), high("[3]")), "It helps.[3]"),
        ((run("the 10"), high("th"), run(" time")), "the 10th time"),
        ((run("shown"), run("hidden", "<w:vanish/>")), "shown"),
    ],
)
def test_raised_numbers_are_markers_only_where_they_belong_to_nothing(runs, printed):
    assert readers.read(word(p(*runs)), "x.docx").text.strip() == printed


@pytest.mark.parametrize("root", ["word/document2.xml", "deep/er/main.xml"])
def test_parts_are_found_by_their_relationships(root):
    folder, name = root.rsplit("/", 1)
    note = f'<w:footnote w:id="2">{p(run(CHOU))}</w:footnote>'
    data = package({
        "_rels/.rels": rels(("r1", "officeDocument", f"/{root}")),
        root: part("document", f'<w:body><w:p>{run("So it is.")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:body>'),
        f"{folder}/_rels/{name}.rels": rels(("r1", "footnotes", "notes9.xml")),
        f"{folder}/notes9.xml": part("footnotes", note),
    })  # fmt: skip
    assert linked(data)[1] == {"So it is.": ["Chou"]}


def test_strict_files_are_read_as_others():
    data = word(
        p(run("So it is [1].")),
        heading("References"),
        listed(DEYO),
        numbering=part("numbering", abstract(0, level(0, "%1.")) + num(1, 0)),
    )
    parts = {
        name: zipfile.ZipFile(io.BytesIO(data)).read(name).decode()
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    strict = package({
        name: text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, text in parts.items()
    })  # fmt: skip
    assert linked(strict)[1] == linked(data)[1] == {"So it is.": ["Deyo"]}


def test_what_was_inserted_is_kept_and_what_was_deleted_or_moved_away_is_not():
    gone = '<w:r><w:delText>old</w:delText></w:r><w:r><w:footnoteReference w:id="3"/></w:r>'
    data = word(
        p(run("This is "), f"<w:ins>{run('new')}</w:ins>", f"<w:del>{gone}</w:del>", f"<w:moveFrom>{run('there')}</w:moveFrom>", f"<w:moveTo>{run(' here')}</w:moveTo>", run(".")),
        footnotes=part("footnotes", f'<w:footnote w:id="3">{p(run("Never said."))}</w:footnote>'),
    )  # fmt: skip
    assert readers.read(data, "x.docx").text.strip() == "This is new here."


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{p(run('In a box.'))}</w:txbxContent>"
    both = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    assert readers.read(word(p(run("Around."), both)), "x.docx").text.split("\n\n")[:2] == ["Around.", "In a box."]


def test_a_doi_behind_the_words_of_a_link_stands_behind_them():
    link = f'<w:hyperlink r:id="r5">{run("Opioids for low back pain")}</w:hyperlink>'
    code = f'{mark("begin")}<w:r><w:instrText> HYPERLINK "https://doi.org/10.1097/x.1" </w:instrText></w:r>{mark("separate")}{run("Spine")}{mark("end")}'
    plain = f'<w:hyperlink r:id="r6">{run("a site")}</w:hyperlink>'
    data = word(
        p(link, run(". "), code, run(". "), plain),
        rels=rels(
            ("r5", "hyperlink", "https://doi.org/10.1136/bmj.g6380"), ("r6", "hyperlink", "https://example.org/")
        ),
    )
    assert (
        readers.read(data, "x.docx").text.strip()
        == "Opioids for low back pain https://doi.org/10.1136/bmj.g6380. Spine https://doi.org/10.1097/x.1. a site"
    )


def test_the_controls_of_mendeley_hold_records():
    tag = (
        "MENDELEY_CITATION_v3_"
        + base64.b64encode(json.dumps({"citationItems": [{"id": "a", "itemData": ITEM}]}).encode()).decode()
    )
    cited = f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{high("1")}</w:sdtContent></w:sdt>'
    printed = f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_BIBLIOGRAPHY"/></w:sdtPr><w:sdtContent>{p(run("1. " + DEYO))}{p(run("2. " + CHOU))}</w:sdtContent></w:sdt>'
    document = readers.read(word(p(run("Opioids help little."), cited), printed, p(run("The end."))), "x.docx")
    assert [(c.reference.title, c.context) for c in document.citations] == [("Opioids for low back pain", "field")]
    assert document.text.strip() == "Opioids help little.1\n\nThe end."
    assert [marker.span.of(document.text) for marker in document.markers] == ["1"]


def test_endnote_keeps_long_records_apart():
    xml = '<EndNote><Cite><record><rec-number>7</rec-number><ref-type name="Book">6</ref-type><titles><title>Clinical anatomy</title></titles></record></Cite></EndNote>'
    data = f"<w:fldData>{base64.b64encode(xml.encode()).decode()}</w:fldData>"
    code = "".join([
        mark("begin"), "<w:r><w:instrText> ADDIN EN.CITE </w:instrText></w:r>", mark("begin", data), "<w:r><w:instrText> ADDIN EN.CITE.DATA </w:instrText></w:r>", mark("end"),
        mark("separate"), run("(Bogduk, 2005)"), mark("end"),
    ])  # fmt: skip
    document = readers.read(word(p(run("So it is "), code, run("."))), "x.docx")
    assert [(c.reference.title, c.raw) for c in document.citations] == [("Clinical anatomy", "(Bogduk, 2005)")]


def field(code: str, shown: str) -> str:
    code = code.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{run(shown)}{mark('end')}"


@pytest.mark.parametrize(
    ("cited", "listed"),
    [
        (field(' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [{"itemData": {"title": "Opi', "[1]"), "ZOTERO_BIBL {} CSL_BIBLIOGRAPHY"),
        (field(' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [{"uris": ["http://a/b"]}]}', "[1]"), "ZOTERO_BIBL {} CSL_BIBLIOGRAPHY"),
        (field(" ADDIN EN.CITE <EndNote><Cite><Author>Deyo</Author><RecNum>7</RecNum></Cite></EndNote>", "[1]"), "EN.REFLIST"),
        (run("[1]"), "Mendeley Bibliography CSL_BIBLIOGRAPHY"),
    ],
    ids=["broken", "without its record", "without the travelling library", "text alone"],
)  # fmt: skip
def test_a_list_whose_records_are_not_in_the_file_is_read_as_printed(cited, listed):
    page = (
        p(run("Opioids help little "), cited, run("."))
        + heading("References")
        + p(field(f" ADDIN {listed} ", f"1. {DEYO}"))
    )
    document = readers.read(word(page), "x.docx")
    found = backref.find(document)
    assert [citation.raw for citation in found.citations] == [DEYO]
    assert [link.references for link in backref.link(document, found).links] == [(0,)]
    assert [problem.code for problem in document.problems][-1:] == ["bad-field"]


@pytest.mark.parametrize("program", ["mendeley", "endnote"])
def test_one_number_of_two_libraries_is_two_works(program):
    def cited(title: str, shown: str) -> str:
        if program == "mendeley":
            items = json.dumps({"citationItems": [{"itemData": {"id": "ITEM-1", "title": title}}]})
            return field(f" ADDIN CSL_CITATION {items}", shown)
        record = f"<record><rec-number>7</rec-number><titles><title>{title}</title></titles></record>"
        return field(f" ADDIN EN.CITE <EndNote><Cite>{record}</Cite></EndNote>", shown)

    page = p(
        cited("Heat for backs", "[1]"),
        run(" and "),
        cited("Rest for knees", "[2]"),
        run(" and "),
        cited("Heat for Backs", "[1]"),
    )
    document = readers.read(word(page), "x.docx")
    found = backref.find(document)
    assert [citation.reference.title for citation in found.citations] == ["Heat for backs", "Rest for knees"]
    assert [link.references for link in backref.link(document, found).links] == [(0,), (1,), (0,)]


def test_the_works_of_one_note_are_those_of_its_marker():
    zotero = f"{mark('begin')}<w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [{'itemData': ITEM}]}).replace(chr(34), '&quot;')}</w:instrText></w:r>{mark('separate')}{run('Deyo, Opioids.')}{mark('end')}"
    notes = {
        2: f"See {CHOU[:-1]}; cf. {MAHER}",
        3: "This was said before.",
        6: f"Compare {DEYO}",
        4: "Deyo et al., Opioids, 3.",
    }
    inside = (
        "".join(f'<w:footnote w:id="{key}">{p(run(text))}</w:footnote>' for key, text in notes.items())
        + f'<w:footnote w:id="5">{p(zotero)}</w:footnote>'
    )
    sentences = [
        f'{run(f"Sentence {word}.")}<w:r><w:footnoteReference w:id="{key}"/></w:r>{run(" ")}'
        for word, key in (("one", 2), ("two", 3), ("three", 6), ("four", 4), ("five", 5))
    ]
    data = word(p(*sentences), footnotes=part("footnotes", inside))
    document, claims = linked(data)
    assert claims == {
        "Sentence one.": ["Chou", "Mahe"],
        "Sentence three.": ["Deyo"],
        "Sentence four.": ["Deyo"],
        "Sentence five.": ["Deyo"],
    }
    assert [problem.code for problem in backref.link(document, backref.find(document)).problems] == []


def test_what_a_field_of_a_note_prints_holds_no_marker():
    shown = "Richard Deyo, Opioids (Leeds: Cold Press, 1999), 12."
    zotero = f"{mark('begin')}<w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [{'itemData': ITEM}]}).replace(chr(34), '&quot;')}</w:instrText></w:r>{mark('separate')}{run(shown)}{mark('end')}"
    note = f'<w:footnote w:id="5">{p(run("See also "), zotero, run(" but not elsewhere."))}</w:footnote>'
    body = p(run("So it is."), '<w:r><w:footnoteReference w:id="5"/></w:r>')
    document = readers.read(word(body, footnotes=part("footnotes", note)), "x.docx")
    assert [marker.kind for marker in backref.find(document).markers] == ["footnote"]
