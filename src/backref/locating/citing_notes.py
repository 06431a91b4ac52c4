"""Which notes of a document stand among notes that cite: units -> those, without the words that lead to their works."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..fields.back import points_back
from ..model import Document, Span
from . import signs
from .least import LEAST
from .noted import is_case
from .remarks import is_remark
from .several import begins, in_a_line
from .unit import Unit

_SHARE = 3  # one in so many notes cites
_CASES = 2  # one in so many lines that count up is a case, where they are notes of law


def among_notes(document: Document, units: Sequence[Unit]) -> dict[int, str]:
    """Return the notes among notes that cite, by the index of their unit, each without the words that lead to its work.

    Footnotes are notes; the lines of a list that count up are, if one of them points back, as only notes do, or if most
    are cases.
    """
    found: dict[int, str] = {}
    keys = sorted(marker.span for marker in document.markers if marker.kind == "key")
    footnotes = [at for at, unit in enumerate(units) if unit.label and document.blocks[unit.block].kind == "footnote"]
    for group in [footnotes, *_runs(units, set(footnotes))]:
        spans = {at: Span(begins(document.text, units[at].span), units[at].span.end) for at in group}
        bodies = {at: in_a_line(span.of(document.text)) for at, span in spans.items()}
        back = [points_back(body) is not None for body in bodies.values()]
        is_of_law = _CASES * sum(map(is_case, bodies.values())) >= len(bodies) > 1
        if group is not footnotes and not any(back) and not is_of_law:
            continue
        cited = sum(b or signs.score(body) >= LEAST.listed for b, body in zip(back, bodies.values(), strict=True))
        if cited and _SHARE * cited >= len(bodies):
            found |= {
                at: body for at, body in bodies.items() if points_back(body) or not _is_prose(units[at], body, keys)
            }
    return found


def _is_prose(unit: Unit, body: str, keys: Sequence[Span]) -> bool:
    """Whether a note says something of works that it names by people and year, or by key."""
    return unit.span.meets(keys) or is_remark(body)


def _runs(units: Sequence[Unit], without: Collection[int]) -> Iterator[list[int]]:
    """The units whose numbers count up, one behind the other."""
    run: list[int] = []
    before = 0
    for at, unit in enumerate(units):
        label = unit.label.removeprefix("^") if unit.label else ""
        number = int(label) if label and label.isdecimal() and at not in without else None
        if run and number != before + 1:
            yield run
            run = []
        if number is not None:
            run.append(at)
            before = number
    yield run
