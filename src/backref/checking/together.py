"""BR4xx: what shows only when entries, files and documents are looked at together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..fields import ids, names, titles
from ..model import FindingKind, Identifier, Pointer, Reference
from ..resolving.reasons import Reason
from ..resolving.twins import is_alike
from . import _cited, _listing, _pointers
from ._values import CheckedEntry, CheckedFile, CheckedProject, Example, Hit, Rule, bib

_Place = tuple[CheckedFile, CheckedEntry]
_MOST = 3  # letters that a title must have at least five times over to tell works apart


def _twice(project: CheckedProject) -> Iterator[Hit]:
    """Works that share an identifier, or title, first author and year."""
    for known, (file, entry), _ in _pairs(project):
        if is_alike(known[1].reference, entry.reference):
            yield Hit(file, entry.span, f"the work is also {_named(known)}", entry.key)


def _shared(project: CheckedProject) -> Iterator[Hit]:
    """Works that nothing but an identifier makes one; a book's chapters may share the book's."""
    for known, (file, entry), mark in _pairs(project):
        one, two = known[1].reference, entry.reference
        if is_alike(one, two) or (one.type == "chapter" and one.container_title == two.container_title):
            continue
        yield Hit(file, entry.span, f"{mark} is also that of {_named(known)}, which is another work", entry.key)


def _named(place: _Place) -> str:
    file, entry = place
    return f"{entry.key} ({file.name}:{file.line_of(entry.span[0])})"


def _pairs(project: CheckedProject) -> Iterator[tuple[_Place, _Place, object]]:
    """Entries of one paper, or of one list of a document, with a mark of one work in common, and that mark."""
    for files in _cited.together(project):
        yield from _repeated([(file, entry) for file in files for entry in file.entries])
    for file in _cited.documents(project):
        for listed in _listing.lists(file):
            yield from _repeated([(file, entry) for entry in listed])


def _repeated(entries: Sequence[_Place]) -> Iterator[tuple[_Place, _Place, object]]:
    first: dict[object, _Place] = {}
    for file, entry in entries:
        marks = list(_marks(entry))
        common = next((mark for mark in marks if mark in first), None)
        known = first.get(common)
        if known and not _is_one_place(known, (file, entry)) and not _contradict(known[1], entry):
            yield known, (file, entry), common
        for mark in marks:
            first.setdefault(mark, (file, entry))


def _is_one_place(one: _Place, two: _Place) -> bool:
    """Whether two files share the entry, or one line of a document's list names several works."""
    if one[0] is not two[0]:
        return one[1].key == two[1].key
    return not one[0].format and one[1].span == two[1].span


def _marks(entry: CheckedEntry) -> Iterator[object]:
    reference = entry.reference
    if not _leads_elsewhere(entry):  # an identifier that is another work's makes no twins
        yield from _names(reference)
    record = entry.verdict.record if entry.verdict else None
    if record is not None:
        yield from _names(record.reference)
    title = titles.normalise(reference.title or "")
    people = reference.author or reference.editor
    if len(title) > 5 * _MOST and people and reference.issued and reference.issued.year:
        work = (
            title,
            titles.normalise(names.family(people[0])),
            reference.issued.year,
            reference.volume,
            reference.type,
        )
        if reference.issue:
            yield (*work, reference.issue.lstrip("0"))  # a column has one title in every issue
        yield work


def _leads_elsewhere(entry: CheckedEntry) -> bool:
    verdict = entry.verdict
    if verdict is None:
        return False
    return Reason.IDENTIFIER_POINTS_ELSEWHERE in verdict.reasons or any(
        finding.kind == FindingKind.ELSEWHERE for finding in verdict.findings
    )


def _names(reference: Reference) -> Iterator[Identifier]:
    for identifier in reference.identifiers():
        if ids.is_valid(identifier) and identifier.scheme != "isbn":  # a book's chapters share it
            yield ids.normalise(identifier)


def _contradict(one: CheckedEntry, two: CheckedEntry) -> bool:
    """Whether identifiers of one scheme, or the issues of one volume, say that these are two works, although something
    else is the same.
    """
    a, b = (set(_names(entry.reference)) for entry in (one, two))
    issues = [entry.reference.issue.lstrip("0") for entry in (one, two) if entry.reference.issue]
    return not a & b and (bool({i.scheme for i in a} & {i.scheme for i in b}) or len(set(issues)) > 1)


def _otherwise(project: CheckedProject) -> Iterator[Hit]:
    """Two files of one paper that define one key, each in its own way."""
    for files in _cited.together(project):
        first: dict[str, tuple[CheckedFile, CheckedEntry]] = {}
        for file in files:
            for entry in file.entries:
                known = first.setdefault(entry.written, (file, entry))
                if entry.written and known[0] is not file and known[1].reference != entry.reference:
                    yield Hit(file, entry.span, f"{known[0].name} has another entry of this key", entry.key)


def _absent(project: CheckedProject) -> Iterator[Hit]:
    if not _cited.bibliographies(project) and not project.looked_up:
        return
    known, before = _cited.known(project), _cited.prefixes(project)
    partial = {file.name for file in _cited.documents(project) if _cited.is_partial(file, project)}
    others = _cited.of_others(project)
    for file, marker in _markers(project, "key"):
        for key in marker.missing if file.name not in partial else ():
            if _cited.is_looked_for(key, known, before):
                yield Hit(file, marker.span, f"{key} is cited, but in no bibliography", key)
            elif key.casefold() in others.get(file.name, ()):
                yield Hit(file, marker.span, f"{key} is cited, but only in the bibliography of another paper", key)


