"""PubMed's baseline and update files: articles as XML, packed; a later file revises an earlier one, and says what was
deleted.

Source: NLM, "Download PubMed data", https://pubmed.ncbi.nlm.nih.gov/download/ (read 2026-11); PubMed DTD 250101.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from ..catalogue import Gone, Item
from ..fields.pubmed import article, book
from ..fields.pubmed_notices import notices
from ..fields.shapes import xml_text
from ..model import Identifier, Record
from ._elements import elements
from ._kinds import Dump, Head, Place

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ORIGIN = "pubmed"
_ROOT = re.compile(r"<(?:PubmedArticleSet|PubmedBookArticleSet)[\s>]")
_TAGS = ("PubmedArticle", "PubmedBookArticle", "DeleteCitation", "DeleteDocument")
_REVISED = ("MedlineCitation/DateRevised", "MedlineCitation/DateCompleted", "PubmedBookData/History/PubMedPubDate")


def recognises(head: Head) -> bool:
    """Say whether its root is a set of articles.

    >>> recognises(Head("pubmed26n0001.xml", b"<?xml version='1.0'?><!DOCTYPE PubmedArticleSet><PubmedArticleSet>"))
    True
    """
    return _ROOT.search(head.text[:2000]) is not None


def read(stream: IO[bytes], place: Place) -> Iterator[Item]:
    """Yield its articles and books as they come, and what it deletes."""
    for element in elements(stream, _TAGS, place):
        if element.tag.startswith("Delete"):
            pmids = filter(None, map(xml_text, element.iter("PMID")))
            yield Gone(tuple(Identifier("pmid", pmid) for pmid in pmids), ORIGIN)
            continue
        reference = article(element) if element.tag == "PubmedArticle" else book(element)
        if reference is None:
            place.say("not-an-item", "an article without a description")
        else:
            yield Record(
                reference=reference,
                source="catalogue",
                updates=tuple(notices(element)),
                origin=ORIGIN,
                dated=_day(element),
            )


def _day(element: Element) -> str:
    """The day of the last revision."""
    for path in _REVISED:
        if (found := element.find(path)) is not None:
            year, month, day = (xml_text(found.find(name)) or "" for name in ("Year", "Month", "Day"))
            if re.fullmatch(r"[12]\d{3}", year, re.ASCII) and month.isdecimal() and day.isdecimal():
                return f"{year}-{month:0>2}-{day:0>2}"
    return ""


DUMP = Dump(name="pubmed", title="PubMed baseline and update files", recognises=recognises, read=read, origin=ORIGIN)
