"""Attacks that are neighbours of those that were made: YAML's tags and aliases, JSON's oddities, archives that lie,
entities of XML, and outputs that other programs obey.
"""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hostile_payloads import FEW, PAYLOADS, whole

from backref import formats, readers
from backref.errors import UnreadableInput
from backref.formats import _word
from backref.model import Reference
from backref.passages.library import in_library
from backref.project import builders, seeking

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
PART = "word/document.xml"
HELPS = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>Heat helps [1].</w:t></w:r></w:p></w:body></w:document>'
DTD = '<!DOCTYPE a [<!ENTITY x "yy"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
YAML = {
    "aliases": "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*{f'b{n - 1}' if n else 'a'}]\n" for n in range(40)),
    "object": "references:\n- !!python/object/apply:pathlib.Path.touch [PATH]\n",
    "name": "a: !!python/name:os.system x\nb: !!python/object/new:os.system [touch PATH]\n",
    "merged": "a: {type: book, title: x}\nb:\n  <<: *a\n  title: y\n",
    "complex keys": "? [a, b]\n: c\n? {x: y}\n: {type: book, title: z}\n",
    "deep": "a:\n" + "".join(" " * n + "a:\n" for n in range(1, 500)),
    "directive": "%YAML 9.9\n%TAG ! tag:x,1:\n---\na: !y z\n",
    "controls": 'a: "\\0\\x1b\\u202e"\nb: \x00',
    "numbers": "references:\n- id: a\n  type: book\n  volume: " + "9" * 10_000 + "\n  issued: 99999999999999-99-99\n",
}
JSON = {
    "keys again": '[{"id": "a", "id": "b", "type": "book", "title": "x", "title": "y"}]',
    "one key": "[{" + '"title": "x", ' * 2000 + '"id": "b"}]',
    "giant key": '[{"' + "k" * 50_000 + '": 1, "id": "a"}]',
    "no numbers": '[{"id": NaN, "volume": Infinity, "issued": {"date-parts": [[NaN, -Infinity]]}}]',
    "too great": '[{"id": 1e999, "volume": -1e999, "issued": {"date-parts": [[1e999, 1e5]]}}]',
    "kinds": '[{"id": true, "author": true, "issued": false, "title": null, "DOI": {"a": 1}, "URL": ["x"], "type": []}]',
    "surrogates": '[{"id": "\\ud800", "title": "\\udfff\\u0000", "author": [{"family": "\\udc00"}]}]',
    "steering keys": '[{"id": "a", "\\u001b[31m\\u202e": "x", "title": "T"}]',
}


@pytest.mark.parametrize("form", ["csl-yaml", "hayagriva"])
@pytest.mark.parametrize("name", YAML)
def test_yaml_is_text(form, name, tmp_path):
    path = tmp_path / "made"
    loaded = formats.load(YAML[name].replace("PATH", str(path)), form)
    assert not path.exists()
    assert len(loaded.references) <= 2
    assert all(problem.message.isprintable() for problem in loaded.problems)
    if name in ("aliases", "merged", "deep"):
        assert [problem.code for problem in loaded.problems] == ["not-yaml"]


@pytest.mark.parametrize("form", ["csl-json", "crossref-json"])
@pytest.mark.parametrize("name", JSON)
def test_json_of_every_kind(form, name):
    loaded = formats.load(JSON[name], form)
    assert len(loaded.references) + len(loaded.problems) >= 1
    assert all(problem.message.isprintable() and len(problem.message) < 400 for problem in loaded.problems)
    for other in ("csl-json", "bibtex", "ris", "csl-yaml", "html"):
        formats.dump(whole_of(loaded), other).encode("utf-8")


def whole_of(loaded):
    from backref.model import Bibliography

    return Bibliography.of(loaded.references)


