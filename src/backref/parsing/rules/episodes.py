"""Parts of broadcasts, and on what a work came out: runs of labels -> runs that tell series, number, station, medium.

"“The Alibi.” Serial, season 1, episode 1, WBEZ" is within a series, and "Miramax, 1994. Film." ends in the medium.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled, worded

FAMILY = family("season", "episod", "staffel", "saison", "épisode", "temporada", "stagione", "сезон", "серия", "podcast", words=lambda: ("switch", "playstation", "xbox", "pc", "wii", "steam", "ep", "folge", "series", "film", "película", "television", "radio", "dvd", "lp", "cd", "mp", "performance", "vinyl", "lecture", "address", "keynote", "speech", "hörspiel", "hörbuch", "feature"))  # fmt: skip
_SEASON = r"(?:[Ss]eason|[Ss]eries|[Ss]taffel|[Ss]aison|[Tt]emporada|[Ss]tagione|[Сс]езон)\s\d{1,2}"
_EPISODE = r"(?:[Ee]pisode|[Ee]p\.|[Ff]olge|[ÉéEe]pisode|[Ee]pisodio|[Ee]pisódio|[Сс]ерия)\s(?:[Nn]o\.\s)?\d{1,4}"
_PART = re.compile(
    rf"(?:[,.]\s|\s\()(?P<number>{_SEASON}(?:,?\s{_EPISODE})?|{_EPISODE}|[Nn]o\.\s\d{{1,4}}(?=\)\s\[))(?=[,.)])"
)
_STATION = re.compile(r"[,.]\s(?P<publisher>[^\W\d_a-z][^,.;\d]{1,40}?)(?=[,.]\s)")
_SERIES = re.compile(
    r"[“\"‘'][^“”\"]{2,160}[”\"’'][,.]?\s(?:\(\d{4}\)\s)?(?P<series>[^\W_a-z][^“”\"(),]{1,60}?)(?:,\s(?:created|written|hosted|produced|performed|narrated|directed)\sby\s[^“”\"]{3,90})?$"
)
# What is heard or seen, behind the title: "Die Lücke. Hörspiel. Bayerischer Rundfunk".
_BROADCAST = re.compile(
    r"(?<=[.,] )(?P<genre>Hörspiel|Radio-?[Ff]eature|Hörbuch|Radio play|Dokumentarfilm|Spielfilm|Fernsehfilm|Fernsehserie|Documentary film|Feature film)(?=[.,]\s)"
)
# What a game is played on.
_PLATFORM = r"Nintendo(?: Switch| 64| DS| 3DS)?|PlayStation(?: [2-5]| Vita)?|Xbox(?: One| 360| Series X(?:/S)?)?|PC|Wii(?: U)?|Steam|Windows|macOS"
_PLAYED = re.compile(_PLATFORM)
# As MLA ends a citation: "Miramax, 1994. Film.", "Columbia, 1959. LP."
_MEDIUM = re.compile(
    rf"(?:(?<=\d)\.\s|(?<=\d),\s(?=LP|CD|Vinyl)|(?<=[^\W\d_]{{2}})\.\s(?=Performance|Lecture|Address|Keynote|Speech))"
    rf"(?P<medium>Film|Película|DVD|Television|Radio|Performance|LP|CD|MP3|Vinyl|Lecture|Address|Keynote(?: [Aa]ddress| [Ss]peech)?|Speech|{_PLATFORM})\.?$"
)
_GENRES = frozenset(("Film", "Película", "Television", "Radio", "Performance", "Lecture", "Address", "Keynote", "Speech"))  # fmt: skip
_HEARD = frozenset(("LP", "CD", "MP3", "Vinyl"))
# Who sells a record, and under which number, before its year: "A Love Supreme. Impulse! A-77, 1965, LP".
_RECORD = re.compile(
    r"[.!?]\s(?P<publisher>[^\W_][^.,\d]{1,40}?)(?:\s(?P<number>(?:[A-Z]{1,5}[ -]?)?\d[\w -]{1,14}|[A-Z]{1,4}-\d{1,4}))?,\s(?P<date>(?:19|20)\d\d)[.,]\s(?:LP|CD|Vinyl|MP3)\.?$"
)
_RECORDED = re.compile(r"(?<=[.!?] )(?P<note>Recorded (?:in )?[^.]{0,24}\d{4}[^.]{0,20})\.")
_WORDED = frozenset(("title", "container-title", "publisher", "genre", "number", "note", "other", "event", "collection-title", "location", "volume", "issue", "edition"))  # fmt: skip


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, series and number of an episode apart, and the medium at the end in no other field.

    >>> raw = "“The Alibi.” Serial, season 1, episode 1, WBEZ, 3 Oct. 2014."
    >>> found = told(raw, [Run("title", 0, 12, 0.9), Run("genre", 13, 41, 0.4), Run("container-title", 42, 47, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('title', '“The Alibi.”'), ('container-title', 'Serial'), ('number', 'season 1, episode 1'), ('publisher', 'WBEZ')]
    """
    if medium := _MEDIUM.search(raw):
        label = "genre" if medium["medium"].partition(" ")[0] in _GENRES else "medium"
        runs = [run for run in runs if run.label != "genre" or run.end <= medium.start() + 1]
        runs = relabelled(runs, label, *medium.span("medium"))
        runs = worded(raw, runs)
        if _PLAYED.fullmatch(medium["medium"]):
            runs = _made(raw, runs)
        if medium["medium"] in _HEARD:
            runs = _recorded(raw, runs)
    if heard := _BROADCAST.search(raw):
        runs = worded(raw, relabelled(runs, "genre", *heard.span("genre")))
    part = _PART.search(raw)
    if part is None or not _is_free(runs, part.start(), part.end("number")):
        return runs
    runs = relabelled(runs, "number", *part.span("number"))
    station = _STATION.match(raw, part.end("number"))
    if station and _is_free(runs, *station.span("publisher")):
        runs = relabelled(runs, "publisher", *station.span("publisher"))
    title = next((run for run in runs if run.label == "title"), None)
    series = _SERIES.search(raw[: part.start()], title.start) if title else None
    if (
        title
        and series
        and _is_free([run for run in runs if run.label != "author" or run.start < title.start], *series.span("series"))
    ):
        rest = [run for run in runs if not series.start("series") <= run.start < part.start()]
        runs = relabelled(rest, "container-title", *series.span("series"))
    return worded(raw, runs)


