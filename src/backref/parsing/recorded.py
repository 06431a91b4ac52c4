"""What is on a record: the values of a reference -> its type, its title, and a band that is no person.

Who is named first, in the order in which one speaks, is no person where all others are inverted: "My Bloody Valentine.
Loveless. Sire; 1991".
"""

from __future__ import annotations

import re

from ..model import CslType, Name
from .draft import Draft

MEDIA = frozenset(("LP", "CD", "Vinyl", "MP3", "Compact disc"))
_TAKEN_FOR = frozenset(("article-journal", "book", "document", "motion_picture"))
_BAND = re.compile(r"[^\W\d_a-z][^\W_]+(?: [^\W_]{2,}){1,4}")
_BEHIND = re.compile(
    r"\.\s(?!\d{4})|\s\(\d{4}|:\s"
)  # "Maurice Ravel. 2002." is in the manner of those who invert nobody
_HEAD = 6  # characters of a number before an entry


def settled(draft: Draft, kind: CslType) -> CslType:
    """Return the type, "song" of what is on a record; its title is no container's, and its band has one name.

    >>> from .taken import LabelledRun
    >>> from ..model import Span
    >>> draft = Draft("Pink Floyd. Animals. Harvest, 1977. LP.", False)
    >>> for label, start, end in (("author", 0, 10), ("container-title", 12, 19), ("medium", 36, 38)):
    ...     draft.take_segment(LabelledRun(label, Span(start, end), 0.9))
    >>> _ = draft.finished()
    >>> settled(draft, "book"), draft.values["author"][0].literal, draft.values["title"]
    ('song', 'Pink Floyd', 'Animals')
    """
    values = draft.values
    if kind in _TAKEN_FOR and values.get("medium") in MEDIA:
        kind = "song"
    if kind != "song":
        return kind
    if "title" not in values and "container_title" in values:
        draft.hand_on("container_title", "title")
    people = values.get("author") or ()
    if len(people) == 1 and (place := next(iter(draft.places({"author"})), None)) and place.start < _HEAD:
        text = place.of(draft.raw)
        if _BAND.fullmatch(text) and _BEHIND.match(draft.raw, place.end):
            values["author"] = (Name(literal=text),)
    return kind
