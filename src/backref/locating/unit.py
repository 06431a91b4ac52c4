"""A stretch of a document that may be one entry of a list."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Span


class Unit(NamedTuple):
    """A stretch of a block, after its label; `block` is the index of the block, `caret` whether a "^" stood before,
    `noted` whether it is a note among notes that cite.
    """

    span: Span
    label: str | None
    caret: bool
    block: int
    noted: bool = False
