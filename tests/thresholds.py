"""Move numbers that were set by hand, one at a time, and say which of them no test misses: `python tests/thresholds.py [FILE...]`.

The numbers are those that a module names and those that something is compared with, or reckons with there; 0 and 1 are none. One of whole things is doubled
and halved, a small one is moved by one, a share of one goes half the way to 0 and to 1.

The tests are collected once, and run once: there every comparison with such a number says in which tests it would come out otherwise.
Each change is then made in a fork, where these tests run, the quickest first, until one fails; a number that is used for anything else
runs all tests that come by its module. POSIX only.

Those that hold something are written into `thresholds.txt`; `test_thresholds.py` says that there are no others.
"""

from __future__ import annotations

import ast
import builtins
import gc
import json
import operator
import os
import signal
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

from backref.text.kept import Kept

ROOT = Path(__file__).resolve().parents[1]
HELD = ROOT / "tests" / "thresholds.txt"
FILES = ("src/backref/locating/*.py", "src/backref/fields/names/*.py", "src/backref/fields/people.py")
TESTS = (
    "src/backref/locating", "src/backref/fields", "src/backref/linking", "tests/locating", "tests/fields", "tests/parsing", "tests/resolving",
    "tests/golden", "tests/gates/test_open.py", "tests/gates/test_gold.py",
)  # fmt: skip
LONGEST_S = 300
MOST_S = 30  # of tests for one change, as long as they took when they were looked at
OPERATORS = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip


class Number(NamedTuple):
    """A number: where it stands, what it is, the name that it has, and the line that says it."""

    file: Path
    line: int
    column: int
    value: float
    name: str
    said: str
    is_part: bool = False  # of what something is compared with

    @property
    def key(self) -> str:
        """What it is called in a run."""
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def told(self) -> str:
        """What it is called among those that hold something, wherever it stands in its file."""
        file = self.file.relative_to(ROOT).as_posix()
        return f"{file}: {self.said}" if self.name else f"{file}: {self.value:g} in {self.said}"


