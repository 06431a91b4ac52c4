"""What says nothing of a work changes nothing of what is read: blanks, wrapped lines, accents written apart, the number
before an entry, the stop at its end.
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from pathlib import Path

import pytest

from backref.parsing import parse, parse_many

GOLD = Path(__file__).resolve().parents[1] / "gold" / "citations.jsonl"
RAWS = [json.loads(line)["raw"] for line in GOLD.read_text(encoding="utf-8").splitlines()][::3]
LATIN = [raw for raw in RAWS if raw[:1].isupper() and raw[:1] < "\u0180"]
PRINTS = {
    "blanks that do not break": lambda raw: raw.replace(" ", "\u00a0"),
    "two blanks for one": lambda raw: raw.replace(" ", "  "),
    "wrapped": lambda raw: textwrap.fill(raw, 50, break_long_words=False, break_on_hyphens=False),
    "wrapped and indented": lambda raw: textwrap.fill(
        raw, 50, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    ),
    "accents apart": lambda raw: unicodedata.normalize("NFD", raw),
    "blanks around": lambda raw: f"  {raw}\n",
}
LABELLED = {
    "[12]": lambda raw: f"[12] {raw}",
    "12.": lambda raw: f"12. {raw}",
    "(12)": lambda raw: f"(12) {raw}",
    "12)": lambda raw: f"12) {raw}",
    "[KP91]": lambda raw: f"[KP91] {raw}",
    "[Roe2006-MIT]": lambda raw: f"[Roe2006-MIT] {raw}",
    "(a)": lambda raw: f"(a) {raw}",
    "[12] b)": lambda raw: f"[12] b) {raw}",
    "For reviews, see": lambda raw: f"For recent reviews, see: {raw}",
    "[ABC+12a]": lambda raw: f"[ABC+12a] {raw}",
    "without the stop": lambda raw: raw.rstrip(".") if re.search(r"[^\W_]\.$", raw) and raw.count("/") == 0 else raw,
}


def said(parsed):
    """What a parse says, whatever its blanks and accents are; the number before an entry apart."""
    item = {key: value for key, value in parsed.reference.csl().items() if key != "citation-number"}
    text = unicodedata.normalize("NFC", json.dumps(item, ensure_ascii=False, sort_keys=True))
    return " ".join(re.sub(r"\\[nt]|\s", " ", text).split()).replace('."', '"')


def differing(raws, print_anew):
    printed = [print_anew(raw) for raw in raws]
    pairs = zip(printed, parse_many(raws), parse_many(printed), strict=True)
    return [text for text, plain, anew in pairs if said(plain) != said(anew)]


@pytest.mark.parametrize("print_anew", PRINTS.values(), ids=PRINTS)
def test_the_print_changes_nothing(print_anew):
    assert len(RAWS) > 100
    assert differing(RAWS, print_anew) == []


@pytest.mark.parametrize("print_anew", LABELLED.values(), ids=LABELLED)
def test_a_number_before_it_and_a_missing_stop_change_nothing(print_anew):
    assert len(LATIN) > 80
    assert differing(LATIN, print_anew) == []


def test_places_are_those_of_the_text_as_it_is_printed():
    raw = "[12] Mu\u0308ller R.  Heat\n   of stiff\u00a0joints. Spine. 2001;1:2-9"
    parsed = parse(raw)
    places = {field.variable: field.span.of(raw) for field in parsed.fields}
    assert parsed.raw == raw
    assert places["citation-number"] == "12"
    assert places["author"].startswith("Mu\u0308ller")
    assert places["title"] == "Heat\n   of stiff\u00a0joints"
    assert places["page"] == "2-9"
    assert parsed.reference.author[0].family == "M\u00fcller"


def test_a_visit_is_told_of_a_book_too():
    found = parse("Eco U. Opera aperta. Milano: Bompiani; 1962. Accessed 3 May 2020.").reference
    assert found.accessed.date_parts == ((2020, 5, 3),)
    assert found.issued.year == 1962
    assert found.note is None


def test_a_blank_that_does_not_break_stays_in_a_title_though_the_stop_is_missing():
    parsed = parse("Roe R. In: Practice guidelines\xa0: evaluation of health problems. Leeds: Cold Press; 2011")
    printed = parsed.reference.title or parsed.reference.container_title
    assert printed is not None
    assert "guidelines\xa0: evaluation" in printed
