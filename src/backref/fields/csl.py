"""CSL-JSON items <-> References: written plainly, read leniently, as reference managers and word processors write
them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..model import (
    BEYOND_CSL,
    CSL_TYPES,
    DATE_VARIABLES,
    NAME_VARIABLES,
    Bibliography,
    Entry,
    Name,
    Problem,
    Reference,
    Span,
    Written,
    csl_name,
    cut_name,
    from_custom,
)
from ..model.printed import in_print
from ..text import links
from ..text.escape import plain
from ..text.told import Tally
from . import csl_dates, dates

_ATTRIBUTES = {csl_name(attribute): attribute for attribute in Reference.model_fields if attribute not in BEYOND_CSL}
_DEPRECATED = {
    "journalAbbreviation": "container_title_short",
    "shortTitle": "title_short",
    "event": "event_title",
    "ISSNs": "issn",
    "publicationTitle": "container_title",
    "proceedingsTitle": "container_title",
    "bookTitle": "container_title",
    "pages": "page",
    "abstractNote": "abstract",
    "place": "publisher_place",
    "accessDate": "accessed",
    "date": "issued",
}
_NAME_PARTS = {csl_name(attribute): attribute for attribute in Name.model_fields}
_TYPES = {
    "journalArticle": "article-journal", "bookSection": "chapter", "conferencePaper": "paper-conference", "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper", "blogPost": "post-weblog", "forumPost": "post", "computerProgram": "software", "preprint": "article",
    "encyclopediaArticle": "entry-encyclopedia", "dictionaryEntry": "entry-dictionary", "videoRecording": "motion_picture", "film": "motion_picture",
    "audioRecording": "song", "presentation": "speech", "letter": "personal_communication", "email": "personal_communication", "case": "legal_case",
    "statute": "legislation", "artwork": "graphic", "podcast": "song", "tvBroadcast": "broadcast", "radioBroadcast": "broadcast",
    "journal-article": "article-journal", "book-chapter": "chapter", "proceedings-article": "paper-conference", "dissertation": "thesis",
    "posted-content": "article", "monograph": "book", "legal case": "legal_case", "motion picture": "motion_picture",
}  # fmt: skip
_OTHERS = "others"
_DEEPEST = 60  # levels of an item's values
_SEASONS_AS_MONTHS = ("13", "14", "15", "16")  # Zotero's
_RESOLVER = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s?)(?=10\.\d{4,9}/)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def items(bibliography: Bibliography) -> list[dict[str, Any]]:
    """Return the entries as CSL-JSON objects, each with its citation key as `id`."""
    return [clean(item(entry)) for entry in bibliography.entries]


def item(entry: Entry) -> dict[str, Any]:
    """Return an entry as a CSL-JSON object, its text as it is. Of people that are cut, the last is called "others", as
    processors know it.
    """
    said = {"id": entry.key} | in_print(entry.reference).csl()
    said["id"] = entry.key
    for variable in entry.reference.cut:
        if people := said.get(variable):
            said[variable] = [*people, {"literal": _OTHERS}]
            said["custom"] = {k: v for k, v in said["custom"].items() if k != cut_name(variable)}
    if not said.get("custom", True):
        del said["custom"]
    if "URL" in said and not links.written(said["URL"]):
        del said["URL"]
    return said


def clean(value: Any) -> Any:
    """Return a JSON value without control characters in its strings."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [clean(each) for each in value]
    if isinstance(value, dict):
        return {plain(key): clean(each) for key, each in value.items()}
    return value


def from_item(item: Mapping[str, Any], problems: list[Problem], how: Written | None = None) -> Reference:
    """Return the reference of one CSL-JSON object; what cannot be taken over is added to `problems`.

    Those have the place of the variable where it is known `how` the object is written, and else begin with its `id`.
    """

    told = _Telling(problems, how, item)
    tell = told.tell
    item = _shallow(item, tell)
    values, custom = from_custom(said if isinstance(said := item.get("custom"), Mapping) else {})
    for key, value in item.items():
        attribute = _ATTRIBUTES.get(key) or _DEPRECATED.get(key)
        if key == "custom" or value in (None, "", [], {}):
            continue
        if attribute is None:
            custom[key] = value
            tell("unknown-variable", key, f"{key} is no CSL variable; kept in custom")
        elif attribute == "type":
            kind = _TYPES.get(str(value), str(value))
            values["type"] = kind if kind in CSL_TYPES else "document"
            if kind not in CSL_TYPES:
                tell("unknown-type", key, f"{value!r} is no CSL type")
        elif attribute in NAME_VARIABLES:
            for person in _take_people(values, attribute, value):
                tell("bad-name", key, f"{person!r} is no name")
        elif attribute in DATE_VARIABLES:
            if date := csl_dates.read(value):
                values[attribute] = date
                if any(map(dates.is_impossible, _raw(value))):
                    tell("impossible-date", key, f"{key} {value!r} is on no calendar")
            else:
                tell("bad-date", key, f"{key} {value!r} is no date")
        elif attribute == "categories":
            values[attribute] = tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)
        elif text := _text(value):
            values[attribute] = _bare_doi(text) if attribute == "doi" else text
    if values.get("citation_key") and "://" in str(values.get("id", "")):
        values["id"] = values["citation_key"]  # Zotero's own number of an item is no key
    told.end()
    return Reference(**values, custom=_json(custom)).slim()


