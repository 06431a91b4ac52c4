"""BR23x: titles, and what other systems leave in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

from ..fields import titles
from ..fields.latex.encode import encode
from ..formats.bib.closings import closing
from ..model import Span
from ..text.entities import unescaped
from ._values import BIB, CheckedEntry, CheckedFile, Edit, FieldsRead, Hit, Rule, Value, bib, each_entry

_TITLES = ("title", "container_title", "collection_title", "title_short", "container_title_short")
_BESIDE = frozenset(("subtitle", "booksubtitle"))
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|span|u|p|br|div|font|scp?|jats:\w{1,20}|mml:\w{1,20})\b[^<>\n]{0,200}>", re.IGNORECASE
)
_CSL_TAG = re.compile(r"</?(?:i|b|sub|sup|sc|span)\b", re.IGNORECASE)  # the markup of CSL-JSON itself
# Ampersands may be escaped over and over; a run of them is looked at once, from its beginning.
_ENTITY = re.compile(
    r"(?:(?<!&)\\&|(?<!\\)&)(?:(?:amp;|\\&)*+(?:lt|gt|quot|apos|nbsp|ndash|mdash|[a-z]{1,8}(?:acute|grave|uml|circ|tilde|cedil)|\\?#\d{2,5}|\\?#x[0-9a-f]{2,5});|(?:(?:\\&)*+amp;)++)",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"(?i)(?:\b(?:inc|corp|ltd|co|etc|al|vol|no|vs|jr|sr|spp?|nov|gen|sect|dept|univ|st|eds?|ca|ser|suppl|proc|rev|pt)|\b\w|\.\w+|\d)\.$"
    r"|(?:\b[^\W\d_]{1,8}|\d)\.\s[^\W\d_]{1,12}\.$"  # "J. Appl. Phys.", "2. Aufl."
)
_PROSE = re.compile(r"[^\W\d_]{2}")


def _values(file: CheckedFile, entry: CheckedEntry) -> Iterator[Value]:
    names = _names_of_titles(entry.places)
    return (
        value for value in entry.values if value.name in names and value.mark != "#" and (value.mark or not file.is_bib)
    )


@cache
def _names_of_titles(places: FieldsRead) -> frozenset[str]:
    """The fields of a type that titles are read from."""
    return frozenset(name for known, names in places.items() if known in _TITLES for name in names) | _BESIDE


def _braced(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values_of("title"):
        text = value.text.strip()
        if (
            value.mark
            and text[:1] == "{"
            and text[-1:] == "}"
            and " " in text
            and closing(text, 0, len(text)) == len(text) - 1
        ):
            yield Hit(file, value.span, "the whole title is in braces, so that no style can change its case", entry.key)


def _tags(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _values(file, entry):
        found = next((m for m in _TAG.finditer(value.text) if file.is_bib or not _CSL_TAG.match(m.group())), None)
        if found and file.format != "nbib":
            yield Hit(file, value.span, f"{value.name} holds {found.group()!r}, which is HTML", entry.key)


def _entities(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _values(file, entry):
        found = list(_ENTITY.finditer(value.span.of(file.text)))
        if found:
            edits = tuple(
                Edit(Span(*match.span()).shift(value.span.start), _character(match.group(), file)) for match in found
            )
            yield Hit(file, value.span, f"{value.name} holds {found[0].group()!r}, which is HTML", entry.key, edits)


def _character(entity: str, file: CheckedFile) -> str:
    """What an entity stands for, as the format writes it."""
    text = entity.replace("\\", "")
    for _ in range(5):
        text = unescaped(text)
    text = " " if text == "\u00a0" else text
    return (
        encode(text)
        if file.is_bib
        else json.dumps(text, ensure_ascii=False)[1:-1]
        if file.format == "csl-json"
        else text
    )


def _capitals(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    text = titles.render(entry.reference.title or "")
    if text.isupper() and len(_PROSE.findall(text)) > 7 and len(text.split()) > 2:
        yield Hit(file, entry.place("title"), "the title is in capitals", entry.key)


def _stop(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    if file.format == "nbib":
        return  # MEDLINE ends every title with one
    for value in entry.values_of("title"):
        text = value.text.rstrip(" \t\n\r}")
        if text.endswith(".") and not text.endswith("..") and not _ABBREVIATION.search(text) and (value.mark != "#"):
            at = value.span.of(file.text).rstrip(" \t\n\r}")
            edits = (Edit(Span(len(at) - 1, len(at)).shift(value.span.start), ""),) if at.endswith(".") else ()
            yield Hit(file, value.span, "the title ends in a full stop", entry.key, edits)


def _unbalanced(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values:
        if value.mark == "#" or value.name in (
            "url",
            "file",
            "abstract",
            "doi",
            "note",
            "eprint",
            "annote",
            "keywords",
        ):
            continue
        bare = re.sub(r"\\.", "", value.text, flags=re.DOTALL)
        if bare.count("$") % 2:
            yield Hit(
                file,
                value.span,
                f"a dollar sign of {value.name} has no fellow; a sum of money is written \\$",
                entry.key,
            )
        elif bare.count("{") != bare.count("}"):
            yield Hit(file, value.span, f"the braces of {value.name} do not pair", entry.key)


RULES: tuple[Rule, ...] = (
    Rule(
        "BR231", "title-in-braces", "Braces protect words of a title, not all of it.", each_entry(_braced, *BIB),
        bib("@misc{roe2001, title = {{Heat and cold}}}"), bib("@misc{roe2001, title = {Heat and cold in {DNA}}}"),
        is_pedantic=True,
    ),
    Rule(
        "BR232", "html-tag", "A title holds no HTML.", each_entry(_tags),
        bib("@misc{roe2001, title = {Heat of <i>E. coli</i> cells}}"), bib("@misc{roe2001, title = {Heat of \\emph{E. coli} cells}}"),
    ),
    Rule(
        "BR233", "html-entity", "A title holds no entities of HTML.", each_entry(_entities),
        bib("@misc{roe2001, title = {Heat &amp; cold}}"), bib("@misc{roe2001, title = {Heat \\& cold}}"), is_certain=True,
    ),
    Rule(
        "BR234", "title-in-capitals", "A title is not in capitals.", each_entry(_capitals),
        bib("@misc{roe2001, title = {THE THEORY OF HEAT AND OF COLD WEATHER}}"), bib("@misc{roe2001, title = {The theory of heat and of cold weather}}"),
    ),
    Rule(
        "BR235", "title-stop", "A title does not end in a full stop.", each_entry(_stop),
        bib("@misc{roe2001, title = {Theory of heat.}}"), bib("@misc{roe2001, title = {Theory of heat}}"), is_certain=True,
    ),
    Rule(
        "BR236", "unbalanced", "Braces and dollar signs come in pairs.", each_entry(_unbalanced, *BIB),
        bib("@misc{roe2001, title = {The cost of heat: $5}}"), bib("@misc{roe2001, title = {The cost of heat: \\$5}}"),
    ),
)  # fmt: skip
