"""The mark of a work that nobody should rest on unseen: not found, not checked, not settled, retracted. Bibliography ->
Bibliography.

In most formats it is a line of `annote`, which no style prints and programs keep; in CSL it is the `verdict` in
`custom`, beside `status` where the work was retracted. It is told from the author's own words by how it begins, so that
it is replaced, never repeated, and taken away once the work is verified. An entry that nobody asked about keeps the
mark that it was read with, and so does each where there were no sources to ask.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..model import Bibliography, Entry, Outcome, Resolution
from ..model.standing import WORDS, Standing, standing_of

_BEGIN = "backref: "
_LINE = re.compile(rf"(?:^|\s{{1,20}}){re.escape(_BEGIN)}(?P<words>{'|'.join(WORDS.values())})\b(?P<said>[^\n]*)")
_CSL = ("csl-json", "csl-yaml")


def marked(bibliography: Bibliography, format: str, *, in_words: bool | None = None) -> Bibliography:
    """Return the bibliography as the format called `format` is to carry its marks; `in_words` says of a list whether it
    prints them.
    """
    is_asked = any(entry.resolution and entry.resolution.answers for entry in bibliography.entries)
    entries = [
        _entry(entry, entry.resolution if is_asked else None, format, in_words) for entry in bibliography.entries
    ]
    return bibliography.model_copy(update={"entries": tuple(entries)})


def _entry(entry: Entry, verdict: Resolution | None, format: str, in_words: bool | None) -> Entry:
    reference = entry.reference
    annote = reference.annote or ""
    read = _LINE.search(annote)
    line = said_of(verdict) if verdict else _read(read, reference.verdict)
    if not line and in_words and reference.status == "retracted":  # so its file says
        line = WORDS["retracted"]
    own = _LINE.sub("", annote).strip("\n")
    was_ours = reference.status == "retracted" and bool(reference.verdict)
    changed: dict[str, Any] = {
        "annote": own or None, "status": None if was_ours else reference.status, "verdict": None,
    }  # fmt: skip
    if format in _CSL:
        changed["verdict"] = line or None
        if line.startswith(WORDS["retracted"]) and not changed["status"]:
            changed["status"] = "retracted"
    elif in_words is not None:
        changed["verdict"] = line if line and in_words else None
    elif line:
        changed["annote"] = "\n".join(filter(None, (own, _BEGIN + line)))
    if all(getattr(reference, name) == value for name, value in changed.items()):
        return entry
    return entry.model_copy(update={"reference": reference.model_copy(update=changed)})


def said_of(resolution: Resolution | None) -> str:
    """Return the mark of a verdict, with who says so; "" where there is none to make.

    >>> from backref.model import Status
    >>> said_of(Resolution(status=Status.NOT_ASKED))
    'not checked: nobody was asked'
    """
    standing = standing_of(resolution)
    if standing is None or resolution is None:
        return ""
    return f"{WORDS[standing]}: {_who(standing, resolution)}"


def _who(standing: Standing, resolution: Resolution) -> str:
    by: Mapping[Outcome, list[str]] = {
        outcome: list(dict.fromkeys(a.source for a in resolution.answers if a.outcome == outcome))
        for outcome in Outcome
    }
    match standing:
        case "retracted":
            finding = next(finding for finding in resolution.findings if finding.kind == "retracted")
            says = f"says {', '.join(finding.says)}" if finding.says else "said in its title"
            return f"{says}, {finding.identifier}" if finding.identifier else says
        case "not-found":
            return f"asked {', '.join(by[Outcome.ANSWERED])}"
        case "unsettled":
            return ", ".join(resolution.reasons)
        case _:
            silent = [*by[Outcome.FAILED], *by[Outcome.NOT_ASKED]]
            return (
                f"no answer from {', '.join(silent)}"
                if silent
                else f"asked only {by[Outcome.ANSWERED][0]}"
                if by[Outcome.ANSWERED]
                else "nobody was asked"
            )


def _read(line: re.Match[str] | None, kept: str | None) -> str:
    """The mark that an entry was read with."""
    if line:
        return f"{line['words']}{line['said']}"
    return kept if kept and kept.partition(":")[0] in WORDS.values() else ""
