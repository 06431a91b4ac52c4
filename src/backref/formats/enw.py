"""EndNote's tagged format (.enw): "%0 Journal Article", "%A Roe, Jane". Its tags say what RIS's say, each by one sign.

Source: "EndNote Export Format" in the help of EndNote X9 to 21; refer(1), from which the format comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fields.keys import is_printed, legal_keys
from ..model import Bibliography, Problem, Reference, Span
from ..model.printed import in_print
from ..text.collecting import uncollected
from ..text.escape import one_line
from . import Format, Loaded
from ._strays import Strays, not_too_many, problem
from ._tagged import TaggedLine, split_lines, written
from .tagged import types
from .tagged.numbers import is_number
from .tagged.read import reference
from .tagged.write import tags

# EndNote's sign -> RIS's tag. Of two signs for one tag, the first is written.
_SIGNS: dict[str, str] = {
    "0": "TY", "A": "AU", "E": "ED", "Y": "A3", "?": "A4", "H": "A4", "T": "TI", "!": "ST", "B": "T2", "J": "JF", "S": "T3", "V": "VL", "N": "IS", "6": "NV", "7": "ET",
    "P": "SP", "D": "PY", "8": "DA", "I": "PB", "C": "CY", "R": "DO", "U": "UR", ">": "L1", "@": "SN", "K": "KW", "X": "AB", "Z": "N1", "O": "N1", "<": "RN",
    "G": "LA", "L": "CN", "M": "AN", "9": "M3", "&": "SE", "F": "LB", "Q": "OP", "W": "DP", "~": "DB", "[": "Y2", "+": "AD", "1": "C1", "2": "C2", "3": "C3",
    "4": "C4", "#": "C5", "$": "C6", "]": "C7", "^": "C8", "*": "RI", "(": "OP",
}  # fmt: skip
_WRITTEN = {tag: sign for sign, tag in reversed(_SIGNS.items())} | {"T2": "B", "A2": "E", "M1": "N", "U1": "2"}
_LINE = re.compile(r"%(?P<sign>\S)(?:[ \t]+(?P<value>.*))?$")


def dump(bibliography: Bibliography) -> str:
    """Return one record for each entry, a blank line between them.

    >>> from backref.model import Name
    >>> reference = Reference(id="a", type="book", title="Low back disorders", author=(Name(family="McGill", given="Stuart"),))
    >>> print(dump(Bibliography.of((reference,))))
    %0 Book
    %F a
    %A McGill, Stuart
    %T Low back disorders
    <BLANKLINE>
    """
    keys = legal_keys(bibliography, is_printed)
    return "\n".join(
        "".join(f"%{sign} {value}\n" for sign, value in _written(key, in_print(entry.reference)))
        for key, entry in zip(keys, bibliography.entries, strict=True)
    )


@uncollected()
def load(text: str) -> Loaded:
    """Return the records of an .enw file; each begins with its type, or behind a blank line.

    >>> load("%0 Thesis\\n%A Roe, Jane\\n%T Heat\\n%9 Ph.D. thesis\\n%D 2015").references[0].genre
    'Ph.D. thesis'
    """
    strays = Strays()
    told: list[Problem] = []
    records = list(not_too_many(_records(text, strays), text, told, lambda record: record[0].whole))
    problems = [*strays.problems(), *told]
    references = tuple(_reference(record, problems) for record in records)
    how = tuple(written(text, record, ("0",), ("F",)) for record in records)
    return Loaded(references, tuple(problems), written=how)


def recognises(text: str) -> bool:
    """Say whether a text is in EndNote's format."""
    return re.match(r"\s{0,200}%[0A-Z@!?] \S", text.lstrip("\ufeff")) is not None


def _written(key: str, reference: Reference) -> Iterator[tuple[str, str]]:
    start = ""
    for tag, value in tags(key, reference):
        value = one_line(value).strip()
        if tag == "SP":
            start = value
            continue
        if start:
            yield "P", f"{start}-{value}" if tag == "EP" else start
            start = ""
        if tag == "TY":
            yield "0", types.name(reference.type)
        elif tag == "ID":
            yield "F", value
        elif tag == "T2" and reference.type in types.ARTICLES:
            yield "J", value
        elif value and tag in _WRITTEN and not (tag == "M1" and not is_number(value)):
            yield _WRITTEN[tag], value
    if start:
        yield "P", start


def _records(text: str, strays: Strays) -> Iterator[list[TaggedLine]]:
    """The records; a line without a sign goes on with the one before."""
    record: list[TaggedLine] = []
    more: list[str] = []  # of the last line
    blank, count = False, 0
    for line, span in split_lines(text):
        match = _LINE.match(line)
        if match:
            _go_on(record, more)
        if match and record and (match["sign"] == "0" or blank):
            yield record
            record, count = [], count + 1
        if match:
            value = (match["value"] or "").strip()
            record.append(TaggedLine(match["sign"], value, Span(span.end - len(value), span.end), span))
        elif line and record:
            more.append(line)
            record[-1] = record[-1]._replace(whole=Span(record[-1].whole.start, span.end))
        elif line:
            strays.add(line, span, count)
        blank = not line
    if record:
        _go_on(record, more)
        yield record


def _go_on(record: list[TaggedLine], more: list[str]) -> None:
    """Put the lines behind the last one of a record to its value, and forget them."""
    if record and more:
        last = record[-1]
        joint = "; " if last.tag == "K" else " "  # a keyword a line
        record[-1] = last._replace(value=joint.join([*filter(None, [last.value]), *more]).strip())
        more.clear()


def _reference(record: list[TaggedLine], problems: list[Problem]) -> Reference:
    label = next((line.value for line in record if line.tag == "0" and line.value), "")
    signs = {line.tag for line in record}
    csl_type = types.kind(label) if label else "article-journal" if "J" in signs else "document"
    if csl_type is None:
        problems.append(problem("unknown-type", f"{label[:40]!r} is no type of EndNote", record[0].whole))
    known = _SIGNS | {"B": "T3"} if "J" in signs and csl_type in types.ARTICLES else _SIGNS
    named = [line._replace(tag=known.get(line.tag, f"%{line.tag}")) for line in record]
    made = reference(named, csl_type or "document")
    if label.casefold() == "edited book" and made.author and not made.editor:
        made = made.model_copy(update={"author": (), "editor": made.author})
    return made


FORMAT = Format(
    name="enw",
    title="EndNote tagged",
    suffixes=(".enw",),
    media_type="application/x-endnote-refer",
    load=load,
    dump=dump,
)
