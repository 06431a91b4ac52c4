"""The fences of pandoc's and Quarto's divisions and of Docusaurus' admonitions: "::: {#refs .csl-bib-body}", ":::note".

A rule for the blocks of markdown-it: such a line is no text and ends a paragraph; what it holds is blocks as any.

Source: Pandoc User's Guide, "Divs and Spans"; Docusaurus, "Admonitions" (read 2026-11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_ATTRIBUTES = r"\{(?=[^{}\n]*[.#=\s-])[^{}\n]{0,400}\}|\{\}"  # "{note}" is a directive of MyST
_FENCE = re.compile(
    rf":{{3,}}[ \t]*(?:{_ATTRIBUTES}|(?P<name>[a-zA-Z][\w-]{{0,40}}))?(?:\[(?P<said>[^\[\]\n]{{1,300}})\]|[ \t]+(?P<title>[^\s:{{][^\n]{{0,300}}))?"
    r"[ \t]*(?:\{[^{}\n]{0,200}\})?[ \t]*:*[ \t]*"
)


def division(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Pass over the line that opens or closes a division; its title is text."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", begin) or state.is_code_block(line):
        return False
    fence = _FENCE.fullmatch(state.src, begin, state.eMarks[line])
    if fence is None:
        return False
    if not silent:
        if said := fence["said"] or fence["title"]:
            token = state.push("inline", "", 0)
            token.content, token.map, token.children = said, [line, line + 1], []
        state.line = line + 1
    return True
