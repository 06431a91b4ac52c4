"""Running a rule's examples: a source that knows what the example says, and nothing else."""

from __future__ import annotations

import json

from backref import checking, pipeline, readers
from backref.catalogue import Catalogue
from backref.checking import CheckedFile, CheckedProject, Example
from backref.fields.crossref import record_of
from backref.model import Answer, Outcome
from backref.sources.catalogue import CatalogueSource

YEAR = 2026


class Silent:
    """A source that never answers."""

    name = "crossref"
    schemes = ("doi",)
    can_search = True
    completes = ()

    def ask(self, queries):
        return [Answer(source=self.name, outcome=Outcome.FAILED, detail="timed out") for _ in queries]


def project_of(example: Example) -> CheckedProject:
    """Return the files of an example, with the verdicts of its sources."""
    suffix = {"bibtex": "bib", "csl-json": "json", "csl-yaml": "yaml"}.get(example.format, example.format)
    files: list[CheckedFile] = []
    if example.text:
        files.append(checking.load(f"refs.{suffix}", example.text, example.format))
    if example.document.startswith("@"):
        files.append(checking.load("more.bib", example.document, "bibtex"))
    elif example.document:
        document = readers.read(
            example.document.encode(), "notes.tex" if example.document.startswith("\\") else "notes.md"
        )
        files.append(checking.document(document, pipeline.resolve(document, [])))
    if example.records is None or example.records or example.text.startswith("@article{deyo"):
        if example.records is None:
            sources = [Silent()]
        else:
            known = [record_of(json.loads(row)) for row in example.records]
            crossref = CatalogueSource(Catalogue.of(record for record in known if record), name="crossref")
            crossref.knows_all = ()  # there are other agencies
            sources = [crossref]
        files = [checking.with_verdicts(f, lambda parsed: pipeline.verify(parsed, sources)) for f in files if f.format]
    return CheckedProject(tuple(files), YEAR)
