"""Names of people and organisations: text as printed <-> Name, in every order that citations use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Name
from ..text.folding import fold, romanised, spellings
from ..text.kept import kept
from .joining import joining, lead_cut, rest_cut, role_cut

_PARTICLES = frozenset(
    "van von der den de la le les di da du del della delle dello dos das do ten ter te zu zur zum af el al bin ibn st san vande vanden vander "
    "ʼt 't d' dell' degli dei lo las los e y i".split()
)
_SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV", "2nd": "2nd", "3rd": "3rd", "4th": "4th"}
# A word that only names of organisations hold, by its beginning.
_ORGANISATION = re.compile(
    r"\b(?:(?:societ|organi[sz]ation|universi|institut|committee|commission|association|ministr|department|council|foundation|collaborat"
    r"|investigator|consortium|federation|agency|academ|panel|task force|working group|study group|research group|center|centre|college|press"
    r"|bureau|office|united nations|united states|network|initiative|programme?\b|corporation|company|inc\b|ltd|gmbh|group\b|team\b|union\b"
    r"|board\b|service|authority|administration|museum|library|bank\b|government|gesellschaft|verein|bundes|statistisch|verband|stiftung"
    r"|sociedad|asociaci|organizaci|ministerio|sociedade|associa|organiza|minist[ée]rio|funda[cç]|secretaria|conselho|empresa|prefeitura"
    r"|soci[ée]t[ée]|comit[ée]|conseil|commissione|societ[àa]|istituto|consiglio|staff\b|editors of|trialists|writing group|club\b|guidelines?\b"
    r"|school\b|hospital|laborator|project\b|who\b|unesco|oecd|nato\b|nhs\b|cdc\b|fda\b|brasil\b))",
    re.IGNORECASE,
)
_MIDDLE_CUT = re.compile(r"[\s,;&]{0,4}(?:…|\.\s?\.\s?\.)[\s,;&]{0,4}(?=\S)")
# "Ortega y Gasset, J.", "Ramón y Cajal S": one family name, where what follows is its given name.
_COMPOUND = re.compile(r"[^\W\d_]{2,20}\s(?:y|i)\s[^\W\d_a-z][^\W\d_]{2,20}(?P<given>\s[A-ZÀ-Þ]{1,3}\.?)?")
# What it costs to change from one manner of writing names to another in one list.
_CHANGE = {
    ("start", "bare"): 0.3, ("inverted", "bare"): 1.2, ("whole", "bare"): 1.0, ("bare", "whole"): 1.0, ("bare", "inverted"): 1.2,
    ("whole", "inverted"): 0.8,
}  # fmt: skip
_CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_GLUED = re.compile(r"^([^\W\d_]*[^\W\d_A-ZÀ-ÞА-Я])([A-ZÀ-ÞА-Я]{1,3})$")
_GLUED_INITIALS = re.compile(r"(?<=[A-ZÀ-Þ]\.)(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
_BARE_INITIALS = re.compile(r"[^\W\d_a-zà-öø-ÿ]{2,3}\.")  # "AB.": the stop is the list's
_STRAY = ' \t,;:/()[]*†‡^"“”'


class _Piece(NamedTuple):
    """What stands between two commas; `is_new` where "and" says that a new name begins with it."""

    text: str
    is_new: bool = False


class NameList(NamedTuple):
    """A printed list of names. `cut` says that it ended in "et al." or the like."""

    names: tuple[Name, ...]
    cut: bool


def parse(text: str) -> NameList:
    """Return the names of a printed list, in order: "Chou R, Loeser JD", "Enke, Oliver; New, H. A.".

    Organisations are literals. "et al." and everything after it make the list `cut`.

    >>> [family(n) for n in parse("Niemuth, P.E., Johnson, R.J., Myers, M.J., et al.").names]
    ['Niemuth', 'Johnson', 'Myers']
    >>> parse("Wall EM, American Pain Society Low Back Pain Guideline Panel").names[1].literal
    'American Pain Society Low Back Pain Guideline Panel'
    >>> parse("In Kurt T. Hegmann").names[0].given
    'Kurt T.'
    """
    return _parsed(text)


def from_inverted(text: str) -> Name:
    """Return one name printed as "Family, Given" or "von Family, Jr, Given" (BibTeX order included).

    >>> from_inverted("de la Cruz, Jr., Juan").csl()
    {'family': 'Cruz', 'given': 'Juan', 'non-dropping-particle': 'de la', 'suffix': 'Jr.'}
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 1:
        return _natural(parts[0])
    suffix = next((part for part in parts[1:] if _plain(part) in _SUFFIXES), None)
    rest = [part for part in parts[1:] if part is not suffix]
    return _person(parts[0], " ".join(rest), _SUFFIXES[_plain(suffix)] if suffix else None)


