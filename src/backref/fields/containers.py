"""Compare journals, books and proceedings by identity: names as printed -> how they relate.

One container may be printed by its name, an abbreviation of it (ISO 4: each word cut or contracted, small words left
out), its acronym, an old name, or with its place or years in brackets. A name that has one word more is another
container: "BMJ" and "BMJ Open", "Phys. Rev. A" and "Phys. Rev. B".
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from ..text.kept import kept
from . import titles, wording

ContainerRelation = Literal[
    "same", "abbreviation", "acronym", "old-name", "printed-otherwise", "preprint-server", "differs"
]


class Likeness(NamedTuple):
    """How two containers relate, and the name of the record's that is nearest."""

    relation: ContainerRelation
    name: str

    @property
    def is_one(self) -> bool:
        """Whether the two are one container."""
        return self.relation not in ("differs", "preprint-server")


# Articles are left out anywhere; of the other small words one side may lack one, but not have another in its place.
_ARTICLES = frozenset("the a an le la les l der die das el los las il lo gli het de".split())
_SMALL = _ARTICLES | frozenset(
    "of for in on to at by from and et und y e i og och di del della do da dos das du des des von fur für pour sur en im zur und".split()
)
_AND = frozenset("and et und y e og och".split())
# What proceedings print before or behind the name of the conference.
_FRAME = re.compile(
    r"\b(?:(?:in )?proceedings(?: of)?|conference proceedings|(?:technical )?papers|abstracts|record|companion|advances in|annual|international (?=acm|ieee)|(?:ieee|acm|cvf|rsj|siam|usenix|isca|"
    r"springer|pmlr|lecture notes in computer science|sigplan|spie)\b|(?:the )?\d{1,4}(?:st|nd|rd|th)?\b|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)?\s?-?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    r"thirtieth|fortieth|fiftieth)\b|workshops?|symposium|conference on|volume \d+)",
)  # fmt: skip
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,100})[)\]]")
_SECTION = re.compile(r"\s[-–—]\s|(?:(?<!\s)\s+)?(?:[:=/.;]\s+|/\s*)")
# "Acta Crystallographica Section D Biological Crystallography", printed as "Acta Crystallogr D"
_LETTERED = re.compile(
    r"(?P<head>.{4,80}?)[,:]?\s{1,9}(?i:sect(?:ion)?|part|ser(?:ies)?)\b[.:]?\s{0,9}(?P<letter>[A-Z0-9]{1,3})\b(?!\s+[A-Z0-9]{1,2}$).*$"
)
_GLUED = re.compile(r"\b[A-Z][a-z]{1,4}(?:[A-Z][a-z]{0,4}){1,4}\b")  # "ApJS", "PLoS"


def relate(ours: str, theirs: Sequence[str], *, issn: tuple[str | None, str | None] = (None, None)) -> Likeness:
    """Return how the container that a text prints relates to a record's, of which `theirs` are the names.

    `issn` is that of the text and that of the record, where they have one.

    >>> relate("Clin J Sport Med", ["Clinical Journal of Sport Medicine"]).relation
    'abbreviation'
    >>> relate("BMJ Open", ["BMJ"]).relation, relate("Education and Health", ["Education for Health"]).relation
    ('differs', 'differs')
    >>> relate("CVPR", ["2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"]).relation
    'acronym'
    """
    first = theirs[0] if theirs else ""
    if all(issn) and _bare_issn(issn[0]) == _bare_issn(issn[1]):
        return Likeness("same", first)
    best: ContainerRelation = "differs"
    nearest = first
    for name in theirs:
        found = _relation(ours, name)
        if _RANK[found] < _RANK[best]:
            best, nearest = found, name
    if best == "differs" and is_preprint_server(ours) != any(map(is_preprint_server, theirs)):
        best = "preprint-server"
    return Likeness(best, nearest)


_RANK: dict[ContainerRelation, int] = {
    "same": 0, "abbreviation": 1, "acronym": 2, "old-name": 3, "printed-otherwise": 4, "preprint-server": 5, "differs": 6,
}  # fmt: skip


def is_preprint_server(name: str) -> bool:
    """Say whether a container is a place where preprints are posted.

    >>> is_preprint_server("arXiv preprint arXiv:1412.6980"), is_preprint_server("Nature")
    (True, False)
    """
    words = titles.normalise(name).split()
    return (
        any(" ".join(words[:size]) in _table().servers for size in range(1, 4) if size <= len(words)) and len(words) < 8
    )


@kept(16384, longest=300)
def _relation(ours: str, theirs: str) -> ContainerRelation:
    one, two = titles.normalise(ours), titles.normalise(theirs)
    if not one or not two:
        return "differs"
    if one == two or one.replace(" ", "") == two.replace(" ", "") or _content(ours) == _content(theirs):
        return "same"
    if _abbreviates(ours, theirs) or _abbreviates(theirs, ours):
        return "abbreviation"
    if _is_acronym(ours, theirs) or _is_acronym(theirs, ours):
        return "acronym"
    if any(_is_of(ours, group) and _is_of(theirs, group) for group in _table().renamed):
        return "old-name"
    shorter = [_trimmed(text) for text in (ours, theirs)]
    if shorter != [ours, theirs] and all(shorter) and _is_one(*shorter):
        return "printed-otherwise"
    for a, b in ((ours, theirs), (theirs, ours)):
        if _without_frame(a, b):
            return "printed-otherwise"
    return "printed-otherwise" if _misspelt(ours, theirs) else "differs"


