"""Editions as German prints them, with what was done to them: runs of labels -> runs of which all that is the edition.

"4., vollst. überarb. Aufl." and "(2., neubearb. u. erw. Ausg.)" are editions to the word "Aufl.", and neither a volume
4 nor the last words of a title.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled, worded

FAMILY = family("aufl", "auﬂ", "ausg")
_NUMBER = r"(?:\d{1,3}\.?,?|[Ee]rste|[Zz]weite|[Dd]ritte|[Vv]ierte|[Ff]ünfte|[Ss]echste|[Ss]iebte|[Aa]chte|[Nn]eunte|[Zz]ehnte)"
_DONE = r"(?:\s[^\W\d_A-ZÄÖÜ][^\W\d_]{0,17}[.,]{0,2})"  # "überarb.", "u.", "erweiterte"
_SAID = re.compile(
    rf"(?:(?<=[.,;:?!)»”\"] )|(?<=[(\[]))(?:{_NUMBER},?{_DONE}{{0,7}}\s(?:Au(?:fl|ﬂ)(?:age)?)|{_NUMBER},?{_DONE}{{1,7}}\sAusg(?:abe)?)(?![^\W_])\.?(?!\s[a-zäöü]|,\s[^\W\d_]{{4,9}}\sBand)"
)


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such words its edition.

    >>> raw = "Lehrbuch. 4., vollst. überarb. Aufl. Ulm"
    >>> found = told(raw, [Run("title", 0, 9, 0.9), Run("volume", 10, 13, 0.6), Run("location", 37, 40, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('title', 'Lehrbuch.'), ('edition', '4., vollst. überarb. Aufl.'), ('location', 'Ulm')]
    """
    said = _SAID.search(raw)
    if said is None:
        return runs
    start, end = said.span()
    if any(run.label == "edition" and (run.end <= start or run.start >= end) for run in runs):
        return runs  # another was told
    parts = [run._replace(label="note") if run.label == "edition" and run.end > end + 1 else run for run in runs]
    return worded(raw, relabelled(parts, "edition", start, end))
