"""Labels at the beginnings of lines, and the chain of them that counts upwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

from ..text import numbered
from ..text.raised import CIRCLED
from ._lines import Line

_LABEL = re.compile(
    r"(?:\[(?P<square>\d{1,4})\]|\[\[(?P<double>\d{1,4})\]\]|［(?P<wide>\d{1,4})］|\((?P<round>\d{1,4})\)(?!\s?[:.,;])|(?P<dot>\d{1,4})\.(?=\s|[^\W\d_])"
    r"|(?P<bracket>\d{1,4})\)|(?P<bare>\d{1,4})(?=\s{1,8}[^\W\d_a-z]|\s{1,8}[\"“„«‘]|\s\d{1,3}\s(?:U\.\s?S\.|C\.\s?F\.|Fed\.\s))|(?P<high>[⁰¹²³⁴-⁹]{1,4})(?=\s?\S))"
    rf"|(?P<circled>[{CIRCLED}])(?=\s?\S)|{numbered.LABEL}"
)
# "[RDP01] A. Roe", "[Roe et al., 2001] Roe, A.", "^ a b Roe, A.", "• Roe, A."
KEY = re.compile(r"\[(?=[^\[\]]{0,80}\d)[^\[\]\d][^\[\]]{1,80}\]\s*\S|[\^↑•▪◦‣]\s?\S|[*+-]\s\S")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FOUR = 1000  # such a number is a year, or has another one before it
_LEAST = 3  # labels of a chain that one other number does not end
_GLUED = ("dot", "bracket", "bare")  # kinds of labels with nothing before the number
_PAGE = 3  # digits of a page number at most
_SKIPPED = 3  # numbers that may be missing from a chain: a label that was lost, an entry on a page that cannot be read


def label(text: str) -> tuple[str, int] | None:
    """Return the kind of label that a line begins with, and its number.

    >>> label("[12] Roe A."), label("3. Roe A."), label("2003. Roe"), label("Roe A.")
    (('square', 12), ('dot', 3), ('dot', 2003), None)
    >>> label("Ref. 3: Roe A."), label("3")
    (('word', 3), ('alone', 3))
    """
    if (number := numbered.alone(text)) is not None:
        return "alone", number
    found = _LABEL.match(text)
    if not found:
        return None
    kind = found.lastgroup or ""
    if kind == "circled":
        return "high", int(normalize("NFKC", found[kind]))
    return kind, int(found[kind].translate(_DIGITS).lstrip("RS"))


class LabelledLine(NamedTuple):
    """A line that begins with a label of a chain; `skip` are digits before it that are none of it: "2415." on page
    24.
    """

    at: int
    number: int
    skip: int = 0


def chain(lines: Sequence[Line]) -> list[LabelledLine]:
    """Return the lines whose labels, all of one kind, count upwards from one another: the longest such chain, or none.

    A list may start again at 1. A number that happens to stand at the beginning of a line is not the next one, or
    stands elsewhere.
    """
    by_kind: dict[str, list[LabelledLine]] = {}
    for at, line in enumerate(lines):
        if found := label(line.text):
            by_kind.setdefault(found[0], []).append(LabelledLine(at, found[1]))
    return max((_rising(lines, some, kind in _GLUED) for kind, some in by_kind.items()), key=len, default=[])


def _rising(lines: Sequence[Line], labelled: Sequence[LabelledLine], may_be_glued: bool) -> list[LabelledLine]:
    """The longest run of labels of one kind in which each is the next number, or close to it at the same place."""
    best: list[LabelledLine] = []
    current: list[LabelledLine] = []
    for position, one in enumerate(labelled):
        number = current[-1].number if current else 0
        skip = _glued(one.number, number + 1) if current and may_be_glued else 0
        if one.number >= _FOUR and not skip:
            continue
        is_close = number < one.number <= number + _SKIPPED or one.number == 1 < number
        if current and (one.number == number + 1 or skip or (is_close and _is_aligned(lines, current, one.at))):
            current.append(LabelledLine(one.at, number + 1 if skip else one.number, skip))
        elif not current or (len(current) < _LEAST and _is_followed(labelled, position)) or one.number == 1:
            best, current = max(best, current, key=len), [one]
    return max(best, current, key=len)


def _glued(number: int, due: int) -> int:
    """How many digits of a page number stand before the number that is due."""
    printed, wanted = str(number), str(due)
    before = len(printed) - len(wanted)
    return before if 0 < before <= _PAGE and due > 1 and printed.endswith(wanted) else 0


def _is_followed(labelled: Sequence[LabelledLine], position: int) -> bool:
    """Whether the next labels of this kind count on from this one."""
    return any(other.number == labelled[position].number + 1 for other in labelled[position + 1 : position + 4])


def _is_aligned(lines: Sequence[Line], before: Sequence[LabelledLine], at: int) -> bool:
    """Whether a label stands where the others do: at their left, or, set to the right, where they end."""
    line = lines[at]
    lefts = [lines[other.at].left for other in before[-8:]]
    wide = 2.5 * line.unit
    return min(lefts) - wide <= line.left <= max(lefts) + wide
