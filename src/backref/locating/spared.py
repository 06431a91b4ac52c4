"""What no marker can stand in: mathematics, code and addresses, where the text still shows them. Text, blocks ->
spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..model import Span

# pandoc's rule for "$": no blank inside either sign, and no digit behind the second, so that "$5 [1] and $6" are
# prices.
_SPARED = re.compile(
    r"\$\$[^$]{1,2000}\$\$"
    r"|(?<![\\$\w])\$(?=[^\s$])[^$]{0,400}(?<=[^\s\\$])\$(?![\d$])"
    r"|\\\((?=[^\\\n]{0,80}(?:[\^_=+]|\\[a-zA-Z]|[a-z]\[))(?:[^\\]|\\(?![()])){1,400}+\\\)|\\\[(?=[^\\]{0,80}(?:[\^_=+]|\\[a-zA-Z]|[a-z]\s?\[))(?:[^\\]|\\(?![\[\]])){1,2000}+\\\]"
    r"|(?<!`)`[^`\n]{1,300}`(?!`)|``[^`]{1,300}``"
    r"|https?://[^\s<>\"\[\]]{1,500}(?:\[[^\[\]\s]{0,40}\](?=[\w=&/%?#])[^\s<>\"\[\]]{1,500}){0,10}"
)
_HINTS = ("$", "\\(", "\\[", "`", "://")


def spared(text: str, blocks: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches of blocks that are mathematics, code or an address.

    >>> text = r"For $y = [1, 2]$ see `x[1]`; it costs $5 [1] and $6 [2]."
    >>> [span.of(text) for span in spared(text, [Span(0, len(text))])]
    ['$y = [1, 2]$', '`x[1]`']
    """
    hints = [hint for hint in _HINTS if hint in text]
    for block in blocks if hints else ():
        if any(text.find(hint, *block) >= 0 for hint in hints):
            yield from (Span(*match.span()) for match in _SPARED.finditer(text, *block))


def apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans that cover the same, sorted and apart from each other.

    >>> apart([Span(4, 6), Span(0, 5), Span(7, 9)])
    [Span(start=0, end=6), Span(start=7, end=9)]
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
