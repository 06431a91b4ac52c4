"""Break lines, one at a time, and say which of them no test catches: `python tests/mutations.py [NUMBER...]`.

The lines stand in `mutations.toml`. They are broken in a copy of the checkout that has nothing beside it, so only tests
count that run anywhere. Exits with 1 where fewer than nine in ten are caught.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = (
    "src/backref/fields", "src/backref/locating", "src/backref/resolving", "src/backref/linking", "tests/gates", "tests/golden", "tests/fields",
    "tests/locating", "tests/resolving", "tests/parsing", "tests/text",
)  # fmt: skip
NEAR = ("tests/gates/test_open.py", "tests/golden")  # run first, with those of the room: most lines are caught there
ENOUGH = 0.9


def run(folder: Path, tests: Sequence[str], *options: str) -> tuple[int, str]:
    """Return the exit status of tests in a copy, slow ones included, and what they print."""
    there = [path for path in tests if (folder / path).exists()]
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--doctest-modules", "-m", "", *options, *there]
    environment = os.environ | {"PYTHONPATH": str(folder / "src")}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, timeout=1800)
    return done.returncode, done.stdout


def of(one: dict[str, str]) -> Sequence[str]:
    """Return the tests that must catch a broken line."""
    return one["tests"].split() if "tests" in one else TESTS


def near(one: dict[str, str]) -> Sequence[str]:
    """Return the few tests among those of a line that are the likeliest to catch it."""
    room = Path(one["file"]).parts[2]
    return [name for name in of(one) if Path(name).name == room] + [*NEAR] if "tests" not in one else ()


def is_caught(folder: Path, one: dict[str, str], without: Sequence[str]) -> bool:
    """Say whether a test fails: one of those near, else one of all."""
    return any(run(folder, tests, "-x", *without)[0] == 1 for tests in (near(one), of(one)) if tests)


def main(numbers: list[int]) -> int:
    """Break each line, or those with these numbers, and print what became of it."""
    listed = tomllib.loads((ROOT / "tests" / "mutations.toml").read_text(encoding="utf-8"))["broken"]
    chosen = [(n, one) for n, one in enumerate(listed, 1) if not numbers or n in numbers]
    caught = 0
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent, "checkout")
        kept = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        for name in kept.stdout.splitlines():
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)
        needed = dict.fromkeys(name for _, one in chosen for name in of(one))
        _, said = run(folder, tuple(needed), "-rf")
        failing = [line.split()[1] for line in said.splitlines() if line.startswith("FAILED ")]
        if failing:
            print(f"{len(failing)} tests fail before anything is broken; they do not count")
        without = [option for name in failing for option in ("--deselect", name)]
        for number, one in chosen:
            path = folder / one["file"]
            text = path.read_text(encoding="utf-8")
            if text.count(one["line"]) != 1:
                print(f"{number:3} GONE    {one['file']}: {one['why']}: mend the list", flush=True)
                continue
            path.write_text(text.replace(one["line"], one["broken"]), encoding="utf-8")
            found = is_caught(folder, one, without)
            path.write_text(text, encoding="utf-8")
            caught += found
            print(f"{number:3} {'caught ' if found else 'MISSED '} {one['file']}: {one['why']}", flush=True)
    print(f"{caught} of {len(chosen)} are caught")
    return int(caught < ENOUGH * len(chosen))


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]]))
