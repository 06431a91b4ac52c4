"""XML of editors and extractors, TEI (as GROBID writes it) and DocBook: source -> Document.

Source: TEI P5 4.9, chapters 3.8 and 3.12; GROBID 0.8, "TEI encoding of results"; DocBook 5.2 (read 2026-11).
"""

from __future__ import annotations

import re

from ...model import Document
from .tree import parsed
from .walking import Walking

_ROOT = re.compile(
    r"\A\ufeff?(?:\s++|<\?(?>.{0,999}?\?>)|<!--(?>.{0,9999}?-->)|<!DOCTYPE[^>\[]{0,999}+>){0,99}+<(?:\w{1,20}:)?(?P<root>\w{1,30})(?P<given>[^<>]{0,2000})>",
    re.DOTALL,
)
_DOCBOOK = re.compile(r"docbook\.org/ns/docbook")
_TEI = frozenset(("TEI", "teiCorpus", "listBibl", "biblStruct"))
_BOOKS = frozenset("book chapter section bibliography preface appendix part set".split())


def is_one(source: str) -> bool:
    """Say whether a source is TEI or DocBook, by its first element.

    >>> is_one('<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"/>'), is_one("<article><body/></article>")
    (True, False)
    """
    found = _ROOT.match(source)
    if found is None:
        return False
    is_docbook = _DOCBOOK.search(found["given"]) is not None or found["root"] in _BOOKS
    return found["root"] in _TEI or is_docbook or (found["root"] == "article" and "DocBook" in found.group())


def read(source: str, name: str) -> Document:
    """Return the document: its blocks, with what points at entries and notes as markers."""
    tree, problems = parsed(source, name)
    walking = Walking(source, name, tree)
    walking.builder.problems += problems
    return walking.document()
