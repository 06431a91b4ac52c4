"""Wrapping: lines as they were printed -> the entries of a list, whatever told the eye where each begins.

Lines come from wherever there is no markup: plain text, a literal block, the pages of a PDF. Labels that count upwards,
hanging and first-line indents, blank lines, or nothing but the words: each is a hypothesis about the whole list, and
the one that the words at its line ends contradict least is taken.
"""

from __future__ import annotations

from ._entries import EntryLines, entries, longest_list
from ._lines import Line
from ._seams import seam, vocabulary
from ._words import begins, ends

__all__ = ["EntryLines", "Line", "begins", "ends", "entries", "longest_list", "seam", "vocabulary"]
