"""What every format must stand: registry, round trip, hostile text; and what each promises beyond that."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backref import formats, styles
from backref.errors import UnknownPlugin
from backref.fields.keys import assign_keys
from backref.formats import biblatex, bibtex, csl_json, csl_yaml, nbib, ris
from backref.formats.bib import scan
from backref.model import (
    BEYOND_CSL,
    CSL_TYPES,
    DATE_VARIABLES,
    NAME_VARIABLES,
    Bibliography,
    Claim,
    Date,
    Entry,
    Identifier,
    Name,
    Pointer,
    Reference,
    Span,
)
from backref.testing import strategies

READABLE = [name for name in formats.names() if formats.by_name(name).load]
WRITABLE = [name for name in formats.names() if formats.by_name(name).dump]
CLAIMS = [name for name in formats.names() if formats.by_name(name).is_claims]
LISTS = [name for name in formats.names() if formats.by_name(name).styled]
BOTH = [name for name in READABLE if name in WRITABLE]
EVIL = "x},\n}\n@article{evil, title={y \\input{/etc/passwd} \\write18{rm} \x1b[31m \u202e <script>alert(1)</script> | =1+1\nTY  - JOUR\nER  - \nPMID- 2"
PIECES = [
    "@article{", "a,", "title", "=", "{", "}", '"', "#", ",", "\n", "[", "]", ":", "1", "jan", "\\", "@string{x=", "(", ")", "%", "TY  - JOUR\n", "ER  - \n", "AU  - A, B\n",
    "PMID- 1\n", "TI  - x\n", "      y\n", "- id: a\n", "  title: *a\n", "&a ", "<PubmedArticle>", "</PubmedArticle>", "<record>", "</record>", "<ref-type name='Book'/>",
    "&x;", "<!DOCTYPE a [<!ENTITY x 'y'>]>", '"title": [', '{"message": ', "null", "\\'", "$", "~", "--", "\\frac", "^", "_",
]  # fmt: skip


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
    assert found.title
    assert found.media_type.count("/") == 1
    assert all(suffix.startswith(".") for suffix in found.suffixes)
    assert name in READABLE or name in WRITABLE
    if name in WRITABLE:
        assert isinstance(found.dump(Bibliography()), str)
    if name in READABLE:
        assert found.load("").references == ()


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(LookupError, match="no format named 'bibtxt'; known: biblatex, bibtex"):
        formats.by_name("bibtxt")
    with pytest.raises(UnknownPlugin, match="no readable format named 'html'; known: biblatex"):
        formats.loader("html")
    with pytest.raises(UnknownPlugin, match="no writable format named 'pubmed-xml'; known: biblatex"):
        formats.writer("pubmed-xml")
    with pytest.raises(UnknownPlugin, match="known: ama, apa, chicago, cs1, ieee, vancouver"):
        formats.styled(Bibliography(), "html", "mla")


@pytest.mark.parametrize("name", READABLE)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_loading_any_text_never_raises(name, text):
    loaded = formats.load(text, name)
    assert all(problem.code and problem.message.isprintable() for problem in loaded.problems)
    assert all(0 <= problem.span.start <= len(text) + 1 for problem in loaded.problems if problem.span)


@pytest.mark.parametrize("name", BOTH)
@given(reference=strategies.references())
def test_one_entry_in_is_one_entry_out_and_a_second_time_changes_nothing(name, reference):
    text = formats.dump(bibliography(reference), name)
    loaded = formats.load(text, name)
    assert loaded.problems == ()
    assert len(loaded.references) == 1
    assert formats.dump(bibliography(*loaded.references), name) == text


@pytest.mark.parametrize("module", [csl_json, csl_yaml])
@given(reference=strategies.references())
def test_csl_loses_nothing(module, reference):
    assert module.load(module.dump(bibliography(reference))).references == (reference,)


@pytest.mark.parametrize("module", [bibtex, biblatex])
@given(reference=strategies.references())
def test_bibtex_and_biblatex_lose_nothing(module, reference):
    assert module.load(module.dump(bibliography(reference))).references == (reference,)


TEXTS = [
    name
    for name, field in Reference.model_fields.items()
    if name
    not in (
        *NAME_VARIABLES,
        *DATE_VARIABLES,
        "id",
        "type",
        "citation_key",
        "categories",
        *BEYOND_CSL,
        "custom",
        "doi",
        "url",
        "page",
        "keyword",
    )
]
SEVERAL_DATES = st.one_of(
    strategies.dates,
    st.builds(lambda a, b: Date(date_parts=(a.date_parts[0], b.date_parts[0])), strategies.dates, strategies.dates),
    st.builds(lambda y, s: Date(date_parts=((y,),), season=s), st.integers(1500, 2030), st.sampled_from("1234")),
    st.builds(lambda d: d.model_copy(update={"circa": True}), strategies.dates),
    st.builds(lambda y: Date(date_parts=((y,),)), st.integers(-3000, 1400)),
    st.just(Date(literal="in press")),
)


@pytest.mark.parametrize("module", [bibtex, biblatex])
@given(st.data())
def test_bibtex_carries_every_variable_and_type(module, data):
    texts = data.draw(st.dictionaries(st.sampled_from(TEXTS), strategies.titles(), max_size=8))
    people = data.draw(
        st.dictionaries(
            st.sampled_from(NAME_VARIABLES), st.lists(strategies.names(), min_size=1, max_size=3).map(tuple), max_size=3
        )
    )
    days = data.draw(st.dictionaries(st.sampled_from(DATE_VARIABLES), SEVERAL_DATES, max_size=3))
    kind = data.draw(st.sampled_from([kind for kind in CSL_TYPES if kind != "thesis"]))
    texts.setdefault("title", "T")
    if "number" in texts:
        texts["page"] = "1-2"  # an article's number alone is its page
    reference = Reference(id="a", type=kind, **texts, **people, **days)
    [loaded] = module.load(module.dump(bibliography(reference))).references
    assert loaded.csl() == reference.csl()


@given(strategies.references())
def test_ris_and_nbib_lose_only_what_is_reported(reference):
    for module, name in ((ris, "ris"), (nbib, "nbib")):
        made = bibliography(reference)
        text = module.dump(made)
        lost = formats.losses(made, name, text)
        [loaded] = module.load(text).references
        told = {problem.message.split(": ", 1)[1].split(" ")[0] for problem in lost}
        for variable, value in reference.csl().items():
            if variable not in told and variable not in ("id", "author", "editor", "page"):
                assert loaded.csl()[variable] == value, variable
        assert "title" not in told
        assert "author" not in told


@pytest.mark.parametrize("name", [name for name in BOTH if name != "csl-yaml"])
@given(st.text(max_size=80), st.text(max_size=40))
def test_no_text_makes_a_second_entry(name, title, person):
    reference = Reference(
        id="a",
        type="article-journal",
        title=title or "t",
        author=(Name(literal=person or "n"),),
        container_title=person or None,
        url=f"https://x/{title}",
        note=title,
        abstract=title,
    )
    written = formats.dump(bibliography(reference), name)
    assert len(formats.load(written, name).references) == 1
    if name in ("bibtex", "biblatex"):
        assert written.count("{") == written.count("}")


@pytest.mark.parametrize("name", WRITABLE)
def test_hostile_text_stays_text(name):
    evil = Reference(
        id="a b},{", type="article-journal", title=EVIL, container_title=EVIL, author=(Name(family=EVIL, given=EVIL), Name(literal=EVIL)), doi="10.1/a}b<x>",
        url='javascript:alert("1")/}{\\write18', note=EVIL, abstract=EVIL, keyword=EVIL, issued=Date(literal=EVIL), publisher=EVIL,
        custom={"fields": {"evil": EVIL, "x = {y}, z": "v"}, "entry-type": "evil{x"}, arxiv=EVIL, also=(Identifier("isbn", EVIL),), affiliation=EVIL, cut=(EVIL,), publication_types=(EVIL,),
    )  # fmt: skip
    written = formats.dump(bibliography(evil), name)
    assert "\x1b" not in written
    assert "\u202e" not in written
    if name in BOTH:
        loaded = formats.load(written, name)
        assert len(loaded.references) == 1
        assert loaded.problems == ()
    if name in ("bibtex", "biblatex"):
        assert not re.search(r"\\(?:input|include|write|openout|immediate|catcode)", written)
        assert written.count("{") == written.count("}")
        assert not re.search(r"\\[{}]", written)
        [entry] = scan.split(written).entries
        assert re.fullmatch(r"[A-Za-z0-9:_./+-]+", entry.key)
    if name in ("html", "markdown"):
        assert "<script" not in written
        assert "](javascript" not in written
        assert 'href="javascript' not in written


@pytest.mark.parametrize("name", LISTS)
@given(st.text(max_size=60))
def test_lists_hold_no_markup_but_their_own(name, text):
    made = bibliography(
        Reference(id="a", type="book", title=text or "t", publisher=text or None, author=(Name(literal=text or "n"),))
    )
    for style in styles.names():
        written = formats.styled(made, name, style)
        if name == "html":
            assert set(re.findall(r"<(/?\w+)", written)) <= {"div", "/div", "p", "/p", "i", "/i", "b", "/b", "sub", "/sub", "sup", "/sup", "span", "/span", "a", "/a"}  # fmt: skip


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
            assert len(row) == 14
    elif name == "claims-markdown":
        assert "<script" not in written
        assert [len(re.findall(r"(?<!\\)\|", line)) for line in written.splitlines()] == [5] * len(written.splitlines())
    elif name == "claims-docx":
        assert set(re.findall(r"<(/?\w+)", written)) <= {
            "table",
            "/table",
            "tr",
            "/tr",
            "th",
            "/th",
            "td",
            "/td",
            "a",
            "/a",
        }
        assert written.count("<tr") == 3
    else:
        assert json.loads(written)["items"]


def test_keys_are_legal_and_unique_and_kept():
    people = [Reference(author=(Name(family="Müller-Öz"),), issued=Date(date_parts=((2009,),)))] * 3 + [
        Reference(id="my key{}"),
        Reference(title="王军"),
        Reference(pmid="12"),
        Reference(id="DBLP:conf/icml/X.2"),
    ]
    keys = assign_keys(people)
    assert keys == [
        "mulleroz2009",
        "mulleroz2009a",
        "mulleroz2009b",
        "mykey",
        "wangjunnd",
        "pmid12",
        "DBLP:conf/icml/X.2",
    ]
    assert all(re.fullmatch(r"[A-Za-z0-9:_./+-]+", key) for key in keys)
    assert assign_keys([*people, people[0]])[:7] == keys


def test_csl_json_is_valid_against_the_schema(shared, works):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((shared / "schemas" / "csl-data.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(csl_json.dump(bibliography(*works))), schema)


@given(reference=strategies.references())
def test_csl_json_has_ids_and_no_empty_values(reference):
    [item] = json.loads(csl_json.dump(bibliography(reference)))
    assert isinstance(item["id"], str)
    assert not [key for key, value in item.items() if value in (None, [], {}, "") and key != "id"]


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


def test_what_a_file_holds_besides_entries_is_kept():
    text = '@preamble{"\\newcommand{\\x}{y}"}\n@string{bmj = "BMJ"}\n@comment{jabref-meta: x}\n@article{a, title = {T}, journal = bmj, owner = {me}, zzz = {1}}\n'
    loaded = bibtex.load(text)
    written = bibtex.dump(loaded.bibliography())
    for block in (
        '@preamble{"\\newcommand{\\x}{y}"}',
        '@string{bmj = "BMJ"}',
        "@comment{jabref-meta: x}",
        "owner = {me}",
        "zzz = {1}",
    ):
        assert block in written
    assert bibtex.dump(bibtex.load(written).bibliography()) == written
    hostile = bibtex.load('@preamble{"\\immediate\\write18{rm}"}\n@book{a, title={T}}').bibliography()
    assert "write18" not in bibtex.dump(hostile)


def test_crossref_and_xdata_are_resolved_or_kept():
    text = "@inproceedings{a, title={A}, crossref={p}}\n@book{b, title={B}, xdata={x}}\n@proceedings{p, title={P}, year=2001}\n@xdata{x, publisher={X}}"
    resolved = bibtex.load(text).references
    assert [r.id for r in resolved] == ["a", "b", "p"]
    assert resolved[0].container_title == "P"
    assert resolved[0].issued.year == 2001
    assert resolved[1].publisher == "X"
    kept = biblatex.dump(bibtex.load(text, inherit=False).bibliography())
    assert "crossref = {p}" in kept
    assert "xdata = {x}" in kept
    assert "@xdata{x," in kept


def test_a_large_messy_file_is_read_whole():
    good = '@article{k%d,\n  title = {A {DNA} title number %d},\n  author = {Doe, Jane and M{\\"u}ller, J.},\n  year = 2001\n}\n'
    bad = "@article{b%d,\n  title = {never closed,\n  year = 2002\n"
    text = "\ufeff" + "".join(
        (bad if n % 10 == 9 else good) % ((n, n) if n % 10 != 9 else n) for n in range(500)
    ).replace("\n", "\r\n")
    loaded = bibtex.load(text)
    assert len(loaded.references) == 500
    assert sum(problem.code == "unclosed-value" for problem in loaded.problems) == 50
    assert all(text[problem.span.start] == "{" for problem in loaded.problems)
    assert {r.issued.year for r in loaded.references} == {2001, 2002}


@pytest.mark.parametrize("kind", ['{"a": 1}', "[[]]", "null", "7"])
def test_a_type_of_another_shape_is_no_type(kind):
    loaded = formats.load('{"type": ' + kind + ', "DOI": "10.1136/bmj.g6380", "title": "Opioids"}', "crossref-json")
    assert [reference.type for reference in loaded.references] in ([], ["document"])


@pytest.mark.parametrize("target", ["bibtex", "biblatex"])
def test_kept_blocks_hold_no_control_characters(target):
    loaded = formats.load('@string{bmj = "BMJ"\u202e}\n\n@comment{a \x1b[31m}\n\n@article{a, title = {B}}\n', "bibtex")
    written = formats.dump(loaded.bibliography(), target)
    assert '@string{bmj = "BMJ"}' in written
    assert not {"\u202e", "\x1b"} & set(written)


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_other_keys_of_an_entry_stay_as_they_are(name):
    text = "@article{a, title = {T}, ids = {b, doi:10.1000/c_d(1)}}"
    assert "ids = {b, doi:10.1000/c_d(1)}" in formats.dump(formats.load(text, name).bibliography(), name)


@pytest.mark.parametrize(
    "name", [Name(family="family=Hoen", given="given=P."), Name(family="Doe; Roe", given="J.; A.")]
)
def test_a_name_that_looks_like_a_notation_stays_a_name(name):
    text = bibtex.dump(Bibliography.of((Reference(id="a", type="book", title="T", author=(name,)),)))
    assert bibtex.load(text).references[0].author == (name,)


def test_keywords_are_parted_by_one_comma_however_many_are_printed():
    [loaded] = formats.load("@misc{a, title = {Pain}, keywords = {pain ,,,, , t,}}", "biblatex").references
    assert loaded.keyword == "pain, t"


@pytest.mark.parametrize("month", [0, 13, 99])
def test_a_month_that_there_is_not_is_printed_by_no_style(month):
    made = Bibliography.of((Reference(id="a", type="webpage", title="Pain", issued=Date(date_parts=((2015, month),))),))
    assert "2015" in formats.dump(made, "text")
