"""Directives of MyST whose body is text: "```{note}" and ":::{tip}". A rule for the blocks of markdown-it.

Source: MyST, "Roles and Directives" (read 2026-11): options are lines ":name: value", or YAML between lines of "---".
The body of any other directive (code, mathematics, tables of contents) stays code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_OPENING = re.compile(r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[\w:.+-]{1,40})\}[ \t]*(?P<title>[^\n]*)")
_FENCES = ("```", "~~~", ":::")
_OPTION = re.compile(r"[ \t]*:[\w-]{1,40}:(?:[ \t]|\Z)")
_PROSE = frozenset(
    "note warning tip important caution danger error hint attention admonition seealso topic epigraph sidebar margin aside dropdown card tab-item tab-set grid "
    "grid-item grid-item-card versionadded versionchanged deprecated figure proof exercise solution theorem lemma definition example remark quote pull-quote "
    "highlights container details todo only rubric".split()
)


def directive(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Read the body of a directive as blocks of text."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(_FENCES, begin) or state.is_code_block(line):
        return False
    opening = _OPENING.match(state.src, begin, state.eMarks[line])
    if not opening or not (opening["name"] in _PROSE or opening["name"].startswith("prf:")):
        return False
    if silent:
        return True
    fence = opening["fence"]
    end = line + 1
    while end < last and not _closes(_line(state, end), fence):
        end += 1
    first = _behind_options(state, line + 1, end)
    if opening["title"] and opening["name"] not in ("figure", "only", "container"):
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = opening["title"], [line, line + 1], []
    state.level += 1  # which maxNesting bounds
    outer, state.lineMax = state.lineMax, end
    state.md.block.tokenize(state, first, end)
    state.lineMax = outer
    state.level -= 1
    state.line = min(end + 1, last)
    return True


def _closes(line: str, fence: str) -> bool:
    stripped = line.strip()
    return len(stripped) >= len(fence) and set(stripped) == {fence[0]}


def _behind_options(state: StateBlock, line: int, end: int) -> int:
    """The first line of a body."""
    if line < end and _line(state, line).strip() == "---":
        closing = next((n for n in range(line + 1, end) if _line(state, n).strip() == "---"), None)
        return line if closing is None else closing + 1
    while line < end and _OPTION.match(_line(state, line)):
        line += 1
    return line


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
