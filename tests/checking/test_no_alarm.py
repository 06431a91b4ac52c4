"""What is right though it looks like a fault: no rule says anything, and nothing is mended."""

from __future__ import annotations

import pytest

from backref import checking

RIGHT = {
    "a journal's short name in a title": "@misc{roe, title = {Comment on J. Appl. Phys.}}",
    "an edition": "@misc{roe, title = {Review of Heat. 2. Aufl.}}",
    "terms of a glossary": "@index{duck}\n@entry{svm, name = {SVM}, description = {a machine}}\n@dualabbreviation{html, short = {HTML}, long = {markup}}\n",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_no_fault(text):
    file = checking.load("refs.bib", text, "bibtex")
    faults = checking.check(checking.CheckedProject((file,), this_year=2026), checking.chosen(["BR2"]))
    assert [(fault.rule.code, fault.message) for fault in faults] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("@misc{roe, title = {Theory of heat.}}", "BR235"),
        ("@misc{roe, title = {Comment on Physics.}}", "BR235"),
        ("@entry{roe, title = {Theory of heat}}", "BR254"),
    ],
)
def test_what_is_wrong_beside_it_is_one(text, code):
    file = checking.load("refs.bib", text, "bibtex")
    faults = checking.check(checking.CheckedProject((file,), this_year=2026), checking.chosen([code]))
    assert [fault.rule.code for fault in faults] == [code]