@pytest.mark.parametrize(
    ("form", "made"),
    [
        ("pubmed-xml", "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>{}</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"),
        ("endnote-xml", "<xml><records><record><titles><title>{}</title></titles></record></records></xml>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("head", "title"),
    [
        (DTD, "&x;&f;"),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">', "&x;"),
        ("", '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>t'),
        ('<?xml-stylesheet href="http://127.0.0.1:9/"?>', "t<?php x?>"),
        ("", "<b " + " ".join(f'a{n}="x"' for n in range(5000)) + ">t</b>"),
    ],
)
def test_xml_names_no_file(form, made, head, title):
    loaded = formats.load(head + made.format(title), form)
    said = [reference.title for reference in loaded.references]
    if "&" in title:
        assert said == []
        assert {problem.code for problem in loaded.problems} == {"broken-xml"}
    else:
        assert said == ["t"] or (said == [None] and "include" in title)
    host = Path("/etc/hostname")
    assert not host.exists() or not host.read_text().strip() or host.read_text().strip() not in said


def archive(parts: dict[str, str], mark: int = 0) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = mark << 16
            written.writestr(info, text)
    return made.getvalue()


def lying(offset: int, form: str, number: int) -> bytes:
    """An archive whose list says something else of its part than is true."""
    data = bytearray(archive({PART: HELPS}))
    at = data.rfind(b"PK\x01\x02") + offset
    data[at : at + struct.calcsize(form)] = struct.pack(form, number)
    return bytes(data)


REFUSED = {
    "a link": archive({PART: "/etc/hostname"}, 0o120777),
    "smaller than it is": lying(24, "<I", 5),
    "larger than it is": lying(24, "<I", 0xFFFFFFF0),
    "another sum": lying(16, "<I", 7),
    "encrypted": lying(8, "<H", 1),
    "packed in no known way": lying(10, "<H", 99),
    "elsewhere": lying(42, "<I", 0x7FFFFFFF),
    "cut off": archive({PART: HELPS})[:-30],
    "entities": archive({PART: DTD + HELPS.replace("Heat", "&x;&f;")}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_archive_that_lies_is_refused(name):
    with pytest.raises(UnreadableInput):
        readers.read(REFUSED[name], "x.docx")


@pytest.mark.parametrize("target", ["../../../../etc/hostname", "file:///etc/hostname", "/etc/hostname", "//127.0.0.1/x", "document.xml"])  # fmt: skip
def test_relations_stay_within_the_archive(target):
    kinds = ("footnotes", "endnotes", "comments", "numbering", "styles", "header", "customXml", "attachedTemplate")
    relations = "".join(f'<Relationship Id="{kind}" Type="x/{kind}" Target="{target}"/>' for kind in kinds)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    data = archive({"../../x": "a", "/abs": "b", PART: HELPS, "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>'})  # fmt: skip
    assert readers.read(data, "x.docx").text.split() == ["Heat", "helps", "[1]."]


@pytest.mark.parametrize("inside", ['<t:s t:c="999999999"/>', '<t:section><t:section-source x:href="file:///etc/hostname"/></t:section>'])  # fmt: skip
def test_an_open_text_that_asks_for_much(inside):
    space = f'xmlns:o="{OFFICE}office:1.0" xmlns:t="{OFFICE}text:1.0" xmlns:x="http://www.w3.org/1999/xlink"'
    data = archive({"content.xml": f"<o:x {space}><o:text><t:p>Heat{inside}helps.</t:p></o:text></o:x>"})
    document = readers.read(data, "x.odt")
    assert document.text.replace(" ", "").strip() == "Heathelps."
    assert len(document.text) < 10_000


@pytest.fixture(scope="module")
def library():
    return whole(FEW[:2], ("title", "url", "container_title", "note", "page"), ("author",))


@pytest.mark.parametrize("name", ["docx", "claims-docx"])
def test_word_files_hold_no_field_and_lead_to_the_web(name, library):
    pytest.importorskip("docx", reason="python-docx is not installed: pip install backref[docx]")
    from hostile_claims import claims

    with zipfile.ZipFile(io.BytesIO(_word.pack(formats.dump(library if name == "docx" else claims(), name)))) as made:
        document = ElementTree.fromstring(made.read(PART))  # noqa: S314  our own
        relations = ElementTree.fromstring(made.read("word/_rels/document.xml.rels"))  # noqa: S314
    tags = {element.tag.rpartition("}")[2] for element in document.iter()}
    assert not tags & {"instrText", "fldSimple", "fldChar", "altChunk", "object", "pict", "OLEObject", "script"}
    outside = [each.get("Target", "") for each in relations if each.get("TargetMode") == "External"]
    assert outside or name != "docx"
    assert all(re.match(r"https?://[^\s\"<>\\^`{|}]+\Z", target) for target in outside)


def test_wikitext_is_one_template_for_each_work(library):
    lines = formats.dump(library, "wikipedia").splitlines()
    assert len(lines) == len(library.entries)
    for line in lines:
        inside = re.sub(r"\A\* \{\{[a-z ]+|\}\}(?: \{\{retracted[^{}]*\}\}| <!--[^<>]*-->)?\Z", "", line)
        assert not re.search(r"~{3,}|__[A-Z]+__", inside), line[:300]
        assert not re.search(r"\{\{|\}\}|\[\[|<(?!/?(?:i|b|sub|sup|nowiki)\b)", inside), line[:300]


@pytest.mark.parametrize("name", ["hayagriva", pytest.param("csl-yaml", marks=pytest.mark.slow)])
def test_yaml_that_is_written_has_no_tag_and_no_alias(name, library):
    import yaml

    made = formats.dump(library, name)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    for event in yaml.parse(made, Loader=loader):
        assert not isinstance(event, yaml.AliasEvent)
        assert getattr(event, "anchor", None) is None
        assert getattr(event, "tag", None) in (None, "!")
    assert len(formats.load(made, name).references) == len(library.entries)


def test_payloads_are_many():
    assert len(PAYLOADS) >= 60


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in its folders")
def test_no_pipe_that_stands_where_a_file_is_looked_for_is_waited_for(tmp_path):
    for name in ("mkdocs.yml", "references.bib", "deyo.md"):
        os.mkfifo(tmp_path / name)
    assert builders.ignored_plugin(tmp_path) is None
    found, problems = in_library(tmp_path, [Reference(type="book", title="Heat of metals that are made up")])
    assert not found
    assert [problem.code for problem in problems] == ["unreadable"]
    assert seeking._read(tmp_path / "references.bib", 0) == (None, "it is no file")
