"""The pages of a PDF that was opened -> the text and blocks of a document, and where reading had to stop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...model import Block, Span
from .columns import in_order
from .feet import set_apart
from .flow import BlockText, blocks
from .fonts import Fonts
from .glyphs import glyphs
from .gutters import gutters
from .line_numbers import without_line_numbers
from .links import behind, on
from .margins import without_heads
from .printed import PrintedRow
from .rows import pieces
from .spelling import text_of
from .work import MOST_LETTERS, MOST_PAGES, MOST_TEXT, Budget

_DRAWN = 0.08  # share of blanks among the letters of a page that draws its blanks


class Stopped(Exception):
    """Reading had to stop, and why."""


def pages_of(pdf: Any, work: Budget) -> Iterator[list[PrintedRow]]:
    """Yield the rows of each page, in reading order. Raises Stopped where a bound was reached."""
    fonts = Fonts(work)
    size = 0
    between: list[float] = []
    for number, page in enumerate(pdf.pages):
        if number >= MOST_PAGES:
            raise Stopped(f"only the first {MOST_PAGES:,} pages were read")
        rows = _page(page, number, fonts, work, between)
        if work.is_full:
            yield rows
            raise Stopped(f"page {number + 1} is read in part: it holds more than {MOST_LETTERS:,} letters")
        size += sum(len(row.text) for row in rows)
        if work.left < 0:
            raise Stopped(
                f"page {number + 1} and those behind it are not read: they unpack to far more than the file holds"
            )
        if work.is_late:
            raise Stopped(f"page {number + 1} and those behind it are not read: that takes too long")
        if size > MOST_TEXT:
            raise Stopped(f"only the first {MOST_TEXT:,} characters were read")
        yield rows


def _page(page: Any, number: int, fonts: Fonts, work: Budget, between: list[float]) -> list[PrintedRow]:
    """The rows of a page; `between` are the gutters of the page before, and then of this one."""
    if not work.takes(page.get("/Contents")):
        return []
    found = glyphs(page, fonts, work)
    draws_blanks = sum([glyph.text.isspace() for glyph in found]) > _DRAWN * len(found)
    links = behind(page, work)
    rows = []
    some = pieces(found)
    between[:] = gutters(some, between) if some else between
    for placed in in_order(some, between):
        row = placed.row
        text, second = text_of(row, draws_blanks)
        if text:
            doi = on(row.left, row.right, row.base, row.size, links) if links else ()
            rows.append(
                PrintedRow(
                    text,
                    row.left,
                    row.right,
                    row.base,
                    row.size,
                    row.is_bold,
                    number,
                    placed.column,
                    second,
                    placed.begins,
                    doi,
                )
            )
    return rows


def assembled(pages: list[list[PrintedRow]]) -> tuple[str, tuple[Block, ...]]:
    """Return the text of the pages and its blocks."""
    pages, notes = set_apart(without_heads(pages))
    rows = [row for page in without_line_numbers(pages) for row in page]
    parts: list[str] = []
    found: list[Block] = []
    at = 0
    for piece in blocks(rows, notes):
        at = _append(piece, parts, found, at)
    return "".join(parts), tuple(found)


def _append(piece: BlockText, parts: list[str], found: list[Block], at: int) -> int:
    """Put a block behind the others, a heading with a blank line on both sides."""
    before = "" if not parts else "\n\n" if "heading" in (piece.kind, found[-1].kind) else "\n"
    parts += [before, piece.text]
    start = at + len(before)
    found.append(Block(Span(start, start + len(piece.text)), piece.kind, piece.label))
    return start + len(piece.text)
