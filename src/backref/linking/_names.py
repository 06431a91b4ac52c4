"""The people at the beginning of a raw citation, in every spelling: text -> folded words."""

from __future__ import annotations

import re

from ..fields import names
from ..fields.joining import small_words
from ..model import RawCitation
from ..text import words
from ..text.folding import fold, spellings

YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?![\w])")
# What may stand before the first author: a label, "^ a b", quotes.
_HEAD = re.compile(
    r"^(?:[\s\[(]*\d{1,4}[\]).:]{0,2}\s+|\^\s*(?:[a-z]{1,2}\s+){0,60}(?=[^\W\d_a-z])|[\s\"“„*•·-]+){0,3}"
)
_WORD_OR_MARK = re.compile(r"[^\W\d_][\w'’ʼ‐-]*|[,;&(:「『《〈]|(?<=[\u3400-\u9fff])·")
WORD = re.compile(r"[^\W\d_][\w'’ʼ‐-]*")
_HAN = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}$")
_JOINING = frozenset("van von de den der del di da dos la le el ter ten".split())  # besides "and" and "et al."


def first_author(citation: RawCitation) -> frozenset[str]:
    """What the first author's family may be: the words, and pairs of words, of the first name as it is printed.

    Nothing but initials, given names and particles can stand before it, so that a title is no name.
    """
    told = citation.reference.author or citation.reference.editor if citation.reference else ()
    if told:
        families = spelt(names.family(told[0]))
        return families | {word for family in families for word in family.split()}
    found: set[str] = set()
    before = ""
    for match in list(_WORD_OR_MARK.finditer(_HEAD.sub("", citation.raw[:120])))[:8]:
        word = match.group()
        if word in ",;&(:「『《〈·" or (len(word) > 1 and word.islower() and word in words.union("and")):
            break
        found |= spelt(word) | spelt(f"{before} {word}")
        if _HAN.match(word):
            # a family name and its given name, written as one word
            found |= {form for end in (1, 2, 3) for form in spelt(word[:end])}
        if word.islower() and not is_joining(word):
            break
        before = word
    return frozenset(found)


def is_joining(word: str) -> bool:
    """Whether a word of a list of names is nobody's family name."""
    return word.lower() in _JOINING or (word.islower() and fold(word) in small_words())


def begins_with(raw: str, surname: frozenset[str]) -> bool:
    return _holds(raw[: 40 + max(map(len, surname))], surname) or worded(fold(raw[:80])).startswith(tuple(surname))


def _holds(raw: str, surname: frozenset[str]) -> bool:
    return any(not surname.isdisjoint(form.split()) for word in raw[:400].split() for form in spelt(word))


def people(raw: str) -> int:
    """Return how many people a citation begins with; one more where it says "et al."."""
    head = _HEAD.sub("", raw[:400])
    year = YEAR.search(head)
    printed = names.parse(head[: year.start()] if year else head[:80])
    return len(printed.names) + printed.cut


def spelt(text: str) -> frozenset[str]:
    """The words of a name, in every spelling."""
    return frozenset(map(worded, spellings(text))) - {""}


def worded(folded: str) -> str:
    if folded.isalnum():
        return folded
    return " ".join("".join(c for c in word if c.isalnum()) for word in re.split(r"[\s,;.()‐–-]+", folded)).strip()
