"""The titles of tagged records: of the work, of what it stands in, of a series or a meeting; which is which the type
says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...fields import titles
from .record import Untaken
from .types import BOOKS

_SHORT = ("J2", "JA", "J1", "JO", "JF", "T2")
_IN_BOOKS = ("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary")


def load(values: dict[str, Any], said: Untaken) -> None:
    """Put the titles of a record into `values`."""
    values["title"] = titles.joined([titles.markup(text) for text in said.take_in_order("TI", "T1", "CT")])
    is_second = bool(said.all("T2"))
    csl_type = values["type"]
    if not values["title"] and csl_type in (*BOOKS, "manuscript"):
        values["title"] = _first(said, "BT")
    if csl_type == "paper-conference" and said.all("C3") and said.all("T2") != said.all("C3"):
        scopus = any("scopus" in base.lower() for base in said.all("DB", "DP"))
        values["container_title"] = _first(said, *(("T2",) if scopus else ("C3",)))
        values["event_title"] = _first(said, *(("C3",) if scopus else ("T2",)))
    elif csl_type in _IN_BOOKS and said.all("BT"):
        values["container_title"] = _first(said, "BT")
        values["collection_title"] = _first(said, "T3") or _first(said, "T2")
    else:
        values["container_title"] = _first(
            said,
            "T2",
            "JF",
            "BT",
            "JO",
            *_source(said),
            "JA",
            "J1",
            "J2",
            "C3" if csl_type == "paper-conference" else "T2",
        )
    _load_short(values, said)
    values.setdefault("collection_title", _first(said, "T3"))
    if csl_type in BOOKS and values.get("container_title") and not values.get("collection_title"):
        values["collection_title"] = values.pop("container_title")
    if csl_type == "article-journal" and is_second and not values.get("title") and values.get("container_title"):
        values["title"] = values.pop("container_title")


def _source(said: Untaken) -> tuple[str, ...]:
    """SO where it names a journal; the year, volume and pages behind it are for people."""
    return ("SO",) if (source := next(iter(said.all("SO")), "")) and not re.search(r"\d{4}", source) else ()


def _load_short(values: dict[str, Any], said: Untaken) -> None:
    """The abbreviation of the container, from the tags that hold it or the whole; what says the whole again is used
    up.
    """
    whole = values.get("container_title")
    for tag in () if said.has_none_of(_SHORT) else _SHORT:
        for text in said.all(tag):
            if (
                not (value := _tidy([text]))
                or value == whole
                or (len(value) > len(whole or "") and tag in ("JF", "T2"))
            ):
                said.drop(tag, text) if value == whole else None
            elif values.setdefault("container_title_short", value) == value:
                said.drop(tag, text)


def _first(said: Untaken, *tags: str) -> str | None:
    return _tidy([said.first(*tags)])


def _tidy(texts: Sequence[str]) -> str | None:
    return next((" ".join(titles.markup(text).split()) for text in texts if text), None) or None
