"""Sections of docstrings in Google's way: a line such as "References:", and what is indented below it.

Source: Sphinx, "sphinx.ext.napoleon", "Docstring Sections" (read 2026-11).
"""

from __future__ import annotations

import re

from ._rst_parts import indent_of

_SECTION = re.compile(
    r"[ \t]*(?:Args|Arguments|Attention|Attributes|Bibliography|Caution|Citations?|Danger|Error|Examples?|Hint|Important|Key(?:word|) Arg(?:ument)?s"
    r"|Literature|Methods|(?:Other )?Parameters|Notes?|Raises?|References?|Returns?|See Also|Sources?|Tip|Todo|Warns?|Warnings?|Yields?):[ \t]*"
)


def is_section(source: str, lines: list[tuple[int, int]], at: int) -> bool:
    """Whether a line is the name of a section: alone, or with the next line indented below it.

    >>> is_section("Returns:\\n    A number.", [(0, 8), (9, 22)], 0), is_section("Returns:\\nIt.", [(0, 8), (9, 12)], 0)
    (True, False)
    """
    first, last = lines[at]
    if not _SECTION.fullmatch(source, first, last):
        return False
    return at + 1 == len(lines) or indent_of(source, lines[at + 1][0]) > indent_of(source, first)
