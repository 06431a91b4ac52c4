"""Adding a plug-in of each kind inside is one file and its golden case: shown in a copy of the package and of its
tests, where nothing is edited.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from example_house import HOUSE, ROOT

from backref.testing import FAULTS

SOURCE = HOUSE / "src" / "backref_house"
# Each kind: the file that is added, its golden cases, and the tests that must find them.
ADDED = {
    "source": ("sources/shelf.py", {"shelf": "payloads/shelf"}, ("contract/test_sources.py", "sources/test_payloads.py"), "shelf and not page"),
    "dump": ("dumps/cards.py", {"cards": "dumps/samples"}, ("dumps/test_dumps.py",), "cards or every_importer"),
    "reader": ("readers/asciidoc.py", {"asciidoc": "golden/find"}, ("contract/test_readers.py", "golden", "property/test_stages.py"), "adoc or asciidoc"),
    "format": ("formats/wiki_list.py", {"wiki-list": "golden/read/wiki-list"}, ("contract/test_formats.py", "golden"), "wiki or every_readable"),
    "style": ("styles/house.py", {"house": "golden/lists"}, ("contract/test_formats.py", "golden"), "house"),
    "rule": ("checking/house_rules.py", {}, ("checking/test_rules.py",), "BR29 or codes_and_names"),
}  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    without = shutil.ignore_patterns("__pycache__")
    for name in ("src", "tests", "examples", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=without)
    for name in ("pyproject.toml", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder)
    for module, cases, _, _ in ADDED.values():
        text = (SOURCE / Path(module).name).read_text(encoding="utf-8")
        (folder / "src" / "backref" / module).write_text(text.replace("HS10", "BR29"), encoding="utf-8")
        for name, place in cases.items():
            shutil.copytree(HOUSE / "cases" / name, folder / "tests" / place, dirs_exist_ok=True)
    return folder


def test_one_file_and_its_golden_case_are_all(copy):
    """The tests that must find what was added, all in one process."""
    words = [f"(({chosen}) and ({' or '.join(map(_module, tests))}))" for _, _, tests, chosen in ADDED.values()]
    files = dict.fromkeys(f"tests/{test}" for _, _, tests, _ in ADDED.values() for test in tests)
    done = _tested(copy, " or ".join(words), *files)
    assert done.returncode == 0, done.stdout[-3000:]
    for kind, (_, _, tests, _) in ADDED.items():
        assert [test for test in tests if f"PASSED tests/{test}" not in done.stdout] == [], kind
    suffered = "PASSED tests/contract/test_sources.py::test_a_fault_never_says_that_the_work_does_not_exist[shelf-{}]"
    assert [fault for fault in FAULTS if suffered.format(fault) not in done.stdout] == []
    for name in (
        "test_no_slip_of_a_byte_raises[0.5-shelf.cards]",
        "test_what_is_cut_off_gives_what_stands_before[shelf.cards]",
    ):
        assert f"PASSED tests/dumps/test_dumps.py::{name}" in done.stdout


def test_a_source_that_takes_a_failure_for_an_answer_is_found_out(copy):
    text = (SOURCE / "shelf.py").read_text(encoding="utf-8")
    careless = text.replace("if payload.status != 200:", "if payload.status == 404:\n        return []\n    if False:")
    careless = careless.replace('answer.get("books") if', 'answer.get("books", []) if').replace('"shelf"', '"shed"')
    (copy / "src" / "backref" / "sources" / "shed.py").write_text(careless, encoding="utf-8")
    cases = copy / "tests" / "payloads" / "shed"
    shutil.copytree(HOUSE / "cases" / "shelf", cases)
    for case in cases.iterdir():
        case.write_text(case.read_text(encoding="utf-8").replace('"shelf"', '"shed"'), encoding="utf-8")
    try:
        done = _tested(copy, "shed and fault_never", "tests/contract/test_sources.py")
    finally:
        shutil.rmtree(cases)
        (copy / "src" / "backref" / "sources" / "shed.py").unlink()
    found = set(re.findall(r"^FAILED .*does_not_exist\[shed-(.+?)\]", done.stdout, re.MULTILINE))
    assert found == {"404", "error-body"}, done.stdout[-3000:]


def _tested(copy: Path, chosen: str, *files: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "-o", "addopts=", "-k", chosen]
    command += ["--hypothesis-profile", "few"]
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}
    return subprocess.run([*command, *files], cwd=copy, env=environment, capture_output=True, text=True, timeout=600)


def _module(test: str) -> str:
    return Path(test).name


def test_they_are_listed_as_ours(copy):
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "backref", "plugins"],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    for name in ("shelf", "asciidoc (.adoc)", "wiki-list (.wiki)", "house", "cards", "BR291"):
        assert name in done.stdout
