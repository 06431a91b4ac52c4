"""Volumes, issues and years by the words and marks around them, where labels mixed them up: runs -> runs.

"Encyclopedia of Science Volume 11" ends in a volume, "Soziale Probleme 4/1: 78" has volume and issue, "Geschichte.
Bd. 1: Antike. Worms" is the first volume of a work, and "Proceedings of ECMS 2012, pp. 37" keeps its year where another
is said.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..tagging.segments import Run

_WORD = r"(?:Bd|Band|[Vv]ol|Volume|Tome|Tomo|Teilband|[Dd]eel|Том|Т|Cilt|Svazek|Sv)"
_NUMBER = r"(?:\d{1,3}|[IVX]{1,6})"
_AT_END = re.compile(
    rf"[\s,.:(]{{1,4}}(?:(?P<edition>[^\W\d_]{{3,9}}\s(?:Auflage|edition)),?\s)?(?:{_WORD}\.?\s?(?P<said>{_NUMBER})|(?P<ordinal>[^\W\d_]{{4,10}})\sBand)\W{{0,3}}$"
)
_OF_SERIES = re.compile(r"\d\.\s(?P<volume>\d{1,4})\W*")  # "6. 16 (93)": of the sixth series
_ROMAN = re.compile(r",\s(?P<said>[IVXLC]{1,8}),\s?$")  # "Български фолклор, XX, 1994"
_OF_DATE = re.compile(r"(?<=月);(?P<volume>\d{1,4}):$")  # "2011年11月;1950:"
_BOTH = re.compile(r"(?P<volume>\d{1,4}|[IVXLC]{1,8})(?P<between>/|,\s)(?P<issue>\d{1,3}(?:[-–/]\d{1,3})?)\W*")
# Both in one, the word of the issue between them: "Т. XX. Вып. 2".
_BOTH_WORDED = re.compile(
    r"(?P<volume>\d{1,4}|[IVXLC]{1,8})(?P<between>[.,]{0,2}\s(?:[Вв]ып|№|[Ii]ss|[Ii]ssue|[Nn][or]|[Hh]eft|H|[Ff]asc|[Zz]esz|z|č|br)\.?\s?)(?P<issue>\d{1,3}(?:[-–/]\d{1,3})?)\W*"
)
_WORD_OF_ISSUE = re.compile(r"(?<![^\W_])(?:č|№|№№|[Нн]о?мер|nr|Nr|no|No|núm|Heft|H|br|sz|zesz|z)\.?\s$")
_YEAR = re.compile(r"(?:19|20)\d\d(?=[,.)\s]|$)")
_ARTICLE = re.compile(r",\s\d{1,7}\.\s?")
_ARTICLE_NUMBER = re.compile(r"\d{6,8}\W*")  # "2017;4643830", which no volume has so many of
_CHAPTER = re.compile(r"(?<![^\W_])(?:cap|chap|chapter|ch|kap|kapitel|capítulo|chapitre|гл)\.?\s$", re.IGNORECASE)
# "52(suppl):37", "57(2 | Suppl)", "20 Supl 2:28"
_SUPPLEMENT = re.compile(r"\s?\(?(?P<issue>[Ss]upp?l(?:\.|ement)?[^():;,]{0,10})(?:\)|(?=:))")
_PAGED = re.compile(r"(?P<volume>\d{1,4}),\s(?P<pages>\d{2,6})\W*")  # "JCAP 1509, 008 (2015)"
_HEADED_BY = re.compile(
    r"(?:[,;:(]|(?<=[^\W\d_]{3})\.)\s?(?:[Vv]ol|Bd|Band|Tome|Tomo|Volume)\.?\s?$"
)  # "Flora of Ghats, Vol. | 3"
_NUMBERED = re.compile(r"(?:\d{1,3}|[IVXL]{1,6})\.,?\s?")
_MEETS = re.compile(
    r"congress|kongre|congreso|congrès|encontro|encuentro|simpósi|simposi|symposi|seminári|seminario|conferenc|conferên|jornada|workshop|tagung|reunião|reunión|colóqui|coloqui",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?P<volume>\d{1,3}|[IVX]{1,6})\s?:\s(?=[^\W\d_a-z„“\"])")
_OWNED = frozenset(("title", "collection-title", "publisher", "note", "other"))
_YEARLY = re.compile(r"\.?\s?(?:Jg|Jahrg|Jahrgang)(?![^\W_])")  # behind a number that counts a journal's years
_NEAR = 8  # characters between two volumes of which the word tells one
_MEETING = 20  # characters of a container's title that a year may be a part of


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, volumes, issues and years as they are printed.

    >>> raw = "Soziale Probleme 4/1: 78"
    >>> runs = [Run("container-title", 0, 16, 0.9), Run("volume", 17, 21, 0.9), Run("pages", 22, 24, 0.9)]
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, runs)][1:]
    [('volume', '4'), ('issue', '1'), ('pages', '78')]
    """
    labels = [run.label for run in runs]
    said = _said(raw, runs, labels)
    labels, runs = labels if said is runs else [run.label for run in said], said
    if "volume" in labels:
        at = labels.index("volume")
        if labels.count("volume") > 1:
            runs, at = _worded(raw, runs, at)
        elif "issue" not in labels and "container-title" in labels:
            runs = _with_issue(raw, runs, at) if "pages" in labels else _with_pages(raw, runs, at)
        if (
            at
            and runs[at - 1].label == "title"
            and (word := _HEADED_BY.search(raw, runs[at].start - 9, runs[at].start))
        ):
            end = min(max(word.start(), runs[at - 1].start + 1), runs[at - 1].end)
            runs = [*runs[: at - 1], runs[at - 1]._replace(end=end), *runs[at:]]
        if found := _OF_SERIES.fullmatch(raw, runs[at].start, runs[at].end):
            runs = [*runs[:at], runs[at]._replace(start=found.start("volume")), *runs[at + 1 :]]
        runs = _with_title(raw, runs, labels.index("volume"))
        runs = _of_meeting(raw, runs, labels.index("volume")) if labels.count("date") > 1 else runs
    elif (
        ";" in raw
        and "date" in labels
        and (held := _OF_DATE.search(raw[: (run := runs[labels.index("date")]).end], run.start))
    ):
        parts = [run._replace(end=held.start()), run._replace(label="volume", start=held.start("volume"))]
        runs = [each for one in runs for each in (parts if one is run else [one])]
    elif "title" in labels:
        runs = _of_title(raw, runs, labels)
    if "issue" in labels and "volume" in labels:
        runs = _double(raw, runs)
    if "volume" not in labels and "issue" in labels and labels.count("date") > 1:
        runs = _yearly(raw, runs)
    labels = [run.label for run in runs]
    if (
        "volume" in labels
        and "pages" not in labels
        and _ARTICLE_NUMBER.fullmatch(raw, *runs[labels.index("volume")][1:3])
    ):
        runs = [run._replace(label="pages") if run.label == "volume" else run for run in runs]
        labels = [run.label for run in runs]
    if "pages" not in labels and "issue" in labels:
        runs = _paged(raw, runs, labels.index("issue"))
    for label in ("issue", "pages"):
        if label in labels and _is_chapter(raw, chapter := runs[labels.index(label)]):
            runs = [run._replace(label="chapter-number") if run is chapter else run for run in runs]
    if labels.count("date") > 1 and "container-title" in labels:
        runs = _with_year(raw, runs, labels.index("container-title"))
    return runs


