"""Which earlier citation each one of a text stands for: parsed citations, in order -> the same, with an index each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..fields import names
from ..fields.back import points_back
from ..model import Parsed, Problem, Span
from ..text.folding import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_WHOLE = ("book", "thesis", "report")  # whose pages a note does not print but for those it cites
_NONE: Mapping[int, int] = {}
_BEGINNING = 6  # words of a work, by one of which it is called
_MOST = 50  # works of one name that are looked at


def look_back(
    items: Sequence[Parsed], numbers: Sequence[str] = (), forms: Mapping[int, int] = _NONE
) -> list[tuple[Parsed, int | None]]:
    """Return the citations of one text, in order, each with the index of the earlier one that it stands for, or None.

    "Ibid." stands for the citation before it; "Smith, op. cit." for the last one by Smith whose title has the words
    that are printed; "Smith (n 3)" for the one in note 3, of which `numbers` know; a short form for what `forms` says
    of its index. "Ders. (1999): ..." is a work of its own whose authors are those of the citation before it.

    >>> from . import parse
    >>> texts = ["Smith J. Pain. BMJ 1999;318:12.", "Ibid., 13.", "Jones K. Heat. Spine 2003;28:45.", "Smith (n 1) 14."]
    >>> [earlier for _, earlier in look_back([parse(text) for text in texts], "1234")]
    [None, 0, None, 0]
    """
    seen: list[tuple[Parsed, int | None]] = []
    last: int | None = None  # the work before this one
    works = _Works()
    for index, item in enumerate(items):
        kind = item.points_back
        if kind == "same-author" and last is not None:
            reference = item.reference.model_copy(update={"author": seen[last][0].reference.author})
            item = item.model_copy(update={"reference": reference})
        earlier = last if kind == "same-work" else None
        if kind == "earlier-work":
            item, earlier = works.earlier(item)
        elif (full := forms.get(index)) is not None and kind is None:
            item, earlier = _pointing(item), full if seen[full][1] is None else seen[full][1]
        last = index if earlier is None else earlier
        works.add(
            last,
            item,
            numbers[index] if index < len(numbers) else "",
            is_new=earlier is None and kind != "earlier-work",
        )
        seen.append((item, earlier))
    return seen


def located(item: Parsed) -> Parsed:
    """Return the citation of a note; the pages of a book are the place in it that the note cites, not the book's.

    >>> from . import parse
    >>> book = located(parse("Gellner, Ernest: Nations and Nationalism, Oxford: Blackwell 1983, S. 55.")).reference
    >>> book.page, book.locator
    (None, '55')
    """
    reference = item.reference
    if reference.type not in _WHOLE or reference.container_title or reference.page is None or reference.locator:
        return item
    return item.model_copy(update={"reference": reference.model_copy(update={"page": None, "locator": reference.page})})


class _Works:
    """The works of one text so far, by the words of their people's names and by the number of their note."""

    def __init__(self) -> None:
        self._items: dict[int, Parsed] = {}
        self._named: dict[str, list[int]] = defaultdict(list)
        self._noted: dict[str, list[int]] = defaultdict(list)

    def add(self, index: int, item: Parsed, number: str, *, is_new: bool) -> None:
        """Add what a citation stands for; a new work with its names."""
        if number:
            self._noted[number].append(index)
        if is_new:
            self._items[index] = item
            for person in (item.reference.author or item.reference.editor)[:1]:
                for word in dict.fromkeys(_words(names.family(person))):
                    self._named[word].append(index)

    def earlier(self, item: Parsed) -> tuple[Parsed, int | None]:
        """Return a short form and the work that it stands for: the one in the note that it names, if its people are
        those; else the last one of the people whose title has its words.
        """
        back = points_back(item.raw)
        if back is None:
            return item, None
        printed = _words(item.raw[: back.span.start] + item.raw[back.span.end :])
        known = list(dict.fromkeys(index for word in printed for index in self._named.get(word, ())[-_MOST:]))
        noted = [index for index in self._noted.get(back.note or "", ()) if index in known]
        # a case, and what has no author, is called by its title: "Katz, supra note 2, at 353"
        noted = noted or [index for index in self._noted.get(back.note or "", ()) if self._says(index, printed)]
        if noted:
            return item, noted[-1]
        family = _family(known, self._items)
        told = [word for word in printed if word not in family]
        titled = [index for index in known if told and set(told) <= set(_words(self._items[index].raw))]
        if back.note is not None:
            message = f"{back.span.of(item.raw)!r}: note {back.note} has no such work before this one"
            problem = Problem(code="wrong-note", stage="parse", span=back.span, message=message)
            likely = titled or (known if not told and len(known) == 1 else [])
            return item.model_copy(update={"problems": (*item.problems, problem)}), max(likely, default=None)
        return item, max(titled or (known if not told or len(known) == 1 else []), default=None)

    def _says(self, index: int, printed: Sequence[str]) -> bool:
        """Whether a work begins with one of these words, and has them all."""
        said = _words(self._items[index].raw) if index in self._items else []
        return bool(printed) and set(printed) <= set(said) and not set(printed).isdisjoint(said[:_BEGINNING])


def _pointing(item: Parsed) -> Parsed:
    message = "a short form of an earlier citation"
    problem = Problem(code="points-back", stage="parse", span=Span(0, len(item.raw)), message=message)
    return item.model_copy(update={"points_back": "earlier-work", "problems": (*item.problems, problem)})


def _family(indices: Sequence[int], items: dict[int, Parsed]) -> set[str]:
    """The words of the names of the people of these works."""
    people = [person for index in indices for person in items[index].reference.author or items[index].reference.editor]
    return {word for person in people for word in _words(f"{names.family(person)} {person.given or ''}")}


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
