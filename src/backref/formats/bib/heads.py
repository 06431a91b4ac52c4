"""Where the blocks of a .bib file begin: an "@", a word and the mark that opens it. Text -> blocks, in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from .closings import closed_block
from .plain import PART

KEPT = frozenset(("comment", "string", "preamble"))


class BlockHead(NamedTuple):
    """Where a block begins, where what it opens does, before what it must end, and its word in small letters."""

    start: int
    body: int
    stop: int
    kind: str


_HEAD = re.compile(
    r"@(?P<gap>\s{0,20}+)(?P<kind>(?:\w[\w-]{0,39}+)?+|\[[^\[\]{}()@\r\n]{1,100}+\])(?P<rest>\s{0,20}+)(?P<open>[{(])"
)
# A block that begins a line begins for certain; what stands open before it was never closed.
_CERTAIN = re.compile(
    r"@\s{0,20}+(?:(?:comment|string|preamble)\s{0,20}+[{(]"
    r"|(?:\w[\w-]{0,39}+|\[[^\[\]{}()@\r\n]{1,100}+\])\s{0,20}+[{(](?=\s{0,200}+(?:[^\s,={}()\"#%]{1,300}+\s{0,20}+[,}\r\n]|,|[^,={}\r\n]{1,300}+[,}]|[a-z]{1,20}+\s{0,20}+=)))",
    re.IGNORECASE,
)
_AT = re.compile("@")
_KEY = re.compile(r"\s{0,20}+[^\s,={}()\"#%]{1,300}+\s{0,20}+[,}]")
_GLUED = re.compile(r"[\w\\.]")
_COMMENT = re.compile(r"@\s{0,20}+comment\s{0,20}+[{(]", re.IGNORECASE)
_BRACES, _ROUND = re.compile(r"[{}]"), re.compile(r"[()]")
_LINE = re.compile(r"[\r\n]")
_BLANKS = re.compile(r"\s*+")
_LOOKED = 8  # characters in which ends are looked for, for each of the text
_ON_A_LINE = 20  # blocks of a line that is commented out
_LONGEST = 200_000  # characters of a comment that holds entries
_MACRO = re.compile(rf"\s*+,?\s*+(?P<name>[^\s={{}}(),]{{1,60}}+)\s*+=\s*+(?P<value>{PART}(?:\s*+\#\s*+{PART})*+)")


class Heads:
    """The blocks of a text, each found from where the one before it ended.

    >>> heads = Heads("@string{a = 1} @book{b,}\\n% me@example.org (x)")
    >>> heads.following(0).kind, heads.following(14).kind, heads.following(24)
    ('string', 'book', None)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.certain = list(_certain(text))
        self._comments: dict[int, int] | None = None
        self._line = -1, -1  # the last line that was looked at, and where something stands on it
        self._looked = 0
        self._commented = 0  # blocks behind its "%"

    def end_of(self, block: BlockHead) -> int:
        """Return where a macro, a preamble or a comment ends, behind its last mark, or -1."""
        if block.kind != "comment":
            end = -1
            if self._looked <= _LOOKED * len(self.text):  # each of those that nothing closes is looked at up to the end
                end = closed_block(self.text, block.body - 1, block.stop)
                self._looked += (end if end >= 0 else block.stop) - block.body
        else:  # entries that are commented out in it begin lines of their own
            if self._comments is None:
                self._comments = dict(_closed_comments(self.text))
            end = self._comments.get(block.body - 1, -1)
            end = end if end < block.body + _LONGEST else -1
        return end + 1 if end >= 0 else -1

    def following(self, at: int) -> BlockHead | None:
        """Return the first block from a place on."""
        line = at
        seen = at  # no line begins between the last "@" that was looked at and here
        while head := _HEAD.search(self.text, at):
            start, at = head.start(), head.end()
            number = bisect_right(self.certain, start)
            stop = self.certain[number] if number < len(self.certain) else len(self.text)
            if number and self.certain[number - 1] == start:
                return BlockHead(start, at, stop, head["kind"].lower())
            line = max(self.text.rfind("\n", seen, start) + 1, self.text.rfind("\r", seen, start) + 1, line)
            seen = start
            first = self._first(line, start)
            if first < start and self.text[first] == "%":
                self._commented += 1
                if self._commented > _ON_A_LINE:
                    continue
                # BibTeX knows no comments, so an entry behind "%" is one; but not what is commented out line by line.
                ends = _LINE.search(self.text, at)
                stop = min(ends.start() if ends else len(self.text), stop)
                if closed_block(self.text, at - 1, stop) >= 0:
                    return BlockHead(start, at, stop, head["kind"].lower())
            elif first == start or (
                _KEY.match(self.text, at) and not head["gap"] and not _GLUED.match(self.text[start - 1])
            ):
                return BlockHead(start, at, stop, head["kind"].lower())
        return None

    def _first(self, line: int, stop: int) -> int:
        """Where something stands on a line before `stop`; a line of many blocks is looked at once."""
        if line != self._line[0]:
            self._line = line, _BLANKS.match(self.text, line).end()  # type: ignore[union-attr]
            self._commented = 0
        return min(self._line[1], stop)


def before_next(text: str, block: BlockHead) -> int:
    """Return where the next block may begin, however little says so."""
    head = _HEAD.search(text, block.body, block.stop)
    return head.start() if head else block.stop


def _certain(text: str) -> Iterator[int]:
    """Where the blocks that begin a line do."""
    line = 0  # up to here, no line begins that only blanks stand in
    for match in _AT.finditer(text):
        at = before = match.start()
        while before > line and text[before - 1] in " \t":
            before -= 1
        if (not before or text[before - 1] in "\r\n\ufeff") and _CERTAIN.match(text, at):
            yield at
        line = at + 1


def _closed_comments(text: str) -> Iterator[tuple[int, int]]:
    """The marks that open comments, with those that close them, in one pass: a text of open ones is not read anew from
    each.
    """
    opens = {match.end() - 1 for match in _COMMENT.finditer(text)}
    for pair, marks in ((("{", "}"), _BRACES), (("(", ")"), _ROUND)):
        stack: list[int] = []
        for match in marks.finditer(text):
            if match.group() == pair[0]:
                stack.append(match.start())
            elif stack and (start := stack.pop()) in opens:
                yield start, match.start()


def macros_of(text: str, block: BlockHead, end: int) -> Iterator[tuple[str, str]]:
    """Yield the names, in small letters, and the values of a @string block, as written.

    >>> list(macros_of('@string{bmj = "The " # {BMJ}}', BlockHead(0, 8, 29, "string"), 29))
    [('bmj', '"The " # {BMJ}')]
    """
    at = block.body
    while block.kind == "string" and (match := _MACRO.match(text, at, end)):
        at = match.end()
        yield match["name"].lower(), match["value"]
