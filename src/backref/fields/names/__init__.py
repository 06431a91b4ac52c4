"""Names of people and organisations: text as printed <-> Name, in every order that citations use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...model import Name
from ...text.folding import fold, romanised, spellings
from ...text.kept import Kept, kept
from .order import STRAY, NameList, closed, family, from_inverted, is_organisation, split_given

__all__ = [
    "NameList",
    "family",
    "from_inverted",
    "inverted",
    "is_organisation",
    "normalise",
    "parse",
    "render",
    "similarities",
    "similarity",
    "split_given",
]

_BARE_INITIALS = re.compile(r"[^\W\d_a-zà-öø-ÿ]{2,3}\.")  # "AB.": the stop is the list's


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
    from .lists import parsed  # much, for whoever has names in fields of their own

    return parsed(text)


def normalise(name: Name) -> Name:
    """Return the name with single spaces, no stray punctuation, and all-capitals made regular.

    >>> normalise(Name(family="KIRKALDY-WILLIS", given="WILLIAM  H.")).csl()
    {'family': 'Kirkaldy-Willis', 'given': 'William H.'}
    """
    changed: dict[str, str | None] = {}
    held = vars(name)
    for part, tidy in _TIDY:
        value = held.get(part)
        if value is not None and (tidied := tidy(value)) != value:
            changed[part] = tidied or None
    return name.model_copy(update=changed) if changed else name


def _tidy_literal(text: str) -> str:
    return closed(" ".join(text.split()).strip(STRAY))


def _tidy_family(text: str) -> str:
    if text.isalpha() and not text.isupper():
        return text
    return _with_small_letters(" ".join(text.split()).strip(STRAY), is_family=True)


def _tidy_given(text: str) -> str:
    if text.isalpha() and not text.isupper():
        return text
    text = " ".join(text.split()).strip(STRAY)
    return _with_small_letters(text[:-1] if _BARE_INITIALS.fullmatch(text) else text, is_family=False)


def _with_small_letters(text: str, *, is_family: bool) -> str:
    """The text with small letters where it is all in capitals, initials apart."""
    longest = max(re.split(r"[\s.-]+", text), key=len) if text.isupper() else ""
    if len(longest) > 4 or (len(longest) == 4 and (is_family or set(longest) & set("AEIOUY"))):
        return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize() if len(m.group()) > 2 else m.group(), text)
    return text


_TIDY = (
    ("family", Kept(_tidy_family, 8192, longest=24).__getitem__),
    ("given", Kept(_tidy_given, 8192, longest=24).__getitem__),
    ("literal", _tidy_literal),
)


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


def listed(people: Sequence[Name]) -> str:
    """Return people as they are shown to be compared: inverted, six at most.

    >>> listed([Name(family="Deyo", given="Richard A."), Name(literal="NICE")])
    'Deyo, Richard A.; NICE'
    """
    shown = "; ".join(inverted(name) for name in people[:6])
    return shown + ("; et al." if len(people) > 6 else "")


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
    """What two names are compared by, folded: the family name, its last word and it without blanks, in every spelling;
    the first initial.
    """

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
    """Whether two folded initials are one letter. Only those of two alphabets are romanised, which makes "Ю" and "Я"
    one.
    """
    return one == two or (one.isascii() != two.isascii() and romanised(one)[:1].lower() == romanised(two)[:1].lower())


@kept(8192, longest=200)
def _folded(text: str) -> str:
    return _worded(fold(text))


@kept(8192, longest=200)
def _spelt(text: str) -> tuple[str, ...]:
    return tuple(map(_worded, spellings(text)))


def _worded(folded: str) -> str:
    """The words of folded text with single blanks; an apostrophe or a full stop parts none."""
    return " ".join("".join(c if c.isalnum() else "" if c in "'." else " " for c in folded).split())
