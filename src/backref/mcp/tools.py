"""What each tool does, as plain functions: arguments in, JSON-ready values of `_shapes` out. Nothing here knows the
protocol.

Their signatures are those of the tools, but for the desk and the progress. For what it cannot take, each raises
UnreadableInput or UnknownPlugin, with the argument at fault and what to do; whatever a text or a source says is data.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from .. import checking, formats, getting, pipeline, readers, reporting, styles
from ..asking import Progress
from ..errors import BackrefError, UnknownPlugin, UnreadableInput
from ..model import Bibliography, Document, Entry, Problem, Resolution, Source, Status
from ..model.interfaces import entry_json, found_json, unsupported_json
from ..model.standing import said_of_claim, standing_of_claim
from ..project import tidying
from ..project.checks import Choice, checked
from ..project.configuration import Configuration
from ..project.given import Given
from ..resolving.explaining import explained, is_checked
from ..text.escape import terminal, visible
from . import _said
from . import _shapes as shapes
from .folder import Folder

_SHOWN_CANDIDATES = 5
_REFUSAL_PART = 300  # of its beginning and of its end, since it may quote what was given
_LABEL = re.compile(r"^(?:\d+\.|\[\d+\]) ")  # "1. " and "[1] " of a list that has one entry only


@dataclass(frozen=True, slots=True)
class Desk:
    """What the server was started with: whom to ask, and the folder that may be read, if any."""

    sources: Sequence[Source]
    folder: Folder | None = None


def resolve(
    desk: Desk, citations: shapes.Citations = [], style: shapes.Style = "vancouver", text: shapes.Text = "", path: shapes.Path = "",  # noqa: B006  as it is published
    format: shapes.FoundFormat = "", passages: shapes.Quoting = False, progress: Progress | None = None,
) -> shapes.ResolutionShape:  # fmt: skip
    """Return the verdict on each citation, or on each of a draft, and, where a record was accepted, what to cite it
    by.
    """
    if text or path:
        return _draft(desk, citations, style, text, path, format, passages, progress)
    if not citations or len(citations) > shapes.MOST_CITATIONS:
        raise UnreadableInput(
            "citations", f"{len(citations):,} given; give 1 to {shapes.MOST_CITATIONS} in one call, or a draft"
        )
    for number, citation in enumerate(citations):
        if not citation.strip():
            raise UnreadableInput(f"citations[{number}]", "empty")
        if len(citation) > shapes.LONGEST_CITATION:
            raise UnreadableInput(
                f"citations[{number}]", f"{len(citation):,} characters; at most {shapes.LONGEST_CITATION:,}: give one work in each string"
            )  # fmt: skip
    _known_style(style)  # an unknown style is told before anybody is asked
    entries = list(pipeline.resolve_many(citations, desk.sources, progress=progress))
    rows = [_resolved(citation, entry, style) for citation, entry in zip(citations, entries, strict=True)]
    return _summed(entries, rows, [], ())


def _draft(
    desk: Desk,
    citations: Sequence[str],
    style: str,
    text: str,
    path: str,
    format: str,
    passages: bool,
    progress: Progress | None,
) -> shapes.ResolutionShape:
    """The verdicts on the citations of a text, and its sentences with what they rest on."""
    if citations:
        raise UnreadableInput("citations", "give either citations or a draft")
    _known_style(style)
    _, found = _resolved_text(desk, text, path, format, passages, progress)
    rows = [_resolved(_as_printed(entry), entry, style) for entry in found.entries]
    claims: list[shapes.RestingShape] = []
    for claim in found.claims:
        claims.append({"text": claim.text, "references": list(claim.references)})
        if standing := standing_of_claim(found, claim):
            claims[-1]["says"] = said_of_claim(standing)
        if passages:
            claims[-1]["passages"] = []
    for each in found.passages:
        claims[each.claim]["passages"].append(_said.row(found, each))
    return _summed(found.entries, rows, claims, reporting.missing(found.markers))


def report(
    desk: Desk, text: shapes.Text = "", path: shapes.Path = "", format: shapes.FoundFormat = "", page: shapes.Page = False,
    passages: shapes.Quoting = False, progress: Progress | None = None,
) -> shapes.ReportShape:  # fmt: skip
    """Return what somebody should look at in a text and its references."""
    document, found = _resolved_text(desk, text, path, format, passages, progress)
    made = reporting.of_bibliography(found, [document])
    return {
        "totals": reporting.totals(row.standing for row in made.rows),
        "markdown": reporting.report_lines(made),
        "page": reporting.report_page(made) if page else "",
    }


def _resolved_text(
    desk: Desk, text: str, path: str, format: str, passages: bool, progress: Progress | None
) -> tuple[Document, Bibliography]:
    data, name = _read(desk, text, path)
    document = readers.read(data, name, format or None)
    found = pipeline.resolve(document, desk.sources, progress=_bounded_progress(path, progress))
    return document, _said.quoted(found, desk.sources) if passages else found


def _as_printed(entry: Entry) -> str:
    return entry.citations[0].raw if entry.citations else ""


def _summed(
    entries: Sequence[Entry], rows: list[shapes.Resolved], claims: list[shapes.RestingShape], missing: Sequence[str]
) -> shapes.ResolutionShape:
    return {
        "totals": reporting.totals(reporting.standing(entry.resolution) for entry in entries),
        "references": rows,
        "claims": claims,
        "missing": list(missing),
        "summary": dict(Counter(row["status"] for row in rows)),
    }


def check(
    desk: Desk, text: shapes.Text = "", path: shapes.Path = "", format: shapes.CheckedFormat = "", ask: shapes.Asks = True, progress: Progress | None = None
) -> shapes.CheckedShape:  # fmt: skip
    """Return the faults of a bibliography, or of a document that cites."""
    given = _given(desk, text, path, format)
    found = checked(
        [given],
        desk.sources if ask else None,
        Choice.of(Configuration(Path())),
        _bounded_progress(path, progress, ", or say ask=false"),
    )
    rules = {rule.code: rule for rule in found.rules}
    read = found.files[0].text
    said = json.loads(replace(found, faults=found.faults[: shapes.MOST_FAULTS]).printed("json"))
    for row in said["faults"]:
        row["asks"] = rules[row["code"]].summary
        row["edits"] = [{"before": read[slice(*edit["span"])], **edit} for edit in row["edits"]]
    said["summary"] |= {
        "faults": len(found.faults),
        "unchecked": len(found.unchecked),
        "left_out": len(found.faults) - len(said["faults"]),
    }
    return cast("shapes.CheckedShape", said)


def _bounded_progress(path: str, progress: Progress | None, besides: str = "") -> Progress:
    """Progress that refuses to ask about more than is asked about in one call; `besides` says what else can be done."""

    def bounded(done: int, total: int, source: str) -> None:
        if total > shapes.MOST_ASKED:
            raise UnreadableInput(
                path or "text", f"{total:,} entries; sources are asked about {shapes.MOST_ASKED} at most: give a part{besides}"
            )  # fmt: skip
        if progress:
            progress(done, total, source)

    return bounded


def find(
    desk: Desk, text: shapes.Text = "", path: shapes.Path = "", format: shapes.FoundFormat = "", progress: Progress | None = None
) -> shapes.FoundShape:  # fmt: skip
    """Return the raw citations, the markers and the claims of a document."""
    data, name = _read(desk, text, path)
    document = readers.read(data, name, format or None)
    found = pipeline.find(document)
    said = found_json(document, found, pipeline.link(document, found))
    said["unsupported"] = unsupported_json(document, pipeline.unsupported(document, found))
    return cast("shapes.FoundShape", said)


def evidence(
    desk: Desk, text: shapes.Text = "", path: shapes.Path = "", format: shapes.FoundFormat = "", progress: Progress | None = None
) -> shapes.PassagesShape:  # fmt: skip
    """Return the claims of a document, each with the passages of the works that it rests on."""
    _, found = _resolved_text(desk, text, path, format, True, progress)
    rows = [_said.row(found, each) for each in found.passages]
    return {"claims": rows, "summary": dict(Counter(each.status for each in found.passages))}


def convert(
    desk: Desk, text: shapes.BibliographyText, format: shapes.SourceFormat = "", to: shapes.TargetFormat = "text", style: shapes.Style = "vancouver",
    progress: Progress | None = None,
) -> shapes.ConvertedShape:  # fmt: skip
    """Return a bibliography in another format, or as a reference list."""
    _bounded(text)
    kind = format or checking.kind_of("-", text)
    if not kind:
        raise UnreadableInput("text", "cannot tell its format: name it in `format`")
    _known_style(style)
    done = formats.convert(text, kind, to, style=style if formats.writer(to).styled else "")
    return {"text": done.text, "problems": [_told(problem) for problem in (*done.problems, *done.losses)]}


def get(
    desk: Desk, identifiers: shapes.Identifiers, to: shapes.EntryFormat = "bibtex", style: shapes.Style = "vancouver", progress: Progress | None = None
) -> shapes.GotShape:  # fmt: skip
    """Return the entries of the works that are asked for."""
    if not identifiers or len(identifiers) > shapes.MOST_CITATIONS:
        raise UnreadableInput(
            "identifiers", f"{len(identifiers):,} given; give 1 to {shapes.MOST_CITATIONS} in one call"
        )
    for number, one in enumerate(identifiers):
        if not one.strip() or len(one) > shapes.LONGEST_CITATION:
            raise UnreadableInput(
                f"identifiers[{number}]", f"{len(one):,} characters; give 1 to {shapes.LONGEST_CITATION:,}"
            )
    _known_style(style)
    writer = formats.writer(to)
    found = getting.get(identifiers, desk.sources, progress=progress)
    made = formats.styled(found, to, style, in_words=True) if writer.styled else formats.dump(found, to)
    keys = [entry.key for entry in found.entries]
    return {"text": made if keys else "", "keys": keys, "problems": [_told(problem) for problem in found.problems]}


def tidy(
    desk: Desk, texts: shapes.Texts, to: shapes.EntryFormat = "bibtex", progress: Progress | None = None
) -> shapes.TidiedShape:
    """Return one bibliography of several."""
    _bounded("".join(texts))
    if not texts:
        raise UnreadableInput("texts", "none given")
    writer = formats.writer(to)
    done = tidying.tidy(texts)
    return {
        "text": done.text(writer.name),
        "read": sum(done.read.values()),
        "removed": len(done.duplicates),
        "left": done.left,
        "duplicates": [cast("shapes.DuplicateShape", each._asdict()) for each in done.duplicates],
        "conflicts": [cast("shapes.ConflictShape", each._asdict()) for each in done.conflicts],
        "keys": dict(done.keys),
        "problems": [_told(problem) for problem in done.problems],
    }


def cleaned(value: Any) -> Any:
    """Return a JSON-ready value without control characters, bidirectional overrides and letters that nobody sees in
    its texts.

    >>> cleaned({"raw": ["a\\x1b[31mb"]})
    {'raw': ['a[31mb']}
    """
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(name): cleaned(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(item) for item in value]
    return value


def refusal(error: BackrefError) -> str:
    """Return why an argument could not be taken, in one line that begins with its place."""
    if isinstance(error, UnreadableInput) and error.name == "-":
        error = UnreadableInput("text", error.detail)
    said = terminal(str(error))
    return said if len(said) <= 2 * _REFUSAL_PART else f"{said[:_REFUSAL_PART]}…{said[-_REFUSAL_PART:]}"


def _resolved(citation: str, entry: Entry, style: str) -> shapes.Resolved:
    resolution = entry.resolution or Resolution(status=Status.NOT_ASKED)
    is_match = resolution.status.is_match
    row = entry_json(entry)
    del row["citations"]
    one = Bibliography(entries=(entry,))
    row |= {
        "citation": citation,
        "checked": is_checked(resolution),
        "explanation": explained(resolution),
        "bibtex": formats.dump(one, "bibtex") if is_match else None,
        "formatted": _LABEL.sub("", formats.styled(one, "text", style).strip()) if is_match else None,
        "candidates": [] if is_match else row["candidates"][:_SHOWN_CANDIDATES],
    }
    if not is_match:  # an entry that looks ready would be used
        row |= {"key": None, "reference": None, "evidence": []}
    return cast("shapes.Resolved", {name: row[name] for name in shapes.Resolved.__annotations__})


def _given(desk: Desk, text: str, path: str, format: str) -> Given:
    """The input of `check`; `format` is a bibliography's, or the name of a reader of documents."""
    data, name = _read(desk, text, path)
    if format in readers.names():
        return Given(name, data, "", reader=format)
    return Given.of(data, name, format or None)


def _read(desk: Desk, text: str, path: str) -> tuple[bytes, str]:
    if bool(text) == bool(path):
        raise UnreadableInput("text", "give either a text or a path")
    if path:
        if desk.folder is None:
            raise UnreadableInput("path", "this server reads no files; give the text, or start it with --root FOLDER")
        return desk.folder.read(path), path
    _bounded(text)
    return text.encode("utf-8", "replace"), "-"


def _known_style(style: str) -> None:
    """Refuse a style that is a file: whoever asks may read the server's folder alone, and no style stands there."""
    if style not in styles.names():
        raise UnknownPlugin("style", style, styles.names())


def _bounded(text: str) -> None:
    if len(text) > shapes.LONGEST_TEXT:
        raise UnreadableInput("text", f"{len(text):,} characters; at most {shapes.LONGEST_TEXT:,}: give a part of it")


def _told(problem: Problem) -> shapes.Told:
    return {"place": problem.place, "code": problem.code, "message": problem.message}