def _never(project: CheckedProject) -> Iterator[Hit]:
    documents = _cited.documents(project)
    if not documents or _cited.cites_all(project):
        return
    cited = _cited.cited(project) | {
        str(mark)
        for file in documents
        for entry in file.entries
        for mark in _marks(entry)
        if isinstance(mark, Identifier)
    }
    above = {key.casefold() for f in project.files if f.is_bib for e in f.entries for _, key, _ in _pointers.named(e)}
    for file in _cited.bibliographies(project):
        for entry in file.entries:
            own = {key.casefold() for key in (entry.key, entry.written, *_pointers.aliases(entry))} | {
                str(identifier) for identifier in _names(entry.reference)
            }
            if entry.written and not own & (cited | above):
                yield Hit(file, entry.span, "no document cites the entry", entry.key)


def _unmarked(project: CheckedProject) -> Iterator[Hit]:
    told: dict[str, _listing.NotesTold] = {}
    for file, marker in _markers(project):
        if marker.kind == "key" or marker.status != "missing-entry" or marker.reason == "no-list-of-this-kind":
            continue
        if file.name not in told:
            told[file.name] = _listing.NotesTold(file)
        if told[file.name].has(marker.missing, marker.span):
            continue
        if not file.name.endswith(".py") or _cited.is_reference(file.text, marker.span):
            said = ", ".join(marker.missing)
            yield Hit(file, marker.span, f"no entry for {said} of the marker {marker.text!r}", said)


def _unclear(project: CheckedProject) -> Iterator[Hit]:
    for file, marker in _markers(project):
        if marker.status == "ambiguous":
            yield Hit(file, marker.span, f"several entries fit the marker {marker.text!r}", ", ".join(marker.keys))


def _markers(project: CheckedProject, kind: str = "") -> Iterator[tuple[CheckedFile, Pointer]]:
    for file in _cited.documents(project):
        yield from ((file, marker) for marker in file.markers if not kind or marker.kind == kind)


_HEAT = "@misc{heat, title = {Heat}}"
_LISTED = "Heat rises [1]. It also falls [2].\n\n## References\n\n1. Roe R. Heat and its rise. Spine. 2001;1:1-9.\n2. Doe J. Heat and its fall. Spine. 2002;2:1-9.\n"
_RISING = "@misc{a, author = {Roe, R.}, title = {The rise of heat}, year = 2001, "
_FALLING = "@misc{b, author = {Doe, J.}, title = {A short history of spines}, year = 2002, "
RULES: tuple[Rule, ...] = (
    Rule(
        "BR401", "duplicate-work", "A work has one key.", _twice,
        bib("@misc{a, title = {Heat}, doi = {10.1136/bmj.g6380}}\n@misc{b, title = {On heat}, doi = {10.1136/BMJ.g6380}}"),
        bib("@misc{a, title = {Heat}, doi = {10.1136/bmj.g6380}}\n@misc{b, title = {On heat}, doi = {10.1136/bmj.g6381}}"), "error",
    ),
    Rule(
        "BR402", "key-defined-twice", "Files that define one key define it alike.", _otherwise,
        Example(_HEAT, document="@misc{heat, title = {Cold}}"), Example(_HEAT, document=_HEAT), "error",
    ),
    Rule(
        "BR403", "cited-but-absent", "Every key that is cited is in a bibliography.", _absent,
        Example(_HEAT, document="See [@heat; @cold]."), Example(_HEAT, document="See [@heat]."), "error",
    ),
    Rule(
        "BR404", "never-cited", "Every entry is cited by a document.", _never,
        Example(f"{_HEAT}\n@misc{{cold, title = {{Cold}}}}", document="See [@heat]."), Example(_HEAT, document="See [@heat]."),
    ),
    Rule(
        "BR405", "marker-without-entry", "Every marker has an entry in its list.", _unmarked,
        Example("", document=_LISTED.replace("[2]", "[7]")), Example("", document=_LISTED), "error",
    ),
    Rule(
        "BR406", "ambiguous-marker", "A marker has one entry.", _unclear,
        Example("", document="Heat rises (Roe, 2001).\n\n## References\n\nRoe R. Heat and its rise. Spine. 2001;1:1-9.\n\nRoe R. Heat and its fall. Spine. 2001;2:1-9.\n"),
        Example("", document="Heat rises (Roe, 2001).\n\n## References\n\nRoe R. Heat and its rise. Spine. 2001;1:1-9.\n\nDoe J. Heat and its fall. Spine. 2001;2:1-9.\n"),
    ),
    Rule(
        "BR408", "shared-identifier", "Two works do not share an identifier.", _shared,
        bib(f"{_RISING}doi = {{10.1136/bmj.g6380}}}}\n{_FALLING}doi = {{10.1136/bmj.g6380}}}}"),
        bib(f"{_RISING}doi = {{10.1136/bmj.g6380}}}}\n{_FALLING}doi = {{10.1136/bmj.g6381}}}}"), "error",
    ),
)  # fmt: skip
RULES = tuple(replace(rule, asks=True) for rule in RULES)
