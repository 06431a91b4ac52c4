"""Notes that say more than they cite: a citation in a note -> whether words of the author stand beside it."""

from __future__ import annotations

import re
from bisect import bisect_right

from ...locating.signs import starts_like_one, verbs
from ...model import Document, RawCitation
from ...text import words

_WORD = re.compile(r"[^\W\d_]{2,}")
_LAST_NUMBER = re.compile(r".*\d\S*", re.DOTALL)
_HEAD = 100  # characters in which a sentence before a citation shows that it is one
_MOST_WORDS = 2  # behind the numbers of an entry: "(in German)", "Forthcoming"


class NotesBeside:
    """The notes of one document, by where they stand."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._spans = sorted(block.span for block in document.blocks if block.kind == "footnote")

    def say_more(self, citation: RawCitation) -> bool:
        """Whether the note that holds a citation would lose words of its own with it.

        >>> from backref.readers import read
        >>> page = read(b"It fails.[^1]\\n\\n[^1]: Roe A. Heat. Spine. 2001;12:1-9. Others are not so sure.", "a.md")
        >>> said = page.blocks[1].span
        >>> NotesBeside(page).say_more(RawCitation(said, said.of(page.text)))
        True
        """
        at = bisect_right(self._spans, citation.span.start, key=lambda span: span.start) - 1
        if at < 0 or self._spans[at].end < citation.span.end:
            return False
        note = self._spans[at]
        raw = citation.span.of(self._text)
        numbers = _LAST_NUMBER.match(raw)
        behind = self._text[citation.span.end : note.end]
        before = re.sub(rf"(?i:{words.pattern('see')})", " ", self._text[note.start : citation.span.start])
        tail = raw[numbers.end() :] if numbers else ""
        if not starts_like_one(raw) and verbs(raw[:_HEAD]):
            return True  # "Roe is right, but see Deyo RA ..."
        return len(_WORD.findall(f"{tail} {behind}")) > _MOST_WORDS or len(_WORD.findall(before)) > 0