def normalise(name: Name) -> Name:
    """Return the name with single spaces, no stray punctuation, and all-capitals made regular.

    >>> normalise(Name(family="KIRKALDY-WILLIS", given="WILLIAM  H.")).csl()
    {'family': 'Kirkaldy-Willis', 'given': 'William H.'}
    """
    changed: dict[str, str | None] = {}
    for part in ("family", "given", "literal"):
        value = getattr(name, part)
        if value is None:
            continue
        value = " ".join(value.split()).strip(_STRAY)
        if part == "given" and _BARE_INITIALS.fullmatch(value):
            value = value[:-1]
        longest = max(re.split(r"[\s.-]+", value), key=len) if part != "literal" and value.isupper() else ""
        if len(longest) > 4 or (len(longest) == 4 and (part == "family" or set(longest) & set("AEIOUY"))):
            value = re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize() if len(m.group()) > 2 else m.group(), value)
        if value != getattr(name, part):
            changed[part] = value or None
    return name.model_copy(update=changed) if changed else name


def render(name: Name) -> str:
    """Return "Given von Family Jr", or the literal.

    >>> render(Name(family="Berg", given="J. M.", non_dropping_particle="van den"))
    'J. M. van den Berg'
    """
    if name.literal:
        return name.literal
    parts = (name.given, name.dropping_particle, name.non_dropping_particle, name.family, name.suffix)
    return " ".join(part for part in parts if part)


def inverted(name: Name) -> str:
    """Return "von Family, Jr, Given", the order of BibTeX, or the literal.

    >>> inverted(Name(family="Berg", given="J. M.", non_dropping_particle="van den", suffix="Jr."))
    'van den Berg, Jr., J. M.'
    """
    if name.literal:
        return name.literal
    return ", ".join(part for part in (family(name), name.suffix, name.given) if part)


def similarity(a: Name, b: Name) -> float:
    """Return 0 to 1: 1 where the two can be the same person (initials against given names, accents, alphabet apart).

    >>> similarity(Name(family="Müller", given="J."), Name(family="Muller", given="Jan Peter"))
    1.0
    >>> similarity(Name(family="Sørensen"), Name(family="Soerensen")), similarity(Name(family="Иванов"), Name(family="Ivanov"))
    (1.0, 1.0)
    >>> similarity(Name(family="Muller", given="A."), Name(family="Muller", given="Jan Peter"))
    0.6
    """
    return similarities((a,), (b,))[0][0]


def similarities(ours: Sequence[Name], theirs: Sequence[Name]) -> list[list[float]]:
    """Return the similarity of each of `ours` (rows) with each of `theirs` (columns)."""
    columns = [_sketch(name) for name in theirs]
    return [[_likeness(row, column) for column in columns] for row in map(_sketch, ours)]


class _Sketch(NamedTuple):
    """What two names are compared by, folded: the family name, its last word and it without blanks, in every spelling; the first initial."""

    family: str
    forms: frozenset[str]
    initial: str


def _sketch(name: Name) -> _Sketch:
    folded = _folded(family(name))
    forms = frozenset(
        form for each in _spelt(family(name)) for form in (each.rpartition(" ")[2], each.replace(" ", ""))
    )
    return _Sketch(folded, forms - {""}, _folded(name.given or "")[:1])


def _likeness(one: _Sketch, two: _Sketch) -> float:
    if not one.family or not two.family:
        return 0.0
    if not one.forms.isdisjoint(two.forms):
        return 1.0 if not one.initial or not two.initial or _is_same_initial(one.initial, two.initial) else 0.6
    from rapidfuzz import fuzz

    likeness: float = fuzz.ratio(one.family, two.family) / 100
    return likeness if likeness > 0.8 else likeness / 2


def _is_same_initial(one: str, two: str) -> bool:
    """Whether two folded initials are one letter. Only those of two alphabets are romanised, which makes "Ю" and "Я" one."""
    return one == two or (one.isascii() != two.isascii() and romanised(one)[:1].lower() == romanised(two)[:1].lower())


def family(name: Name) -> str:
    """Return the family name with its particles, or the literal, or ""."""
    if name.family:
        return " ".join(p for p in (name.dropping_particle, name.non_dropping_particle, name.family) if p)
    return name.literal or name.given or ""


