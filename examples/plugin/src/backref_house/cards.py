"""Cards: what the library's old catalogue exports, a card of lines for each book, blank lines between them.

A card that says `withdrawn` is of a book that the library has no longer.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from backref.plugins import Dump, Gone, Head, Identifier, Place, Record, Reference, dates, names

NAME = "cards"
FIRST = "%cards 1"
LONGEST = 10_000  # characters of one line
MOST = 100  # lines of one card


def recognises(head: Head) -> bool:
    """Say whether a file begins as the export does.

    >>> recognises(Head("export.txt", b"%cards 1\\n\\ntitle: Heat\\n")), recognises(Head("a.txt", b"Heat.\\n"))
    (True, False)
    """
    return head.text.startswith(FIRST)


def read(stream: IO[bytes], place: Place) -> Iterator[Record | Gone]:
    """Yield what each card describes, or that it is gone. One card is all that is held.

    >>> file = io.BytesIO(b"%cards 1\\n\\ntitle: Low back disorders\\nauthor: McGill, Stuart\\nisbn: 9780615452272\\n")
    >>> [record.reference.title for record in read(file, Place("export.txt", print))]
    ['Low back disorders']
    """
    lines = io.TextIOWrapper(stream, "utf-8", "replace")
    card: list[tuple[str, str]] = []
    number = 0
    while line := lines.readline(LONGEST):
        number += 1
        name, colon, value = line.strip().partition(":")
        if colon and len(card) < MOST:
            card.append((name.strip(), value.strip()))
        elif line.strip() and not line.startswith("%"):
            place.say("bad-line", f"line {number} is no line of a card")
        if card and not line.strip():
            yield from _item(card, place, number)
            card = []
    yield from _item(card, place, number)


def _item(card: list[tuple[str, str]], place: Place, number: int) -> Iterator[Record | Gone]:
    said = dict(card)
    isbn = said.get("isbn", "")
    if "withdrawn" in said and isbn:
        yield Gone((Identifier("isbn", isbn),), NAME, said["withdrawn"])
    elif said.get("title"):
        reference = Reference(
            type="book",
            title=said["title"],
            author=tuple(names.from_inverted(value) for name, value in card if name == "author"),
            issued=dates.parse(said.get("year", "")),
            isbn=isbn or None,
        )
        yield Record(reference=reference, source="catalogue", dated=said.get("changed", ""))
    elif card:
        place.say("not-an-item", f"the card before line {number} describes no work")


DUMP = Dump(name=NAME, title="the library's cards", recognises=recognises, read=read, origin=NAME)
