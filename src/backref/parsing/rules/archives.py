"""Documents of an archive, which print where they lie, and neither publisher nor journal: "ASV, Senato, reg. 12"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..glance import ALL, family

# An archive at the head, by its name or by its letters ("ASV", "РГАДА", "TNA").
_BEFORE = r"\W{0,3}(?:\d{1,3}[.)]?\s)?"
_NAMED = re.compile(
    rf"{_BEFORE}(?:(?:[^\W\d_]+[\s-]){{0,4}}?\w{{0,16}}(?:archiv|arhiv|archief|arkiv|архив)\w{{0,6}}|(?:the )?(?:british library|bodleian library))\b",
    re.IGNORECASE,
)
FAMILY = family("archiv", "arhiv", "archief", "arkiv", "архив", "library")
_LETTERED = re.compile(
    rf"{_BEFORE}(?:A[A-Z]{{1,4}}|TNA|PRO|BNF|BL|РГ\w{{1,4}}|ГА\w{{1,3}}|ЦГ\w{{1,4}}),", re.IGNORECASE
)
# What a document's place is told by: folio, register, bundle, box, fond, series.
_SHELF = re.compile(
    r"(?<![^\W_])(?:fols?|foll|ff?|reg|cc?|bl|b|busta|filza|fz|ф|фонд|оп|опись|д|дело|лл?|dossier|box|folder|carton|ms|mss|sig|nr|no|inv)\.?\s?\d"
    r"|(?<![^\W_])(?:FO|CO|WO|CAB|HO|SP|PC|R|NL|F\d?|AN|AP|MS)\s?\d{1,5}(?:/\d|\s\d|,)"
)
_SAID = ("publisher", "doi", "isbn", "edition")


def is_shelf_mark(raw: str, values: Mapping[str, Any], seen: int = ALL) -> bool:
    """Whether a citation is that of a document in an archive. `seen` are the families of words that it shows.

    >>> is_shelf_mark("Staatsarchiv Basel-Stadt, Gerichtsarchiv A 12, fol. 33r.", {})
    True
    >>> is_shelf_mark("Archives of Heat, vol. 2", {}), is_shelf_mark("Roe A. State archives. London: Low; 2001", {})
    (False, False)
    """
    if any(map(values.get, _SAID)):
        return False
    is_headed = (seen & FAMILY and _NAMED.match(raw)) or _LETTERED.match(raw)
    return bool(is_headed and _SHELF.search(raw))
