"""The arguments of a command: a source and where they may begin -> their places. All brackets are paired in one
pass.
"""

from __future__ import annotations

import re
from array import array
from functools import cached_property
from typing import NamedTuple

from ...model import Span

_MARK = re.compile(r"\\.|%[^\n]*|[{}\[\]()]", re.DOTALL)
_GAP = re.compile(r"(?:[ \t]|%[^\n]*\n?|\n(?![ \t]*\n))*+")  # a blank line ends the search for an argument
_ENTRY_END = re.compile(r"\\endentry")
_OPENING = {"]": "[", ")": "("}
_OPTION = 3000  # characters of an option; what is longer is text behind the command


class Arguments(NamedTuple):
    """The options and the braces behind a command, without their brackets, and where they end."""

    options: tuple[Span, ...]
    given: tuple[Span, ...]
    end: int


class Tex:
    """The source of a document, and where its brackets close."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def closings(self) -> dict[int, int]:
        """Where each bracket closes, by where it opens: a brace with its own, "[" with the next "]" in the same braces.

        >>> Tex("[{a]}b]{").closings
        {1: 4, 0: 6}
        """
        found: dict[int, int] = {}
        braces: list[int] = []
        waiting: list[dict[str, list[int]]] = [{"[": [], "(": []}]
        for match in _MARK.finditer(self.source):
            sign = match.group()
            if sign == "{":
                braces.append(match.start())
                waiting.append({"[": [], "(": []})
            elif sign == "}":
                if braces:
                    found[braces.pop()] = match.start()
                    waiting.pop()
            elif sign in ("[", "("):
                waiting[-1][sign].append(match.start())
            elif opening := _OPENING.get(sign):
                found.update(dict.fromkeys(waiting[-1][opening], match.start()))
                waiting[-1][opening] = []
        return found

    @cached_property
    def entry_ends(self) -> array[int]:
        """Where the entries end that biber wrote."""
        return array("L", (match.start() for match in _ENTRY_END.finditer(self.source)))

    def closing(self, opening: int, stop: int) -> int:
        """Where the bracket at `opening` closes, or -1 where it does not before `stop`."""
        closed = self.closings.get(opening, -1)
        return closed if closed < stop else -1

    def gap(self, at: int, stop: int) -> int:
        """Where the blanks and comments at `at` end."""
        match = _GAP.match(self.source, at, stop)
        return match.end() if match else at

    def arguments(self, at: int, stop: int, *, most: int = 1, options: int = 2, round_too: bool = False) -> Arguments:
        """Return up to `most` arguments in braces behind `at`, with up to so many options before each.

        >>> source = "[see][p. 5]{deyo2015} says"
        >>> found = Tex(source).arguments(0, len(source))
        >>> [span.of(source) for span in found.options], [span.of(source) for span in found.given], found.end
        (['see', 'p. 5'], ['deyo2015'], 21)
        """
        given: list[Span] = []
        chosen: list[Span] = []
        end = at
        before = 0
        while len(given) < most:
            begin = self.gap(end, stop)
            sign = self.source[begin : begin + 1] if begin < stop else ""
            is_option = (sign == "[" or (sign == "(" and round_too)) and before < options
            closed = self.closing(begin, stop) if sign == "{" or is_option else -1
            if closed < 0 or (is_option and closed - begin > _OPTION):
                break
            before = before + 1 if is_option else 0
            (chosen if is_option else given).append(Span(begin + 1, closed))
            end = closed + 1
        return Arguments(tuple(chosen), tuple(given), end if given else at)
