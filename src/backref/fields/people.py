"""Compare two lists of people, one by one: names -> how each person of the text relates to one of the record.

The lists are aligned so that as many people as possible are the same, in as few other places as possible. Two names are
compatible where one can be the other printed otherwise: initials, marks or alphabet lost, particles, one of two family
names, Jr., family and given name exchanged, a homonym's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from ..model import Name, PersonPair, PersonRelation
from ..text.kept import kept
from . import letters, names, titles
from .assignment import optimal, out_of_order

_PARTICLES = frozenset(
    "van von der den de la le les di da du del della dos das do ten ter te zu zur zum af av el al bin ibn ben st san y e i und d l t dit v vd vdr".split()
)
_SUFFIXES = frozenset("jr sr jnr snr junior senior ii iii iv 2nd 3rd 4th phd filho neto".split())
_TITLES = frozenset("md dr prof mr mrs ms sir".split())  # before given names; "Md" is one itself, too
_OTHERS = frozenset(("et al", "others", "and others", "et alii", "u a"))  # that a record holds in place of people
_ASSIGNED = (
    40  # people left over on either side up to which the best assignment is sought; beyond, the nearest is taken
)
_ALONE = 3  # people of a text beside the one person of a record from which on the record's list is taken for cut
_CUT_AT = {"pubmed": (10, 25)}  # MEDLINE listed ten authors until 1995 and twenty-five until 1999
_SHORT = {
    "bob": "robert", "rob": "robert", "bobby": "robert", "bill": "william", "will": "william", "billy": "william", "dick": "richard", "rick": "richard",
    "jim": "james", "jimmy": "james", "jack": "john", "johnny": "john", "mike": "michael", "mick": "michael", "tony": "anthony", "peggy": "margaret",
    "meg": "margaret", "betty": "elizabeth", "liz": "elizabeth", "beth": "elizabeth", "kate": "katherine", "kathy": "kathleen", "ted": "edward",
    "ned": "edward", "harry": "henry", "hank": "henry", "chuck": "charles", "charlie": "charles", "andy": "andrew", "drew": "andrew", "larry": "lawrence",
    "jerry": "gerald", "steve": "stephen", "dave": "david", "chris": "christopher", "sasha": "alexander", "sandy": "alexander", "sally": "sarah",
    "nick": "nicholas", "joe": "joseph", "tom": "thomas", "dan": "daniel", "pat": "patricia", "sue": "susan", "jeff": "geoffrey", "bert": "albert",
    "hans": "johannes", "fritz": "friedrich", "pepe": "jose", "paco": "francisco", "misha": "mikhail", "kolya": "nikolai",
}  # fmt: skip


class Pairing(NamedTuple):
    """How two lists relate: the pairs in the order of the text, those whom it lacks behind; and what cut either
    list.
    """

    pairs: tuple[PersonPair, ...]
    relation: Literal["same", "compatible", "differs"]
    is_cut: bool = False  # the text says so, or the record's list is known to be cut

    def count(self, relation: PersonRelation) -> int:
        """Return how many pairs have a relation."""
        return sum(pair.relation == relation for pair in self.pairs)


class _Person(NamedTuple):
    """What a name is compared by: the family name glued in all its forms, its words, the given names, a group's
    words.
    """

    shown: str
    forms: frozenset[str]
    family: tuple[str, ...]
    given: tuple[str, ...]
    group: str


_HAN = re.compile(r"[\u3400-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_EAST = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}")  # a whole name, the family's part first
_LONG_FAMILIES = ("欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "남궁", "황보", "선우", "제갈")
# Korean family names as their bearers write them, by what their letters are.
_KOREAN = {
    "gim": "kim", "i": "lee yi rhee", "bag": "park pak", "bak": "park pak", "choe": "choi", "jeong": "jung chung jeon", "gang": "kang", "jo": "cho", "yun": "yoon",
    "im": "lim rim", "sin": "shin", "gwon": "kwon", "o": "oh", "seo": "suh", "yu": "yoo ryu you", "hwang": "whang", "an": "ahn", "song": "", "jang": "chang", "han": "hahn",
    "no": "roh noh", "go": "ko koh", "mun": "moon", "u": "woo", "ju": "joo", "gu": "koo ku", "baeg": "paik baek", "heo": "hur huh", "sim": "shim", "jin": "chin",
}  # fmt: skip
_SOUNDS = str.maketrans(
    "gkbpdtrlcj", "kkppttrrjj"
)  # first letters that romanisations of Korean and Chinese take for each other
_OTHER = 0.5  # the cost of another given name: below it two can be one person
_STRANGERS = 1.0, ""  # what a pair of two persons costs, and how they relate


def relate(
    ours: Sequence[Name], theirs: Sequence[Name], *, is_cut: bool = False, source: str = "", others: Sequence[Name] = ()
) -> Pairing:
    """Return how the people that a text prints relate to a record's.

    `is_cut` says that the text prints "et al.". `source` is who describes the record, for where it cuts lists. `others`
    are people whom the record names in another role: to print those is no difference.

    >>> found = relate(names.parse("Deyo RA, Jones K").names, names.parse("Richard A. Deyo, David Duhrkoop").names)
    >>> [(pair.relation, pair.text, pair.record) for pair in found.pairs]
    [('compatible', 'Deyo RA', 'Deyo Richard A.'), ('differs', 'Jones K', 'Duhrkoop David')]
    """
    left = [_person(name) for name in ours]
    right = [_person(name) for name in theirs]
    ends = [person for person in right if person.group in _OTHERS]
    right = [person for person in right if person.group not in _OTHERS]
    matched = _assigned(left, right)
    moved = out_of_order(matched)
    pairs: list[PersonPair] = []
    cut_there = bool(ends) or (len(right) == 1 and len(left) >= _ALONE) or len(right) in _CUT_AT.get(source, ())
    cut_there = cut_there and bool(matched) and all(left[at].given for at in range(len(left)) if at not in matched)
    elsewhere = [_person(name) for name in others]
    differing = _in_gaps(len(left), len(right), matched)
    for at, person in enumerate(left):
        if at in matched:
            pairs.append(_paired(person, right, at, matched[at], at in moved))
        elif at in differing:
            there = differing[at]
            _, how = _cost(person, right[there])
            pairs.append(_pair("differs", person, right[there], at, there, how or "another person"))
        else:
            pairs.append(_beyond(person, at, right, cut_there, elsewhere, bool(matched)))
    taken = {*matched.values(), *differing.values()}
    for there, other in enumerate(right):
        if there not in taken:
            pairs.append(_unprinted(other, there, left, is_cut, bool(matched)))
    relations = {pair.relation for pair in pairs}
    bad = relations & {"differs", "missing", "added", "moved"}
    whole = "differs" if bad else "compatible" if relations - {"same"} else "same"
    return Pairing(tuple(pairs), whole, is_cut or cut_there)  # type: ignore[arg-type]


def is_words_of(name: Name, people: Iterable[Name]) -> bool:
    """Say whether every word of a name is one of some people's, as where a list was parted at the wrong places.

    >>> is_words_of(Name(family="Prez", given="Du"), names.parse("F. Du Prez, M. Dubreuil").names)
    True
    """
    one = _person(name)
    known = [_person(other) for other in people]
    words = {word for other in known for word in (*other.family, *other.given)}
    initials = {word[0] for word in words}
    return all(
        word in words or word in _PARTICLES or (len(word) == 1 and word in initials)
        for word in (*one.family, *one.given)
    )


@kept(16384, longest=300)
def _person(name: Name) -> _Person:
    literal = name.literal
    if literal and _EAST.fullmatch(literal.strip()):
        whole = literal.strip()
        size = 2 if whole[:2] in _LONG_FAMILIES and len(whole) > 2 else 1
        return _person(Name(family=whole[:size], given=whole[size:]))._replace(shown=literal)
    if literal and not name.family:
        read = names.parse(literal).names if not names.is_organisation(literal) else ()
        if len(read) == 1 and read[0].family and (read[0].given or " " not in literal.strip()):
            return _person(read[0])._replace(shown=literal, group=_plain_group(literal))
        return _Person(literal, frozenset(), (), (), _plain_group(literal))
    if (
        name.family or ""
    ).isdigit() and name.given:  # "Jie Wen 0001": a homonym's number where a family name is expected
        family_name, given_name = _parted(name.given)
        name = name.model_copy(update={"family": family_name, "given": given_name})
    family = " ".join(p for p in (name.dropping_particle, name.non_dropping_particle, name.family) if p)
    words = tuple(w for w in letters.plain(_apart(family)).split() if w not in _SUFFIXES and not w.isdigit())
    core = tuple(w for w in words if w not in _PARTICLES) or words
    given = tuple(_given_words(name.given or ""))
    long = letters.variants(family)
    bare = " ".join(w for w in family.split() if letters.plain(w) not in _PARTICLES | _SUFFIXES and not w.isdigit())
    forms = frozenset(("".join(words), "".join(core))) | long | letters.variants(bare)
    if _HANGUL.search(family):
        forms |= {other for form in long for other in _KOREAN.get(form, "").split()}
    shown = " ".join(p for p in (names.family(name), name.given) if p)
    return _Person(shown, forms - {""}, core, given, "")


def _parted(whole: str) -> tuple[str, str | None]:
    read = names.parse(whole).names
    return (names.family(read[0]), read[0].given) if len(read) == 1 else (whole, None)


def _apart(text: str) -> str:
    return re.sub(r"[-\u2010-\u2015/]", " ", text)


def _plain_group(text: str) -> str:
    return re.sub(r"^(?:the|for the|on behalf of(?: the)?|and the)\s", "", letters.plain(text))


def _given_words(given: str) -> Iterator[str]:
    """The given names and initials, small and plain; initials without stops stand glued: "JM", "A-C"."""
    given = re.sub(r"(?<=[A-Z])(?:de|da|do|dos|du|von|van|di|del|la|el|bin)(?=[A-Z]\b)", " ", given)  # "SdeA"
    for token in re.split(r"[\s.\-\u2010-\u2015,]+", given):
        word = letters.plain(letters.romanised(token))
        if not word or word in _SUFFIXES or word.isdigit() or (token.islower() and token in _PARTICLES):
            continue
        short = token.isupper() and len(word) <= (4 if not set(word) & set("aeiouy") else 3)
        yield from word if short and word.isalpha() and " " not in word else word.split()


def _cost(one: _Person, two: _Person) -> tuple[float, str]:
    """How little two names are one person's: 0 the same, below 1/2 compatible, 1/2 another given name, 1 somebody
    else.
    """
    if one.group or two.group:
        how = _grouped(one, two)
        if how is not None or not (one.forms and two.forms):
            return _STRANGERS if how is None else (0.1 if how else 0.0, how)
    if one.forms & two.forms:
        return _named_alike(one, two, 0.0 if one.family == two.family else 0.1)
    if part := _double(one, two):
        return part
    if sorted((*one.family, *one.given)) == sorted((*two.family, *two.given)) and one.family:
        return 0.2, "parted otherwise"
    if one.given and two.given and _exchanged(one, two):
        return 0.2, "family and given name exchanged"
    if _misspelt(one.forms, two.forms):
        cost, how = _named_alike(one, two, 0.3)
        return (cost, "spelling") if cost < _OTHER and one.given and two.given else _STRANGERS
    if bool(_HAN.search(one.shown)) != bool(_HAN.search(two.shown)):
        return 0.45, "another script"  # how Han is read, the letters do not tell: 山田 is Yamada
    return _STRANGERS


def _named_alike(one: _Person, two: _Person, cost: float) -> tuple[float, str]:
    how = _given(one.given, two.given)
    if (
        how is None
        and letters.is_latin(one.shown) != letters.is_latin(two.shown)
        and _sounds_alike(one.given, two.given)
    ):
        return cost + 0.1, "another script"
    if how is None and not _TITLES.isdisjoint((*one.given, *two.given)):
        how = _given(*(tuple(word for word in side.given if word not in _TITLES) for side in (one, two)))
    if how is None:
        return _OTHER, "given name"
    return (cost + 0.05, how) if how else (cost, "printed otherwise" if cost else "")


def _given(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    """What makes given names compatible, "" where they are equal, None where they are others."""
    if ours == theirs:
        return ""
    if not ours or not theirs:
        return "without given name"
    if "".join(ours) == "".join(theirs):
        return "printed otherwise"
    short, long = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
    at = 0
    for number, word in enumerate(short):
        while at < len(long) and not _alike(word, long[at]):
            at += 1
        if at == len(long):
            return _glued_given(ours, theirs)
        # "Mary" is hardly the M of "J. M."; "M." can well be the Mary of "Jane Mary"
        if number == 0 < at and (len(word) > 1) != (len(long[at]) > 1) and len(long[at]) == 1:
            return _glued_given(ours, theirs)
        at += 1
    return "initials"


def _sounds_alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether given names begin alike in two romanisations: "Yu", "Iu", "Ju"; "Min-su", "Minsoo"; "Geon", "Kun"."""
    first = [re.sub(r"^[ij](?=[aeou])", "y", side[0])[0].translate(_SOUNDS) for side in (ours, theirs)]
    return first[0] == first[1]


