"""What the words at a line's end and at the next one's beginning say: does an entry begin here?"""

from __future__ import annotations

import re

from ..text.folding import CAPITALS
from ._labels import KEY
from ._lines import Line

_PARTICLE = r"(?:(?:van|von|de|den|der|del|della|di|da|dos|du|la|le|el|al|ter|ten|st\.|d['’])\s?){0,3}"
_SURNAME = rf"{_PARTICLE}[{CAPITALS}][^\W\d_]*(?:['’ʼ\-‐‑][{CAPITALS}]?[^\W\d_]+|\s[{CAPITALS}][^\W\d_]+){{0,3}}"
_INITIALS = rf"(?:[{CAPITALS}][a-z]?\.?[\-‐ ]?){{1,4}}"
_PEOPLE = re.compile(
    rf"[\"“„«'‘]?(?:{_SURNAME},\s?[{CAPITALS}][\w.’'-]*|{_SURNAME}\s{_INITIALS}(?=[,.;:(]|\s(?:and|&|et|y|und)\s|\s\d)"
    rf"|(?:[{CAPITALS}][a-z]?\.[\-‐ ]?){{1,4}}\s?{_SURNAME}(?=[,.;:(]|\s(?:and|&|et|y|und)\s|$)"
    rf"|[{CAPITALS}][\w’'-]+(?:\s[{CAPITALS}]\.?)?\s{_SURNAME}(?:,|\s(?:and|&|et|y|und)\s[{CAPITALS}])"
    rf"|[{CAPITALS}]{{4,30}}(?:\s[{CAPITALS}]{{2,30}}){{0,3}}[.,]"
    rf"|{_SURNAME}(?:\s(?:and|&|et|y|und)\s{_SURNAME})?,?\s\(?(?:1[5-9]|20)\d\d|(?:[—–-]{{3,}}|_{{3,}}|[—⸺⸻]{{1,3}})[.,\s])"
)
_BODY = re.compile(
    rf"(?:Vgl\.|Cf\.|Cfr\.|Siehe|See|Voir)\s[{CAPITALS}]|[{CAPITALS}]{{4,30}}\s|[{CAPITALS}][\w’'-]+(?:\s[{CAPITALS}]\.?)?\s{_SURNAME}\.\s|[{CAPITALS}][^.;:\d]{{3,90}}[.,]?\s\(?(?:1[5-9]|20)\d\d[a-z]?\)?"
)
_ABBREVIATED = re.compile(
    r"(?:(?<![^\W\d_])[^\W\d_]|(?<![^\W\d_])(?:vol|no|nr|pp?|eds?|edn|hrsg|hg|et al|ser|ch|cf|vs|st|proc|int|conf|trans|j|ann|rev|rep|trad|org|ed|übers|aufl|bd|bearb|tech|univ|dept|inc|jr|sr|dr|sci|med|phys|lett|am|soc))\.$",
    re.IGNORECASE,
)
_PAGE_COUNT = re.compile(r"\d\s?(?:pp?|[Ss])\.$")  # "504 p.", at the end of a book
_ENDS = re.compile(r"(?:[.?!。．؟۔।][\"”’»')\]」』）]{0,2}|[\])”」』）】》]|\d|/|\d[a-z])$")
_OPEN = re.compile(
    r"(?:[,;:(\[&–—、，；：،؛（-]|(?<![^\W\d_])(?:and|und|et|y|e|of|in|the|for|on|a|to|with|von|de|der|by|at))$",
    re.IGNORECASE,
)
_PEOPLE_ONLY = re.compile(
    rf"(?:[^\W\d_]\.?,?\s\(\d{{4}}[a-z]?\)[.:,]?|(?<!\d\s)(?<![^\W\d_])[{CAPITALS}][^\W\d_]{{3,}}\.\s\d{{4}}[a-z]?\.|\b(?:al|eds?|org|Hrsg|Hg)\.\)?,?\s\d{{4}}[a-z]?\.)$"
)  # "Roe, Anna (2001).": the title is still to come
_ADDRESS_END = re.compile(r"(?:https?://|doi\.org/|10\.\d{4,9}/)\S+$")
# What goes on from a line before: an identifier, an address, a part of the host; a journal with its volume.
_ON = re.compile(
    r"(?:PMID|PMCID|DOI|doi|ISBN|ISSN|arXiv|URL|https?:|www\.|Available|Retrieved|Accessed|Archived|Epub|In:?\s|Vol\.|vol\.|pp?\.\s|No\.|Eds?\.|Disponible|Disponível|Verfügbar|Zugriff)"
    rf"|[{CAPITALS}][^.;:\d]{{2,70}}[.,]?\s(?:(?:v|vol|Vol|Bd|Jg|t|n|no|nr)\.?\s?)?\d{{1,4}}\s?(?:\(\d|[:,]\s?(?:[A-Za-z]{{0,3}}\.?\s?)?\d)"
    rf"|[{CAPITALS}][^.;:\d]{{2,70}},\s(?:[A-Z]?\d{{1,4}}|[A-Z]{{1,2}}\d{{1,3}})\.?\s*$|\[(?:[Cc]ited|[Aa]ccessed|[Ii]nternet|[Oo]nline)\b"
    # Where a paper was read; a place, or a house, that publishes; the kind and number of a report.
    rf"|(?:[{CAPITALS}][^\W\d_]+[ .-]{{1,2}}){{0,2}}[{CAPITALS}][^\W\d_]+,\s[A-Z]{{2}},\s(?:United\s(?:States|Kingdom)|USA|U\.S\.A\.|UK|Canada|Australia)\b"
    rf"|[{CAPITALS}][^\W\d_]+(?:[ .-][{CAPITALS}]?[^\W\d_]+){{0,2}},\s[A-Z]{{2}}:\s[{CAPITALS}]|(?:[{CAPITALS}][\w’'.&-]{{0,30}}\s){{1,4}}(?:Press|Verlag|Publish(?:ers?|ing)|Publications)[,.;:]"
    rf"|(?:Springer|Elsevier|Wiley|Routledge|Blackwell|Birkhäuser|McGraw-Hill)(?:[- ][{CAPITALS}][\w’'-]{{2,20}})?,\s[{CAPITALS}][a-zà-ÿ]{{3,}}"
    rf"|[{CAPITALS}][^.;:\d]{{0,60}}\s(?:Technical|Tech\.|Research|Working|Discussion)\s(?:Report|Rep\.|Paper)s?\b"
)
DATED = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\b(?:n\.\s?d\.|in press|forthcoming|s\.\s?a\.|o\.\s?J\.)|10\.\d{4}/|https?://"
)
_YEAR = re.compile(r"(?<!\d)(?:1[3-9]|2[05])\d\d(?!\d)")
BULLET = re.compile(r"[-*•·‣]\s{1,4}[^\W_a-zà-öø-ÿ]")
_NEAR = 60  # code points of an entry's beginning that hold its year where people stand before it
_NEVER = 3.0
CERTAIN = 2.5


