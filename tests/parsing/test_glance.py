"""A rule whose words a text does not show is not tried, and would have found nothing."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backref.fields import ids
from backref.model import Identifier, Span
from backref.parsing import assemble, glance, parse, parse_many
from backref.parsing.kinds import guessed as kinds
from backref.parsing.rules import (
    archives,
    datasets,
    films,
    fixed,
    holdings,
    hosts,
    imprints,
    lectures,
    periodicals,
    posts,
    press,
    publishers,
    stations,
    statute_forms,
    statutes,
    trials,
    years,
)
from backref.parsing.tagging.columns import columns
from backref.parsing.tagging.pieces import Pieces
from backref.parsing.tagging.segments import Run
from backref.text.spotting import spotted

GOLD = Path(__file__).resolve().parents[1] / "gold" / "citations.jsonl"
MARKS = st.sampled_from(["", " ", ".", ", ", "(", "[", "«", "-", "_", "/", "&", "\n", "'", "’", "”", "\u0301"])
BEFORE = st.sampled_from(
    ["", "1", "12 ", "a. ", "Ü. ", "U.S.", "Roe R. ", "10.1/", "doi:10.1000/", "https://a.org/", "İ ", "王 ", "ſ "]
)
BEHIND = st.sampled_from(
    ["", "2", "2a", ".", ".org", " 12", ".b.c.", " Roe", "10.1000/x", " doi:10.1000/x", "https://a.org", " İ", "王"]
)


def everything(monkeypatch):
    """Let every text show all families."""
    monkeypatch.setattr(glance, "shown", lambda raws, *_: [glance.ALL] * len(raws))


def mixed(raws: list[str]) -> list[str]:
    """Texts cut, joined and printed in other letters, so that words of all families stand where they seldom do."""
    choose = random.Random(4)
    found = list(raws)
    for raw in raws:
        other = choose.choice(raws)
        cut = choose.randrange(len(raw))
        found += [raw[:cut] + other[cut:], f"{other} {raw}", choose.choice((raw.upper(), raw.lower(), raw[cut:]))]
    return found


def test_a_rule_that_is_passed_over_finds_nothing(monkeypatch):
    raws = mixed([json.loads(line)["raw"] for line in GOLD.read_text(encoding="utf-8").splitlines()][::10])
    passed = list(parse_many(raws))
    everything(monkeypatch)
    assert passed == list(parse_many(raws))


FAMILIES = [
    ([max(found, key=len) for found in map(spotted, parts) if found], frozenset(words()), marks)
    for parts, words, marks in glance._FAMILIES
]


def held(raw: str) -> list[int]:
    """The numbers of the families of which a text holds a word."""
    printed = spotted(raw)
    return [
        number
        for number, (parts, words, marks) in enumerate(FAMILIES)
        if printed is None
        or any(part in word for part in parts for word in printed)
        or not words.isdisjoint(printed)
        or any(mark in raw for mark in marks)
    ]


@settings(max_examples=60)
@given(
    st.sampled_from(sorted({word for family in FAMILIES for of in family for word in of})),
    BEFORE,
    MARKS,
    MARKS,
    BEHIND,
    st.sampled_from([str, str.upper, str.title]),
)
def test_a_word_of_a_family_is_seen_wherever_it_stands(word, before, mark, end, behind, printed):
    seen = []
    original = assemble.assemble
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assemble, "assemble", lambda items: original([seen.append(item) or item for item in items]))
        parse(f"{before}{mark}{printed(word)}{end}{behind}")
    for raw, *_, bits in seen:
        assert all(bits >> number & 1 for number in held(raw))


def test_a_word_that_an_identifier_cuts_is_seen():
    raw = "A uspatentus. Roe"
    cut = ids.Sighting(Identifier("doi", "10.1/x"), Span(7, 9), Span(7, 9))
    tokens = columns([raw], [[cut]], Pieces(128))
    assert glance.shown([raw], [[cut]], tokens)[0] & kinds._PATENTS.family


@pytest.mark.parametrize(
    ("signs", "texts"),
    [
        (
            kinds._THESES,
            "PhD thesis|master's dissertation|Thesis|tese|tesis|Doktorarbeit|DISSERTAÇÃO|Habilitationsschrift",
        ),
        (kinds._PATENTS, "US patent 12|Patent 4"),
        (kinds._PACKAGES, "R package|r packages"),
        (kinds._PROGRAMS, "[software]|[Computer programme]|[App]|[mobile app, 2]|version 1.2 ["),
        (kinds._DATA, "[Data set]|[dataset]"),
        (kinds._REPORTS, "Technical report|white papers|report no|Arbeitspapier|Projektbericht|Rapport"),
        (kinds._PREPRINTS, "arXiv|bioRxiv|medRxiv|ChemRxiv|PsyArXiv|Preprint|SSRN"),
        (
            kinds._MEETINGS,
            "Proceedings|Proc.|conference|Conf.|Symposium|Workshop|congress|Meeting|Tagung|Kongress|Congresso|Anais|Simpósio|colloquium",
        ),
        (
            kinds._LAWS,
            "Roe v. Wade, 410 U.S. 113|Roe vs. Wade, 410 US 113|Act of 1990|Public Law|Pub. L. 12|Directive 9|Regulation (EU",
        ),
    ],
)
def test_what_a_pattern_of_types_matches_is_of_its_family(signs, texts):
    for text in texts.split("|"):
        assert signs.pattern.search(text)
        assert glance.load().of(text) & signs.family


@pytest.mark.parametrize(
    ("hints", "family", "others"),
    [
        (films._HINTS, films.FAMILY, []),
        (holdings._HINTS, holdings.FAMILY, []),
        (statute_forms.HINTS, statutes.FAMILY, ["§", "U. S. C"]),
        ([hint for _, hints, _ in fixed._SHAPES for hint in hints], fixed.FAMILY, ["R: ", ". “", '. "']),
        (["[@roe]", "11.30p.m. ", "11.30 p.m.", *posts._SIGNS[1:]], posts.FAMILY, []),
        (["SN: 12", "ZA1234", "(ICPSR 37080", "UKDA-SN-12"], datasets.FAMILY, []),
        (["Nxb ", "NXB.", "Nhà xuất bản"], publishers.VIETNAMESE, []),
        (["Roe/Low"], hosts.STROKES, []),
        (
            [
                "NCT04280705",
                "ISRCTN50189673.",
                "(EudraCT 2020-001113-21)",
                "ChiCTR2000029308",
                "ACTRN12620000445976",
                "DRKS00021145",
                "CRD42020178821",
                "UMIN000039873",
                "CTRI/2020/04/024775",
            ],
            trials.NEEDS & glance.ALL,
            [],
        ),
        (
            "Jahresbericht|Rapporto|Raport|Informe|Relatório|Отчёт|Отчет|Årsberetning|Final Report".split("|"),
            imprints.REPORTS,
            [],
        ),
        ("Staatsarchiv|arhiv|Rijksarchief|Riksarkivet|архив|British Library".split("|"), archives.FAMILY, []),
        (
            "Vortrag auf|Paper read at|Ponencia dictado en|Comunicación leída en|Trabalho proferido no".split("|"),
            lectures.FAMILY,
            [],
        ),
        (["c1998-99"], years.COPYRIGHT & glance.ALL, []),
    ],
)
def test_every_hint_of_a_rule_is_of_its_family(hints, family, others):
    """A rule looks for the others itself; "《" stands beside Han, which may hold anything."""
    shows = [glance.shown([raw], [[]], columns([raw], [[]], Pieces(128)))[0] for raw in hints]
    assert [hint for hint, bits in zip(hints, shows, strict=True) if not bits & family] == others


def test_a_mark_that_belongs_to_no_word_is_shown():
    assert glance.shown(["Roe /"], [[]], columns(["Roe /"], [[]], Pieces(128)))[0] & hosts.STROKES


@pytest.mark.parametrize(
    ("needs", "labels", "others"),
    [
        (
            stations.NEEDS,
            "title container-title",
            "title|container-title pages|container-title publisher|container-title volume",
        ),
        (periodicals.NEEDS, "title volume", "title|volume|title volume container-title"),
        (press.NEEDS, "publisher pages", "publisher|pages|publisher pages container-title"),
        (publishers.NEEDS, "title date", "publisher|volume|issue|title institution"),
        (statutes.UNDATED, "author title", "author|title date"),
        (years.UNDATED, "title title", "title date|date"),
        (trials.NEEDS & ~glance.ALL, "title container-title", "title container-title volume"),
    ],
)
def test_a_rule_is_asked_where_the_labels_are_that_it_needs(needs, labels, others):
    assert glance.with_labels(0, labels.split()) & needs == needs
    assert [each for each in others.split("|") if glance.with_labels(0, each.split()) & needs == needs] == []


def test_a_label_that_is_asked_for_later_is_known_then():
    needs = glance.lacks("title")
    assert glance.with_labels(0, []) & needs == needs
    later = glance.lacks("a label of a rule to come")
    assert glance.with_labels(0, ["title"]) & (needs | later) == later


@pytest.mark.parametrize(
    ("raw", "values", "kind"),
    [
        ("", {"title": "Jahresbericht 2003"}, "report"),
        ("", {"title": "Wind: final report."}, "report"),
        ("Staatsarchiv Basel-Stadt, fol. 33r", {"title": "A"}, "manuscript"),
        ("ASV, Senato, reg. 12", {"title": "A"}, "manuscript"),
    ],
)
def test_what_shows_its_words_is_looked_for(raw, values, kind):
    seen = glance.load().of(f"{raw} {values['title']}")
    assert imprints.kind_of(raw, values, "book", seen) == kind


def test_labels_that_a_rule_made_are_those_that_the_next_one_sees():
    citation = assemble._Citation(assemble.Item("Lei nº 9, de 20 de maio de 1996.", ([], []), [], []))
    for labels in (["title"], ["title", "date"], ["title"]):
        citation.mend([Run(label, 0, 4, 0.9) for label in labels])
        assert (citation.seen & statutes.UNDATED == statutes.UNDATED) == ("date" not in labels)
        assert citation.seen & glance.ALL == glance.ALL


def test_the_words_of_families_are_letters():
    """They stand within one piece of a text, and are no longer than what is looked at beside an identifier."""
    for parts, words, _ in FAMILIES:
        assert all(spotted(word) in (None, [word]) and len(word) <= glance._LONGEST for word in (*parts, *words))
        assert all(len(part) > 1 for part in parts)
    assert 0 < len(FAMILIES) < 62


def test_the_families_of_all_rules_are_known_whoever_asks_first():
    code = "from backref.parsing import glance; from backref.parsing.rules import films; print(glance.load().of('Staatsarchiv') > 0)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "True\n"
