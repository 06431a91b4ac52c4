"""Links of saved pages that lead to a source further down: what they point at, and what is said beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from ..model import Span
from ..text.folding import fold

SURE = "CITEREF"
"""What the ids of sources begin with, where templates made them."""
_ID = re.compile(
    r"\bid\s?=\s?[\"']?(?P<id>CITEREF[^\"'<>]{1,200}|[^\W\d][^\"'<>\s]{0,100}(?:1\d|20)\d\d[a-z]?)(?=[\"'\s>])"
)
_NOTE = re.compile(r"href\s?=\s?[\"'][^\"'#]{0,300}#(cite_note[^\"']{0,300})[\"']")
_KEY = re.compile(r"(?P<who>[^\d]{0,80}?)[\s,(]{0,4}(?P<year>(?:1\d|20)\d\d[a-z]?)(?!\w)")
_PRINTED = re.compile(r"[^\d\[\]]{1,100}[\s(](?:1\d|20)\d\d")  # "[Roe1999]" is a label
_OF_ID = re.compile(r"(?P<who>\D{1,100})(?P<year>\d{4}[a-z]?)\Z")
_WORD = re.compile(r"[^\W\d_]{3,}")


class SourceLink(NamedTuple):
    """A link to a source: where its words stand, the id that it leads to, and its words."""

    span: Span
    target: str
    printed: str


def targets(source: str) -> frozenset[str]:
    """Return the ids of a page that may be those of sources.

    >>> sorted(targets('<cite id="CITEREFDoe2002"> <li id="Roe1999a"> <p id="part">'))
    ['CITEREFDoe2002', 'Roe1999a']
    """
    return frozenset(unescape(match["id"].strip()) for match in _ID.finditer(source))


def target(address: str, printed: str, known: Collection[str]) -> str:
    """Return the id of the source that a link leads to, "" for any other link; one of the page itself may be missing.

    >>> target("#CITEREFD%C3%B6e2002", "Döe 2002", {"CITEREFDöe2002"}), target("#Roe1999", "Roe (1999)", {"Roe1999"})
    ('CITEREFDöe2002', 'Roe1999')
    >>> target("#CITEREFPoe2003", "Poe 2003", ()), target("#Top2002", "see above", {"Top2002"})
    ('CITEREFPoe2003', '')
    """
    page, _, raw = address.partition("#")
    name = raw if raw in known else unquote(raw)
    if name.startswith(SURE) and (name in known or not page or page.startswith("./")):
        return name
    is_named = name in known and _PRINTED.match(printed) is not None and _squeezed(printed).startswith(_squeezed(name))
    return name if is_named else ""


def note_target(raw: str) -> str:
    """Return the id of the note that the markup of a superscript points at, "" where it points at none.

    >>> note_target('<a href="./Backs#cite_note-D%C3%B6e-3">[1]</a>')
    'cite_note-Döe-3'
    """
    found = _NOTE.search(raw)
    return unquote(unescape(found[1])) if found else ""


def keys(pointers: Iterable[SourceLink]) -> dict[str, str]:
    """Return what the sources are called, by their ids: as they are pointed at first, and no two alike.

    >>> keys([SourceLink(Span(0, 1), "CITEREFDoe2002", "Doe (2002), p. 3"), SourceLink(Span(0, 1), "CITEREFPoeRoe1999a", "1999a")])
    {'CITEREFDoe2002': 'Doe 2002', 'CITEREFPoeRoe1999a': 'PoeRoe 1999a'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for pointer in pointers:
        if pointer.target not in found:
            bare = pointer.target.removeprefix(SURE).replace("_", " ")
            named = _KEY.match(pointer.printed.strip(" ([,")) or _OF_ID.match(bare)
            named = named if named and _WORD.search(named["who"]) else _OF_ID.match(bare)
            key = f"{' '.join(named['who'].split())} {named['year']}" if named else " ".join(bare.split())
            found[pointer.target] = key if key not in taken else bare
            taken.add(key)
    return found


def _squeezed(text: str) -> str:
    """Letters and digits alone, without "and"."""
    bare = re.sub(r"(?<!\w)(?:and|und|et|y|e|i|en|och|&)(?!\w)", " ", text)
    return "".join(c for c in fold(bare) if c.isalnum())