def begins(text: str) -> float:
    """Return how much a line's beginning looks like an entry's: -3 never, 2 as they do.

    >>> begins("Roe, A. and B. Doe"), begins("randomised trial in adults"), begins("Heat for backs")
    (2.0, -3.0, 0.0)
    """
    if KEY.match(text):
        return CERTAIN
    first = text[:1]
    if _ON.match(text[:200]):
        return -1.5
    if _PEOPLE.match(text[:200]):
        return 2.0
    if first.isalpha() and first.islower():
        return -_NEVER
    if first.isalpha() and first.lower() == first.upper():  # a script without capitals
        return 2.0 if _YEAR.search(text[:_NEAR]) else 0.5
    if BULLET.match(text):
        return 1.5
    if _BODY.match(text[:200]) or first in '"“„«':
        return 1.0
    if first.isdigit() or text[:2] in ("(1", "(2") or first in ".,;:)]&–—-/%?!":
        return -2.0
    return 0.0 if first.isalpha() else -0.5


def ends(text: str) -> float:
    """Return how much a line's end looks like the end of an entry: -3 never, 1 as they do.

    >>> ends("Spine 27(4):11-19, 2002."), ends("Roe, A., Doe, B. and"), ends("Proc."), ends("Heat for")
    (1.0, -3.0, -1.5, -3.0)
    """
    last = text[-120:].rstrip()
    if _ADDRESS_END.search(last):
        return 0.5
    if _PEOPLE_ONLY.search(last):
        return -1.5
    if _OPEN.search(last):
        return -_NEVER
    if _ABBREVIATED.search(last) and not _PAGE_COUNT.search(last):
        return -1.5
    return 1.0 if _ENDS.search(last) else -1.5


def boundary(before: Line, line: Line, width: float, base: float | None = None) -> float:
    """Return how much speaks for an entry that begins at `line`: its words, the words before, and whether there was
    room for more.
    """
    said = begins(line.text) + ends(before.text)
    if width:
        said += 1.5 if before.room_for(line.text) <= width else -1.0
    return said
