"""An entry that is made anew from one of another dialect, or of a file that is broken: its values as LaTeX that the
author wrote.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...fields.latex.encode import unverbatim
from ...model import Entry, Reference, Value
from . import names as bib_names
from .made import Made, made, own
from .safe import is_safe, within
from .table import ADDRESSES, CONTAINERS, DATES, HANDLED, PEOPLE, PUBLISHERS, VERBATIM, Dialect, group_of, rows

# Fields of words, in which braces and commands say something that no variable holds.
_WORDS = frozenset(
    (
        *PEOPLE,
        *CONTAINERS,
        *PUBLISHERS,
        "howpublished",
        "title",
        "shorttitle",
        "eventtitle",
        "origtitle",
        "shortjournal",
        "annote",
        "annotation",
        "series",
        "note",
        "abstract",
        "address",
        "location",
        "edition",
    )
)
_OWN = frozenset((*PUBLISHERS, "howpublished"))  # of these the author's name for the field is kept


def carried(entry: Entry, dialect: Dialect) -> Made:
    """Return an entry made anew; a value that nobody changed is what the file has for it, braces, commands and all.

    >>> from backref.formats import biblatex
    >>> one = biblatex.load("@thesis{a, title = {On {Riemann}}, institution = {{MIT}}}").bibliography().entries[0]
    >>> carried(one, "bibtex").fields["title"]
    'On {Riemann}'
    """
    kind, fields = made(entry.reference, dialect)
    how = entry.written
    if how is None or not how.language.startswith("bib") or not isinstance(how.read, Reference):
        return Made(kind, fields)
    before = fields if how.read is entry.reference else made(how.read, dialect).fields
    values = how.values
    held = {value.name: value for value in reversed(values)}
    numbers = {value: number for number, value in reversed([*enumerate(values)])}
    texts: dict[str, str] = {}
    for name, said in fields.items():
        source = _source(name, held) if before.get(name) == said else None
        text = within(how.mended.get(numbers[source], source.text)) if source is not None else ""
        if source is None or not _says(name, text, said):
            texts[name] = said
        else:
            texts[source.name if source.name in _OWN and source.name not in fields else name] = text
    return Made(kind, texts)


def _source(name: str, held: Mapping[str, Value]) -> Value | None:
    """The field of the file that a value was read from, if there is one alone."""
    is_own = name not in rows() and name not in HANDLED and name not in ADDRESSES and name not in DATES
    if not (name in _WORDS or is_own) or (name == "title" and "subtitle" in held):
        return None
    names = (name, *group_of(name), *(_OWN if name in _OWN else ()), *(CONTAINERS if name in CONTAINERS else ()))
    found = [held[each] for each in dict.fromkeys(names) if each in held]
    return found[0] if len(found) == 1 and found[0].mark in ("{", '"') else None


def _says(name: str, text: str, said: str) -> bool:
    """Whether the author's text of a field says what the one that is made anew does."""
    if not is_safe(text) or text.count("{") != text.count("}"):
        return False
    if name in PEOPLE:
        return bib_names.load(text) == bib_names.load(said)
    if name in VERBATIM:
        return said in (own(name, unverbatim(text)), text)
    field = rows().get(name) or rows()["title" if name in CONTAINERS else "note"]
    return " ".join(field.load(text).split()) == " ".join(field.load(said).split())
