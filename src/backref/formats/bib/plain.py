"""An entry without a fault, but for commas, read by patterns that never step back. Text -> its values, or None for any
other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from sys import intern
from typing import NamedTuple

from ...model import Span
from ...text.kept import Kept
from .closings import closing


class EntryFault(NamedTuple):
    """What is wrong with an entry, and where."""

    code: str
    message: str
    at: int


class EntryRead(NamedTuple):
    """What was read of one entry. `end` is behind it; `mended` are the values that do not stand so in the text, by
    number.

    `names` are those of its fields in small letters, `texts` what their marks hold, and `marks`, four numbers for each,
    where that begins and ends, and where all of the value does. `bare` are those, by number, that stand in no marks.
    """

    kind: str
    key: str
    key_at: Span
    end: int
    names: list[str]
    texts: list[str]
    marks: list[int]
    bare: list[int]
    faults: list[EntryFault]
    mended: Mapping[int, str] = {}


def _braces(depth: int) -> str:
    """The pattern of a value in braces with as many braces in each other. It never steps back, so its time is
    linear.
    """
    return r"\{(?:[^{}\\]++|\\." + (f"|{_braces(depth - 1)}" if depth else "") + r")*+\}"


PART = rf'(?:{_braces(5)}|"(?:[^{{}}\\"]++|\\.|{_braces(4)})*+"|[^\s,#{{}}()"=%\\]++)'
_OPENING = re.compile(r"@(?P<kind>\w[\w-]*+)[ \t]*+\{\s*+(?P<key>[^\s,={}()\"#%]++)\s*+(?=,)")
_BETWEEN = r"(?:\s++|%[^\r\n]*+)*+(?:(?P<comma>,)(?P<more>\s*+,(?:\s*+,)*+)?+(?:\s++|%[^\r\n]*+)*+)?+"
_ASSIGNED = r"(?P<name>[A-Za-z_][\w:+./-]*+)\s*+="
_END = rf"(?=\s*+(?:[,}}]|(?<=[\s}}\"])%|{_ASSIGNED.replace('?P<name>', '?:')}))"
_FIELD = re.compile(rf"{_BETWEEN}{_ASSIGNED}\s*+(?P<value>{PART}(?:\s*+\#\s*+{PART})*+){_END}", re.DOTALL)
_LOWERED = Kept(lambda name: intern(name.lower()), 4096, longest=60)
_WORD = re.compile(r"\d{1,20}|[A-Za-z][\w:.+/-]{0,60}")
_CLOSING = re.compile(rf"{_BETWEEN}\}}")
# A value that holds what looks like the fields behind it: it was closed by a brace that was meant for something else.
SWALLOWED = re.compile(r"(?:[}\"]|^[^\s{}\"#]{1,60}\n)\s{0,40}[A-Za-z][\w-]{1,30}\s{0,9}=\s{0,9}[{\"\w]")


def read(text: str, start: int, stop: int) -> EntryRead | None:
    """Return the entry that begins at `start` and ends before `stop`, None where more is wrong with it than commas.

    >>> found = read("@book{a, title = {One} year = 1999}", 0, 35)
    >>> found.names, found.texts, found.marks[:4], found.faults[0].code
    (['title', 'year'], ['One', '1999'], [18, 21, 17, 22], 'missing-comma')
    """
    opening = _OPENING.match(text, start, stop)
    if not opening:
        return None
    key = opening["key"]
    names: list[str] = []
    texts: list[str] = []
    marks: list[int] = []
    bare: list[int] = []
    faults: list[EntryFault] = []
    at = opening.end()
    match, lowered = _FIELD.match, _LOWERED
    while field := match(text, at, stop):
        comma, more, name, value = field.groups()
        if "=" in value and SWALLOWED.search(value):
            return None
        if more:
            faults.append(EntryFault("junk", f"{more.strip()!r} in {key!r} is no field", field.start("more")))
        elif not comma:
            faults.append(EntryFault("missing-comma", f"no comma before {name!r} in {key!r}", at))
        at = field.end()
        begin = at - len(value)
        if value[0] in '{"' and ("#" not in value or is_one(value)):
            texts.append(value[1:-1])
            marks += (begin + 1, at - 1, begin, at)
        else:
            bare.append(len(names))
            texts.append(value)
            marks += (begin, at, begin, at)
        names.append(lowered[name])
    closing = _CLOSING.match(text, at, stop)
    if not closing or len(set(names)) < len(names):
        return None
    kind, key_at = intern(opening["kind"]), Span(*opening.span("key"))
    return EntryRead(kind, key, key_at, closing.end(), names, texts, marks, bare, faults)


def is_one(value: str) -> bool:
    """Say whether a value is one part in marks, not several that are put together.

    >>> is_one("{C# and {F#}}"), is_one('"C" # "D"')
    (True, False)
    """
    return closing(value, 0, len(value)) == len(value) - 1


def is_word(text: str) -> bool:
    """Say whether a text may stand as a value without marks: a number, or the name of a macro.

    >>> is_word("1999"), is_word("jan"), is_word("12a b")
    (True, True, False)
    """
    return _WORD.fullmatch(text) is not None
