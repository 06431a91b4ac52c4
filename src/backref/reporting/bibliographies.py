"""The report of what was resolved: a bibliography, and the documents that it came from -> a `Report`."""

from __future__ import annotations

from collections.abc import Sequence

from .. import formats, pipeline
from ..model import Bibliography, Document, Entry, Passages, Span
from ..model.standing import said_of_claim, standing_of_claim
from .html import Html
from .marking import prose
from .views import Report, Row, missing, now, said_of_problem


def of_bibliography(
    bibliography: Bibliography, documents: Sequence[Document] = (), *, title: str = "", made: str = ""
) -> Report:
    """Return the report of what `resolve` made of documents. `made` is now, where it is not given.

    >>> of_bibliography(pipeline.resolve("See doi:10.1503/cmaj.171333.", []), title="A note").rows[0].standing.badge
    'Not checked'
    """
    cited: dict[int, list[tuple[int, str]]] = {}
    for number, claim in enumerate(bibliography.claims):
        for at in claim.references:
            cited.setdefault(at, []).append((number, claim.text))
    said: dict[int, list[Passages]] = {}
    for passages in bibliography.passages:
        said.setdefault(passages.reference, []).append(passages)
    rows = tuple(
        Row(
            number,
            entry.key,
            next((c.label for c in entry.citations if c.label), ""),
            _printed(entry),
            entry.resolution,
            formats.dump(Bibliography(entries=(entry,)), "bibtex").strip(),
            tuple(cited.get(number, ())),
            passages=tuple(said.get(number, ())),
        )
        for number, entry in enumerate(bibliography.entries)
    )
    named = (
        title or ", ".join(document.name for document in documents if document.name not in ("", "-")) or "References"
    )
    return Report(
        named,
        made or now(),
        rows,
        tuple(_texts(bibliography, documents)),
        tuple(claim.references for claim in bibliography.claims),
        tuple(_open(bibliography)),
        missing(bibliography.markers),
        tuple(map(said_of_problem, bibliography.problems)),
    )


def _printed(entry: Entry) -> str:
    if entry.citations:
        return entry.citations[0].raw
    return entry.parsed.raw if entry.parsed else ""


def _open(bibliography: Bibliography) -> list[tuple[int, str, str]]:
    found = (
        (number, claim, standing_of_claim(bibliography, claim)) for number, claim in enumerate(bibliography.claims)
    )
    return [(number, claim.text, said_of_claim(known)) for number, claim, known in found if known]


def _texts(bibliography: Bibliography, documents: Sequence[Document]) -> list[tuple[str, Html]]:
    """The marked text of each document. Its claims are those of the bibliography, in the same order."""
    entries: dict[tuple[str, Span, str], list[int]] = {}
    for number, entry in enumerate(bibliography.entries):
        for citation in entry.citations:
            entries.setdefault((citation.document, Span(*citation.span), citation.raw), []).append(number)
    first = 0
    made = []
    for document in documents:
        found = pipeline.find(document)
        linked = pipeline.link(document, found)
        keys = [(document.name, document.to_source(c.span), c.raw) for c in found.citations]
        of = {at: entries[key][0] for at, key in enumerate(keys) if key in entries}
        made.append((document.name, prose(document, found, linked, of.get, first, are_links=True)))
        first += len(linked.claims)
    return made
