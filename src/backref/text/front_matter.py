"""Where the metadata end that stand before a Markdown text: as YAML between "---", as TOML between "+++"."""

from __future__ import annotations

import re

_LARGEST = 100_000  # characters of metadata
_YAML = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?=[ \t]*(?:[\w\"'-][^\n:]{0,99}:(?:\s|$)|#))")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n")
_TOML_END = re.compile(r"^\+\+\+[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def metadata(source: str) -> int:
    r"""Return where the metadata before a text end, 0 where it has none; a line of its own at the beginning is none.

    >>> metadata("---\ntitle: Heat\n---\n\nIt rises."), metadata("---\n\nIt rises.\n\n---\n"), metadata("+++\ntitle = 'Heat'\n+++\n")
    (20, 0, 23)
    """
    for begin, end in ((_YAML, _YAML_END), (_TOML, _TOML_END)):
        if (found := begin.match(source)) and (closed := end.search(source, found.end(), _LARGEST)):
            return closed.end()
    return 0
