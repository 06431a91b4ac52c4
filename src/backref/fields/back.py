"""What points back to an earlier citation: "Ibid., p. 45", "Smith, op. cit.", "Ders.", "Roe, Heat (wie Anm. 3)".

Lists, notes and parsing ask here. The words are those of all languages that have a file; Bluebook, OSCOLA and the
German manuals of law and history say how they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..model import Document, PointsBack, Span
from ..text import words
from ..text.kept import kept
from ..text.spotting import Phrases, beginnings, spotted

_LONGEST = 200  # characters; what is longer names its work in full
_LATIN = ("ibid", "ibidem", "ebd", "ebda", "ebenda")  # without their stops
_NEAR = 8  # words at the beginning, "see also" among them
_KEYS: tuple[words.Key, ...] = ("ibid", "same_people", "cited", "note")
_DASHES = "—–_-"
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_ISSUE = re.compile(r"[(\[]n\.?\s?\d", re.IGNORECASE)
_LEAD = r"^[\s\^\[(]{0,4}(?:\d{1,4}[\]).:]{0,2}\s{1,3})?"
_COUNTED = re.compile(r"[^\W\d_]\.?\s{0,2}\d")  # a number behind a word
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\W{0,12}(?=\d)")  # the word, and what may stand between the two


class Back(NamedTuple):
    """A word that points back: what it stands for, where it is printed, and the number of the note that it names."""

    kind: PointsBack
    span: Span
    note: str | None = None


def beginnings_of_words() -> frozenset[str]:
    """Return the words, in small letters, of which a text holds one whole where it points back without a dash."""
    return _begin(_KEYS)[0].first


def is_dashed(raw: str) -> bool:
    """Whether a text begins with a dash, which may stand for the people of the work before.

    >>> is_dashed("———. 2001. Cold."), is_dashed("Roe A. Heat.")
    (True, False)
    """
    return raw.lstrip(" [(^")[:1] in _DASHES


@kept(1024, longest=_LONGEST)  # finding asks of each note several times, linking and parsing once more
def points_back(raw: str) -> Back | None:
    """Return the word of `raw` that points back to an earlier citation, if there is one.

    >>> points_back("Ibid., p. 45").kind, points_back("Smith, op. cit., 12").kind, points_back("Ders. (1999): Recht.").kind
    ('same-work', 'earlier-work', 'same-author')
    >>> [points_back(raw).kind for raw in ("Id. at 361 n.3 (Harlan, J., concurring).", "Id. § 4.", "Id.")]
    ['same-work', 'same-work', 'same-work']
    >>> points_back("Roe, Heat (wie Anm. 3), S. 4").note, points_back("Smith, supra note 12, at 45").note
    ('3', '12')
    """
    is_dash = is_dashed(raw)
    if len(raw) >= _LONGEST and not is_dash:
        return None
    printed = spotted(raw)
    if not is_dash and not _may_hold(_KEYS, raw, printed):
        return None
    begins = is_dash or _may_hold(("ibid", "same_people"), raw, printed and printed[:_NEAR])
    if begins and (found := _first().match(raw)):
        kind: PointsBack = "same-work" if found["work"] or found["place"] is not None else "same-author"
        return Back(kind, Span(*found.span("word")))
    note = _noted(raw, printed)
    if _may_hold(("cited",), raw, printed) and (found := _cited().search(raw)):
        is_first = not any(c.isalpha() for c in raw[: found.start()])
        return Back("same-work" if is_first else "earlier-work", Span(*found.span()), note and note[1])
    return Back("earlier-work", *note) if note else None


@kept(1024, longest=_LONGEST)
def only_notes(raw: str) -> tuple[str, ...]:
    """Return the numbers of the notes that a text leads to, if it says nothing else.

    >>> only_notes("Siehe oben Anm. 3."), only_notes("See notes 1, 2 and 12 above"), only_notes("Roe, Heat (wie Anm. 3)")
    (('3',), ('1', '2', '12'), ())
    """
    back = points_back(raw)
    if back is None or back.note is None:
        return ()
    more = _further().match(raw, back.span.end)
    rest = raw[: back.span.start] + " " + raw[more.end() if more else back.span.end :]
    printed = spotted(rest)
    if printed is not None and not _words_beside().issuperset(printed):
        return ()
    if any(c.isalpha() for c in _beside().sub(" ", rest)):
        return ()
    return (back.note, *(re.findall(r"\d+", more.group()) if more else ()))


@cache
def _further() -> re.Pattern[str]:
    """Further numbers of notes, the last behind "and": what a comma leads to alone may be a page."""
    joined = rf"\s{{0,8}}(?:(?i:{words.pattern('and')})|&)\s{{0,8}}\d{{1,4}}(?!\d)"
    return re.compile(rf"(?:,\s{{0,8}}\d{{1,4}}(?!\d)){{0,9}},?{joined}")


def note_numbers(document: Document, labels: Iterable[str]) -> dict[str, str]:
    """Return the number that is printed for each label: its own, or the place of its note among those of the document.

    A Word file calls its first note "f20", and prints 1.

    >>> from ..model import Block
    >>> note_numbers(Document("a", blocks=(Block(Span(0, 1), "footnote", "^f20"),)), ["^f20", "^7"])
    {'^f20': '1', '^7': '7'}
    """
    notes = dict.fromkeys(block.label for block in document.blocks if block.kind == "footnote" and block.label)
    places = {label: str(place) for place, label in enumerate(notes, 1)}
    found = {}
    for label in labels:
        own = label.removeprefix("^")
        found[label] = own if own.isdecimal() else places.get(label, own)
    return found


def people_before(raw: str) -> int:
    """Return how many characters of `raw`, from its beginning, stand for the people of the work before it; 0 for none.

    >>> [people_before(raw) for raw in ("———. 2001. Cold.", "Ders., Recht. Berlin 1999.", "Roe A. Heat. 2001.")]
    [3, 5, 0]
    """
    found = _dashed_or_named().match(raw)
    return found.end() if found else 0


def _noted(raw: str, printed: list[str] | None) -> tuple[Span, str] | None:
    """Where the text leads to an earlier note, and the note's number. Beside a year "(n. 12)" is the number of an
    issue.
    """
    if not _may_hold(("note",), raw, printed) or not _COUNTED.search(raw):
        return None
    if printed is not None and _last_words().isdisjoint(_NUMBERED.findall(raw.lower())):
        return None
    found = _to_note().search(raw)
    if found is None or (_ISSUE.match(found.group()) and _YEAR.search(raw)):
        return None
    return Span(*found.span()), found[found.lastgroup or 0]


@cache
def _last_words() -> frozenset[str]:
    """What stands right before the number of a note, in small letters."""
    return frozenset(letters[-1] for word in words.union("note") if (letters := _LETTERS.findall(word.lower())))


def _may_hold(keys: tuple[words.Key, ...], raw: str, printed: list[str] | None) -> bool:
    """Whether one of the words may be in a text, of which `printed` was spotted; in scripts without blanks, by the
    signs that they begin with.
    """
    begin, signs = _begin(keys)
    if printed is not None:
        return begin.may_be_among(printed)
    return not signs.isdisjoint(raw) or not words.SPACELESS.search(raw)


@cache
def _begin(keys: tuple[words.Key, ...]) -> tuple[Phrases, frozenset[str]]:
    known = [*(word for key in keys for word in words.union(key)), *(_LATIN if "ibid" in keys else ())]
    return beginnings(known), frozenset(word[0] for word in known if words.SPACELESS.match(word))


@cache
def _first() -> re.Pattern[str]:
    """What stands first, behind a label and "see": the same work, or its people, with nothing but a place in it behind
    them ("Id. at 45": the same work) or with another title.
    """
    see = rf"(?:(?i:{words.pattern('see')})\s{{1,8}}(?i:(?:also|auch|aussi)\s{{1,8}})?)?"
    page = words.pattern("page")
    # a word that might be a name is believed where a comma, a number or nothing follows: "A.g.e., s. 45"
    work = rf"(?:{words.pattern('ibid')}(?=\.?\s{{0,8}}(?:[,;:\d]|$|{page}))|(?:ibid(?:em)?|ebda?|ebenda)\b\.?(?=[\s,.;:]|$))"
    said = r"(?:\s?nn?\.\s?\d{1,3})?(?:\s?\([^()\d]{2,80}\))?"  # "at 404 n.3 (Harlan, J., concurring)"
    place = rf"(?P<place>[\s.]{{0,3}}$|[\s,.]{{0,3}}(?:(?i:at|{page})\s{{0,8}}|[§¶]{{1,2}}\s?)?[\divxlc]{{1,6}}[\s\d,–—-]{{0,20}}(?:ff?\.?)?{said}[\s.]{{0,3}}$)?"
    return re.compile(
        rf"{_LEAD}{see}(?P<word>(?P<work>(?i:{work}))|(?:(?i:{_people()})|[{_DASHES}]{{2,8}}\.?)(?=[\s,.;:(]|$)){place}"
    )


@cache
def _cited() -> re.Pattern[str]:
    """ "Smith, op. cit."; initials are none of them: "J.A.G.M. Koomen". Of one word, or of two letters, it is believed only behind a sign: "Ginzburg, cit., p. 3"."""
    known = words.union("cited")
    short = [
        word
        for word in known
        if (" cit" not in f" {word}" and len(words.squeezed(word)) < 3) or word in ("cit.", "cyt.", "zit.")
    ]
    long = [word for word in known if word not in short]
    end = r"(?=[\s,.;:)\]、，。・第\d]|$)"
    return re.compile(
        rf"(?<![^\W\d_]\.)(?i:{words.alternatives(long)})\.?{end}|(?:(?<=[,;:.)\]»”\"'’]\s)|(?<=[,;:(]))(?:{words.alternatives(short)})\.?(?=\s{{0,8}}[,;:)\]]|\s{{0,8}}$|\s{{1,8}}(?:\d|{words.pattern('page')}))"
    )


@cache
def _to_note() -> re.Pattern[str]:
    """ "(wie Anm. 3)", "supra note 3", "note 3 above", "(n 3)"."""
    note = rf"{words.pattern('note')}\s{{0,8}}"
    lead = words.pattern("earlier", "see")
    return re.compile(
        rf"[(\[](?:(?i:{lead})\s{{1,8}})?(?i:{note})(?P<inside>\d{{1,4}})[)\]]"
        rf"|(?i:{lead}),?\s{{1,8}}(?i:{note})(?P<led>\d{{1,4}})(?!\d)"
        rf"|(?i:{note})(?P<followed>\d{{1,4}}),?\s{{1,8}}(?i:{words.pattern('earlier')})"
    )


@cache
def _dashed_or_named() -> re.Pattern[str]:
    return re.compile(rf"[\s\"“(\[]{{0,3}}(?:[—–―_⸺⸻-]{{2,12}}|[⸺⸻—]|(?i:{_people()}))(?=[\s,.;:(]|\Z)")


@cache
def _people() -> str:
    """The words for people, with their stops: "Dies ist" begins no citation."""
    found = sorted(words.union("same_people"), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) if word.endswith(".") else rf"{re.escape(word)}(?![^\W_])" for word in found)


_BESIDE: tuple[words.Key, ...] = ("see", "and", "earlier", "page")
_ALSO = ("also", "auch", "aussi", "anche")


@cache
def _beside() -> re.Pattern[str]:
    """What may stand beside the words that lead to a note."""
    return re.compile(rf"(?i:{words.pattern(*_BESIDE)}|{'|'.join(_ALSO)})|\bff?\b")


@cache
def _words_beside() -> frozenset[str]:
    """The words of which that consists, in small letters."""
    known = (*_ALSO, "f", "ff", *(word for key in _BESIDE for word in words.union(key)))
    return frozenset(part for word in known for part in _LETTERS.findall(word.lower()))
