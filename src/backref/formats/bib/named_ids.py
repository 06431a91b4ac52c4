"""Identifiers that fields without a scheme of their own name: "note = {doi: 10.1109/...}", "PMID: 12", an arXiv number
for a journal. Fields as written -> identifiers. Pure.

A note may speak of other works ("Erratum in doi:..."), so only what is nothing but an identifier behind its scheme
counts; and of two of one scheme, neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...fields.latex.encode import unverbatim

_NOTES = ("note", "annote", "annotation", "addendum", "howpublished", "eid", "pages", "url", "ee")
_ANY = ("10.", "pmid", "pubmed", "pmc", "arxiv")
_HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}")
_PARTS = re.compile(r"[;,\n]\s*|\.\s+")
_SCHEMES = (
    ("doi", re.compile(r"(?:(?:doi\s*+(?:[:=]\s*+)?)?https?://(?:dx\.)?doi\.org/|doi(?:\s*+[:=]\s*+|\s++))(10\.\d{4,9}/[^\s\"<>]+)", re.I)),
    ("pmid", re.compile(r"(?:pmid|pubmed(?: id)?)\s*+(?:[:=]\s*+)?([1-9]\d{0,7})", re.I)),
    ("pmcid", re.compile(r"(?:pmc(?:id)?\s*+(?:[:=]\s*+)?)?(PMC\d{3,8})", re.I)),
    ("arxiv", re.compile(r"arxiv\s*:\s*((?:\d{4}\.\d{4,5}|[a-z.-]{2,20}/\d{7})(?:v\d{1,2})?)(?:\s*\[[\w.-]{1,20}\])?", re.I)),
)  # fmt: skip
_JOURNAL = re.compile(r"(?:arxiv(?: e-?prints?| preprints?)?|corr)?[\s,:]{0,3}(?:abs/|arxiv:)(\d{4}\.\d{4,5}|[a-z.-]{2,20}/\d{7})(?:v\d{1,2})?\s*(?:\[[\w.-]{1,20}\])?", re.I)  # fmt: skip


def found(fields: Mapping[str, str]) -> dict[str, str]:
    r"""Return the identifiers that the fields of an entry name besides the fields that are meant for them.

    >>> found({"note": "doi: 10.1109/TPAMI.2001.12"}), found({"note": "Erratum in doi:10.1000/x"})
    ({'doi': '10.1109/TPAMI.2001.12'}, {})
    >>> found({"journal": "arXiv preprint arXiv:1912.06036", "annote": "PMID: 12, PMCID: PMC3531190"})
    {'pmid': '12', 'pmcid': 'PMC3531190', 'arxiv': '1912.06036'}
    """
    seen: dict[str, set[str]] = {}
    for name in _NOTES:
        value = fields.get(name)
        if value and len(value) < 500 and any(map(value.lower().__contains__, _ANY)):
            parts = (part.strip().rstrip(".") for part in _PARTS.split(unverbatim(_HREF.sub(r"\1", value))))
            named = [_named(part) for part in parts if part]
            for scheme, number in named if all(scheme for scheme, _ in named) else ():
                seen.setdefault(scheme, set()).add(number)
    if (pubmed := fields.get("pubmed", "").strip()).isdecimal() and len(pubmed) < 9:
        seen.setdefault("pmid", set()).add(pubmed)
    for name in ("journal", "journaltitle"):
        value = fields.get(name, "")
        if 9 < len(value) < 80 and ("/" in value or ":" in value) and (match := _JOURNAL.fullmatch(value.strip("{} "))):
            seen.setdefault("arxiv", set()).add(match[1])
    return {scheme: next(iter(values)) for scheme, values in seen.items() if len(values) == 1}


def _named(part: str) -> tuple[str, str]:
    return next(((scheme, match[1]) for scheme, pattern in _SCHEMES if (match := pattern.fullmatch(part))), ("", ""))
