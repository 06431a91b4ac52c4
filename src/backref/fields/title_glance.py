"""Whether two titles can be one at all, seen at a glance: titles that begin alike mostly can not.

`wording.relate` aligns two titles word by word, which takes the product of their lengths; to look at the words that
only one side has takes their sum.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from ..text.kept import kept
from . import letters, titles, wording
from .satellites import unmarked

_FEW = 6  # words of one side that are looked for on the other
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,200}[)\]]")


def may_be_one(ours: str, theirs: str) -> bool:
    """Say whether `wording.relate` may find two titles the same or compatible; where this says no, they are two.

    What one side has alone may be left out: a subtitle, what stands in brackets. Where each side has a word outside of
    brackets that has no other form on the other side, something was said otherwise.

    >>> may_be_one("Opioids for low back pain", "Opioids for low-back pain (a review of trials)")
    True
    >>> may_be_one("Opioids for pain in the back", "Opioids for pain in the neck"), may_be_one("Heat 1", "Heat 2")
    (False, False)
    """
    here, there = _glance(ours), _glance(theirs)
    if here.is_latin != there.is_latin:  # perhaps transliterated
        return True
    return not (_has_alone(here, there) and _has_alone(there, here))


class _Glance(NamedTuple):
    """Whether a title is in Latin letters, how often each word stands in it, and which stand outside of brackets."""

    is_latin: bool
    words: Counter[str]
    outside: frozenset[str]


@kept(1024, longest=500)
def _glance(text: str) -> _Glance:
    plain = unmarked(text)
    words = titles.words(plain)[: wording.MOST]
    outside = titles.words(_BRACKETS.sub(" ", plain)) if "(" in plain or "[" in plain else words
    return _Glance(letters.is_mostly_latin(plain), Counter(words), frozenset(outside))


def _has_alone(one: _Glance, two: _Glance) -> bool:
    """Whether a title has a word that the other lacks in any form, and that is more than a small one or in brackets."""
    alone = [word for word in one.words - two.words if word in one.outside and not wording.is_light(word)]
    if not alone:
        return False
    left = two.words - one.words
    return not all(any(_is_form(word, other) for other in left) for word in alone[:_FEW])


def _is_form(word: str, other: str) -> bool:
    """Whether a word is another in another form, or joined with it, or parted."""
    is_part = (word in other or other in word) and not (word.isdigit() and other.isdigit())
    return is_part or wording.is_form(word, other)
