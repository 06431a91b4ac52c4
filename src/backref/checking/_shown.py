"""Documents that show the docstrings of code: whether that code is among the files that are checked together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

_AUTO = re.compile(
    r"^[ \t]*(?:\.\.|```\{|:::\{)[ \t]*auto[a-z]{3,20}(?:::|\})[ \t]*(?P<target>[\w.]{0,200})|autoapi|automodapi|autosummary",
    re.MULTILINE,
)


def modules(names: Iterable[str]) -> frozenset[str]:
    """Return the dotted names of the Python files among these, folders and all."""
    return frozenset(_module(name) for name in names if PurePath(name).suffix in (".py", ".pyi"))


def is_elsewhere(text: str, code: frozenset[str]) -> bool:
    """Whether a document shows docstrings of code that is not among the files.

    >>> is_elsewhere(".. automodule:: heat.cold", frozenset()), is_elsewhere(".. automodule:: heat.cold", modules(["src/heat/cold.py"]))
    (True, False)
    """
    return not all(_is_given(match, code) for match in _AUTO.finditer(text))


def _module(name: str) -> str:
    """The dotted name of a Python file, folders and all."""
    return "." + ".".join(PurePath(name).with_suffix("").parts).removesuffix(".__init__")


def _is_given(shown: re.Match[str], code: frozenset[str]) -> bool:
    """Whether the code whose docstrings a document shows is among the files."""
    parts = (shown["target"] or "").split(".")
    heads = tuple("." + ".".join(parts[:count]) for count in range(1, len(parts) + 1)) if parts[0] else ()
    return any(each.endswith(heads) for each in code) if heads else False
