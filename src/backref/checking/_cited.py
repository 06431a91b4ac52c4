"""What the documents of a project cite by key, and what is known to be cited so: files -> keys. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from os.path import dirname, join, normpath
from pathlib import PurePath

from ..fields import ids
from ..model import Span
from ..text.crossrefs import is_cross_reference
from . import _shown
from ._load import keys as defined
from ._naming import named_bibliographies
from ._values import CheckedFile, CheckedProject

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
_ROLE = re.compile(r"cite(?:[a-z:]{0,12})[:}]`(?P<keys>[^`\n]{1,400})`")  # wherever it stands: in "#:" comments too
_AROUND = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")
_KEYLIKE = re.compile(r"[^\s,;{}\[\]()\"'`<>|\\]+")
_REFERRED = re.compile(
    r"(?:\brefs?\.?|\breferences?|\bsee(?:\salso)?|\bcf\.|\be\.g\.|\bet\sal\.?|\d{4}\)?|\]_?|[,;])\s{0,40}\Z",
    re.IGNORECASE,
)
_READS_OTHERS = re.compile(r"\\(?:input|include|subfile|import|subimport)\b|\{\{<\s*include\b|^\[child\]", re.MULTILINE)
_OF_ITSELF = re.compile(r"citations?\.(?:bib|json|ya?ml|bibtex)", re.IGNORECASE)


def is_everything(text: str) -> bool:
    r"""Say whether a document prints every entry of its bibliography.

    >>> is_everything("\\nocite{*}"), is_everything("\\nocite{roe2001}")
    (True, False)
    """
    return _EVERYTHING.search(text) is not None


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


def together(project: CheckedProject) -> list[list[CheckedFile]]:
    """Return the bibliographies in groups: those that one document names, or several that share one, are of one group.

    Where papers name bibliographies of their own, those that no document names are one more; else all are one group.
    """
    found = [file for file in project.files if file.format]
    at = {normpath(file.name): number for number, file in enumerate(found)}
    groups: list[set[int]] = []
    for file in documents(project) if len(found) > 1 else ():
        paths = (path for named in named_bibliographies(file.name, file.text) for path in named.paths)
        places = (normpath(join(dirname(file.name), path)) for path in paths)
        group = {at[place] for place in places if place in at}
        joined = [each for each in groups if each & group]
        groups = [each for each in groups if each not in joined]
        groups += [group.union(*joined)] if group else []
    if len(groups) < 2:
        return [found]
    groups.append(set(range(len(found))).difference(*groups))
    return [[found[number] for number in sorted(group)] for group in groups]


def of_others(project: CheckedProject) -> dict[str, set[str]]:
    """Return for each document the keys that it cites, in small letters, and that only bibliographies of other papers
    define: those of other folders, that it does not name. What reads other files in its place may name more.
    """
    groups = together(project)
    if len(groups) < 2:
        return {}
    owners: dict[str, set[int]] = defaultdict(set)
    number_of = {normpath(each.name): number for number, group in enumerate(groups) for each in group}
    for number, group in enumerate(groups):
        for key in set().union(*map(defined, group)):
            owners[key].add(number)
    found: dict[str, set[str]] = {}
    for file in documents(project):
        paths = (path for named in named_bibliographies(file.name, file.text) for path in named.paths)
        own = {number_of.get(normpath(join(dirname(file.name), path)), len(groups)) for path in paths}
        if len(own) != 1 or _READS_OTHERS.search(file.text):
            continue
        known = own | {len(groups) - 1}  # what no document names may serve each of them
        missing = {key.casefold() for marker in file.markers for key in marker.missing} - _own(file)
        found[file.name] = {
            key
            for key in missing
            if (of := owners.get(key, set()))
            and of.isdisjoint(known)
            and not any(_is_within(each.name, file.name) for number in of for each in groups[number])
        }
    return found


def _is_within(one: str, other: str) -> bool:
    """Whether the folder of one file is that of another, or above or below it."""
    a, b = PurePath(normpath(one)).parent.parts, PurePath(normpath(other)).parent.parts
    return a[: len(b)] == b[: len(a)]


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
    found = {key for file in project.files if file.format for key in defined(file)}
    for file in documents(project):
        found |= _own(file)
    return found.union(*project.looked_up.values()) - {""}


def _own(file: CheckedFile) -> set[str]:
    """The keys, in small letters, that a document defines itself."""
    listed = {entry.key.casefold() for entry in file.entries if entry.kind in ("list", "footnote")}
    return listed | {match[1].casefold() for match in _DEFINED.finditer(file.text)}


def is_looked_for(key: str, keys: set[str], prefixes: Iterable[str]) -> bool:
    """Whether a key that is cited should be in a bibliography, and is not."""
    if is_cross_reference(key) or _LOOKED_UP.match(key) or ids.parse(key) is not None:
        return False
    folded = key.casefold()
    return folded not in keys and not any(
        folded.startswith(prefix) and folded[len(prefix) :] in keys for prefix in prefixes
    )


def not_looked_up(project: CheckedProject) -> int:
    """Return how many citations by key there are that no bibliography is there for."""
    if bibliographies(project) or project.looked_up:
        return 0
    keys = known(project)
    return sum(
        any(is_looked_for(key, keys, ()) for key in marker.missing)
        for file in documents(project)
        for marker in file.markers
        if marker.kind == "key"
    )


def prefixes(project: CheckedProject) -> frozenset[str]:
    """Return what bibliography directives put before keys, in small letters."""
    return frozenset(match[1].casefold() for file in documents(project) for match in _PREFIX.finditer(file.text))


def is_partial(file: CheckedFile, project: CheckedProject) -> bool:
    """Whether a document names bibliographies of which one is not among the files: what that holds is not known."""
    if file.is_partial:
        return True
    given = {
        PurePath(name).name for name in (*(each.name for each in project.files if each.format), *project.looked_up)
    }
    return any(
        PurePath(path).name not in given for named in named_bibliographies(file.name, file.text) for path in named.paths
    )


def cites_all(project: CheckedProject) -> bool:
    """Whether a document prints every entry, or shows docstrings that are not among the files, so that this cannot be
    known.
    """
    files = documents(project)
    code = _shown.modules(file.name for file in files)
    return any(is_everything(file.text) or _shown.is_elsewhere(file.text, code) for file in files)


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
