"""Short forms in notes, "Roe, Heat for Backs, 17.": which work, named in full by an earlier note, each stands for.

Notes, links and resolving ask here. How they are printed: people, words of a title, a page; no year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..model import RawCitation
from ..text.folding import fold
from .back import points_back

_NOTES = ("footnote", "list")  # contexts of notes
_LONGEST = 200  # characters of a short form
_WORD = re.compile(r"[^\W\d_]{2,}")
_PAGES = re.compile(
    r"(?<![^\W\d_])(?:pp?|S|ss|f|ff|n|note|ch|chap|vol|at|pág|págs|стр|с)\b\.?|\d[\d\s,–—-]*|(?<![^\W\d_])[ivxlc]+\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# Words of a short form that its work need not have.
_SMALL = frozenset("and und et il la le y e i och en og ja the of al a in on".split())
_HEAD = 80  # characters of a citation in which its first author stands
_TEXT = 600  # characters of a citation whose words a short form may have
_WORDS = 12
_MOST = 200  # works of one family name that are looked at


class FullForms:
    """The citations of one text so far that name their works in full, by the words at their beginning: one of those is
    the first author's name.
    """

    def __init__(self) -> None:
        self._named: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)

    def add(self, index: int, citation: RawCitation) -> None:
        """Add a citation that names its work in full; one that no note and no label holds cannot be pointed at."""
        if not citation.label or citation.context not in _NOTES:
            return
        words = frozenset(_words(citation.raw[:_TEXT]))
        for word in dict.fromkeys(_words(citation.raw[:_HEAD])):
            self._named[word].append((index, words))

    def full(self, raw: str) -> int | None:
        """Return the last citation whose name and words of a title a short form has; None for what is none.

        >>> from ..model import Span
        >>> works = FullForms()
        >>> printed = "Anna Roe, Heat for Backs (London: Penguin, 2003), 3."
        >>> works.add(0, RawCitation(Span(0, len(printed)), printed, "^1", "footnote"))
        >>> works.full("Roe, Heat, 17."), works.full("Roe, Cold, 17.")
        (0, None)
        """
        if len(raw) > _LONGEST or _YEAR.search(raw) or not any(c.isdigit() for c in raw) or points_back(raw):
            return None
        words = [word for word in _words(_PAGES.sub(" ", raw)) if word not in _SMALL]
        if not words or len(words) > _WORDS:
            return None
        return next(
            (i for i, known in reversed(self._named.get(words[0], ())[-_MOST:]) if known.issuperset(words)), None
        )


def stands_for(citations: Sequence[RawCitation]) -> dict[int, int]:
    """Return the citations that are short forms, by index, each with the index of the one that it stands for."""
    works = FullForms()
    found: dict[int, int] = {}
    for index, citation in enumerate(citations):
        if not citation.label or citation.context not in _NOTES or citation.reference is not None:
            continue
        full = works.full(citation.raw)
        if full is None:
            works.add(index, citation)
        else:
            found[index] = full
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
