"""Keeping what was worked out: a cache whose size in bytes is bounded, since what is long is not kept.

`functools.lru_cache` counts entries, and an entry holds its arguments: of texts as long as a file, a few thousand are
the memory of the machine. What is long is rare, and what is rare is seldom asked for twice.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from inspect import signature
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Kept(dict[str, R], Generic[R]):
    """What a function says of texts, worked out when it is first asked for; to look it up takes no call of Python's.

    Texts longer than `longest` are not kept, and a table of `entries` starts anew. What it holds is shared, so it must
    be frozen.

    >>> lengths = Kept(len, 2, longest=3)
    >>> [lengths[text] for text in ("abc", "abcd")], list(lengths)
    ([3, 4], ['abc'])
    """

    def __init__(self, function: Callable[[str], R], entries: int, longest: int) -> None:
        super().__init__()
        self._function = function
        self._entries = entries
        self._longest = longest

    def __missing__(self, text: str) -> R:
        """Work it out, and keep it where it is short."""
        found = self._function(text)
        if len(text) <= self._longest:
            if len(self) >= self._entries:
                self.clear()
            self[text] = found
        return found


def kept(entries: int, longest: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that keeps the last results, for texts of `longest` characters, of all arguments, at most.

    >>> @kept(2, longest=3)
    ... def shout(text: str) -> str:
    ...     print("working")
    ...     return text.upper()
    >>> [shout("abc"), shout("abc"), shout("abcd"), shout("abcd")]
    working
    working
    working
    ['ABC', 'ABC', 'ABCD', 'ABCD']
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        remembered = lru_cache(entries)(function)

        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            size = 0
            for value in args:
                if isinstance(value, str | bytes):
                    size += len(value)
            return function(*args, **kwargs) if size > longest else remembered(*args, **kwargs)  # type: ignore[arg-type]

        @wraps(function)
        def of_one(text: Any) -> R:
            return function(text) if len(text) > longest else remembered(text)  # type: ignore[call-arg]

        takes = [parameter.annotation for parameter in signature(function).parameters.values()]
        chosen: Any = of_one if takes in (["str"], [str]) else wrapper
        chosen.cache_clear = remembered.cache_clear
        made: Callable[P, R] = chosen
        return made

    return decorate
