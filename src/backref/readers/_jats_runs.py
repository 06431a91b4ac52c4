"""Cross-references of JATS that stand together, "[1–3,7]" -> one marker, with what a dash between two leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_DASHES = ("-", "–", "—", "‐", "−")
_MOST = 300  # keys of one range that are written out, as where numbers are printed


class XrefRun(NamedTuple):
    """Where cross-references stand in the text, and the keys that they name."""

    start: int
    end: int
    keys: tuple[str, ...]


def runs(text: str, pointers: Sequence[XrefRun], refs: Sequence[str]) -> Iterator[XrefRun]:
    """Yield the pointers of a text, each run as one with its brackets; each names a key once. `refs` are the list's.

    >>> list(runs("so (1–3)", [XrefRun(4, 5, ("a",)), XrefRun(6, 7, ("c",))], ["a", "b", "c"]))
    [XrefRun(start=3, end=8, keys=('a', 'b', 'c'))]
    """
    numbers = {key: number for number, key in enumerate(refs)}
    start, end, last = -1, -1, ""
    keys: dict[str, None] = {}
    for pointer in pointers:
        between = text[end : pointer.start].strip() if keys and pointer.start - end < 4 else None
        if between not in (*_DASHES, "", ",", ";"):
            if keys:
                yield _bracketed(text, start, end, keys)
            start, keys = pointer.start, {}
        elif between in _DASHES and last in numbers and pointer.keys[0] in numbers:
            left_out = refs[numbers[last] + 1 : numbers[pointer.keys[0]]]
            keys |= dict.fromkeys(left_out if len(left_out) < _MOST else ())
        keys |= dict.fromkeys(pointer.keys)
        end, last = pointer.end, pointer.keys[-1]
    if keys:
        yield _bracketed(text, start, end, keys)


def _bracketed(text: str, start: int, end: int, keys: dict[str, None]) -> XrefRun:
    if text[start - 1 : start] in ("[", "(") and text[end : end + 1] in ("]", ")"):
        start, end = start - 1, end + 1
    return XrefRun(start, end, tuple(keys))
