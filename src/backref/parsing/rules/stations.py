"""Stations that broadcast: runs of labels -> runs in which a station is the publisher; and who they are."""

from __future__ import annotations

import re

from ..glance import has, lacks
from ..tagging.segments import Run

_NAMES = (
    r"(?:BBC (?:Radio|One|Two|Three|Four|World|Home|Light|Scotland|Wales|iPlayer|Sounds)(?: ?\w{1,8}){0,2}|BBC[12]|NBC|CBS|ABC(?: Radio National)?|HBO|PBS|NPR|CBC|RTÉ|ITV|Channel [45]|Sky Arts|Showtime|AMC|WNYC|WBEZ|KCRW|ARD|ZDF"
    r"|WDR|NDR|SWR|MDR|RBB|BR|HR|ORF|SRF|3sat|arte|Arte|Deutschlandfunk(?: Kultur)?|Deutschlandradio|Bayerischer Rundfunk|Norddeutscher Rundfunk|RAI(?: \w{1,6})?|Rai \w{1,6}|RTVE|TVE|Antena 3|Radio Nacional"
    r"|France (?:Inter|Culture|Musique|Info|[235])|TF1|Canal\+|RTP|TV Globo|TV Cultura|NHK|KBS|MBC|NOS|VPRO|VRT|SVT|SR P[1-4]|NRK|DR1|Yle|ČT|TVP|Polskie Radio|Первый канал|Россия 1|Эхо Москвы|中央电视台|中国中央电视台|CCTV)"
)
_STATION = re.compile(rf"\W*(?:{_NAMES})(?: \w{{4,12}})?[\W]*")

# A station and its city behind the series: "Serial, WBEZ Chicago".
_BEHIND = re.compile(rf"[,.]\s(?P<station>(?:{_NAMES})(?:\s\w{{1,12}}){{0,2}})[\s.,]*$")
NEEDS = has("container-title") | lacks("pages", "publisher", "volume")


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, a station that was taken for a container its publisher.

    >>> raw = "Die Sendung mit der Maus. WDR, 7. März 1971."
    >>> [run.label for run in told(raw, [Run("title", 0, 26, 0.9), Run("container-title", 26, 31, 0.4)])]
    ['title', 'publisher']
    """
    at = [run.label for run in runs].index("container-title")
    place = runs[at + 1] if [run.label for run in runs[at + 1 : at + 2]] == ["location"] else None
    end = place.end if place and raw[runs[at].end - 1] not in ".,;:(" else runs[at].end
    if behind := _BEHIND.search(raw, runs[at].start + 2, end):
        series = runs[at]._replace(end=behind.start())
        station = runs[at]._replace(label="publisher", start=behind.start("station"), end=behind.end("station"))
        return [*runs[:at], series, station, *runs[at + 1 + (end > runs[at].end) :]]
    if "[Internet]" in raw or "://" in raw or not _STATION.fullmatch(raw, runs[at].start, runs[at].end):
        return runs  # of pages on the web, a station may be the site
    return [*runs[:at], runs[at]._replace(label="publisher"), *runs[at + 1 :]]


def is_one(name: str) -> bool:
    """Whether a publisher broadcasts.

    >>> is_one("BBC Radio 4"), is_one("BBC Books")
    (True, False)
    """
    return bool(_STATION.fullmatch(name))
