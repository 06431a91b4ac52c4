"""A printed list of names -> its names, whatever parts them: commas, "and", semicolons, or nothing but capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Name
from ..text.kept import kept
from .joining import joining, lead_cut, rest_cut, role_cut
from .name_order import (
    CJK,
    PARTICLES,
    STRAY,
    SUFFIXES,
    ends_in_initials,
    family,
    family_then_initials,
    from_inverted,
    initial_like,
    is_initials,
    is_organisation,
    person,
    plain,
    single,
)

_MIDDLE_CUT = re.compile(r"[\s,;&]{0,4}(?:…|\.\s?\.\s?\.)[\s,;&]{0,4}(?=\S)")
# "Ortega y Gasset, J.", "Ramón y Cajal S": one family name, where what follows is its given name.
_COMPOUND = re.compile(r"[^\W\d_]{2,20}\s(?:y|i)\s[^\W\d_a-z][^\W\d_]{2,20}(?P<given>\s[A-ZÀ-Þ]{1,3}\.?)?")
# Commas and stops of other scripts, each as the one that ASCII has for it.
_COMMAS = str.maketrans({"，": ", ", "、": ", ", "،": ", ", "；": "; ", "؛": "; ", "．": ". ", "・": "·"})
_HAN = r"\u3400-\u9fff"
_WIDE_AND = re.compile(
    rf"(?<=[{_HAN}\w.]{{2}})[和及](?!国|國)(?=[{_HAN}\w]{{2}})|(?<=[{_HAN}])と(?=[{_HAN}])|(?:와|과)[/와과]{{1,2}}"
)
_WIDE_SEPARATOR = re.compile(
    r"\s*[,;]\s*(?:(?:&|and)\s+|和|と)?|\s*&\s*|\s+(?:and|und|et|y|e|en|i|и|og|och)\s+|\s*/\s*"
)
# how bodies end
_WIDE_BODY = re.compile(
    r"(?:[部会會局院所署厅廳委组組司社系室]|中心|大学|大學|センター|협회|학회|대학교|연구원|연구소|위원회)$"
)
_ABBREVIATED = re.compile(r"\b[^\W\d_]{1,2}\.\S|\w\.\s*[,;&]")
_CAPITALS = re.compile(r"[^\W\d_a-zà-öø-ÿ]{2,}(?:[ '’-][^\W\d_a-zà-öø-ÿ]{2,})*")
# What it costs to change from one manner of writing names to another in one list.
_CHANGE = {
    ("start", "bare"): 0.3, ("inverted", "bare"): 1.2, ("whole", "bare"): 1.0, ("bare", "whole"): 1.0, ("bare", "inverted"): 1.2,
    ("whole", "inverted"): 0.8,
}  # fmt: skip
_GLUED_INITIALS = re.compile(r"(?<=[A-ZÀ-Þ]\.)(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
# The names so far: the row before, and what came last. Rows share their beginnings, so that long lists take linear memory.
_Row = tuple["_Row", tuple[Name, ...]] | None


class _Piece(NamedTuple):
    """What stands between two commas; `is_new` where "and" says that a new name begins with it."""

    text: str
    is_new: bool = False


class NameList(NamedTuple):
    """A printed list of names. `cut` says that it ended in "et al." or the like."""

    names: tuple[Name, ...]
    cut: bool


@kept(1024, longest=1000)
def parsed(text: str) -> NameList:
    if not text.isascii():
        text = text.translate(_COMMAS)
    text = " ".join(text.split()).strip(STRAY)
    if _is_short_family(text):
        text = text[:-1]
    text = _without_capitals(text)
    text = _GLUED_INITIALS.sub(" ", _MIDDLE_CUT.sub(", ", text))
    shorter = rest_cut(text)
    cut = shorter != text
    text = role_cut(lead_cut(shorter)).strip(STRAY)
    if not text:
        return NameList((), cut)
    if CJK.search(text) and (wide := _wide_people(text)):
        return NameList(tuple(wide), cut)
    names = [name for name in _people(text) if family(name)]
    given = [name.given for name in names if name.given]
    if len(given) > 1 and given[-1].endswith(".") and not any("." in other for other in given[:-1]):
        last = max(i for i, name in enumerate(names) if name.given)  # "Deyo RA, Duhrkoop D.": the stop is the list's
        names[last] = names[last].model_copy(update={"given": given[-1][:-1]})
    return NameList(tuple(names), cut)


def _without_capitals(text: str) -> str:
    """The text with its family names in small letters, where they are told from given names by capitals: "OH, Wonseok, KIM, Kimin"."""
    pieces = [piece for piece in re.split(r"\s*[,;]\s*|\s+(?:and|und|et|y|e|ve|&)\s+", text) if piece]
    families = [bool(_CAPITALS.fullmatch(piece)) for piece in pieces]
    if len(pieces) < 2 or families[1::2] != [False] * len(families[1::2]) or not all(families[::2]):
        return text
    if not all(re.match(r"[^\W\d_a-z][^\W\d_A-Z]", piece) for piece in pieces[1::2]):
        return text
    return _CAPITALS.sub(lambda found: found.group().title(), text)


def _is_short_family(text: str) -> bool:
    """Whether the stop at the end is the list's: behind a family name of two letters, in a list that prints given names whole."""
    last = text.rpartition(" ")[2]
    is_short = len(last) == 3 and last[0].isupper() and last[1].islower() and last[2] == "." and len(text) > 3
    return is_short and not _ABBREVIATED.search(text[:-1])