def _without_frame(whole: str, name: str) -> bool:
    """Whether `name` is `whole` without what stands around a name: brackets, a place, a subtitle, "Proceedings of the
    5th".
    """
    shorter = " ".join(_BRACKETED.sub(" ", whole).split())
    if (
        shorter
        and shorter != whole
        and (
            _is_one(shorter, name) or any(_is_one(inner, name) for inner in _BRACKETED.findall(whole) if len(inner) > 5)
        )
    ):
        return True
    for cut in list(_SECTION.finditer(whole))[:6]:
        head, tail = whole[: cut.start()], whole[cut.end() :]
        sign = cut.group().strip()
        # "JAMA : the journal of ..." is JAMA; "Biochimica et Biophysica Acta - Lipids" is a section, which has a name
        # of its own
        if head and _is_one(head, name) and (sign in (":", "=") or titles.normalise(tail) in _table().places):
            return True
        # a section's journal is often cited by the name of the whole: "Biochim Biophys Acta"
        if sign in ("-", "–", "—") and len(_pieces(name)) > 1 and _is_one(_BRACKETED.sub(" ", head), name):
            return True
        if tail and sign in ("=", "/") and _is_one(tail, name):
            return True
    if (part := _LETTERED.match(whole)) and _is_one(
        f"{part['head']} {part['letter']}", _LETTERED.sub(r"\g<head> \g<letter>", name)
    ):
        return True
    words = titles.normalise(whole).split()
    if any(
        _is_one(" ".join(words[:cut]), name) for cut in range(1, len(words)) if " ".join(words[cut:]) in _table().places
    ):
        return True
    if not any(_FRAME.search(titles.normalise(text)) for text in (whole, name)):
        return False
    framed = [_frameless(_trimmed(text)) for text in (whole, name)]
    return len(framed[0]) > 8 and framed[0] == framed[1]


def _frameless(text: str) -> str:
    """The name of a conference without "Proceedings of the 35th", its sponsors, its year and its acronym."""
    plain = titles.normalise(_BRACKETED.sub(" ", text))
    left = [word for word in _FRAME.sub(" ", plain).split() if word not in _SMALL and word != "conference"]
    while len(left) > 2 and left[-1] in _table().known:
        left.pop()
    return " ".join(left)


@kept(16384, longest=300)
def _is_one(one: str, two: str) -> bool:
    return (
        titles.normalise(one) == titles.normalise(two) or _content(one) == _content(two) or _abbreviates(one, two) or _abbreviates(two, one)
    )  # fmt: skip


class _Piece(NamedTuple):
    """A word that tells, and the small words before it."""

    word: str
    before: tuple[str, ...]


@kept(16384, longest=300)
def _pieces(text: str) -> tuple[_Piece, ...]:
    found: list[_Piece] = []
    before: list[str] = []
    words = titles.normalise(text).split()
    for at, word in enumerate(words):
        if word in _SMALL and not (at == len(words) - 1 and at and len(word) == 1):
            if word not in _ARTICLES:
                before.append("and" if word in _AND else word)
        else:
            found.append(_Piece(wording.american(word), tuple(before)))
            before = []
    return tuple(found) or tuple(_Piece(word, ()) for word in words)


def _content(text: str) -> tuple[_Piece, ...] | tuple[str, ...]:
    return _pieces(text)


def _is_of(name: str, group: frozenset[str]) -> bool:
    """Whether a name is one of a group, whole or abbreviated."""
    return any(_is_one(name, known) for known in group)


def _trimmed(text: str) -> str:
    """A name without the words that come and go: "Part A", "of London", a series of proceedings behind it, the year of
    a conference.
    """
    text = re.sub(r"^In(?=[A-Z][a-z]+ )", "", text)
    text = re.sub(r"[,.:]?\s*\b(?:LNCS|LNAI|LNBI|Lecture Notes in [^,:]{5,60}|ser\. .{3,60})\b[\s\d,.]*$", "", text)
    text = re.sub(r"\s[-–—]\s*[A-Z][\w/]{1,12}\s?['’]?\d{0,4}\W*$", "", text)
    text = re.sub(r"\b(?:[Pp]art|[Ss]ect(?:ion)?|[Ss]er(?:ies)?)\b[.:]?\s+(?=[A-Z]\b)", "", text)
    return " ".join(re.sub(r"[,.]?\s+(?:of )?Lond(?:on)?\b\.?", "", text).split()).strip(" ,.;")


def _joined(text: str) -> str:
    return " ".join(piece.word for piece in _pieces(text))


