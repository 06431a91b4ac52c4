"""Lists of somebody's own works, as in a curriculum vitae, under headings of their own ("Publications", "Books"), whose
entries need no author: a document -> the blocks that are their entries.
"""

from __future__ import annotations

import re

from ..model import Document
from ..text.folding import fold
from . import limits, signs
from .authorities import sections
from .least import LEAST

_HEADINGS = frozenset(
    fold(heading)
    for heading in (
        "publications|list of publications|peer-reviewed publications|refereed publications|books|monographs|books and monographs|edited books|"
        "edited volumes|book chapters|chapters|chapters in books|chapters in edited volumes|articles|journal articles|peer-reviewed articles|"
        "refereed articles|refereed journal articles|articles and chapters|articles and book chapters|papers|journal papers|conference papers|"
        "conference proceedings|working papers|book reviews|reviews|preprints|required texts|required reading|required readings|"
        "recommended reading|recommended readings|course texts|publikationen|publikationsliste|veröffentlichungen|schriftenverzeichnis|monographien|"
        "aufsätze|zeitschriftenaufsätze|buchkapitel|rezensionen|ouvrages|articles et chapitres|chapitres d'ouvrages|publicaciones|libros|artículos|"
        "capítulos de libros|publicações|livros|artigos|capítulos de livros|pubblicazioni|monografie|articoli|publicaties|boeken|artikelen|"
        "publikacje|publikace|publikationer|публикации|монографии|статьи|发表论文|論文|著書"
    ).split("|")
)
_BEFORE = re.compile(r"(?:selected|recent|key|main|ausgewählte|sélection de)\s|(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,4}\.|[A-Za-z][.)])\s", re.IGNORECASE)  # fmt: skip
_BEHIND = re.compile(r"\s?(?:\([^()]{1,40}\)|since\s\d{4})?[\s:.]*\Z")
_SHARE = 2  # one in so many lines is likely to be a reference by its own signs
_FEWEST = 2  # of those


def blocks(document: Document) -> set[int]:
    """Return the indices of blocks that are entries of lists of somebody's works.

    What stands under such headings is a list where its paragraphs are short and at least half of all are likely to be
    references, so that the "Books" of a shop are none.
    """
    found: set[int] = set()
    likely = 0
    for heading, section in sections(document):
        if not section or not _is_of_works(heading):
            continue
        printed = [document.blocks[index].span.of(document.text) for index in section]
        if all(len(each) <= limits.SOURCE and not signs.is_prose(each) for each in printed):
            found.update(section)
            likely += sum(signs.score(each) >= LEAST.likely for each in printed)
    return found if likely >= _FEWEST and _SHARE * likely >= len(found) else set()


def _is_of_works(heading: str) -> bool:
    """Whether a heading is one of those, behind a number or "selected", before a remark in brackets."""
    while before := _BEFORE.match(heading):
        heading = heading[before.end() :]
    return fold(_BEHIND.sub("", heading)) in _HEADINGS
