"""Rewrite the docstrings of real packages as if every reference were verified, and check that nothing but citations
changed.

python benchmarks/rewriting.py FOLDER [--show]

FOLDER holds the unpacked sdists of the packages named here. Of each Python file the abstract syntax without docstrings,
the doctests, and all mathematics and code in the text (roles, literals, "$...$") must be what they were; what stood in
an entry that was taken away is apart.
"""

from __future__ import annotations

import argparse
import ast
import doctest
import re
import sys
import warnings
from collections import Counter
from hashlib import sha256
from pathlib import Path

from backref import readers
from backref.project.syncing._rewrite import rewritten
from backref.readers import docstrings

PACKAGES = ("networkx", "statsmodels", "scikit_learn")
_FORMULA = re.compile(
    r":[\w:+.-]+:`[^`]+`|``[^`\n]+``|(?<![`\w])`[^`\n]+`(?![`_\w])|\$[^$\n]+\$|^([ \t]*)\.\. math::.*(?:\n(?:\1[ \t]+\S.*|[ \t]*(?=\n)))*",
    re.MULTILINE,
)
_INDEX = re.compile(r"\w\[[^\]\n]*\](?!_)")


def key_of(text: str) -> str:
    """Return a key for any reference."""
    return f"key{sha256(text.encode()).hexdigest()[:8]}"


def parted(source: str) -> tuple[str, list[str], list[object]]:
    """Return the abstract syntax without docstrings, the docstrings, and their doctests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    texts, tests = [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                texts.append(first.value.value)
                try:
                    tests.append([(e.source, e.want) for e in doctest.DocTestParser().get_examples(first.value.value)])
                except ValueError:
                    tests.append([line for line in first.value.value.splitlines() if ">>>" in line])
                first.value.value = ""
    return ast.dump(tree), texts, tests


def formulas(texts: list[str]) -> Counter[str]:
    """Return what is mathematics, code or an index in texts, and how often."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(
            " ".join(match.group().split()) for match in _FORMULA.finditer(text) if "cite" not in match.group()[:12]
        )
        found.update(match.group() for match in _INDEX.finditer(text))
    return found


def main() -> None:
    """Print what changed in each package, and everything that should not have."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--show", action="store_true", help="print every line that changes")
    given = arguments.parse_args()
    wrong = 0
    for package in PACKAGES:
        files = changed = refused = lines = 0
        for path in sorted(path for root in given.folder.glob(f"{package}-*") for path in root.rglob("*.py")):
            document = readers.read(path.read_bytes(), str(path))
            parts = docstrings.parts(document)
            if not parts:
                continue
            files += 1
            left: list[object] = []
            before = document.source
            after = rewritten(parts, key_of, left)
            refused += len(left)
            if after == before:
                continue
            changed += 1
            old, new = before.splitlines(), after.splitlines()
            gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
            lines += sum(come.values())
            if given.show:
                print(path, *(f"- {line}" for line in gone), *(f"+ {line}" for line in come), sep="\n")
            (tree, texts, tests), (tree_after, texts_after, tests_after) = parted(before), parted(after)
            entries = " ".join(" ".join(gone).split())
            lost = [each for each in formulas(texts) - formulas(texts_after) if " ".join(each.split()) not in entries]
            made = list(formulas(texts_after) - formulas(texts))
            for name, bad in (
                ("syntax", tree != tree_after),
                ("doctests", tests != tests_after),
                ("lost", lost),
                ("made", made),
            ):
                if bad:
                    wrong += 1
                    print(f"WRONG {name} {path}: {bad}")
        print(
            f"{package}: {files} files with docstrings, {changed} rewritten, {lines} lines changed, {refused} markers left alone"
        )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
