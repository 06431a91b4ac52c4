"""Registered trials: runs of labels -> runs in which the number is one, and neither the registry nor the words that
lead to the number are a part of the title.

"Adaptive Treatment Trial. ClinicalTrials.gov Identifier: NCT04280705" and "RECOVERY. ISRCTN registry. ISRCTN50189673".
"""

from __future__ import annotations

import re

from .. import numbers
from ..glance import family, lacks
from ..tagging.segments import Run
from .relabelled import relabelled, worded

# Before the number: who registers, and a word for what the number is.
_LEAD = re.compile(
    r"(?<![^\W_])(?P<registry>(?:[^\W\d_a-z][\w’'-]*\s){0,5}?(?:[Cc]linical[Tt]rials\.gov|ISRCTN(?:\s[Rr]egistry)?|ANZCTR|[Rr]egist(?:ry|er|ro)))?"
    r"(?P<word>[\s.,;:]{0,3}(?:[Tt]rial\s)?(?:[Ii]dentifier|[Rr]egistration|ID|[Rr]eg\.|[Nn]umber|[Nn]o\.)(?:\s(?:[Nn]umber|[Nn]o\.|ID))?)?[\s:#.,;(\[]{0,3}$"
)
_REGISTRY = re.compile(r".*(?:[Rr]egist(?:ry|er|ro)|[Cc]linical[Tt]rials\.gov)\W*", re.DOTALL)
NEEDS = family(*map(str.lower, numbers.REGISTRIES)) | lacks("volume")
_LOST = "lost"  # the label of words that are in no field
_NEAR = 80  # characters before the number that are looked at


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the number of a trial and its registry apart from the title.

    >>> raw = "Adaptive Trial. ISRCTN registry. ISRCTN50189673."
    >>> found = told(raw, [Run("title", 0, 32, 0.9), Run("number", 33, 48, 0.9)])
    >>> [(run.label, raw[run.start : run.end].strip(" .")) for run in found]
    [('title', 'Adaptive Trial'), ('publisher', 'ISRCTN registry'), ('number', 'ISRCTN50189673')]
    """
    if (number := numbers.of_trial(raw)) is None:
        return runs
    runs = [
        run._replace(label="publisher")
        if run.label == "container-title" and _REGISTRY.fullmatch(raw, run.start, run.end)
        else run
        for run in runs
    ]
    runs = relabelled(runs, "number", *number)
    lead = _LEAD.search(raw, max(number.start - _NEAR, 0), number.start)
    if lead is None:
        return worded(raw, runs)
    if lead["word"]:
        runs = relabelled(runs, _LOST, *lead.span("word"))
    if lead["registry"] and not any(run.label in ("publisher", "author") and _holds(run, lead) for run in runs):
        runs = relabelled(runs, "publisher", *lead.span("registry"))
    return worded(raw, [run for run in runs if run.label != _LOST])


def _holds(run: Run, lead: re.Match[str]) -> bool:
    return run.start <= lead.start("registry") < run.end
