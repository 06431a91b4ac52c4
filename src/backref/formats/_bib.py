r"""BibTeX and BibLaTeX: entries <-> References. One table serves both dialects and both directions.

The dialects differ in the names of some fields and types, and in how they write dates; either reads what the other writes.

Source: "BibTeXing" (Oren Patashnik, 1988); biblatex manual 3.20, sections 2.1 to 2.3 and appendix B (inheritance).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from ..fields import dates, ids, pages, titles
from ..fields.latex import decode, decode_markup
from ..model import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    Bibliography,
    CslType,
    Date,
    Entry,
    Identifier,
    Reference,
    csl_name,
)
from . import Loaded, _bib_names, _bib_text
from ._bib_text import MONTH_NAMES, MONTHS, RawEntry
from ._escape import plain
from ._keys import legal_keys
from ._latex import encode, title, unverbatim, verbatim

Dialect = Literal["bibtex", "biblatex"]


def _pages(value: str) -> str:
    value = re.sub(r"(?<=\w)\s*[-–—]{2,}\s*(?=\w)", "-", value)
    return encode(pages.render(value, "–")).replace("–", "--") if pages.is_plain(value) else encode(value)


def _load_pages(value: str) -> str:
    return re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "-", decode(value))


def _load_title(value: str) -> str:
    return titles.markup(decode_markup(value))


def _load_keyword(value: str) -> str:
    return re.sub(r"\s*,\s*", ", ", decode(value))


def _load_identifier(value: str) -> str:
    return " ".join(unverbatim(value).split())


class Field(NamedTuple):
    """One row of the table: our attribute, its name in either dialect, names that are read too, and how a value changes."""

    attribute: str
    bibtex: str
    biblatex: str
    also: tuple[str, ...] = ()
    dump: Callable[[str], str] = encode
    load: Callable[[str], str] = decode


FIELDS: tuple[Field, ...] = (
    Field("title", "title", "title", (), title, _load_title),
    Field("title_short", "shorttitle", "shorttitle", (), title, _load_title),
    Field("volume", "volume", "volume"),
    Field("page", "pages", "pages", ("page",), _pages, _load_pages),
    Field("edition", "edition", "edition"),
    Field("chapter_number", "chapter", "chapter"),
    Field("part", "part", "part"),
    Field("number_of_volumes", "volumes", "volumes", ("numvolumes",)),
    Field("publisher_place", "address", "location"),
    Field("collection_title", "series", "series", (), title, _load_title),
    Field("container_title_short", "shortjournal", "shortjournal", ("journal-abbreviation",), encode, _load_title),
    Field("event_title", "eventtitle", "eventtitle", (), title, _load_title),
    Field("event_place", "venue", "venue"),
    Field("original_title", "origtitle", "origtitle", (), title, _load_title),
    Field("original_publisher", "origpublisher", "origpublisher"),
    Field("original_publisher_place", "origlocation", "origlocation"),
    Field("language", "language", "langid", ("language", "langid", "lang")),
    Field("number_of_pages", "pagetotal", "pagetotal", ("numpages",)),
    Field("version", "version", "version"),
    Field("genre", "type", "type"),
    Field("status", "pubstate", "pubstate"),
    Field("call_number", "library", "library", ("lccn",)),
    Field("abstract", "abstract", "abstract", (), encode, _load_title),
    Field("keyword", "keywords", "keywords", ("keyword",), encode, _load_keyword),
    Field("annote", "annote", "annotation", ("annote", "annotation")),
    Field("note", "note", "note"),
    Field("doi", "doi", "doi", (), verbatim, _load_identifier),
    Field("isbn", "isbn", "isbn", (), encode, decode),
    Field("issn", "issn", "issn", ("eissn",), encode, decode),
    Field("pmid", "pmid", "pmid", (), encode, decode),
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
_OTHER = {
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
_CLASSIC = frozenset(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings techreport unpublished".split()
)
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
_BIBLATEX_GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "mastersthesis": "Master's thesis", "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis", "techreport": "Technical report", "resreport": "Research report", "software": "Software", "datacd": "Data CD",
    "audiocd": "Audio CD", "patent": "Patent", "patreq": "Patent request",
}  # fmt: skip
_CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle")
_PUBLISHERS = ("publisher", "school", "institution", "organization")
_NUMBERED = {
    attribute: kind.number
    for table in TYPES.values()
    for attribute, kind in table.items()
    if kind.number != "number"
}  # fmt: skip
_IN_BOOKS = frozenset(
    "inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference".split()
)
_MEETINGS = frozenset(("inproceedings", "conference", "proceedings", "mvproceedings"))
_IN_PERIODICALS = frozenset(("article", "suppperiodical", "review"))
_TO_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon", "author": "bookauthor"}
_TO_JOURNAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_NOT_INHERITED = frozenset(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions shorthand sortkey".split()
)
_MOST = 8  # steps of cross-references that are followed
_UNSAFE = re.compile(
    r"\\(?:input|include|write|openout|openin|immediate|catcode|read|special|directlua|ShellEscape|csname)", re.I
)
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_:+.-]{0,60}")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def dump(bibliography: Bibliography, dialect: Dialect) -> str:
    """Return the entries in `dialect`, one blank line between them; what the file held besides entries comes first."""
    keys = legal_keys(bibliography)
    cleaned = (plain(block).strip() for block in bibliography.preserved)
    blocks = [f"{block}\n" for block in cleaned if _is_safe(block)]
    return "\n".join(
        [*blocks, *(_entry(entry, key, dialect) for entry, key in zip(bibliography.entries, keys, strict=True))]
    )


def load(text: str, *, inherit: bool = True) -> Loaded:
    """Return the entries of a .bib file of either dialect; with `inherit`, crossref and xdata are resolved."""
    entries, preserved, problems = _bib_text.split(text)
    raw = {entry.unique: entry for entry in entries}
    lowered = {key.lower(): key for key in raw}
    references = []
    for entry in entries:
        if inherit and entry.kind == "xdata":
            continue
        merged = inherited(entry, raw, lowered) if inherit else entry.fields
        references.append(_reference(entry.unique, entry.kind, merged, inherit))
    return Loaded(tuple(references), problems, preserved)


def _entry(entry: Entry, key: str, dialect: Dialect) -> str:
    reference = entry.reference
    kind = TYPES[dialect].get(reference.type, _OTHER[dialect])
    written = _entry_type(reference, kind, dialect)
    fields: dict[str, str] = {}
    for name, attribute in PEOPLE.items():
        if people := getattr(reference, attribute):
            cut = reference.custom.get("et-al" if name == "author" else f"et-al-{name}") is True
            fields[name] = _bib_names.dump(people, cut)
    fields["title"] = ""
    if reference.container_title:
        fields[kind.container] = title(reference.container_title)
    fields |= _dump_issued(reference.issued, dialect)
    for field in FIELDS:
        if value := getattr(reference, field.attribute):
            fields[getattr(field, dialect)] = field.dump(str(value))
    if fields.get("type") and _GENRES.get(written) == reference.genre:
        del fields["type"]
    fields |= _dump_numbers(reference, kind)
    if reference.publisher:
        name = kind.publisher if kind.publisher not in fields and written != "xdata" else "publisher"
        fields[name] = encode(reference.publisher)
    for name, attribute in DATES.items():
        if (date := getattr(reference, attribute)) is not None:
            fields[name] = encode(dates.to_field(date))
    fields |= _dump_others(reference)
    if isinstance(arxiv := reference.custom.get("arxiv"), str):
        fields |= {"eprint": verbatim(arxiv), "archiveprefix" if dialect == "bibtex" else "eprinttype": "arXiv"}
    elif dialect == "biblatex" and (reference.pmid or "").isdecimal():
        del fields["pmid"]
        fields |= {"eprint": verbatim(reference.pmid or ""), "eprinttype": "pubmed"}
    if LOADED.get(written, "document") != reference.type:
        fields["entrysubtype"] = reference.type
    others = reference.custom.get("fields")
    for name, value in others.items() if isinstance(others, dict) else ():
        if isinstance(value, str) and _FIELD_NAME.fullmatch(name):
            fields.setdefault(name, _verbatim(name, value) if name in _VERBATIM else encode(value))
    body = ",\n".join(
        f"  {name} = {value if name == 'month' and value in MONTHS else f'{{{value}}}'}"
        for name, value in fields.items()
        if value
    )
    return f"@{written}{{{key},\n{body}\n}}\n"


def _verbatim(name: str, value: str) -> str:
    return re.sub(r"[^\s,]+", lambda key: verbatim(key.group()), value) if name == "ids" else verbatim(value)


_VERBATIM = frozenset(
    "file urlraw ee weburl bdsk-url-1 eprint archiveprefix eprinttype crossref xdata xref ids bdsk-url-2 bdsk-file-1 date-added date-modified".split()
)


def _entry_type(reference: Reference, kind: Kind, dialect: Dialect) -> str:
    """The type of the file that the entry came from, where it means the same; else the one of the table."""
    kept = reference.custom.get("entry-type")
    if isinstance(kept, str) and re.fullmatch(r"[a-z]{2,30}", kept) and kept not in ("comment", "string", "preamble"):
        if kept in LOADED and LOADED[kept] == reference.type and (dialect == "biblatex" or kept in _CLASSIC):
            return kept
        if kept not in LOADED and reference.type == "document":
            return kept
    if kind.entry == "phdthesis" and re.search(r"(?i)master|m\.?\s?sc|diploma|magister", reference.genre or ""):
        return "mastersthesis"
    return kind.entry


def _dump_others(reference: Reference) -> dict[str, str]:
    """The variables that no dialect has a field for, by CSL's names: programs pass over them, and we read them again."""
    fields = {}
    for name, attribute in _own_names().items():
        if not (value := getattr(reference, attribute)):
            continue
        if isinstance(value, Date):
            fields[name] = encode(dates.to_field(value))
        elif isinstance(value, str):
            fields[name] = encode(value)
        else:
            fields[name] = _bib_names.dump(value, False)
    return fields