def _glued_given(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    """Names of two syllables that are written as one, or whose syllables are initials: "Xiao-Ming", "Xiaoming",
    "XM".
    """
    one, two = "".join(ours), "".join(theirs)
    if _alike(one, two):
        return "printed otherwise"
    initials = ["".join(word[0] for word in side) for side in (ours, theirs)]
    for side, other in ((one, initials[1]), (two, initials[0])):
        if side == other:
            return "initials"
    return None


def _alike(one: str, two: str) -> bool:
    """Whether two given names can be one: an initial, a beginning, a short form, another spelling by a letter."""
    if one == two or len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    if one.startswith(two) or two.startswith(one) or _SHORT.get(one, one) == _SHORT.get(two, two):
        return True
    if one in _SHORT and two.startswith(_SHORT[one][:4]):
        return True
    return one[0] == two[0] and min(len(one), len(two)) > 3 and _distance(one, two) <= 1


def _double(one: _Person, two: _Person) -> tuple[float, str] | None:
    """Family names of two words, of which one side prints one, or takes the first for a given name."""
    short, long = (one, two) if len(one.family) <= len(two.family) else (two, one)
    if len(long.family) < 2 or not short.family or len(short.family) == len(long.family):
        return None
    size = len(short.family)
    if short.family == long.family[:size]:
        rest = long.family[size:]
    elif short.family == long.family[-size:]:
        rest = long.family[:-size]
    else:
        return None
    spare = (*long.given, *rest)
    if not short.given or not long.given:
        return 0.15, "one of two family names"
    free = list(spare)
    for word in short.given:
        hit = next((other for other in free if _alike(word, other)), None)
        if hit is None:
            return None
        free.remove(hit)
    return 0.15, "one of two family names"


def _exchanged(one: _Person, two: _Person) -> bool:
    def fits(a: _Person, b: _Person) -> bool:
        whole = "".join(b.given)
        return len(whole) > 1 and whole in a.forms and _given(a.given, b.family) is not None

    return fits(one, two) or fits(two, one)


def _misspelt(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether family names differ by a letter, or by two where they are long."""
    return any(
        one[:1] == two[:1] and min(len(one), len(two)) >= 4 and _distance(one, two) <= (1 if min(len(one), len(two)) < 9 else 2)
        for one in ours
        for two in theirs
    )  # fmt: skip


def _distance(one: str, two: str) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(one, two, score_cutoff=2))


def _grouped(one: _Person, two: _Person) -> str | None:
    """What makes two names of groups one group's, "" where they are equal, None where they are not."""
    ours, theirs = (person.group or letters.plain(person.shown) for person in (one, two))
    if ours == theirs:
        return ""
    short, long = sorted((ours, theirs), key=len)
    if " " not in short and len(short) > 1:
        initials = "".join(
            word[0] for word in long.split() if word not in ("of", "the", "for", "and", "on", "in", "de", "der", "und")
        )
        if short == initials or f" {short} " in f" {long} ":
            return "acronym"
    if f" {short} " in f" {long} " and len(short.split()) > 1:
        return "a longer name"
    return "printed otherwise" if titles.similarity(ours, theirs) >= 0.85 else None


def _assigned(left: Sequence[_Person], right: Sequence[_Person]) -> dict[int, int]:
    """For each person of the text who is one of the record's, which; the same place first, then the cheapest
    assignment.
    """
    matched: dict[int, int] = {}
    for at, (one, two) in enumerate(zip(left, right, strict=False)):
        if _cost(one, two)[0] < _OTHER:
            matched[at] = at
    rows = [at for at in range(len(left)) if at not in matched]
    taken = set(matched.values())
    columns = [at for at in range(len(right)) if at not in taken]
    if not rows or not columns:
        return matched
    priced = _prices(left, right, rows, columns)
    far = 40.0 * max(len(left), len(right))
    nudged = {(row, column): cost + abs(row - column) / far for (row, column), cost in priced.items()}
    if max(len(rows), len(columns)) <= _ASSIGNED:
        table = [[nudged.get((row, column), _STRANGERS[0]) for column in columns] for row in rows]
        chosen = [(rows[row], columns[column]) for row, column in optimal(table)]
    else:
        chosen = list(_nearest(nudged))
    matched |= {row: column for row, column in chosen if priced.get((row, column), _STRANGERS[0]) < _OTHER}
    return matched


def _prices(
    left: Sequence[_Person], right: Sequence[_Person], rows: Sequence[int], columns: Sequence[int]
) -> dict[tuple[int, int], float]:
    """The cost of every pair; in long lists only of those that share a family name."""
    if max(len(rows), len(columns)) <= _ASSIGNED:
        return {(row, column): _cost(left[row], right[column])[0] for row in rows for column in columns}
    known: dict[str, list[int]] = {}
    for column in columns:
        for word in {*right[column].forms, *right[column].family}:
            known.setdefault(word, []).append(column)
    near = {
        (row, column)
        for row in rows
        for word in {*left[row].forms, *left[row].family}
        for column in known.get(word, ())[:_ASSIGNED]
    }
    return {(row, column): _cost(left[row], right[column])[0] for row, column in near}


def _nearest(costs: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """The cheapest pairs first, each row and column once."""
    flat = sorted((cost, row, column) for (row, column), cost in costs.items())
    rows: set[int] = set()
    columns: set[int] = set()
    for _, row, column in flat:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield row, column


def _in_gaps(ours: int, theirs: int, matched: dict[int, int]) -> dict[int, int]:
    """Those left over on both sides, paired where they stand between the same neighbours."""
    taken = set(matched.values())
    follows = list(range(theirs + 1))  # each place, or one nearer to the first that is free from it on

    def free_from(at: int) -> int:
        end = at
        while follows[end] != end:
            end = follows[end]
        while follows[at] != end:
            follows[at], at = end, follows[at]
        return end

    for there in taken:
        follows[there] = there + 1
    highs = [theirs] * (ours + 1)  # the first place of theirs that somebody behind is matched with
    for at in range(ours - 1, -1, -1):
        highs[at] = min(highs[at + 1], matched.get(at, theirs))
    found: dict[int, int] = {}
    low = -1
    for at in range(ours):
        if at in matched:
            low = max(low, matched[at])
            continue
        there = at if at < theirs and follows[at] == at else free_from(min(low + 1, theirs))
        if there == at < theirs or there < highs[at + 1]:
            found[at] = there
            follows[there] = there + 1
    return found


def _paired(person: _Person, right: Sequence[_Person], at: int, there: int, is_moved: bool) -> PersonPair:
    cost, how = _cost(person, right[there])
    relation: PersonRelation = "moved" if is_moved else "compatible" if cost else "same"
    return _pair(relation, person, right[there], at, there, how)


def _beyond(
    person: _Person, at: int, right: Sequence[_Person], cut_there: bool, elsewhere: Sequence[_Person], has_match: bool
) -> PersonPair:
    """A person of the text beside nobody of the record."""
    pair = PersonPair(relation="added", text=person.shown, text_at=at + 1)
    if cut_there:
        return pair.model_copy(update={"relation": "compatible", "how": "the source's list is cut"})
    if any(_cost(person, other)[0] < _OTHER for other in elsewhere):
        return pair.model_copy(update={"relation": "compatible", "how": "in another role"})
    if person.group and has_match:
        return pair.model_copy(update={"relation": "compatible", "how": "a group beside people"})
    return pair


def _unprinted(other: _Person, there: int, left: Sequence[_Person], is_cut: bool, has_match: bool) -> PersonPair:
    """A person of the record whom the text does not print."""
    pair = PersonPair(relation="missing", record=other.shown, record_at=there + 1)
    if is_cut:
        return pair.model_copy(update={"relation": "compatible", "how": "et al."})
    if other.group and has_match:
        return pair.model_copy(update={"relation": "compatible", "how": "a group beside people"})
    if any(_cost(person, other)[0] < _OTHER for person in left):
        return pair.model_copy(update={"relation": "compatible", "how": "listed twice"})
    return pair


def _pair(relation: PersonRelation, person: _Person, other: _Person, at: int, there: int, how: str) -> PersonPair:
    return PersonPair(
        relation=relation, text=person.shown, record=other.shown, text_at=at + 1, record_at=there + 1, how=how
    )
