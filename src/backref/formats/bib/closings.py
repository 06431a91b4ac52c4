"""Which mark closes which: braces and quotes in LaTeX, where a backslash takes the meaning of what follows. Time is
linear.
"""

from __future__ import annotations

import re

BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
LONGEST = 200_000  # characters of one value in quotes


def closing(text: str, start: int, stop: int | None = None) -> int:
    """Return the place of the mark, a brace or a quote, that closes the one at `start`, before `stop`, or -1."""
    depth = 0
    quoted = text[start] == '"'
    for match in (_QUOTE if quoted else BRACE).finditer(
        text, start + quoted, start + LONGEST if stop is None else stop
    ):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0 and not quoted:
                return match.start()
        elif sign == '"' and depth <= 0:
            return match.start()
    return -1


def closings(text: str) -> dict[int, int]:
    """Return the place of each opening brace, and of each quote, with that of the mark that closes it, as `closing`
    finds it.

    It is found in one pass, so that a text of marks that nothing closes is not read anew from each of them.

    >>> closings('{"a" {b}')
    {1: 3, 5: 7}
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    quotes: list[list[int]] = [[]]  # those that nothing closes yet, by the braces they stand in, the innermost last
    for match in _QUOTE.finditer(text):
        sign, at = match.group(), match.start()
        if sign == "{":
            opened.append(at)
            quotes.append([])
        elif sign == "}":
            if opened:
                found[opened.pop()] = at
                inner = quotes.pop()
                quotes[-1] += inner  # what is open within is closed by the next quote outside
        elif sign == '"':
            found |= dict.fromkeys(quotes[-1], at)
            quotes[-1] = [at]
    return found


def closed_block(text: str, start: int, stop: int) -> int:
    """Return the place of the mark that closes the block which the brace or parenthesis at `start` opens, before
    `stop`, or -1.

    Nothing is escaped there: that a backslash takes a brace's meaning, only LaTeX knows.

    >>> closed_block("@comment{a {b} c} d", 8, 19)
    16
    """
    depth = 0
    ends = ")" if text[start] == "(" else ""
    for match in re.compile(r"[{}()]" if ends else r"[{}]").finditer(text, start + bool(ends), stop):
        sign = match.group()
        if sign == ends and depth <= 0:
            return match.start()
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and not ends:
            return match.start()
    return -1


def balanced(text: str) -> str:
    """Return `text` with the braces closed that are open, and without those that close nothing.

    >>> balanced("a} {b")
    'a {b}'
    """
    out = []
    depth = 0
    for piece in re.findall(r"\\.|[{}]|[^\\{}]+|\\", text, re.DOTALL):
        if piece == "}" and depth == 0:
            continue
        depth += (piece == "{") - (piece == "}")
        out.append(piece)
    return "".join(out) + "}" * depth
