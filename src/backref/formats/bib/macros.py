"""The values of a .bib file as they are meant: macros put in, parts joined at "#", outer marks gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .closings import closing

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# What macros and parents may add to a file, in characters: a few lines that double each other would else fill any
# memory.
_ROOM, _ROOM_EACH = 1_000_000, 4  # and as many more for each character of the file; journals by macro add a half
_SIGN = re.compile(r'[{}"#]')
_SHORT = 9  # a macro that adds no more is put in whatever room there is, as "September" is


class Macros:
    """The macros that a file has defined so far, and how many characters may still be put in where it only names them.

    `refused` is the first name that there was no room for, `unknown` are those that nothing was defined for when they
    were named.

    >>> macros = Macros(100)
    >>> macros.define("bmj", macros.joined('"The " # {BMJ}'))
    >>> macros.joined("bmj # { Open}"), macros.joined("{BMJ}"), macros.joined("2001")
    ('The BMJ Open', 'BMJ', '2001')
    """

    def __init__(self, length: int) -> None:
        self.known = dict(zip(MONTHS, MONTH_NAMES, strict=True))
        self.own: set[str] = set()
        self.room = _ROOM + _ROOM_EACH * length
        self.refused = ""
        self.unknown: list[str] = []

    def define(self, name: str, said: str) -> None:
        """Have a macro, in small letters, stand for a text."""
        self.known[name] = said
        self.own.add(name)

    def joined(self, value: str) -> str:
        """Return the parts of a value joined, macros replaced and outer marks gone."""
        value = value.strip()
        if "#" not in value or (value[:1] == "{" and closing(value, 0, len(value)) == len(value) - 1):
            return self._unmarked(value)
        return "".join(self._unmarked(part.strip()) for part in parts(value))

    def _unmarked(self, value: str) -> str:
        if len(value) > 1 and ((value[0] == "{" and value[-1] == "}") or (value[0] == value[-1] == '"')):
            return value[1:-1]
        return self._said(value)

    def _said(self, name: str) -> str:
        """What a macro stands for; its name, where there is none or the file has no room left for it."""
        said = self.known.get(name.lower())
        if said is None:
            self.unknown.append(name)
            return name
        if len(said) <= _SHORT:
            return said
        if len(said) > self.room:
            self.refused = self.refused or name
            return name
        self.room -= len(said)
        return said


def parts(value: str) -> Iterator[str]:
    """Yield the parts of a value between the "#" that no brace or quote protects.

    >>> [part.strip() for part in parts('a # {#} # "b # c"')]
    ['a', '{#}', '"b # c"']
    """
    depth = 0
    quoted = False
    start = 0
    for match in _SIGN.finditer(value):
        char = match.group()
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif depth == 0 and char == '"':
            quoted = not quoted
        elif depth == 0 and not quoted:
            yield value[start : match.start()]
            start = match.end()
    yield value[start:]
