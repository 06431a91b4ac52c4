"""The templates that Wikipedias cite with, in every language that has a file under `data/templates/`: what each is, and
what its parameters hold.

A Wikipedia is one file, named by its language's code; each has every key of the others. Where two give one word two
meanings ("nom" is a family name in French and a given name in Catalan), the language that has the template is believed,
then the one with the lower rank. Nothing is read before the first template is asked for.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from .kept import kept

Sort = Literal["short", "repeat", "notes", "lists", "needed"]
SORTS: tuple[Sort, ...] = ("needed", "short", "repeat", "notes", "lists")


class CitingTemplate(NamedTuple):
    """A template that describes a work: its CSL type ("" where its fields tell), and the roles of its parameters."""

    kind: str
    roles: Mapping[str, str]


@cache
def languages() -> tuple[Mapping[str, Any], ...]:
    """Return what the files say, the lowest rank first."""
    folder = files("backref") / "data" / "templates"
    found = [json.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir() if file.name.endswith(".json")]
    return tuple(sorted(found, key=lambda each: each["rank"]))


def folded(name: str) -> str:
    """Return a template's or parameter's name as it is looked up: "_" is a blank, and capitals say nothing.

    >>> folded("Cite_journal "), folded("Vorlage:Literatur")
    ('cite journal', 'literatur')
    """
    name = " ".join(unicodedata.normalize("NFC", name).replace("_", " ").lower().split())
    return name.rpartition(":")[2].strip() if ":" in name[1:] else name


@kept(4096, longest=200)
def citing(name: str) -> CitingTemplate | None:
    """Return what a template of this folded name cites, or None for one that cites nothing.

    >>> found = citing("citeer boek")
    >>> found.kind, found.roles["achternaam"]
    ('book', 'author-last')
    """
    kinds = [each["citations"][name] for each in languages() if name in each["citations"]]
    if not kinds:
        return CitingTemplate("", roles()) if name.startswith(("cite ", "citar ", "cytuj ", "citeer ")) else None
    found: dict[str, str] = {}
    for each in languages():
        if name in each["citations"]:
            found = {**each["parameters"], **each["overrides"].get(name, {}), **found}
    return CitingTemplate(kinds[0], {**roles(), **found})


@cache
def roles() -> Mapping[str, str]:
    """Return what parameters hold in any language; of two meanings the one of the language with the lower rank."""
    return {key: role for each in reversed(languages()) for key, role in each["parameters"].items()}


def sort_of(name: str) -> Sort | None:
    """Return what else a template of this folded name is: a short citation, a note, a list, or the sign that a source
    is wanted.

    >>> sort_of("sfn"), sort_of("carece de fontes"), sort_of("efn"), sort_of("infobox")
    ('short', 'needed', 'notes', None)
    """
    return _sorts().get(name)


@cache
def _sorts() -> Mapping[str, Sort]:
    return {name: sort for sort in reversed(SORTS) for each in languages() for name in each[sort]}


@cache
def media() -> re.Pattern[str]:
    """Return the pattern of what begins a link to a picture or a category."""
    names = sorted({name for each in languages() for name in each["media"]}, key=len, reverse=True)
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, names))})\s*:", re.IGNORECASE)


def wanted(text: str) -> Iterator[re.Match[str]]:
    """Yield what a page prints where a source is wanted.

    >>> [match.group() for match in wanted("So it is.[citation needed] Ainsi.[réf. nécessaire] Not [this].")]
    ['[citation needed]', '[réf. nécessaire]']
    """
    yield from _needed().finditer(text) if "[" in text else ()


@cache
def _needed() -> re.Pattern[str]:
    printed = sorted({words for each in languages() for words in each["needed_printed"]}, key=len, reverse=True)
    within = "|".join(re.escape(words).replace(r"\ ", r"[ \u00a0]") for words in printed)
    return re.compile(rf"\[\s?(?:{within})(?:[ \u00a0][^\[\]\n]{{1,24}})?\s?\]", re.IGNORECASE)
