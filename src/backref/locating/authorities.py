"""Lists of what lawyers cite, under headings of their own ("Table of cases", "Legislation"): a document -> the blocks
that are their entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Document
from ..text.folding import fold
from ..text.words import is_heading
from . import limits

_HEADINGS = frozenset(
    fold(heading)
    for heading in (
        "cases|cases cited|case law|list of cases|table of cases|legislation|legislation cited|list of legislation|table of legislation|statutes|"
        "table of statutes|statutes and regulations|statutory instruments|treaties|table of treaties|table of authorities|legal sources|primary sources|"
        "eu legislation|international instruments|rechtsprechung|rechtsprechungsverzeichnis|entscheidungen|entscheidungsverzeichnis|"
        "urteilsverzeichnis|gesetze|gesetzesverzeichnis|rechtsquellen|rechtsquellenverzeichnis|materialien|jurisprudence|table de jurisprudence|"
        "table des arrêts|législation|textes législatifs|jurisprudencia|sentencias|legislación|jurisprudência|legislação|giurisprudenza|"
        "legislazione|normativa|jurisprudentie|jurisprudentieregister|wetgeving|rättsfall|rättsfallsförteckning|lagstiftning|orzecznictwo|akty prawne"
    ).split("|")
)
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVXivx]{1,4}\.|[A-Za-z][.)])\s")
_KINDS = (
    "Act|Code|Statutes?|Regulations?|Directive|Order|Constitution|Convention|Treaty|Charter|Decision|Rules|Bill|Protocol|Covenant|Resolution|"
    "Urteil|Urt|Beschluss|Beschl|BGBl|RGBl|BT-Drs|Richtlinie|Verordnung|Loi|Décret|Ordonnance|Arrêt|Règlement|Cass|Ley|Decreto|Sentencia|STC|STS|"
    "Lei|Acórdão|Legge|Sentenza|Wet|Besluit|Hof|HR|Lag|SFS|NJA|SOU|Ustawa|Wyrok"
)
_LAW = re.compile(
    rf"\[(?:1[5-9]|20)\d\d\]|\s(?:v|vs|c|gegen|contre)\.?\s[^\W\d_a-z]|§|\bECLI:|\b[CT][-‑–]\d{{1,3}}/\d\d|\b(?:{_KINDS})\b\.?.{{0,80}}\d|"
    r"[Gg]esetz(?:buch)?\b|\bU\.\s?S\.|\bF\.\s?(?:Supp\.|[23]d)|\bArt(?:icle|ikel|\.)?\s\d"
)

_SENTENCE = re.compile(r"[^\W\d_]{4}\.\s[A-Z][a-z]{0,9}\s[a-z]{2}")  # "applies. It was": a judgment, and no list
_NEXT = re.compile(
    r"(?:(?<=\d)|(?<=\d{4}\))|(?<=[A-Z]{2}\)))\s(?=(?:Cases?\s(?:[CTF]\s?[-‑–]\s?)?\d{1,4}/\d\d\s)?[A-Z][^\d\[\];]{1,90}?\sv\.?\s[A-Z])"
)
_PARTIES = re.compile(r"\sv\.?\s[A-Z]")


def cases(line: str) -> list[str]:
    """Return the cases of a line into which a page has run several, parted by where each is reported; else the line.

    >>> cases("Donoghue v Stevenson [1932] AC 562 Entick v Carrington (1765) 19 St Tr 1029")
    ['Donoghue v Stevenson [1932] AC 562', 'Entick v Carrington (1765) 19 St Tr 1029']
    >>> len(cases("Case C-6/64 Costa v ENEL [1964] ECR 585"))
    1
    """
    found, begin = [], 0
    for gap in _NEXT.finditer(line):
        if _PARTIES.search(line, begin, gap.start()):
            found.append(line[begin : gap.start()])
            begin = gap.end()
    return [*found, line[begin:]]


def blocks(document: Document) -> set[int]:
    """Return the indices of blocks that are entries of lists of cases, statutes or treaties.

    What stands under such a heading is a list where its paragraphs are short and most of them read like law, so that
    "Cases" of a clinic are none; it goes on under headings that part it ("England and Wales").
    """
    found: set[int] = set()
    is_law = False
    for heading, section in sections(document):
        if _is_of_law(heading):
            is_law = True
        elif is_heading(heading):
            is_law = False
        if is_law and section:
            is_law = _reads_like_law(document, section)
            found.update(section if is_law else ())
    return found


def sections(document: Document) -> Iterator[tuple[str, list[int]]]:
    """Each heading, with the blocks under it."""
    heading, section = "", list[int]()
    for index, block in enumerate(document.blocks):
        if block.kind == "heading":
            yield heading, section
            heading, section = block.span.of(document.text).strip(), []
        else:
            section.append(index)
    yield heading, section


def _is_of_law(heading: str) -> bool:
    number = _NUMBER.match(heading)
    return fold(heading[number.end() if number else 0 :].strip(" :.")) in _HEADINGS


def _reads_like_law(document: Document, section: list[int]) -> bool:
    """Whether the blocks are short, and at least as many of their lines read like law as do not."""
    if any(document.blocks[index].kind not in ("paragraph", "item") for index in section):
        return False
    lines = [line for index in section for line in document.blocks[index].span.of(document.text).split("\n")]
    if any(len(line) > limits.EMBEDDED for line in lines):
        return False
    read = [_LAW.search(line) is not None and not _SENTENCE.search(line) for line in lines]
    return read.count(True) >= read.count(False)
