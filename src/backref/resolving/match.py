"""Find out which record is meant: how alike one parsed citation and one record are, field by field -> Candidate. Pure.

The parse can be wrong, so each field is also looked for in the raw string: a record's title that stands there word for
word is printed, whatever the tagger thought of it. This likeness forgives much, for a citation with faults still means
its work; what the faults are is said by `judging`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..fields import ids, letters, names, pages, titles
from ..model import Candidate, Date, Difference, DifferenceKind, Identifier, Parsed, Record, Reference
from ..text import words
from ..text.kept import kept
from . import numerals
from .odds import probability
from .reasons import Reason
from .unite import years_of

_PARTS = re.compile(r"\b(?:part|teil|partie|parte|no|number|vol|phase|section|chapter|[ivx]{1,5}|\d{1,3})\b")
_MOST_PEOPLE = 60  # of a list that are compared
_EXTRA = 12  # letters that a printed title may have more than the record's and still be it
_NOTICE = re.compile(
    r"^(?:erratum|correction|corrigendum|retract(?:ion|ed)|reply|response|comment|re|author'?s? reply|addendum|editorial|in reply|withdrawn)\b"
)


class Agreement(NamedTuple):
    """How far one field agrees, 0 to 1; None where one side does not have it. `kind` names the sort of
    (dis)agreement.
    """

    variable: str
    degree: float | None
    kind: DifferenceKind = "equal"
    text: str = ""
    record: str = ""


def match(parsed: Parsed, record: Record) -> Candidate:
    """Return the record as a candidate for the citation, with its score, the identifiers they share, and how alike they
    are.

    The score is how likely the record is the cited work, judged by its fields alone; see `odds`.
    """
    agreements = compare(parsed, record)
    reasons = tuple(dict.fromkeys(_identifier_reasons(parsed.reference, record)))
    comparisons = tuple(
        Difference(variable=a.variable, text=a.text, record=a.record, kind=a.kind, degree=round(a.degree, 4))
        for a in agreements
        if a.degree is not None
    )
    score = probability(comparisons)
    return Candidate(record=record, score=score, reasons=tuple(map(str, reasons)), comparisons=comparisons)


def compare(parsed: Parsed, described: Record) -> list[Agreement]:
    """Return one agreement for each field that can be compared."""
    text, record = parsed.reference, described.reference
    raw = _folded(parsed.raw)
    printed = numerals.numbers(parsed.raw)
    found = [_title(text, record, raw), _authors(text, record, raw), _year(text, described, printed)]
    return [*found, *_place(text, record, raw, printed), *_identifiers(text, record)]


def title_of(record: Reference) -> str:
    """Return the record's title as plain text."""
    return titles.render(record.title or "")


def _title(text: Reference, record: Reference, raw: str) -> Agreement:
    theirs = title_of(record)
    ours = "" if _names_container(text, record) else text.title or ""
    folded = titles.normalise(theirs)
    if not folded:
        return Agreement("title", None)
    if len(folded) >= 12 and f" {folded} " in f" {raw} " and len(titles.normalise(ours)) < len(folded) + _EXTRA:
        exact = titles.normalise(ours) == folded
        return Agreement("title", 1.0, "equal" if exact else "cosmetic", ours or theirs, theirs)
    degree = titles.similarity(ours, theirs) if ours else 0.0
    if ours and _is_chapter_of(ours, record):
        degree = max(degree, 0.75)
    if degree < 0.97 and len(folded) >= 20 and len(titles.normalise(ours)) < len(folded) + _EXTRA:
        degree = max(degree, _alignment(folded, raw))
    if not ours and degree < 0.75:
        return Agreement("title", None, "differs", "", theirs)
    if ours and degree > 0.75 and _numbered_otherwise(titles.normalise(ours), folded):
        degree = min(degree, 0.8)
    if bool(_NOTICE.match(folded)) != bool(_NOTICE.match(titles.normalise(ours))) and f" {folded} " not in f" {raw} ":
        degree = min(degree, 0.4)
    if degree >= 0.97:
        return Agreement("title", degree, "cosmetic", ours, theirs)
    one, two = titles.normalise(ours), folded
    if degree >= 0.9 and (one in two or two in one):
        return Agreement("title", degree, "subset", ours, theirs)
    return Agreement("title", degree, "cosmetic" if degree >= 0.85 else "differs", ours, theirs)


def _names_container(text: Reference, record: Reference) -> bool:
    """Whether what was read as the title is the container's, as where a citation prints no title."""
    if not text.title or not record.container_title or len(text.title) > 80:
        return False
    theirs = titles.render(record.container_title)
    return (
        titles.container_similarity(text.title, theirs) >= 0.9 and titles.similarity(text.title, title_of(record)) < 0.7
    )


def _alignment(folded: str, raw: str) -> float:
    """How well the record's title fits the best stretch of the raw string, 0 to 1."""
    from rapidfuzz import fuzz

    if len(raw) < len(folded):
        return float(fuzz.ratio(folded, raw)) / 100
    return float(fuzz.partial_ratio(folded, raw, score_cutoff=60)) / 100


