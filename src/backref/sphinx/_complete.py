"""An entry that a style can print: one that lacks what its type must have is printed as what it is, a "misc", with all
that it has.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing

_CONTAINERS = ("journal", "booktitle", "school", "institution", "publisher")


def complete(style: str, entry: Any) -> None:
    """Change an entry of pybtex, where its style could not print it."""
    if _is_printable(style, entry):
        return
    entry.fields.setdefault("title", entry.key)
    if _is_printable(style, entry):
        return
    entry.type = "misc"
    where = [entry.fields[name] for name in _CONTAINERS if name in entry.fields]
    entry.fields.setdefault("howpublished", ", ".join(where))
    if "author" not in entry.persons and "editor" in entry.persons:
        entry.persons["author"] = entry.persons["editor"]


def _is_printable(style: str, entry: Any) -> bool:
    try:
        _style(style).format_entry(label="", entry=entry)
    except FieldIsMissing:
        return False
    return True


@cache
def _style(name: str) -> Any:
    return find_plugin("pybtex.style.formatting", name)()
