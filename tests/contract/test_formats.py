"""What every format must stand: registry, round trip, hostile text; and what each promises beyond that."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backref import formats
from backref.formats import bibtex, csl_json
from backref.formats._keys import assign_keys
from backref.model import Bibliography, Claim, Date, Entry, Name, Pointer, Reference, Span
from backref.testing import strategies

READABLE = [name for name in formats.names() if hasattr(formats.by_name(name), "load")]
CLAIMS = [name for name in formats.names() if getattr(formats.by_name(name), "CLAIMS", False)]
EVIL = "x},\n}\n@article{evil, title={y \\input{/etc/passwd} \\write18{rm} \x1b[31m \u202e <script>alert(1)</script> | =1+1"


def bibliography(*references: Reference) -> Bibliography:
    return Bibliography.of(references)


def claimed(text: str) -> Bibliography:
    reference = Reference(id="a", title=EVIL, url="javascript:alert(1)", type="book")
    marker = Pointer(
        document=text,
        span=Span(0, 3),
        kind="numeric",
        text="[1]",
        keys=("1", text),
        references=(0,),
        status="missing-entry",
        reason="x",
        missing=(text,),
    )
    claim = Claim(span=Span(0, 3), text=text, heading=text, markers=(0,), references=(0,), document=text)
    return Bibliography(entries=(Entry(key="a", reference=reference),), markers=(marker,), claims=(claim,))


@pytest.mark.parametrize("name", formats.names())
def test_a_format_says_what_it_is(name):
    found = formats.by_name(name)
    assert found.NAME
    assert found.MEDIA_TYPE.count("/") == 1
    assert all(suffix.startswith(".") for suffix in found.SUFFIXES)
    assert isinstance(found.dump(Bibliography()), str)


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(LookupError, match="no format named 'bibtxt'; known: biblatex, bibtex"):
        formats.by_name("bibtxt")


@pytest.mark.parametrize("name", READABLE)
@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(
            st.sampled_from(
                [
                    "@article{",
                    "a,",
                    "title",
                    "=",
                    "{",
                    "}",
                    '"',
                    "#",
                    ",",
                    "\n",
                    "[",
                    "]",
                    ":",
                    "1",
                    "jan",
                    "\\",
                    "@string{x=",
                    "(",
                    ")",
                    "%",
                ]
            ),
            max_size=40,
        ).map("".join),
    )
)
def test_loading_any_text_never_raises(name, text):
    loaded = formats.load(text, name)
    assert all(problem.code and problem.message for problem in loaded.problems)


@pytest.mark.parametrize("name", READABLE)
@given(reference=strategies.references())
def test_one_entry_in_is_one_entry_out_and_a_second_time_changes_nothing(name, reference):
    text = formats.dump(bibliography(reference), name)
    loaded = formats.load(text, name)
    assert loaded.problems == ()
    assert len(loaded.references) == 1
    assert formats.dump(bibliography(*loaded.references), name) == text


@given(strategies.references())
def test_csl_json_loses_nothing(reference):
    assert csl_json.load(csl_json.dump(bibliography(reference))).references == (reference,)


@given(strategies.references())
def test_bibtex_loses_nothing_that_it_can_carry(reference):
    [loaded] = bibtex.load(bibtex.dump(bibliography(reference))).references
    assert loaded == reference.model_copy(update={"page": loaded.page})
    assert (loaded.page or "").replace("-", "–") == (reference.page or "").replace("-", "–")


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_text_makes_a_second_entry(title, name):
    reference = Reference(
        id="a",
        type="article-journal",
        title=title or "t",
        author=(Name(literal=name or "n"),),
        container_title=name or None,
        url=f"https://x/{title}",
        note=title,
    )
    written = bibtex.dump(bibliography(reference))
    assert len(bibtex.load(written).references) == 1
    assert written.count("{") == written.count("}")
    assert not re.search(r"\\(?!text|[&%$#_])", written)


def test_hostile_text_stays_text():
    written = bibtex.dump(
        bibliography(Reference(id="a", type="book", title=EVIL, doi="10.1/a}b", url="https://x/}{\\write18"))
    )
    assert written.count("@") == 1 + written.count("@article")
    assert "\\input" not in written
    assert "\\write" not in written
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert len(bibtex.load(written).references) == 1


@pytest.mark.parametrize("name", CLAIMS)
@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@x", EVIL, "a | b\nc"])
def test_claims_hold_no_formula_markup_or_escape(name, text):
    written = formats.dump(claimed(text), name)
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "javascript:" not in written
    if name == "claims-csv":
        for row in list(csv.reader(io.StringIO(written)))[1:]:
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
            assert len(row) == 13
    elif name == "claims-markdown":
        assert "<script" not in written
        assert [len(re.findall(r"(?<!\\)\|", line)) for line in written.splitlines()] == [5] * len(written.splitlines())
    else:
        assert json.loads(written)["items"]


def test_keys_are_legal_and_unique_and_kept():
    people = [Reference(author=(Name(family="Müller-Öz"),), issued=Date(date_parts=((2009,),)))] * 3 + [
        Reference(id="my key{}"),
        Reference(title="王军"),
        Reference(pmid="12"),
    ]
    keys = assign_keys(people)
    assert keys == ["mulleroz2009", "mulleroz2009a", "mulleroz2009b", "mykey", "anonnd", "pmid12"]
    assert all(re.fullmatch(r"[A-Za-z0-9:_-]+", key) for key in keys)


def test_csl_json_is_valid_against_the_schema(shared, works):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((shared / "schemas" / "csl-data.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(csl_json.dump(bibliography(*works))), schema)


@given(reference=strategies.references())
def test_csl_json_has_ids_and_no_empty_values(reference):
    [item] = json.loads(csl_json.dump(bibliography(reference)))
    assert isinstance(item["id"], str)
    assert not [key for key, value in item.items() if value in (None, [], {}, "") and key != "id"]


def test_bibtex_itself_reads_what_is_written(tmp_path, works):
    if not shutil.which("bibtex"):
        pytest.skip("the program bibtex is not installed")
    (tmp_path / "refs.bib").write_text(bibtex.dump(bibliography(*works)), encoding="utf-8")
    (tmp_path / "a.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{refs}\n", encoding="utf-8")
    done = subprocess.run(["bibtex", "a"], cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S607
    assert done.returncode == 0, done.stdout
    by_key = {work.id: work for work in works}
    for line in done.stdout.splitlines():
        if found := re.match(r"Warning--there's a number but no volume in (\w+)", line):
            assert by_key[found[1]].volume is None
        else:
            assert "Warning" not in line


def test_bibtexparser_reads_the_same_fields(works):
    import bibtexparser

    library = bibtexparser.parse_string(bibtex.dump(bibliography(*works)))
    assert library.failed_blocks == []
    for entry, work in zip(library.entries, works, strict=True):
        fields = {field.key: field.value for field in entry.fields}
        assert entry.key == work.id
        assert fields["title"].replace("{", "").replace("}", "") == work.title
        assert fields.get("doi") == work.doi
        assert fields["year"] == str(work.issued.year)
        assert len(fields["author"].split(" and ")) == len(work.author)
