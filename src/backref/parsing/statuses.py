"""What stands behind a title and is no part of it: that a work is not published, where it was looked up, for whom it
was written; and the periodical that was taken for its last words: runs of labels -> runs that tell them apart.
"""

from __future__ import annotations

import re

from .segments import Run

_WORDED = frozenset(("title", "container-title", "collection-title", "publisher"))
_STATUS = (
    r"(?:unpublished|unveröffentlichte[srn]?|zur veröffentlichung eingereichte[srn]?)(?: [^\W\d_]+)?|manuscript (?:under review|submitted(?: for publication)?|in preparation)"
    r"|manuskript|typoskript|mimeo(?:graph)?|im erscheinen|im druck|in vorbereitung|in begutachtung|submitted|under review|forthcoming|in press|no prelo|en prensa|à paraître"
)
_UNPUBLISHED = re.compile(rf"[.,;?!]\s\(?(?:{_STATUS})\)?[\s.,)]*$", re.IGNORECASE)
_ONLY = re.compile(rf"(?:{_STATUS})[\s.,]*", re.IGNORECASE)
_LOOKED_UP = re.compile(
    r"(?:[.,;]\s|(?<=[.,;:] ))(?:im internet|internetquelle|online-?\s?publikation|online verfügbar(?: unter)?|verfügbar unter|abrufbar unter|disponible en(?: ligne)?|disponível em|available (?:at|from)"
    r"|available online(?: at)?|retrieved from)(?:\s\([^()]{2,40}\))?[\s:.,]*$",
    re.IGNORECASE,
)
_ORDERED = re.compile(r"(?:im auftrag (?:de[sr]|von)|commissioned by|por encargo de|on behalf of)\s", re.IGNORECASE)
_LAST = re.compile(r"(?<=[^\W\d_]{4})[.?!]\s(?P<said>[^\W\d_a-z][^.?!]{1,90})[\s.,]*$")
# Letters of which all such words have some.
_WORDS = tuple(
    "npubl veröff eingereicht manus typosk mimeo erschein druck vorber begut submitted review forthc press prelo prensa paraî internet public verfügbar abrufbar disponi availab retriev publikation".split()
)
_NEAR = 72  # characters at the end of a run that are looked at
_TAIL = 120  # characters at the end of a title in which a periodical is looked for
_LEAST = 4  # words of a title before one


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such words out of titles and publishers.

    >>> raw = "A closer look at the effect. Manuscript under review."
    >>> [(r.label, raw[r.start : r.end]) for r in told(raw, [Run("title", 0, len(raw), 0.9)])]
    [('title', 'A closer look at the effect.'), ('note', 'Manuscript under review.')]
    """
    labels = [run.label for run in runs]
    if "volume" in labels and "title" in labels and "container-title" not in labels:
        runs = _periodical(raw, runs, labels)
    found: list[Run] = []
    for run in runs:
        if run.label not in _WORDED:
            found.append(run)
            continue
        near = raw[max(run.start, run.end - _NEAR) : run.end].lower()
        if run.label != "container-title" and not any(map(near.__contains__, _WORDS)):
            found.append(run)
            continue
        if looked := _LOOKED_UP.search(raw, max(run.start, run.end - 60), run.end):
            run = run._replace(end=looked.start())
        elif run.label == "container-title" and raw[run.start] in "iIcCpo" and _ORDERED.match(raw, run.start, run.end):
            run = run._replace(label="note")
        if run.label in ("publisher", "container-title") and _ONLY.fullmatch(raw, run.start, run.end):
            run = run._replace(label="note")
        if run.label == "title" and (said := _UNPUBLISHED.search(raw, max(run.start + 3, run.end - 60), run.end)):
            found += [run._replace(end=said.start() + 1), run._replace(label="note", start=said.start() + 2)]
        elif run.start < run.end:
            found.append(run)
    return found


def _periodical(raw: str, runs: list[Run], labels: list[str]) -> list[Run]:
    """The runs, the last sentence of what was taken for a title the container's, right before its place or volume."""
    at = labels.index("title")
    behind = [label for label in labels[at + 1 :] if label not in ("location", "date", "accessed")]
    if behind[:1] != ["volume"] or not {"issue", "pages"}.intersection(behind):
        return runs
    title = runs[at]
    volume = next(run for run in runs if run.label == "volume")
    if not raw[volume.start : volume.end].strip(" ()[].,:;v").isdigit():
        return runs  # the volume of a book
    if not (last := _LAST.search(raw, max(title.start + 3, title.end - _TAIL), title.end)):
        return runs
    if len(raw[title.start : last.start()].split()) < _LEAST:
        return runs
    container = title._replace(label="container-title", start=last.start("said"))
    return [*runs[:at], title._replace(end=last.start() + 1), container, *runs[at + 1 :]]
