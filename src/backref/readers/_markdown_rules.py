"""What Markdown's dialects add to the blocks of CommonMark, as rules of markdown-it: tables, titles of admonitions and
tabs, what is indented below a holder, divisions and directives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from ._divs import division
from ._myst import directive

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

Rule = Callable[["StateBlock", int, int, bool], bool]

# The lines of admonitions, folded blocks and tabs, which end a paragraph, and of whatever else holds what is indented
# below it.
_TITLE = re.compile(r"(?:!!![ \t]|\?\?\?\+?[ \t]|===[!+]{0,2}[ \t]+\")")
_HOLDER = re.compile(rf"{_TITLE.pattern}|\[\^[^\]\s]{{1,40}}\]:|[:~][ \t]{{1,3}}\S")
_INDENT = 4
# How a line begins that a rule may take, behind its blanks; any other rule looks at every line.
_FIRST = {
    "fence": "`~", "directive": "`~:", "division": ":", "title": "!?=", "blockquote": ">", "hr": "*-_", "list": "*-+0123456789", "reference": "[",
    "html_block": "<", "heading": "#",
}  # fmt: skip


@cache
def block_parser(has_indented_code: bool) -> MarkdownIt:
    """Return a parser of blocks, in which what is indented is code, or is not."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").disable("inline")
    parser.block.ruler.before("code", "title", _title, {"alt": ["paragraph"]})
    parser.block.ruler.before("code", "held", _held)
    parser.block.ruler.at("reference", _defined)
    if not has_indented_code:
        parser.disable("code")
    parser.block.ruler.before(
        "fence", "directive", directive, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.block.ruler.before("fence", "division", division, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    _by_first_sign(parser.block.ruler)
    return parser


def _by_first_sign(ruler: Any) -> None:
    """Have a ruler give one rule instead of each list of them: it asks those that may take a line by its first sign."""
    named = dict(zip(ruler.getRules(""), ruler.get_active_rules(), strict=True))
    chains = {
        chain: [_asking([(rule, _FIRST.get(named[rule], "")) for rule in ruler.getRules(chain)])]
        for chain in ("", "paragraph", "reference", "blockquote", "list")
    }
    ruler.getRules = chains.__getitem__


def _asking(rules: Iterable[tuple[Rule, str]]) -> Rule:
    """One rule for several with the signs that each wants, or none."""
    known = list(rules)
    by_sign: Mapping[str, list[Rule]] = {
        sign: [rule for rule, signs in known if not signs or sign in signs] for sign in "".join(_FIRST.values())
    }
    of_any = [rule for rule, signs in known if not signs]

    def asked(state: StateBlock, line: int, last: int, silent: bool) -> bool:
        begin = state.bMarks[line] + state.tShift[line]
        for rule in by_sign.get(state.src[begin : begin + 1], of_any):  # noqa: SIM110  a generator would cost as much again
            if rule(state, line, last, silent):
                return True
        return False

    return asked


def _defined(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """The lines that define the address of a label are kept: they may be a list of sources."""
    from markdown_it.rules_block import reference

    if not reference(state, line, last, silent):
        return False
    if not silent:
        state.push("definition", "", 0).map = [line, state.line]
    return True


def _title(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """The line of an admonition or tab, whose title is text, ends where the line does."""
    if state.is_code_block(line) or not _TITLE.match(state.src, _begin(state, line), state.eMarks[line]):
        return False
    if not silent:
        token = state.push("inline", "", 0)
        token.content = state.src[_begin(state, line) : state.eMarks[line]]
        token.map, token.children = [line, line + 1], []
        state.line = line + 1
    return True


def _held(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """What is indented below the line of a holder is made of blocks as well."""
    if silent or not state.is_code_block(line):
        return False
    inner = state.blkIndent + _INDENT
    above = line - 1
    while above >= 0 and (state.isEmpty(above) or state.sCount[above] >= inner):
        above -= 1
    if (
        above < 0
        or state.sCount[above] < state.blkIndent
        or not _HOLDER.match(state.src, _begin(state, above), state.eMarks[above])
    ):
        return False
    end = line + 1
    while end < last and (state.isEmpty(end) or state.sCount[end] >= inner):
        end += 1
    outer, state.blkIndent = state.blkIndent, inner
    state.level += 1  # which maxNesting bounds
    state.md.block.tokenize(state, line, end)
    state.level -= 1
    state.blkIndent = outer
    return True


def _begin(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]
