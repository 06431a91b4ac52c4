"""Works of art by where they hang: runs of labels -> runs in which a museum is no publisher.

"The Starry Night. 1889, Museum of Modern Art, New York" has the year before the museum, which a book never has.
"""

from __future__ import annotations

from . import occasions
from .glance import family
from .segments import Run

FAMILY = family("museum", "museo", "museu", "musée", "galler", "galerie", "galería", "pinakothek", "pinacoteca", "kunsthalle", "louvre", "prado", "uffizi", "hermitage", "эрмитаж", "музей", "галерея", "moma", words=lambda: ("tate", "art"))  # fmt: skip
_HOLDERS = frozenset(("publisher", "container-title", "institution"))
_NEVER = frozenset(("volume", "issue", "pages", "edition", "editor"))  # of a work of art


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, a museum behind title and year the archive.

    >>> raw = "The Starry Night. 1889, Museum of Modern Art, New York."
    >>> found = told(raw, [Run("title", 0, 17, 0.9), Run("date", 18, 23, 0.9), Run("publisher", 24, 45, 0.9)])
    >>> [run.label for run in found]
    ['title', 'date', 'archive']
    """
    labels = [run.label for run in runs]
    if "title" not in labels or not _NEVER.isdisjoint(labels):
        return runs
    behind = labels[labels.index("title") + 1 :]
    if "date" not in behind[:2]:
        return runs
    for at in range(labels.index("title") + behind.index("date") + 2, len(runs)):
        run = runs[at]
        if run.label in _HOLDERS and occasions.is_museum(raw[run.start : run.end]):
            return [*runs[:at], run._replace(label="archive"), *runs[at + 1 :]]
    return runs
