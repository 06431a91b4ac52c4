"""Entries in one paragraph that is not long: they are parted where hardly anything else is under the heading."""

from __future__ import annotations

import pytest

import backref
from backref.readers import read_text

ENTRY = "Roe AB, Doe CD. The {} of heat for the back in adults: a trial. Spine. 200{};{}:1-9."
WORDS = ("rise", "fall", "care", "cost", "harm", "mean", "path", "look", "cure", "loss", "gain", "sway")


def listed(sizes: tuple[int, ...]) -> list[str]:
    words = iter(enumerate(WORDS))
    paragraphs = [" ".join(ENTRY.format(w, n % 10, n + 1) for n, w in (next(words) for _ in range(s))) for s in sizes]
    return [c.raw for c in backref.find(read_text("References\n\n" + "\n\n".join(paragraphs) + "\n")).citations]


@pytest.mark.parametrize(
    ("sizes", "found"),
    [((3,), 3), ((2, 2), 4), ((1, 2, 1), 3), ((1, 5, 1), 3), ((1, 9, 1), 11)],
)
def test_a_paragraph_is_parted_where_it_is_long_or_nearly_all(sizes, found):
    assert len(listed(sizes)) == found
