"""The shapes that mappings expect of JSON and XML values: a value of another shape is None or empty, never an
exception.

What is amiss in one field of a record says nothing about its other fields.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..model import Date, Name
from . import names, titles

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OBJECT = (dict, Mapping)  # the first of which most are, and is told at once


def text(value: Any) -> str | None:
    """Return a string or number as text with single blanks, else None.

    >>> text(" A  title "), text(12), text(""), text(["x"]), text(float("nan"))
    ('A title', '12', None, None, None)
    """
    if isinstance(value, str):
        return value if value.isalnum() else " ".join(value.split()) or None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def texts(value: Any) -> list[str]:
    """Return the texts of a list; a single text is a list of one."""
    if value is None:
        return []
    if isinstance(value, list):
        return [found for item in value if (found := text(item))]
    return [found] if (found := text(value)) else []


def mapping(value: Any) -> Mapping[str, Any]:
    """Return a JSON object, or an empty one."""
    return value if isinstance(value, _OBJECT) else {}


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a list; what else it holds is left out."""
    return [item for item in value if isinstance(item, _OBJECT)] if isinstance(value, list) else []


def xml_text(element: Element | None) -> str | None:
    """Return the text of an element and of all within, with single blanks."""
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def title(value: Any) -> str | None:
    """Return a title without markup, entities and mojibake."""
    return titles.render(value) or None if isinstance(value, str) else text(value)


def person(value: str) -> Name:
    """Return one name that is printed in natural or inverted order; what looks like several is a literal.

    >>> person("Ana Margarida Fortes").family, person("World Health Organization").literal
    ('Fortes', 'World Health Organization')
    """
    found = names.parse(value).names
    return found[0] if len(found) == 1 else Name(literal=" ".join(value.split()))


def year_of(value: Any) -> Date | None:
    """Return the date of a bare year, if it is one that works are cited by.

    >>> year_of("2013").year, year_of(13)
    (2013, None)
    """
    found = text(value)
    if found and re.fullmatch(r"[12]\d{3}", found, re.ASCII):
        return Date(date_parts=((int(found),),))
    return None


def page_range(first: str | None, last: str | None) -> str | None:
    """Return "first-last", or the first page alone.

    >>> page_range("93", "105"), page_range("816", "816"), page_range(None, "9")
    ('93-105', '816', None)
    """
    return f"{first}-{last}" if first and last and last != first else first