def split_given(given: str) -> tuple[str, str]:
    """Return the given name and the particles of the family name that stand at its end.

    >>> split_given("Ludwig van"), split_given("José")
    (('Ludwig', 'van'), ('José', ''))
    """
    tokens = given.split()
    cut = len(tokens)
    while cut > 1 and tokens[cut - 1] in _PARTICLES - {"e", "y", "i"}:
        cut -= 1
    return " ".join(tokens[:cut]), " ".join(tokens[cut:])


def is_organisation(text: str) -> bool:
    """Whether a printed name is an organisation's, by the words that only those hold.

    >>> is_organisation("World Health Organization"), is_organisation("Deyo RA")
    (True, False)
    """
    if not _ORGANISATION.search(text):
        return False
    tokens = text.split()
    return (len(tokens) > 1 and not _ends_in_initials(text) and not _initial_like(tokens[0])) or (
        text.strip(" .").isupper() and len(text.strip(" .")) < 7
    )


@kept(1024, longest=1000)
def _parsed(text: str) -> NameList:
    text = " ".join(text.split()).strip(_STRAY)
    text = _GLUED_INITIALS.sub(" ", _MIDDLE_CUT.sub(", ", text))
    shorter = rest_cut(text)
    cut = shorter != text
    text = role_cut(lead_cut(shorter)).strip(_STRAY)
    if not text:
        return NameList((), cut)
    names = [name for name in _people(text) if family(name)]
    given = [name.given for name in names if name.given]
    if len(given) > 1 and given[-1].endswith(".") and not any("." in other for other in given[:-1]):
        last = max(i for i, name in enumerate(names) if name.given)  # "Deyo RA, Duhrkoop D.": the stop is the list's
        names[last] = names[last].model_copy(update={"given": given[-1][:-1]})
    return NameList(tuple(names), cut)


def _people(text: str) -> list[Name]:
    slashed = "/" in text and not text.isupper() and not is_organisation(text)
    groups = (joining().hard_or_slash if slashed else joining().hard).split(text)
    return [name for group in groups if group.strip(_STRAY) for name in _cheapest(_pieces(group))]


def _pieces(text: str) -> list[_Piece]:
    """Split at commas and the word "and", but not inside the name of an organisation."""
    pieces: list[_Piece] = []
    commas = text.split(",")
    join = joining()
    for at, comma in enumerate(commas):
        if is_organisation(join.leading.sub("", comma).strip(_STRAY)):
            pieces.append(_Piece(join.leading.sub("", comma).strip(_STRAY)))
            continue
        if compound := _COMPOUND.fullmatch(comma.strip(_STRAY)):
            follows = commas[at + 1].strip(_STRAY) if at + 1 < len(commas) else ""
            if compound["given"] or _is_initials(follows) or (follows and len(commas) == 2):
                pieces.append(_Piece(comma.strip(_STRAY)))
                continue
        first, *others = join.between.split(join.leading.sub("", comma))
        pieces.append(_Piece(first.strip(_STRAY), bool(join.leading.match(comma))))
        pieces += [_Piece(part.strip(_STRAY), True) for part in others]
    return [piece for piece in pieces if piece.text.strip(" .'’")]


def _cheapest(pieces: list[_Piece]) -> list[Name]:
    """Read the pieces between commas as names, in the way that strains them least.

    A reading is a row of names, each of one piece ("Chou R", "Kurt T. Hegmann", "Smith") or of two ("Smith" + "John B.").
    Each name has a cost, and so has each change of manner from one name to the next; the cheapest row wins. So "Le Torrec,
    Virginie, Philippe Blanchard" is one inverted name and one in natural order, and "Ann Mooney, Eva Hill" is two.
    """
    bare_list = len(pieces) > 2 and all(len(piece.text.split()) == 1 for piece in pieces)
    best: list[dict[str, tuple[float, _Row]]] = [{"start": (0.0, None)}, *({} for _ in pieces)]
    for at in range(len(pieces)):
        for manner, (cost, row) in best[at].items():
            for step, following, price, made in _readings(pieces, at, row, bare_list):
                total = cost + price + _CHANGE.get((manner, following), 0.0)
                if following not in best[at + step] or total < best[at + step][following][0]:
                    best[at + step][following] = (total, made)
        best[at] = {}
    found: list[Name] = []
    row = min(best[-1].values(), key=lambda reading: reading[0])[1] if pieces else None
    while row is not None:
        row, people = row
        found += reversed(people)
    return found[::-1]


# The names so far: the row before, and what came last. Rows share their beginnings, so that long lists take linear memory.
_Row = tuple["_Row", tuple[Name, ...]] | None


def _last(row: _Row) -> Name | None:
    return row[1][-1] if row else None


