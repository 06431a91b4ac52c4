"""The text of a bibliography, or a document that was resolved -> a CheckedFile with its places. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from .. import formats
from ..fields import ids
from ..fields.line import printed
from ..formats import nbib
from ..formats.bib import table
from ..formats.tagged.read import TAGS
from ..model import Bibliography, Document, Parsed, Reference, Resolution, Span, Written, csl_name
from ..text.words import is_heading
from . import _pointers
from ._values import START, CheckedEntry, CheckedFile, FieldsRead

# What is on the web, in private hands or in a shop: that no register knows it says nothing.
_UNREGISTERED = frozenset(
    "webpage post post-weblog software personal_communication interview broadcast song motion_picture graphic figure map performance document manuscript speech "
    "legislation legal_case bill hearing regulation treaty patent event pamphlet periodical collection entry entry-dictionary article-newspaper article-magazine".split()
)

_HEADING = 80  # characters of a heading


def kind_of(name: str, text: str) -> str:
    """Return the name of the bibliography format that a file is in, by its suffix or, for a stream, its text; "" for a
    document.

    >>> kind_of("refs.ris", "TY  - JOUR"), kind_of("-", "@book{a,}"), kind_of("notes.md", "# Notes")
    ('ris', 'bibtex', '')
    """
    found = formats.recognised(name, text)
    return found.name if found else ""


def load(name: str, text: str, format: str, loaded: formats.Loaded | None = None) -> CheckedFile:
    """Return a bibliography with the places of its entries; `loaded` is what the text holds, where that is known.

    Never raises on text; raises UnknownPlugin for a format.

    >>> file = load("refs.bib", "@book{a, title = {One}}", "bibtex")
    >>> file.entries[0].key, file.entries[0].place("title").of(file.text)
    ('a', 'One')
    """
    loaded = loaded or formats.load(text, format)
    places = _tables().get(format) or FieldsRead()
    written = loaded.written or _unplaced(loaded.references, text)
    entries = [_entry(reference, how, places) for reference, how in zip(loaded.references, written, strict=True)]
    problems = [each if each.span else each.model_copy(update={"span": START}) for each in loaded.problems]
    return CheckedFile(name, text, format, tuple(entries), tuple(problems), macros=loaded.macros, commas=loaded.commas)


def document(document: Document, bibliography: Bibliography, *, with_verdicts: bool = True) -> CheckedFile:
    """Return a document with what was found in it: its citations as entries, each with its verdict if asked, and its
    markers.
    """
    entries = []
    for entry in bibliography.entries:
        for citation in entry.citations:
            if citation.document == document.name:
                reference = entry.parsed.reference if entry.parsed else entry.reference
                entries.append(
                    CheckedEntry(citation.label or entry.key, reference, citation.span, kind=citation.context, parsed=entry.parsed,
                          verdict=entry.resolution if with_verdicts else None)
                )  # fmt: skip
    markers = tuple(marker for marker in bibliography.markers if marker.document == document.name)
    problems = tuple(
        problem.model_copy(update={"span": document.to_source(Span(*problem.span)) if problem.span else None}) for problem in document.problems
    )  # fmt: skip
    starts = tuple(
        document.to_source(block.span).start
        for block in document.blocks
        if block.kind in ("heading", "paragraph")
        and is_heading(block.span.of(document.text)[:_HEADING].split("\n", 1)[0])
    )
    text = document.source or document.text
    return CheckedFile(document.name, text, "", tuple(entries), problems, markers, headings=starts)


def keys(file: CheckedFile) -> frozenset[str]:
    """Return the keys that a bibliography defines, in small letters, with those by which its entries are called too.

    >>> sorted(keys(load("refs.bib", "@book{Roe2001, title = {Heat}, ids = {heat}}", "biblatex")))
    ['heat', 'roe2001']
    """
    return frozenset(
        key.casefold()
        for entry in file.entries
        for key in (entry.key, entry.written, *(_pointers.aliases(entry) if file.is_bib else ()))
    )


def is_asked(entry: CheckedEntry) -> bool:
    """Say whether sources can know the work: it has an identifier, or is of a type that is registered.

    >>> is_asked(CheckedEntry("a", Reference(type="webpage", title="Home"))), is_asked(CheckedEntry("a", Reference(type="book", title="Spine")))
    (False, True)
    """
    known = any(ids.is_valid(identifier) for identifier in entry.reference.identifiers())
    return known or (entry.reference.type not in _UNREGISTERED and bool(entry.reference.title))


def with_verdicts(file: CheckedFile, verify: Callable[[Sequence[Parsed]], Sequence[Resolution]]) -> CheckedFile:
    """Return the bibliography with a verdict on each entry that `is_asked`. `verify` asks the sources."""
    parsed = {
        n: Parsed(raw=printed(e.reference), reference=e.reference, type_confidence=1.0)
        for n, e in enumerate(file.entries)
        if is_asked(e)
    }
    verdicts = dict(zip(parsed, verify(list(parsed.values())), strict=True))
    return replace(
        file,
        entries=tuple(
            replace(entry, parsed=parsed[number], verdict=verdicts[number]) if number in verdicts else entry
            for number, entry in enumerate(file.entries)
        ),
    )


def _entry(reference: Reference, how: Written | None, places: FieldsRead) -> CheckedEntry:
    if how is None:
        return CheckedEntry(reference.id, reference, written=reference.id)
    kind = how.kind.lower() if how.language.startswith("bib") else how.kind
    return CheckedEntry(reference.id, reference, how.span, how.key, kind, places, how.whole, how=how)


def _unplaced(references: Sequence[Reference], text: str) -> Iterator[Written | None]:
    """The places of entries whose format does not tell them: where their key, their DOI or their title is first
    printed.
    """
    at = 0
    for reference in references:
        marks = (mark for mark in (reference.id, reference.doi, reference.title) if mark)
        found, mark = next(((where, mark) for mark in marks if (where := text.find(mark, at)) >= 0), (-1, ""))
        if found < 0:
            yield None
            continue
        at = found + len(mark)
        span = Span(found, at)
        yield Written(text, "", reference.id, span, span)


@cache
def _tables() -> Mapping[str, FieldsRead]:
    """For each format, which fields an attribute is read from."""
    written = {
        field.attribute: tuple(dict.fromkeys((field.bibtex, field.biblatex, *field.also))) for field in table.FIELDS
    }
    written |= {attribute: (name,) for name, attribute in (*table.PEOPLE.items(), *table.DATES.items())}
    written |= {
        "issued": ("date", "year"), "container_title": ("journaltitle", "journal", "booktitle", "maintitle"), "issue": ("issue", "number"),
        "number": ("eid", "number"), "page": ("pages", "page", "eid"), "publisher": ("publisher", "school", "institution", "organization"),
        "collection_number": ("number",), "arxiv": ("eprint",), "pmid": ("pmid", "eprint"),
    }  # fmt: skip
    medline = {field.attribute: (field.tag, *field.also) for field in nbib.FIELDS} | {
        "author": ("FAU", "AU", "CN"), "editor": ("FED", "ED"), "issued": ("DP", "DEP"), "doi": ("LID", "AID"), "isbn": ("ISBN",), "issn": ("IS",),
    }  # fmt: skip
    items = {attribute: (csl_name(attribute),) for attribute in Reference.model_fields}
    bib = FieldsRead(written)
    return {
        "bibtex": bib,
        "biblatex": bib,
        "ris": FieldsRead(TAGS),
        "nbib": FieldsRead(medline),
        "csl-json": FieldsRead(items),
    }
