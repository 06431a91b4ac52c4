"""Lists whose entries were pasted line by line, so that each line is a paragraph: a Document -> the same, with those
paragraphs one block each. No letter moves: what stands between two lines becomes blanks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from ..model import Block, Document
from ..wrapping import begins, ends

_LABEL = re.compile(r"\s{0,8}(?:\[(?P<square>\d{1,3})\]|\(?(?P<dot>\d{1,3})[.)])\s")
_FEWEST = 3  # labels that make a list of them
_LONGEST = 120  # code points of a line; whole entries are longer, one of them at least


def joined(document: Document, listed: Collection[int]) -> Document:
    """Return the document with the paragraphs in `listed`, of lists of works, put together where one goes on in the
    next: of lists whose numbers count and none of whose paragraphs is longer than a line.
    """
    text = document.text
    printed = {at: document.blocks[at].span.of(text) for at in listed}
    labelled = {at for at in listed if _LABEL.match(printed[at])}
    widest = max(map(len, printed.values()), default=0)
    if widest > _LONGEST or not _counts([printed[at] for at in sorted(labelled)]):
        return document
    blocks: list[Block] = []
    gaps: list[tuple[int, int]] = []
    last = -1  # the block that the one before was, or went on in
    for at, block in enumerate(document.blocks):
        before = document.blocks[at - 1] if at else block
        if last == at - 1 and at in listed and at not in labelled and _goes_on(text, before, block):
            gaps.append((before.span.end, block.span.start))
            blocks[-1] = blocks[-1]._replace(span=blocks[-1].span._replace(end=block.span.end))
            last = at
            continue
        blocks.append(block)
        last = at if at in listed else -1
    if not gaps:
        return document
    pieces, done = [], 0
    for start, end in gaps:
        pieces += [text[done:start], " " * (end - start)]
        done = end
    return replace(document, text="".join([*pieces, text[done:]]), blocks=tuple(blocks))


def _counts(entries: Sequence[str]) -> bool:
    """Whether the labels of a list count upwards from one to the next, most of them."""
    numbers = [int(found["square"] or found["dot"]) for entry in entries if (found := _LABEL.match(entry))]
    rising = sum(b == a + 1 for a, b in pairwise(numbers))
    return len(numbers) >= _FEWEST and 2 * rising >= len(numbers) - 1


def _goes_on(text: str, before: Block, block: Block) -> bool:
    """Whether a paragraph is the rest of the one before: by its first words and the other's last."""
    if (before.kind, block.kind) != ("paragraph", "paragraph") or before.label or block.label:
        return False
    line, above = block.span.of(text), before.span.of(text)
    if "\n" in line or "\n" in above:
        return False
    return begins(line) < 0 or ends(above) < 0
