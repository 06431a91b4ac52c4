"""Hayagriva's entries -> References."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...fields import dates, ids
from ...model import Date, Identifier, Name, Reference
from .table import CONTAINERS, NUMBERS, READ, ROLES, TEXTS

_ESCAPED = re.compile(r"\\([\\{}$])|[{}]")
_DEFAULT_PARENTS = {
    "article": "periodical",
    "chapter": "book",
    "anthos": "anthology",
    "entry": "reference",
    "web": "web",
}


def reference(key: str, said: Mapping[str, Any]) -> Reference:
    """Return the reference of one entry; what stands in its parents goes where CSL has it.

    >>> made = reference("a", {"type": "Article", "title": "Heat", "author": "Roe, J.", "parent": {"title": "Spine", "volume": "3"}})
    >>> made.csl()["container-title"], made.volume, made.type
    ('Spine', '3', 'article-journal')
    """
    entry = _text(said.get("type")).lower() or "misc"
    parents = list(_parents(said.get("parent"), _DEFAULT_PARENTS.get(entry, "")))
    kinds = [kind for kind, _ in parents]
    csl_type = next((READ[entry, kind] for kind in [*kinds, ""] if (entry, kind) in READ), "document")
    values: dict[str, Any] = {"id": key, "type": csl_type}
    values["title"], values["title_short"] = _title(said.get("title"))
    values["author"] = tuple(_people(said.get("author")))
    values["editor"] = tuple(_people(said.get("editor")))
    values["issued"] = _date(said.get("date"))
    for group in _listed(said.get("affiliated")):
        if isinstance(group, Mapping) and (
            role := ROLES.get(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", _text(group.get("role"))).lower())
        ):
            values[role] = (*values.get(role, ()), *_people(group.get("names")))
    for field, attribute in TEXTS.items():
        values[attribute] = _text(said.get(field))
    values |= {"volume": _text(said.get("volume")), "issue": _text(said.get("issue"))}
    _load_publisher(values, said)
    _load_address(values, said.get("url"))
    _load_numbers(values, said)
    for kind, parent in parents:
        _load_parent(values, kind, parent)
    return Reference(**{name: value for name, value in values.items() if value}).slim()


def _parents(parent: Any, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The parents of an entry and theirs, the nearest first, each with its type; at most as many as a file can mean."""
    todo = [(each, kind) for each in _listed(parent)][:8]
    for _ in range(16):
        if not todo:
            return
        each, default = todo.pop(0)
        if isinstance(each, Mapping):
            named = _text(each.get("type")).lower() or default
            yield named, each
            todo += [(above, "") for above in _listed(each.get("parent"))][:8]


def _load_parent(values: dict[str, Any], kind: str, parent: Mapping[str, Any]) -> None:
    title, short = _title(parent.get("title"))
    whole = values["type"] in ("book", "collection", "thesis", "report")
    if title and kind in CONTAINERS and not whole and not values.get("container_title"):
        values["container_title"], values["container_title_short"] = title, short
        for field, attribute in (("volume", "volume"), ("issue", "issue"), ("edition", "edition")):
            values[attribute] = values.get(attribute) or _text(parent.get(field))
        if not values["editor"]:
            values["editor"] = tuple(_people(parent.get("editor")))
        values["container_author"] = tuple(_people(parent.get("author")))
    elif title and not values.get("collection_title"):
        values["collection_title"], values["collection_number"] = title, _text(parent.get("volume"))
        values["collection_editor"] = tuple(_people(parent.get("editor")))
    values["issued"] = values["issued"] or _date(parent.get("date"))
    values["event_place"] = values.get("event_place") or _text(parent.get("location"))
    if not values.get("publisher"):
        _load_publisher(values, parent)
    if not values.get("url"):
        _load_address(values, parent.get("url"))
    _load_numbers(values, parent)


def _load_publisher(values: dict[str, Any], said: Mapping[str, Any]) -> None:
    publisher = said.get("publisher")
    if isinstance(publisher, Mapping) and publisher.keys() & {"name", "location"}:
        values["publisher"], values["publisher_place"] = _text(publisher.get("name")), _text(publisher.get("location"))
    else:
        values["publisher"] = _text(publisher) or _text(said.get("organization"))


def _load_address(values: dict[str, Any], address: Any) -> None:
    if isinstance(address, Mapping):
        values["url"], values["accessed"] = _address(address.get("value")), _date(address.get("date"))
    else:
        values["url"] = _address(address)


def _load_numbers(values: dict[str, Any], said: Mapping[str, Any]) -> None:
    serial = said.get("serial-number")
    numbers = serial if isinstance(serial, Mapping) else {"serial": serial}
    for name, attribute in NUMBERS.items():
        if text := _text(numbers.get(name)) or _text(said.get(name)):
            is_doi = attribute == "doi"
            values.setdefault(attribute, ids.normalise(Identifier("doi", text)).value if is_doi else text)


def _people(said: Any) -> Iterator[Name]:
    for each in _listed(said):
        if isinstance(each, Mapping) and (family := _text(each.get("name"))):
            given, prefix, suffix = (_text(each.get(part)) or None for part in ("given-name", "prefix", "suffix"))
            if given or prefix or suffix:
                yield Name(family=family, given=given, non_dropping_particle=prefix, suffix=suffix)
            else:
                yield Name(literal=family)
        elif isinstance(each, str) and each.strip(" ,"):
            yield _person(" ".join(each.split()))


def _person(text: str) -> Name:
    """ "von der Leyen, Ursula, Jr.": small words before the family name are its particle; without a comma it is one
    name.
    """
    family, *rest = [part.strip() for part in text.split(",", 2)]
    if not any(rest):
        return Name(literal=family) if " " in family else Name(family=family)
    words = family.split()
    small = next((at for at, word in enumerate(words[:-1]) if not word[0].islower()), len(words) - 1)
    particle = " ".join(words[:small]) or None
    suffix = rest[1] if len(rest) > 1 and rest[1] else None
    return Name(family=" ".join(words[small:]), given=rest[0] or None, non_dropping_particle=particle, suffix=suffix)


def _date(said: Any) -> Date | None:
    text = _text(said)
    if not text:
        return None
    found = dates.from_field(text.lstrip("~")) or Date(literal=text)
    return found.model_copy(update={"circa": True}) if text.startswith("~") else found


def _title(said: Any) -> tuple[str, str]:
    short = said.get("short") or said.get("shorthand") if isinstance(said, Mapping) else None
    return _text(said), _text(short)


def _text(said: Any) -> str:
    """The text of a value, which may stand in a mapping; braces only keep its case."""
    if isinstance(said, Mapping):
        said = said.get("value")
    return _ESCAPED.sub(lambda match: match[1] or "", " ".join(said.split())) if isinstance(said, str) else ""


def _listed(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [] if said in (None, "") else [said]


def _address(said: Any) -> str:
    """An address as it stands: what braces do to words, they do not to it, or "java{}script:" would lose them."""
    return " ".join(said.split()) if isinstance(said, str) else ""
