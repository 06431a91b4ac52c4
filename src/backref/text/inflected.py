"""Family names as a Slavic sentence bends them: "Сидорова (2020)" of Сидоров, "по Достоевскому" of Достоевский. A
folded name -> its stem.
"""

from __future__ import annotations

import re

_CYRILLIC = re.compile(r"[\u0430-\u045f\u0491\u0493\u04af\u04e9]{5,40}\Z")
# Folded, so that "й" is "и" and "ї" is "і". The longest that leaves a stem goes.
_ENDINGS = tuple(
    sorted(
        "ого его ому ему ыми ими ом ем ым им ои еи ии ыи ая яя ую юю ою ею ої ії ові еві а я у ю е и ы о ь і".split(),
        key=len,
        reverse=True,
    )
)
_STEM = 4  # letters that are left of a name


def stem(name: str) -> str:
    """Return what all cases of a folded name share, "" for one that is not Cyrillic or too short to tell.

    >>> stem("сидорова"), stem("сидоров"), stem("достоевскому"), stem("достоевскии"), stem("smith")
    ('сидоров', 'сидоров', 'достоевск', 'достоевск', '')
    """
    if not _CYRILLIC.match(name):
        return ""
    return next((name[: -len(e)] for e in _ENDINGS if name.endswith(e) and len(name) - len(e) >= _STEM), name)
