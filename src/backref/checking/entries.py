"""BR25x and BR26x: an entry as a whole: its key, its type, what it must have, and how a file spells its journals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..formats.bib.table import LOADED
from ..model import Reference
from . import _pointers
from ._values import BIB, CheckedEntry, CheckedFile, CheckedProject, Hit, Rule, bib, each_entry

# What both BibTeX ("BibTeXing", 3.1) and biblatex (manual 3.20, 2.1.1) ask of a type; "a|b" is either.
_ASKED: dict[str, str] = {
    "article": "author title container_title issued", "book": "author|editor title issued", "mvbook": "author title issued", "inbook": "author|editor title issued",
    "incollection": "author title container_title issued", "inproceedings": "author title container_title issued", "conference": "author title container_title issued",
    "phdthesis": "author title publisher issued", "mastersthesis": "author title publisher issued", "thesis": "author title publisher issued",
    "techreport": "author title publisher issued", "report": "author title publisher issued", "proceedings": "title issued", "collection": "editor title issued",
    "manual": "title", "booklet": "title", "unpublished": "author title", "periodical": "title issued", "patent": "author title number issued",
    "online": "title url|doi|arxiv", "electronic": "title url|doi|arxiv", "www": "title url|doi|arxiv",
    # CSL's names, for the other formats
    "article-journal": "title container_title issued", "chapter": "title container_title issued", "paper-conference": "title issued", "webpage": "title url|doi",
}  # fmt: skip
_SAID = {
    "container_title": "journal or book",
    "issued": "year",
    "publisher": "school, institution or publisher",
    "arxiv": "eprint",
}
_SPECIAL = frozenset("set xdata custom customa customb customc customd custome customf map bibnote commentary".split())
# The types of bib2gls, whose files hold terms: what has a title is a work all the same.
_TERMS = re.compile(
    r"(?:dual|tertiary|spawn)?(?:index|entry|symbol|number|abbreviation|acronym|indexplural|indexentry|indexsymbol|indexnumber|indexabbreviation|indexabbreviationentry|entryabbreviation|abbreviationentry|abbreviationsymbol)|bibtexentry|progenitor|contributor|compoundset"
)
_ODD = re.compile(r"[\s\"#%'(),={}\\~$&]|[^\x21-\x7e]")
_MOST = 40  # steps of cross-references that are followed


def _missing(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    asked = _ASKED.get(entry.kind if file.is_bib else entry.reference.type, "") if file.format != "nbib" else ""
    lacking = [names for names in asked.split() if not any(_has(entry.reference, name) for name in names.split("|"))]
    if (
        lacking
        and entry.reference.title is None
        and entry.reference.author == ()
        and len(lacking) == len(asked.split()) > 3
    ):
        lacking = lacking[:1]
    if lacking:
        said = ", ".join(" or ".join(_SAID.get(name, name) for name in names.split("|")) for names in lacking)
        yield Hit(file, entry.span, f"the {entry.kind or entry.reference.type} has no {said}", entry.key)


def _has(reference: Reference, name: str) -> bool:
    return bool(getattr(reference, name))


def _odd_key(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    if entry.written and (found := _ODD.search(entry.written)):
        yield Hit(
            file,
            entry.span,
            f"the key {entry.written!r} holds {found.group()!r}, which not every program takes",
            entry.key,
        )


def _empty_field(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values:
        if value.mark in ("{", '"') and not value.text.strip():
            yield Hit(file, value.whole, f"{value.name} is empty", entry.key)


def _unknown_type(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    if entry.kind and entry.kind not in LOADED and entry.kind not in _SPECIAL:
        if _TERMS.fullmatch(entry.kind) and entry.reference.title is None:
            return
        yield Hit(file, entry.span, f"there is no entry type {entry.kind!r}", entry.key)


# What a type cannot have beside what it must, and what the entry is then.
_STRANGE = (
    ("article", "booktitle", "journal journaltitle", "a paper or a chapter"), ("inproceedings", "journal journaltitle", "booktitle crossref", "an article"),
    ("incollection", "journal journaltitle", "booktitle crossref", "an article"), ("book", "journal journaltitle", "", "an article"),
    ("book", "booktitle", "title", "a chapter"), ("misc", "journal journaltitle", "howpublished eprint url", "an article"),
    ("phdthesis", "journal journaltitle", "school", "an article"), ("techreport", "journal journaltitle", "institution", "an article"),
)  # fmt: skip
_STRANGE_KINDS = frozenset(row[0] for row in _STRANGE)


def _strange(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    """An entry whose fields are those of another type."""
    if entry.kind not in _STRANGE_KINDS:
        return
    said = {value.name for value in entry.values if value.text.strip()}
    for kind, odd, own, meant in _STRANGE:
        has = next((name for name in odd.split() if name in said), "")
        if (
            entry.kind == kind
            and has
            and not said.intersection(own.split())
            and not (kind == "misc" and "volume" not in said)
        ):
            yield Hit(file, entry.span, f"the {kind} has a {has}, as {meant} does", entry.key)
            return


def _parent(project: CheckedProject) -> Iterator[Hit]:
    found = [
        (file, entry, *each)
        for file in project.files
        if file.is_bib
        for entry in file.entries
        for each in _pointers.named(entry)
    ]
    if not found:
        return
    known = _pointers.known(project)
    above: dict[str, dict[str, str]] = {}
    for file, entry, name, key, _ in found:
        if name == "crossref":
            above.setdefault(file.name, {})[entry.written.lower()] = key.lower()
    for file, entry, name, key, span in found:
        if key.lower() not in known:
            yield Hit(file, span, f"the file has no entry {key!r} to refer to", entry.key)
        elif name == "crossref" and _circles(entry.written.lower(), above[file.name]):
            yield Hit(file, span, "the cross-references run in a circle", entry.key)


def _circles(start: str, above: dict[str, str]) -> bool:
    at = above.get(start, "")
    for _ in range(_MOST):
        if at == start:
            return True
        at = above.get(at, "")
    return False


def _spelling(project: CheckedProject) -> Iterator[Hit]:
    for file in project.files:
        written = [
            (entry, entry.reference.container_title)
            for entry in file.entries
            if file.format and entry.reference.container_title
        ]
        spelled = Counter(title for _, title in written)
        groups: dict[str, list[str]] = {}
        for title in spelled:
            groups.setdefault(" ".join(re.sub(r"[.\s]+", " ", title).casefold().split()), []).append(title)
        usual = {
            title: max(group, key=lambda title: spelled[title])
            for group in groups.values()
            if len(group) > 1
            for title in group
        }
        for entry, title in written:
            if usual.get(title, title) != title:
                yield Hit(
                    file,
                    entry.place("container_title"),
                    f"{title!r} is spelled {usual[title]!r} elsewhere in the file",
                    entry.key,
                )


RULES: tuple[Rule, ...] = (
    Rule(
        "BR251", "missing-field", "An entry has the fields that its type asks for.", each_entry(_missing),
        bib("@article{roe2001, author = {Roe, R.}, title = {Heat}, year = 2001}"),
        bib("@article{roe2001, author = {Roe, R.}, title = {Heat}, journal = {Spine}, year = 2001}"),
    ),
    Rule(
        "BR252", "odd-key", "A key is made of what every program takes.", each_entry(_odd_key, *BIB),
        bib("@misc{müller 2001, title = {Heat}}"), bib("@misc{mueller2001, title = {Heat}}"),
    ),
    Rule(
        "BR253", "empty-field", "A field holds something.", each_entry(_empty_field, *BIB),
        bib("@misc{roe2001, title = {Heat}, note = {}}"), bib("@misc{roe2001, title = {Heat}}"), is_pedantic=True,
    ),
    Rule(
        "BR254", "unknown-entry-type", "An entry type is BibTeX's or BibLaTeX's.", each_entry(_unknown_type, *BIB),
        bib("@artcle{roe2001, title = {Heat}}"), bib("@misc{roe2001, title = {Heat}}"),
    ),
    Rule(
        "BR255", "bad-crossref", "A cross-reference leads to an entry, and not back.", _parent,
        bib("@misc{roe2001, title = {Heat}, crossref = {book2001}}"), bib("@misc{roe2001, title = {Heat}, crossref = {book2001}}\n@misc{book2001, title = {Books}}"),
    ),
    Rule(
        "BR256", "type-against-fields", "The fields are those of the type.", each_entry(_strange, *BIB),
        bib("@book{roe2001, author = {Roe, R.}, title = {Heat}, journal = {Spine}, publisher = {P}, year = 2001}"),
        bib("@article{roe2001, author = {Roe, R.}, title = {Heat}, journal = {Spine}, year = 2001}"),
    ),
    Rule(
        "BR261", "journal-spelling", "A file spells a journal in one way.", _spelling,
        bib("@misc{a, title = {Heat}, journal = {J. Heat}}\n@misc{b, title = {Cold}, journal = {J Heat}}"),
        bib("@misc{a, title = {Heat}, journal = {J. Heat}}\n@misc{b, title = {Cold}, journal = {J. Heat}}"),
    ),
)  # fmt: skip
