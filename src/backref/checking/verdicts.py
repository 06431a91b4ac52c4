"""BR3xx: what the sources say of an entry. That a source could not be asked is a state of its own, and says nothing of
the work.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..fields import ids, titles
from ..model import Difference, Finding, FindingKind, Outcome, Resolution, Status
from ..resolving.reasons import MEANINGS, Reason
from ._values import CheckedEntry, CheckedFile, CheckedProject, Example, Hit, Level, Rule

_FIELDS = {
    "title": "title", "author": "author", "issued": "issued", "container-title": "container_title", "volume": "volume", "issue": "issue", "page": "page",
    "DOI": "doi", "PMID": "pmid", "PMCID": "pmcid", "type": "type", "edition": "edition",
}  # fmt: skip
_UNCHECKED = (Status.FAILED, Status.NOT_ASKED)
_LIKE = 0.6  # titles that are less alike are of two works
_MOST = 100  # letters of a value that a message quotes

Seen = Callable[[CheckedFile, CheckedEntry, Resolution], Iterator[Hit]]


def _each(seen: Seen) -> Callable[[CheckedProject], Iterator[Hit]]:
    def looked(project: CheckedProject) -> Iterator[Hit]:
        for file in project.files:
            for entry in file.entries:
                if entry.verdict is not None:
                    yield from seen(file, entry, entry.verdict)

    return looked


def _is_undescribed(verdict: Resolution) -> bool:
    return verdict.status == Status.AMBIGUOUS and Reason.UNDESCRIBED in verdict.reasons


def _is_unlike(entry: CheckedEntry, verdict: Resolution) -> bool:
    """Whether no record fits, and the nearest has another title: it is another work, not one to choose."""
    if verdict.status != Status.AMBIGUOUS or Reason.NONE_FITS not in verdict.reasons:
        return False
    nearest = (candidate.record.reference.title or "" for candidate in verdict.candidates[:1])
    return not any(titles.similarity(entry.reference.title or "", title) > _LIKE for title in nearest)


def _not_found(file: CheckedFile, entry: CheckedEntry, verdict: Resolution) -> Iterator[Hit]:
    if verdict.status == Status.NOT_FOUND or _is_unlike(entry, verdict):
        asked = ", ".join(
            dict.fromkeys(answer.source for answer in verdict.answers if answer.outcome == Outcome.ANSWERED)
        )
        near = "; what came near is another work" if Reason.NONE_FITS in verdict.reasons else ""
        yield Hit(file, entry.span, f"no source that was asked ({asked}) knows the work{near}", entry.key)


def _ambiguous(file: CheckedFile, entry: CheckedEntry, verdict: Resolution) -> Iterator[Hit]:
    reasons = verdict.reasons
    told = {Reason.SEVERAL_WORKS, Reason.IDENTIFIER_POINTS_ELSEWHERE, Reason.UNDESCRIBED}
    if verdict.status == Status.AMBIGUOUS and not told.intersection(reasons) and not _is_unlike(entry, verdict):
        near = ", ".join(
            str(next(iter(c.record.identifiers()), c.record.reference.title or "?")) for c in verdict.candidates[:2]
        )
        said = "; ".join(MEANINGS[reason] for reason in Reason if reason in reasons)
        if Reason.NONE_FITS in reasons:
            said = "no record agrees enough"
            yield Hit(file, entry.span, f"{said}; the nearest is {near}{_differing(verdict)}", entry.key)
        else:
            yield Hit(file, entry.span, f"{said}: {near}", entry.key)


def _several(file: CheckedFile, entry: CheckedEntry, verdict: Resolution) -> Iterator[Hit]:
    if verdict.status == Status.AMBIGUOUS and Reason.SEVERAL_WORKS in verdict.reasons:
        near = str(next((i for c in verdict.candidates[:1] for i in c.record.identifiers()), "a known work"))
        yield Hit(
            file, entry.place("title"), f"the title is that of {near}, the rest is not{_differing(verdict)}", entry.key
        )


def _differing(verdict: Resolution) -> str:
    names = [difference.variable for difference in verdict.differences]
    return f" ({', '.join(names)} differ)" if names else ""


def _elsewhere(file: CheckedFile, entry: CheckedEntry, verdict: Resolution) -> Iterator[Hit]:
    scheme = next((identifier.scheme for identifier in entry.reference.identifiers()), "doi")
    for finding in _findings(verdict, FindingKind.ELSEWHERE):
        right = f"; the right one is probably {finding.identifier}" if finding.identifier else ""
        yield Hit(file, entry.place(scheme), f"the identifier leads to another work{right}", entry.key)
    if verdict.status == Status.AMBIGUOUS and Reason.IDENTIFIER_POINTS_ELSEWHERE in verdict.reasons:
        other = next((c.record.reference.title for c in verdict.candidates if c.record.reference.title), "")
        yield Hit(
            file, entry.place(scheme), f"the identifier leads to another work: {_short(other or 'untitled')}", entry.key
        )


def _unchecked(file: CheckedFile, entry: CheckedEntry, verdict: Resolution) -> Iterator[Hit]:
    if verdict.status in _UNCHECKED:
        silent = [answer for answer in verdict.answers if answer.outcome in (Outcome.FAILED, Outcome.NOT_ASKED)]
        said = dict.fromkeys(
            f"{a.source}: {a.detail or ('no answer' if a.outcome == Outcome.FAILED else 'not asked')}" for a in silent
        )
        alone = Reason.ONLY_LOCAL in verdict.reasons
        why = "only the catalogue was asked" if alone else "; ".join(said) or "nobody to ask, or nothing to ask with"
        yield Hit(file, entry.span, f"could not be checked, which says nothing of the work ({why})", entry.key)
    elif _is_undescribed(verdict):
        yield Hit(
            file,
            entry.span,
            "could not be checked: its identifier exists, but no source that was asked describes the work",
            entry.key,
        )


def _differs(variable: str) -> Seen:
    def seen(file: CheckedFile, entry: CheckedEntry, verdict: Resolution) -> Iterator[Hit]:
        if verdict.status == Status.MATCHED_WITH_DIFFERENCES and verdict.record is not None:
            for difference in verdict.differences:
                if difference.variable == variable:
                    place = entry.place(_FIELDS[variable])
                    yield Hit(file, place, _said(difference, verdict.record.source), entry.key)

    return seen


def _said(difference: Difference, source: str) -> str:
    """What differs: the people or the words that do, else both sides."""
    if difference.variable in ("title", "author") and difference.message:
        return f"{difference.variable} differs from {source}: {difference.message}"
    return f"{difference.variable} is {_short(difference.text)!r} here, {_short(difference.record)!r} in {source}"


def _identifier(file: CheckedFile, entry: CheckedEntry, verdict: Resolution) -> Iterator[Hit]:
    for variable in ("DOI", "PMID", "PMCID"):
        yield from _differs(variable)(file, entry, verdict)


def _found(*kinds: FindingKind) -> Seen:
    def seen(file: CheckedFile, entry: CheckedEntry, verdict: Resolution) -> Iterator[Hit]:
        for finding in _findings(verdict, *kinds):
            says = f" (says {', '.join(finding.says)})" if finding.says else ""
            other = f": {ids.render(finding.identifier)}" if finding.identifier else ""
            yield Hit(file, entry.span, f"{finding.message}{other}{says}", entry.key)

    return seen


def _findings(verdict: Resolution, *kinds: FindingKind) -> Iterator[Finding]:
    return (finding for finding in verdict.findings if finding.kind in kinds)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def _entry(**changed: str) -> str:
    """A .bib entry of a real work, with what an example changes."""
    fields = {
        "author": "Deyo, Richard A. and Von Korff, Michael and Duhrkoop, David", "title": "Opioids for low back pain", "journal": "BMJ", "year": "2015",
        "volume": "350", "pages": "g6380", "doi": "10.1136/bmj.g6380",
    } | changed  # fmt: skip
    return (
        "@article{deyo2015,\n"
        + ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        + "\n}"
    )


def _record(**changed: object) -> str:
    """The same work as Crossref describes it."""
    people = (("Deyo", "Richard A."), ("Von Korff", "Michael"), ("Duhrkoop", "David"))
    known = {
        "DOI": "10.1136/bmj.g6380", "type": "journal-article", "title": ["Opioids for low back pain"], "container-title": ["BMJ"], "volume": "350",
        "page": "g6380", "issued": {"date-parts": [[2015, 1, 5]]}, "author": [{"family": family, "given": given} for family, given in people],
    }  # fmt: skip
    return json.dumps(known | changed)


_OTHER = _record(
    DOI="10.1097/brs.0000000000001234", title=["Strength of the back extensors in farmers"], page="12-19", volume="40", issued={"date-parts": [[2015]]},
    author=[{"family": "Mayer", "given": "John"}], **{"container-title": ["Spine"]},
)  # fmt: skip
_GOOD = Example(_entry(), (_record(),))


def _noticed(kind: str) -> Example:
    return Example(_entry(), (_record(**{"updated-by": [{"type": kind, "DOI": "10.1136/bmj.g9999"}]}),))


def _related(kind: str, **changed: str) -> Example:
    return Example(_entry(**changed), (_record(relation={kind: [{"id-type": "doi", "id": "10.1136/bmj.g9999"}]}),))


def _field(code: str, variable: str, said: str, bad: Example, level: Level = "error") -> Rule:
    return Rule(
        code,
        f"{variable.lower()}-differs",
        f"The {said} is the one that the sources have.",
        _each(_differs(variable)),
        bad,
        _GOOD,
        level,
    )


RULES: tuple[Rule, ...] = (
    Rule("BR301", "not-found", "A source knows the work.", _each(_not_found), Example(_entry(doi="")), _GOOD, "error"),
    Rule(
        "BR302", "ambiguous", "One record, and only one, is the work.", _each(_ambiguous),
        Example(
            _entry(author="Deyo, Richard A.", year="", volume="", pages="", doi="", title="Back pain", journal=""),
            (_record(title=["Back pain"], DOI="10.1136/bmj.1"), _record(title=["Back pain"], DOI="10.1136/bmj.2", volume="9", issued={"date-parts": [[1990]]})),
        ),
        _GOOD, "error",
    ),
    Rule(
        "BR303", "parts-of-several-works", "Title, authors and place belong to one work.", _each(_several),
        Example(
            _entry(author="Mayer, John", journal="Spine", volume="40", pages="12--19", doi="", title="Long term opioids for chronic low back pain"),
            (_record(title=["Long term opioids for chronic low back pain"]),),
        ),
        _GOOD, "error",
    ),
    Rule(
        "BR304", "doi-points-elsewhere", "An identifier leads to the work that the entry describes.", _each(_elsewhere),
        Example(_entry(doi="10.1097/brs.0000000000001234"), (_OTHER,)), _GOOD, "error",
    ),
    Rule("BR305", "could-not-check", "Whoever could know the work answered.", _each(_unchecked), Example(_entry(), None), _GOOD, "note"),
    _field("BR311", "title", "title", Example(_entry(title="Surgery for knee fractures in children"), (_record(),))),
    _field("BR312", "author", "list of authors", Example(_entry(author="Smith, Zoe and Yilmaz, Ufuk"), (_record(),))),
    _field("BR313", "issued", "year", Example(_entry(year="2011"), (_record(),))),
    _field("BR314", "container-title", "journal or book", Example(_entry(journal="Annals of Botany"), (_record(),))),
    _field("BR315", "volume", "volume", Example(_entry(volume="340"), (_record(),))),
    _field("BR316", "issue", "issue", Example(_entry(number="7"), (_record(issue="2"),))),
    _field("BR317", "page", "first page", Example(_entry(pages="340--345"), (_record(page="12-19"),))),
    Rule(
        "BR318", "identifier-differs", "Every identifier of the entry is the work's.", _each(_identifier),
        Example(_entry(pmid="25561513", doi="10.1136/bmj.g9119"), (_record(),)), _GOOD, "error",
    ),
    Rule(
        "BR319", "type-differs", "The entry is of the kind that the sources have: a book is no article.", _each(_differs("type")),
        Example("@book{deyo2015,\n  author = {Deyo, Richard A. and Von Korff, Michael and Duhrkoop, David},\n  title = {Opioids for low back pain},\n  year = {2015},\n"
                "  publisher = {Harbour Press},\n  doi = {10.1136/bmj.g6380}\n}", (_record(),)),
        _GOOD, "error",
    ),
    _field(
        "BR320", "edition", "edition",
        Example("@book{deyo2015,\n  author = {Deyo, Richard A.},\n  title = {Low back pain and its treatment},\n  edition = {3},\n  year = {2015},\n  doi = {10.1136/bmj.g6380}\n}",
                (_record(type="book", title=["Low back pain and its treatment"], author=[{"family": "Deyo", "given": "Richard A."}], **{"container-title": [], "edition-number": "2"}),)),
    ),
    Rule("BR321", "retracted", "The work was not retracted.", _each(_found(FindingKind.RETRACTED)), _noticed("retraction"), _GOOD, "error"),
    Rule("BR322", "partly-retracted", "No part of the work was retracted.", _each(_found(FindingKind.PARTLY_RETRACTED)), _noticed("partial_retraction"), _GOOD, "error"),
    Rule(
        "BR323", "expression-of-concern", "No concern about the work was published.", _each(_found(FindingKind.CONCERN)), _noticed("expression_of_concern"), _GOOD,
    ),
    Rule("BR324", "corrected", "No correction to the work was published.", _each(_found(FindingKind.CORRECTED)), _noticed("correction"), _GOOD, "note"),
    Rule("BR325", "reinstated", "The work was not retracted and reinstated.", _each(_found(FindingKind.REINSTATED)), _noticed("reinstatement"), _GOOD, "note"),
    Rule("BR326", "new-version", "There is no newer version of the work.", _each(_found(FindingKind.NEW_VERSION)), _noticed("new_version"), _GOOD, "note"),
    Rule(
        "BR327", "preprint-now-published", "A preprint is cited only until the work is published.", _each(_found(FindingKind.PREPRINT)),
        _related("is-preprint-of"), _GOOD,
    ),
    Rule(
        "BR328", "published-as-preprint", "An entry that speaks of a preprint is one.", _each(_found(FindingKind.PUBLISHED)),
        Example(_entry(journal="bioRxiv"), (_record(relation={"has-preprint": [{"id-type": "doi", "id": "10.1101/2014.1"}]}, **{"container-title": []}),)), _GOOD,
    ),
    Rule(
        "BR329", "superseded-identifier", "The identifier was not replaced by another.", _each(_found(FindingKind.SUPERSEDED)), _related("is-replaced-by"), _GOOD,
    ),
    Rule(
        "BR330", "misprinted-identifier", "An identifier is printed as it is registered.", _each(_found(FindingKind.MISPRINTED)),
        Example(_entry(doi="10.1136/bmj.g6380/v2"), (_record(),)), _GOOD, "error",
    ),
    Rule(
        "BR331", "unconfirmed-identifier", "Somebody who was asked knows the DOI.", _each(_found(FindingKind.UNCONFIRMED)),
        Example(_entry(doi="10.1136/bmj.made.up"), (_record(DOI=None),)), _GOOD, "note",
    ),
)  # fmt: skip
RULES = tuple(replace(rule, asks=True) for rule in RULES)
