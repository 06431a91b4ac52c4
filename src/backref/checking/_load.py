"""The text of a bibliography, or a document that was resolved -> a File with its places. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from .. import formats
from ..fields import ids
from ..fields.line import printed
from ..formats import nbib
from ..formats.bib import table
from ..formats.tagged.read import TAGS
from ..model import Bibliography, Document, Parsed, Problem, Reference, Resolution, Span, csl_name
from . import _places
from ._places import Placed
from ._values import START, Entry, File

_WHERE = re.compile(r"(?:^|\b)line (?P<line>\d{1,9}),? column (?P<column>\d{1,9})(?: \(char \d+\))?:? ?")
_AHEAD = 200  # entries that no loader makes a reference of, as "@xdata" is none, in a row
# What is on the web, in private hands or in a shop: that no register knows it says nothing.
_UNREGISTERED = frozenset(
    "webpage post post-weblog software personal_communication interview broadcast song motion_picture graphic figure map performance document manuscript speech "
    "legislation legal_case bill hearing regulation treaty patent event pamphlet periodical collection entry entry-dictionary article-newspaper article-magazine".split()
)


def kind_of(name: str, text: str) -> str:
    """Return the name of the bibliography format that a file is in, by its suffix or, for a stream, its text; "" for a document.

    >>> kind_of("refs.ris", "TY  - JOUR"), kind_of("-", "@book{a,}"), kind_of("notes.md", "# Notes")
    ('ris', 'bibtex', '')
    """
    if name != "-":
        found = formats.recognised(name, text)
        return found.name if found else ""
    signs = (
        ("bibtex", r"(?:%[^\n]*\n|\s)*@\w+\s*[{(]"),
        ("csl-json", r"\s*[\[{]\s*[{\"\]}]"),
        ("ris", r"\s*TY  - "),
        ("nbib", r"\s*PMID- "),
    )
    return next((kind for kind, sign in signs if re.match(sign, text.lstrip("\ufeff"))), "")


def load(name: str, text: str, format: str) -> File:
    """Return a bibliography with the places of its entries. Never raises on text; raises UnknownPlugin for a format.

    >>> file = load("refs.bib", "@book{a, title = {One}}", "bibtex")
    >>> file.entries[0].key, file.entries[0].place("title").of(file.text)
    ('a', 'One')
    """
    loaded = formats.load(text, format)
    blocks = _blocks(text, format)
    places = _tables().get(format, ())
    entries = [
        _entry(reference, block, places) for reference, block in zip(loaded.references, _aligned(loaded.references, blocks), strict=True)
    ]  # fmt: skip
    macros = _places.macros_in(text) if format in ("bibtex", "biblatex") else frozenset()
    file = File(name, text, format, tuple(entries), macros=macros)
    return replace(file, problems=tuple(_placed(loaded.problems, file)))


def document(document: Document, bibliography: Bibliography, *, with_verdicts: bool = True) -> File:
    """Return a document with what was found in it: its citations as entries, each with its verdict if asked, and its markers."""
    entries = []
    for entry in bibliography.entries:
        for citation in entry.citations:
            if citation.document == document.name:
                reference = entry.parsed.reference if entry.parsed else entry.reference
                entries.append(
                    Entry(citation.label or entry.key, reference, citation.span, kind=citation.context, parsed=entry.parsed,
                          verdict=entry.resolution if with_verdicts else None)
                )  # fmt: skip
    markers = tuple(marker for marker in bibliography.markers if marker.document == document.name)
    problems = tuple(
        problem.model_copy(update={"span": document.to_source(Span(*problem.span)) if problem.span else None}) for problem in document.problems
    )  # fmt: skip
    return File(document.name, document.source or document.text, "", tuple(entries), problems, markers)


def is_asked(entry: Entry) -> bool:
    """Say whether sources can know the work: it has an identifier, or is of a type that is registered.

    >>> is_asked(Entry("a", Reference(type="webpage", title="Home"))), is_asked(Entry("a", Reference(type="book", title="Spine")))
    (False, True)
    """
    known = any(ids.is_valid(identifier) for identifier in entry.reference.identifiers())
    return known or (entry.reference.type not in _UNREGISTERED and bool(entry.reference.title))


def with_verdicts(file: File, verify: Callable[[Sequence[Parsed]], Sequence[Resolution]]) -> File:
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


def _entry(reference: Reference, block: Placed | None, places: tuple[tuple[str, tuple[str, ...]], ...]) -> Entry:
    if block is None:
        return Entry(reference.id, reference, written=reference.id)
    return Entry(reference.id, reference, block.span, block.key, block.kind, block.values, places, block.whole)


def _blocks(text: str, format: str) -> list[Placed]:
    match format:
        case "bibtex" | "biblatex":
            return _places.in_bib(text)
        case "csl-json":
            return _places.in_json(text)
        case "ris":
            return _places.in_tagged(text, "TY", "ID")
        case "nbib":
            return _places.in_tagged(text, "PMID", "PMID")
        case _:
            return []


def _aligned(references: Sequence[Reference], blocks: Sequence[Placed]) -> Iterator[Placed | None]:
    """The block of each reference, in order: by its key, or by its number where every block has become a reference."""
    if len(references) == len(blocks):
        yield from blocks
        return
    at = 0
    for reference in references:
        names = (n for n in range(at, min(at + _AHEAD, len(blocks))) if _is_called(reference.id, blocks[n].key))
        found = next(names, None)
        if found is not None:
            at = found + 1
        yield None if found is None else blocks[found]


def _is_called(name: str, key: str) -> bool:
    return name == key or bool(key and re.fullmatch(re.escape(key) + r"-\d+", name))


def _placed(problems: Sequence[Problem], file: File) -> Iterator[Problem]:
    """The problems with spans in the file's text, and without their line and column in words."""
    moved = _offsets(file.text)
    lines = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", file.text))]
    places = {entry.key: entry for entry in reversed(file.entries)}
    for problem in problems:
        where = _WHERE.search(problem.message)
        message = problem.message
        span = Span(*map(moved, problem.span)) if problem.span else None
        if where:
            message = (message[: where.start()] + message[where.end() :]).strip(" :")
            if span is None and int(where["line"]) <= len(lines):
                start = lines[int(where["line"]) - 1] + int(where["column"]) - 1
                span = Span(start, start)
        if span is None and (told := message.partition(": "))[0] in places:
            entry, message = places[told[0]], told[2]
            named = {"unknown-type": "type", "bad-name": "author"}.get(problem.code, message.partition(" ")[0])
            span = next((value.span for value in entry.values if value.name == named), entry.span)
        yield problem.model_copy(update={"span": span or START, "message": message})


def _offsets(text: str) -> Callable[[int], int]:
    """How an offset in the text that a loader sees, without byte order mark and "\\r\\n", is moved into `text`."""
    from bisect import bisect_right

    mark = len(text) - len(text.lstrip("\ufeff"))
    ends = [match.start() - mark for match in re.finditer("\r\n", text)]
    seen = [end - number for number, end in enumerate(ends)]
    return lambda offset: offset + bisect_right(seen, offset - 1) + mark


@cache
def _tables() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
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
    bib = tuple(written.items())
    return {
        "bibtex": bib,
        "biblatex": bib,
        "ris": tuple(TAGS.items()),
        "nbib": tuple(medline.items()),
        "csl-json": tuple(items.items()),
    }
