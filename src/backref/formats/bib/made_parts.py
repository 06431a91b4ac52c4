"""Parts of an entry that is made anew: its type, its numbers, its date, and what only one dialect or none has a field
for.
"""

from __future__ import annotations

import re

from ...fields import dates
from ...fields.latex.encode import encode, verbatim
from ...model import Date, Reference
from . import names as bib_names
from .macros import MONTHS
from .read import issued
from .table import LOADED, Dialect, Kind, own_names

_CLASSIC = frozenset(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings techreport unpublished".split()
)
_EPRINT = re.compile(r"[A-Za-z0-9./:_-]{1,100}")


def entry_type(reference: Reference, kind: Kind, dialect: Dialect) -> str:
    """Return the type of the file that the entry came from, where it means the same; else the one of the table."""
    kept = reference.custom.get("entry-type")
    if isinstance(kept, str) and re.fullmatch(r"[a-z]{2,30}", kept) and kept not in ("comment", "string", "preamble"):
        if kept in LOADED and LOADED[kept] == reference.type and (dialect == "biblatex" or kept in _CLASSIC):
            return kept
        if kept not in LOADED and reference.type == "document":
            return kept
    if kind.entry == "phdthesis" and re.search(r"(?i)master|m\.?\s?sc|diploma|magister", reference.genre or ""):
        return "mastersthesis"
    return kind.entry


def eprint(reference: Reference, dialect: Dialect) -> dict[str, str]:
    """Return the number of a preprint; BibLaTeX keeps PubMed's there too, and `pmid` is empty then."""
    if reference.arxiv and _EPRINT.fullmatch(reference.arxiv):
        name = "archiveprefix" if dialect == "bibtex" else "eprinttype"
        return {"eprint": verbatim(reference.arxiv), name: "arXiv"}
    if dialect == "biblatex" and (reference.pmid or "").isdecimal():
        return {"pmid": "", "eprint": verbatim(reference.pmid or ""), "eprinttype": "pubmed"}
    return {}


def others(reference: Reference) -> dict[str, str]:
    """Return the variables that no dialect has a field for, by CSL's names: programs pass over them, and we read them
    again.
    """
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


def numbers(reference: Reference, kind: Kind) -> dict[str, str]:
    """Return the numbers: `number` holds what the table says for this type; an article's own number is `eid`; others
    have names of their own.
    """
    names = {"issue": "issue", "collection_number": "collection-number", "number": "csl-number"} | {
        kind.number: "number"
    }
    if kind.number == "issue":
        names["number"] = "eid"
    return {name: encode(value) for attribute, name in names.items() if (value := getattr(reference, attribute))}


def issued_fields(date: Date | None, dialect: Dialect) -> dict[str, str]:
    """Return the fields of a date."""
    if date is None:
        return {}
    if not date.date_parts or (date.literal and dates.from_field(date.literal) == date):
        year = encode(date.literal or "")  # a term of a year among them
        # biblatex with pdflatex would never come to an end of a year that begins with a letter which has no type.
        return {"year": f"{{{year}}}" if dialect == "biblatex" and year[:1] > "\x7f" else year}
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
