"""Where the values of a broken entry end. What is looked for in all that follows is looked for once, not from each
value.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from ...model import Span
from .closings import LONGEST, balanced, closings
from .plain import EntryFault

NAME = re.compile(r"(?P<name>[A-Za-z_][\w:+./-]{0,60})\s{0,20}=\s{0,200}")
_NEXT_LINE = re.compile(r"[\r\n][ \t]{0,200}[A-Za-z][\w:+./-]{0,60}\s{0,20}=\s{0,20}(?:[{\"]|\w{1,20}\s{0,20}[,}\r\n])")
_NEXT_HERE = re.compile(r",\s*[A-Za-z][\w:+./-]{0,60}\s{0,20}=\s{0,20}(?:[{\"]|\w{1,20}\s{0,20}[,}\r\n])")
_WORD = re.compile(r"[^\s,;#{}()\"=%]{1,200}")
_MORE = re.compile(r"[ \t]{1,20}(?![A-Za-z][\w:+./-]{0,60}\s{0,20}=)(?=[^\s,;#{}()\"=%])")
_GOOD = re.compile(r"\s*+(?:[,;})#%]|\Z|[A-Za-z_][\w:+./-]{0,60}\s{0,20}=)")
_QUOTE = re.compile(r'"(?=\s*+(?:[,})#]|\Z|[\r\n]))')
_STRAY = re.compile(r"[^,;{}]{1,300}?(?=\s{0,99}+(?:[,;}]|\Z|[\r\n]\s{0,99}+[A-Za-z_][\w:+./-]{0,60}\s{0,20}=))")
_STRAY_BRACE = re.compile(r"[^,{}\r\n]{1,300}\}(?=\s{0,40}(?:,|\}|[\r\n]\s*+\}))")


class Ended(NamedTuple):
    """One value: where what its marks hold stands, where all of it does, what it is where it does not stand so, its
    faults.
    """

    inner: Span
    outer: Span
    mended: str | None = None
    faults: tuple[EntryFault, ...] = ()


class Ends:
    """The marks of one entry."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._closings = closings(raw)
        self._next: dict[re.Pattern[str], tuple[int, re.Match[str] | None]] = {}

    def value(self, begin: int, key: str, name: str) -> Ended:
        """Return the value that begins at a place."""
        raw, at = self.raw, begin
        pieces: list[Span] = []
        while at < len(raw):
            if raw[at] in '{"':
                end, following = self._end(at)
                if end < 0 or following:
                    return self._unclosed(begin, at, following, key)
                if raw[at] == '"' and not _GOOD.match(raw, end + 1) and (more := self._last_quote(end)) > 0:
                    fault = EntryFault("junk", f"quotes in {name!r} of {key!r} stand in no braces", end)
                    return Ended(Span(at + 1, more), Span(begin, more + 1), balanced(raw[at + 1 : more]), (fault,))
                pieces.append(Span(at + 1, end))
                at = end + 1
                if stray := self._stray(at):
                    return self._with_stray(begin, pieces, stray, key, name)
            elif word := _WORD.match(raw, at):
                at = word.end()
                while (more_of := _MORE.match(raw, at)) and (word := _WORD.match(raw, more_of.end())):
                    at = word.end()
                pieces.append(Span(begin, at))
            else:
                break
            after = _blank(raw, at)
            if raw[after : after + 1] != "#":
                break
            pieces.append(Span(after, after))
            at = _blank(raw, after + 1)
        if len(pieces) == 1:
            return Ended(pieces[0], Span(begin, at))
        return Ended(Span(begin, at), Span(begin, at))

    def _end(self, at: int) -> tuple[int, re.Match[str] | None]:
        """The mark that closes the value at `at`, or -1, and the field that begins before it, which says that it is
        none.
        """
        end = self._closings.get(at, -1)
        if self.raw[at] == '"' and end - at > LONGEST:
            end = -1
        if end > 0:
            return end, _NEXT_LINE.search(self.raw, at + 1, end)
        return end, self._following(_NEXT_LINE, at + 1) or self._following(_NEXT_HERE, at + 1)

    def _unclosed(self, begin: int, at: int, following: re.Match[str] | None, key: str) -> Ended:
        end = following.start() if following else self._last
        text = self.raw[at + 1 : end].rstrip(' \t\r\n,}"')
        fault = EntryFault("unclosed-value", f"a value in {key!r} is never closed", at)
        return Ended(Span(at + 1, at + 1 + len(text)), Span(begin, end), balanced(text), (fault,))

    def _last_quote(self, end: int) -> int:
        """The quote that ends a value in which others stand bare: one that a comma or a line's end follows, before the
        next field.
        """
        following = self._following(_NEXT_HERE, end) or self._following(_NEXT_LINE, end)
        stop = following.start() + 1 if following else len(self.raw)
        found = self._following(_QUOTE, end + 1)
        return found.start() if found and found.start() < stop else -1

    def _stray(self, at: int) -> re.Match[str] | None:
        """What stands behind a closed value and is neither a comma nor another field."""
        if _GOOD.match(self.raw, at):
            return None
        return _STRAY_BRACE.match(self.raw, at) or _STRAY.match(self.raw, at)

    def _with_stray(self, begin: int, pieces: list[Span], stray: re.Match[str], key: str, name: str) -> Ended:
        text, last = stray.group(), pieces[-1]
        fault = EntryFault(
            "junk", f"{text.strip()[:40]!r} stands behind the closed value of {name!r} in {key!r}", last.end + 1
        )
        joined = "".join(piece.of(self.raw) for piece in pieces) + text
        return Ended(
            Span(pieces[0].start, last.end),
            Span(begin, stray.end()),
            balanced(joined.rstrip().removesuffix("}")),
            (fault,),
        )

    @cached_property
    def _last(self) -> int:
        """Where the last value ends if nothing closes it."""
        return len(self.raw.rstrip().rstrip("})").rstrip())

    def _following(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        start, found = self._next.get(pattern, (len(self.raw) + 1, None))
        if start > at or (found is not None and found.start() < at):
            found = pattern.search(self.raw, at)
            self._next[pattern] = at, found
        return found


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
