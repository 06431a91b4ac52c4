"""RIS: the tagged lines that reference managers, publishers and databases exchange. What the tags mean stands in
`tagged/`.

Source: "RIS Format Specifications" (Research Information Systems, 2001 and 2011) for tags and types; exports of
publishers and databases for what they write instead.
"""

from __future__ import annotations

from ..fields.keys import legal_keys
from ..model import Bibliography, Problem, Reference
from ..model.printed import in_print
from ..text.collecting import uncollected
from ..text.escape import one_line
from . import Format, Loaded
from ._strays import not_too_many, problem
from ._tagged import TaggedLine, lines, split, written
from .tagged import types
from .tagged.read import reference
from .tagged.write import tags


def dump(bibliography: Bibliography) -> str:
    """Return one record for each entry, CRLF apart from nothing else than a line feed.

    >>> from backref.model import Name
    >>> reference = Reference(id="a", type="book", title="Low back disorders", author=(Name(family="McGill", given="Stuart"),))
    >>> print(dump(Bibliography.of((reference,))))
    TY  - BOOK
    ID  - a
    AU  - McGill, Stuart
    TI  - Low back disorders
    ER  -
    <BLANKLINE>
    """
    keys = legal_keys(bibliography, lambda key: one_line(key) == key != "")
    records = (
        lines(tags(key, in_print(entry.reference))) for key, entry in zip(keys, bibliography.entries, strict=True)
    )
    return "\n".join(f"{record}ER  -\n" for record in records)


@uncollected()
def load(text: str) -> Loaded:
    """Return the records of a RIS file; what it says more often than once is taken from the first that is whole.

    >>> load("TY  - JOUR\\nTI  - Opioids\\nSP  - 336\\nEP  - 9\\nER  -").references[0].page
    '336-339'
    """
    found, problems = split(text, "TY", "ER")
    records = [*not_too_many(found, text, problems, lambda record: record[0].whole)]
    references = tuple(_reference(record, problems) for record in records)
    how = tuple(written(text, record, ("TY",), ("ID", "LB")) for record in records)
    return Loaded(references, tuple(problems), written=how)


def _reference(record: list[TaggedLine], problems: list[Problem]) -> Reference:
    named = [line for line in record if line.tag == "TY" and line.value]
    label = named[-1].value if named else "GEN"
    csl_type = types.kind(label)
    if csl_type is None:
        problems.append(problem("unknown-type", f"{label[:20]!r} is no RIS type", named[-1].span))
    elif not named:
        problems.append(problem("no-type", "the record has no type", record[0].whole))
    made = reference(record, csl_type or "document")
    if label.upper() == "EDBOOK" and made.author and not made.editor:
        made = made.model_copy(update={"author": (), "editor": made.author})  # who made an edited book edited it
    return made


FORMAT = Format(
    name="ris", title="RIS", suffixes=(".ris",), media_type="application/x-research-info-systems", load=load, dump=dump
)
