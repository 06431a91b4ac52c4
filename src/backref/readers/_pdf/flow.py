"""Rows of all pages -> the text of a document and its blocks: lists cut into entries, prose into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...model import BlockKind
from ...text.words import is_heading
from ...wrapping import EntryLines, Line, entries, longest_list, seam, vocabulary
from .feet import FootNote
from .headings import are_headings
from .metrics import Metrics
from .printed import PrintedRow

_HIGH = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LONGEST = 400  # lines of one paragraph


class BlockText(NamedTuple):
    """The text of one block."""

    text: str
    kind: BlockKind
    label: str = ""


def blocks(rows: Sequence[PrintedRow], notes: Sequence[FootNote] = ()) -> Iterator[BlockText]:
    """Yield the blocks of a document in order, those of its notes last."""
    metrics = Metrics(rows)
    lines = [metrics.line(at) for at in range(len(rows))]
    words = vocabulary(row.text for row in [*rows, *(row for note in notes for row in note.rows)])
    heads = are_headings(rows, metrics)
    start = 0
    is_list = False
    for at in [*(at for at, is_head in enumerate(heads) if is_head), len(rows)]:
        yield from _stretch(rows[start:at], lines[start:at], is_list, words)
        if at < len(rows):
            yield BlockText(rows[at].text, "heading")
            is_list = is_heading(rows[at].text) or (is_list and rows[at].text.strip().isdecimal())
        start = at + 1
    for note in notes:
        yield BlockText(
            _joined([Line(row.text, row.left, row.right) for row in note.rows], words), "footnote", note.key
        )


def _stretch(
    rows: Sequence[PrintedRow], lines: Sequence[Line], is_list: bool, words: frozenset[str]
) -> Iterator[BlockText]:
    """The blocks between two headings."""
    found = entries(lines) if is_list else longest_list(lines)
    at = 0
    for entry in found:
        yield from _prose(rows[at : entry.first], lines[at : entry.first], words)
        yield BlockText(_entry(rows, lines, entry, words), "item" if entry.is_item else "paragraph")
        at = entry.end
    yield from _prose(rows[at:], lines[at:], words)


def _entry(rows: Sequence[PrintedRow], lines: Sequence[Line], entry: EntryLines, words: frozenset[str]) -> str:
    """An entry as one line: its label as a number with a stop where it stands high, and the DOIs behind it that it does
    not print.
    """
    text = _joined(lines[entry.first : entry.end], words)[entry.skip :]
    label = text[: len(text) - len(text.lstrip("⁰¹²³⁴⁵⁶⁷⁸⁹"))]
    if label:
        text = f"{label.translate(_HIGH)}. {text[len(label) :].lstrip()}"
    printed = _letters(text)
    for doi in dict.fromkeys(doi for row in rows[entry.first : entry.end] for doi in row.links):
        if _letters(doi) not in printed:
            text += f" https://doi.org/{doi}"
    return text


def _prose(rows: Sequence[PrintedRow], lines: Sequence[Line], words: frozenset[str]) -> Iterator[BlockText]:
    """Paragraphs: a new one where there is room above, an indent, another size, or where the line above had room
    left.
    """
    if not lines:
        return
    width = sorted(line.right for line in lines)[int(0.9 * (len(lines) - 1))]
    start = 0
    for at in range(1, len(lines)):
        before, line, size = lines[at - 1], lines[at], rows[at].size
        ended = before.text.endswith((".", "!", "?", ":", "”", '"'))
        is_new = abs(size - rows[at - 1].size) > 0.08 * size or at - start > _LONGEST
        if line.apart:
            is_new = is_new or (ended and before.room_for(line.text) < width)
        else:
            indent = line.left - before.left > 0.8 * size and ended
            is_new = is_new or line.gap > 0.45 or indent or (ended and before.room_for(line.text) < 0.95 * width)
        if is_new and not (line.text[:1].islower() and not ended):
            yield BlockText(_joined(lines[start:at], words), "paragraph")
            start = at
    yield BlockText(_joined(lines[start:], words), "paragraph")


def _joined(lines: Sequence[Line], words: frozenset[str]) -> str:
    """Lines as one: words that were cut at their ends whole again."""
    text = lines[0].text
    parts: list[str] = []
    for line in lines[1:]:
        cut, between = seam(text, line.text, words)
        parts.append((text[:-cut] if cut else text) + between)
        text = line.text
    return "".join([*parts, text])


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
