"""The mark of a work that nobody should rest on unseen: not found, not checked, not settled, retracted. Bibliography -> Bibliography.

In most formats it is a line of `annote`, which no style prints and programs keep; in CSL it is `custom.verdict`, beside `status`
where the work was retracted. It is told from the author's own words by how it begins, so that it is replaced, never repeated, and
taken away once the work is verified. An entry that nobody asked about keeps the mark that it was read with, and
so does each where there were no sources to ask.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..model import Bibliography, Entry, Outcome, Resolution
from ..model.standing import WORDS, Standing, standing_of

_BEGIN = "backref: "
_LINE = re.compile(rf"(?:^|\s+){re.escape(_BEGIN)}(?P<words>{'|'.join(WORDS.values())})\b(?P<said>[^\n]*)")
_CSL = ("csl-json", "csl-yaml")
PRINTED = "printed-mark"  # in `custom`, for `styles`


def marked(bibliography: Bibliography, format: str, *, in_words: bool = False) -> Bibliography:
    """Return the bibliography as the format called `format` is to carry its marks; lists for people only if `in_words`."""
    is_asked = any(entry.resolution and entry.resolution.answers for entry in bibliography.entries)
    entries = [
        _entry(entry, entry.resolution if is_asked else None, format, in_words) for entry in bibliography.entries
    ]
    return bibliography.model_copy(update={"entries": tuple(entries)})


def _entry(entry: Entry, verdict: Resolution | None, format: str, in_words: bool) -> Entry:
    reference = entry.reference
    annote, custom = reference.annote or "", dict(reference.custom)
    read = _LINE.search(annote)
    kept = custom.pop("verdict", None)
    line = said_of(verdict) if verdict else _read(read, kept)
    changed: dict[str, Any] = {"annote": _LINE.sub("", annote).strip("\n") or None}
    status = "retracted" if reference.status == "retracted" and kept else None
    if status and not line.startswith("retracted"):
        changed["status"] = None
    if line and format in _CSL:
        custom["verdict"] = line
        if line.startswith("retracted") and not reference.status:
            changed["status"] = "retracted"
    elif line and in_words:
        custom[PRINTED] = line.partition(":")[0]
    elif line:
        changed["annote"] = "\n".join(filter(None, (changed["annote"], _BEGIN + line)))
        if status:
            changed["status"] = None
    changed["custom"] = custom
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


def _read(line: re.Match[str] | None, kept: object) -> str:
    """The mark that an entry was read with."""
    if line:
        return f"{line['words']}{line['said']}"
    return kept if isinstance(kept, str) and kept.partition(":")[0] in WORDS.values() else ""