def _dump_numbers(reference: Reference, kind: Kind) -> dict[str, str]:
    """`number` holds what the table says for this type; an article's own number is `eid`; others have names of their own."""
    names = {"issue": "issue", "collection_number": "collection-number", "number": "csl-number"} | {
        kind.number: "number"
    }
    if kind.number == "issue":
        names["number"] = "eid"
    return {name: encode(value) for attribute, name in names.items() if (value := getattr(reference, attribute))}


def _dump_issued(date: Date | None, dialect: Dialect) -> dict[str, str]:
    if date is None:
        return {}
    if not date.date_parts:
        return {"year": encode(date.literal or "")}
    field = dates.to_field(date)
    if dialect == "biblatex":
        return {"date": field}
    first, *rest = date.date_parts
    year = str(first[0]) + (f"--{rest[0][0]}" if rest and rest[0][:1] != first[:1] else "")
    fields = {"year": f"ca. {year}" if date.circa else year}
    if len(first) > 1 and 1 <= first[1] <= 12 and "--" not in year:
        fields["month"] = MONTHS[first[1] - 1]
        if len(first) > 2:
            fields["day"] = str(first[2])
    if _issued(fields) != date:
        fields["date"] = field  # what year and month cannot say; bibtex passes over it
    return fields


def _is_safe(block: str) -> bool:
    depth = 0
    for char in re.sub(r"\\.", "", block):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0 and not _UNSAFE.search(block) and "\x1b" not in block and block.lstrip().startswith("@")


