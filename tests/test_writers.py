"""Every place of the package that changes a file has its line in `benchmarks/kills.py`, and a writer there that is
killed.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "backref"
METHODS = frozenset(
    "write_text write_bytes mkdir touch unlink rmdir rename symlink_to hardlink_to chmod lchmod save savez savez_compressed savetxt tofile extractall".split()
)  # of any object
FUNCTIONS = re.compile(
    r"os\.(?:open|mkdir|makedirs|remove|unlink|removedirs|rmdir|rename|renames|replace|link|symlink|chmod|chown|truncate|mkfifo|mknod|utime)"
    r"|shutil\.(?!which|get_terminal_size).*|tempfile\.(?!gettempdir).*|sqlite3\.connect|tantivy\.Index|index\.writer"
    r"|rmtree|make_archive|mkdtemp|mkstemp|TemporaryDirectory|NamedTemporaryFile|TemporaryFile"
    r"|files\.write|replace_file|write_pieces|write_text"
)
OPENERS = frozenset(("open", "fdopen", "ZipFile"))


@pytest.fixture
def kills(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("kills")


def places(text: str) -> Iterator[str]:
    """Yield the functions of a module that call what changes files."""

    def walk(node: ast.AST, inside: tuple[str, ...]) -> Iterator[str]:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inside = (*inside, node.name)
        if isinstance(node, ast.Call) and changes(node):
            yield ".".join(inside)
        for child in ast.iter_child_nodes(node):
            yield from walk(child, inside)

    yield from walk(ast.parse(text), ())


def changes(call: ast.Call) -> bool:
    called = ast.unparse(call.func)
    name = called.rpartition(".")[2]
    if called == "write_text" or called == "write_pieces":  # of the command line, where None is stdout
        return ast.unparse(call.args[0]) != "None"
    if name in OPENERS and called != "os.open":
        values = [*call.args, *(keyword.value for keyword in call.keywords)]
        modes = [each.value for each in values if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        return any(re.fullmatch("[rwaxbt+]{1,4}", mode) and set(mode) & set("wax+") for mode in modes)
    is_replace = name == "replace" and len(call.args) + len(call.keywords) == 1  # a path's; a text's has two
    return (
        (is_replace and not called.startswith(("replace", "dataclasses")))
        or bool(FUNCTIONS.fullmatch(called))
        or ("." in called and name in METHODS)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f():\n    open(p, 'w')", ["f"]),
        ("def f():\n    open(p, mode='ab')", ["f"]),
        ("def f():\n    p.open('r+')", ["f"]),
        ("def f():\n    p.open('rb')", []),
        ("class A:\n    def f(self):\n        Path(p).write_text('w')", ["A.f"]),
        ("def f():\n    os.replace(a, b)", ["f"]),
        ("def f():\n    path.replace(other)", ["f"]),
        ("def f():\n    text.replace('a', 'b')", []),
        ("def f():\n    def g():\n        shutil.move(a, b)", ["f.g"]),
        ("def f():\n    files.write({p: b''})", ["f"]),
        ("def f():\n    write_text(None, 'a')", []),
        ("def f():\n    write_text(output, 'a')", ["f"]),
        ("sqlite3.connect(p)", [""]),
    ],
)
def test_what_changes_a_file_is_seen(text, expected):
    assert list(places(text)) == expected


def test_every_place_that_changes_a_file_is_killed(kills):
    found = {
        f"{path.relative_to(SOURCE).as_posix()} {place}"
        for path in SOURCE.rglob("*.py")
        for place in places(path.read_text(encoding="utf-8"))
    }
    assert found == set(kills.PLACES) | set(kills.ELSEWHERE)
    assert set(kills.PLACES.values()) <= set(kills.writers("http://127.0.0.1:1"))
