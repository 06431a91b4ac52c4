"""Lists of cases, statutes and treaties under headings of their own are lists; what else stands under such a heading is
prose.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import backref
from backref.readers import read_text

GOLD = Path(__file__).resolve().parents[1] / "gold" / "citations.jsonl"
HEADINGS = {"law reports": ("Table of cases", "CASES CITED", "Rechtsprechungsverzeichnis"), "statutes": ("Legislation", "2. Table of statutes"), "treaties": ("Treaties",)}  # fmt: skip
CASES = [
    "Airedale NHS Trust v Bland [1993] AC 789 (HL)",
    "Brown v. Board of Education, 347 U.S. 483 (1954)",
    "Case C-176/03 Commission v Council [2005] ECR I-7879",
    "Donoghue v Stevenson [1932] UKHL 100, [1932] AC 562",
]
STATUTES = ["Human Rights Act 1998", "Directive 2002/60/EC [2002] OJ L192/27", "18 U.S.C. § 1030"]
BOOKS = [
    "Hart HLA, The Concept of Law (3rd edn, Oxford University Press 2012)",
    "Ashworth A, 'Testing Fidelity to Legal Values' (2000) 63 MLR 633",
]


def raws(text: str, name: str = "a.txt") -> list[str]:
    return [citation.raw for citation in backref.find(backref.readers.read(text.encode(), name)).citations]


def rows() -> list[tuple[str, str, str]]:
    lines = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return [(kind, heading, "\n".join(" ".join(line["raw"].split()) for line in lines if line["style"] == kind)) for kind, all_ in HEADINGS.items() for heading in all_]  # fmt: skip


@pytest.mark.parametrize(("kind", "heading", "body"), rows(), ids=lambda value: value if len(value) < 40 else "")
def test_rows_of_law_under_their_heading_are_found(kind, heading, body):
    lines = body.split("\n")
    found = raws(f"Heat helps.\n\n{heading}\n\n{body}\n\nAppendix\n\nWhat stands behind it.\n")
    assert len(lines) > 3
    assert {line.rstrip(".") for line in lines} - {raw.rstrip(".") for raw in found} == set()


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_bibliography_of_law_is_found_whole(name):
    mark = "## " if name.endswith("md") else ""
    between = "\n\n" if mark else "\n"
    text = (
        f"The rule is old (Donoghue v Stevenson [1932] AC 562).\n\n{mark}Bibliography\n\n{mark}Table of cases\n\n{between.join(CASES)}\n\n"
        f"{mark}Legislation\n\n{between.join(STATUTES)}\n\n{mark}Secondary sources\n\n{between.join(BOOKS)}\n"
    )
    assert raws(text, name) == [*CASES, *STATUTES, *BOOKS]
    document = backref.readers.read(text.encode(), name)
    linked = backref.link(document, found := backref.find(document))
    assert [[found.citations[at].raw for at in claim.references] for claim in linked.claims] == [[CASES[3]]]


def test_a_list_of_cases_goes_on_under_the_headings_that_part_it():
    text = f"Table of cases\n\nEngland and Wales\n\n{CASES[0]}\n{CASES[3]}\n\nUnited States\n\n{CASES[1]}\n\nEpilogue\n\nWhat stands behind it says nothing.\n"
    assert raws(text) == [CASES[0], CASES[3], CASES[1]]


def test_cases_of_a_clinic_are_prose():
    text = (
        "Cases\n\nCase 1 was a man of 54 who had been treated in 2015 for pain in the lower back.\n\nCase 2 was a woman of 61. She was well after two weeks [1].\n\n"
        "References\n\n1. Roe A. Heat for backs. Spine. 2001;26(1):11-19.\n"
    )
    assert raws(text) == ["Roe A. Heat for backs. Spine. 2001;26(1):11-19."]
    document = read_text(text)
    assert [claim.text for claim in backref.link(document, backref.find(document)).claims] == [
        "She was well after two weeks."
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_short_case_at_the_top_is_no_heading(between):
    cases = ["R v Brown [1994] 1 AC 212", "Donoghue v Stevenson [1932] AC 562", "Caparo v Dickman [1990] 2 AC 605 (HL)"]
    assert raws(f"Heat helps.\n\nTable of Cases\n\n{between.join(cases)}\n") == cases


def test_cases_that_a_page_has_run_together_are_each_an_entry_and_a_judgment_is_none():
    judgment = "The rule in Brown v Board [1954] AC 483 applies. It was doubted in Roe v Doe [1994] 2 AC 264 at 301."
    found = raws("\n\n".join(("Table of cases", " ".join(CASES), "Judgment", judgment)))
    assert found[: len(CASES)] == CASES
    assert judgment not in found