def inherited(entry: RawEntry, raw: Mapping[str, RawEntry], lowered: Mapping[str, str]) -> dict[str, str]:
    """The entry's fields with those that it inherits beneath; a circle is followed once round."""
    if "crossref" not in entry.fields and "xdata" not in entry.fields:
        return entry.fields
    merged = dict(entry.fields)
    seen = {entry.unique}
    todo = [*_parents(entry)]
    for _ in range(_MOST * 4):
        if not todo:
            break
        name, by_data = todo.pop(0)
        key = lowered.get(name.lower())
        if key is None or key in seen:
            continue
        seen.add(key)
        above = raw[key]
        renamed: Mapping[str, str] = {}
        if not by_data and entry.kind in _IN_BOOKS and above.kind not in _IN_BOOKS:
            renamed = _TO_BOOK
        elif not by_data and entry.kind in _IN_PERIODICALS and above.kind == "periodical":
            renamed = _TO_JOURNAL
        for field, value in above.fields.items():
            target = renamed.get(field, field)
            if field == "author" and renamed is _TO_BOOK and above.kind not in ("book", "mvbook"):
                target = "author"
            if target not in _NOT_INHERITED and not (target == "journaltitle" and "journal" in merged):
                merged.setdefault(target, value)
        todo += _parents(above)
    return merged


