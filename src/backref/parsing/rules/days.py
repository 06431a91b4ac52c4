"""Days that are printed in figures: runs of labels -> runs of which such a day is one date.

"in: Washington Post, 28.10.2003" has neither a volume 28 nor an issue 10, "FAZ vom 27. 10. 1995" is no title to the
end, and "Osteuropa 11-12/2006" has no page 11.
"""

from __future__ import annotations

import re

from ..tagging.segments import Run
from .relabelled import relabelled

# What stands of a day before its year: "28.10.", "20.–21.11.", "15./16. 6.".
_BEFORE = re.compile(r"(?<![\d.,/–-])(?:[0-3]?\d\.?\s?[/–-]\s?)?[0-3]?\d\.\s?(?:0?[1-9]|1[0-2])\.\s?$")
# The same before the name of a month, behind a word for a day or as a span: "vom 26.", ", 19. - 21.".
_BEFORE_MONTH = re.compile(r"(?:(?<= vom )|(?<= am )|(?<= v. )|(?<![\d.,/–-])[0-3]?\d\.\s?[/–-]\s?)[0-3]?\d\.\s$")
_FIRST = re.compile(r"(?<![\d.,/–-])[0-3]?\d\.\s?$")  # before "–21. September"
_PAGE = re.compile(r"\d{1,5}(?:[-–]\d{1,5})?, (?=[^\W\d_a-z][^\W\d_]+ \d{4})")  # "London: 760, January 1914"
_BEHIND = re.compile(
    r"\s?(?:[-–—]\s)?[0-3]?\d\s(?:янв|февр?|март?|апр|ма[йя]|июн|июл|авг|сент?|окт|нояб?|дек|січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд)[а-яі]{0,6}\.?(?![^\W_])|\s(?:0?[1-9]|1[0-2])\.\s[0-3]?\d\.?(?=\))"
)
_SECOND = re.compile(r"(?:\d\d)?\d\d\)")
_NUMBER = re.compile(r"(?<=[^\W\d_]{3}\s)\d{1,3}/$")
_COUNTED = frozenset(("volume", "issue", "pages", "number", "date"))
_IN_SERIES = frozenset(("container-title", "collection-title"))
_SECT = re.compile(
    r";Sect\. (?P<section>[A-Z]{1,2}|\d):(?P<pages>\d{1,3})(?: \(col\. \d\))?\.?$"
)  # medicine's newspapers
_YEARLY = re.compile(r"(?P<year>(?:19|20)\d\d)/(?P<issue>\d{1,2}(?:[-–]\d{1,2})?)(?=[.,:;]\s)")
_ISSUE_BEHIND = re.compile(r"\s(?:[-–—]\s)?(?:№|No\.?)\s(\d{1,3})(?![^\W_])")
# A day or a month by its name that no field of another kind holds: ", 3 Oct. " before "2014".
_NAMED = re.compile(
    r"(?<=[,.;:)”\"»] )(?:[0-3]?\d\.? )?(?:Jan|Feb|Ma[ry]|Mär|Mai|Apr|Ju[nl]|Aug|Sept?|O[ck]t|Nov|De[cz]|janv|févr|mars|avr|juin|juil|août|déc)[a-zé]{0,6}\.? $"
)
_NUMBERS = frozenset(("edition", "volume", "issue", "pages", "other", "note", "number"))
_WORD = re.compile(r"[\s,.]+(?:vom|v\.|am|of|du|del|dal|от|z dnia|ze dne)\s$")  # before a day
_ISSUE = re.compile(r"\d{1,3}(?:\s?[-–/]\s?\d{1,3})?\s?/\s?")  # "11-12/" of "11-12/2006"
_WEEKS = 53  # how many issues of a year there may be; "Geographie und Schule 115/1998" is a volume
_SERIAL = re.compile(r"\bNr\.\s$")  # before the number of a report
_OF_DAY = re.compile(
    r"(\d{1,4}(?:/\d{1,3})?)\s(?:vom|v\.|of|van|av|fra|du|del)\s(?=[0-3]?\d\.?\s?[/–-]?\s?\S)"
)  # "Nr. | 12 vom 16. März"
_DAYS = re.compile(
    r"[(]?[0-3]?\d\.?\s?[/–-]\s?(?:[0-3]?\d\.\s?)?"
)  # "24./" of "24./25. 12. 2005", "20–21." of "20–21.11.2008"
_REST = re.compile(r"(?:[0-3]?\d\.\s?)?(?:0?[1-9]|1[0-2])\.\s?(?:19|20)\d\d")
_A_DAY = 10  # characters of a date with a day before its month
_WITHIN = 16  # characters before a year in which its day stands


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the day and the month before a year a part of the date, the issue before one an issue.

    >>> raw = "Washington Post, 28.10.2003"
    >>> runs = [Run("container-title", 0, 16, 0.9), Run("volume", 17, 23, 0.6), Run("date", 23, 27, 0.9)]
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, runs)]
    [('container-title', 'Washington Post,'), ('date', '28.10.2003')]
    """
    if ";Sect. " in raw and (sect := _SECT.search(raw)):
        runs = relabelled(relabelled(runs, "section", *sect.span("section")), "pages", *sect.span("pages"))
        runs = [run for run in runs if run.start < sect.end("pages")]
    if "Введ. " in raw:
        runs = [run for run in runs if not (run.label == "date" and raw.endswith("Введ. ", 0, run.start))]
    runs = _with_issue(raw, _with_days(raw, runs))
    for year in [run for run in runs if run.label == "date"]:
        start = year.start
        if year.end - start > _A_DAY and raw[start].isdigit() and (number := _OF_DAY.match(raw, start, year.end)):
            if "issue" not in [run.label for run in runs]:
                runs = relabelled(runs, "issue", *number.span(1))
                runs = [run._replace(start=number.end()) if run.start == number.end(1) else run for run in runs]
            continue
        if (raw[start - 1] in "/–-." or raw[start - 2] in "/–-.") and raw[start].isdigit() and _REST.match(raw, start):
            days = next((run for run in runs if start - 2 < run.end <= start), None)
            if days and days.label in _COUNTED and _DAYS.fullmatch(raw, days.start, start):
                runs = relabelled(runs, "date", days.start, year.end)
                continue
        if raw[start - 2 : start] == ": " and (page := _PAGE.match(raw, start, year.end)):
            runs = relabelled(runs, "pages", start, page.end())
        elif (
            raw[year.end - 1] in "–-"
            and (rest := _SECOND.match(raw, year.end))
            and raw[start : year.end - 1].strip("(").isdigit()
        ):
            runs = relabelled(runs, "date", start, rest.end())  # "(1986–87)"
        elif raw[start - 1 : start] == "/":
            runs = [run._replace(label="issue") if _is_issue(raw, run, start) else run for run in runs]
            runs = _numbered(raw, runs, start)
        elif raw[start - 1 : start] == " " and (named := _NAMED.search(raw, max(start - _WITHIN, 0), start)):
            held = {run.label for run in runs if run.start < start and named.start() < run.end}
            runs = relabelled(runs, "date", named.start(), year.end) if held <= _NUMBERS else runs
        elif "." in raw[max(start - 2, 0) : start] and (day := _day(raw, start)):
            runs = relabelled(runs, "date", day.start(), year.end)
            runs = [_without_word(raw, run) if run.end == day.start() else run for run in runs]
    return runs


def _day(raw: str, start: int) -> re.Match[str] | None:
    """What stands of a day before the year or the month in which a date begins."""
    before = _BEFORE_MONTH if raw[start].isalpha() else _FIRST if raw[start] in "–-" else _BEFORE
    return before.search(raw, max(start - _WITHIN, 0), start)


def _with_issue(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a number behind the year and a stroke an issue: "Educatio, 2004/3. 412–425"."""
    if "/" not in raw:
        return runs
    labels = [run.label for run in runs]
    if "issue" in labels or "volume" in labels or "container-title" not in labels or "date" not in labels:
        return runs
    year = runs[labels.index("date")]
    found = _YEARLY.match(raw, year.start)
    if found is None or found.end() > year.end + 5 or labels[labels.index("date") - 1] != "container-title":
        return runs
    return relabelled(
        [run._replace(end=min(run.end, found.end("year"))) if run is year else run for run in runs],
        "issue",
        *found.span("issue"),
    )


