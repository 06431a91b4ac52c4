"""Works of art by where they hang: runs of labels -> runs in which a museum is no publisher.

"The Starry Night. 1889, Museum of Modern Art, New York" has the year before the museum, which a book never has.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from . import occasions
from .relabelled import relabelled, worded

FAMILY = family("museum", "museo", "museu", "musée", "galler", "galerie", "galería", "pinakothek", "pinacoteca", "kunsthalle", "louvre", "prado", "uffizi", "hermitage", "эрмитаж", "музей", "галерея", "moma", "albertina", words=lambda: ("tate", "art"))  # fmt: skip
_MATERIALS = "Öl|Tempera|Aquarell|Kupferstich|Holzschnitt|Radierung|Zeichnung|Fotografie|Bronze|Marmor|Óleo|Huile|Olio|Oil|Fresco|Watercolou?r"
_YEAR = re.compile(
    r"[,.]\s(?P<date>(?:(?:um|ca?\.|circa)\s)?(?:1[2-9]|20)\d\d(?:[-–/]\d{2,4})?)[\s.,]*$"
)  # at the end of a title
# On what a work is and how large, behind its year: "1931, oil on canvas, 9½ × 13 in. (24.1 × 33 cm), Museum".
_DIMENSIONS = re.compile(
    rf"(?:(?<![^\W_])(?P<medium>[a-zà-ÿ][a-zà-ÿ ,'’-]{{2,50}}?|(?:{_MATERIALS})[^\d,.;:()]{{0,40}}?), )?"
    r"(?P<said>\d[\d½¼¾⅛⅜⅝⅞.,]*(?: ?(?:cm|in\.|mm|m))? ?[×x] ?\d[\d½¼¾⅛⅜⅝⅞.,/ ]{0,8}(?: ?[×x] ?\d[\d½¼¾.,]{0,6} ?)?(?:cm|in\.?|mm|m)(?: \([^()]{4,30}\))?)(?=[,.;])"
)
# As the catalogues of museums print one: "Feldhase. 1502. Aquarell. Albertina, Wien".
_WORK = re.compile(
    r"(?P<title>[^.:]{2,80})\. (?P<date>(?:um |ca?\. |c\. )?1[2-9]\d\d(?:[-–/]\d{2,4})?|20\d\d)[.,] "
    rf"(?P<medium>(?:{_MATERIALS})[^.,\d]{{0,40}})[.,] (?P<archive>[^.,\d]{{3,60}})"
)
_HOLDERS = frozenset(("publisher", "container-title", "institution"))
_PICTURE = re.compile(
    r"\[(?:Painting|Photograph|Sculpture|Drawing|Lithograph|Etching|Engraving|Print|Fresco|Gemälde|Pintura|Peinture|Dipinto|Oil on [a-z]+)[^\[\]]{0,30}\]"
)
_NEVER = frozenset(("volume", "issue", "pages", "edition", "editor"))  # of a work of art


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, a museum behind title and year the archive.

    >>> raw = "The Starry Night. 1889, Museum of Modern Art, New York."
    >>> found = told(raw, [Run("title", 0, 17, 0.9), Run("date", 18, 23, 0.9), Run("publisher", 24, 45, 0.9)])
    >>> [run.label for run in found]
    ['title', 'date', 'archive']
    """
    if "×" in raw or " x " in raw:
        runs = _measured(raw, runs)
    title = next((run for run in runs if run.label == "title"), None)
    if (
        title
        and (work := _WORK.match(raw, title.start))
        and work.end() <= title.end + 30
        and occasions.is_museum(work["archive"])
    ):
        for label in work.groupdict():
            runs = relabelled(runs, label, *work.span(label))
        return worded(raw, runs)
    labels = [run.label for run in runs]
    if "title" not in labels or not _NEVER.isdisjoint(labels):
        return runs
    behind = labels[labels.index("title") + 1 :]
    if "date" not in behind[:2]:
        return _shown(raw, runs)
    for at in range(labels.index("title") + behind.index("date") + 2, len(runs)):
        run = runs[at]
        if run.label in _HOLDERS and occasions.is_museum(raw[run.start : run.end]):
            return [*runs[:at], run._replace(label="archive"), *runs[at + 1 :]]
    return runs


def _shown(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a museum right behind what brackets call a picture the archive: "[Painting]. The Museum of Modern Art"."""
    for at, run in enumerate(runs):
        if run.label in _HOLDERS and raw[run.start - 3 : run.start] == "]. " and _PICTURE.search(raw, 0, run.start):
            return (
                [*runs[:at], run._replace(label="archive"), *runs[at + 1 :]]
                if occasions.is_museum(raw[run.start : run.end])
                else runs
            )
    return runs


def _measured(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, medium and size of a work in no number, and its year in no title."""
    if not (found := _DIMENSIONS.search(raw)):
        return runs
    runs = relabelled(runs, "dimensions", *found.span("said"))
    runs = relabelled(runs, "medium", *found.span("medium")) if found["medium"] else runs
    title = next((run for run in runs if run.label == "title"), None)
    if title and not any(run.label == "date" for run in runs) and (year := _YEAR.search(raw, title.start, title.end)):
        runs = relabelled(runs, "date", *year.span("date"))
    return worded(raw, runs)
