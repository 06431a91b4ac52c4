"""What the documents of a project cite by key, and what is known to be cited so: files -> keys. Pure."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from ..fields import ids
from ..model import Span
from ..text.crossrefs import is_cross_reference
from ..text.numerals import whole
from . import _pointers, _shown
from ._values import CheckedEntry, CheckedFile, CheckedProject

_AT = re.compile(r"(?<![\w.])@\{?(?P<key>\w[\w:.#$%&+?<>~/-]{0,200})")  # pandoc's "@roe2001 says", and in its metadata
_NOCITE = re.compile(r"\\nocite\s*\{(?P<keys>[^{}]{1,2000})\}")
_EVERYTHING = re.compile(
    r"\\nocite\s*\{\s*\*\s*\}|^nocite:(?:[^\S\n]*+(?:[|>][^\S\n]*+)?\n)?[^\n]*@\*|^[ \t]*:all:[ \t]*$|^[ \t]*:filter:(?!(?:[ \t]*(?:cited|docname|in|docnames|and|\(|\)))+[ \t]*$)",
    re.MULTILINE,
)
# sphinxcontrib-bibtex and MyST: the keys of one bibliography directive are cited with this before them.
_PREFIX = re.compile(r"^[ \t]*:keyprefix:[ \t]*(\S{1,40})[ \t]*$", re.MULTILINE)
_DEFINED = re.compile(r"^[ \t]{0,3}\[-?@([^\]\n]{1,200})\]:", re.MULTILINE)  # Manubot's "[@tag:name]: doi:10..."
# What Manubot looks up by itself. https://manubot.org/docs/citing.html (read 2026-11)
_LOOKED_UP = re.compile(
    r"(?:tag|raw|url|https?|isbn|wikidata|doi|shortdoi|pmid|pmcid|pmc|pubmed|arxiv|clinicaltrials|swh|gnd|issn|ol|chembl[\w.]*|rrid|zenodo|urn|biorxiv|medrxiv):",
    re.IGNORECASE,
)
_NAMED = re.compile(r"^bibliography:[ \t]*(?P<inline>[^\n]*)(?P<items>(?:\n[ \t]*-[^\n]*){0,40})", re.MULTILINE)
_FILE = re.compile(r"[\w./-]{1,200}\.(?:bib|json|ya?ml|bibtex)")
_ROLE = re.compile(r"cite(?:[a-z:]{0,12})[:}]`(?P<keys>[^`\n]{1,400})`")  # wherever it stands: in "#:" comments too
_AROUND = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")
_KEYLIKE = re.compile(r"[^\s,;{}\[\]()\"'`<>|\\]+")
_REFERRED = re.compile(
    r"(?:\brefs?\.?|\breferences?|\bsee(?:\salso)?|\bcf\.|\be\.g\.|\bet\sal\.?|\d{4}\)?|\]_?|[,;])\s{0,40}\Z",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(r"citations?\.(?:bib|json|ya?ml|bibtex)", re.IGNORECASE)
_QUOTES = re.compile(r"\"\"\"|'''")
_INCLUDES = re.compile(r"^[ \t]*\.\.[ \t]+include::", re.MULTILINE)
_NOTE = re.compile(r"^[ \t]*\.\.[ \t]+\[[#\d]", re.MULTILINE)
_HEAD = 4000  # characters in which a document's metadata stand


def documents(project: CheckedProject) -> Sequence[CheckedFile]:
    """Return the files that are no bibliographies."""
    return [file for file in project.files if not file.format]


def bibliographies(project: CheckedProject) -> Sequence[CheckedFile]:
    """Return the bibliographies that documents may cite from: not a "CITATION.bib" that says how to cite the project,
    unless one of its entries is cited.
    """
    found = [file for file in project.files if file.format]
    own = [file for file in found if _OF_ITSELF.fullmatch(PurePath(file.name).name)]
    if not own:
        return found
    keys = {key.casefold() for file in documents(project) for marker in file.markers for key in marker.keys}
    unused = [file for file in own if not any(entry.key.casefold() in keys for entry in file.entries)]
    return [file for file in found if file not in unused]


def lists(file: CheckedFile) -> Iterator[list[CheckedEntry]]:
    """Yield the lists of a document: one ends where the labels start anew, where another has its heading, or with the
    docstring that it stands in.

    Each function's page shows its own list, so a work may be in several of them.
    """
    listed: list[CheckedEntry] = []
    number, end = 0, 0
    for entry in sorted((entry for entry in file.entries if entry.kind == "list"), key=lambda entry: entry.span):
        before, number = number, whole(entry.key) or 0
        is_new = bool(number and (number == 1 or number <= before))
        is_new = is_new or bisect(file.headings, end) != bisect(file.headings, entry.span.start)
        if is_new or (file.name.endswith(".py") and _QUOTES.search(file.text, end, entry.span.start)):
            yield listed
            listed = []
        listed.append(entry)
        end = entry.span.end
    yield listed


def has_other_notes(file: CheckedFile, keys: Iterable[str]) -> bool:
    """Whether notes of reStructuredText may have these labels although none is written so: they stand in a table or in
    a file that is included, or are numbered by Docutils.

    >>> file = CheckedFile("a.rst", "As [2]_ says.\n\n.. [#a] One.\n.. [#] Two.\n")
    >>> has_other_notes(file, ["2"]), has_other_notes(file, ["3"])
    (True, False)
    """
    if ".. include::" in file.text and _INCLUDES.search(file.text):
        return True
    if not file.name.endswith(".py") and all(f".. [{key}]" in file.text for key in keys):
        return True  # in the cell of a table, or of another reader
    if ".. [#" not in file.text:
        return False
    notes = sum(1 for _ in _NOTE.finditer(file.text))
    return all((whole(key) or notes + 1) <= notes for key in keys)


def is_told_nearby(file: CheckedFile, keys: Sequence[str], marker: Span) -> bool:
    """Whether a docstring's labels may be those of entries that are not linked: each has one entry in the whole file,
    which pages of a module or a class show as one, or the docstring's own list has no numbers.
    """
    listed = [entry for entry in file.entries if entry.kind == "list"]
    labels = Counter(entry.key for entry in listed)
    if all(labels[key] == 1 for key in keys):
        return True
    begins = max(file.text.rfind(quotes, 0, marker.start) for quotes in ('"""', "'''"))
    ends = _QUOTES.search(file.text, marker.end)
    own = [entry for entry in listed if begins < entry.span.start < (ends.start() if ends else len(file.text))]
    return bool(own) and all(whole(entry.key) is None for entry in own)


