"""What the ways to read a list of names cost: the row of readings that costs least wins.

The unit is one full change of manner. `train/name_costs.py` fits them to lists whose people are known, and prints what
each moves.
"""

from __future__ import annotations

from typing import NamedTuple


class Costs(NamedTuple):
    """The prices of readings of one name, and of a change from one manner to another within a list."""

    bare: float = 0.35  # "Smith" as a name, and as much again where a list begins with it
    whole: float = 0.3  # "John Smith"
    odd: float = 0.6  # "Smith, John"; "García Márquez" as a family name; "van Tulder" without a given name
    change: float = 1.0  # "John Smith", then "Jones"; initials alone, "J. B.", as a name

    def between(self, before: str, after: str) -> float:
        """Return what it costs to go from one manner of writing names to another in one list."""
        if before == "start":
            return self.bare if after == "bare" else 0.0
        is_change = before in ("whole", "bare") and after in ("whole", "bare", "inverted") and before != after
        return self.change if is_change else 0.0


COSTS = Costs()
