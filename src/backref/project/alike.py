"""Which key may be meant by one that no entry has: a key and those that there are -> the nearest."""

from __future__ import annotations

from collections.abc import Collection

_ALIKE = 0.6  # of 1
_NAME_ALIKE = 0.8  # "@deyo2051" is meant for deyo2015, "@deyo" (0.67) is somebody's name


def nearest(key: str, keys: Collection[str], *, is_name: bool = False) -> str:
    """Return the key that is most like one that is not among them; "" where none is. A word behind an "@" in a sentence
    may be somebody's name, and has to be more like one.

    >>> nearest("deyo2051", ["enke2018", "deyo2015"]), nearest("Deyo2015", ["deyo2015"], is_name=True)
    ('deyo2015', 'deyo2015')
    >>> nearest("deyo", ["deyo2015"], is_name=True)
    ''
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    alike = _NAME_ALIKE if is_name else _ALIKE
    folded = key.casefold()
    if same := min((each for each in keys if each.casefold() == folded), default=""):
        return same
    found = process.extractOne(key, sorted(keys), scorer=Indel.normalized_similarity, score_cutoff=alike)
    return found[0] if found else ""
