r"""What a .bib file holds besides entries -> those of its blocks that can be written again without harm.

A @preamble is a program that LaTeX runs, so nothing is told apart by what is known to do harm: a block may define
commands of its own and print, with commands that are known to do no more. A @comment is text, unless BibTeX would find
an entry in it that could do harm.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from ...fields.latex import symbols
from ...text.escape import plain
from .safe import is_safe, misleads

_COMMAND = re.compile(r"\\(?:[A-Za-z@]+|.|\Z)", re.DOTALL)
_DEFINED = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|DeclareRobustCommand|def|gdef)\*?\s*+(?:\{\s*+)?(?P<name>\\[A-Za-z]+)"
)
_DEFINING = frozenset("newcommand renewcommand providecommand DeclareRobustCommand def gdef".split())
_PRINTING = frozenset(
    "emph textit textbf textsc textrm textsf texttt textup textmd textsl textsuperscript textsubscript mathrm mathit mathbf mathsf mathcal mathbb "
    "mathfrak ensuremath it bf sc rm sf tt em itshape bfseries scshape upshape normalfont mbox relax protect url href path "
    "noopsort natexlab enquote bgroup egroup".split()
)
_MARKS = frozenset("`'^~\"=.&%$#_{}-/,;:! \n\t")
_KEPT = re.compile(r"@\s*(?:comment|string|preamble)\b", re.IGNORECASE)
_ENTRY = re.compile(r"@\s*[\w-]+\s*[{(]")


def kept(blocks: Iterable[str]) -> Iterator[str]:
    r"""Yield the blocks that can be written again, without control characters.

    >>> list(kept(('@preamble{"\\newcommand{\\noop}[1]{}"}', '@preamble{"\\csname input\\endcsname x"}', "@comment{jabref-meta: x}")))
    ['@preamble{"\\newcommand{\\noop}[1]{}"}', '@comment{jabref-meta: x}']
    """
    cleaned = [plain(block).strip() for block in blocks]
    # A command that is defined and called could call itself for ever.
    defined = Counter(match["name"] for block in cleaned for match in _DEFINED.finditer(block))
    called = Counter(name for block in cleaned for name in _COMMAND.findall(block))
    known = {name for name, times in defined.items() if called[name] == times}
    for block in cleaned:
        if _is_whole(block) and (_is_text(block) or _is_harmless(block, known)):
            yield block


def is_block(piece: str) -> bool:
    """Say whether a piece of a file is a macro, a preamble or a comment.

    >>> is_block("@String{a = 1}"), is_block("@book{a}")
    (True, False)
    """
    return _KEPT.match(piece) is not None


def _is_text(block: str) -> bool:
    """Whether a comment or a macro holds no more than a field may."""
    if block[:8].lower() == "@comment" and not _ENTRY.search(block, 8):
        return True
    return block[:8].lower() != "@preambl" and is_safe(block)


def _is_harmless(block: str, known: set[str]) -> bool:
    if "^^" in block or block[:8].lower() == "@comment" or misleads(block):
        return False
    mine = {match["name"] for match in _DEFINED.finditer(block)}
    for command in _COMMAND.findall(block):
        name = command[1:]
        if command in mine and command not in known:
            return False
        if command not in mine and name not in _MARKS and name not in _harmless():
            return False
    return True


def _is_whole(block: str) -> bool:
    """Whether the block begins with its name, and its braces close."""
    depth = 0
    for char in re.sub(r"\\.", "", block, flags=re.DOTALL):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0 and block.startswith("@")


@cache
def _harmless() -> frozenset[str]:
    """The names of the commands that print, and of those that define."""
    return _DEFINING | _PRINTING | symbols.TEXT.keys() | symbols.MATH.keys() | symbols.ACCENTS.keys() | symbols.NAMED_ACCENTS.keys()  # fmt: skip