def _wide_people(text: str) -> list[Name]:
    """The names of a list in Han, Kana or Hangul, which are printed without blanks; [] where most of it is in other scripts.

    A name whose parts a blank, a dot or a comma ("王, 军") tells apart is divided there; any other stays whole, for nothing shows
    where it divides.
    """
    if 2 * len(CJK.findall(text)) <= sum(c.isalpha() for c in text):
        return []
    pieces = [piece for part in _WIDE_SEPARATOR.split(text) if (piece := part.strip(f"{STRAY}.。"))]
    if pieces:
        parts = [part for part in _WIDE_AND.split(pieces[-1]) if part.strip(STRAY)]
        if not _WIDE_BODY.search(parts[-1]) or all(map(_WIDE_BODY.search, parts)):
            pieces[-1:] = parts
    if len(pieces) % 2 == 0 and all(len(piece) == 1 for piece in pieces[::2]) and all(len(p) < 3 for p in pieces[1::2]):
        return [Name(family=one, given=two) for one, two in zip(pieces[::2], pieces[1::2], strict=True)]
    names: list[Name] = []
    for piece in pieces:
        names += [single(piece)] if CJK.search(piece) else _people(piece)
    return names


def _people(text: str) -> list[Name]:
    slashed = "/" in text and not text.isupper() and not is_organisation(text)
    groups = (joining().hard_or_slash if slashed else joining().hard).split(text)
    return [name for group in groups if group.strip(STRAY) for name in _cheapest(_pieces(group))]


def _pieces(text: str) -> list[_Piece]:
    """Split at commas and the word "and", but not inside the name of an organisation."""
    pieces: list[_Piece] = []
    commas = text.split(",")
    join = joining()
    for at, comma in enumerate(commas):
        if is_organisation(join.leading.sub("", comma).strip(STRAY)):
            pieces.append(_Piece(join.leading.sub("", comma).strip(STRAY)))
            continue
        if compound := _COMPOUND.fullmatch(comma.strip(STRAY)):
            follows = commas[at + 1].strip(STRAY) if at + 1 < len(commas) else ""
            if compound["given"] or is_initials(follows) or (follows and len(commas) == 2):
                pieces.append(_Piece(comma.strip(STRAY)))
                continue
        first, *others = join.between.split(join.leading.sub("", comma))
        pieces.append(_Piece(first.strip(STRAY), bool(join.leading.match(comma))))
        pieces += [_Piece(part.strip(STRAY), True) for part in others]
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
    if plain(piece) in SUFFIXES and before:
        yield 1, "suffix", 0.0, _changed(row, before.model_copy(update={"suffix": SUFFIXES[plain(piece)]}))
        return
    if is_organisation(piece):
        yield 1, "organisation", 0.0, (row, (Name(literal=piece.rstrip(".")),))
        return
    if is_initials(piece):
        if before and before.family:
            given = f"{before.given} {piece}" if before.given else piece
            yield 1, "inverted", 0.8 if before.given else 0.1, _changed(row, before.model_copy(update={"given": given}))
        yield 1, "bare", 3.0, (row, (single(piece),))
    elif len(tokens) == 1:
        # "and" stands before the last name of a list, so a bare name may follow it only there
        yield 1, "bare", 0.35 + (is_new and at + 1 < len(pieces)), (row, (single(piece),))
    else:
        run = _run(piece)
        vancouver = ends_in_initials(piece) or initial_like(tokens[0]) or len(run) > 1
        given_missing = len(tokens) == 2 and tokens[0].lower() in PARTICLES
        price = 0.25 * ("." in tokens[-1]) if vancouver else 0.6 if given_missing else 0.3
        yield 1, "whole", price + 0.3 * (len(tokens) > 4), (row, tuple(run))
    if at + 1 == len(pieces) or pieces[at + 1].is_new or (ends_in_initials(piece) and not piece.isupper()):
        return
    if len(piece) > 1 and CJK.match(piece) and CJK.match(pieces[at + 1].text):
        return  # "王小明, 李红": each is a whole name
    following = pieces[at + 1].text
    given_tokens = following.split()
    if plain(following) in SUFFIXES and at + 2 < len(pieces) and not pieces[at + 2].is_new:
        named = from_inverted(f"{piece}, {following}, {pieces[at + 2].text}")
        yield 3, "inverted", 0.2, (row, (named,))
        return
    particled = len(tokens) > 1 and (
        tokens[0].lower() in PARTICLES or (len(tokens) == 3 and tokens[1] in PARTICLES and not initial_like(tokens[0]))
    )
    family_cost = 0.0 if len(tokens) == 1 else 0.1 if particled else 0.5 if len(tokens) == 2 else 1.2
    if is_initials(following):
        yield 2, "inverted", family_cost / 2, (row, (person(*family_then_initials(piece, following)),))
    elif (
        len(given_tokens) <= 3
        and not initial_like(tokens[0])
        and following[:1].isalpha()
        and not is_organisation(following)
    ):
        last = given_tokens[-1]
        strain = 0.4 * bare_list
        if len(given_tokens) > 1 and initial_like(last) and "." not in last:
            strain += 0.8 if len(last) == 1 else 1.5  # "Chou R" is a name of its own
        elif not any(map(initial_like, given_tokens)):
            strain += 0.2 * (len(given_tokens) - 1)
        yield 2, "inverted", 0.5 + family_cost + strain, (row, (person(piece, following),))


def _run(piece: str) -> list[Name]:
    """One piece between commas: a name, or a list that lost its commas ("Rambaut A Drummond AJ")."""
    tokens = piece.split()
    last = tokens[-1]
    if len(tokens) < 4 or initial_like(tokens[0]) or not initial_like(last) or "." in last or plain(last) in SUFFIXES:
        return [single(piece)]
    names = []
    current: list[str] = []
    for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
        current.append(token)
        if initial_like(token) and not initial_like(after):
            names.append(single(" ".join(current)))
            current = []
    return names if not current and len(names) > 1 else [single(piece)]