class _Telling:
    """What is told of one item, with the place of the variable where it is known `how` the item is written."""

    def __init__(self, problems: list[Problem], how: Written | None, item: Mapping[str, Any]) -> None:
        self._problems, self._how, self._item = problems, how, item
        self._told: Tally[str] = Tally(how.whole.end - how.whole.start if how else 0)
        self._places: dict[str, Span] | None = None  # of its variables, once one is told of

    def tell(self, code: str, key: str, message: str) -> None:
        """Tell it, where there is room for more of the kind."""
        if self._told.has_room(code, key):
            self._say(code, key, message)

    def end(self) -> None:
        """Tell how much there was no room for."""
        for rest in self._told.rest():
            self._say(rest.kind, rest.place, rest.message)

    def _say(self, code: str, key: str, message: str) -> None:
        how = self._how
        if how and self._places is None:
            self._places = {value.name: value.span for value in reversed(how.values)}
        at = self._places.get(key, how.span) if how and self._places is not None else None
        said = _printable(message if how else f"{self._item.get('id', '?')}: {message}")
        self._problems.append(Problem.made({"code": code, "stage": "load", "message": said, "span": at}))


def _take_people(values: dict[str, Any], attribute: str, value: Any) -> list[object]:
    """Put the people of a variable into `values`, and return what is no name."""
    odd: list[object] = []
    people = tuple(_names(value, odd))
    if len(people) > 1 and _is_others(people[-1]):
        people = people[:-1]
        cut = {*values.get("cut", ()), csl_name(attribute)}
        values["cut"] = tuple(name for name in _ATTRIBUTES if name in cut)
    values[attribute] = people
    return odd


def _names(value: Any, odd: list[object]) -> Iterator[Name]:
    for person in value if isinstance(value, list) else [value]:
        if isinstance(person, str) and person.strip():
            yield Name(literal=person.strip())
        elif isinstance(person, Mapping):
            parts = {
                _NAME_PARTS[k]: " ".join(v.split())
                for k, v in person.items()
                if k in _NAME_PARTS and isinstance(v, str) and v.strip()
            }
            parts = parts or dict(_named_elsewhere(person))
            if parts:
                yield Name(**parts).slim()
            elif any(isinstance(said, str) and said.strip() for said in person.values()):
                odd.append(person)
        else:
            odd.append(person)


def _is_others(name: Name) -> bool:
    """Whether a name stands for all those that are not named, as pandoc and Zotero write "and others"."""
    text = name.literal or (not name.given and name.family) or ""
    return len(text) < 12 and text.lower().strip(" .,{}") in (_OTHERS, "and others", "et al", "et. al")


def _named_elsewhere(person: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The parts of a name as Zotero and DataCite call them."""
    for theirs, part in (
        ("lastName", "family"),
        ("firstName", "given"),
        ("familyName", "family"),
        ("givenName", "given"),
        ("name", "literal"),
    ):
        said = person.get(theirs)
        if (
            isinstance(said, str)
            and said.strip()
            and (part != "literal" or not (person.get("lastName") or person.get("familyName")))
        ):
            yield part, " ".join(said.split())


def _raw(value: Any) -> Iterator[str]:
    """A date as it is written, where dates can be impossible: in text, and in parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for each in ("raw", "literal") if isinstance(text := value.get(each), str))
        parts = value.get("date-parts")
        for one in parts if isinstance(parts, list) else ():
            if isinstance(one, list) and not (len(one) == 2 and str(one[1]) in _SEASONS_AS_MONTHS):
                yield "-".join(f"{part:0>4}" if not at else str(part) for at, part in enumerate(one))


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, list):
        return next((text for item in value if (text := _text(item))), None)
    # Non-breaking blanks stay: they are printed.
    return _BLANKS.sub(" ", str(value)).strip(" ") or None if isinstance(value, str | int | float) else None


def _bare_doi(text: str) -> str:
    """A DOI without the address of its resolver, which is no part of it."""
    return _RESOLVER.sub("", text) if text[:1] in "hHdD" else text


def _shallow(item: Mapping[str, Any], tell: Callable[[str, str, str], None]) -> Mapping[str, Any]:
    """The object without variables that are nested too deep."""
    deep = [key for key, value in item.items() if _is_deeper(value, _DEEPEST)]
    for key in deep:
        tell("bad-field", key, f"{key} is nested too deep, and left out")
    return {key: value for key, value in item.items() if key not in deep} if deep else item


def _is_deeper(value: Any, levels: int) -> bool:
    """Whether a JSON value is nested deeper; nothing is looked at below that."""
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return levels <= 0 or any(_is_deeper(each, levels - 1) for each in inside if isinstance(each, Mapping | list))


def _json(value: Any) -> Any:
    """`value` as JSON holds it: what it cannot hold becomes text."""
    return json.loads(json.dumps(value, default=str))


def _printable(message: str) -> str:
    message = message[:300]
    return message if message.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in message)
