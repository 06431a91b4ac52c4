"""References -> entries of a .bib file."""

from __future__ import annotations

import re

from ...fields import dates
from ...fields.keys import legal_keys
from ...fields.latex_encode import encode, title, verbatim
from ...model import Bibliography, Date, Entry, Reference, csl_name
from ...text import links
from ...text.escape import one_line, plain
from . import names as bib_names
from .blocks import kept as blocks_kept
from .read import issued
from .scan import MONTHS
from .table import (
    ADDRESSES,
    DATES,
    FIELDS,
    GENRES,
    KEYED,
    LOADED,
    OTHER,
    PEOPLE,
    TYPES,
    VERBATIM,
    Dialect,
    Kind,
    own_names,
)

_CLASSIC = frozenset(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings techreport unpublished".split()
)
_KEY = re.compile(r"[^\s{}\\^\"%#~,']{1,300}")  # what programs take as the key of an entry
_EPRINT = re.compile(r"[A-Za-z0-9./:_-]{1,100}")
_NO_DOI = re.compile(
    r"[\s{}\\^\"`]"
)  # no identifier holds them; encoded, "%" would break what prints an identifier twice
_MOST_FIELDS = 90  # biber 2.18 ends without a word at an entry of 98; honest ones have 30
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_:+.-]{0,60}")


def dump(bibliography: Bibliography, dialect: Dialect) -> str:
    """Return the entries in `dialect`, one blank line between them; what the file held besides entries comes first."""
    keys = legal_keys(bibliography)
    entries = _without_circles(bibliography.entries)
    blocks = [f"{block}\n" for block in blocks_kept(bibliography.preserved)]
    return "\n".join([*blocks, *(_entry(entry, key, dialect) for entry, key in zip(entries, keys, strict=True))])


def _entry(entry: Entry, key: str, dialect: Dialect) -> str:
    reference = entry.reference
    kind = TYPES[dialect].get(reference.type, OTHER[dialect])
    written = _entry_type(reference, kind, dialect)
    fields: dict[str, str] = {}
    for name, attribute in PEOPLE.items():
        if people := getattr(reference, attribute):
            fields[name] = bib_names.dump(people, csl_name(attribute) in reference.cut)
    fields["title"] = ""
    if reference.container_title:
        fields[kind.container] = title(reference.container_title)
    fields |= _dump_issued(reference.issued, dialect)
    for field in FIELDS:
        value = getattr(reference, field.attribute)
        if field.attribute == "url":
            value = links.written(value)
        if value and not (field.attribute == "doi" and _NO_DOI.search(plain(value))):
            fields[getattr(field, dialect)] = field.dump(str(value))
    if fields.get("type") and GENRES.get(written) == reference.genre:
        del fields["type"]
    fields |= _dump_numbers(reference, kind)
    if reference.publisher:
        name = kind.publisher if kind.publisher not in fields and written != "xdata" else "publisher"
        fields[name] = encode(reference.publisher)
    for name, attribute in DATES.items():
        if (date := getattr(reference, attribute)) is not None:
            fields[name] = encode(dates.to_field(date))
    fields |= _dump_others(reference)
    fields |= _dump_eprint(reference, dialect)
    if LOADED.get(written, "document") != reference.type:
        fields["entrysubtype"] = reference.type
    others = reference.custom.get("fields")
    for name, value in others.items() if isinstance(others, dict) else ():
        if isinstance(value, str) and _FIELD_NAME.fullmatch(name) and (name not in ADDRESSES or links.written(value)):
            fields.setdefault(name, _verbatim(name, value) if name in VERBATIM else encode(value))
    said = [(name, value) for name, value in fields.items() if value][:_MOST_FIELDS]
    body = ",\n".join(
        f"  {name} = {value if name == 'month' and value in MONTHS else f'{{{value}}}'}" for name, value in said
    )
    return f"@{written}{{{key},\n{body}\n}}\n"


