"""Split prose into sentences around its markers: text + marker spans -> sentence spans.

Markers and embedded citations are masked at equal length first, so that "useful.[73][13] These" ends where a reader
ends it; a marker behind the full stop belongs to the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..model import Span

# Ideographic stops, and those of India, need no blank behind them.
_STOP = re.compile(
    r"[.!?…。！？।．](?<![.!?…。！？।．].)[.!?…。！？।．]*+(?P<close>[\"”’»)\]]{0,3})(?P<gap>\s+|$|(?<=[。！？।])|(?<=[\u3040-\u9fff]．)(?!\d))"
)
_BEFORE_WORD = re.compile(r"[\s(\[“\"'’/–—-]")
_LETTER = re.compile("[A-Za-zÀ-ÖØ-öø-ÿ]")
_ABBREVIATIONS = frozenset(
    "e.g i.e a.m p.m al approx ca cf ch chap Co Corp dept Dr ed eds Eq Eqs esp est etc ex Fig Figs fig figs Gen Inc incl Jr Ltd Mr Mrs Ms max min "
    "no No nos Nos nr Nr op pp Prof Ref Refs ref refs resp Rev sec Sec Sr St Suppl Tab viz vol Vol vs wt z.B d.h bzw usw vgl Abb u.a Univ U.S U.K Ph.D "
    "spp sp subsp var cv Nat Am Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
_SMALL = "a-zà-öø-ÿ\u03ac-\u03ce\u0430-\u045f\u0561-\u0587"  # Latin, Greek, Cyrillic and Armenian
_CONTINUES = re.compile(rf"[{_SMALL},;:.!?)\]]")
_SUBJECT = re.compile(rf"\s+[{_SMALL}]")
_NAMING = (
    "\\",
    "@",
    "{cite:t",
    ":cite:t",
)  # markers that print who is cited, as words of the sentence: "\\citet{roe} found"
_FOLLOWED = re.compile(r"\s?[^\W\d_]")  # in a script without capitals
_ENDERS = frozenset(("al", "etc", "p.m", "a.m", "Inc", "Ltd", "Co", "Jr", "Sr", "U.S", "U.K", "Ph.D"))


def split(text: str, block: Span, masked: Sequence[Span]) -> Iterator[Span]:
    """Yield the sentences of a block, markers included, blanks between them left out.

    >>> text = "It may be useful.[73][13] These carry a risk, e.g. of falls.[13]"
    >>> [span.of(text) for span in split(text, Span(0, 64), [Span(17, 21), Span(21, 25), Span(60, 64)])]
    ['It may be useful.[73][13]', 'These carry a risk, e.g. of falls.[13]']
    >>> [span.of("На 5 мм рт. ст. Так.") for span in split("На 5 мм рт. ст. Так.", Span(0, 20), [])]
    ['На 5 мм рт. ст.', 'Так.']
    """
    hidden = _mask(text, block, masked) if masked else block.of(text)
    begin = 0
    for match in _STOP.finditer(hidden):
        end = match.end("close")
        following = hidden[match.end() : match.end() + 1]
        if following and (
            _CONTINUES.match(following) or (_is_abbreviation(hidden, match.start(), following) and not match["close"])
        ):
            continue
        if hidden[begin:end].strip():
            stop = _with_markers(end, match.end(), block, masked)
            yield _stripped(text, Span(block.start + begin, block.start + stop))
            begin = max(match.end(), stop)
    if (rest := hidden[begin:]) and not rest.isspace():
        yield _stripped(text, Span(block.start + begin, block.end))


def _mask(text: str, block: Span, masked: Sequence[Span]) -> str:
    pieces = []
    at = block.start
    for span in masked:
        # "Smith (2015) found": a marker that is the subject of its sentence begins it, and does not close the one
        # before.
        first = text[span.start : span.start + 1]
        is_word = first.isupper() or text.startswith(_NAMING, span.start)
        subject = is_word and _SUBJECT.match(text, span.end)
        subject = subject or (first.isalpha() and first.lower() == first.upper() and _FOLLOWED.match(text, span.end))
        pieces += [text[at : span.start], ("X" if subject else " ") * (span.end - max(span.start, at))]
        at = max(at, span.end)
    return "".join([*pieces, text[at : block.end]])


def _with_markers(end: int, following: int, block: Span, masked: Sequence[Span]) -> int:
    """The end of a sentence whose stop is at `end`, with the markers that stand before the next one's first letter."""
    at = bisect_left(masked, Span(block.start + end, 0))
    while at < len(masked) and masked[at].end - block.start <= following:
        end = max(end, masked[at].end - block.start)
        at += 1
    return end


def _is_abbreviation(hidden: str, stop: int, following: str) -> bool:
    word = _BEFORE_WORD.split(hidden[max(stop - 12, 0) : stop])[-1]
    if word not in _ABBREVIATIONS and not (len(word) == 1 and _LETTER.match(word)):
        return False
    if word not in _ENDERS or following in "([":
        return not (len(word) == 1 and word in "Iai")
    return False


def _stripped(text: str, span: Span) -> Span:
    piece = span.of(text)
    if not (piece[:1].isspace() or piece[-1:].isspace()):
        return span
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip()))
