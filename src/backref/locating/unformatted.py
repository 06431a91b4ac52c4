r"""Citations that EndNote has not formatted yet: "{Deyo, 2015 #7}", "{see \Doe, 1999 #8; Roe, 2001 #9@12}" -> Markers.

Source: EndNote's manual, "Unformatted citations" (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Marker, Span

_CITATION = re.compile(r"\{(?P<works>[^{}\n]{0,400}?#\d{1,7}[^{}\n]{0,400})\}")
_WORK = re.compile(
    r"(?:[^\\]{0,200}\\)?\s{0,9}(?P<who>[^,#\\]{0,200}),\s{0,9}(?P<year>\d{4}[a-z]?)?[,\s]{0,9}#\d{1,7}(?![\w.])"
)


def find_unformatted(text: str, block: Span) -> Iterator[Marker]:
    """Yield those within a block whose works all have a name and a year.

    >>> text = r"It helps {Deyo, 2015 #7}, some say {e.g. \\Von Korff, 1999 #8;Roe, 2001 #9@12}; not {a #1}."
    >>> [marker.keys for marker in find_unformatted(text, Span(0, len(text)))]
    [('Deyo 2015',), ('Von Korff 1999', 'Roe 2001')]
    """
    for match in _CITATION.finditer(text, *block) if text.find("{", *block) >= 0 else ():
        works = [_WORK.match(part) for part in match["works"].split(";")]
        keys = [
            f"{work['who'].strip()} {work['year']}" for work in works if work and work["who"].strip() and work["year"]
        ]
        if len(keys) == len(works):
            yield Marker(Span(*match.span()), "author-year", tuple(dict.fromkeys(keys)))
