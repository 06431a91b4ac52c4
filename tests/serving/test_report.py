"""The report as text: what it says, in which order, and that nothing that others wrote becomes markup."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import backref
from backref.cli import command
from backref.model import (
    Bibliography,
    Claim,
    Entry,
    Finding,
    FindingKind,
    Mark,
    Passage,
    Passages,
    Reference,
    Resolution,
    Span,
    Status,
    Unlike,
)
from backref.project.checks import check
from backref.reporting import Standing, of_bibliography, of_check, report_lines, report_page, standing, totals
from backref.testing import fake_services, strategies

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = str(ROOT / "examples" / "low-back-pain.catalogue.json")
NASTY = "<script>alert(1)</script> helps.[1]\n\nReferences\n\n1. Deyo RA. Opioids </script><img src=x onerror=alert(1)> for pain. BMJ. 2015;350:g6380.\n"


@pytest.fixture(scope="module")
def example():
    document = backref.read(ROOT / "examples" / "low-back-pain.md")
    return document, backref.resolve(document, backref.open_sources(CATALOGUE, only=("catalogue",)))


def entry(status: Status, *kinds: FindingKind, key: str = "a") -> Entry:
    findings = tuple(Finding(kind=kind, message=kind.message) for kind in kinds)
    return Entry(
        key=key, reference=Reference(id=key, title="T"), resolution=Resolution(status=status, findings=findings)
    )


@pytest.mark.parametrize(
    ("resolved", "expected"),
    [
        (entry(Status.MATCHED), Standing.VERIFIED),
        (entry(Status.MATCHED, FindingKind.RETRACTED), Standing.RETRACTED),
        (entry(Status.MATCHED, FindingKind.RETRACTED, FindingKind.REINSTATED), Standing.NOTED),
        (entry(Status.MATCHED, FindingKind.TWICE), Standing.VERIFIED),
        (entry(Status.MATCHED, FindingKind.CORRECTED), Standing.NOTED),
        (entry(Status.MATCHED_WITH_DIFFERENCES), Standing.DIFFERS),
        (entry(Status.AMBIGUOUS), Standing.UNSETTLED),
        (entry(Status.NOT_FOUND), Standing.NOT_FOUND),
        (entry(Status.FAILED), Standing.UNCHECKED),
        (entry(Status.NOT_ASKED), Standing.UNCHECKED),
    ],
)
def test_how_a_reference_stands(resolved, expected):
    assert standing(resolved.resolution) is expected


def test_the_totals_are_a_sentence():
    found = [Standing.VERIFIED] * 9 + [Standing.DIFFERS, Standing.NOT_FOUND, Standing.UNCHECKED]
    assert (
        totals(found) == "12 references: 9 verified, 1 not found where it should be, 1 with differences, 1 not checked"
    )
    assert totals([]) == "0 references"


def test_the_worst_comes_first_and_every_reference_is_there(example):
    document, bibliography = example
    made = report_page(of_bibliography(bibliography, [document]))
    ranks = [next(s.rank for s in Standing if s.key == key) for key in re.findall(r'data-standing="([\w-]+)"', made)]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(bibliography.entries) == 15
    assert "15 references: 12 verified, 1 not settled, 1 with differences, 1 not checked" in made
    assert "Markers without an entry: 12" in made
    assert "What was not checked may well exist" in made
    assert "<del>2014</del>" in made
    assert "<ins>2017</ins>" in made


def test_the_text_leads_to_the_references_and_back(example):
    document, bibliography = example
    made = report_page(of_bibliography(bibliography, [document]))
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    leads = set(re.findall(r'href="#([^"]+)"', made))
    assert leads
    assert leads <= set(ids)
    rests = json.loads(re.search(r'id="data">(.*?)</script>', made)[1])
    assert rests == [list(claim.references) for claim in bibliography.claims]
    for number, claim in enumerate(bibliography.claims):
        [shown] = re.findall(rf'id="c{number}">(.*?)</span>', made, re.S)[:1]
        assert unescape(re.sub(r"<[^>]*>", "", shown))[:20] == claim.quote[:20]


def test_two_documents_keep_their_claims_and_entries_apart():
    texts = [
        backref.readers.read_text(
            "Heat helps.[1]\n\nReferences\n\n1. Roe A. Heat for stiff backs. Spine. 2001;26:11-19.\n"
        ),
        backref.readers.read_text(
            "Cold does not.[1]\n\nReferences\n\n1. Poe B. Cold and the spine. Pain. 2002;2:1-9.\n"
        ),
    ]
    made = report_page(of_bibliography(backref.resolve(texts, []), texts))
    assert [re.search(rf'id="c{n}">(\w+)', made)[1] for n in (0, 1)] == ["Heat", "Cold"]
    assert [re.search(rf'href="#r{n}">', made) is not None for n in (0, 1)] == [True, True]


def test_passages_are_quoted_with_their_places_and_their_absence_is_no_accusation():
    passage = Passage(
        text="Heat <b>eased</b> pain in 21 %.", place="abstract, sentence 3", source="pubmed", url="https://pubmed.ncbi.nlm.nih.gov/1/",
        licence="CC BY 4.0", marks=(Mark(span=Span(0, 4), kind="word"),), score=0.5,
        unlike=(Unlike(kind="number", here="12 %", there="21 %", span=Span(26, 30)),),
    )  # fmt: skip
    claims = tuple(Claim(span=Span(0, 1), text=f"Claim {n}", references=(0,)) for n in range(3))
    passages = (
        Passages(claim=0, reference=0, status="found", passages=(passage,)), Passages(claim=1, reference=0, status="none-found"),
        Passages(claim=2, reference=0, status="no-text"),
    )  # fmt: skip
    bibliography = Bibliography(entries=(entry(Status.MATCHED),), claims=claims, passages=passages)
    made = report_page(of_bibliography(bibliography))
    assert "Heat</mark> &lt;b&gt;eased&lt;/b&gt; pain in " in made
    assert 'class="unlike">21 %</mark>' in made
    assert "<del>12 %</del> here, <ins>21 %</ins> there" in made
    assert "abstract, sentence 3, as given by <a" in made
    assert "CC BY 4.0" in made
    assert made.count("No passage found") == made.count("No text of the work to look in") == 1


@pytest.mark.parametrize("build", [report_page, report_lines])
def test_nothing_that_others_wrote_becomes_markup(build):
    document = backref.readers.read_text(NASTY)
    made = build(of_bibliography(backref.resolve(document, []), [document]))
    assert "<img" not in made
    assert "<script>alert" not in made


@given(strategies.any_text, st.text(max_size=40))
def test_whatever_the_text_the_page_holds_it_and_no_element_of_its_own(text, title):
    document = backref.readers.read_text(text)
    made = report_page(of_bibliography(backref.resolve(document, []), [document], title=title or "x", made="now"))
    assert made.count("<script") == 2
    assert set(re.findall(r"<([a-z1-6]+)[ >]", made)) <= set(
        "html head meta title style body header h1 h2 h3 h4 p nav input button details summary dl dt dd kbd main section pre span a ol ul li code div b"
        " table caption thead tbody tr th td del ins i small footer script blockquote mark".split()
    )


@pytest.mark.parametrize("known", [0, 100])
def test_a_hundred_references_are_less_than_300_kb(known):
    works = tuple(
        backref.Reference(
            type="article-journal", title=f"A randomized trial of treatment {n} for chronic low back pain in adults", doi=f"10.5555/work.{n}", pmid=str(30000000 + n),
            container_title="Spine", volume=str(n), page=f"{n}-{n + 9}", author=tuple({"family": f"{name}{n}", "given": "AB"} for name in ("Author", "Other", "Third", "Fourth", "Fifth")),
            issued={"date-parts": [[2001]]},
        )
        for n in range(1, known + 1)
    )  # fmt: skip
    lines = [
        f"{n}. Author{n} AB, Other{n} CD, Third{n} EF, et al. A randomized trial of treatment {n} for chronic low back pain in adults. Spine. 2001;{n}:{n}-{n + 9}. doi:10.5555/work.{n}"
        for n in range(1, 101)
    ]
    prose = " ".join(
        f"Treatment {n} eases pain in {n} % of adults who were followed for a year [{n}]." for n in range(1, 101)
    )
    document = backref.readers.read_text(f"{prose}\n\nReferences\n\n" + "\n".join(lines) + "\n")
    with fake_services(works) as services:
        sources = backref.open_sources(settings=services.settings(), only=("pubmed", "crossref")) if known else []
        bibliography = backref.resolve(document, sources)
    assert len(bibliography.entries) == 100
    assert sum(entry.resolution.status.is_match for entry in bibliography.entries) == known
    assert len(report_page(of_bibliography(bibliography, [document])).encode()) < 300_000


def test_a_check_is_reported_with_its_faults():
    text = "@book{roe2001,\n  title = {One},\n  author = {Roe, R.},\n  publisher = {X},\n  year = {20155}\n}\n"
    found = check(text, [])
    report = of_check(found.files, found.faults, made="now")
    assert "BR203: the year 20155 is out of range" in report.rows[0].faults
    made = report_page(report)
    assert "the year 20155 is out of range" in made
    assert 'class="ref" data-ref="0"' in made


def test_the_commands_write_it(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT / "examples")
    whom = ["--catalogue", CATALOGUE, "--offline", "--no-cache", "-q"]
    done = CliRunner().invoke(
        command,
        ["resolve", "low-back-pain.md", *whom, "-o", str(tmp_path / "a.bib"), "--report", str(tmp_path / "a.html")],
    )
    assert done.exit_code == 1, done.output
    assert "15 references: 12 verified" in (tmp_path / "a.html").read_text(encoding="utf-8")
    reports = ["--report", f"html={tmp_path / 'c.html'}", "--report", f"sarif={tmp_path / 'c.sarif'}"]
    done = CliRunner().invoke(command, ["check", "thesis.bib", "thesis.tex", *whom, *reports])
    assert done.exit_code in (1, 3), done.output
    assert "40 references: 29 verified, 11 with differences" in (tmp_path / "c.html").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "c.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    done = CliRunner().invoke(command, ["check", "thesis.bib", *whom, "--report", "pdf=x"])
    assert done.exit_code == 2
    assert "html" in done.output


def test_a_report_never_replaces_its_input(tmp_path):
    (tmp_path / "a.md").write_text("See doi:10.5555/a.\n")
    done = CliRunner().invoke(
        command, ["resolve", str(tmp_path / "a.md"), "--offline", "-q", "--report", str(tmp_path / "a.md")]
    )
    assert done.exit_code == 2
    assert (tmp_path / "a.md").read_text() == "See doi:10.5555/a.\n"


def test_nothing_of_it_is_imported_unless_it_is_asked_for():
    said = "import sys, backref.cli.resolve, backref.cli.check; print([m for m in sys.modules if 'reporting' in m or 'serving' in m or 'starlette' in m])"
    done = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "src")}
    )
    assert done.stdout.strip() == "[]"


def test_a_fault_stands_with_its_own_entry_where_two_have_one_key():
    entry = "@book{{a, title = {{Heat}}, author = {{Roe, R.}}, publisher = {{X}}, year = {{{}}}}}\n"
    found = check(entry.format("20155") + entry.format("2015"), [])
    first, second = of_check(found.files, found.faults).rows
    assert any("20155" in fault for fault in first.faults)
    assert not any("20155" in fault for fault in second.faults)