def _is_chapter_of(ours: str, record: Reference) -> bool:
    return bool(record.container_title) and titles.similarity(ours, record.container_title or "") > 0.9


def _numbered_otherwise(one: str, two: str) -> bool:
    """Whether the titles name different parts: "Part I" and "Part II", "2nd report" and "3rd report"."""
    return set(_PARTS.findall(one)) ^ set(_PARTS.findall(two)) != set() and not (one in two or two in one)


def _authors(text: Reference, record: Reference, raw: str) -> Agreement:
    theirs = (record.author or record.editor)[:_MOST_PEOPLE]
    ours = (text.author or text.editor)[:_MOST_PEOPLE]
    shown, listed = names.listed(ours), names.listed(theirs)
    if not theirs:
        return Agreement("author", None)
    folded = [_folded(names.family(name)) for name in theirs]
    first_printed = any(
        f" {part} " in f" {raw} " for part in {folded[0], folded[0].split()[-1] if folded[0] else ""} if len(part) > 1
    )
    if not ours:
        return Agreement("author", 1.0 if first_printed else None, "cosmetic", "", listed)
    likeness = names.similarities(ours, theirs)
    share = sum(map(max, likeness)) / len(ours)
    first = max(likeness[0][0], 0.9 if first_printed else 0.0)
    reverse = sum(map(max, zip(*likeness, strict=True))) / len(theirs)
    cut = bool(text.cut) or len(ours) < len(theirs)
    degree = 0.5 * first + 0.5 * max(share, min(reverse, share + 0.3))
    if first >= 0.85 and share >= 0.8:
        if share > 0.97 and not cut and len(ours) == len(theirs):
            return Agreement("author", max(degree, 0.97), "equal", shown, listed)
        return Agreement("author", max(degree, 0.9), "subset" if cut else "cosmetic", shown, listed)
    if first_printed and (share >= 0.5 or len(ours) <= 2):
        return Agreement("author", max(degree, 0.75), "cosmetic", shown, listed)
    printed = sum(f" {name} " in f" {raw} " for name in folded if len(name) > 1) / len(folded)
    if printed >= 0.6:
        return Agreement("author", max(degree, 0.8), "cosmetic", shown, listed)
    if any(name.literal for name in (*ours, *theirs)) and share < 0.5:
        alike = titles.similarity(shown, listed)
        return Agreement("author", max(alike, 0.3), "cosmetic" if alike > 0.7 else "differs", shown, listed)
    return Agreement("author", min(degree, 0.6), "differs", shown, listed)


def _year(text: Reference, described: Record, printed: frozenset[str]) -> Agreement:
    record = described.reference
    theirs = years_of(described)
    shown = _shown(text.issued)
    listed = _shown(record.issued)
    if not theirs:
        return Agreement("issued", None)
    ours = text.issued.year if text.issued else None
    if ours is None:
        hit = any(str(year) in printed for year in theirs)
        return Agreement("issued", 1.0 if hit else None, "equal", listed if hit else "", listed)
    if ours in theirs or (_is_in_name(ours, record) and any(str(year) in printed for year in theirs)):
        return Agreement("issued", 1.0, "equal", shown, listed)
    if any(str(year) in printed for year in theirs) and text.issued and len(text.issued.date_parts) > 1:
        return Agreement("issued", 0.9, "cosmetic", shown, listed)
    distance = min(abs(ours - year) for year in theirs)
    degree = {1: 0.6, 2: 0.35}.get(distance, 0.0)
    if any(str(year) in printed for year in theirs):  # perhaps only the wrong one of two years was read as the date
        degree = 0.6
    return Agreement("issued", degree, "differs", shown, listed)


def _is_in_name(year: int, record: Reference) -> bool:
    """Whether a year belongs to the record's container: "Atmospheric Environment (1967)"."""
    return str(year) in (record.container_title or "")


def _shown(date: Date | None) -> str:
    return str(date.year) if date and date.year else ""


def _container(text: Reference, record: Reference, raw: str) -> Agreement:
    theirs = [titles.render(value) for value in (record.container_title, record.container_title_short) if value]
    ours = _unprinted().sub("", (text.title if _names_container(text, record) else text.container_title) or "")
    if not theirs:
        return Agreement("container-title", None)
    for value in theirs:
        folded = titles.normalise(value)
        if (
            len(folded) > 3
            and f" {folded} " in f" {raw} "
            and not (ours and titles.container_similarity(ours, value) < 0.5)
        ):
            return Agreement("container-title", 1.0, "equal", ours or value, theirs[0])
    if not ours:
        return Agreement("container-title", None)
    degree = max(titles.container_similarity(ours, value) for value in theirs)
    if degree == 1.0:
        exact = titles.normalise(ours) == titles.normalise(theirs[0])
        return Agreement("container-title", 1.0, "equal" if exact else "abbreviation", ours, theirs[0])
    if degree >= 0.8:
        return Agreement("container-title", degree, "subset", ours, theirs[0])
    if degree >= 0.65:
        return Agreement("container-title", max(degree, 0.7), "abbreviation", ours, theirs[0])
    return Agreement("container-title", min(degree, 0.5), "differs", ours, theirs[0])


