"""Posts on networks: runs of labels -> runs without the handle of who wrote them, and without the hour.

"Obama, B. [@BarackObama]" is B. Obama, and "Twitter, 22 April 2015, 11:10 a.m." has neither a volume 11 nor a page 10.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run

_HANDLE = re.compile(r"\s?[\[(]@[\w.]{1,40}[\])]")
_HOUR = re.compile(
    r"(?<![\d:])[0-2]?\d[:.][0-5]\d(?:[:.][0-5]\d)?(?:\s?[AaPp]\.?\s?[Mm](?![^\W_])\.?|\sUhr|\s(?:GMT|UTC|EST|PST)(?![^\W_]))|(?<=YouTube video, )\d{1,2}:\d\d(?::\d\d)?|(?<=YouTube, )\d{1,2}:\d\d(?::\d\d)?"
)
_SIGNS = (".m.", " AM", " PM", " am,", " pm,", " Uhr", " GMT", " UTC", "YouTube")
# Of the words of an hour, "m" is what "11.30p.m." has.
FAMILY = family("uhr", "youtube", words=lambda: ("m", "am", "pm", "gmt", "utc"), marks="@")
_NUMBERS = frozenset(("volume", "issue", "pages"))
_NETWORKS = frozenset(
    (
        "twitter",
        "x",
        "facebook",
        "instagram",
        "reddit",
        "tumblr",
        "mastodon",
        "bluesky",
        "linkedin",
        "tiktok",
        "threads",
        "weibo",
        "vk",
        "telegram",
        "微博",
        "вконтакте",
    )
)


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, people without handles, and no number that is an hour.

    >>> raw = "Obama, B. [@BarackObama]. Four more years. Twitter, 11:16 p.m."
    >>> found = told(raw, [Run("author", 0, 25, 0.9), Run("title", 26, 42, 0.9), Run("volume", 52, 55, 0.9), Run("pages", 55, 62, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('author', 'Obama, B.'), ('title', 'Four more years.'), ('note', '11:16 p.m.')]
    """
    if "@" in raw and (handle := _HANDLE.search(raw)):
        runs = [
            run._replace(end=handle.start()) if run.label == "author" and run.start < handle.start() < run.end else run
            for run in runs
        ]
    if any(map(raw.__contains__, _SIGNS)) and (hour := _HOUR.search(raw)):
        within = [run for run in runs if run.label in _NUMBERS and hour.start() <= run.start < hour.end()]
        if within:
            noted = Run("note", hour.start(), hour.end(), within[0].probability)
            runs = sorted([*(run for run in runs if run not in within), noted], key=lambda run: run.start)
    return runs


def is_network(name: str) -> bool:
    """Whether a container is a network on which people post.

    >>> is_network("Twitter"), is_network("Twitter studies")
    (True, False)
    """
    return name.casefold() in _NETWORKS
