"""Who edits a book by the word behind their names: "In: Deutsches Zentrum (Hrsg.): Title" and "Deutsches Zentrum
(Hrsg.): Title" name an editor, whatever the words look like, and "Roe, R. (2009) (eds.): Title" does too.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..glance import family
from ..tagging.segments import Run
from .relabelled import bordered, relabelled

_ROLE = re.compile(
    r"\s?[(\[](?:Hrsgg?|Hgg?|Herausgeber(?:in)?|[Ee]ds?|[Ee]ditors?|[Oo]rgs?|[Cc]oords?|[Dd]irs?)\.?[)\]]\s?[:.,]?\s"
)
_ISSUE = re.compile(r"[\s,.]{0,2}(?:Nr|No|Heft|H|[Vv]ol|Jg|Bd)\.?\s\d")  # no editor has one
_WITHIN = frozenset(("container-title", "collection-title"))
_TITLES = frozenset(("title", "container-title"))
_YEAR = re.compile(r"\((?:1[89]|20)\d\d[a-z]?\)[:.,]\s?")
_SLASHED = re.compile(r".?/(?:[^\W\d_a-z][^/:.,]{2,40}/){0,20}[^\W\d_a-z][^/:.,]{2,40}:\s", re.DOTALL)
_PRINTED = frozenset(("volume", "issue", "date"))
_OPENS = re.compile(r"\([HEeOoCcDd]|\[H")  # what such a word begins with
_FAMILY_OF_LAST = re.compile(r"(?<=[^\W\d_]) ?[^\W\d_a-z][\w'’-]+: (?=[^\W\d_a-z])")
FAMILY = family(
    words=lambda: (
        "in", "en", "em", "dans", "hrsg", "hrsgg", "hg", "hgg", "herausgeber", "herausgeberin", "ed", "eds", "editor", "editors", "org", "orgs", "coord", "coords",
        "dir", "dirs",
    )
)  # fmt: skip
STROKES = family(marks="/")
_IN = re.compile(r"(?<![^\W_])(?:[Ii]n|IN|[Ee]n|[Ee]m|[Dd]ans):?\s+$")
_PEOPLE = frozenset(("author", "editor", "translator"))
_WORDED = frozenset(("author", "editor", "title", "container-title", "collection-title", "publisher"))
_REFERENCE = ("энциклопед", "словар", "енциклопед", "словник", "encyclop", "lexik")
_LONGEST = 240  # characters of the names before the word
# ABNT prints in capitals who made what a work is in: "In: R CORE TEAM. An introduction to R".
# "In: Ders.: Gesammelte Schriften", "in: dies. (Hg.), ...": of those who wrote the part.
_IN_SAME = re.compile(
    r"(?<![^\W_])[Ii]n:?\s+(?:[Dd](?:ers|ies|ers?elbe|ieselben?)\.?(?:\s\(H(?:rs)?gg?\.\))?[:,]?\s|[A-Z]\. ?[A-Z]\.?:\s)$"
)
_COLLECTED = re.compile(r"(?:(?:Gesammelte|Ausgewählte|Sämtliche) [^\W\d_]{3,12}|Collected |Selected |Werke\b|Œuvres)")
_NAMES_SERIES = re.compile(r"[Ss]tudies in|[Ss]eries|[Rr]eihe|[Bb]ibliothek")
# Words behind "in" that the tagger has no label for, before what only a periodical has: "in: SZ vom 12. April".
_UNREAD = re.compile(
    r"[.,;?!»”\"]\s[Ii]n:?\s(?P<said>(?!Vols?\b|Bde?\b|Band|Nr|Heft|Jg|Pts?\b|Teil|No\b)[^\W\d_][^,.;:()\d]{1,60}?)(?:,?\s(?:vom|v\.|Nr\.|No\.|Jg\.|H\.|Heft|Bd\.|[Vv]ol\.))?,?\s\(?$"
)
_CAPITALS = re.compile(r"([^\W\d_a-zß-ÿ][^a-zß-ÿ\d.:;]{5,100})\.\s(?=[^\W\d_a-z][^\W\d_A-Z])")


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, those before such a word of editors, what follows of the title that they edit.

    >>> raw = "In: Deutsches Zentrum (Hrsg.): Altern"
    >>> [(r.label, raw[r.start : r.end]) for r in told(raw, [Run("container-title", 4, 21, 0.9), Run("editor", 31, 37, 0.6)])]
    [('editor', 'Deutsches Zentrum'), ('container-title', 'Altern')]
    """
    labels = [run.label for run in runs]
    if "container-title" not in labels:
        runs = _contained(raw, runs, labels)
        labels = [run.label for run in runs]
    if "editor" in labels or labels.count("title") > 1 or labels.count("container-title") > 1:
        runs = _held(raw, runs, labels)
        labels = [run.label for run in runs]
    for at, run in enumerate(runs):
        if run.label == "editor" and _is_journal(raw, run, labels):
            return [*runs[:at], run._replace(label="container-title"), *runs[at + 1 :]]
        if (
            run.label == "container-title"
            and (found := _CAPITALS.match(raw, run.start, run.end))
            and " " in found[1]
            and _IN.search(raw, *_before(run))
        ):
            parts = [run._replace(label="editor", end=found.end(1)), run._replace(start=found.end())]
            return [*runs[:at], *parts, *runs[at + 1 :]]
    if not runs or not _OPENS.search(raw):
        return runs
    for role in _ROLE.finditer(raw):
        runs = [*_parted(runs[0], role), *runs[1:]]
        before = [run for run in runs if run.end <= role.start() + 2]
        if not before or before[-1].end < role.start() - 2:
            continue
        if before[-1].label == "date" and len(before) == 2 and before[0].label == "author":
            return [run._replace(label="editor") if run is before[0] else run for run in runs]
        first = _first(raw, before)
        if first is not None and role.start() - before[first].start < _LONGEST:
            return _edited(raw, runs, before, first, role)
    return runs