def _abbreviates(short: str, full: str) -> bool:
    """Whether each word of `short` begins or contracts the word of `full` that stands there, none left over.

    A short word can be the initials of several: "Ann NY Acad Sci". Small words may be left out, but not be others.

    Source: ISO 4:1997, Rules for the abbreviation of title words and titles of publications.
    """
    one, two = _pieces(short), _pieces(full)
    if len(one) == len(two):
        fits = all(_cuts(a.word, b.word) for a, b in zip(one, two, strict=True))
        if fits:
            return all(not a.before or not b.before or a.before == b.before for a, b in zip(one, two, strict=True))
    words = [word for word in titles.normalise(short).split() if word not in _ARTICLES]
    if _runs([piece.word for piece in one], two) or _runs(words, two):
        return True
    glued = _pieces(_GLUED.sub(lambda match: re.sub(r"(?<=.)(?=[A-Z])", " ", match.group()), short))
    if len(glued) == len(two) and len(glued) > len(one):
        return all(_is_spelt_in(a.word, b.word) for a, b in zip(glued, two, strict=True))
    whole = [word for piece in two for word in (*piece.before, piece.word)]
    return len(words) == len(whole) and all(map(_cuts, words, whole))


def _runs(words: Sequence[str], full: Sequence[_Piece]) -> bool:
    """Whether words stand for those of a full name in their order, each for one, or by initials for several."""
    at = 0
    for word in words:
        if at < len(full) and _cuts(word, full[at].word):
            at += 1
            continue
        size = len(word)
        if 2 <= size <= 4 and word == "".join(piece.word[0] for piece in full[at : at + size]) and len(words) > 1:
            at += size
            continue
        return False
    return at == len(full)


def _cuts(short: str, full: str) -> bool:
    """Whether a word is another one cut or contracted: "sci", "science"; "natl", "national"; "intl",
    "international".
    """
    if full.startswith(short):
        return True
    if len(short) < 3 or short[0] != full[0] or len(short) >= len(full):
        return short == full
    rest = iter(full)
    return all(letter in rest for letter in short) and (short[:2] == full[:2] or short[-1] == full[-1])


def _is_spelt_in(short: str, full: str) -> bool:
    rest = iter(full)
    return short[:1] == full[:1] and all(letter in rest for letter in short)


def _is_acronym(short: str, full: str) -> bool:
    """Whether `short` is the acronym of `full`: known, printed in its brackets, or its initials in capitals."""
    one = titles.normalise(re.sub(r"['’]?\b(?:19|20)?\d\d\b", " ", short))
    said = [titles.normalise(re.sub(r"\b(?:19|20)?\d\d\b", " ", inner)) for inner in _BRACKETED.findall(full)]
    if one and one in said:
        return True
    two = titles.normalise(full)
    for known in _table().known.get(one, ()):
        if known in two and _is_only(known, two):
            return True
    letters = re.sub(r"[^\w]", "", short)
    if len(one.split()) == 1 and letters.isupper() and 3 <= len(letters) <= 8:
        pieces = [piece.word[0] for piece in _pieces(_BRACKETED.sub(" ", full))]
        whole = [word[0] for word in titles.normalise(full).split()]
        return one in ("".join(pieces), "".join(whole))
    return False


def _is_only(known: str, name: str) -> bool:
    """Whether a name holds nothing beside a known one but what frames a conference; a workshop of one is another."""
    rest = name.replace(known, " ", 1)
    if re.search(r"\bworkshops?\b", rest):
        return False
    left = [word for word in _FRAME.sub(" ", f" {rest} ").split() if word not in _SMALL]
    return all(word in ("conference", "meeting", "international", "proceedings", "symposium", "systems", "linguistics", "sigkdd", "sigchi", "sigmod", "isca") or word.isdigit()
               or (len(word) <= 8 and word in _table().known) or " ".join(left) in _table().places for word in left)  # fmt: skip


def _misspelt(one: str, two: str) -> bool:
    """Whether two long names differ by letters that a slip or a scanner explains, in words that stand for nothing
    else.
    """
    a, b = _pieces(one), _pieces(two)
    if len(a) != len(b) or len(_joined(one)) < 12:
        return False
    found = wording.relate(" ".join(p.word for p in a), " ".join(p.word for p in b))
    return found.relation in ("same", "compatible") and all(
        x.before == y.before or not x.before or not y.before for x, y in zip(a, b, strict=True)
    )


def _bare_issn(issn: str | None) -> str:
    return re.sub(r"[^\dxX]", "", issn or "").upper()[:8]


class _Table(NamedTuple):
    known: dict[str, tuple[str, ...]]
    renamed: tuple[frozenset[str], ...]
    places: frozenset[str]
    servers: frozenset[str]


@cache
def _table() -> _Table:
    text = (resources.files("backref") / "data" / "containers.json").read_text(encoding="utf-8")
    rows = json.loads(text)
    return _Table(
        {name: tuple(known) for name, known in rows["known as"].items()},
        tuple(frozenset(group) for group in rows["renamed"]),
        frozenset(rows["places"]),
        frozenset(rows["preprint servers"]),
    )
