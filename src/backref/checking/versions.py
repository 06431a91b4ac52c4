"""BR407: one work in two forms, its preprint and its paper or article. Which is meant is the author's to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..resolving import versions
from . import _cited
from ._values import CheckedEntry, CheckedFile, CheckedProject, Example, Hit, Rule, bib

# How the entry stands to the other, in DataCite's words, and what that is in ours.
_SAID = {
    "IsPreprintOf": "a preprint of",
    "HasPreprint": "what was published of the preprint",
    "IsPreviousVersionOf": "the paper before",
    "IsNewVersionOf": "the article after",
}


def _several(project: CheckedProject) -> Iterator[Hit]:
    """Works that a bibliography, or the list of a document, holds in two forms; and preprints of what a source holds as
    published.
    """
    yield from _listed([(file, entry) for file in project.files if file.format for entry in file.entries])
    for file in _cited.documents(project):
        yield from _listed([(file, entry) for entry in file.entries if entry.kind == "list"])
    for file in project.files:
        for entry in file.entries:
            yield from _known(file, entry)


def _listed(entries: Sequence[tuple[CheckedFile, CheckedEntry]]) -> Iterator[Hit]:
    for group in versions([entry.reference for _, entry in entries]):
        file, first = entries[group.members[0]]
        line = file.line_of(first.span[0])
        for at, relation in zip(group.members[1:], group.relations, strict=True):
            here, entry = entries[at]
            yield Hit(here, entry.span, f"{_SAID[relation]} {first.key} ({file.name}:{line}; {relation})", entry.key)


def _known(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    """What no registry relates, but title, people and year do; what one does is BR327's."""
    for version in entry.verdict.versions if entry.verdict and entry.verdict.status.is_match else ():
        if version.relation == "IsPreprintOf" and version.says == "match":
            where = f"{version.identifier} " if version.identifier else ""
            yield Hit(file, entry.span, f"a preprint of {where}({version.form}; {version.relation})", entry.key)


_PREPRINT = """@misc{early, title = {Heat of made-up metals}, author = {Roe, Ann},
  eprint = {2001.00001}, archiveprefix = {arXiv}, year = {2020}}
"""
_ARTICLE = """@article{late, title = {Heat of Made-Up Metals}, author = {Roe, Ann},
  journal = {Journal of Heat}, year = {2021}}
"""
RULES: tuple[Rule, ...] = (
    Rule(
        "BR407",
        "versions-of-one-work",
        "A work is cited in one form: its preprint, or what was published of it.",
        _several,
        bib(_PREPRINT + _ARTICLE),
        Example(_PREPRINT + _ARTICLE.replace("Metals", "Alloys")),
        asks=True,
        is_pedantic=True,
    ),
)