def _without_circles(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries; one that inherits from itself, or through others so, inherits nothing: biber ends at such a circle."""
    parents = {entry.key: parent for entry in entries for parent in _keys(_own(entry, "crossref"))}
    if not parents:
        return entries
    # Of two entries with one alias, the first has it; of its own an entry must not inherit either way.
    aliases = {alias: entry.key for entry in reversed(entries) for alias in _keys(_own(entry, "ids"))}
    circling = {
        entry.key for entry in entries if {*_keys(_own(entry, "crossref"))} & {entry.key, *_keys(_own(entry, "ids"))}
    }
    for key in parents:
        seen: list[str] = []
        while key in parents and key not in seen and key not in circling:
            seen.append(key)
            key = aliases.get(parents[key], parents[key])
        if key in seen:
            circling.update(seen[seen.index(key) :])
    return tuple(_without(entry, "crossref") if entry.key in circling else entry for entry in entries)


def _own(entry: Entry, name: str) -> str:
    fields = entry.reference.custom.get("fields")
    value = fields.get(name) if isinstance(fields, dict) else None
    return value if isinstance(value, str) else ""


def _without(entry: Entry, name: str) -> Entry:
    fields = entry.reference.custom["fields"]
    kept = {key: value for key, value in fields.items() if key != name} if isinstance(fields, dict) else fields
    custom = entry.reference.custom | {"fields": kept}
    return entry.model_copy(update={"reference": entry.reference.model_copy(update={"custom": custom})})


def _verbatim(name: str, value: str) -> str:
    return ", ".join(_keys(value)) if name in KEYED else verbatim(value)


def _keys(value: str) -> list[str]:
    """The keys that a field lists, without what is none."""
    return [key for key in re.split(" ?, ?", one_line(value)) if _KEY.fullmatch(key)]


def _entry_type(reference: Reference, kind: Kind, dialect: Dialect) -> str:
    """The type of the file that the entry came from, where it means the same; else the one of the table."""
    kept = reference.custom.get("entry-type")
    if isinstance(kept, str) and re.fullmatch(r"[a-z]{2,30}", kept) and kept not in ("comment", "string", "preamble"):
        if kept in LOADED and LOADED[kept] == reference.type and (dialect == "biblatex" or kept in _CLASSIC):
            return kept
        if kept not in LOADED and reference.type == "document":
            return kept
    if kind.entry == "phdthesis" and re.search(r"(?i)master|m\.?\s?sc|diploma|magister", reference.genre or ""):
        return "mastersthesis"
    return kind.entry


def _dump_eprint(reference: Reference, dialect: Dialect) -> dict[str, str]:
    """The number of a preprint; BibLaTeX keeps PubMed's there too, and `pmid` is empty then."""
    if reference.arxiv and _EPRINT.fullmatch(reference.arxiv):
        name = "archiveprefix" if dialect == "bibtex" else "eprinttype"
        return {"eprint": verbatim(reference.arxiv), name: "arXiv"}
    if dialect == "biblatex" and (reference.pmid or "").isdecimal():
        return {"pmid": "", "eprint": verbatim(reference.pmid or ""), "eprinttype": "pubmed"}
    return {}


def _dump_others(reference: Reference) -> dict[str, str]:
    """The variables that no dialect has a field for, by CSL's names: programs pass over them, and we read them again."""
    fields = {}
    for name, attribute in own_names().items():
        if not (value := getattr(reference, attribute)):
            continue
        if isinstance(value, Date):
            fields[name] = encode(dates.to_field(value))
        elif isinstance(value, str):
            fields[name] = encode(value)
        else:
            fields[name] = bib_names.dump(value, False)
    return fields


def _dump_numbers(reference: Reference, kind: Kind) -> dict[str, str]:
    """`number` holds what the table says for this type; an article's own number is `eid`; others have names of their own."""
    names = {"issue": "issue", "collection_number": "collection-number", "number": "csl-number"} | {
        kind.number: "number"
    }
    if kind.number == "issue":
        names["number"] = "eid"
    return {name: encode(value) for attribute, name in names.items() if (value := getattr(reference, attribute))}


def _dump_issued(date: Date | None, dialect: Dialect) -> dict[str, str]:
    if date is None:
        return {}
    if not date.date_parts:
        return {"year": encode(date.literal or "")}
    field = dates.to_field(date)
    if dialect == "biblatex":
        return {"date": field}
    first, *rest = date.date_parts
    is_span = bool(rest) and first[0] >= 0 <= rest[0][0] != first[0]
    year = str(first[0]) + (f"--{rest[0][0] or ''}" if is_span else "")
    fields = {"year": f"ca. {year}" if date.circa else year}
    if len(first) > 1 and 1 <= first[1] <= 12 and "--" not in year:
        fields["month"] = MONTHS[first[1] - 1]
        if len(first) > 2:
            fields["day"] = str(first[2])
    if issued(fields) != date:
        fields["date"] = field  # what year and month cannot say; bibtex passes over it
    return fields
