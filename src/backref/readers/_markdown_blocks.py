"""The blocks of a Markdown file: source -> leaves, each with its lines.

markdown-it tells of a block in up to five tokens of half a kilobyte each. Of these only what is needed is kept, as each
is told; so a list of a letter a line takes no hundred times its length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..text.front_matter import metadata
from ._markdown_rules import block_parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_LEAVES = frozenset(("inline", "fence", "code_block", "html_block", "definition"))
_ENDS = re.compile(r"\r\n?")


class Leaf(NamedTuple):
    """A block that holds no others: what markdown-it calls it, its lines, and what it stands in."""

    kind: str
    first: int
    last: int
    level: int
    lead: str  # how the content begins, behind list and quote marks; of a fence, its mark
    label: str
    is_item: bool


def leaves(source: str, has_indented_code: bool) -> tuple[list[Leaf], Mapping[str, Any]]:
    """Return the leaves of a file in order, and the addresses that its labels stand for.

    >>> leaves("a\\n\\n1. b", True)[0][1]
    Leaf(kind='inline', first=2, last=3, level=3, lead='b', label='1', is_item=True)
    """
    parser = block_parser(has_indented_code)
    known: dict[str, Any] = {}
    told = _Told()
    text = _ENDS.sub("\n", source).replace("\0", "\ufffd")
    end = metadata(text)
    front = text.count("\n", 0, end)
    parser.block.parse("\n" * front + text[end:], parser, known, told)
    about = [Leaf("metadata", 0, front, 0, "", "", False)] if front else []
    return [*about, *told.finished()], known.get("references", {})


class _Told(list["Token"]):
    """What markdown-it takes for its list of tokens: it stays empty, and keeps leaves."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Leaf] = []
        self._last: Token | None = None  # it gets its lines after it was told
        self._label = ""
        self._items = 0
        self._row = ""  # of a table, which is read whole with its first cell

    def append(self, token: Token) -> None:
        """Keep the token before this one, which is whole by now."""
        before, self._last = self._last, token
        if before is not None:
            self._take(before)

    def finished(self) -> list[Leaf]:
        """Return all leaves."""
        if self._last is not None:
            self._take(self._last)
            self._last = None
        return self._found

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "list_item_open":
            self._items += 1
            self._label = token.info
        elif kind == "list_item_close":
            self._items -= 1
        elif kind in ("tr_open", "tr_close"):
            self._row = "open" if kind == "tr_open" else ""
        elif self._row != "read" and kind in _LEAVES and token.map:
            first, last = token.map
            lead = token.markup if kind == "fence" else token.content[:12]
            self._found.append(Leaf(kind, first, last, token.level, lead, self._label, self._items > 0))
            self._label, self._row = "", "read" if self._row else ""
