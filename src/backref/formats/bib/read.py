"""The entries of a .bib file -> References."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from ...fields import dates, ids
from ...fields.latex import decode
from ...fields.latex.encode import unverbatim
from ...model import DATE_VARIABLES, NAME_VARIABLES, CslType, Date, Identifier, Problem, Reference, Span, csl_name
from ...text.collecting import uncollected
from ...text.escape import plain
from ...text.kept import Kept, kept
from ...text.numerals import whole
from .. import Loaded
from . import astronomy, beside, named_ids, scan
from . import names as bib_names
from .commands import Unknown
from .macros import MONTH_NAMES
from .scan import RawEntry
from .table import (
    ARTICLE_NUMBERS,
    CONTAINERS,
    DATES,
    GENRES,
    HANDLED,
    LOADED,
    OTHER,
    PEOPLE,
    PUBLISHERS,
    TYPES,
    VERBATIM,
    Dialect,
    load_title,
    own_names,
    rows,
)

_BIBLATEX_GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "mastersthesis": "Master's thesis", "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis", "techreport": "Technical report", "resreport": "Research report", "software": "Software", "datacd": "Data CD",
    "audiocd": "Audio CD", "patent": "Patent", "patreq": "Patent request",
}  # fmt: skip
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
# Where biblatex links an eprint to.
_SHELVES = {
    "arxiv": "https://arxiv.org/abs/", "jstor": "https://www.jstor.org/stable/", "hdl": "https://hdl.handle.net/",
    "googlebooks": "https://books.google.com?id=",
}  # fmt: skip
_MOST = 8  # steps of cross-references that are followed
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


@uncollected()
def load(text: str, dialect: Dialect, *, inherit: bool = True) -> Loaded:
    """Return the entries of a .bib file of either dialect; with `inherit`, crossref and xdata are resolved."""
    around = beside.current()
    found = scan.split(text, around.macros)
    entries, room, problems = found.entries, found.room, list(found.problems)
    inherits = any("crossref" in entry.fields or "xdata" in entry.fields for entry in entries)
    raw = {**around.entries, **{entry.unique: entry for entry in entries}} if inherits else {}
    lowered = {key.lower(): key for key in raw}
    unknown = Unknown()
    references = []
    written = []
    aside: list[Span] = []  # entries that are none of their own, and what stands before them
    for entry in entries:
        if inherit and entry.kind == "xdata":
            aside += (*entry.written.before, entry.written.whole)
            continue
        merged = entry.fields
        if inherit and room >= 0 and ("crossref" in merged or "xdata" in merged):
            merged, room = inherited(entry, raw, lowered, room)
            if room < 0:
                problems.append(scan.no_room(entry.at, f"{entry.unique[:80]!r} and those that follow inherit no more"))
        reference = _reference(entry.unique, entry.kind, merged, inherit)
        problems += impossible(entry, reference.issued)
        entry.written.read, entry.written.language = reference, dialect
        if aside:
            entry.written.before = (*aside, *entry.written.before)
            aside.clear()
        references.append(reference)
        written.append(entry.written)
        unknown.look(entry)
        if not inherits:
            entry.fields.clear()  # of a large file they take more than all that is made of them
    if aside and written:
        written[-1].after = (*aside, *entries[-1].written.after)
    problems += unknown.problems("\n".join(found.preserved))
    macros = found.macros.union(around.macros)
    return Loaded(tuple(references), tuple(problems), found.preserved, tuple(written), macros, found.commas)


def inherited(
    entry: RawEntry, raw: Mapping[str, RawEntry], lowered: Mapping[str, str], room: int
) -> tuple[dict[str, str], int]:
    """The entry's fields with those that it inherits beneath, and the room that they leave; a circle is followed once
    round.

    Where there is no room for a field, those behind it are not inherited, and what is left is below 0.
    """
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
                room -= len(target) + (len(value) if target not in merged else 0)
                if room < 0:
                    return merged, room
                merged.setdefault(target, value)
        todo += _parents(above)
    return merged, room


def _parents(entry: RawEntry) -> Iterator[tuple[str, bool]]:
    fields = entry.fields
    if parent := fields.get("crossref"):
        yield parent.strip(), False
    for name in fields.get("xdata", "").split(",", _MOST * 4)[: _MOST * 4]:
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
    _load_fields(values, others, fields)
    if kind in _MEETINGS and "location" in others and "event_place" not in values:
        values["event_place"] = others.pop("location")  # where the publisher has an address, it is the meeting's: ACM's
    _load_titles(values, others, fields)
    _load_publication(values, others, kind, fields)
    _load_numbers(values, others, fields)
    if (date := issued(fields)) is not None:
        values["issued"] = date
    _load_identifiers(values, others, fields)
    if genre := values.get("genre"):
        values["genre"] = _BIBLATEX_GENRES.get(genre.lower(), genre)
    elif kind in GENRES:
        values["genre"] = GENRES[kind]
    if not inherit:
        others |= {name: fields[name] for name in ("crossref", "xdata") if name in fields}
    if subtype and named is None:
        others["entrysubtype"] = subtype
    if kind not in LOADED or not _is_default(kind, csl_type):
        custom["entry-type"] = kind
    if others:
        custom["fields"] = others
    if custom:
        values["custom"] = custom
    return Reference.of({name: value for name, value in values.items() if value})


def _load_fields(values: dict[str, Any], others: dict[str, str], fields: Mapping[str, str]) -> None:
    """What each field says by itself."""
    came: dict[str, str] = {}
    for name, value in fields.items():
        how, attribute, load_value, is_first = _HOW[name]
        if how == "row":
            text = value if value.isalnum() else _lined(load_value(value))  # a word stands for itself
            other = values.get(attribute)
            if other is None and text:
                values[attribute] = text
                came[attribute] = name
                continue
            if text and is_first:
                values[attribute] = text
                came[attribute], name, text = name, came.get(attribute, ""), other or ""
            if text and text != values[attribute]:
                others[name] = text  # "address" and "location", "issn" and "eissn": one variable holds one of them
        elif how == "people":
            people, cut = bib_names.load(value)
            values[attribute] = people
            if cut:
                values["cut"] = (*values.get("cut", ()), csl_name(attribute))
        elif how == "date":
            if text := load_value(value):
                values[attribute] = dates.from_field(text) or Date(literal=text)
        elif how == "own":
            _load_own(values, attribute, value)
        elif how == "again" and value == fields.get(name.partition(scan.AGAIN)[0]):
            continue
        elif how != "rule" and (text := value if value.isalnum() else _lined(load_value(value))):
            others[name] = text


class _How(NamedTuple):
    """How a field is read: what it is, the variable that it says, how its value is, and whether it goes before others
    that say the variable.
    """

    what: Literal["row", "people", "date", "own", "rule", "again", "other"]
    attribute: str
    load: Callable[[str], str]
    is_first: bool = False


def _how(name: str) -> _How:
    if name in PEOPLE:
        return _How("people", PEOPLE[name], decode)
    if name in DATES:
        return _How("date", DATES[name], _dated)
    if field := rows().get(name):
        return _How("row", field.attribute, field.load if name != "location" else _places, name == field.bibtex)
    if attribute := own_names().get(name):
        return _How("own", attribute, decode)
    if name in HANDLED:
        return _How("rule", "", decode)
    return _How("again" if scan.AGAIN in name else "other", "", unverbatim if name in VERBATIM else decode)


_HOW = Kept(_how, 4096, longest=60)


def _places(value: str) -> str:
    """The places of a list, as biblatex has them: parted by "and" outside of braces."""
    return "; ".join(decode(part) for part in bib_names.divide(value)) if " and " in value else decode(value)


def _load_own(values: dict[str, Any], attribute: str, value: str) -> None:
    if attribute in NAME_VARIABLES:
        values[attribute] = bib_names.load(value).names
    elif attribute in DATE_VARIABLES:
        values[attribute] = dates.from_field(_dated(value)) or Date(literal=_lined(decode(value)))
    else:
        values[attribute] = _lined(decode(value))


def _lined(text: str) -> str:
    """The text on one line, without blanks at its ends; non-breaking ones stay: they are printed."""
    return _BLANKS.sub(" ", text).strip(" ") if "\n" in text or "\t" in text or "  " in text else text.strip(" ")


def _subtype(subtype: str, csl_type: str) -> CslType | None:
    from ...model import CSL_TYPES

    if subtype in CSL_TYPES:
        return subtype  # type: ignore[return-value]
    if csl_type == "article-journal" and subtype in ("magazine", "newspaper"):
        return "article-magazine" if subtype == "magazine" else "article-newspaper"
    return None


@cache  # of the kinds that are known
def _is_default(kind: str, csl_type: str) -> bool:
    return any(table.get(csl_type, OTHER["bibtex"]).entry == kind for table in TYPES.values()) or kind in GENRES


def _container(value: str) -> str:
    return astronomy.named(value) or _lined(load_title(value))


_CONTAINERS_READ = Kept(_container, 4096, longest=200)  # journals come again


def _load_titles(values: dict[str, Any], others: dict[str, str], fields: Mapping[str, str]) -> None:
    if subtitle := fields.get("subtitle"):
        main = str(values.get("title", ""))
        joint = " " if main.endswith((":", "?", "!")) else ": "
        text = _lined(load_title(subtitle))
        values["title"] = f"{main}{joint}{text}" if main else text
    found = [name for name in CONTAINERS if fields.get(name)]
    if not found:
        return
    container = _CONTAINERS_READ[fields[found[0]]]
    below = {"booktitle": "booksubtitle", "journaltitle": "journalsubtitle", "maintitle": "mainsubtitle"}.get(
        found[0], ""
    )
    if subtitle := fields.get(below):
        container = f"{container}: {_lined(load_title(subtitle))}"
    values["container_title"] = container
    others |= {
        name: text
        for name in found[1:]
        if name in ("booktitle", "maintitle") and (text := _lined(load_title(fields[name]))) != container
    }
    if values["type"] in ("book", "collection") and not values.get("title") and found[0] == "booktitle":
        values["title"] = values.pop("container_title")


def _load_publication(values: dict[str, Any], others: dict[str, str], kind: str, fields: Mapping[str, str]) -> None:
    """Publisher, school, institution, organization: the first is the publisher, the others are kept as they are."""
    found = [(name, _lined(decode(fields[name]))) for name in PUBLISHERS if fields.get(name)]
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
    number, issue, article = (
        decode(fields[name]).strip() if name in fields else "" for name in ("number", "issue", "eid")
    )
    number = re.sub(r"(?<=\d)\s*–\s*(?=\d)", "-", number) if "–" in number else number
    values[holder] = number
    for name, attribute in (("csl-number", "number"), ("collection-number", "collection_number")):
        if name in fields:
            values[attribute] = _lined(decode(fields[name]))
    if issue:
        if not values.get("issue"):
            values["issue"] = issue
        elif issue != values["issue"]:
            others["issue"] = issue
    if not article and (said := next((fields[name] for name in ARTICLE_NUMBERS[1:] if fields.get(name)), "")):
        article = decode(said).strip()
    if article and not values.get("page"):
        values["page"] = article
    elif article and article != values["page"] and not values.get("number"):
        values["number"] = article


def _load_identifiers(values: dict[str, Any], others: dict[str, str], fields: Mapping[str, str]) -> None:
    if doi := values.get("doi"):
        values["doi"] = ids.normalise(Identifier("doi", doi)).value
    for scheme, value in named_ids.found(fields).items():
        if not values.get(scheme):
            values[scheme] = ids.normalise(Identifier(scheme, value)).value
    if "eprint" not in fields or not (eprint := unverbatim(fields["eprint"])):
        return
    scheme = unverbatim(fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    if scheme in ("arxiv", "") and re.fullmatch(r"(?:arxiv:)?(?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d+)?", eprint, re.I):
        values["arxiv"] = re.sub(r"(?i)^arxiv:", "", eprint)
    elif scheme == "arxiv":
        values["arxiv"] = eprint
    elif scheme in ("pubmed", "pmid") and not values.get("pmid"):
        values["pmid"] = eprint
    else:
        others |= {
            name: unverbatim(fields[name]) for name in ("eprint", "archiveprefix", "eprinttype") if fields.get(name)
        }
    if not values.get("url") and (shelf := (values.get("arxiv") and "arxiv") or scheme) in _SHELVES:
        values["url"] = f"{_SHELVES[shelf]}{values.get('arxiv') or eprint}"


def _dated(value: str) -> str:
    """A date as written; "~" is EDTF's mark for "about" in it, not LaTeX's blank."""
    return (decode(value) if "\\" in value or "{" in value else value).strip()


def issued(fields: Mapping[str, str]) -> Date | None:
    year = decode(fields.get("year", "")).strip()
    if "date" not in fields:
        return _of_year(year, fields.get("month", ""), fields.get("day", "")) if year else None
    text = _dated(fields["date"])
    if year and text and re.fullmatch(r"\d{1,2}", text):
        return _of_year(year, fields.get("month", ""), fields.get("day", "") or text)  # `date` holds the day
    if text:
        found = (dates.from_field(text) or Date(literal=text)).slim()
        return found if found.date_parts or not year else _of_year(year, fields.get("month", ""), fields.get("day", ""))
    return _of_year(year, fields.get("month", ""), fields.get("day", "")) if year else None


@kept(4096, longest=60)
def _of_year(year: str, month: str, day: str) -> Date:
    """The date that a year says with what stands in `month` and `day`."""
    return _joint(year, month, day).slim()


def _joint(year: str, month: str, day: str) -> Date:
    month, day = (decode(text).strip(" .,\u00a0") for text in (month, day))
    whole = dates.from_field(year)
    if whole is None or not whole.date_parts:
        return Date(literal=year)
    if not month or len(whole.date_parts) > 1 or len(whole.date_parts[0]) > 1:
        return whole
    month = re.sub(r"[~\u00a0\s]+", " ", month)
    if numbered := re.fullmatch(r"(\d{1,2})(?: ?[-/\u2013\u2014]{1,3} ?(\d{1,2}))?", month):
        months = [MONTH_NAMES[int(each) - 1] if 1 <= int(each) <= 12 else each for each in numbered.groups() if each]
        month = "\u2013".join(months)
    dated = dates.from_field(month) if re.search(r"\d{4}", month) else None
    if dated is None or dated.year != whole.year:
        printed = f"{month} {day}, {whole.year}" if day else f"{month} {whole.year}"
        dated = dates.from_field(printed) or dates.parse(printed)
    if dated is None or not dated.date_parts or dated.year != whole.year:
        return whole
    return dated.model_copy(update={"circa": True}) if whole.circa else dated


def impossible(entry: RawEntry, date: Date | None) -> Iterator[Problem]:
    """Yield "impossible-date" for each date of an entry that is on no calendar, "bad-month" for a month that says
    nothing of `date`, as which its year and month are read.
    """
    fields = entry.fields
    if (
        date and fields.get("month", "").strip(" .,{}~") and not (date.season or date.literal or "date" in fields)
        and len(date.date_parts) == 1 == len(date.date_parts[0]) and fields.get("year", "").strip().isdecimal()
    ):  # fmt: skip
        message = plain(f"{fields['month'][:60]!r} is no month: the date is read without it")
        value = entry.written.value_of("month")
        yield Problem(code="bad-month", stage="load", message=message, span=value.span if value else None)
    said = {name: _dated(fields[name]) for name in ("date", *DATES) if name in fields}
    month, day = fields.get("month", "").strip().lower(), fields.get("day", "").strip()
    if day.isdecimal() and (number := whole(month) or _month_number(month)):
        said.setdefault("day", f"{decode(fields.get('year', '')).strip()}-{number}-{day}")
    for name, text in said.items():
        if dates.is_impossible(text):
            value = entry.written.value_of(name)
            message = plain(f"{name} {text[:60]!r} is on no calendar")
            yield Problem(code="impossible-date", stage="load", message=message, span=value.span if value else None)


def _month_number(name: str) -> int:
    return next((at for at, known in enumerate(MONTH_NAMES, 1) if len(name) > 2 and known.lower().startswith(name)), 0)