def _changed(row: _Row, name: Name) -> _Row:
    """The row with another last name."""
    return (row[0], (*row[1][:-1], name)) if row else (None, (name,))


def _readings(pieces: list[_Piece], at: int, row: _Row, bare_list: bool) -> Iterator[tuple[int, str, float, _Row]]:
    """Yield (pieces used, manner, cost, names so far) of every way to read what begins at `at`."""
    before = _last(row)
    piece, is_new = pieces[at]
    tokens = piece.split()
    if _plain(piece) in _SUFFIXES and before:
        yield 1, "suffix", 0.0, _changed(row, before.model_copy(update={"suffix": _SUFFIXES[_plain(piece)]}))
        return
    if is_organisation(piece):
        yield 1, "organisation", 0.0, (row, (Name(literal=piece.rstrip(".")),))
        return
    if _is_initials(piece):
        if before and before.family:
            given = f"{before.given} {piece}" if before.given else piece
            yield 1, "inverted", 0.8 if before.given else 0.1, _changed(row, before.model_copy(update={"given": given}))
        yield 1, "bare", 3.0, (row, (_single(piece),))
    elif len(tokens) == 1:
        # "and" stands before the last name of a list, so a bare name may follow it only there
        yield 1, "bare", 0.35 + (is_new and at + 1 < len(pieces)), (row, (_single(piece),))
    else:
        run = _run(piece)
        vancouver = _ends_in_initials(piece) or _initial_like(tokens[0]) or len(run) > 1
        given_missing = len(tokens) == 2 and tokens[0].lower() in _PARTICLES
        price = 0.25 * ("." in tokens[-1]) if vancouver else 0.6 if given_missing else 0.3
        yield 1, "whole", price + 0.3 * (len(tokens) > 4), (row, tuple(run))
    if at + 1 == len(pieces) or pieces[at + 1].is_new or (_ends_in_initials(piece) and not piece.isupper()):
        return
    if len(piece) > 1 and _CJK.match(piece) and _CJK.match(pieces[at + 1].text):
        return  # "王小明, 李红": each is a whole name
    following = pieces[at + 1].text
    given_tokens = following.split()
    if _plain(following) in _SUFFIXES and at + 2 < len(pieces) and not pieces[at + 2].is_new:
        person = from_inverted(f"{piece}, {following}, {pieces[at + 2].text}")
        yield 3, "inverted", 0.2, (row, (person,))
        return
    particled = len(tokens) > 1 and (
        tokens[0].lower() in _PARTICLES
        or (len(tokens) == 3 and tokens[1] in _PARTICLES and not _initial_like(tokens[0]))
    )
    family_cost = 0.0 if len(tokens) == 1 else 0.1 if particled else 0.5 if len(tokens) == 2 else 1.2
    if _is_initials(following):
        yield 2, "inverted", family_cost / 2, (row, (_person(*_family_then_initials(piece, following)),))
    elif (
        len(given_tokens) <= 3
        and not _initial_like(tokens[0])
        and following[:1].isalpha()
        and not is_organisation(following)
    ):
        last = given_tokens[-1]
        strain = 0.4 * bare_list
        if len(given_tokens) > 1 and _initial_like(last) and "." not in last:
            strain += 0.8 if len(last) == 1 else 1.5  # "Chou R" is a name of its own
        elif not any(map(_initial_like, given_tokens)):
            strain += 0.2 * (len(given_tokens) - 1)
        yield 2, "inverted", 0.5 + family_cost + strain, (row, (_person(piece, following),))


def _run(piece: str) -> list[Name]:
    """One piece between commas: a name, or a list that lost its commas ("Rambaut A Drummond AJ")."""
    tokens = piece.split()
    last = tokens[-1]
    if (
        len(tokens) < 4
        or _initial_like(tokens[0])
        or not _initial_like(last)
        or "." in last
        or _plain(last) in _SUFFIXES
    ):
        return [_single(piece)]
    names = []
    current: list[str] = []
    for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
        current.append(token)
        if _initial_like(token) and not _initial_like(after):
            names.append(_single(" ".join(current)))
            current = []
    return names if not current and len(names) > 1 else [_single(piece)]


def _single(text: str) -> Name:
    """One name in Vancouver order ("Chou R", "van der Berg JM") or natural order ("Kurt T. Hegmann")."""
    text = text.strip(_STRAY)
    if _CJK.search(text):
        parts = text.split()
        return (
            Name(family=parts[0], given=" ".join(parts[1:]) or None)
            if len(parts) > 1
            else Name(literal=text.rstrip("."))
        )
    if is_organisation(text):
        return Name(literal=text.rstrip("."))
    return _natural(text)


