"""Tell indices, elements of arrays and intervals from markers by what stands beside a number in brackets."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..model import Span

_RUN = re.compile(r"\[[\d\s,;–-]{1,60}+\](?:[,;]?+\s?+\[[\d\s,;–-]{1,60}+\])*+")
_APART = re.compile(r"[,;]?\s?")
# What stands before an index or an array: names of programs, calls, brackets, signs of assignment.
_INDEXED = re.compile(
    r"(?:\w_\w*|_\w+|(?<!\w)[a-z]\w*\.(?!com|org|net)[a-z_]\w*|(?<![\w‐-])(?<!\d\s)[b-zα-ω]|(?<!\w)(?:In|Out|args?|argv|arr|shape|dims?|coeffs?|params)|"
    r"\w\(|(?:=|->|(?<!\w)[<>+/^#$@\\`])\s?)\Z"
)
_INDEXING = re.compile(r"[\w(=><+/^#$@\\`]\Z|[=><+/^#$@\\`]\s\Z")  # how each of these ends
_GLUED_BEHIND = re.compile(r"[^\S\n]?(?:[=≤≥≈+*/^@]|[<>](?=[\s\d]))|[^\S\n]?->|\(|\.[a-z_]|`")
_APART_BEHIND = re.compile(r"[^\S\n]?(?:[=≤≥≈]|[<>](?=[\s\d]))|\(|`")
_CLOSED = re.compile(r"\s?[\]}]")
# "in the interval [1, 2]", "over the range [1-3]"; "a confidence interval [1, 2]" is cited
_INTERVAL = re.compile(
    r"\b(?:the|an?|each|every|this|closed|open|unit|in|on|full)\s(?:interval|range)\s\Z|(?<![\w-])(?:∈|\\in|values in|numbers in|uniform on)\s\Z",
    re.IGNORECASE,
)
_TWO = re.compile(r"\[\d{1,3}\s?[,;\u2010-\u2015\u2212-]\s?\d{1,3}\]")
_UNIT_BEHIND = re.compile(r"\s?(?:[mckµμn]m|[kmµμ]g|m[lL]|[kMG]?Hz|dB|°[CF]?|%|px|ms|mmHg|kPa|[kM]B|GB)(?![^\W_])")
_VERSION = re.compile(r"(?<![\w])v?\d{1,4}(?:\.\d{1,4}){0,3}\.\Z")  # "1.11.[1-4]", where the sentence goes on behind it
_GOES_ON = re.compile(r"[.,;:)]|\s{1,2}[a-zß-ÿ]")


class NumberRuns:
    """The numbers in brackets that follow each other in a text, "[1][2], [3]"."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found = [Span(*match.span()) for match in _RUN.finditer(text)]

    def around(self, start: int, end: int) -> Span:
        """Return the run that text[start:end] belongs to, itself at least.

        >>> NumberRuns("It helps [1][2], [3].").around(17, 20), NumberRuns("It helps[3a].").around(8, 12)
        (Span(start=9, end=20), Span(start=8, end=12))
        """
        at = bisect_right(self._found, (start, len(self.text)))
        if at and self._found[at - 1] == (start, end):
            return self._found[at - 1]
        first, last = start, end
        for run in self._found[max(at - 1, 0) : at + 1]:
            if run.start < start and ((run.end > start and self.text[start] == "[") or self._is_apart(run.end, start)):
                first = run.start
            if run.end > end and ((run.start < end and self.text[end - 1] == "]") or self._is_apart(end, run.start)):
                last = run.end
        return Span(first, last)

    def _is_apart(self, end: int, start: int) -> bool:
        return end <= start and _APART.fullmatch(self.text, end, start) is not None


def is_index(runs: NumberRuns, start: int, end: int) -> bool:
    """Whether a number in brackets at runs.text[start:end] is an index, an element of an array, or an interval.

    >>> [is_index(NumberRuns(text), text.index("[1"), text.index("]") + 1) for text in ("x[1] = 3", "tensor([1, 2])", "sys.argv[1]", "It helps[1].")]
    [True, True, True, False]
    >>> [is_index(NumberRuns(text), text.index("[1"), text.index("]") + 1) for text in ("in the interval [1, 2] of", "a range of [1-3] mm", "wide intervals [1, 2].")]
    [True, True, False]
    >>> [is_index(NumberRuns(text), text.index("[1"), text.index("]") + 1) for text in ("1.11.[1-4].", "It was 1.11.[1-4] It")]
    [True, False]
    """
    text, (begin, last) = runs.text, runs.around(start, end)
    before = text[max(begin - 40, 0) : begin]
    is_several = last - begin > end - start
    is_opened, is_closed = before[-1:] in ("[", "{"), _CLOSED.match(text, last) is not None
    is_nested = is_opened and is_closed
    if is_nested or (is_several and (is_opened or is_closed)) or (is_closed and before[-1:].isalnum()):
        return True  # "ref. [11]]" is closed, and "[[39], their figure 2]" opened, by a remark in brackets
    if not before:
        return False
    if (
        not is_several
        and _TWO.fullmatch(text, start, end)
        and (_INTERVAL.search(before) or _UNIT_BEHIND.match(text, end))
    ):
        return True
    is_listed = before[-1] == "," == text[last : last + 1] and not text[last + 1 : last + 2].isspace()  # "f(x,[1,2],y)"
    if is_listed or (_INDEXING.search(before, max(len(before) - 2, 0)) and _INDEXED.search(before)):
        return True
    if before[-1] == "." and _VERSION.search(before) and _GOES_ON.match(text, last):
        return True
    return (_GLUED_BEHIND if before[-1].isalpha() else _APART_BEHIND).match(text, last) is not None
