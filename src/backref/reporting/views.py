"""What a report says, as values: a bibliography and its documents, or what a check found -> a `Report`, which `page`
shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ..model import Passages, Pointer, Problem, Resolution
from .html import Html
from .standings import Standing, standing


@dataclass(frozen=True, slots=True)
class Row:
    """One reference: `number` is its place in the list and its address in the page, `raw` how the text prints it.

    `cited` are the claims that rest on it, by number, each with its words; `passages` what the work says to them, by
    the claim, where that was asked for; `faults` what rules say of it.
    """

    number: int
    key: str
    label: str
    raw: str
    resolution: Resolution | None
    bibtex: str
    cited: tuple[tuple[int, str], ...] = ()
    faults: tuple[str, ...] = ()
    passages: tuple[Passages, ...] = ()

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return standing(self.resolution)


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its title, when it was made (ISO, to the minute), the references, the texts, and what is to be said
    beside them.

    `texts` are the names of documents with their marked text; `open_claims` are claims that rest on no sound work, each
    with what that means; `missing` are markers without an entry; `notes` what was wrong with the input, or a rule says
    of a whole file.
    """

    title: str
    made: str
    rows: tuple[Row, ...]
    texts: tuple[tuple[str, Html], ...] = ()
    claims: tuple[tuple[int, ...], ...] = ()
    open_claims: tuple[tuple[int, str, str], ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def now() -> str:
    """Return the time, in UTC, to the minute."""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


def missing(markers: Sequence[Pointer]) -> tuple[str, ...]:
    """Return the keys that markers point at without finding an entry, each once."""
    return tuple(dict.fromkeys(key for marker in markers for key in marker.missing))


def said_of_problem(problem: Problem) -> str:
    """Return a problem in one line."""
    return f"{f'{problem.place}: ' if problem.place else ''}{problem.code}: {problem.message}"
