"""What a package imports when it is first asked for: its names -> a `__getattr__` for it. PEP 562."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any


def imported(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package whose modules, by their names, hold these names, with blanks between.

    >>> imported("backref", {"errors": "BackrefError SourceError"})("SourceError").__module__
    'backref.errors'
    """
    home = {name: module for module, names in homes.items() for name in names.split()}

    def attribute(name: str) -> Any:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f".{home[name]}", package), name)
        setattr(sys.modules[package], name, value)
        return value

    return attribute
