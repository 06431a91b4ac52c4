"""Documents and records -> the text of works: labelled abstracts, JATS in abstracts cleaned, articles in paragraphs
under their headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import readers
from ..model import Document, Record
from ..text.entities import unescaped
from .works import LONGEST, Part, Work, bounded

_TITLE = re.compile(r"<(?:jats:)?title(?:\s[^<>]{0,200})?>([^<>]{0,200})</(?:jats:)?title>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|list-item|br|div|li)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_BLANKS = re.compile(r"\s{1,10000}")
_LABEL = re.compile(r"(?:^|(?<=[.!?)] ))([A-Z][A-Z &/]{3,40}): ", re.MULTILINE)
_ENDS = frozenset("references bibliography literature acknowledgements acknowledgments".split()) | {
    "literature cited",
    "works cited",
}


def work_of(record: Record) -> Work | None:
    """Return the text that a record holds: the abstract and headings of `details`, or an open article; None where it
    holds none.
    """
    details = record.details
    licence = str(details.get("licence") or "")
    headings = tuple(str(each) for each in _listed(details.get("headings")))
    if (jats := details.get("jats")) and isinstance(jats, str):
        return of_document(
            readers.by_name("jats").read(jats[: 4 * LONGEST], record.source), record.source, licence, record.url
        )
    pairs = [each for each in _listed(details.get("abstract")) if isinstance(each, list) and len(each) == 2]
    parts = [part for label, said in pairs for part in abstract(str(said), str(label))]
    kept, problems = bounded(tuple(parts), record.source)
    return Work(kept, record.source, record.url, licence, headings, False, problems) if kept else None


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def abstract(said: str, label: str = "") -> list[Part]:
    """Return the parts of an abstract, one for each of its sections, without markup.

    >>> abstract("<jats:title>Results</jats:title><jats:p>Falls <jats:italic>fell</jats:italic> &amp; hips held.</jats:p>")
    [Part(place='abstract, Results', text='Falls fell & hips held.')]
    >>> abstract("RESULTS: None died.\\nMETHODS: We asked.")
    [Part(place='abstract, Results', text='None died.'), Part(place='abstract, Methods', text='We asked.')]
    """
    cut = said[: LONGEST + 1000]
    marks = list(_TITLE.finditer(cut)) or list(_LABEL.finditer(cut))
    begins = [(0, 0, label), *((mark.start(), mark.end(), mark[1].strip()) for mark in marks)]
    ends = [begin for begin, _, _ in begins[1:]] + [len(cut)]
    parts = []
    for (_, begin, name), end in zip(begins, ends, strict=True):
        if text := _clean(cut[begin:end]):
            shown = name.capitalize() if name.isupper() else name
            parts.append(
                Part("abstract" if shown.lower() in ("", "abstract", "unlabelled") else f"abstract, {shown}", text)
            )
    return parts


def _clean(text: str) -> str:
    for _ in range(2 if "&" in text else 0):
        text = unescaped(text)
    if "<" in text:
        text = _TAG.sub("", _BLOCK.sub(" ", text))
    return _BLANKS.sub(" ", text).strip()


def of_document(document: Document, source: str, licence: str = "", url: str = "") -> Work:
    """Return the paragraphs of a document, each under its heading, up to its references."""
    kept, problems = bounded(_paragraphs(document), source)
    return Work(kept, source, url, licence, (), True, problems + document.problems[:3])


def _paragraphs(document: Document) -> Iterator[Part]:
    heading, number = "", 0
    lists = sorted(citation.span for citation in document.citations if citation.context == "list")
    for block in document.blocks:
        text = block.span.of(document.text)
        if block.kind == "heading":
            heading, number = " ".join(text.split())[:120], 0
        elif block.kind in ("paragraph", "item") and text.strip() and not block.span.meets(lists):
            if heading.lower().strip("0123456789. ") in _ENDS:
                continue
            number += 1
            yield Part(f"{heading}, paragraph {number}" if heading else f"paragraph {number}", text)
