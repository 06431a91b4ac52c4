"""What a container's title holds that is no part of it, or lacks that is: runs of labels -> runs that agree."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ...text import words
from ...text.spotting import Phrases, beginnings
from ..tagging.segments import Run
from .relabelled import bordered, relabelled, worded
from .title_ends import EDITION

_ONE_WORD = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}\s?")
_PAIRED_HINTS = re.compile("évf|سال|دوره|المجلد|السنة|مج")
_FIGURES = r"[\d٠-٩۰-۹]{1,4}"
_PAIRED = re.compile(
    r"(?<![^\W_])(?:(?P<volume>\d{1,3}|[IVXLC]{1,8})\.?\s?évf(?:olyam)?\.?,?\s(?:(?P<date>\d{4})[/,.]\s?)?(?P<issue>\d{1,3}(?:[-–/]\d{1,3})?)\.?\s?sz(?:ám)?\b"
    rf"|(?:سال|دوره)\s(?P<volume2>{_FIGURES}|[آ-ی]{{2,9}})[،,]?\s(?:شماره|ش)\.?\s?(?P<issue2>{_FIGURES})|(?:المجلد|مج|السنة)\.?\s(?P<volume3>{_FIGURES})[،,]?\s(?:العدد|ع)\.?\s?(?P<issue3>{_FIGURES}))"
)
_AROUND = frozenset(("container-title", "title", "date"))
# "» in Tyche"; of those who wrote the part: "in his Languages of Class", "in: Idem, Verspreide studiën".
_WITHIN = re.compile(
    r"[»”\"]?\s?in\s(?=[^\W\d_a-z])|(?:his|her|their|[Ii]dem|[Ii]d\.|[Ee]adem|[Dd](?:ers|ies)\.),?\s(?=[^\W\d_a-z])"
)
_BEFORE_ISSUE, _SIGN = frozenset(("date", "container-title")), "№"
_OF_SITE = re.compile(
    r"(?: \(|, )(?P<said>blog(?=\))|Wikimedia Foundation)(?:\), (?P<house>[^\W\d_a-z][^,.()]{2,60}))?\W*$"
)
_SERIES = re.compile(
    r"\.\s(?P<said>LNCS|LNAI|LNBIP|LNEE|LNICST|CCIS|AISC|IFIP AICT|Lecture Notes in [A-Z]\w+(?: [A-Z]\w+)*)[\s,]*$"
)  # "MICCAI 2015. LNCS, vol. 9351"
_MAY_BE_SERIES = re.compile(r"\. (?:LN|CCIS|AISC|IFIP|Lecture)")  # tried at stops alone
_MET = re.compile(
    r", (?P<met>[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+)?,? (?:vom )?\d{1,2}\.?(?:\s?[–-]\s?\d{1,2}\.?)? [^\W\d_a-z][^\W\d_]{2,8} (?:19|20)\d\d)[,.\s]*$"
)
# A press behind a journal: "Mind, New Series, Oxford University Press/Mind Association, v. 65".
_PRESS = re.compile(r"(?<=[^\W\d_]{3}), (?P<publisher>(?:[^\W\d_a-z][^\W\d_]+ ){1,4}Press(?:/[^,;]{2,40})?)\W*$")
_NEAR = 18  # characters at the end in which "edition" stands


def mended(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, an edition out of the container's title, its own words before a colon in it.

    >>> raw = "Handbook of aging (Seventh Edition"
    >>> [(run.label, raw[run.start : run.end]) for run in mended(raw, [Run("container-title", 0, len(raw), 0.9)])]
    [('container-title', 'Handbook of aging'), ('edition', 'Seventh Edition')]
    """
    if "：" in raw:
        runs = _with_subtitle(raw, runs)
    if "(blog)" in raw or ", Wikimedia" in raw:
        runs = _without_site(raw, runs)
    labels = [run.label for run in runs]
    if "location" in labels and raw.find(", ", 0) > 0:
        runs = _without_day(raw, runs)
    if "container-title" in labels and (within := _WITHIN.match(raw, runs[labels.index("container-title")].start)):
        runs = [run._replace(start=within.end()) if run.start == within.start() else run for run in runs]
    if "container-title" in labels and "collection-title" not in labels and _MAY_BE_SERIES.search(raw):
        runs = _of_series(raw, runs)
        labels = [run.label for run in runs]
    if "publisher" in labels and (at := labels.index("publisher")) and labels[at - 1] == "container-title":
        runs = _at_the_stop(raw, runs, at)
    elif " Press" in raw and "volume" in labels and "container-title" in labels and "publisher" not in labels:
        runs = _of_press(raw, runs, labels.index("container-title"))
        labels = [run.label for run in runs]
    if not raw.isascii() and _PAIRED_HINTS.search(raw) and (pair := _PAIRED.search(raw)):
        runs = _paired(raw, runs, pair)
        labels = [run.label for run in runs]
    if "issue" in labels[1:]:
        runs = _without_word(raw, runs, labels.index("issue", 1))
    elif "volume" in labels[1:]:
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


