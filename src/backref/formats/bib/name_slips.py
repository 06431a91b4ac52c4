"""What people write where BibTeX wants "and" and "Last, First" -> the names of a list, as BibTeX would have them.

Only what cannot be meant as it stands is changed: semicolons and ampersands between people, commas in a list of people
in natural order, initials behind the family name, an "and" too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...fields import names
from ...text.kept import Kept
from .comma_lists import divided

_LEADING_AND = re.compile(r"(?:and\s+)+", re.IGNORECASE)
_OTHERS = re.compile(r"(?:and\s+)?(?:others|\{others\}|et\.?\s?al\.?)[,.;]?", re.IGNORECASE)
_LAST_OTHERS = re.compile(r"[\s,;]{1,3}et\.? al\.?[,.;]?$", re.IGNORECASE)
_AMPERSAND = re.compile(r"\s\\?&\s")
_LONG = r"(?=\S*?[^\W\d_]{2})\S++"  # a word of two letters or more
_STOPPED = re.compile(rf"(?P<family>{_LONG}(?: {_LONG}){{0,2}}) (?P<given>(?:[^\W\d_]\.[ -]?){{1,4}})")
_BARE = re.compile(
    r"(?P<family>[^\W\d_][^\W\d_'’-]+(?:[ '’-][^\W\d_]{2,}){0,2}) (?P<given>[A-ZÀ-Þ]{1,3}|[A-ZÀ-Þ](?:-[A-ZÀ-Þ]){1,2})"
)
_NATURAL = re.compile(r"[^\W\d_]\S*(?: \S+){1,3}")
_OTHERS_BEGIN = "aoeAOE{"


def is_others(part: str) -> bool:
    """Say whether a name stands for all those that are not named.

    >>> is_others("others,"), is_others("et al."), is_others("Otherson")
    (True, True, False)
    """
    return part[:1] in _OTHERS_BEGIN and _OTHERS.fullmatch(part) is not None


def is_one(part: str) -> bool:
    """Say whether a part of a list stays the one name that it is, whatever stands beside it.

    A part without a comma does so in a list of more than two, or behind another without one.

    >>> is_one("Roe, Jane"), is_one("Jane Roe"), is_one("Roe J"), is_one("Roe, John; Doe, Jane")
    (True, True, False, False)
    """
    return _PIECES[part] == (part,) and ("," in part or not _initialled(part))


def mended(parts: Sequence[str]) -> Iterator[str]:
    """Yield the names that the parts of a list, which "and" divides, are meant to be.

    >>> list(mended(["Roe, John; Doe, Jane", "Poe, Ann"])), list(mended(["John Roe, Jane Doe", "Ann Poe"]))
    (['Roe, John', 'Doe, Jane', 'Poe, Ann'], ['John Roe', 'Jane Doe', 'Ann Poe'])
    >>> list(mended(["Roe J.", "Doe A. B."])), list(mended(["García Márquez, Gabriel José"]))
    (['Roe, J.', 'Doe, A. B.'], ['García Márquez, Gabriel José'])
    >>> list(mended(["Roe J", "Doe A. B."])), list(mended(["Roe J.A., Doe A."])), list(mended(["Malcolm X", "Roe, J"]))
    (['Roe, J', 'Doe, A. B.'], ['Roe, J.A.', 'Doe, A.'], ['Malcolm X', 'Roe, J'])
    """
    parted = [each for part in parts for each in _PIECES[part]]
    is_list = len(parts) == 2 and "," in parts[0] and not any(sign in part for part in parts for sign in "{=\\;")
    if is_list and "," not in parts[1] and not is_others(parts[1]):
        pieces = [piece.strip() for piece in parts[0].split(",")]
        if all(_NATURAL.fullmatch(piece) and not re.search(r"(?:^| )\S\.?$", piece) for piece in (*pieces, parts[1])):
            parted = [*pieces, parts[1]]
    is_bare = len(parted) > 1 and all(_initialled(part) or is_others(part) for part in parted)
    for part in parted:
        found = None if "," in part else _initialled(part, is_bare)
        yield f"{found['family']}, {found['given'].strip()}" if found and not is_others(part) else part


def _pieces(part: str) -> tuple[str, ...]:
    return tuple(_parted(_LEADING_AND.sub("", part) if part[:1] in "aA" else part))


_PIECES = Kept(_pieces, 4096, longest=200)  # people come again in a bibliography


def _initialled(part: str, bare: bool = True) -> re.Match[str] | None:
    """A family name with initials behind it; without stops behind them only if `bare`."""
    if " " not in part:
        return None
    if "." in part[-2:]:
        return _STOPPED.fullmatch(part)
    return _BARE.fullmatch(part) if bare else None


def _parted(part: str) -> Iterator[str]:
    if "{" in part or "=" in part:
        yield part
        return
    if "al" in part and _LAST_OTHERS.search(part):
        yield from _parted(_LAST_OTHERS.sub("", part))
        yield "others"
    elif ";" in part:
        yield from (piece.strip() for piece in part.split(";") if piece.strip())
    elif "," in part and all(map(_initialled, pieces := [piece.strip() for piece in part.rstrip(", ").split(",")])):
        yield from pieces
    elif "," in part and (listed := divided(part)):
        yield from listed
    elif "&" not in part:
        yield part
    else:
        pieces = [piece.strip() for piece in _AMPERSAND.split(part)]
        is_people = len(pieces) > 1 and not any(names.is_organisation(each) for each in (part, *pieces))
        if is_people and all(" " in piece for piece in pieces):
            yield from pieces
        else:
            yield part
