"""Types that a number, an identifier or the parties of a case settle, whatever else a citation looks like: a repository
of data registers data, "US6285999B1" is a patent's number, "Roe v. Low" is a case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...model import CslType
from .. import numbers

SURE = 0.97  # how often such a type is right
# Who registers nothing but data: PANGAEA, Dryad, Dataverse, ICPSR, Mendeley Data, GBIF, 4TU, GESIS, DANS, SND, the UK
# Data Archive, NOAA, NASA, the USGS, ORNL, EDI, PDB, CCDC, BacDive, UNITE.
_DATA = frozenset(
    "10.1594 10.5061 10.7910 10.3886 10.17632 10.15468 10.4121 10.4232 10.17026 10.5878 10.5255 10.7289 10.5067 10.5066 10.3334 10.6073 10.2210 10.5517 "
    "10.13145 10.15156".split()
)
# Preprints: arXiv, Research Square, PsyArXiv, ChemRxiv, OSF, Preprints.org; of Cold Spring Harbor's DOIs, the numbers.
_PREPRINTS = re.compile(
    r"10\.(?:48550/arxiv|21203/rs\.|31234/osf|26434/chemrxiv|31219/osf|20944/preprints|1101/\d{4})", re.IGNORECASE
)
# Meetings: those of IEEE (its journals' acronyms begin with T, J, L, M), ACL, SPIE, AIAA, BMVC, Dagstuhl, ISCA,
# IJCAI, RSS.
_MEETINGS = re.compile(
    r"10\.(?:1109/(?![tjml][a-z]|access|comst)[a-z-]+\d*\.(?:19|20)\d\d\.|18653/v1/|1117/12\.|2514/6\.|23919/|5244/c\.|4230/lipics|21437/|24963/ijcai|15607/rss)",
    re.IGNORECASE,
)
_PAPERS = re.compile(r"10\.(?:1596/1813-9450|3386/w\d|17487/rfc)", re.IGNORECASE)  # of the World Bank, of NBER; RFCs
_VERSUS = re.compile(r"[A-ZÀ-Þ][^.]{0,80}\s(?:v|vs)\.?\s[A-ZÀ-Þ]")
# What kind of work the citation itself says it is.
_GENRES: tuple[tuple[CslType, re.Pattern[str]], ...] = (
    ("thesis", re.compile(r"thesis|dissertation|\b(?:tese|tesis|thèse|dissertação|diplomarbeit|masterarbeit|doktorarbeit)\b", re.IGNORECASE)),
    ("report", re.compile(r"\b(?:report|rapport|informe|relatório|отч[её]т)\b|\b(?:working|discussion|white|policy)\spaper\b|bericht\b|\btech\. (?:rep|memo)|\bguidelines?\b|\bguidance\b|^recomm[ae]nda[tc]|^internet[- ]draft", re.IGNORECASE)),
    ("document", re.compile(r"^Pressemitteilung")),
    ("patent", re.compile(r"\b[Bb]revet\b|Patentschrift|Offenlegungsschrift|Schutzrecht")),
    ("standard", re.compile(r"\bW3C (?:Recommendation|(?:Working|Group) (?:Draft|Note)|Note)|\b[Ss]tandard$")),
    ("dataset", re.compile(r"\bdata\s?set\b", re.IGNORECASE)),
    ("software", re.compile(r"\b(?:software|computer program|mobile app|R package)\b", re.IGNORECASE)),
    ("post-weblog", re.compile(r"^(?:web ?log|blog)(?: post)?$", re.IGNORECASE)),
    ("personal_communication", re.compile(r"\bpersonal communication\b|\bpersönliche mitteilung\b", re.IGNORECASE)),
    ("map", re.compile(r"\b(?:map|karte)$", re.IGNORECASE)),
    ("musical_score", re.compile(r"\bscore$|partitur|klavierauszug|^partition$", re.IGNORECASE)),
    ("speech", re.compile(r"^(?:(?:public |guest |inaugural |keynote )?(?:lecture|address|speech|talk)|keynote|rede|ansprache|vortrag)$", re.IGNORECASE)),
    ("broadcast", re.compile(r"^(?:Hörspiel|Radio|Hörbuch|Fernsehserie)")),
    ("motion_picture", re.compile(r"^(?:Dokumentar|Spiel|Fernseh)film|^(?:Documentary|Feature) film")),
    ("thesis", re.compile(r"^(?:[^\W\d_]+\.?[\s-]){0,2}(?:Diss|Habil)\b")),
)  # fmt: skip
# Fields that only one kind of work has.
_FIELDS: Mapping[str, CslType] = {
    "scale": "map",
    "director": "motion_picture",
    "archive_location": "manuscript",
    "reviewed_title": "review-book",
}
_DRAFTED = ("Entwurf eines", "Gesetzentwurf", "Gesetzesentwurf")  # a law, in the papers of a parliament
_ACCESSION = re.compile(
    r"GSE\d{2,7}|PRJ[A-Z]{2}\d{3,8}|[SED]R[APX]\d{5,8}|E-[A-Z]{4}-\d{1,5}|phs\d{6}|EGA[DS]\d{8,12}"
)  # of sequences and arrays
_EPISODE = re.compile(r"(?:season|series) \d{1,2},? ep|episode \d", re.IGNORECASE)
_NOBODY = frozenset(("anon", "anonymous"))


def kind_of(values: Mapping[str, Any]) -> CslType | None:
    """Return the type that the values of a citation settle, else None.

    >>> kind_of({"doi": "10.1594/pangaea.847742"}), kind_of({"title": "Kline v. Mortgage Systems"}), kind_of({"title": "Heat"})
    ('dataset', 'legal_case', None)
    """
    if values.get("reviewed_title") and values.get("volume") and values.get("title"):
        return None  # an article of a journal, with a title of its own
    if ("director" in values and values.get("container_title")) or _EPISODE.match(values.get("number") or ""):
        return "broadcast"  # an episode of a series
    if values.get("medium") in ("LP", "Vinyl"):
        return "song"
    if values.get("genre") == "Performance":
        return "performance"
    if not _FIELDS.keys().isdisjoint(values):
        return next(kind for field, kind in _FIELDS.items() if field in values)
    if doi := values.get("doi"):
        if doi.partition("/")[0] in _DATA:
            return "dataset"
        if _PREPRINTS.match(doi) and not values.get("volume"):
            return "article"
        if _MEETINGS.match(doi) and not values.get("volume"):
            return "paper-conference"
        if _PAPERS.match(doi):
            return "report"
    if values.get("arxiv") and not values.get("volume") and _is_preprint_server(values.get("container_title") or ""):
        return "article"
    if (number := values.get("number")) and (said := _of_number(number, values)):
        return said
    if (genre := values.get("genre")) and (said := _of_genre(genre)):
        return said
    title = values.get("title") or ""
    if " v" in title and _VERSUS.match(title) and not _has_author(values):
        return "legal_case"
    return None


def _of_number(number: str, values: Mapping[str, Any]) -> CslType | None:
    if numbers.is_of("patent", number) and not number.startswith("GB/T"):
        return "patent"
    if not number.startswith("RFC") and numbers.is_of("standard", number):
        return "standard"
    if _ACCESSION.fullmatch(number):
        return "dataset"
    if numbers.of_report(number, 0, len(number)):
        return "bill" if (values.get("title") or "").startswith(_DRAFTED) else "report"
    if numbers.is_of("webpage", number) and not values.get("container_title"):
        return "report"  # a registered trial
    return None


def _of_genre(genre: str) -> CslType | None:
    return next((kind for kind, pattern in _GENRES if pattern.search(genre)), None)


def _is_preprint_server(container: str) -> bool:
    return not container or "rxiv" in container.lower() or "preprint" in container.lower()


def _has_author(values: Mapping[str, Any]) -> bool:
    return any(
        (name.family or name.literal or "").strip(".").lower() not in _NOBODY for name in values.get("author") or ()
    )
