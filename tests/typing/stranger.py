"""What a stranger writes, under `mypy --strict`. It is not run. A line that ends in "# error: CODE" must be refused,
every other one accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import backref
from backref import (
    Answer,
    Bibliography,
    Checked,
    Converted,
    Document,
    Entry,
    Fault,
    Finding,
    Found,
    Linked,
    Loaded,
    LockError,
    Outcome,
    Parsed,
    Query,
    Record,
    Reference,
    Source,
    StyleError,
    Synced,
)
from backref.plugins import Format, Rate, Reader, Request, Rule, Service, Settings, Style, bib


class Shelf:
    """A source of one's own needs no base class."""

    name = "shelf"
    schemes: tuple[str, ...] = ("isbn",)
    can_search = False
    completes: tuple[str, ...] = ()

    def ask(self, queries: list[Query]) -> list[Answer]:
        record = Record(reference=Reference(title="Spine"), source=self.name)
        return [Answer(source=self.name, outcome=Outcome.ANSWERED, records=(record,)) for _ in queries]


class Silent:
    """No source: it cannot be asked."""

    name = "silent"


def verbs(path: Path) -> None:
    document: Document = backref.read(path)
    found: Found = backref.find(document)
    linked: Linked = backref.link(document, found)
    parsed: Parsed = backref.parse("Roe R. Heat. 2001.")
    several: Iterator[Parsed] = backref.parse_many(["Roe R. Heat. 2001."])
    sources: list[Source] = backref.open_sources(only=("crossref",))
    bibliography: Bibliography = backref.resolve(document, sources)
    entries: Iterator[Entry] = backref.resolve_many(["Roe R. Heat. 2001.", Reference(title="Heat"), parsed], [Shelf()])
    loaded: Loaded = backref.load("", "bibtex")
    text: str = backref.dump(bibliography, "bibtex")
    listed: str = backref.styled(bibliography, "text", "apa")
    converted: Converted = backref.convert(text, "bibtex", "ris", style="")
    checked: Checked = backref.check([path, text, document], sources, select=["BR2"])
    faults: tuple[Fault, ...] = checked.faults
    synced: Synced = backref.sync(["docs"], sources, locked=True)
    findings: list[Finding] = [f for e in entries if e.resolution for f in e.resolution.findings]
    problems = (*loaded.problems, *converted.losses, *synced.problems, *bibliography.problems)
    print(linked, several, listed, faults, findings, problems, parsed.reference.title, {Reference(title="a"): 1})


def errors() -> None:
    try:
        backref.sync()
    except (LockError, StyleError) as error:
        print(error.path, error.detail)


def absent() -> None:
    from backref import BaseModel  # error: attr-defined
    from backref import iter_modules  # error: attr-defined # isort: skip
    from backref import resolve_citations  # error: attr-defined # isort: skip

    print(BaseModel, iter_modules, resolve_citations)


def refused(path: Path, document: Document) -> None:
    backref.find(path)  # error: arg-type
    backref.parse(b"Roe R.")  # error: arg-type
    backref.resolve(document, [Silent()])  # error: list-item
    backref.dump(document, "bibtex")  # error: arg-type
    backref.styled(Bibliography(), "text", 3)  # error: arg-type
    backref.check(document, select=3)  # error: arg-type
    backref.verify([], [])  # error: attr-defined
    print(backref.parse("").reference.titel)  # error: attr-defined
    Format(name="odd", title="Odd", load=len)  # error: arg-type
    Style(name="odd", entry=lambda reference: "")  # error: arg-type,misc
    Reader(name="odd", title="Odd")  # error: call-arg


def requests_for(queries: object, settings: Settings) -> list[Request]:
    return [Request("odd", "https://example.org")]


SOURCE = Service(
    name="odd", base_url="https://example.org", rate=Rate(1), requests_for=requests_for, read=lambda payload: []
)
RULES = (Rule("OD101", "odd", "It is odd.", lambda project: (), bib("@misc{a}"), bib("@misc{b}")),)