def moved(value: float) -> tuple[float, ...]:
    """Return what a number is set to.

    >>> moved(600), moved(3), moved(0.8)
    ((1200, 300), (4, 2), (0.9, 0.4))
    """
    if isinstance(value, int):
        return (value * 2, value // 2) if value > 4 else (value + 1, value - 1)
    return ((1 + value) / 2, value / 2) if value < 1 else (value * 2, value / 2)


def _value(node: ast.AST | None) -> float | None:
    return node.value if isinstance(node, ast.Constant) and type(node.value) in (int, float) else None


def _named(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """What a statement of a module or a class gives a name to."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        yield node.target.id, node.value
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
        yield from (
            (ast.unparse(name), value) for name, value in zip(node.targets[0].elts, node.value.elts, strict=False)
        )
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        yield node.targets[0].id, node.value


def _reckoned(node: ast.expr) -> Iterator[ast.expr]:
    """What a side of a comparison is reckoned from."""
    if isinstance(node, ast.BinOp):
        yield from (*_reckoned(node.left), *_reckoned(node.right))
    elif isinstance(node, ast.IfExp):
        yield from (*_reckoned(node.body), *_reckoned(node.orelse))
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("max", "min"):
        yield from (part for each in node.args for part in _reckoned(each))
    else:
        yield node


def _said(text: str, node: ast.expr) -> str:
    """The beginning of an expression, on one line; as it is printed, for each Python writes a tree its own way."""
    return " ".join((ast.get_source_segment(text, node) or "").split())[:90]


def numbers(file: Path) -> Iterator[Number]:
    """Yield the numbers of a module."""
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    owners = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    for name, value in (pair for owner in owners for node in owner.body for pair in _named(node)):
        if (known := _value(value)) is not None:
            yield Number(file, value.lineno, value.col_offset, known, name, f"{name} = {known}")
    for node in ast.walk(tree):
        for each in (node.left, *node.comparators) if isinstance(node, ast.Compare) else ():
            for part in _reckoned(each):
                if (known := _value(part)) not in (None, 0, 1):
                    yield Number(file, part.lineno, part.col_offset, known, "", _said(text, node), part is not each)


class Probed(ast.NodeTransformer):
    """A module whose comparisons with numbers say where they would come out otherwise."""

    def __init__(self, known: Sequence[Number]) -> None:
        self.places = {(number.line, number.column): number.key for number in known}
        self.names = {number.name: number.key for number in known if number.name.startswith("_")}
        self.compared: defaultdict[str, int] = defaultdict(int)  # how often each name is

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Return a call that compares, and tells."""
        self.generic_visit(node)
        operands = (node.left, *node.comparators)
        keys = [self._key(each) for each in operands]
        if not any(keys) or any(type(each) not in OPERATORS for each in node.ops):
            return node
        for key, each in zip(keys, operands, strict=True):
            self.compared[key] += isinstance(each, ast.Name)
        signs = ast.Constant(tuple(type(each).__name__ for each in node.ops))
        call = ast.Call(ast.Name("__probe__", ast.Load()), [ast.Constant(tuple(keys)), signs, *operands], [])
        return ast.copy_location(call, node)

    def _key(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return self.names.get(node.id, "")
        return self.places.get((node.lineno, node.col_offset), "") if _value(node) is not None else ""


def renewed(file: Path, tree: ast.AST, items: Sequence[Any]) -> None:
    """Run a module anew, as this tree has it, and hand what it gave to others to them once more."""
    [module] = [each for each in _modules() if each.__file__ == str(file)]
    before = dict(vars(module))
    exec(compile(ast.fix_missing_locations(tree), str(file), "exec"), vars(module))  # noqa: S102  our own
    new = {id(old): (name, old, vars(module)[name]) for name, old in before.items() if vars(module)[name] is not old}
    for names in (*map(vars, _modules()), *(item.dtest.globs for item in items if hasattr(item, "dtest"))):
        for name, held in list(names.items()):
            known = new.get(id(held))
            if known and known[1] is held and (name == known[0] or not isinstance(held, int | float | str | tuple)):
                names[name] = known[2]


def _modules() -> list[Any]:
    return [each for each in list(sys.modules.values()) if str(getattr(each, "__file__", "")).startswith(str(ROOT))]


@cache
def _memories() -> tuple[Callable[[], None], ...]:
    """What empties each thing that remembers texts: the tables, and those of `lru_cache` that have a bound."""
    objects = gc.get_objects()
    bounded = [
        each for each in objects if type(each).__name__ == "_lru_cache_wrapper" and each.cache_parameters()["maxsize"]
    ]
    return (*(each.clear for each in objects if isinstance(each, Kept)), *(each.cache_clear for each in bounded))


def forked(work: Callable[[], object]) -> Any:
    """Return what a fork of this process says, None where it does not end in time."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST_S)
        try:
            with os.fdopen(writing, "w") as pipe:
                pipe.write(json.dumps(work()))
        except BaseException:  # noqa: BLE001  a fork ends here
            traceback.print_exc(file=sys.__stderr__)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else None


class Mover:
    """Runs the tests that were collected in a way of its own."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = files
        self.numbers = [number for file in files for number in numbers(file)]
        self.held: list[Number] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Move each number, and print what became of it."""
        session.config.pluginmanager.unregister(name="terminalreporter")
        seen = forked(lambda: self._seen(session))
        if seen is None:
            sys.exit("the tests took too long")
        seconds, otherwise, by_file, probed = (seen[name] for name in ("seconds", "otherwise", "by_file", "probed"))
        for number in self.numbers:
            left = []
            for value in moved(number.value):
                here = by_file.get(str(number.file)) or list(range(len(session.items)))
                near = otherwise.get(f"{number.key} {value}", []) if number.key in probed else here
                near = self._quickest(near, seconds)
                if not near or forked(lambda v=value, n=number, t=near: self._passes(session, n, v, t)) is True:  # type: ignore[misc]
                    left.append(value)
            self.held += [number] if len(left) < 2 else []
            to = f" (to {left[0]:g}: nothing)" if len(left) == 1 else ""
            word = "HOLDS  " if len(left) < 2 else "NOTHING"
            print(
                f"{word} {number.file.relative_to(ROOT)}:{number.line}: {number.said}{to}",
                file=sys.__stderr__,
                flush=True,
            )
        print(f"{len(self.held)} of {len(self.numbers)} numbers hold something", file=sys.__stderr__)
        return True

    def _seen(self, session: pytest.Session) -> object:
        """Run every test once, and return how long each took (None: it fails), and by which numbers it comes."""
        signal.alarm(0)
        at = 0
        otherwise: defaultdict[str, set[int]] = defaultdict(set)
        by_file: defaultdict[str, set[int]] = defaultdict(set)
        values = {number.key: number.value for number in self.numbers}
        by_name = {sign.__name__: compare for sign, compare in OPERATORS.items()}

        def probe(keys: Sequence[str], signs: Sequence[str], *operands: Any) -> bool:
            def true(what: Sequence[Any]) -> bool:
                return all(by_name[sign](what[n], what[n + 1]) for n, sign in enumerate(signs))

            said = true(operands)
            for place, key in enumerate(keys):
                for value in moved(values[key]) if key else ():
                    if true([*operands[:place], value, *operands[place + 1 :]]) != said:
                        otherwise[f"{key} {value}"].add(at)
            return said

        builtins.__probe__ = probe  # type: ignore[attr-defined]
        probed = set(values)
        for file in self.files:
            known = [number for number in self.numbers if number.file == file]
            text = file.read_text(encoding="utf-8")
            how = Probed(known)
            renewed(file, how.visit(ast.parse(text)), session.items)
            loads = [
                node.id
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
            ]
            probed -= {
                n.key
                for n in known
                if n.is_part or (n.name and (not n.name.startswith("_") or loads.count(n.name) != how.compared[n.key]))
            }
        files = {str(file) for file in self.files}

        def look(frame: FrameType, event: str, _: object) -> None:
            if event == "call" and frame.f_code.co_filename in files and frame.f_code.co_name != "<module>":
                by_file[frame.f_code.co_filename].add(at)

        seconds: list[float | None] = []
        for at in range(len(session.items)):
            for forget in _memories():
                forget()
            began = time.perf_counter()
            sys.setprofile(look)
            passes = self._run(session, at)
            sys.setprofile(None)
            seconds.append(time.perf_counter() - began if passes else None)
        return {
            "seconds": seconds, "otherwise": {key: sorted(ats) for key, ats in otherwise.items()},
            "by_file": {key: sorted(ats) for key, ats in by_file.items()}, "probed": sorted(probed),
        }  # fmt: skip

    @staticmethod
    def _quickest(near: Sequence[int], seconds: Sequence[float | None]) -> list[int]:
        """Return those that pass, the quickest first, as many as there is time for."""
        chosen = sorted((at for at in near if seconds[at] is not None), key=lambda at: seconds[at] or 0.0)
        spent = accumulate(seconds[at] or 0.0 for at in chosen)
        return [at for at, until in zip(chosen, spent, strict=True) if until < MOST_S]

    def _passes(self, session: pytest.Session, number: Number, value: float, near: Sequence[int]) -> bool:
        """Whether all of these tests pass with another number."""
        tree = ast.parse(number.file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and (node.lineno, node.col_offset) == (number.line, number.column):
                node.value = value
        renewed(number.file, tree, session.items)
        return all(self._run(session, at) for at in near)

    @staticmethod
    def _run(session: pytest.Session, at: int) -> bool:
        item = session.items[at]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        failed, session.testsfailed = session.testsfailed, 0
        return not failed


def declared(numbers: Sequence[Number], held: Sequence[Number]) -> str:
    """Return the list of those that hold something, with what was found of these numbers now."""
    looked = {number.file.relative_to(ROOT).as_posix() for number in numbers}
    kept = [line for line in HELD.read_text(encoding="utf-8").splitlines() if line.partition(": ")[0] not in looked]
    return "".join(f"{line}\n" for line in sorted({*kept, *(number.told for number in held)}))


def main(names: Sequence[str]) -> int:
    """Move the numbers of files, or of those that are meant, and return whether one moves nothing."""
    os.chdir(ROOT)
    mover = Mover([path for name in names or FILES for path in sorted(ROOT.glob(name))])
    pytest.main(["-p", "no:cacheprovider", "-q", "--doctest-modules", *TESTS], plugins=[mover])
    HELD.write_text(declared(mover.numbers, mover.held), encoding="utf-8")
    return int(len(mover.held) < len(mover.numbers))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