def _made(raw: str, runs: list[Run]) -> list[Run]:
    """The runs of a game, who stands between its title and the year its publisher."""
    labels = [run.label for run in runs]
    if "publisher" in labels or "title" not in labels:
        return runs
    at = labels.index("title")
    if labels[at + 1 : at + 3] in (["author", "date"], ["container-title", "date"]):
        return [*runs[: at + 1], runs[at + 1]._replace(label="publisher"), *runs[at + 2 :]]
    if labels[at + 1 : at + 2] == ["date"] and (stop := raw.rfind(". ", runs[at].start, runs[at].end)) > 0:
        parts = [runs[at]._replace(end=stop), runs[at]._replace(label="publisher", start=stop + 2)]
        return [*runs[:at], *parts, *runs[at + 1 :]]
    return runs


def _recorded(raw: str, runs: list[Run]) -> list[Run]:
    """The runs of a record, its label and its number in no title, and when it was recorded no date of its own."""
    for pattern in (_RECORDED, _RECORD):
        if (found := pattern.search(raw)) and runs and found.start() > runs[0].start + 2:
            for name, text in found.groupdict().items():
                runs = relabelled(runs, name, *found.span(name)) if text else runs
    return worded(raw, runs)


def _is_free(runs: list[Run], start: int, end: int) -> bool:
    """Whether nothing stands at a place but words that may be others'."""
    return all(run.label in _WORDED for run in runs if run.start < end - 1 and start < run.end - 1)