def _said(raw: str, runs: list[Run], labels: list[str]) -> list[Run]:
    """The runs, volume and issue as the words beside them say."""
    if "issue" in labels and ("Jg" in raw or "Jahrg" in raw):
        runs = _of_years(raw, runs)
        labels = [run.label for run in runs]
    if "volume" in labels and ("uppl" in raw or "Supl" in raw):
        runs = _supplemented(raw, runs)
        labels = [run.label for run in runs]
    return _worded_both(raw, runs, labels) if ("volume" in labels) != ("issue" in labels) else runs


def _of_years(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a number before "Jg." the volume, and a year that was taken for it a date: "BIOS, 2000 (13. Jg.)"."""
    for at, run in enumerate(runs):
        if run.label == "issue" and _YEARLY.match(raw, run.end - (raw[run.end - 1] == ".")):
            kept = [
                each._replace(label="date") if each.label == "volume" and _YEAR.match(raw, each.start) else each
                for each in runs
            ]
            if "volume" in [each.label for each in kept]:
                return runs
            return [*kept[:at], run._replace(label="volume"), *kept[at + 1 :]]
    return runs


def _with_issue(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a volume's second number an issue; two that follow on one another are one double number."""
    run = runs[at]
    found = _BOTH.fullmatch(raw, run.start, run.end)
    if not found or (found["volume"].isdigit() and found["issue"] == str(int(found["volume"]) + 1)):
        return runs
    issue = run._replace(label="issue", start=found.start("issue"), end=found.end("issue"))
    return [*runs[:at], run._replace(end=found.end("volume")), issue, *runs[at + 1 :]]


def _with_pages(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a volume's second number the page where nothing else is one."""
    if not (found := _PAGED.fullmatch(raw, runs[at].start, runs[at].end)):
        return runs
    page = runs[at]._replace(label="pages", start=found.start("pages"), end=found.end("pages"))
    return [*runs[:at], runs[at]._replace(end=found.end("volume")), page, *runs[at + 1 :]]


def _supplemented(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, the word for a supplement behind a volume its issue, behind an issue a part of that."""
    at = [run.label for run in runs].index("volume")
    is_said = at + 1 < len(runs) and runs[at + 1].label == "issue"
    before = runs[at + is_said]
    found = _SUPPLEMENT.match(raw, before.end)
    if found is None or any(run.start < found.end() and found.start("issue") < run.end for run in runs):
        return runs
    start = before.start if is_said else found.start("issue")
    issue = before._replace(label="issue", start=start, end=found.end("issue"))
    return [*runs[: at + 1], issue, *runs[at + 1 + is_said :]]


def _worded_both(raw: str, runs: list[Run], labels: list[str]) -> list[Run]:
    """The runs, volume and issue apart where one run holds both and the issue's word."""
    at = labels.index("volume" if "volume" in labels else "issue")
    if not (found := _BOTH_WORDED.fullmatch(raw, runs[at].start, runs[at].end)):
        return runs
    parts = [
        runs[at]._replace(label=name, start=found.start(name), end=found.end(name)) for name in ("volume", "issue")
    ]
    return [*runs[:at], *parts, *runs[at + 1 :]]


def _with_title(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, what a colon parts from a volume the volume's own title: "Soziologie. Band 5: Institutionen"."""
    if not at or runs[at - 1].label != "title" or any(run.label == "container-title" for run in runs):
        return runs
    found = _OWN.match(raw, runs[at].start, len(raw))
    if not found or not _before(raw, runs[at]):
        return runs
    volume = runs[at]._replace(end=found.end("volume"))
    if runs[at].end > found.end():
        own, rest = runs[at]._replace(label="volume-title", start=found.end()), runs[at + 1 :]
        if rest and rest[0].label in _OWNED and rest[0].start - own.end < 2 and raw[own.end - 1].isalnum():
            own, rest = own._replace(end=rest[0].end), rest[1:]  # "1: Deutsche | Geschichte bis 1933"
        return [*runs[:at], volume, own, *rest]
    if at + 1 == len(runs) or runs[at + 1].label not in _OWNED or runs[at + 1].start > found.end() + 1:
        return runs
    return [*runs[:at], volume, runs[at + 1]._replace(label="volume-title"), *runs[at + 2 :]]


def is_meeting(text: str) -> bool:
    """Whether words name a meeting.

    >>> is_meeting("Congresso Brasileiro de Educação Especial"), is_meeting("Springer")
    (True, False)
    """
    return bool(_MEETS.search(text))


def _of_meeting(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a meeting's number no volume: "ENCONTRO NACIONAL DE ECONOMIA, 31., 2003. Anais..."."""
    if not at or runs[at - 1].label != "container-title" or at + 1 == len(runs) or runs[at + 1].label != "date":
        return runs
    if not _NUMBERED.fullmatch(raw, runs[at].start, runs[at].end) or not is_meeting(
        raw[runs[at - 1].start : runs[at].start]
    ):
        return runs
    return [*runs[: at - 1], runs[at - 1]._replace(end=runs[at].end), *runs[at + 1 :]]


def _is_chapter(raw: str, issue: Run) -> bool:
    if issue.label == "pages" and not raw.endswith((". ", "er ", "el ", "re "), 0, issue.start):
        return False
    return raw[issue.start].isdigit() and bool(_CHAPTER.search(raw, max(issue.start - 9, 0), issue.start))


def _paged(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the last of two numbers between commas an article's: "Horticulturae, 6, 3. https://doi.org/..."."""
    issue, before = runs[at], runs[at - 1]
    is_last = all(run.label in ("accessed", "note") for run in runs[at + 1 :])
    if before.label != "volume" or not is_last or not _ARTICLE.fullmatch(raw, before.end - 1, issue.end):
        return runs
    return [*runs[:at], issue._replace(label="pages"), *runs[at + 1 :]]


def _double(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, two numbers that follow on one another behind the word of an issue one: "č. 10-11"."""
    for at, (volume, issue) in enumerate(pairwise(runs)):
        if (volume.label, issue.label) == ("volume", "issue") and _WORD_OF_ISSUE.search(
            raw, max(volume.start - 7, 0), volume.start
        ):
            first, last = (raw[run.start : run.end].strip(" .,;-–/") for run in (volume, issue))
            if first.isdigit() and last.isdigit() and int(last) == int(first) + 1 and raw[issue.start - 1] in "-–/":
                return [*runs[:at], issue._replace(start=volume.start), *runs[at + 2 :]]
    return runs


def _yearly(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a year between a journal and its issue the volume: "(2011). ... J Chem. 2011 (5): 721"."""
    for before, year, issue in zip(runs, runs[1:], runs[2:], strict=False):
        is_between = (before.label, year.label, issue.label) == ("container-title", "date", "issue")
        if is_between and raw[year.start : year.end].isdigit():
            return [run._replace(label="volume") if run is year else run for run in runs]
    return runs


def _worded(raw: str, runs: list[Run], at: int) -> tuple[list[Run], int]:
    """Of two volumes, that which the word stands before: "EUROGRAPHICS ´93, Vol. 12"."""
    first = runs[at]
    second = next(run for run in runs[at + 1 :] if run.label == "volume")
    if second.start - first.end < _NEAR and _before(raw, second) and not _before(raw, first):
        runs = [run._replace(label="note") if run is first else run for run in runs]
    return runs, at


_BEFORE = re.compile(rf"{_WORD}\.?\s?$")


def _before(raw: str, run: Run) -> bool:
    return bool(_BEFORE.search(raw, max(run.start - 8, 0), run.start))


def _of_title(raw: str, runs: list[Run], labels: list[str]) -> list[Run]:
    """The volume at the end of the container's title."""
    if "container-title" not in labels:
        return runs
    at = labels.index("container-title")
    run = runs[at]
    if (roman := _ROMAN.search(raw, max(run.start + 3, run.end - 12), run.end)) and labels[at + 1 : at + 2] == ["date"]:
        volume = run._replace(label="volume", start=roman.start("said"))
        return [*runs[:at], run._replace(end=roman.start()), volume, *runs[at + 1 :]]
    if found := _AT_END.search(raw, max(run.start + 3, run.end - 48), run.end):
        which = "said" if found["said"] else "ordinal"
        parts = [
            run._replace(end=found.start()),
            run._replace(label="volume", start=found.start(which), end=found.end(which)),
        ]
        if found["edition"] and "edition" not in labels:
            parts.insert(1, run._replace(label="edition", start=found.start("edition"), end=found.end("edition")))
        return [*runs[:at], *parts, *runs[at + 1 :]]
    return runs


def _with_year(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the year right behind the container's title a part of it, where another date is said before."""
    container = runs[at]
    if at + 1 >= len(runs) or runs[at + 1].label != "date" or "date" not in [run.label for run in runs[:at]]:
        return runs
    year = runs[at + 1]
    if (
        not raw[container.end - 1].isalnum()
        or year.start - container.end > 1
        or container.end - container.start < _MEETING
        or not _YEAR.match(raw, year.start, year.end)
    ):
        return runs
    return [*runs[:at], container._replace(end=year.start + 4), *runs[at + 2 :]]
