"""Numbers for the entries of a list that prints none: Found -> number: index of a citation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..model import Found
from ..text.numerals import whole

_BACKLINKS = re.compile(r"^\^\s{1,2}((?:[a-z]{1,2}\s{1,2}){2,60})(?=\S)")


def by_position(found: Found) -> dict[str, int]:
    """Numbers for a list without labels, only where every sign says so.

    An ordinary list: the keys run from 1 to its length. One list of "^" lines, as Wikipedia prints it: most keys first
    appear in rising order, none is beyond the list, and the letters that lead back ("^ a b") agree with how often a key
    is used.
    """
    keys = [n for m in found.markers if m.kind == "numeric" for key in m.keys if (n := whole(key)) is not None]
    if not keys:
        return {}
    carets = [i for i, c in enumerate(found.citations) if c.context == "caret"]
    spans = [found.citations[i].span for i in carets]
    is_one_list = all(after.start - before.end < 40 for before, after in pairwise(spans))
    if carets and is_one_list and _are_numbered_by_use(keys, [found.citations[i].raw for i in carets]):
        return {str(number): index for number, index in enumerate(carets, 1)}
    listed = [i for i, c in enumerate(found.citations) if c.context == "list"]
    used = set(keys)
    if len(listed) < 3 or not len(listed) - 1 <= max(used) <= len(listed) or len(used) < 0.8 * max(used):
        return {}
    return {str(number): index for number, index in enumerate(listed, 1)}


def _are_numbered_by_use(keys: Sequence[int], entries: Sequence[str]) -> bool:
    firsts = list(dict.fromkeys(keys))
    if len(firsts) < 3 or max(firsts) > len(entries):
        return False
    if sum(a < b for a, b in pairwise(firsts)) < 0.6 * (len(firsts) - 1):
        return False
    uses = Counter(keys)
    letters = {n: len(m[1].split()) for n, raw in enumerate(entries, 1) if (m := _BACKLINKS.match(raw))}
    told = [n for n in letters if n in uses]
    return not told or sum(letters[n] >= uses[n] for n in told) >= 0.8 * len(told)
