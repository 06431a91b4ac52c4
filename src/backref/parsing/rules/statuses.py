"""What stands behind a title and is no part of it: that a work is not published, where it was looked up, for whom it
was written: runs of labels -> runs that tell them apart.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run

_WORDED = frozenset(("title", "container-title", "collection-title", "publisher"))
_TITLES = frozenset(("title", "container-title"))
_STATUS = (
    r"(?:unpublished|unveröffentlichte[srn]?|zur veröffentlichung eingereichte[srn]?)(?: [^\W\d_]+)?|manuscript (?:under review|submitted(?: for publication)?|in preparation)"
    r"|(?:unveröff\.\s)?(?:manuskript|typoskript|(?-i:Ms))|mimeo(?:graph(?:ed)?)?|hektogr(?:aphiert)?|masch(?:inenschriftlich)?|work in progress|im erscheinen|erschienen|im druck|in vorbereitung|in begutachtung|submitted|under review|forthcoming|in press|no prelo|en prensa|à paraître"
)
_UNPUBLISHED = re.compile(rf"(?:[.,;?!]\s\(?|[^\W_]\s\()(?P<said>(?:{_STATUS})\)?[\s.,)]*)$", re.IGNORECASE)
_OF_PEOPLE = re.compile(rf"\((?P<said>{_STATUS})\)[\s.,:]*$", re.IGNORECASE)  # "Roe, Ann (im Erscheinen):"
# The journal that a paper behind its title is to appear in.
_JOURNAL = re.compile(
    r"(?<=[^\W\d_]{4})\.\s(?=(?:Journal|Zeitschrift|Jahrb[üu]ch(?:er)?|Review|Revue|Revista|Rivista|Annals|Archiv|Annales|Bulletin)\s[^.:]{3,80}$)"
)
_ONLY = re.compile(rf"(?:{_STATUS})[\s.,]*", re.IGNORECASE)
_BEHIND_HOUSE = re.compile(rf"\s\((?P<said>{_STATUS})\.?\)[\s.,]*$", re.IGNORECASE)  # "Duisburg: Universität (Ms.)"
_BEFORE_HOUSE = re.compile(
    r"(?P<said>(?i:mimeo(?:graph(?:ed)?)?|unpublished (?:manuscript|paper)|(?:unveröff(?:\.|entlichtes)\s)?(?:manuskript|ms\.))),?\s(?=[^\W\d_a-z])"
)  # "Mimeo, MIT"
_LOOKED_UP = re.compile(
    r"(?:[.,;]\s|(?<=[.,;:] ))(?:im internet|internetquelle|online-?\s?publikation|online verfügbar(?: unter)?|verfügbar unter|abrufbar unter|disponible en(?: ligne)?|disponível em|available (?:at|from)"
    r"|available online(?: at)?|retrieved from)(?:\s\([^()]{2,40}\))?[\s:.,]*$",
    re.IGNORECASE,
)
_ORDERED = re.compile(r"(?:im auftrag (?:de[sr]|von)|commissioned by|por encargo de|on behalf of)\s", re.IGNORECASE)
FAMILY = family(
    "unpubl", "unveröff", "eingereicht", "manus", "typosk", "mimeo", "erscheinen", "erschienen", "vorbereitung", "begutachtung", "submitted", "review", "forthcoming", "prelo", "prensa", "paraître",
    "internet", "publikation", "verfügbar", "abrufbar", "disponible", "disponível", "available", "retrieved", "auftrag", "commissioned", "encargo", "behalf",
    "hektogr", "masch", words=lambda: ("druck", "press", "ms", "progress"),
)  # fmt: skip


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such words out of titles and publishers.

    >>> raw = "A closer look at the effect. Manuscript under review."
    >>> [(r.label, raw[r.start : r.end]) for r in told(raw, [Run("title", 0, len(raw), 0.9)])]
    [('title', 'A closer look at the effect.'), ('note', 'Manuscript under review.')]
    """
    found: list[Run] = []
    for run in runs:
        if run.label == "author" and (said := _OF_PEOPLE.search(raw, max(run.start + 3, run.end - 40), run.end)):
            found += [run._replace(end=said.start()), run._replace(label="date", start=said.start("said"))]
            continue
        if run.label not in _WORDED:
            found.append(run)
            continue
        if looked := _LOOKED_UP.search(raw, max(run.start, run.end - 60), run.end):
            run = run._replace(end=looked.start())
        elif run.label == "container-title" and raw[run.start] in "iIcCpo" and _ORDERED.match(raw, run.start, run.end):
            run = run._replace(label="note")
        if run.label == "publisher":
            if said := _BEFORE_HOUSE.match(raw, run.start, run.end):
                found.append(run._replace(label="note", end=said.end("said")))
                run = run._replace(start=said.end())
            if said := _BEHIND_HOUSE.search(raw, max(run.start + 2, run.end - 40), run.end):
                found += [run._replace(end=said.start()), run._replace(label="note", start=said.start("said"))]
                continue
        if run.label in ("publisher", "container-title") and _ONLY.fullmatch(raw, run.start, run.end):
            run = run._replace(label="note")
        if run.label in _TITLES and (said := _UNPUBLISHED.search(raw, max(run.start + 3, run.end - 60), run.end)):
            title = run._replace(end=said.start() + 1)
            journal = _JOURNAL.search(raw[: title.end], run.start + 3)
            found.append(title._replace(end=journal.start() + 1) if journal else title)
            if journal:
                found.append(title._replace(label="container-title", start=journal.end()))
            found.append(run._replace(label="note", start=said.start("said")))
        elif run.start < run.end:
            found.append(run)
    return found
