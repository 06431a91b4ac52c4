"""Pages as printed <-> ranges that keep their letters: "E786–E793", "1066–77", "336, 373, 376–377", "e1002984"."""

from __future__ import annotations

from typing import NamedTuple


class PageRange(NamedTuple):
    """First and last page as text, the last written out; equal for a single page."""

    first: str
    last: str


class Pages(NamedTuple):
    """A list of ranges. `is_article_number` where the text is one ("e1002984", "CD001929") and no page range."""

    ranges: tuple[PageRange, ...]
    is_article_number: bool = False

    @property
    def first(self) -> str:
        """The first page, or ""."""
        return self.ranges[0].first if self.ranges else ""


def parse(text: str) -> Pages:
    """Return the ranges that `text` prints; empty where it holds none."""
    raise NotImplementedError


def expand_last_page(first: str, last: str) -> str:
    """Return `last` with the digits that `first` implies.

    MEDLINE prints "336-9" for 336-339. Both are strings because pages carry letters ("E786"); no arithmetic
    is done on them. If `last` is not a shortening of `first` it comes back unchanged.

    Source: MEDLINE/PubMed element descriptions, Pagination (MP).
    """
    raise NotImplementedError


def normalise(text: str) -> str:
    """Return the pages with "-" between first and full last page and ", " between ranges: "135-43" -> "135-143"."""
    raise NotImplementedError


def render(text: str, dash: str = "–") -> str:
    """Return the normalised pages with `dash` in each range."""
    raise NotImplementedError


def similarity(a: str, b: str) -> float:
    """Return 1.0 for equal first pages (zeros in front apart), 0.5 where one lies within the other, else 0.0."""
    raise NotImplementedError
