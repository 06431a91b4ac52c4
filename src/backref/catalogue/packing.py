"""A record as a short text, and back: a JSON array of what nearly all records have, by place, then of the rest, by
name.

A catalogue of millions is mostly this text. What it says was looked at when the record was made, so it is not looked at
again. Four bytes behind it are its checksum, so that damage is no other record.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any
from zlib import crc32

from ..model import Date, Record, Reference, Relation, Update
from ..model.printed import as_printed, folded
from ..text import json_values
from . import packed_parts as parts

# By place: what most descriptions have, the rarest last. 0 stands for what is not said, and is left out at the end.
_TEXTS = ("type", "doi", "title", "container_title", "volume", "issue", "page", "publisher", "issn", "container_title_short")  # fmt: skip
_DOI = _TEXTS.index("doi")
_PLACED = frozenset((*_TEXTS, "author", "issued"))
_about = itemgetter("source", "origin", "dated")
_MODELS: dict[str, type[Update | Relation | Record]] = {"updates": Update, "relations": Relation, "also": Record}


def pack(record: Record) -> bytes:
    """Return a record as a short text, in UTF-8, with its checksum.

    >>> from backref.model import Name
    >>> pack(Record(reference=Reference(type="book", title="Heat", author=(Name(family="Roe", given="R."),)), source="mine"))[:-4]
    b'["book",0,"Heat",0,0,0,0,0,0,0,["Roe","R."],0,"mine"]'
    """
    reference = record.reference
    held = reference.__dict__.get
    row: list[Any] = [0 if (value := held(name)) is None else value for name in _TEXTS]
    if row[_DOI]:
        row[_DOI] = as_printed(row[_DOI])
    author, issued = held("author"), held("issued")
    row += [parts.people(author) if author else 0, parts.day(issued) if issued else 0]
    row += [said or 0 for said in _about(record.__dict__)]
    further = reference.model_fields_set - _PLACED
    row += [(further and _further(reference, further)) or 0, _beside(record, issued) or 0]
    while row[-1] == 0:
        row.pop()
    text = json_values.dumps(row)
    return text + _sum(text)


def unpack(packed: bytes) -> Record:
    """Return the record of such a text, also of one without a checksum, as earlier versions wrote it. Raises ValueError
    where it is none, or is damaged.

    >>> unpack(pack(Record(reference=Reference(title="Heat", volume="2"), source="mine"))).reference
    Reference(title='Heat', volume='2')
    """
    text = packed[:-4]
    if packed[-4:] != _sum(text):
        text = packed  # which is no JSON where that was a checksum
    try:
        row: Any = json_values.loads(text)
        row += [0] * (len(_TEXTS) + 7 - len(row))
        values = {name: value for name, value in zip(_TEXTS, row, strict=False) if value != 0}
        if "doi" in values:
            values["doi"] = folded(values["doi"])
        author, issued, source, origin, dated, further, beside = row[len(_TEXTS) :]
        if author:
            values["author"] = parts.people_again(author)
        if issued:
            values["issued"] = parts.day_again(issued)
        for name, value in (further or {}).items():
            values[name] = _again(name, value)
        about = {"reference": Reference.made(values), "source": source or ""}
        about |= {name: value for name, value in (("origin", origin), ("dated", dated)) if value}
        if issued and (year := values["issued"].year):
            about["years"] = (year,)
        for name, value in (beside or {}).items():
            about[name] = _beside_again(name, value)
        return Record.made(about)
    except (TypeError, AttributeError, KeyError, RecursionError) as error:
        raise ValueError(f"this is no record: {text[:60]!r}") from error


def _sum(text: bytes) -> bytes:
    return crc32(text).to_bytes(4, "big")


_EMPTY: tuple[object, ...] = (None, (), {})


def _further(reference: Reference, names: frozenset[str] | set[str]) -> dict[str, Any]:
    held = reference.__dict__.get
    found = {}
    for name in names:
        if (value := held(name)) not in _EMPTY:
            found[name] = parts.KINDS[name][0](value) if name in parts.KINDS else value
    return found


def _again(name: str, value: Any) -> Any:
    return parts.KINDS[name][1](value) if name in parts.KINDS else value


def _beside(record: Record, issued: Date | None) -> dict[str, Any]:
    """What a record says beside its description, where it says it."""
    held = record.__dict__
    found: dict[str, Any] = {name: held[name] for name in ("url", "retrieved", "details") if held[name]}
    if record.years != ((issued.year,) if issued and issued.year else ()):  # that of the date is not said twice
        found["years"] = record.years
    for name in _MODELS:
        if values := held[name]:
            found[name] = [value.model_dump(mode="json", by_alias=True, exclude_defaults=True) for value in values]
    return found


def _beside_again(name: str, value: Any) -> Any:
    if name in _MODELS:
        return tuple(map(_MODELS[name].model_validate, value))
    return tuple(value) if name == "years" else value