def slashed(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, people that strokes part all of them editors, and one word before "//" a headword.

    >>> raw = "Anna Roe/Karl Low/Ida Kurz: Heat"
    >>> [(r.label, raw[r.start : r.end]) for r in slashed(raw, [Run("editor", 0, 9, 0.9), Run("title", 9, 32, 0.9)])]
    [('editor', 'Anna Roe/Karl Low/Ida Kurz: '), ('title', 'Heat')]
    """
    if " // " in raw and [run.label for run in runs[:2]] == ["author", "container-title"] and _is_entry(raw, runs):
        return [runs[0]._replace(label="title"), *runs[1:]]
    for at, (run, follows) in enumerate(pairwise(runs)):
        rest = _SLASHED.match(raw, run.end - 1) if run.label == "editor" and follows.label in _TITLES else None
        if rest is None and run.label == "editor" and follows.label in _TITLES and "/" in raw[run.start : run.end]:
            rest = _FAMILY_OF_LAST.match(raw, run.end)  # "Karl Marx/Friedrich | Engels: Werke"
        if rest and follows.start < rest.end() < follows.end:  # "Anna Roe/Karl | Low/Ida Kurz: Heat"
            return bordered(runs, at, rest.end(), rest.end())
    return runs


def _is_journal(raw: str, editor: Run, labels: list[str]) -> bool:
    """Whether the only name behind "in" has an issue behind it, and nothing else is a container's: "In: Lohn, Nr. 9"."""
    is_alone = labels.count("editor") == 1 and _WITHIN.isdisjoint(labels)
    return bool(is_alone and _ISSUE.match(raw, editor.end - 1) and _IN.search(raw, *_before(editor)))


def _before(run: Run) -> tuple[int, int]:
    return max(run.start - 8, 0), run.start


def _contained(raw: str, runs: list[Run], labels: list[str]) -> list[Run]:
    """The runs, what "in" leads to the container's where nothing is: a series that is none, words without a label."""
    for at, run in enumerate(runs):
        if run.label == "collection-title" and at and "title" in labels[:at]:
            before = runs[at - 1]
            is_theirs = (
                before.label == "editor"
                and _IN.search(raw, *_before(before))
                and not _NAMES_SERIES.search(raw, run.start, run.end)
            )
            is_paged = (
                raw.endswith(("In: ", "in: "), 0, run.start) and "pages" in labels[at:] and "editor" not in labels[:at]
            )
            is_whole = "publisher" not in labels or _COLLECTED.match(raw, run.start)
            if is_theirs or (is_paged and is_whole) or _IN_SAME.search(raw, max(run.start - 24, 0), run.start):
                return [*runs[:at], run._replace(label="container-title"), *runs[at + 1 :]]
    for before, follows in pairwise(runs):
        if (
            before.label == "title"
            and follows.label in _PRINTED
            and (unread := _UNREAD.search(raw, max(before.end - 2, 0), follows.start))
        ):
            return relabelled(runs, "container-title", *unread.span("said"))
    return runs


def _held(raw: str, runs: list[Run], labels: list[str]) -> list[Run]:
    """The runs, what "in" leads to the container's: a second title, one behind its maker and a year, one behind people."""
    for at, (run, follows) in enumerate(pairwise(runs)):
        if run.label not in _TITLES or not at or not _IN.search(raw, *_before(run)):
            continue
        if labels[at - 1 : at + 1] == ["author", "title"] and _is_only(labels, at):
            return [*runs[:at], run._replace(label="container-title"), *runs[at + 1 :]]
        three = labels[at : at + 3]
        if three == ["container-title", "date", "container-title"] and _YEAR.fullmatch(raw, *follows[1:3]):
            return [*runs[:at], run._replace(label="editor"), *runs[at + 2 :]]
        if three[:2] == ["title", "container-title"] and "title" in labels[:at] and "publisher" not in labels:
            parts = [run._replace(label="container-title"), follows._replace(label="publisher")]
            return [*runs[:at], *parts, *runs[at + 2 :]]
    return runs


def _is_only(labels: list[str], at: int) -> bool:
    """Whether a title behind people and "in" is the only one, before editors: "Suzuki, A. In Reactions; Low, F., Eds."."""
    return "editor" in labels[at:] and labels.count("title") + labels.count("container-title") == 1


def _is_entry(raw: str, runs: list[Run]) -> bool:
    """Whether what stands before "//" is one word, and no name with its initials: "Байкал // Большая энциклопедия"."""
    head, within = raw[runs[0].start : runs[0].end].strip(), raw[runs[1].start : runs[1].end].casefold()
    return "." not in head[:-1] and "," not in head and any(map(within.__contains__, _REFERENCE))


def _parted(run: Run, role: re.Match[str]) -> list[Run]:
    """A title that holds the word, cut there."""
    if run.label not in ("title", "container-title") or run.start >= role.start() or run.end <= role.end():
        return [run]
    return [run._replace(end=role.start()), run._replace(start=role.end())]


def _first(raw: str, before: list[Run]) -> int | None:
    """Which run the names begin with: that at the beginning of the text or behind "in"; None where people are told."""
    for at in range(len(before) - 1, -1, -1):
        run = before[at]
        if run.label not in _WORDED or run.label in _PEOPLE:
            return None
        if _IN.search(raw, *_before(run)):
            return at
        if at == 0 and not raw[: run.start].strip(' „“"»•[–-'):
            return at
    return None


def _edited(raw: str, runs: list[Run], before: list[Run], first: int, role: re.Match[str]) -> list[Run]:
    is_within = _IN.search(raw, max(before[first].start - 8, 0), before[first].start)
    title = "container-title" if is_within else "title"
    behind = [run for run in runs if run.start >= role.end() - 1]
    kept = [run for run in behind if run.label not in _WORDED]
    end = next((run.start for run in kept), len(raw))
    names = relabelled([*before], "editor", before[first].start, role.start())
    worded = [run for run in behind if run.label in _WORDED and run.start < end]
    if not worded or worded[0].start > role.end() + 2:
        return runs
    last = next(
        (at for at, run in enumerate(worded) if at and run.label in ("publisher", "collection-title")), len(worded)
    )
    whole = worded[0]._replace(label=title, end=worded[last - 1].end)
    return [*names, whole, *worded[last:], *(run for run in behind if run not in worded)]
