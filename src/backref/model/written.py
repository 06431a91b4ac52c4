"""What a file wrote of one entry: its kind, its key, and the span of it and of each of its values. No copy of the text
is made.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from .base import Span

NOWHERE = Span(0, 0)
_FEW = 20  # names that are looked at one by one


class Value(NamedTuple):
    """One field as the file writes it. `text` stands at `span`, `whole` covers its braces or quotes too.

    `mark` is "{" or '"', "" for a bare word or number, and "#" for what is put together.
    """

    name: str
    text: str
    span: Span
    whole: Span
    mark: str = ""


class Written:
    """One entry as it stands in the text of its file.

    `names` are those of its fields, and `marks`, four numbers for each, where what its marks hold begins and ends, and
    where all of its value does. `span` is where its key stands, or else where it begins; `whole` is all of it. `unique`
    is how the loader calls it, where an entry before it has its key. `before` and `after` are what stands between it
    and its neighbours: comments, macros, blank lines. `faulty` says that it had to be mended to be read; `language` is
    whose rules it is written by: "bib", "json", "tags", ... `read` is what the loader made of it, `mended` are the
    values, by number, that had to be mended.
    """

    __slots__ = (
        "_firsts",
        "_held",
        "_marks",
        "_names",
        "after",
        "before",
        "faulty",
        "key",
        "kind",
        "language",
        "mended",
        "read",
        "span",
        "text",
        "unique",
        "whole",
    )

    def __init__(
        self,
        text: str,
        kind: str,
        key: str,
        span: Span,
        whole: Span,
        names: Sequence[str] = (),
        marks: Sequence[int] = (),
        *,
        language: str = "",
        faulty: bool = False,
    ) -> None:
        self.text, self.kind, self.key, self.span, self.whole = text, kind, key, span, whole
        self.unique, self.language, self.faulty = key, language, faulty
        self.before: tuple[Span, ...] = ()
        self.after: tuple[Span, ...] = ()
        self.mended: Mapping[int, str] = {}
        self.read: object = None
        self._firsts: dict[str, int] | None = None  # the number of the first field of each name, once asked for
        self._held: tuple[Value, ...] | None = None
        self._names = tuple(names)
        self._marks = _packed(marks)

    @property
    def values(self) -> tuple[Value, ...]:
        """Its fields in order, each with its spans and its text as written."""
        held = self._held
        return self._made() if held is None else held

    def hold(self) -> None:
        """Keep its values until `let_go`; they are made anew for everybody who asks else."""
        self._held = self._made()

    def let_go(self) -> None:
        """Keep its values no longer."""
        self._held = None

    def _made(self) -> tuple[Value, ...]:
        at = self._marks
        return tuple(
            self._value(name, Span(at[n], at[n + 1]), Span(at[n + 2], at[n + 3]))
            for name, n in zip(self._names, range(0, len(at), 4), strict=True)
        )

    def has(self, names: Iterable[str]) -> bool:
        """Say whether it has a field of one of these names."""
        ours = self._names if len(self._names) < _FEW else self._numbers()
        return any(name in ours for name in names)

    def _numbers(self) -> dict[str, int]:
        if self._firsts is None:
            self._firsts = {each: n for n, each in reversed([*enumerate(self._names)])}
        return self._firsts

    def value_of(self, name: str) -> Value | None:
        """Return the first field of a name."""
        number = self._numbers().get(name)
        if number is None:
            return None
        at = self._marks[4 * number : 4 * number + 4]
        return self._value(name, Span(at[0], at[1]), Span(at[2], at[3]))

    def alone(self) -> Written:
        """Return how it is written without what stands around it, so that it is written anew, from what is kept of its
        values.
        """
        made = copy(self)
        made.before = made.after = ()
        made.language = self.language[:3] if self.language.startswith("bib") else self.language
        return made

    @property
    def verbatim(self) -> str:
        """All of it, as it stands."""
        return self.whole.of(self.text)

    def __eq__(self, other: object) -> bool:
        """Say whether both are written alike, letter by letter."""
        return isinstance(other, Written) and (self.unique, self.verbatim) == (other.unique, other.verbatim)

    def __hash__(self) -> int:
        """Hash where it stands."""
        return hash((self.key, self.unique))

    def _value(self, name: str, inner: Span, outer: Span) -> Value:
        text = inner.of(self.text)
        if self.language == "json" and inner != outer:
            from json import loads

            return Value(name, str(loads(outer.of(self.text), strict=False)), inner, outer, '"')
        mark = (
            self.text[outer.start]
            if inner != outer
            else "#"
            if self.language.startswith("bib") and _is_joined(text)
            else ""
        )
        return Value(name, text.strip() if mark == "#" else text, inner, outer, mark)


def _is_joined(text: str) -> bool:
    return any(sign in text for sign in '#{"')


def _packed(numbers: Sequence[int]) -> Sequence[int]:
    try:
        return array("I", numbers)
    except OverflowError:  # a file of gigabytes
        return array("Q", numbers)
