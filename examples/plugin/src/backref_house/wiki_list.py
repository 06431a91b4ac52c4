"""A table of references in a wiki: one row for a work, with the few columns that the house keeps.

^ key ^ type ^ author ^ title ^ in ^ year ^ doi ^
| deyo2015 | article-journal | Deyo, Richard A. | Opioids for low back pain | BMJ | 2015 | 10.1136/bmj.g6380 |
"""

from __future__ import annotations

import re

from backref.plugins import (
    Bibliography,
    Format,
    Loaded,
    Problem,
    Reference,
    Span,
    dates,
    escape,
    person,
    printed_person,
)

COLUMNS = ("key", "type", "author", "title", "in", "year", "doi")
_HEAD = "^ " + " ^ ".join(COLUMNS) + " ^"


def dump(bibliography: Bibliography) -> str:
    """Return the table; authors are parted by ";".

    >>> made = load(_HEAD + "\\n| a | book | McGill, Stuart | Low back disorders |  | 2015 |  |\\n").bibliography()
    >>> print(dump(made).splitlines()[1])
    | a | book | McGill, Stuart | Low back disorders |  | 2015 |  |
    """
    lines = [_HEAD]
    for entry in bibliography.entries:
        r = entry.reference
        people = "; ".join(map(printed_person, r.author))
        year = str(r.issued.year or "") if r.issued else ""
        cells = (entry.key, r.type, people, r.title or "", r.container_title or "", year, r.doi or "")
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    return "\n".join(lines) + "\n"


def load(text: str) -> Loaded:
    """Return the rows. One with another number of cells, or of a type that there is not, becomes a Problem.

    >>> load(_HEAD + "\\n| a | book |\\n").problems[0].message
    'line 2: 2 cells instead of 7'
    """
    references: list[Reference] = []
    problems: list[Problem] = []
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        span, at = Span(at, at + len(line.rstrip("\r\n"))), at + len(line)
        if not line.lstrip().startswith("|"):
            continue
        cells = [cell.strip().replace("&#124;", "|") for cell in line.strip().strip("|").split("|")]
        if len(cells) != len(COLUMNS):
            detail = f"line {number}: {len(cells)} cells instead of {len(COLUMNS)}"
            problems.append(Problem(code="bad-row", stage="load", message=detail, span=span))
            continue
        reference = _reference(dict(zip(COLUMNS, cells, strict=True)))
        if reference is None:
            detail = escape.plain(f"line {number}: no type {cells[1]!r:.60}")
            problems.append(Problem(code="unknown-type", stage="load", message=detail, span=span))
            reference = _reference(dict(zip(COLUMNS, cells, strict=True)) | {"type": "document"})
        if reference is not None:
            references.append(reference)
    return Loaded(tuple(references), tuple(problems))


def recognises(text: str) -> bool:
    """Say whether a text is such a table: most files of a wiki are none.

    >>> recognises("^ key ^ type ^ author ^"), recognises("== Pain ==")
    (True, False)
    """
    return re.match(r"\s{0,100}\^ key \^ type \^", text) is not None


def _reference(row: dict[str, str]) -> Reference | None:
    people = tuple(name for text in row["author"].split(";") if (name := person(text)))
    try:
        return Reference.model_validate(
            {
                "id": row["key"],
                "type": row["type"] or "document",
                "author": people,
                "title": row["title"] or None,
                "container_title": row["in"] or None,
                "issued": dates.parse(row["year"]) if row["year"] else None,
                "doi": row["doi"] or None,
            }
        )
    except ValueError:
        return None


def _cell(text: str) -> str:
    return escape.plain(" ".join(text.split())).replace("|", "&#124;")


FORMAT = Format(
    name="wiki-list",
    title="wiki table",
    suffixes=(".wiki",),
    media_type="text/x-wiki",
    load=load,
    dump=dump,
    recognises=recognises,
)
