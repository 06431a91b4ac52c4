"""What keeps the code readable in one sitting: no module over 500 lines, no function over 60, no long line without a
reason.

Complexity is the linter's.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "backref"
MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_and_its_functions_are_short(path):
    text = path.read_text(encoding="utf-8")
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {each.name: each.end_lineno - each.lineno + 1 for each in functions if each.end_lineno - each.lineno >= 60}
    assert (text.count("\n") <= 500, long) == (True, {})


def test_a_class_has_a_name_of_its_own():
    """One word, one idea: whoever looks for a class finds one."""
    found: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(path.relative_to(SOURCE).as_posix())
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_the_architecture_names_every_room():
    page = (SOURCE.parents[1] / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in SOURCE.iterdir() if not path.name.startswith(("_", "py.typed"))} - {"data"}
    assert {
        room
        for room in rooms
        if not re.search(rf"`(?:[a-z]+, )*(?:backref\.)?{room}\b|^\s+{room}\b", page, re.MULTILINE)
    } == set()


LONGEST = 120


def excused(text: str) -> set[int]:
    """The lines that may be long.

    Those of string literals (patterns, words, cases), of examples that run, of tables and signatures that the formatter
    skips, and with a note to a checker, which cannot stand elsewhere.
    """
    tree = ast.parse(text)
    lines = text.split("\n")
    told = {number for number, line in enumerate(lines, 1) if "# noqa" in line or "# type: ignore" in line}
    documented: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
            node
        ):
            documented.update(range(node.body[0].lineno, node.body[0].end_lineno + 1))
        if isinstance(node, ast.stmt):
            end = (
                node.body[0].lineno - 1 if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else node.end_lineno
            )
            if "# fmt: skip" in lines[end - 1] or "# fmt: skip" in lines[end - 2]:
                told.update(range(node.lineno, end + 1))
    is_example = False
    for number in sorted(documented):
        line = lines[number - 1].strip()
        is_example = bool(line) and (is_example or line.startswith(">>>"))
        if is_example:
            told.add(number)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.STRING:
            told.update(number for number in range(token.start[0], token.end[0] + 1) if number not in documented)
    return told


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_long_line_has_a_reason(path):
    text = path.read_text(encoding="utf-8")
    long = {number for number, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST}
    assert not long or long <= excused(text), sorted(long - excused(text))
