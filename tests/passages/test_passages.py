"""Passages: quoted letter by letter, asked of loopback services and of files, bounded, and never a verdict."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import backref
from backref import open_sources
from backref.cli import command
from backref.locating.sentences import split
from backref.model import Bibliography, Record, Reference, Span
from backref.passages import giving
from backref.passages.indexing import index_of
from backref.passages.numbers import Number, agreement
from backref.passages.quoting import passages_of
from backref.passages.texts import abstract, work_of
from backref.passages.works import Part, Work, bounded
from backref.testing import fake_services
from backref.testing._routes import Route

DRAFT = (
    "Balance classes cut falls by 12 % in older adults [1]. Opioids raise the risk of hip fracture [2].\n\nReferences\n\n"
    "1. Roe A. Balance training and falls in older adults. J Falls. 2019;3:10-19. doi:10.5555/falls.1\n"
    "2. Doe B. Opioids and hip fracture. J Bones. 2020;4:20-29. doi:10.5555/hips.2\n"
)
FALLS = "METHODS: We randomised 412 adults. RESULTS: Falls may decline by 21 % with balance training. Fractures did not differ."


def known(**update):
    one = Reference(
        type="article-journal", title="Balance training and falls in older adults", doi="10.5555/falls.1", pmid="11111111", pmcid="PMC1111111",
        container_title="J Falls", volume="3", page="10-19", author=({"family": "Roe", "given": "A"},), issued={"date-parts": [[2019]]},
    )  # fmt: skip
    other = Reference(
        type="article-journal", title="Opioids and hip fracture", doi="10.5555/hips.2", container_title="J Bones", volume="4", page="20-29",
        author=({"family": "Doe", "given": "B"},), issued={"date-parts": [[2020]]},
    )  # fmt: skip
    return one.model_copy(update=update), other


def asked(works, **options):
    routes = options.pop("routes", {})
    with fake_services(works, routes) if routes else fake_services(works) as services:
        sources = open_sources(settings=services.settings(), only=("pubmed", "crossref"))
        plain = backref.resolve(DRAFT, sources)
        before = len(services.requests)
        return plain, backref.evidence(plain, sources, **options), services.requests[before:]


def test_each_claim_has_what_its_work_says_and_a_work_without_text_is_not_accused():
    plain, found, _ = asked(known(abstract=FALLS))
    assert plain.passages == ()
    first, second = found.passages
    assert (first.status, second.status, second.passages) == ("found", "no-text", ())
    passage = first.passages[0]
    assert (passage.text, passage.source) == ("Falls may decline by 21 % with balance training.", "pubmed")
    assert [(each.kind, each.here, each.there) for each in passage.unlike] == [
        ("number", "12 %", "21 %"),
        ("hedge", "", "may"),
    ]
    assert {"Falls", "balance"} <= {Span(*mark.span).of(passage.text) for mark in passage.marks}


def test_a_text_that_says_nothing_of_the_claim_is_none_found():
    _, found, _ = asked(known(abstract="Zebras graze at dawn. Their stripes confuse tsetse flies."))
    assert found.passages[0].status == "none-found"


JATS = (
    '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><article-id pub-id-type="pmcid">PMC1111111</article-id>'
    "<permissions><license {licence}><license-p>Terms.</license-p></license></permissions></article-meta></front>"
    "<body><sec><title>Results</title><p>We begin.</p><p>Balance classes cut falls by 12 % in <italic>older</italic> adults.</p></sec></body></article>"
)
OPEN = 'xlink:href="https://creativecommons.org/licenses/by/4.0/"'


@pytest.mark.parametrize(("licence", "source"), [(OPEN, "europepmc"), ('license-type="closed"', "pubmed")])
def test_an_article_is_quoted_where_its_licence_is_open(licence, source):
    body = JATS.replace("{licence}", licence).encode()
    routes = {"europepmc": Route(lambda works, rest, asked: (200, "application/xml", body))}
    _, found, requests = asked(known(abstract=FALLS), routes=routes)
    passage = found.passages[0].passages[0]
    assert passage.source == source
    assert any(path.startswith("/europepmc/PMC1111111/fullTextXML") for path in requests)
    if source == "europepmc":
        assert passage.place == "Results, paragraph 2, sentence 1"
        assert passage.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_files_of_the_user_are_matched_by_doi_or_title_and_the_citing_one_is_none(tmp_path):
    (tmp_path / "a.md").write_text("# A paper\n\ndoi:10.5555/falls.1\n\nFalls fell by 12 % after balance classes.\n")
    (tmp_path / "b.html").write_text("<h1>Opioids and hip fracture</h1><p>Hips broke more often on opioids.</p>")
    (tmp_path / "c.md").write_text(DRAFT)
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.4 broken")
    _, found, _ = asked(known(), library=tmp_path)
    assert [each.passages[0].source for each in found.passages] == ["file:a.md", "file:b.html"]
    assert any(problem.stage == "passages" and "d.pdf" in problem.place for problem in found.problems)


def test_resolving_asks_no_more_than_before_and_a_second_time_nobody_is_asked(tmp_path):
    with fake_services(known(abstract=FALLS)) as services:
        sources = open_sources(settings=services.settings(cache=tmp_path / "c"), only=("pubmed", "crossref"))
        plain = backref.resolve(DRAFT, sources)
        assert not any("fullTextXML" in path or "abstract" in path for path in services.requests)
        first = backref.evidence(plain, sources)
        services.requests.clear()
        again = open_sources(
            settings=services.settings(cache=tmp_path / "c", offline=True), only=("pubmed", "crossref")
        )
        assert backref.evidence(plain, again).passages == first.passages
        assert services.requests == []


def test_a_service_that_fails_is_a_problem_and_no_text():
    with fake_services(known(abstract=FALLS)) as services:
        sources = open_sources(settings=services.settings(), only=("pubmed", "crossref"))
        plain = backref.resolve(DRAFT, sources)
        services.fault = "500"
        found = backref.evidence(plain, open_sources(settings=services.settings(), only=("pubmed", "crossref")))
    assert {each.status for each in found.passages} == {"no-text"}
    assert {each.code for each in found.problems if each.stage == "passages"} == {"text-not-asked"}


@pytest.mark.parametrize("name", ["claims-markdown", "claims-csv", "claims-json"])
def test_exports_of_claims_carry_the_passage_escaped(name):
    evil = "=cmd|' <b>|Falls may decline by 21 % with balance training\u202e."
    _, found, _ = asked(known(abstract=evil))
    written = backref.dump(found, name)
    assert "21 %" in written
    assert "\u202e" not in written
    if name == "claims-markdown":
        assert {line.replace("\\|", "").count("|") for line in written.splitlines()} == {6}
    elif name == "claims-csv":
        rows = list(csv.DictReader(io.StringIO(written)))
        assert [row["passages"] for row in rows] == ["found", "no-text"]
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    else:
        quote = json.loads(written)["items"][0]["body"][0]["backref:quotes"][0]
        assert quote["selector"][0]["exact"] == found.passages[0].passages[0].text
    assert "passage" not in backref.dump(
        Bibliography(claims=found.claims, entries=found.entries, markers=found.markers), name
    )


def test_the_command_prints_them_and_json_holds_them(tmp_path):
    (tmp_path / "draft.md").write_text(DRAFT)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.md").write_text(
        "# Balance training and falls in older adults\n\nFalls fell by 21 % with balance classes.\n"
    )
    (tmp_path / "works.json").write_text(json.dumps([each.csl() | {"id": each.doi} for each in known()]))
    words = [
        "resolve",
        str(tmp_path / "draft.md"),
        "--catalogue",
        str(tmp_path / "works.json"),
        "--offline",
        "--exit-zero",
    ]
    done = CliRunner().invoke(command, [*words, "--library", str(tmp_path / "texts")])
    assert done.exit_code == 0, done.output
    assert "12 % here, 21 % there" in done.output
    assert "no text of this work to look in" in done.output
    held = json.loads(
        CliRunner().invoke(command, [*words, "--library", str(tmp_path / "texts"), "--json", "-q"]).output
    )
    assert [each["status"] for each in held["passages"]] == ["found", "no-text"]
    assert "passages" not in json.loads(CliRunner().invoke(command, [*words, "--json", "-q"]).output)


TEXT = st.text(alphabet=st.sampled_from(list("ab cdé.!? %\n\u202e\u0000<>&()123,;—RCT")), max_size=400) | st.text(
    max_size=200
)


@settings(deadline=None, max_examples=150)
@given(st.lists(TEXT, max_size=4), TEXT)
def test_every_quote_stands_at_its_offsets_letter_by_letter(texts, claim):
    work = Work(tuple(Part("abstract", text) for text in texts), "tests")
    for asking in (claim, *texts):
        found = passages_of(index_of(work), asking)
        assert len(found.passages) <= 3
        assert 0 <= found.score <= 1.0001
        for each in found.passages:
            whole = work.parts[each.part].text
            assert whole[slice(*each.span)] == each.text
            assert whole[: each.span[0]].endswith(each.prefix)
            assert whole[each.span[1] :].startswith(each.suffix)
            assert all(Span(*mark.span).of(each.text).strip() for mark in each.marks)
            assert all(Span(*one.span).of(each.text) == one.there for one in each.unlike if one.span)


@pytest.mark.parametrize(
    "text",
    ["word " * 1_000_000, "a" * 1_000_000, "1 " * 1_000_000, "." * 1_000_000 + "x", "<jats:p>" * 200_000, "<" * 1_000_000, "(ABC) " * 100_000, "&amp;" * 200_000, "\u202e\x00" * 300_000, "A" * 500_000 + " (AA)"],
    ids=["words", "letters", "numbers", "stops", "tags", "brackets", "abbreviations", "entities", "controls", "short"],
)  # fmt: skip
def test_hostile_texts_are_bounded(text):
    record = Record(reference=Reference(), source="crossref", details={"abstract": [["", text]]})
    work = work_of(record)
    if work is None:
        return
    found = passages_of(index_of(work), "1 word ABC in a text")
    assert all(len(each.text) <= 1_200 for each in found.passages)
    assert sum(len(part.text) for part in work.parts) <= 1_001_000


TRIAL = "We asked 40 adults about their diet. Falls declined by 21 % with balance training. Balance classes were held weekly. Training was safe."


@pytest.mark.parametrize(
    ("claim", "quoted"),
    [
        ("Adults of Norway swim in cold lakes every winter and enjoy it greatly.", []),  # one word is shared
        ("Weekly balance classes reduce falls by 21 %.", ["Falls declined", "Balance classes"]),
        (
            "Safe balance training reduces falls by 21 %.",
            ["Falls declined"],
        ),  # "Training was safe." says far less of it
    ],
)
def test_what_says_little_of_a_claim_is_not_quoted(claim, quoted):
    found = passages_of(index_of(Work((Part("abstract", TRIAL),), "crossref")), claim)
    assert [" ".join(each.text.split()[:2]) for each in found.passages] == quoted
    assert found.status == ("found" if quoted else "none-found")


def test_a_run_of_stops_is_one_stop():
    text = "." * 200_000 + "x. He left."
    assert len(list(split(text, Span(0, len(text)), ()))) == 2


def test_what_is_longer_than_any_work_is_a_problem():
    assert [each.code for each in bounded((Part("abstract", "a " * 600_000),), "x")[1]] == ["text-too-long"]
    assert abstract("") == []


def test_a_year_is_not_rounded_and_a_count_is():
    year, other = Number(Span(0, 4), 2000, "in", 1000), Number(Span(9, 13), 1998, "in", 1)
    assert agreement(year, other) == 0
    assert agreement(year._replace(unit=""), other._replace(unit="")) == 0.8


def test_a_number_that_one_passage_prints_is_not_missing_in_another():
    said = "Falls declined by 12 % with balance training. With balance training, falls at home declined by 21 %."
    found = passages_of(index_of(Work((Part("abstract", said),), "s")), "Balance training cut falls by 12 %.")
    assert [(each.text[:5], each.unlike) for each in found.passages] == [("Falls", ()), ("With ", ())]


@pytest.mark.parametrize(
    ("source", "asked"), [("crossref", "crossref"), ("datacite", "datacite"), ("catalogue", "both")]
)
def test_an_agency_is_asked_for_what_it_registered(source, asked):
    record = Record(reference=Reference(doi="10.5555/falls.1"), source=source, url="https://example.org/")
    named = [name for name in ("crossref", "datacite") if giving._identifier(record, name)]
    assert named == (["crossref", "datacite"] if asked == "both" else [asked])