def _parents(entry: RawEntry) -> Iterator[tuple[str, bool]]:
    if parent := entry.fields.get("crossref"):
        yield parent.strip(), False
    for name in re.split(r"\s*,\s*", entry.fields.get("xdata", "")):
        if name.strip():
            yield name.strip(), True


def _reference(key: str, kind: str, fields: Mapping[str, str], inherit: bool) -> Reference:
    csl_type: str = LOADED.get(kind, "document")
    subtype = decode(fields["entrysubtype"]).strip().lower() if "entrysubtype" in fields else ""
    named = _subtype(subtype, csl_type) if subtype else None
    csl_type = named or csl_type
    values: dict[str, Any] = {"id": key, "type": csl_type}
    custom: dict[str, Any] = {}
    others: dict[str, str] = {}
    came: dict[str, str] = {}
    rows = _rows()
    for name, value in fields.items():
        if name in PEOPLE:
            people, cut = _bib_names.load(value)
            values[PEOPLE[name]] = people
            if cut:
                custom["et-al" if name == "author" else f"et-al-{name}"] = True
        elif name in DATES:
            text = _dated(value)
            if text:
                values[DATES[name]] = dates.from_field(text) or Date(literal=text)
        elif field := rows.get(name):
            text = _lined(field.load(value))
            other = values.get(field.attribute)
            if text and (other is None or name == field.bibtex):
                values[field.attribute] = text
                came[field.attribute], name, text = name, came.get(field.attribute, ""), other or ""
            if text and text != values[field.attribute]:
                others[name] = text  # "address" and "location", "issn" and "eissn": one variable holds one of them
        elif attribute := _own_names().get(name):
            _load_own(values, attribute, value)
        elif name not in _HANDLED and (text := _lined(unverbatim(value) if name in _VERBATIM else decode(value))):
            others[name] = text
    if kind in _MEETINGS and "location" in others and "event_place" not in values:
        values["event_place"] = others.pop("location")  # where the publisher has an address, it is the meeting's: ACM's
    _load_titles(values, others, fields)
    _load_publication(values, others, kind, fields)
    _load_numbers(values, others, fields)
    if (issued := _issued(fields)) is not None:
        values["issued"] = issued
    _load_identifiers(values, custom, others, fields)
    if genre := values.get("genre"):
        values["genre"] = _BIBLATEX_GENRES.get(genre.lower(), genre)
    elif kind in _GENRES:
        values["genre"] = _GENRES[kind]
    if not inherit:
        others |= {name: fields[name] for name in ("crossref", "xdata") if name in fields}
    if subtype and named is None:
        others["entrysubtype"] = subtype
    if kind not in LOADED or not _is_default(kind, csl_type):
        custom["entry-type"] = kind
    if others:
        custom["fields"] = others
    return Reference(**{name: value for name, value in values.items() if value}, custom=custom)


