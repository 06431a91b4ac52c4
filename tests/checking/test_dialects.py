"""What other programs write in their own way is no fault, and what they wrote stays."""

from __future__ import annotations

import pytest

from backref import checking, formats

THESIS = (
    "TY  - THES\nAU  - Roe, Jane\nTI  - Heat in buildings\nPB  - MIT\nPY  - 2001\nM3  - Ph.D.\nL1  - roe.pdf\nER  - \n"
)
SHOUTED = "@ARTICLE{roe2001,\n author = {Roe, J.},\n title = {Heat},\n journal = {Spine},\n year = 2001\n}\n"


@pytest.mark.parametrize(("name", "text"), [("a.ris", THESIS), ("a.bib", SHOUTED)])
def test_a_dialect_is_no_fault(name, text):
    project = checking.CheckedProject((checking.load(name, text, checking.kind_of(name, text)),), this_year=2026)
    assert [(hit.rule.code, hit.message) for hit in checking.check(project)] == []


def test_a_capital_hides_no_missing_field():
    text = "@ARTICLE{roe2001,\n author = {Roe, J.},\n title = {Heat}\n}\n"
    project = checking.CheckedProject((checking.load("a.bib", text, "bibtex"),), this_year=2026)
    assert [hit.rule.code for hit in checking.check(project)] == ["BR251"]


def test_the_path_of_a_file_and_protected_words_are_carried_to_the_other_dialect():
    text = (
        "@article{a, title = {On {DNA}}, shorttitle = {The {{DNA}}}, journal = {J}, year = 2001, titleaddon = {of {Mars}}, "
        r"file = {:My papers/suppl\;1 of 2.pdf:PDF;:C$\backslash$:/x y.pdf:PDF}}"
    )
    made = formats.dump(formats.load(text, "bibtex").bibliography(), "biblatex")
    for said in ("shorttitle = {The {{DNA}}}", "titleaddon = {of {Mars}}", r"{:My papers/suppl\;1 of 2.pdf:PDF;:C$\backslash$:/x y.pdf:PDF}"):  # fmt: skip
        assert said in made
    items = formats.dump(formats.load(text, "bibtex").bibliography(), "csl-json")
    assert "{:My papers/" in formats.dump(formats.load(items, "csl-json").bibliography(), "bibtex")


def test_entries_that_touch_stay_so_and_the_top_of_a_sorted_file_stays_its_top():
    glued = "@misc{b, title = {B}}@misc{a, title = {A}}\n"
    assert formats.dump(formats.load(glued, "bibtex").bibliography(), "bibtex") == glued
    topped = "% Encoding: UTF-8\n% by hand\n\n@misc{b, title = {B}}\n\n@misc{a, title = {A}}\n"
    bibliography = formats.load(topped, "bibtex").bibliography()
    turned = bibliography.model_copy(update={"entries": bibliography.entries[::-1]})
    assert formats.dump(turned, "bibtex").startswith("% Encoding: UTF-8\n% by hand\n\n@misc{a")
