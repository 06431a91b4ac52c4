"""Citation keys: References -> stable, unique ASCII keys such as "enke2018"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ..model import Bibliography, Reference
from ..text.escape import is_unsafe
from . import names, titles
from .stems import SMALL, ascii_of, stem

_ILLEGAL = re.compile(r"[^A-Za-z0-9:_./+-]")  # a user's own key keeps ".", "/" and "+", as DBLP's have them
# What BibTeX takes for a key, and LaTeX for a citation of it.
_WRITABLE = re.compile(r"[\w:./+;@|*!?<>$&()'\[\]-]{1,300}")


PATTERN = "[auth:lower][year]"
TOKENS = ("auth", "authors", "year", "shortyear", "title", "shorttitle", "journal")
_TOKEN = re.compile(rf"\[(?P<what>{'|'.join(TOKENS)})(?P<count>\d{{1,2}})?(?P<how>(?::(?:lower|upper|abbr))*)\]")


class TakenKeys:
    """The keys that are taken, for whoever assigns some at a time."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self.used = {key.lower() for key in keys}
        self.times: dict[str, int] = {}  # how many letters of a stem are gone


def assign_keys(
    references: Sequence[Reference], taken: Iterable[str] | TakenKeys = (), pattern: str = PATTERN
) -> list[str]:
    """Return one key for each reference, in order: the user's own where there is one, else author and year.

    Later clashes get "a", "b", ..., so that adding a reference at the end renames none. Keys are ASCII, without
    anything that LaTeX would take for a mark of its own; names in other letters are romanised.

    `pattern` makes the keys of those that have none: [auth], [authors], [year], [shortyear], [title] (its first telling
    word), [shorttitle] (three), [journal]; a number cuts ("[auth3]"), ":lower", ":upper" and ":abbr" (first letters)
    change.

    >>> from backref.model import Date, Name
    >>> deyo = Reference(author=(Name(family="Deyo"),), issued=Date(date_parts=((2015,),)))
    >>> assign_keys([deyo, deyo, Reference(title="The cat")])
    ['deyo2015', 'deyo2015a', 'catnd']
    >>> assign_keys([Reference(author=(Name(family=who),)) for who in ("Đorđević", "Þórsson", "Щербаков", "王")])
    ['dordevicnd', 'thorssonnd', 'shcherbakovnd', 'wangnd']
    >>> assign_keys([deyo.model_copy(update={"title": "Opioids for pain"})], pattern="[auth3:upper]-[shorttitle][shortyear]")
    ['DEY-OpioidsPain15']
    """
    taken = taken if isinstance(taken, TakenKeys) else TakenKeys(taken)
    used, times = taken.used, taken.times
    keys = []
    for reference in references:
        start = legal(reference.citation_key or reference.id or "") or (
            stem(reference) if pattern == PATTERN else legal(_patterned(reference, pattern)) or stem(reference)
        )
        key = start
        number = times.get(start.lower(), 0)
        if number:
            key = start + _letters(number - 1)
        while key.lower() in used:
            key = start + _letters(number)
            number += 1
        times[start.lower()] = number
        used.add(key.lower())
        keys.append(key)
    return keys


def unknown_tokens(pattern: str) -> list[str]:
    """Return what stands in brackets in a pattern of keys and is none of TOKENS, with its brackets.

    >>> unknown_tokens("[auth3:upper]-[volume][year]"), unknown_tokens("[auth")
    (['[volume]'], ['[auth'])
    """
    return re.findall(r"\[[^\[\]]*\]?", _TOKEN.sub("", pattern))


def legal_keys(bibliography: Bibliography, is_legal: Callable[[str], object] = _WRITABLE.fullmatch) -> list[str]:
    """Return the entries' keys: their own, but for those that cannot be written, which `is_legal` says, or that another
    entry has.

    What a .bib file wrote as a key, another can have.

    >>> made = Bibliography.of((Reference(id="roe 2001"), Reference(id="roe2001"), Reference(id="müller;2001")))
    >>> legal_keys(made)
    ['roe2001a', 'roe2001', 'müller;2001']
    """
    keys = [entry.key for entry in bibliography.entries]
    times = Counter(keys)
    odd: list[int] = []
    seen: set[str] = set()
    for at, entry in enumerate(bibliography.entries):
        how = entry.written if entry.written and entry.written.language.startswith("bib") else None
        own = how is not None and how.unique == entry.key != "" and not is_unsafe(entry.key)
        if not (own or is_legal(entry.key)) or (times[entry.key] > 1 and entry.key in seen):
            odd.append(at)
        seen.add(entry.key)
    if odd:
        left = dict(enumerate(keys))
        for at in odd:
            del left[at]
        entries = [bibliography.entries[at] for at in odd]
        bare = [e.reference.model_copy(update={"citation_key": None, "id": legal(e.key)}) for e in entries]
        for at, key in zip(odd, assign_keys(bare, left.values()), strict=True):
            keys[at] = key
    return keys


def is_printed(key: str) -> bool:
    """Say whether a key can stand in a file that takes any text for one.

    >>> is_printed("roe 2001"), is_printed("")
    (True, False)
    """
    return bool(key) and key == key.strip() and key.isprintable()


def legal(key: str) -> str:
    """Return the key in ASCII, without blanks and marks.

    >>> legal("Müller, 2009"), legal("DBLP:conf/icml/X")
    ('Muller2009', 'DBLP:conf/icml/X')
    """
    return _ILLEGAL.sub("", key if key.isascii() else ascii_of(key, keep=":_./+-"))


def _patterned(reference: Reference, pattern: str) -> str:
    return _TOKEN.sub(lambda match: _token(reference, match), pattern)


def _token(reference: Reference, match: re.Match[str]) -> str:
    people = [ascii_of(names.family(person)) for person in reference.author or reference.editor]
    words = [ascii_of(word) for word in (reference.title or "").split() if titles.normalise(word) not in SMALL]
    words = [word[:1].upper() + word[1:] for word in words if word]
    year = str(reference.issued.year) if reference.issued and reference.issued.year else ""
    journal = [ascii_of(word) for word in (reference.container_title or "").split() if word.lower() not in SMALL]
    parts = {
        "auth": people[:1], "authors": people, "year": [year], "shortyear": [year[-2:]], "title": words[:1], "shorttitle": words[:3], "journal": journal,
    }[match["what"]]  # fmt: skip
    text = "".join(part[:1] for part in parts) if ":abbr" in match["how"] else "".join(parts)
    text = text[: int(match["count"])] if match["count"] else text
    return text.lower() if ":lower" in match["how"] else text.upper() if ":upper" in match["how"] else text


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
