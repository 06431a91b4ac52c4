"""How many signs a text must have to be taken for a reference, by where it stands.

`train/signs.py` fits them, and prints what each moves.
"""

from __future__ import annotations

from typing import NamedTuple


class Least(NamedTuple):
    """The fewest signs of an entry, by what else speaks for it."""

    listed: int = 2  # under the heading of a list, behind a caret, as a note; in a sentence, ending in numbers
    likely: int = 3  # beside others that are as likely, or behind one that ended
    strong: int = 4  # in brackets; before another one in one paragraph; behind a label
    alone: int = 5  # where nothing else speaks for it


LEAST = Least()
