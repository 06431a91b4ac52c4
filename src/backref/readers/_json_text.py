"""Strings of JSON as one text, and the way back from each of its letters: what a cell of a notebook says, and where it
stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Segment, Segments

_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class JsonText:
    """Strings that follow each other, as one text: `text`; where each of its letters stands is kept as numbers."""

    def __init__(self, source: str, spans: Sequence[tuple[int, int]]) -> None:
        self._pieces = Segments()
        written: list[str] = []
        length = 0
        for start, end in spans:
            at = start
            for match in _ESCAPE.finditer(source, start, end):
                for first, last, said in ((at, match.start(), None), (*match.span(), _letter(match.group()))):
                    piece = source[first:last] if said is None else said
                    if piece:
                        self._pieces.add(length, first, last - first, said is None)
                        written.append(piece)
                        length += len(piece)
                at = match.end()
            if at < end:
                self._pieces.add(length, at, end - at)
                written.append(source[at:end])
                length += end - at
        self.text = "".join(written)

    def through(self, segments: Sequence[Segment], shift: int) -> Iterator[Segment]:
        """Yield the segments of a document of this text, as those of one of the file whose text begins `shift`
        later.
        """
        for segment in segments:
            at, end = segment.source, segment.source + segment.length
            if not self._pieces or not segment.verbatim:
                start = self._place(at)
                yield Segment(
                    segment.text + shift, start, max(self._end(end) - start, 0) if end > at else 0, verbatim=False
                )
                continue
            index = self._pieces.index_of(at)
            while at < end:
                piece = self._pieces[index]
                last = min(end, piece.text + piece.length) if piece.verbatim else at + 1
                length = last - at if piece.verbatim else piece.length
                start = piece.source + (at - piece.text if piece.verbatim else 0)
                yield Segment(segment.text + shift + at - segment.source, start, length, piece.verbatim)
                at, index = last, index + 1

    def _place(self, at: int) -> int:
        """Where a letter stands in the file."""
        if not self._pieces:
            return 0
        piece = self._pieces.holding(at)
        return piece.source + (min(at - piece.text, piece.length) if piece.verbatim else 0)

    def _end(self, end: int) -> int:
        """Where the letter before `end` ends in the file."""
        if not self._pieces:
            return 0
        piece = self._pieces.holding(end - 1)
        return piece.source + (end - piece.text if piece.verbatim else piece.length)


def _letter(escape: str) -> str:
    """What an escape of JSON stands for; half a letter that stands alone is the sign for what cannot be read."""
    if escape[1] != "u":
        return _LETTERS.get(escape[1], escape[1])
    if len(escape) == 12:
        return chr(0x10000 + ((int(escape[2:6], 16) & 0x3FF) << 10) + (int(escape[8:], 16) & 0x3FF))
    code = int(escape[2:], 16) if len(escape) == 6 else 0xFFFD
    return chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"