def _with_days(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a day behind its year a part of the date: "2015. 12 марта", "(2018. 5. 4)"."""
    for year in runs:
        if year.label == "date" and raw[year.end - 1] == "." and (day := _BEHIND.match(raw, year.end)):
            runs = relabelled(runs, "date", year.start, day.end())
            issue = _ISSUE_BEHIND.match(raw, day.end())
            return relabelled(runs, "issue", *issue.span(1)) if issue else runs
    return runs


def _numbered(raw: str, runs: list[Run], year: int) -> list[Run]:
    """The runs, the number before a year an issue where it is none or the end of a title: "IAB-Kurzbericht 18/2007"."""
    number = _NUMBER.search(raw, max(year - _WITHIN, 0), year)
    if number is None or any(run.label in _COUNTED and run.start < year and number.start() < run.end for run in runs):
        return runs
    before = [run for run in runs if run.start < number.start()]
    return relabelled(runs, "issue", number.start(), year) if before and before[-1].label in _IN_SERIES else runs


def _is_issue(raw: str, run: Run, year: int) -> bool:
    if run.label not in ("pages", "volume") or run.end != year or not _ISSUE.fullmatch(raw, run.start, year):
        return False
    if run.label == "pages":
        return True
    number = raw[run.start : year].rstrip(" /")
    return number.isdigit() and int(number) <= _WEEKS and not _SERIAL.search(raw, max(run.start - 5, 0), run.start)


def _without_word(raw: str, run: Run) -> Run:
    word = _WORD.search(raw, run.start, run.end)
    return run._replace(end=word.start()) if word else run
