"""Tell indices, elements of arrays and intervals from markers by what stands beside a number in brackets."""

from __future__ import annotations

import re

_BEFORE_RUN = re.compile(r"(?:\[[\d\s,;–-]{1,60}\][,;]?\s?){0,20}\Z")
AFTER_RUN = re.compile(r"(?:[,;]?\s?\[[\d\s,;–-]{1,60}\]){0,20}")
# What stands before an index or an array: names of programs, calls, brackets, signs of assignment.
_INDEXED = re.compile(
    r"(?:\w_\w*|_\w+|(?<!\w)[a-z]\w*\.(?!com|org|net)[a-z_]\w*|(?<![\w‐-])(?<!\d\s)[b-zα-ω]|(?<!\w)(?:In|Out|args?|argv|arr|shape|dims?|coeffs?|params)|"
    r"\w\(|(?:=|->|(?<!\w)[<>+/^#$@\\`])\s?)\Z"
)
_GLUED_BEHIND = re.compile(r"\s?(?:[=≤≥≈+*/^@]|[<>](?=[\s\d]))|\s?->|\(|\.[a-z_]|`")
_APART_BEHIND = re.compile(r"\s?(?:[=≤≥≈]|[<>](?=[\s\d]))|\(|`")
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


def run_start(text: str, at: int) -> int:
    """Return where the run of numbers in brackets begins that one at this place belongs to.

    >>> run_start("It helps [1][2], [3].", 17), run_start("It helps[3].", 8)
    (9, 8)
    """
    if text[max(at - 1, 0) : at].isalnum():
        return at
    run = _BEFORE_RUN.search(text, max(at - 100, 0), at)
    return run.start() if run else at


def is_index(text: str, start: int, end: int) -> bool:
    """Whether a number in brackets at text[start:end] is an index, an element of an array, or an interval.

    >>> [is_index(text, text.index("[1"), text.index("]") + 1) for text in ("x[1] = 3", "tensor([1, 2])", "sys.argv[1]", "It helps[1].")]
    [True, True, True, False]
    >>> [is_index(text, text.index("[1"), text.index("]") + 1) for text in ("in the interval [1, 2] of", "a range of [1-3] mm", "wide intervals [1, 2].")]
    [True, True, False]
    >>> [is_index(text, text.index("[1"), text.index("]") + 1) for text in ("1.11.[1-4].", "It was 1.11.[1-4] It")]
    [True, False]
    """
    begin = run_start(text, start)
    behind = AFTER_RUN.match(text, end)
    last = behind.end() if behind else end
    before = text[max(begin - 40, 0) : begin]
    is_several = last - begin > end - start
    is_nested = before[-1:] in "[{" and before, _CLOSED.match(text, last)
    if all(is_nested) or (is_several and any(is_nested)) or (is_nested[1] and before[-1:].isalnum()):
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
    if is_listed or _INDEXED.search(before) or (_VERSION.search(before) and _GOES_ON.match(text, last)):
        return True
    return (_GLUED_BEHIND if before[-1].isalpha() else _APART_BEHIND).match(text, last) is not None
