"""What a format cannot carry: two descriptions of one entry -> Problems. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ..fields import ids, pages
from ..model import Identifier, Problem
from ..text import links
from ..text.escape import plain


def changes(key: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Problem]:
    """Yield what became of each variable of a CSL-JSON item that was lost or changed: "field-lost" and
    "field-changed".
    """
    for variable, value in before.items():
        if (
            variable in ("id", "citation-key", "custom")
            or (variable == "URL" and not links.written(value))
            or _told(value, variable) == _told(after.get(variable), variable)
        ):
            continue
        before_text = shown(value)
        if variable in after:
            message, code = f"{key}: {variable} {before_text} becomes {shown(after[variable])}", "field-changed"
        else:
            message, code = f"{key}: {variable} {before_text} is lost", "field-lost"
        yield Problem(code=code, stage="dump", message=plain(message))
    kept = after.get("custom") or {}
    for name, value in (before.get("custom") or {}).items():
        if kept.get(name) != value:
            yield Problem(
                code="field-lost", stage="dump", message=plain(f"{key}: custom {name} {shown(value)} is lost")
            )


def _told(value: Any, variable: str) -> Any:
    """The value as far as it says something: the division of a name, the case of a DOI and the dash between pages do
    not.
    """
    if variable == "page" and isinstance(value, str):
        return pages.normalise(re.sub(r"(?<!\s)\s*[\u2010-\u2015-]+\s*", "-", value))
    if variable == "DOI" and isinstance(value, str):
        return ids.normalise(Identifier("doi", value)).value
    if isinstance(value, list):
        return [_told(item, variable) for item in value]
    if isinstance(value, dict) and not value.keys() & {"date-parts", "raw", "season"}:
        parts = ("given", "dropping-particle", "non-dropping-particle", "family", "literal", "suffix")
        return " ".join(str(value[part]) for part in parts if value.get(part)) if value.keys() & set(parts) else value
    return re.sub("[\u2010-\u2015-]+", "-", value) if isinstance(value, str) else value


def shown(value: Any) -> str:
    """Return a value as a message quotes it, cut where it is long."""
    text = repr(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}..."