def _without_day(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, where and when a meeting was out of the title of what it left: "..., Addis Ababa 11 – 12 November 2005"."""
    for at, run in enumerate(runs[:-1]):
        is_placed = run.label == "container-title" and runs[at + 1].label == "location"
        if is_placed and (met := _MET.search(raw, max(run.start + 8, run.end - 60), run.end)):
            parts = [run._replace(end=met.start()), run._replace(label="note", start=met.start("met"))]
            return [*runs[:at], *parts, *runs[at + 1 :]]
    return runs


def _of_press(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a press at the end of a journal's name the publisher."""
    if not (house := _PRESS.search(raw, runs[at].start + 3, runs[at].end)):
        return runs
    publisher = runs[at]._replace(label="publisher", start=house.start("publisher"), end=house.end("publisher"))
    return [*runs[:at], runs[at]._replace(end=house.start()), publisher, *runs[at + 1 :]]


def _without_site(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a site's kind and who publishes it out of its title: "Statistical Modeling (blog)"."""
    for at, run in enumerate(runs):
        if run.label == "container-title" and (found := _OF_SITE.search(raw[: run.end], run.start + 3)):
            label = "genre" if found["said"] == "blog" else "publisher"
            behind = run._replace(label=label, start=found.start("said"), end=found.end("said"))
            house = (
                [run._replace(label="publisher", start=found.start("house"), end=found.end("house"))]
                if found["house"]
                else []
            )
            return [*runs[:at], run._replace(end=found.start()), behind, *house, *runs[at + 1 :]]
    return runs


def _of_series(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, the series of proceedings out of their title, as Springer prints them."""
    for at, run in enumerate(runs):
        if run.label == "container-title" and (found := _SERIES.search(raw, run.start + 3, run.end)):
            series = run._replace(label="collection-title", start=found.start("said"), end=found.end("said"))
            return [*runs[:at], run._replace(end=found.start()), series, *runs[at + 1 :]]
    return runs


def _at_the_stop(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a publisher from the stop before it on: "Enciclopedia. Instituto | Cervantes" has no mark between."""
    container, publisher = runs[at - 1], runs[at]
    if not raw[container.start : publisher.start].rstrip(" ")[-1:].isalpha():
        return runs
    stop = raw.rfind(". ", container.start + 3, container.end)
    if stop < 0 or not _ONE_WORD.fullmatch(raw, stop + 2, publisher.start) or not raw[stop - 3 : stop].islower():
        return runs
    return bordered(runs, at - 1, stop, stop + 2)


def _with_subtitle(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, "铸魂新青年：高校思政工作" one title: a colon of Han parts it from its other words, not people from it."""
    for at, (run, follows) in enumerate(pairwise(runs)):
        if run.label == "editor" and follows.label == "container-title" and raw[: follows.start].endswith("："):
            return [*runs[:at], follows._replace(start=run.start), *runs[at + 2 :]]
    return runs


def _paired(raw: str, runs: list[Run], pair: re.Match[str]) -> list[Run]:
    """The runs, volume and issue of a journal as their words tell them: "24. évf. 3. sz.", "سال ۲۶، شماره ۳"."""
    found = {name: pair.span(name) for name in pair.groupdict() if pair[name]}
    kept = [run for run in runs if run.end <= pair.start() or run.start >= pair.end() or run.label in _AROUND]
    if not any(run.label == "container-title" and run.start < pair.start() for run in kept):
        return runs
    start = len(raw[: pair.start()].rstrip(" ,،."))
    kept = [run._replace(end=min(run.end, start)) if run.start < start < run.end else run for run in kept]
    for name, place in found.items():
        kept = relabelled(kept, name.rstrip("23"), *place)
    return worded(raw, kept)


def _with_issue(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a volume an issue where a word for one stands before it: "Povijesni prilozi, izd. 58"."""
    before, volume = runs[at - 1], runs[at]
    if before.label not in _BEFORE_ISSUE or not _may_have_issue(raw[max(before.end - 16, 0) : volume.end]):
        return runs
    if before.label == "date":  # "„Studia” 1993, z. 1"
        word = _issue().search(raw, before.end - 1, volume.end)
        is_issue = word and word.start("number") >= volume.start
        return [*runs[:at], volume._replace(label="issue"), *runs[at + 1 :]] if is_issue else runs
    word = _issue().search(raw, max(before.start, before.end - 16), volume.end)
    if not word or word.start() < before.start + 3 or word.start("number") < volume.start:
        return runs
    issue = volume._replace(label="issue", start=word.start("number"))
    return [*runs[: at - 1], before._replace(end=min(before.end, word.start())), issue, *runs[at + 1 :]]


def _without_word(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the word before an issue no part of the container's title: "Tạp chí Văn học, số | 3/1999"."""
    before, issue = runs[at - 1], runs[at]
    tail = max(before.start + 3, before.end - 10)
    if (
        before.label != "container-title"
        or "," not in raw[tail : before.end]
        or not _may_have_issue(raw[tail : issue.end])
    ):
        return runs
    word = _issue().search(raw, tail, issue.end)
    if not word or raw[word.start()] != "," or word.start("number") != issue.start:
        return runs
    return [*runs[: at - 1], before._replace(end=word.start()), *runs[at:]]


def _may_have_issue(text: str) -> bool:
    return _SIGN in text or _issue_begins().may_be_in(text)


def _words_of_issues() -> list[str]:
    others = words.union("volume")
    return ["izd.", _SIGN, *(word for word in words.union("issue") if word not in others and len(word) > 1)]


@cache
def _issue_begins() -> Phrases:
    return beginnings(_words_of_issues())


@cache
def _issue() -> re.Pattern[str]:
    either = "|".join(map(re.escape, sorted(_words_of_issues(), key=len, reverse=True)))
    return re.compile(rf"[,.–—-]?\s(?i:{either})\s?(?P<number>\d)")