def _natural(text: str) -> Name:
    tokens = text.split()
    suffix = None
    if len(tokens) > 1 and _plain(tokens[-1]) in _SUFFIXES:
        suffix = _SUFFIXES[_plain(tokens.pop())]
    if len(tokens) == 1:
        glued = _GLUED.match(tokens[0])
        if glued and len(glued[1]) > 2:
            return _person(glued[1], glued[2], suffix)
        return _person(tokens[0], "", suffix)
    lead = next((i for i, token in enumerate(tokens) if not _initial_like(token)), len(tokens))
    tail = next((i for i, token in enumerate(reversed(tokens)) if not _is_tail(tokens, token)), len(tokens))
    if tail and lead < len(tokens) - tail:
        return _person(" ".join(tokens[: len(tokens) - tail]), " ".join(tokens[len(tokens) - tail :]), suffix)
    if lead >= len(tokens):
        longest = max(tokens, key=len)
        return _person(longest, " ".join(token for token in tokens if token is not longest), suffix)
    cut = len(tokens) - 1
    while cut > max(lead, 1) and tokens[cut - 1].lower().strip("'’") in _PARTICLES:
        cut -= 1
    if tokens[lead].lower() in _PARTICLES and (lead or len(tokens) == 2):
        cut = lead
    return _person(" ".join(tokens[cut:]), " ".join(tokens[:cut]), suffix)


def _person(family_text: str, given: str, suffix: str | None = None) -> Name:
    tokens = family_text.strip(" .").split() if len(family_text) > 2 else family_text.split()
    if len(tokens) > 1 and _plain(tokens[-1]) in _SUFFIXES:
        suffix = _SUFFIXES[_plain(tokens.pop())]
    given_tokens = given.split()
    if len(given_tokens) > 1 and _plain(given_tokens[-1]) in _SUFFIXES:
        suffix = _SUFFIXES[_plain(given_tokens.pop())]
    given, dropping = split_given(" ".join(given_tokens))
    at = 0
    while at < len(tokens) - 1 and tokens[at].lower() in _PARTICLES and tokens[at][0].islower():
        at += 1
    return Name(
        family=" ".join(tokens[at:]) or None,
        given=given or None,
        non_dropping_particle=" ".join(tokens[:at]) or None,
        dropping_particle=dropping or None,
        suffix=suffix,
    )


def _family_then_initials(piece: str, initials: str) -> tuple[str, str]:
    tokens = piece.split()
    lead = [token for token in tokens if _initial_like(token) and "." in token]
    kept = [token for token in tokens if token not in lead]
    return " ".join(kept) or piece, " ".join([*lead, initials]) if kept else initials


def _is_initials(piece: str) -> bool:
    """Whether a piece between commas is nothing but initials: "P.E.", "C.-W.", "JD", "J. M."."""
    tokens = piece.split()
    letters = re.sub(r"[^\w]", "", piece)
    return (
        0 < len(letters) <= 8
        and letters.isalpha()
        and len(tokens) <= 5
        and _initial_like(tokens[0]) | (len(tokens[0]) == 1)
        and all(_initial_like(token) or len(token) == 1 or token in _PARTICLES for token in tokens[1:])
    )


def _initial_like(token: str) -> bool:
    letters = re.sub(r"[.\-\u2010\u2011\u2013’'`]", "", token)
    if not letters or not letters.isalpha():
        return False
    if letters.isupper():
        return len(letters) <= 3 or (len(letters) == 4 and "." in token)
    return "." in token and len(letters) <= 2


def _ends_in_initials(piece: str) -> bool:
    tokens = piece.split()
    return len(tokens) > 1 and _is_tail(tokens, tokens[-1]) and _plain(tokens[-1]) not in _SUFFIXES


def _is_tail(tokens: list[str], token: str) -> bool:
    """Whether a token behind a family name is its initials; four capitals only where the name is no capitals too."""
    return _initial_like(token) or (len(token) == 4 and token.isupper() and token.isalpha() and not tokens[0].isupper())


def _plain(text: str | None) -> str:
    return (text or "").strip(" .").lower()


@kept(8192, longest=200)
def _folded(text: str) -> str:
    return _worded(fold(text))


@kept(8192, longest=200)
def _spelt(text: str) -> tuple[str, ...]:
    return tuple(map(_worded, spellings(text)))


def _worded(folded: str) -> str:
    """The words of folded text with single blanks; an apostrophe or a full stop parts none."""
    return " ".join("".join(c if c.isalnum() else "" if c in "'." else " " for c in folded).split())
