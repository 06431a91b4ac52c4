"""The records that Zotero, Mendeley, Papers and EndNote keep in a document: the text of a field or control -> keys and
References.

Source: the field codes and content controls as these programs write them (read 2026-11).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from ...fields import csl, dates, names
from ...model import Problem, Reference

_ENDNOTE_KINDS = {"Journal Article": "article-journal", "Book": "book", "Book Section": "chapter", "Web Page": "webpage", "Thesis": "thesis", "Report": "report", "Conference Proceedings": "paper-conference"}  # fmt: skip
_CONTROL = "MENDELEY_CITATION_v3_"
_LARGEST = 4_000_000  # characters of one control's records


def is_citing(code: str) -> bool:
    """Whether a field holds records: what is shown of it is a marker."""
    return "CSL_CITATION" in code or "EN.CITE" in code


def is_citing_control(tag: str) -> bool:
    """Whether a content control holds records."""
    return tag.startswith(_CONTROL)


def is_bibliography(code: str) -> bool:
    """Whether a field or control prints the list of all works, which is made of the records."""
    return any(
        word in code
        for word in ("ZOTERO_BIBL", "CSL_BIBLIOGRAPHY", "EN.REFLIST", "MENDELEY_BIBLIOGRAPHY", "Mendeley Bibliography")
    )


def of_field(code: str, problems: list[Problem], name: str) -> Iterator[tuple[str, Reference]]:
    """Yield the keys and works of a field's instruction."""
    if "CSL_CITATION" in code:
        start = code.find("{")
        try:
            held = json.JSONDecoder().raw_decode(code[start:])[0] if start >= 0 else {}
        except (ValueError, RecursionError) as error:
            problems.append(_bad(f"a citation field is no JSON: {error}", name))
            return
        yield from _items(held, problems)
    elif "EN.CITE" in code and "<EndNote>" in code:
        from defusedxml.ElementTree import fromstring

        begin, end = code.find("<EndNote>"), code.find("</EndNote>")
        try:
            root: Any = fromstring(code[begin : end + 10], forbid_dtd=True)
        except (SyntaxError, ValueError) as error:
            problems.append(_bad(f"an EndNote field is no XML: {error}", name))
            return
        for record in root.iter("record"):
            yield f"endnote:{_all(record, 'rec-number')}", _endnote(record)


def of_control(tag: str, problems: list[Problem], name: str) -> Iterator[tuple[str, Reference]]:
    """Yield the keys and works of a content control of Mendeley Cite, whose tag holds them."""
    if not is_citing_control(tag) or len(tag) > _LARGEST:
        return
    try:
        held = json.loads(base64.b64decode(tag[len(_CONTROL) :] + "==", validate=False))
    except (ValueError, RecursionError) as error:
        problems.append(_bad(f"a citation control is no JSON: {error}", name))
        return
    yield from _items(held, problems)


def unpacked(data: str) -> str:
    """Return the text of a field's data, in which EndNote keeps long records; "" for what is none."""
    try:
        return base64.b64decode("".join(data.split()), validate=False).decode("utf-8", "replace") if data else ""
    except ValueError:
        return ""


def _items(held: Any, problems: list[Problem]) -> Iterator[tuple[str, Reference]]:
    items = held.get("citationItems") if isinstance(held, dict) else None
    for item in items if isinstance(items, list) else []:
        data = item.get("itemData") if isinstance(item, dict) else None
        if isinstance(data, dict):
            uris = item.get("uris") or item.get("uri") or [data.get("id") or item.get("id")]
            key = str(uris[0] if isinstance(uris, list) and uris else uris)
            yield key, csl.from_item({k: v for k, v in data.items() if k != "id"}, problems)


def _endnote(record: Any) -> Reference:
    kind = record.find("ref-type")
    values: dict[str, Any] = {
        "title": _all(record, "titles/title"), "container_title": _all(record, "titles/secondary-title") or _all(record, "periodical/full-title"),
        "volume": _all(record, "volume"), "issue": _all(record, "number"), "page": _all(record, "pages"), "publisher": _all(record, "publisher"),
        "publisher_place": _all(record, "pub-location"), "doi": _all(record, "electronic-resource-num").lower(),
        "issued": dates.parse(_all(record, "dates/year")), "edition": _all(record, "edition"),
        "author": tuple(names.from_inverted(text) for node in record.iterfind("contributors/authors/author") if (text := "".join(node.itertext()).strip())),
        "type": _ENDNOTE_KINDS.get(kind.get("name") if kind is not None else "", "document"),
    }  # fmt: skip
    return Reference(**{key: value for key, value in values.items() if value})


def _all(record: Any, path: str) -> str:
    node = record.find(path)
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def _bad(message: str, name: str) -> Problem:
    return Problem(code="bad-field", stage="read", message=message, place=name)
