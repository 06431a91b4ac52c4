"""Pasted references -> citation keys: a document and what is known of its citations -> the text of its file, rewritten.

A citation in the prose becomes a citation by key; so does a marker whose entries are known, and an entry that no marker
is left for is taken out of its list. What was not verified stays as it is.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence

from ... import pipeline, readers
from ...locating.signs import starts_like_one
from ...model import Document, Found, Span
from ...text.escape import plain
from ..lock import citable
from ._citing import find
from ._guard import Guard, is_same_program
from ._notes import NotesBeside

KeyOf = Callable[[str], str | None]
"""The key of a citation as it is written there, given its text: a raw citation or an identifier; None for what stays as it is."""

Edit = tuple[Span, str]

_BEFORE_ENTRY = re.compile(
    r"[ \t>]*(?:(?:[-*+•]|\d{1,4}[.)]|\[\^?[^\]\s]{1,40}\]:?|\.\.[ \t]+\[[^\]\s]{1,40}\]|\^)[ \t]*)?"
)
_BEHIND_ENTRY = re.compile(r"[.\s]*")
# A section of a docstring that nothing is left in.
_EMPTY_SECTION = re.compile(
    r"(?P<blank>(?:^[ \t\r]*\n){0,50})^(?P<indent>[ \t]*)References[ \t\r]*\n(?P=indent)-{3,}[ \t\r]*\n(?:[ \t\r]*\n)*"
    r"(?=(?P<end>[ \t]*(?:\"\"\"|'''))|(?P=indent)\S[^\n]*\n(?P=indent)-{3,}[ \t\r]*\n)",
    re.MULTILINE,
)
_GLUED = re.compile(r"[\w-]|[.:]\w")  # what would become part of a bare key before it
_BRACKETS = {"(": ")", "[": "]", "<": ">"}


def rewritten(documents: Sequence[Document], key_of: KeyOf, refused: list[Span] | None = None) -> str:
    """Return the text of a file whose parts these documents are, with citation keys for what `key_of` knows.

    A marker is left alone, and its place goes to `refused`, where an edit would change a part of mathematics, code or
    an address; so is a Python file that would become another program.

    >>> from backref import readers
    >>> page = readers.read(b"It fails [1].\\n\\n1. Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380.\\n", "a.md")
    >>> rewritten([page], lambda text: "deyo2015" if "Deyo" in text else None)
    'It fails [@deyo2015].\\n\\n'
    """
    source = documents[0].source or documents[0].text
    reader = readers.by_suffix(documents[0].name)
    if reader is not None and reader.is_synced and reader.cite is None:
        return source
    refused = [] if refused is None else refused
    edits = [edit for document in documents for edit in _edits(document, source, key_of, refused)]
    pieces: list[str] = []
    at = 0
    for span, text in sorted(edits):
        if span.start < at:
            continue
        if span.start == at and pieces and pieces[-1].startswith("@") and text.startswith("@"):
            text = f" {text}"
        if span.start == at and pieces and pieces[-1].startswith("[@") and text.startswith("[@"):
            pieces[-1] = f"{pieces[-1][:-1]}; {text[1:]}"  # "[1][2]" is one citation: side by side they would be a link
        else:
            pieces += [source[at : span.start], text]
        at = span.end
        if text and _is_glued(text, source, at) and not _is_edited(at, edits):
            pieces.append(" ")
    made = "".join([*pieces, source[at:]])
    if not pieces or not _is_python(documents[0].name):
        return made
    made = _EMPTY_SECTION.sub(_closed, made)
    if not is_same_program(source, made):
        refused.append(Span(0, 0))
        return source
    return made


def diff(before: str, after: str, name: str) -> Iterator[str]:
    """Yield the lines of the change from one text to the other, as `diff -u` prints them, without what a terminal
    obeys.
    """
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm="")
    yield from map(plain, lines)


def _edits(document: Document, source: str, key_of: KeyOf, refused: list[Span]) -> Iterator[Edit]:
    found = find(document)
    linked = pipeline.link(document, found)
    keys = [key_of(citation.raw) for citation in found.citations]
    groups = sorted(marker.span for marker in found.markers if marker.kind in ("key", "narrative"))
    kept: set[int] = set()  # entries that a marker still points at
    gone: set[int] = set()
    notes = NotesBeside(document)
    guard = Guard(document, source, is_strict=_syntax_of(document.name) in ("rst", "docstrings"))
    for link in linked.links:
        if not _is_open(document, source, link.marker.span):
            kept.update(link.references)
            continue
        made = [key for index in link.references if (key := keys[index])]
        is_known = link.status == "linked" and bool(made) and len(made) == len(link.references)
        if link.marker.kind in ("key", "narrative") and any(citable(key) for key in link.marker.keys):
            yield from _renamed(document, source, link.marker.span, link.marker.keys, key_of)
        elif link.marker.kind in ("embedded", "identifier"):
            if is_known and not link.marker.span.meets(groups):
                yield from (e for e in _replaced(document, source, link.marker.span, made) if not guard.forbids(e[0]))
        elif is_known and link.marker.kind in ("numeric", "footnote", "key"):
            edits = list(_replaced(document, source, link.marker.span, made))
            in_prose = any(found.citations[index].context in ("embedded", "identifier") for index in link.references)
            says_more = any(notes.say_more(found.citations[index]) for index in link.references)
            if in_prose or says_more or any(guard.forbids(span) for span, _ in edits):
                kept.update(link.references)
                refused += [] if in_prose else [span for span, _ in edits]
                continue
            yield from edits
            gone.update(link.references)
        else:
            kept.update(link.references)
    gone -= kept
    yield from _without_entries(document, source, found, gone)
    if _is_python(document.name):
        for index, key in enumerate(keys):
            citation = found.citations[index]
            # Prose that names a work ("For the mode 'mle', see: ...") is the author's; an entry begins as references
            # do.
            listed = citation.context in ("list", "footnote") and (citation.label or starts_like_one(citation.raw))
            is_left = index not in gone | kept and not guard.forbids(document.to_source(citation.span))
            if key and listed and is_left and (span := _lines(document, source, citation.span)):
                line = span.of(source)
                yield span, f"{line[: len(line) - len(line.lstrip())]}{_cite(document.name, source, [key])}\n"


def _is_open(document: Document, source: str, span: Span) -> bool:
    """Whether what stands in a span of the text may be replaced in the file."""
    reader = readers.by_suffix(document.name)
    return reader is None or reader.may_edit is None or reader.may_edit(source, document.to_source(span))


def _is_glued(text: str, source: str, at: int) -> bool:
    """Whether a citation and what stands behind it would be one; what follows a key that is renamed was its own."""
    following = source[at : at + 1]
    if text[-1:].isalnum():
        return _GLUED.match(source, at) is not None or (text.startswith("@") and following == "[")
    return text.startswith("[@") and following in ("[", "(", ":")


def _is_edited(at: int, edits: Sequence[Edit]) -> bool:
    return any(span.start == at for span, _ in edits)


def _renamed(document: Document, source: str, span: Span, keys: Sequence[str], key_of: KeyOf) -> Iterator[Edit]:
    """The identifiers in a citation by key, each as its key."""
    whole = document.to_source(span)
    at = whole.start
    for cited in keys:
        start = source.find(cited, at, whole.end)
        if start < 0:
            continue
        at = start + len(cited)
        key = key_of(cited) if citable(cited) else None
        if key is not None:
            braced = source[start - 1] == "{" and source[at : at + 1] == "}" and source[start - 2] == "@"
            yield Span(start - braced, at + braced), key


def _replaced(document: Document, source: str, span: Span, keys: Sequence[str]) -> Iterator[Edit]:
    start, end = document.to_source(span)
    before, behind = source[max(start - 1, 0) : start], source[end : end + 1]
    if source[max(start - 2, 0) : start] in ("](", "][", "[["):
        return  # the target of a link
    if behind == "_" and source[end - 1] == "]":
        end += 1  # reStructuredText's "[1]_"
    elif before and _BRACKETS.get(before) == behind:
        start, end = start - 1, end + 1
    yield Span(start, end), _cite(document.name, source, keys)


def _cite(name: str, source: str, keys: Sequence[str]) -> str:
    reader = readers.by_suffix(name)
    cite = (reader and reader.cite) or readers.by_name("rst").cite
    return cite(source, tuple(dict.fromkeys(keys))) if cite else ""


def _without_entries(document: Document, source: str, found: Found, gone: set[int]) -> Iterator[Edit]:
    """Take entries out of their list, whole lines at a time; one that shares its lines with something else stays."""
    for index in sorted(gone):
        span = _lines(document, source, found.citations[index].span)
        if span is not None and _is_open(document, source, found.citations[index].span):
            yield span, ""


def _lines(document: Document, source: str, span: Span) -> Span | None:
    start, end = document.to_source(span)
    reader = readers.by_suffix(document.name)
    first, stop, last = ((reader and reader.line) or _line)(source, start, end)
    if not _BEFORE_ENTRY.fullmatch(source, first, start) or not _BEHIND_ENTRY.fullmatch(source, end, stop):
        return None
    return Span(first, last)


def _line(source: str, start: int, end: int) -> tuple[int, int, int]:
    last = source.find("\n", end)
    last = len(source) if last < 0 else last + 1
    return source.rfind("\n", 0, start) + 1, last, last


def _is_python(name: str) -> bool:
    return _syntax_of(name) == "docstrings"


def _syntax_of(name: str) -> str:
    reader = readers.by_suffix(name)
    return reader.name if reader is not None else ""


def _closed(match: re.Match[str]) -> str:
    return "" if match["end"] else match["blank"]
