"""The types of tagged files: RIS's labels, EndNote's names and what exporters write in their place <-> CSL types.

Source: "RIS Format Specifications" (Research Information Systems, 2001 and 2011); the reference types of EndNote X9 to
21.
"""

from __future__ import annotations

import re
from functools import cache

# CSL type -> the label that is written; the reverse, and more, are read.
TYPES: dict[str, str] = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK", "chapter": "CHAP", "paper-conference": "CPAPER",
    "thesis": "THES", "report": "RPRT", "webpage": "ELEC", "post-weblog": "BLOG", "dataset": "DATA", "software": "COMP", "patent": "PAT",
    "standard": "STAND", "legal_case": "CASE", "legislation": "STAT", "bill": "BILL", "hearing": "HEAR", "motion_picture": "MPCT", "broadcast": "VIDEO",
    "song": "SOUND", "musical_score": "MUSIC", "map": "MAP", "graphic": "ART", "figure": "FIGURE", "personal_communication": "PCOMM",
    "manuscript": "MANSCPT", "pamphlet": "PAMP", "entry-encyclopedia": "ENCYC", "entry-dictionary": "DICT", "classic": "CLSWK", "periodical": "JFULL",
    "collection": "SER", "speech": "SLIDE", "article": "UNPB", "document": "GEN",
}  # fmt: skip
_LOADED: dict[str, str] = {
    "EJOUR": "article-journal", "INPR": "article-journal", "ABST": "article-journal", "EBOOK": "book", "EDBOOK": "book", "ECHAP": "chapter",
    "CONF": "paper-conference", "WEB": "webpage", "AGGR": "dataset", "DBASE": "dataset", "UNBILL": "bill", "UNPD": "manuscript", "CHART": "figure",
    "GOVDOC": "report", "GRNT": "document", "ICOMM": "post", "ADVS": "motion_picture", "LEGAL": "legislation", "MULTI": "graphic", "CTLG": "book",
    "ANCIENT": "classic", "EQUA": "figure", "INTV": "interview", "DISS": "thesis", "SLIDE": "speech", "PREPRINT": "article",
}  # fmt: skip
# The names of EndNote's types, which its .enw and XML files hold. The first of a CSL type is the one that is written.
NAMES: dict[str, str] = {
    "journal article": "article-journal", "electronic article": "article-journal", "magazine article": "article-magazine",
    "newspaper article": "article-newspaper", "book": "book", "edited book": "book", "electronic book": "book", "book section": "chapter",
    "electronic book section": "chapter", "conference paper": "paper-conference", "conference proceedings": "paper-conference", "thesis": "thesis",
    "report": "report", "government document": "report", "web page": "webpage", "blog": "post-weblog", "dataset": "dataset",
    "computer program": "software", "patent": "patent", "standard": "standard", "case": "legal_case", "statute": "legislation", "bill": "bill",
    "hearing": "hearing", "film or broadcast": "motion_picture", "audiovisual material": "motion_picture", "music": "musical_score", "map": "map",
    "artwork": "graphic", "figure": "figure", "chart or table": "figure", "equation": "figure", "manuscript": "manuscript", "unpublished work": "manuscript",
    "pamphlet": "pamphlet", "personal communication": "personal_communication", "encyclopedia": "entry-encyclopedia", "dictionary": "entry-dictionary",
    "classical work": "classic", "ancient text": "classic", "serial": "periodical", "generic": "document", "preprint": "article",
    "online database": "dataset", "aggregated database": "dataset", "online multimedia": "graphic", "catalog": "book", "interview": "interview",
    "legal rule or regulation": "legislation", "social media": "post", "podcast": "song", "television episode": "broadcast", "grant": "document",
    "press release": "document", "discussion forum": "post", "electronic source": "webpage", "multimedia application": "graphic",
}  # fmt: skip
# What exporters write where a label or one of these names belongs.
_LOOSE = {
    "article": "article-journal", "journal": "article-journal", "review": "article-journal", "other": "document", "misc": "document", "generic": "document",
    "website": "webpage", "web site": "webpage", "book chapter": "chapter", "chapter": "chapter", "conference": "paper-conference", "proceedings": "paper-conference",
    "conference proceeding": "paper-conference", "proceedings paper": "paper-conference", "dissertation": "thesis", "phd thesis": "thesis",
    "doctoral thesis": "thesis", "master's thesis": "thesis", "technical report": "report", "working paper": "report", "newspaper": "article-newspaper",
    "magazine": "article-magazine", "software": "software", "data set": "dataset", "data": "dataset", "video": "motion_picture", "film": "motion_picture",
    "book, section": "chapter", "book, edited": "book", "monograph": "book", "journal, electronic": "article-journal", "dissertation/thesis": "thesis",
    "laws/statutes": "legislation", "bills/resolutions": "bill", "case/court decisions": "legal_case", "unpublished material": "manuscript",
    "video/ dvd": "motion_picture", "video/dvd": "motion_picture", "sound recording": "song", "presentation": "speech", "unpublished": "manuscript", "email": "personal_communication", "e-mail": "personal_communication",
}  # fmt: skip
BOOKS = ("book", "collection", "classic", "pamphlet")
ARTICLES = ("article-journal", "article-magazine", "article-newspaper")
# Works that are not part of another: one number of pages alone counts them.
WHOLE = (*BOOKS, "thesis", "manuscript")


def kind(label: str) -> str | None:
    """Return the CSL type of a label or a name, or None.

    >>> kind("JOUR"), kind("Edited Book"), kind("Journal Article"), kind("XYZ")
    ('article-journal', 'book', 'article-journal', None)
    """
    spoken = re.sub(r"[\s_]+", " ", label).strip(" .").casefold()
    return _labels().get(spoken.upper()) or NAMES.get(spoken) or _LOOSE.get(spoken)


def name(csl_type: str) -> str:
    """Return EndNote's name for a CSL type.

    >>> name("chapter"), name("treaty")
    ('Book Section', 'Generic')
    """
    found = next((name for name, known in NAMES.items() if known == csl_type), "generic")
    return " ".join(word if word == "or" else word.capitalize() for word in found.split())


@cache
def _labels() -> dict[str, str]:
    return _LOADED | {label: csl_type for csl_type, label in TYPES.items()}
