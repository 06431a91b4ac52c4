"""A row of a page as text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as text, and where it stands. `second` is where its second word begins; `begins` is true for
    the first of a column; `links` are DOIs behind its words."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool
    page: int
    column: int
    second: float
    begins: bool = False
    links: tuple[str, ...] = ()
