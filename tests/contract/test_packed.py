"""What is written for people's programs: Word files that Word's own library reads, bibliographies that Typst compiles,
templates that our reader reads.
"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given

from backref import formats, readers, styles
from backref.fields import names, pages
from backref.formats import csl_json
from backref.model import Bibliography, Date, Name, Reference
from backref.testing import strategies

WRITTEN = Path(__file__).resolve().parents[1] / "golden" / "written" / "items.json"
LISTS = Path(__file__).resolve().parents[1] / "golden" / "lists" / "items.json"
PACKED = [name for name in formats.names() if formats.by_name(name).pack]
EVIL = "x\x1b </p><p>y & <i>z</i> \u202e {{!}} }} [[w]] | ''v'' \\{u} $1$"


def items() -> Bibliography:
    references = csl_json.load(WRITTEN.read_text(encoding="utf-8")).references
    return Bibliography.of((*references, *csl_json.load(LISTS.read_text(encoding="utf-8")).references))


def evil() -> Reference:
    return Reference(
        id="evil", type="article-journal", title=EVIL, container_title=EVIL, volume=EVIL, page=EVIL, author=(Name(family=EVIL, given=EVIL), Name(literal=EVIL)),
        url="https://example.org/|a]]}}b", doi="10.1/a|b}}", issued=Date(literal=EVIL), note=EVIL, publisher=EVIL, annote=f"backref: not found: --> {EVIL}",
    )  # fmt: skip


def word(name: str, made: Bibliography, style: str = ""):
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    text = formats.styled(made, name, style) if style else formats.dump(made, name)
    data = formats.by_name(name).pack(text)
    assert data == formats.by_name(name).pack(text)
    return docx.Document(io.BytesIO(data)), data


@pytest.mark.parametrize("style", ["vancouver", "apa"])
def test_a_word_file_holds_the_list(style):
    made = items()
    document, data = word("docx", made, style)
    expected = [f"{line.label} {styles.bare(line)}".strip() for line in styles.lines(made, style)]
    assert [" ".join(paragraph.text.split()) for paragraph in document.paragraphs] == [
        " ".join(text.split()) for text in expected
    ]
    assert any(run.italic and "coli" in run.text for paragraph in document.paragraphs for run in paragraph.runs)
    targets = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert all(target.startswith(("http://", "https://")) for target in targets)
    assert any(target.startswith("https://doi.org/10.") for target in targets)
    assert readers.read(data, "list.docx").text.count("\n") >= len(expected) - 1


@pytest.mark.parametrize("name", PACKED)
def test_a_word_file_of_hostile_text_holds_no_more_paragraphs(name):
    document, _ = word(name, Bibliography.of((evil(),)))
    assert len(document.paragraphs) == (1 if name == "docx" else 0)
    assert not any("\x1b" in paragraph.text for paragraph in document.paragraphs)


def test_typst_compiles_what_is_written_for_it(tmp_path):
    typst = pytest.importorskip("typst", reason="typst is not installed")
    made = Bibliography.of((*(entry.reference for entry in items().entries), evil()))
    (tmp_path / "refs.yml").write_text(formats.dump(made, "hayagriva"), encoding="utf-8")
    for style in ("apa", "ieee"):
        (tmp_path / "a.typ").write_text(f'#bibliography("refs.yml", full: true, style: "{style}")', encoding="utf-8")
        assert typst.compile(str(tmp_path / "a.typ")).startswith(b"%PDF")


@given(reference=strategies.references())
def test_wikitext_is_read_as_it_was_written(reference):
    text = formats.dump(Bibliography.of((reference,)), "wikipedia")
    assert text.count("\n") == 1
    [citation] = readers.read(text.encode(), "page.wiki").citations
    read = citation.reference
    assert read.type == reference.type
    for attribute in ("title", "container_title", "volume", "issue", "publisher", "pmid", "issued"):
        if attribute != "issued" or reference.issued is not None:
            assert getattr(read, attribute) == getattr(reference, attribute), attribute
    assert pages.normalise(read.page or "") == pages.normalise(reference.page or "")
    assert [(names.family(name), name.given) for name in read.author] == [
        (names.family(name), name.given) for name in reference.author
    ]


def test_a_template_says_that_a_work_was_retracted_and_holds_no_mark_of_its_text():
    retracted = Reference(
        id="a", type="article-journal", title="Heat", annote="backref: retracted: says crossref, doi:10.1/notice", url="https://example.org/",
        accessed=Date(date_parts=((2020, 1, 2),)),
    )  # fmt: skip
    [line, other] = formats.dump(Bibliography.of((retracted, evil())), "wikipedia").splitlines()
    assert line.endswith("|url=https://example.org/ |access-date=2 January 2020}} {{retracted |doi=10.1/notice}}")
    inside, comment = re.fullmatch(r"\* \{\{(.*)\}\} (<!-- .* -->)", other).groups()
    assert not re.search(r"\{\{|\}\}|\[\[|\]\]|<(?!/?i>)|''v", inside)
    assert comment.count("--") == 2
    assert json.dumps(inside).count("\\u001b") == 0
