"""Every rule has a bad example that breaks it alone in its family, a good one that breaks none, and a place in the
documentation.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from checked_examples import project_of

from backref import checking
from backref.checking import CheckedEntry, CheckedFile
from backref.model import Difference, Finding, FindingKind, Record, Reference, Resolution, Status

RULES = checking.rules()
DOCS = Path(__file__).resolve().parents[2] / "docs"


def codes(example, rules):
    return [fault.rule.code for fault in checking.check(project_of(example), rules)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_breaks_this_rule_alone_in_its_family(rule):
    family = checking.chosen([rule.code[:3]])
    assert set(codes(rule.bad, family)) == {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_good_example_breaks_no_rule_of_its_family(rule):
    assert codes(rule.good, checking.chosen([rule.code[:3]])) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.is_certain], ids=lambda rule: rule.code)
def test_a_certain_rule_mends_its_bad_example_once_and_for_all(rule):
    [file] = project_of(rule.bad).files
    faults = checking.check(project_of(rule.bad), [rule])
    mended = checking.mend(file.text, faults)
    assert mended != file.text
    again = checking.check(project_of(rule.bad._replace(text=mended)), [rule])
    assert again == []
    assert checking.mend(mended, again) == mended


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.is_certain], ids=lambda rule: rule.code)
def test_any_other_rule_mends_nothing(rule):
    assert not any(fault.edits for fault in checking.check(project_of(rule.bad), [rule]))


@pytest.mark.parametrize("kind", [k for k in FindingKind if not k.is_quiet and k != FindingKind.DUPLICATE])
def test_every_kind_of_finding_has_a_rule(kind):
    verdict = Resolution(status=Status.MATCHED, findings=(Finding(kind=kind, message="it was found"),))
    file = CheckedFile("refs.bib", "", "bibtex", (CheckedEntry("a", Reference(title="Heat"), verdict=verdict),))
    [fault] = checking.check(checking.CheckedProject((file,)), checking.chosen(["BR3"]))
    assert fault.rule.code[:4] in ("BR30", "BR32", "BR33")


@pytest.mark.parametrize("status", [status for status in Status if status != Status.MATCHED])
def test_every_verdict_but_a_match_has_a_rule(status):
    difference = Difference(variable="volume", text="1", record="2")
    record = Record(reference=Reference(title="Heat"), source="crossref") if status.is_match else None
    verdict = Resolution(status=status, record=record, differences=(difference,))
    file = CheckedFile("refs.bib", "", "bibtex", (CheckedEntry("a", Reference(title="Heat"), verdict=verdict),))
    [fault] = checking.check(checking.CheckedProject((file,)), checking.chosen(["BR3"]))
    assert (fault.rule.code == checking.UNCHECKED) == (status in (Status.FAILED, Status.NOT_ASKED))


def test_codes_and_names_are_unique_and_well_formed():
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"BR[1-4]\d\d", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        assert rule.summary.endswith(".")
    assert checking.UNCHECKED in {rule.code for rule in RULES}


def test_the_longer_code_decides():
    assert [rule.code for rule in checking.chosen(["BR2", "BR301"], ["BR2", "BR301"])] == []
    assert [rule.code for rule in checking.chosen(["BR321"], ["BR3"])] == ["BR321"]
    assert "BR321" not in [rule.code for rule in checking.chosen([], ["BR32"])]


def test_every_rule_is_documented():
    spec = importlib.util.spec_from_file_location("hooks", DOCS / "hooks.py")
    hooks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hooks)
    page = hooks.on_page_markdown((DOCS / "reference/rules.md").read_text(encoding="utf-8"))
    for rule in RULES:
        assert f"### {rule.code} {rule.name}\n\n{rule.summary}" in page
        assert f"](#{rule.code.lower()}-{rule.name})" in page
    assert set(hooks.FAMILIES) == {rule.code[:3] for rule in RULES}
