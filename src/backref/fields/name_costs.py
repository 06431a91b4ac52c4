"""What the ways to read a list of names cost: the row of readings that costs least wins.

The unit is one full change of manner. `train/name_costs.py` fits them to lists whose people are known, and prints what
each moves.
"""

from __future__ import annotations

from typing import NamedTuple


class Costs(NamedTuple):
    """The prices of readings of one name, and of changes from one manner to another within a list."""

    initials_alone: float = 3.0  # "J.B." as a name
    bare: float = 0.35  # "Smith" as a name
    bare_after_and: float = 1.0  # more, where "and" stands before it and more follows
    whole: float = 0.3  # "John Smith"
    whole_without_given: float = 0.6  # "van Tulder"
    inverted: float = 0.5  # "Smith, John"
    family_of_two: float = 0.5  # "García Márquez"
    family_of_three: float = 1.2
    inverted_bare: float = 0.4  # more, where no piece of the list has a blank
    given_like_initials: float = 0.8  # "Smith, Chou R": no given name, but a name of its own
    start_bare: float = 0.3
    whole_to_bare: float = 1.0
    bare_to_whole: float = 1.0
    bare_to_inverted: float = 1.2
    whole_to_inverted: float = 0.8

    def change(self, before: str, after: str) -> float:
        """Return what it costs to go from one manner of writing names to another in one list."""
        if before == "start":
            return self.start_bare if after == "bare" else 0.0
        if before == "whole":
            return self.whole_to_bare if after == "bare" else self.whole_to_inverted if after == "inverted" else 0.0
        if before == "bare":
            return self.bare_to_whole if after == "whole" else self.bare_to_inverted if after == "inverted" else 0.0
        return 0.0


COSTS = Costs()
