"""A Reference -> the type and the fields of its entry, made anew."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...fields import dates
from ...fields.latex.encode import encode, marked_up, verbatim
from ...model import Reference, csl_name
from ...model.printed import in_print
from ...text import links
from ...text.escape import one_line, plain
from . import names as bib_names
from .made_parts import entry_type, eprint, issued_fields, numbers, others
from .table import ADDRESSES, DATES, FIELDS, GENRES, KEYED, LOADED, OTHER, PEOPLE, TYPES, VERBATIM, Dialect

# No identifier holds them; encoded, "%" would break what prints an identifier twice.
_NO_DOI = re.compile(r"[\s{}\\^\"`]")
_KEY = re.compile(r"[^\s{}\\^\"%#~,']{1,300}")  # what programs take as the key of an entry
_MOST_FIELDS = 90  # biber 2.18 ends without a word at an entry of 98; honest ones have 30
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_:+.-]{0,60}")


class Made(NamedTuple):
    """The type of an entry, and its fields in order, each value LaTeX without outer braces."""

    kind: str
    fields: dict[str, str]


def made(reference: Reference, dialect: Dialect) -> Made:
    """Return the entry of a reference.

    >>> made(Reference(type="book", title="Heat", isbn="9780323072939"), "bibtex")
    Made(kind='book', fields={'title': 'Heat', 'isbn': '9780323072939'})
    """
    reference = in_print(reference)
    kind = TYPES[dialect].get(reference.type, OTHER[dialect])
    written = entry_type(reference, kind, dialect)
    fields: dict[str, str] = {}
    for name, attribute in PEOPLE.items():
        if people := getattr(reference, attribute):
            fields[name] = bib_names.dump(people, csl_name(attribute) in reference.cut)
    fields["title"] = ""
    if reference.container_title:
        fields[kind.container] = marked_up(reference.container_title)
    fields |= issued_fields(reference.issued, dialect)
    for field in FIELDS:
        value = getattr(reference, field.attribute)
        if field.attribute == "url":
            value = links.written(value)
        if value and not (field.attribute == "doi" and _NO_DOI.search(plain(value))):
            fields[name] = field.dump(str(value)) if (name := getattr(field, dialect)) != "location" else _places(value)
    if fields.get("type") and GENRES.get(written) == reference.genre:
        del fields["type"]
    fields |= numbers(reference, kind)
    if reference.publisher:
        name = kind.publisher if kind.publisher not in fields and written != "xdata" else "publisher"
        fields[name] = encode(reference.publisher)
    for name, attribute in DATES.items():
        if (date := getattr(reference, attribute)) is not None:
            fields[name] = encode(dates.to_field(date))
    fields |= others(reference)
    fields |= eprint(reference, dialect)
    if LOADED.get(written, "document") != reference.type:
        fields["entrysubtype"] = reference.type
    _add_own(fields, reference)
    return Made(written, dict([(name, value) for name, value in fields.items() if value][:_MOST_FIELDS]))


def _places(value: str) -> str:
    """Places as a list of biblatex."""
    places = [encode(place) for place in value.split("; ")]
    return " and ".join(f"{{{place}}}" if " and " in place else place for place in places)


def keys(value: str) -> list[str]:
    """Return the keys that a field lists, without what is none.

    >>> keys("roe2001, {x}, doe2002")
    ['roe2001', 'doe2002']
    """
    return [key for key in re.split(" ?, ?", one_line(value)) if _KEY.fullmatch(key)]


def _add_own(fields: dict[str, str], reference: Reference) -> None:
    """Add the fields that no variable stands for."""
    said = reference.custom.get("fields")
    for name, value in said.items() if isinstance(said, dict) else ():
        if isinstance(value, str) and _FIELD_NAME.fullmatch(name) and (name not in ADDRESSES or links.written(value)):
            text = ", ".join(keys(value)) if name in KEYED else own(name, value)
            fields.setdefault(name, text)


def own(name: str, value: str) -> str:
    """Return the value of a field that no variable stands for; blanks are part of the path of a file, which nobody prints."""
    if name == "file":
        return " ".join(verbatim(part) for part in one_line(value).split(" "))
    return verbatim(value) if name in VERBATIM else encode(value)