def _place(text: Reference, record: Reference, raw: str, printed: frozenset[str]) -> list[Agreement]:
    """The container, volume, issue and page. A volume is one of its container: where container and pages are others, so
    is it.
    """
    container = _container(text, record, raw)
    first = _bare(pages.parse(record.page or "").first)
    page = _page(text, record, numerals.left(text, printed, "page"))
    numbers = []
    for name, ours, theirs in (("volume", text.volume, record.volume), ("issue", text.issue, record.issue)):
        misread = ours is not None and _bare(ours) == first and _bare(theirs) != first
        numbers.append(_number(name, None if misread else ours, theirs, numerals.left(text, printed, name)))
    if container.kind == "differs" and container.degree is not None and page.degree is not None and page.degree <= 0.3:
        page = page._replace(kind="differs")
        numbers = [
            Agreement(name, 0.0, "differs", ours or "", theirs or "")
            for name, ours, theirs in (("volume", text.volume, record.volume), ("issue", text.issue, record.issue))
            if ours or theirs
        ]
    return [container, *numbers, page]


def _number(variable: str, ours: str | None, theirs: str | None, printed: frozenset[str]) -> Agreement:
    value = _bare(theirs)
    if not value or not any(c.isalnum() for c in value):
        return Agreement(variable, None)
    if ours is None:
        return Agreement(variable, 1.0 if variable == "volume" and value in printed else None, "equal", value, value)
    if (
        _bare(ours) == value
        or value in printed
        or set(re.findall(r"\w+", value)) & set(re.findall(r"\w+", _bare(ours)))
    ):
        return Agreement(variable, 1.0, "equal" if _bare(ours) == value else "cosmetic", ours, theirs or "")
    if letters.arabic(_bare(ours)) == value or _bare(ours) == letters.arabic(value):
        return Agreement(variable, 1.0, "cosmetic", ours, theirs or "")
    return Agreement(variable, 0.0, "differs", ours, theirs or "")


def _page(text: Reference, record: Reference, printed: frozenset[str]) -> Agreement:
    theirs = record.page or record.number or ""
    first = pages.parse(theirs).first.casefold().lstrip("0")
    if not first or not any(c.isdigit() for c in first):
        return Agreement("page", None)
    hit = first in printed or first.lstrip(numerals.LETTERS) in printed
    if not text.page:
        return Agreement("page", 1.0 if hit and len(first) > 1 else None, "subset", first, theirs)
    degree = pages.similarity(text.page, theirs)
    if degree == 1.0 or hit:
        return Agreement("page", 1.0, "equal" if _is_same_range(text.page, theirs) else "subset", text.page, theirs)
    if degree == 0.5:
        return Agreement("page", 0.8, "subset", text.page, theirs)
    if (
        not re.search(r"\d", text.page)
        or pages.parse(text.page).is_article_number != pages.parse(theirs).is_article_number
    ):
        return Agreement("page", 0.3, "cosmetic", text.page, theirs)
    if any(r.first.lstrip("0") == "1" != r.last for p in (text.page, theirs) for r in pages.parse(p).ranges[:1]):
        return Agreement("page", 0.3, "cosmetic", text.page, theirs)  # "1-8": pages of an advance copy
    return Agreement("page", 0.0, "differs", text.page, theirs)


def _is_same_range(ours: str, theirs: str) -> bool:
    """Whether both print the same first and the same last page, and these are two."""
    one, two = pages.parse(ours).ranges, pages.parse(theirs).ranges
    ends = [tuple(_bare(page) for page in (r[0].first, r[-1].last)) for r in (one, two) if r]
    return len(ends) == 2 and ends[0] == ends[1] and ends[0][0] != ends[0][1]


def _identifiers(text: Reference, record: Reference) -> Iterator[Agreement]:
    for scheme in ("doi", "pmid", "pmcid"):
        ours, theirs = getattr(text, scheme), getattr(record, scheme)
        if ours and theirs:
            same = ids.similarity(Identifier(scheme, ours), Identifier(scheme, theirs)) == 1.0
            yield Agreement(scheme.upper(), float(same), "equal" if same else "differs", ours, theirs)


def _identifier_reasons(text: Reference, record: Record) -> Iterator[Reason]:
    theirs = {ids.normalise(identifier) for identifier in record.identifiers()}
    for identifier in text.identifiers():
        if ids.normalise(identifier) in theirs:
            yield Reason(f"{identifier.scheme}-equal")


@kept(4096, longest=500)
def _folded(text: str) -> str:
    return titles.normalise(text)


def _bare(value: str | None) -> str:
    return (
        re.sub(r"(?i)\b(?:vol(?:ume)?|bd|no|nr|issue|suppl(?:ement)?)\b\.?", "", value or "")
        .strip(" .,:;()")
        .casefold()
        .lstrip("0")
    )


@cache
def _unprinted() -> re.Pattern[str]:
    """What stands behind the title of a journal that has not yet printed the work: "in press"."""
    return re.compile(rf"[,;(\s]{{0,3}}{words.pattern('in_press')}[.)\s]{{0,3}}$", re.IGNORECASE)
