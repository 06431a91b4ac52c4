"""The shortened name of a journal, as chemistry and physics print it, that was taken for a part of what stands before:
runs of labels -> runs in which it is the container.

"Jin, J.; Poliakoff, M.; Green Chem. 2017, 19, 2439" has no title and no author Chem, and "Development of ceramics.
Ceram. | Int. 2017, 43, 7142" no container "Int".
"""

from __future__ import annotations

import re
from itertools import pairwise

from ...fields import title_words
from ..tagging.segments import Run
from .relabelled import bordered

_WORD = r"(?:[^\W\d_a-z][\w’'-]{0,17}|&|and|of|für|de)"
_NAME = re.compile(rf"{_WORD}[.,]{{0,2}}:?(?: ?{_WORD}[.,]{{0,2}}:?){{0,7}} ?\(?")
_SHORT = re.compile(r"([^\W\d_][^\W\d_]{2,14})\.")
_INITIALED = re.compile(r"(?:[^\W\d_a-z]\. ?)*")  # "J. " of "J. Hazard."
# Behind what the last part begins: people with a mark behind them, a sentence's end.
_BEHIND_PEOPLE = re.compile(r"[,;] (?=[^\W\d_])")
_BEHIND_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.?!] (?=[^\W\d_a-z])")
_COUNTED = frozenset(("date", "volume"))
_BEFORE = frozenset(("author", "title"))
_NEAR, _LEAST = (
    20,
    4,
)  # characters before a journal in which a word ends, and how many a shortened one has with its stop
_MOST = 3  # words of a name the first of which is elsewhere
_TAIL = 64  # characters of people or of a title in which such a name is looked for
_JOURNAL = re.compile(r"[;,] J\. ")
_GOES_ON = ("Int. ", "Int.", "Intl. ", "Intl.")
_EDITION = re.compile(r" ?\(?Ed\.?(?: Engl\.?)?\)?[,.]? ?(?=\d)")  # "Angew. Chem. Int. | Ed."
_LAST_WORD = re.compile(r"(?:[^\W\d_a-z]\. ?)?[^\W\d_a-z][^\W\d_]{3,}\.\s?")  # "J. Hazard. | Mater."
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\W*")


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such a name the container of what has a volume.

    >>> raw = "Jin, J.; Poliakoff, M.; Green Chem. 2017, 19, 2439"
    >>> runs = [Run("author", 0, 36, 0.9), Run("date", 36, 41, 0.9), Run("volume", 42, 45, 0.9)]
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, runs)][:2]
    [('author', 'Jin, J.; Poliakoff, M.; '), ('container-title', 'Green Chem. ')]
    """
    labels = [run.label for run in runs]
    if "volume" not in labels:
        return runs
    if "container-title" not in labels:
        volume = runs[labels.index("volume")]
        is_figure = any(map(str.isdigit, raw[volume.start : volume.end]))
        return _without(raw, runs, labels) if is_figure else runs
    at = labels.index("container-title")
    if (
        at
        and labels[at - 1] in _BEFORE
        and runs[at].start - runs[at - 1].end < 2
        and _may_go_on(raw, *runs[at - 1 : at + 1])
    ):
        runs = _whole(raw, runs, at)
        labels = [run.label for run in runs]
        at = labels.index("container-title")
    if raw.endswith(_GOES_ON, runs[at].start, runs[at].end) and (rest := _EDITION.match(raw, runs[at].end)):
        runs = [run._replace(end=rest.end()) if run is runs[at] else run for run in runs if not _is_in(run, rest)]
        labels = [run.label for run in runs]
    if "pages" not in labels and labels[-2:] == ["volume", "date"] and "date" in labels[:-2]:
        last = runs[-1]
        is_page = _YEAR.fullmatch(raw, last.start, last.end) and not raw[last.end :].strip(" .;")
        runs = [*runs[:-1], last._replace(label="pages")] if is_page else runs  # "2001, 40, 2004"
    return runs


def _may_go_on(raw: str, before: Run, journal: Run) -> bool:
    """Whether the last word before a journal is a shortened one, or the journal is nothing else."""
    last = raw[max(before.end - _NEAR, before.start) : before.end].rstrip().rpartition(" ")[2]
    if last[-1:] != "." or len(last) < _LEAST:
        return False
    return _is_shortened(last) or _is_shortened(raw[journal.start : journal.end].strip())


def _without(raw: str, runs: list[Run], labels: list[str]) -> list[Run]:
    """The runs, the name at the end of what stands before a year or a volume the container."""
    for at, (run, follows) in enumerate(pairwise(runs)):
        if (
            run.label not in _BEFORE
            or (run.label == "author" and "title" in labels)
            or follows.label not in _COUNTED
            or follows.start - run.end > 2
        ):
            continue
        if run.label == "title" and _is_short(raw, run.start, run.end) and _is_numbered(labels):
            return _with_initial(raw, runs, at)
        mark = _BEHIND_PEOPLE if run.label == "author" else _BEHIND_SENTENCE
        for begins in mark.finditer(raw, max(run.start, run.end - _TAIL), run.end):
            if _is_short(raw, begins.end(), run.end) and (run.label == "author" or " " in raw[begins.end() : run.end]):
                name = run._replace(label="container-title", start=begins.end())
                return [*runs[:at], run._replace(end=begins.end()), name, *runs[at + 1 :]]
        break
    return runs


def _with_initial(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, such a title the container, and "J." before it no initial of the last of the people."""
    start = runs[at].start
    if at and _JOURNAL.match(raw, start - len("; J. ")):
        start -= len("J. ")
    before = [run._replace(end=min(run.end, start)) for run in runs[:at]]
    return [*before, runs[at]._replace(label="container-title", start=start), *runs[at + 1 :]]


def _is_numbered(labels: list[str]) -> bool:
    return "pages" in labels or "issue" in labels


def _whole(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the first words of a journal's name at the end of people or of a title its own: "Ceram. | Int."."""
    before, journal = runs[at - 1 : at + 1]
    mark = _BEHIND_PEOPLE if before.label == "author" else _BEHIND_SENTENCE
    for begins in mark.finditer(raw, max(before.start, before.end - _TAIL), before.end):
        initials = _INITIALED.match(raw, begins.end(), before.end)
        start = initials.end() if initials else begins.end()
        is_alone = _is_shortened(raw[journal.start : journal.end].strip()) and _LAST_WORD.fullmatch(
            raw, begins.end(), before.end
        )
        is_rest = len(raw[journal.start : journal.end].split()) <= _MOST and _NAME.fullmatch(raw, *journal[1:3])
        if is_alone or (is_rest and _is_shortened(raw[start : before.end].rstrip())):
            return bordered(runs, at - 1, begins.end(), begins.end())
    return runs


def _is_in(run: Run, place: re.Match[str]) -> bool:
    return place.start() <= run.start and run.end <= place.end()


def _is_short(raw: str, start: int, end: int) -> bool:
    """Whether a place holds nothing but the name of a journal, one word of which is shortened and the last."""
    if not (name := _NAME.fullmatch(raw, start, end)):
        return False
    words = name.group().split()
    last = words[-1].strip("(,")
    return any(map(_is_shortened, words)) and (len(last) < _LEAST or _is_shortened(last))  # "Int. Ed.", "Rev. A"


def _is_shortened(word: str) -> bool:
    found = _SHORT.fullmatch(word)
    return found is not None and found[1].lower() in title_words.shortened()