def _load_own(values: dict[str, Any], attribute: str, value: str) -> None:
    if attribute in NAME_VARIABLES:
        values[attribute] = _bib_names.load(value).names
    elif attribute in DATE_VARIABLES:
        values[attribute] = dates.from_field(_dated(value)) or Date(literal=_lined(decode(value)))
    else:
        values[attribute] = _lined(decode(value))


def _lined(text: str) -> str:
    """The text on one line, without blanks at its ends; non-breaking ones stay: they are printed."""
    return _BLANKS.sub(" ", text).strip(" ") if "\n" in text or "\t" in text or "  " in text else text.strip(" ")


def _subtype(subtype: str, csl_type: str) -> CslType | None:
    from ..model import CSL_TYPES

    if subtype in CSL_TYPES:
        return subtype  # type: ignore[return-value]
    if csl_type == "article-journal" and subtype in ("magazine", "newspaper"):
        return "article-magazine" if subtype == "magazine" else "article-newspaper"
    return None


def _is_default(kind: str, csl_type: str) -> bool:
    return any(table.get(csl_type, _OTHER["bibtex"]).entry == kind for table in TYPES.values()) or kind in _GENRES


def _load_titles(values: dict[str, Any], others: dict[str, str], fields: Mapping[str, str]) -> None:
    if subtitle := fields.get("subtitle"):
        main = str(values.get("title", ""))
        joint = " " if main.endswith((":", "?", "!")) else ": "
        values["title"] = f"{main}{joint}{_load_title(subtitle)}" if main else _load_title(subtitle)
    found = [name for name in _CONTAINERS if fields.get(name)]
    if not found:
        return
    container = _lined(_load_title(fields[found[0]]))
    below = {"booktitle": "booksubtitle", "journaltitle": "journalsubtitle", "maintitle": "mainsubtitle"}.get(
        found[0], ""
    )
    if subtitle := fields.get(below):
        container = f"{container}: {_load_title(subtitle)}"
    values["container_title"] = container
    others |= {
        name: text
        for name in found[1:]
        if name in ("booktitle", "maintitle") and (text := _lined(_load_title(fields[name]))) != container
    }
    if values["type"] in ("book", "collection") and not values.get("title") and found[0] == "booktitle":
        values["title"] = values.pop("container_title")


def _load_publication(values: dict[str, Any], others: dict[str, str], kind: str, fields: Mapping[str, str]) -> None:
    """Publisher, school, institution, organization: the first is the publisher, the others are kept as they are."""
    found = [(name, _lined(decode(fields[name]))) for name in _PUBLISHERS if fields.get(name)]
    if values["type"] in ("webpage", "post", "post-weblog") and not values.get("container_title"):
        for pair in found:
            if pair[0] == "organization":
                values["container_title"] = pair[1]
                found.remove(pair)
                break
    if found:
        values["publisher"] = found[0][1]
        others |= dict(found[1:])
    if how := fields.get("howpublished"):
        address = re.fullmatch(r"\s*\{?\s*(?:(?:available (?:at|from|online):?|online:?|url:?)\s*)?(?:\\url\s*\{?)?\s*(?P<url>https?://[^\s{}]+?)[}\s.]*", how, re.I)  # fmt: skip
        text = _lined(decode(how))
        if address and not values.get("url"):
            values["url"] = unverbatim(address["url"])
        elif values["type"] in ("webpage", "post", "post-weblog") and not values.get("container_title"):
            values["container_title"] = text
        elif "publisher" not in values:
            values["publisher"] = text
        elif text != values["publisher"]:
            others["howpublished"] = text