def is_reference(text: str, marker: Span) -> bool:
    """Whether a number in a docstring is called a reference: by the mark of a footnote behind it, or a word before it.

    What else stands in brackets there may be a unit, a shape or an interval.

    >>> [is_reference(text, Span(text.index("["), text.index("]") + 1)) for text in ("as in [2]_", "of reference [2].", "of a day [1].")]
    [True, True, False]
    """
    return (
        text.startswith("_", marker.end) or _REFERRED.search(text, max(marker.start - 60, 0), marker.start) is not None
    )


def known(project: CheckedProject) -> set[str]:
    """Return the keys, in small letters, that something in the project defines."""
    found = {
        key.casefold()
        for file in project.files
        for entry in file.entries
        if file.format
        for key in (entry.key, entry.written, *(_pointers.aliases(entry) if file.is_bib else ()))
    }
    for file in documents(project):
        found |= {entry.key.casefold() for entry in file.entries if entry.kind in ("list", "footnote")}
        found |= {match[1].casefold() for match in _DEFINED.finditer(file.text)}
    return found - {""}


def is_looked_for(key: str, keys: set[str], prefixes: Iterable[str]) -> bool:
    """Whether a key that is cited should be in a bibliography, and is not."""
    if is_cross_reference(key) or _LOOKED_UP.match(key) or ids.parse(key) is not None:
        return False
    folded = key.casefold()
    return folded not in keys and not any(
        folded.startswith(prefix) and folded[len(prefix) :] in keys for prefix in prefixes
    )


def prefixes(project: CheckedProject) -> frozenset[str]:
    """Return what bibliography directives put before keys, in small letters."""
    return frozenset(match[1].casefold() for file in documents(project) for match in _PREFIX.finditer(file.text))


def is_partial(file: CheckedFile, project: CheckedProject) -> bool:
    """Whether a document names bibliographies of which one is not among the files: what that holds is not known."""
    given = {PurePath(each.name).name for each in project.files if each.format}
    match = _NAMED.search(file.text, 0, _HEAD)
    named = _FILE.findall(match["inline"] + match["items"]) if match else []
    return any(PurePath(name).name not in given for name in named)


def cites_all(project: CheckedProject) -> bool:
    """Whether a document prints every entry, or shows docstrings that are not among the files, so that this cannot be
    known.
    """
    files = documents(project)
    code = _shown.modules(file.name for file in files)
    return any(_EVERYTHING.search(file.text) or _shown.is_elsewhere(file.text, code) for file in files)


def cited(project: CheckedProject) -> set[str]:
    """Return the keys, in small letters, that documents cite, or hold as a word that can hardly be anything else."""
    files = documents(project)
    found = {key for file in files for marker in file.markers for key in marker.keys}
    for file in files:
        found |= {key for match in _AT.finditer(file.text) for key in (match["key"], match["key"].rstrip(".:?/"))}
        found |= {key.strip() for match in _NOCITE.finditer(file.text) for key in match["keys"].split(",")}
        found |= {key.strip() for m in _ROLE.finditer(file.text) for key in _AROUND.sub(" ", m["keys"]).split(",")}
        found |= set(_coded(file.text))
    folded = {key.casefold() for key in found}
    return folded | {key[len(p) :] for p in prefixes(project) for key in folded if key.startswith(p)}


def _coded(text: str) -> Iterator[str]:
    """The words of a text that are no words of a language: letters and digits, or letters joined by signs."""
    for match in _KEYLIKE.finditer(text):
        word = match.group().strip(".,:;@*_")
        if any(c.isdigit() or c in "_:" for c in word) and any(c.isalpha() for c in word):
            yield word
