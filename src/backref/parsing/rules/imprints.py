"""Who published a work, and what its title begins with, where that tells its type: a record label sells music, a film
studio films, a standard is headed by its number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...model import CslType
from ...text.folding import unaccented
from .. import numbers
from ..glance import ALL, family
from . import archives, statutes, theses

# Record labels and film studios by their whole names, and the words in which those of others end.
_LABELS = frozenset(
    "hyperion|chandos|naxos|deutsche grammophon|decca|emi|emi classics|parlophone|sony classical|sony music|rca|rca victor|ecm|capitol|motown|def jam|sub pop|blue note|verve"
    "|harmonia mundi|erato|philips|philips classics|sire|geffen|warner music|supraphon|melodiya|мелодия|bis|nonesuch|rough trade|xl|interscope|island|astralwerks|stax|chess"
    "|impulse!|ninja tune|warp|columbia|columbia records|atlantic|atlantic records|epic records|elektra|reprise|polydor|mercury records|virgin records|a&m|a&m records|apple records|asylum|arista|rhino|tamla|aftermath|aftermath entertainment|parkwood entertainment|roc-a-fella|top dawg entertainment|death row|bad boy|matador|merge|4ad|mute|factory|creation|domino|young turks".split(
        "|"
    )
)
_STUDIOS = frozenset(
    "warner bros|warner bros.|20th century fox|20th century-fox|twentieth century fox|metro-goldwyn-mayer|mgm|miramax|мосфильм|mosfilm|ленфильм|lenfilm|toho|studio ghibli|pathé"
    "|gaumont|the criterion collection|criterion collection|netflix|pixar|pixar animation studios|walt disney pictures|lionsgate|ufa|defa|toei".split(
        "|"
    )
)
_GAMES = frozenset(
    "nintendo|firaxis games|rockstar games|ubisoft|electronic arts|valve|bethesda softworks|bethesda game studios|square enix|blizzard entertainment|capcom|konami|sega|atari|naughty dog"
    "|sony interactive entertainment|sony computer entertainment|cd projekt|cd projekt red|bioware|mojang|mojang studios|id software|2k games|bandai namco|bandai namco entertainment"
    "|microsoft game studios|xbox game studios|lucasarts|infocom|maxis|paradox interactive|telltale games|insomniac games|fromsoftware".split(
        "|"
    )
)
_LABEL_ENDS = frozenset(("record", "records", "recordings"))
_STUDIO_ENDS = frozenset(("pictures", "film", "films", "filmproduktion"))
_SCHOOL = re.compile(r"[\u3400-\u9fff]{2,20}(?:大学|大學|学院|學院|研究生院)")
# A school that publishes where nobody says the place; its press says that it is one.
_UNIVERSITY = re.compile(
    r"universi|hochschule|polytechni|politechni|institute of technology|fakult|faculty|wydział|üniversite|университет",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"mimeo|manus[ck]ript|unpublished paper", re.IGNORECASE)  # which no thesis is called
_PRESS = re.compile(
    r"press|verlag|edi[tcz]|édit|publi|издат|изд-|wydaw|yayın|nakl|kiadó|forlag|repository|library|center|centre",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"(?:chapter|kapitel|глава|capítulo|chapitre|capitolo|rozdział|hoofdstuk)\s(?:\d|[IVXL]{1,6}\b)", re.IGNORECASE
)
_REPORT = re.compile(
    r"(?:(?:annual|final|interim|progress|technical|status|world|global)\s(?:[^\W\d_]+\s)?report|report (?:of|on|to) (?:the|a)|relatório|informe|rapport|jahresbericht"
    r"|abschlussbericht|rapporto|отч[её]т|raport|årsberetning|årsrapport)(?!\w)",
    re.IGNORECASE,
)
# A series of papers that bodies print: "SOEP Papers", "IAB-Forschungsbericht", "IZA Discussion Paper".
_PAPERS = re.compile(
    r"(?:(?:working|discussion|research|policy|occasional|soep|technical) (?:papers?|reports?)|arbeitspapiere?|diskussionspapiere?|forschungsberichte?|arbeitsberichte?|kurzberichte?|documentos? de trabajo|documents? de travail)(?:\W|$)",
    re.IGNORECASE,
)
_REPORT_ENDS = re.compile(r"(?:\breport|报告|報告|報告書|보고서)\W*$", re.IGNORECASE)
_LETTERS = re.compile(r"[A-ZÀ-Þ]{2,8}")
_PARTS = re.compile(r"[^\W\d_]+")
REPORTS = family("report", "rapport", "raport", "informe", "relatório", "bericht", "отчет", "отчёт", "årsberetning")
_CASE = re.compile(r"[\u3400-\u9fff]{2,20}诉(?!讼)[\u3400-\u9fff、]{2,40}案")
_PRESENTED = re.compile(r"\b(?:paper|poster|oral|conference) presentation\b", re.IGNORECASE)
_STATUTE = re.compile(
    r"(?:loi|ley|lei|legge|ustawa|zákon|zakon|gesetz|закон|федеральный закон|décret|decreto|decree|dekret|real decreto|kanun|verordnung|richtlinie|directive|постановление"
    r"|directiva|diretiva|direttiva|regulation|règlement|reglamento|regolamento|nariadenie|nařízení|rozporządzenie|lov|lag|wet|указ|наказ)\s"
    r"(?:[^\W\d_]{2,12}\s){0,3}(?:\([^\W\d_]{2,3}\)\s)?(?:n[º°.o]{0,2}\s?\d|nr\.?\s\d|č\.\s?\d|№\s?\d|\d{1,4}[/-]\d|z dnia \d|vom \d|du \d|de \d{1,2} d|от \d|від \d|av \d)",
    re.IGNORECASE,
)
_BILL = re.compile(r"\b(?:H\.? ?R\.? \d|S\. \d{1,4}, \d{2,3}(?:th|st|nd|rd) Cong)|\b\d{2,3}(?:th|st|nd|rd) Cong\. \(")


def kind_of(raw: str, values: Mapping[str, Any], kind: CslType, seen: int = ALL) -> CslType | None:
    """Return the type that the publisher or the title settles where `kind` was held likely, else None. `seen` are the
    families of words that the citation shows.

    >>> kind_of("", {"publisher": "Deutsche Grammophon", "title": "Aleko"}, "book")
    'song'
    >>> kind_of("", {"publisher": "Wiley", "title": "Chapter 4. Heat"}, "book"), kind_of("", {"title": "Heat"}, "book")
    ('chapter', None)
    """
    title = values.get("title") or ""
    if not values.get("container_title") and archives.is_shelf_mark(raw, values, seen):
        return "manuscript"
    if "Cong" in raw and _BILL.search(raw) and not values.get("volume"):
        return "bill"
    if "诉" in title and _CASE.search(title):
        return "legal_case"
    if statutes.NUMBERED.match(title) or (not values.get("author") and _STATUTE.match(title)):
        return "legislation"
    if values.get("container_title"):
        return None
    if title.startswith("§") and values.get("author"):
        return "entry-encyclopedia"  # the provision of a law, in a commentary
    if numbers.heads(title):
        return "standard"
    if "resentation" in raw and _PRESENTED.search(raw):
        return "speech"
    if kind == "entry-encyclopedia" and values.get("editor") and not any(map(values.get, ("author", "page", "url"))):
        return "book"  # the whole of one
    return None if kind not in ("book", "document", "webpage") else _by_imprint(raw, title, values, kind, seen)


def _by_imprint(raw: str, title: str, values: Mapping[str, Any], kind: CslType, seen: int) -> CslType | None:
    publisher = values.get("publisher") or ""
    are_papers = _PAPERS.search(values.get("collection_title") or "")
    if are_papers and kind != "webpage" and not values.get("isbn"):
        return "report"
    if kind != "webpage" and publisher and not values.get("isbn"):
        if values.get("author") and (_SCHOOL.fullmatch(publisher) or _is_school(publisher, values)):
            return "thesis"
        name = publisher.lower()
        last = name.rpartition(" ")[2]
        if last in _LABEL_ENDS or name in _LABELS:
            return "song"
        if name in _GAMES and not values.get("author"):
            return "software"
        if last in _STUDIO_ENDS or name in _STUDIOS:
            return "motion_picture"
    if kind == "book" and not values.get("isbn") and not values.get("edition") and _is_own(publisher, values):
        return "report"
    if are_papers and kind == "book" and values.get("number"):
        return None  # a book with its own ISBN
    if _CHAPTER.match(title):
        return "chapter"
    if "EPAR" in title or "ublic assessment report" in title:
        return "report"  # of the European Medicines Agency
    if kind != "webpage" and seen & theses.FAMILY and (place := theses.find(raw)) and place.of(raw) not in title:
        return "thesis"
    if kind == "webpage" or values.get("isbn"):
        return None
    is_report = seen & REPORTS and (_REPORT.match(title) or _REPORT_ENDS.search(title))
    return "report" if is_report or numbers.of_report(title, 0, len(title)) else None


def is_label(name: str) -> bool:
    """Whether a publisher sells music.

    >>> is_label("Parlophone"), is_label("Penguin")
    (True, False)
    """
    return name.lower() in _LABELS


def _is_own(publisher: str, values: Mapping[str, Any]) -> bool:
    """Whether a body publishes what it wrote, by its name or by its letters: "World Health Organization", "WHO"."""
    people: Sequence[Any] = values.get("author", ())
    body = people[0].literal or "" if len(people) == 1 else ""
    if len(people) == 1 and not people[0].given and (people[0].family or "").isupper():
        body = people[0].family
    if not body or not publisher or values.get("volume"):
        return False
    if publisher != body and publisher.isupper() and _LETTERS.fullmatch(publisher):
        initials = iter("".join(word[0] for word in _PARTS.findall(unaccented(body))).upper())
        return body.upper().startswith(publisher[0]) and all(letter in initials for letter in publisher)
    return publisher.casefold() in body.casefold() or body.casefold() in publisher.casefold()


def _is_school(publisher: str, values: Mapping[str, Any]) -> bool:
    told = ("publisher_place", "edition", "number", "collection_title")
    if any(map(values.get, told)) or len(values["author"]) > 1 or _DRAFT.search(values.get("note") or ""):
        return False
    return bool(_UNIVERSITY.search(publisher)) and not _PRESS.search(publisher)