def _load_numbers(values: dict[str, Any], others: dict[str, str], fields: Mapping[str, str]) -> None:
    holder = _NUMBERED.get(values["type"], "number")
    number, issue, article = (decode(fields.get(name, "")).strip() for name in ("number", "issue", "eid"))
    number = re.sub(r"(?<=\d)\s*–\s*(?=\d)", "-", number)
    values[holder] = number
    for name, attribute in (("csl-number", "number"), ("collection-number", "collection_number")):
        if name in fields:
            values[attribute] = _lined(decode(fields[name]))
    if issue:
        if not values.get("issue"):
            values["issue"] = issue
        elif issue != values["issue"]:
            others["issue"] = issue
    article = article or decode(fields.get("articleno", "") or fields.get("article-number", "")).strip()
    if article and not values.get("page"):
        values["page"] = article
    elif article and article != values["page"] and not values.get("number"):
        values["number"] = article


def _load_identifiers(
    values: dict[str, Any], custom: dict[str, Any], others: dict[str, str], fields: Mapping[str, str]
) -> None:
    if doi := values.get("doi"):
        values["doi"] = ids.normalise(Identifier("doi", doi)).value
    eprint = unverbatim(fields.get("eprint", ""))
    if not eprint:
        return
    scheme = unverbatim(fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    if scheme in ("arxiv", "") and re.fullmatch(r"(?:arxiv:)?(?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d+)?", eprint, re.I):
        custom["arxiv"] = re.sub(r"(?i)^arxiv:", "", eprint)
    elif scheme == "arxiv":
        custom["arxiv"] = eprint
    elif scheme in ("pubmed", "pmid") and not values.get("pmid"):
        values["pmid"] = eprint
    else:
        others |= {
            name: unverbatim(fields[name]) for name in ("eprint", "archiveprefix", "eprinttype") if fields.get(name)
        }


def _dated(value: str) -> str:
    """A date as written; "~" is EDTF's mark for "about" in it, not LaTeX's blank."""
    return (decode(value) if "\\" in value or "{" in value else value).strip()


def _issued(fields: Mapping[str, str]) -> Date | None:
    if text := _dated(fields.get("date", "")):
        return dates.from_field(text) or Date(literal=text)
    year = decode(fields.get("year", "")).strip()
    if not year:
        return None
    month, day = (decode(fields.get(name, "")).strip(" .,\u00a0") for name in ("month", "day"))
    whole = dates.from_field(year)
    if whole is None or not whole.date_parts:
        return Date(literal=year)
    if not month or len(whole.date_parts) > 1 or len(whole.date_parts[0]) > 1:
        return whole
    if month.isdecimal() and 1 <= int(month) <= 12:
        month = MONTH_NAMES[int(month) - 1]
    month = re.sub(r"[~\u00a0\s]+", " ", month)
    printed = f"{month} {day}, {whole.year}" if day else f"{month}, {whole.year}"
    dated = dates.from_field(printed) or dates.parse(printed)
    if dated is None or not dated.date_parts or dated.year != whole.year:
        return whole
    return dated.model_copy(update={"circa": True}) if whole.circa else dated


@cache
def _rows() -> dict[str, Field]:
    return {name: field for field in FIELDS for name in (field.bibtex, field.biblatex, *field.also)}


@cache
def _own_names() -> dict[str, str]:
    """CSL's name, in small letters -> the attribute, of every variable that neither the table nor a rule of its own writes."""
    written = {field.attribute for field in FIELDS} | set(PEOPLE.values()) | set(DATES.values()) | _BY_RULE
    return {csl_name(name).lower(): name for name in Reference.model_fields if name not in written}


_BY_RULE = frozenset(
    "id type citation_key categories custom title container_title publisher issue number collection_number issued".split()
)
_HANDLED = frozenset(
    (
        *_CONTAINERS, *_PUBLISHERS, "subtitle", "booksubtitle", "journalsubtitle", "mainsubtitle", "howpublished", "number", "issue", "csl-number", "collection-number", "eid", "articleno",
        "article-number", "year", "month", "day", "date", "crossref", "xdata", "eprint", "archiveprefix", "eprinttype", "entrysubtype",
    )
)  # fmt: skip
