"""What a container's title holds that is no part of it, or lacks that is: runs of labels -> runs that agree."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ..text import words
from .segments import Run
from .title_ends import EDITION

_ONE_WORD = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}\s?")
_NEAR = 18  # characters at the end in which "edition" stands


def mended(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, an edition out of the container's title, its own words before a colon in it.

    >>> raw = "Handbook of aging (Seventh Edition"
    >>> [(run.label, raw[run.start : run.end]) for run in mended(raw, [Run("container-title", 0, len(raw), 0.9)])]
    [('container-title', 'Handbook of aging'), ('edition', 'Seventh Edition')]
    """
    if "：" in raw:
        runs = _with_subtitle(raw, runs)
    labels = [run.label for run in runs]
    if "publisher" in labels and (at := labels.index("publisher")) and labels[at - 1] == "container-title":
        runs = _at_the_stop(raw, runs, at)
    if "issue" not in labels and "volume" in labels[1:]:
        runs = _with_issue(raw, runs, labels.index("volume", 1))
        labels = [run.label for run in runs]
    if "container-title" not in labels or "edition" in labels:
        return runs
    at = labels.index("container-title")
    run = runs[at]
    if raw.rfind("dition", max(run.end - _NEAR, run.start), run.end) < 0:
        return runs
    if not (found := EDITION.search(raw, run.start + 3, run.end)):
        return runs
    edition = run._replace(label="edition", start=found.start("said"), end=found.end("said"))
    return [*runs[:at], run._replace(end=found.start()), edition, *runs[at + 1 :]]


def _at_the_stop(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a publisher from the stop before it on: "Enciclopedia. Instituto | Cervantes" has no mark between."""
    container, publisher = runs[at - 1], runs[at]
    if not raw[container.start : publisher.start].rstrip(" ")[-1:].isalpha():
        return runs
    stop = raw.rfind(". ", container.start + 3, container.end)
    if stop < 0 or not _ONE_WORD.fullmatch(raw, stop + 2, publisher.start) or not raw[stop - 3 : stop].islower():
        return runs
    return [*runs[: at - 1], container._replace(end=stop), publisher._replace(start=stop + 2), *runs[at + 1 :]]


def _with_subtitle(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, "铸魂新青年：高校思政工作" one title: a colon of Han parts it from its other words, not people from it."""
    for at, (run, follows) in enumerate(pairwise(runs)):
        if run.label == "editor" and follows.label == "container-title" and raw[: follows.start].endswith("："):
            return [*runs[:at], follows._replace(start=run.start), *runs[at + 2 :]]
    return runs


def _with_issue(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a volume an issue where a word for one stands before it: "Povijesni prilozi, izd. 58"."""
    before, volume = runs[at - 1], runs[at]
    if before.label != "container-title" or not (
        word := _issue().search(raw, max(before.start, before.end - 16), volume.end)
    ):
        return runs
    if word.start() < before.start + 3 or word.start("number") < volume.start:
        return runs
    issue = volume._replace(label="issue", start=word.start("number"))
    return [*runs[: at - 1], before._replace(end=min(before.end, word.start())), issue, *runs[at + 1 :]]


@cache
def _issue() -> re.Pattern[str]:
    known = ["izd.", *(word for word in words.union("issue") if word not in words.union("volume") and len(word) > 1)]
    either = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return re.compile(rf"[,.]?\s(?i:{either})\s?(?P<number>\d)")
