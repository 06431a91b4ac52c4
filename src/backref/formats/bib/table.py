r"""BibTeX and BibLaTeX: entries <-> References. One table serves both dialects and both directions.

The dialects differ in the names of some fields and types, and in how they write dates; either reads what the other
writes.

Source: "BibTeXing" (Oren Patashnik, 1988); biblatex manual 3.20, sections 2.1 to 2.3 and appendix B (inheritance).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple

from ...fields import pages, titles
from ...fields.latex import decode, decode_markup
from ...fields.latex.encode import encode, marked_up, title, unverbatim, verbatim
from ...model import BEYOND_CSL, CslType, Reference, csl_name

Dialect = Literal["bibtex", "biblatex"]

_DASHES = re.compile(r"(?<=\w)\s*[-\u2012-\u2015\u2212]+\s*(?=\w)")


def _pages(value: str) -> str:
    value = re.sub(r"(?<=\w)\s*[-–—]{2,}\s*(?=\w)", "-", value)
    return encode(pages.render(value, "–")).replace("–", "--") if pages.is_plain(value) else encode(value)


def _load_pages(value: str) -> str:
    return _DASHES.sub("-", decode(value))


def load_title(value: str) -> str:
    return titles.markup(decode_markup(value))


def _load_keyword(value: str) -> str:
    text = decode(value)
    return ", ".join(word for part in text.split("," if "," in text else ";") if (word := part.strip()))


def _load_identifier(value: str) -> str:
    return " ".join(unverbatim(value).split())


class Field(NamedTuple):
    """One row of the table: our attribute, its name in either dialect, names that are read too, and how a value
    changes.
    """

    attribute: str
    bibtex: str
    biblatex: str
    also: tuple[str, ...] = ()
    dump: Callable[[str], str] = encode
    load: Callable[[str], str] = decode


FIELDS: tuple[Field, ...] = (
    Field("title", "title", "title", (), title, load_title),
    Field("title_short", "shorttitle", "shorttitle", (), title, load_title),
    Field("volume", "volume", "volume"),
    Field("page", "pages", "pages", ("page",), _pages, _load_pages),
    Field("edition", "edition", "edition"),
    Field("chapter_number", "chapter", "chapter"),
    Field("part", "part", "part"),
    Field("number_of_volumes", "volumes", "volumes", ("numvolumes",)),
    Field("publisher_place", "address", "location"),
    Field("collection_title", "series", "series", (), marked_up, load_title),
    Field(
        "container_title_short",
        "shortjournal",
        "shortjournal",
        ("journal-abbreviation", "abbrev_source_title"),
        encode,
        load_title,
    ),
    Field("event_title", "eventtitle", "eventtitle", (), title, load_title),
    Field("event_place", "venue", "venue"),
    Field("original_title", "origtitle", "origtitle", (), title, load_title),
    Field("original_publisher", "origpublisher", "origpublisher"),
    Field("original_publisher_place", "origlocation", "origlocation"),
    Field("language", "language", "langid", ("language", "langid", "lang")),
    Field("number_of_pages", "pagetotal", "pagetotal", ("numpages",)),
    Field("version", "version", "version"),
    Field("genre", "type", "type"),
    Field("status", "pubstate", "pubstate"),
    Field("call_number", "library", "library", ("lccn",)),
    Field("abstract", "abstract", "abstract", (), encode, load_title),
    Field("keyword", "keywords", "keywords", ("keyword", "author_keywords"), encode, _load_keyword),
    Field("annote", "annote", "annotation", ("annote", "annotation")),
    Field("note", "note", "note"),
    Field("doi", "doi", "doi", (), verbatim, _load_identifier),
    Field("isbn", "isbn", "isbn", (), encode, decode),
    Field("issn", "issn", "issn", ("eissn",), encode, decode),
    Field("pmid", "pmid", "pmid", ("pubmed_id",), encode, decode),
    Field("pmcid", "pmcid", "pmcid", ("pmc",), encode, decode),
    Field("url", "url", "url", ("bdsk-url-1", "ee", "weburl"), verbatim, unverbatim),
)
PEOPLE = {"author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container_author"}
DATES = {"urldate": "accessed", "eventdate": "event_date", "origdate": "original_date"}


class Kind(NamedTuple):
    """How one CSL type is written: entry type, the fields of its container and publisher, and what `number` holds."""

    entry: str
    container: str
    publisher: str = "publisher"
    number: str = "number"


TYPES: dict[Dialect, dict[str, Kind]] = {
    "bibtex": {
        "article-journal": Kind("article", "journal", number="issue"),
        "article-magazine": Kind("article", "journal", number="issue"),
        "article-newspaper": Kind("article", "journal", number="issue"),
        "review": Kind("article", "journal", number="issue"),
        "review-book": Kind("article", "journal", number="issue"),
        "book": Kind("book", "booktitle", number="collection_number"),
        "classic": Kind("book", "booktitle", number="collection_number"),
        "collection": Kind("book", "booktitle", number="collection_number"),
        "periodical": Kind("misc", "journal", number="issue"),
        "chapter": Kind("incollection", "booktitle", number="collection_number"),
        "entry": Kind("incollection", "booktitle", number="collection_number"),
        "entry-dictionary": Kind("incollection", "booktitle", number="collection_number"),
        "entry-encyclopedia": Kind("incollection", "booktitle", number="collection_number"),
        "paper-conference": Kind("inproceedings", "booktitle", number="issue"),
        "thesis": Kind("phdthesis", "booktitle", "school"),
        "report": Kind("techreport", "booktitle", "institution"),
        "pamphlet": Kind("booklet", "booktitle"),
        "manuscript": Kind("unpublished", "booktitle"),
        "speech": Kind("unpublished", "booktitle"),
        "webpage": Kind("misc", "howpublished"),
        "post": Kind("misc", "howpublished"),
        "post-weblog": Kind("misc", "howpublished"),
        "document": Kind("misc", "journal", "howpublished"),
    },
    "biblatex": {
        "article": Kind("online", "journaltitle", "publisher"),
        "article-journal": Kind("article", "journaltitle", number="issue"),
        "article-magazine": Kind("article", "journaltitle", number="issue"),
        "article-newspaper": Kind("article", "journaltitle", number="issue"),
        "review": Kind("article", "journaltitle", number="issue"),
        "review-book": Kind("article", "journaltitle", number="issue"),
        "book": Kind("book", "booktitle", number="collection_number"),
        "classic": Kind("book", "booktitle", number="collection_number"),
        "collection": Kind("collection", "booktitle", number="collection_number"),
        "periodical": Kind("periodical", "journaltitle", number="issue"),
        "chapter": Kind("incollection", "booktitle", number="collection_number"),
        "entry": Kind("inreference", "booktitle", number="collection_number"),
        "entry-dictionary": Kind("inreference", "booktitle", number="collection_number"),
        "entry-encyclopedia": Kind("inreference", "booktitle", number="collection_number"),
        "paper-conference": Kind("inproceedings", "booktitle", number="issue"),
        "thesis": Kind("thesis", "booktitle", "institution"),
        "report": Kind("report", "booktitle", "institution"),
        "standard": Kind("report", "booktitle", "institution"),
        "pamphlet": Kind("booklet", "booktitle"),
        "manuscript": Kind("unpublished", "booktitle"),
        "speech": Kind("unpublished", "journaltitle"),
        "webpage": Kind("online", "organization"),
        "post": Kind("online", "organization"),
        "post-weblog": Kind("online", "organization"),
        "dataset": Kind("dataset", "journaltitle"),
        "software": Kind("software", "journaltitle", "organization"),
        "patent": Kind("patent", "journaltitle"),
        "legal_case": Kind("jurisdiction", "journaltitle", "institution"),
        "legislation": Kind("legislation", "journaltitle"),
        "bill": Kind("legislation", "journaltitle"),
        "regulation": Kind("legislation", "journaltitle"),
        "motion_picture": Kind("movie", "journaltitle"),
        "song": Kind("music", "journaltitle"),
        "graphic": Kind("image", "journaltitle"),
        "performance": Kind("performance", "journaltitle"),
        "personal_communication": Kind("letter", "journaltitle"),
        "document": Kind("misc", "journaltitle", "organization"),
    },
}
OTHER = {
    "bibtex": Kind("misc", "journal", "howpublished"),
    "biblatex": Kind("misc", "journaltitle", "organization"),
}
# Entry types of either dialect, and those that styles and programs have added -> CSL type.
LOADED: dict[str, CslType] = {
    "article": "article-journal", "suppperiodical": "article-journal", "review": "review", "book": "book", "mvbook": "book", "bookinbook": "book",
    "collection": "collection", "mvcollection": "collection", "proceedings": "book", "mvproceedings": "book", "reference": "book", "mvreference": "book",
    "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter", "suppbook": "chapter", "suppcollection": "chapter",
    "inreference": "entry-encyclopedia", "inproceedings": "paper-conference", "conference": "paper-conference", "phdthesis": "thesis",
    "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report", "manual": "report", "misc": "document",
    "unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage", "dataset": "dataset", "software": "software",
    "patent": "patent", "periodical": "periodical", "standard": "standard", "jurisdiction": "legal_case", "legislation": "legislation", "legal": "legislation",
    "movie": "motion_picture", "video": "motion_picture", "music": "song", "audio": "song", "image": "graphic", "artwork": "graphic",
    "letter": "personal_communication", "performance": "performance", "newspaper": "article-newspaper", "magazine": "article-magazine",
}  # fmt: skip
GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle")
ARTICLE_NUMBERS = ("eid", "articleno", "article-number", "art_number")
PUBLISHERS = ("publisher", "school", "institution", "organization")


@cache
def rows() -> dict[str, Field]:
    return {name: field for field in FIELDS for name in (field.bibtex, field.biblatex, *field.also)}


@cache
def own_names() -> dict[str, str]:
    """CSL's name, in small letters -> the attribute, of every variable that neither the table nor a rule of its own
    writes.
    """
    written = {field.attribute for field in FIELDS} | set(PEOPLE.values()) | set(DATES.values()) | _BY_RULE
    return {csl_name(name).lower(): name for name in Reference.model_fields if name not in written}


_BY_RULE = frozenset(
    ("id", "type", "citation_key", "categories", "custom", "title", "container_title", "publisher", "issue", "number", "collection_number", "issued", *BEYOND_CSL)
)  # fmt: skip
HANDLED = frozenset(
    (
        *CONTAINERS, *PUBLISHERS, "subtitle", "booksubtitle", "journalsubtitle", "mainsubtitle", "howpublished", "number", "issue", "csl-number", "collection-number", *ARTICLE_NUMBERS, "year", "month", "day", "date", "crossref", "xdata", "eprint", "archiveprefix", "eprinttype", "entrysubtype",
    )
)  # fmt: skip
ADDRESSES = frozenset(
    "url urlraw ee weburl link pdf bdsk-url-1 bdsk-url-2 bdsk-url-3".split()
)  # fields that programs make links of
KEYED = frozenset("crossref xref xdata ids related entryset".split())  # fields that list keys
VERBATIM = ADDRESSES | KEYED | frozenset("file eprint archiveprefix eprinttype bdsk-file-1 date-added date-modified".split())  # fmt: skip
# Fields that say the same; an entry has one of them.
_GROUPS = (
    CONTAINERS[:2], PUBLISHERS, ("pages", "page"), ("date", "year"), ARTICLE_NUMBERS, ("archiveprefix", "eprinttype"),
    ("csl-number", "number"), ("issue", "number"), ("annote", "annotation"),
)  # fmt: skip


def group_of(name: str) -> tuple[str, ...]:
    """Return the names that a field of this meaning may have in either dialect, itself too.

    >>> group_of("address")
    ('address', 'location')
    """
    field = rows().get(name)
    own = tuple(dict.fromkeys((field.bibtex, field.biblatex, *field.also))) if field else ()
    return (*own, *(other for group in _GROUPS if name in group for other in group if other not in own))
