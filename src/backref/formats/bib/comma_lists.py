"""Names of a .bib file that commas divide where BibTeX wants "and": "Jane Roe, Adam Doe". Text -> the names, or None.

A comma stands between family and given name as well, so a list is told only where no other reading is left: three names
or more in natural order, pairs that go up, or two in natural order that both begin with a given name and end in none.
"""

from __future__ import annotations

import re

from ...fields import names

_NATURAL = re.compile(r"[^\W\d_]\S*(?: \S+){1,3}")
_SUFFIX = re.compile(
    r"(?:[JS]r\.?|I{2,3}|IV|V|Esq\.?|(?:Ph|D)\.? ?(?:D|Phil)\.?|[BM]\.? ?Sc\.?|MPH|MBA|DDS|DVM|M\.? ?D\.?|R\.? ?N\.?)"
)
# Given names that are hardly ever family names.
_GIVEN = frozenset(
    "adam adrian aisha alan albert alexander alexandra alice alison amanda amy ana andrea andreas andrew angela anita ann anna anne annette anthony barbara "
    "ben benjamin bernd bob brian brigitte carla carlos carmen carol caroline catherine charlotte chris christian christina christine christopher claire claudia "
    "clara daniel daniela david deborah dennis diana diane dieter dmitri dorothy edward elena elisabeth elizabeth ellen emily emma eric erik ernst eva "
    "fatima fernando florian francesca francesco francisco françois frank franz fred frederick fritz gabriel gabriela gerhard gerald giovanni giuseppe gregory "
    "hannah hans heather heidi heinrich heinz helen helena helmut ian ines inge ingrid irene isabel isabella ivan jack jacob jan jane janet jean jennifer "
    "jeremy jessica joan joanna johann johannes john jonathan jörg josé joseph juan judith julia julian juliane jürgen karen karin karl katharina katherine "
    "katherina kathleen kathrin kevin klaus kristina lars laura lauren linda lisa lucas lucia luis luke manfred manuel marc marco margaret maria marie mario "
    "mark markus marta martha mary matthew matthias max megan melanie melissa michael michel michelle miguel mohammad mohammed monica monika nancy natalia natalie "
    "nathan nicholas nicola nicole nina nora olga oliver olivia otto pablo pamela patricia patrick paula pauline pedro petra philip philippe pierre rachel "
    "rainer ralf rebecca renate richard robert roberto roger ronald rosa ruth samantha samuel sandra sara sarah sebastian sergei sergio sharon sofia "
    "sophia sophie stefan stefanie stephanie stephen steven susan susanne sven svetlana tatiana teresa theresa thorsten tim timothy tobias ulrich ulrike ursula uwe "
    "valentina vanessa vera verena veronica victoria vincent virginia vladimir wolfgang xavier yasmin yves".split()
)


def divided(part: str) -> list[str] | None:
    """Return the names of a part that no "and" divides and no brace protects, where its commas divide it; else None.

    >>> divided("Jane Roe, Adam Doe"), divided("García Márquez, Gabriel José")
    (['Jane Roe', 'Adam Doe'], None)
    >>> divided("Xi Roe, Yu Doe, Li Poe"), divided("Roe, Jane, Doe, Adam"), divided("Roe Doe, Jr., Ann May")
    (['Xi Roe', 'Yu Doe', 'Li Poe'], ['Roe, Jane', 'Doe, Adam'], None)
    """
    pieces = [piece.strip() for piece in part.split(",")]
    if len(pieces) < 2 or not all(pieces) or any(map(_SUFFIX.fullmatch, pieces[1:])):
        return None
    if all(map(_NATURAL.fullmatch, pieces)) and not any(map(names.is_organisation, pieces)):
        if len(pieces) == 3 or (len(pieces) == 2 and all(map(_is_told, pieces))):
            return pieces
    elif len(pieces) > 3 and not len(pieces) % 2 and all(piece.isalpha() for piece in pieces):
        return [", ".join(pair) for pair in zip(pieces[::2], pieces[1::2], strict=True)]
    return None


def is_doubtful(part: str) -> bool:
    """Say whether a part with one comma may be two people: two words or more on either side, all in natural order.

    >>> is_doubtful("Jane Roe, Xi Doe"), is_doubtful("García Márquez, Gabriel J."), is_doubtful("van Berg, Jan Piet")
    (True, False, False)
    """
    pieces = [piece.strip() for piece in part.split(",")]
    return (
        len(pieces) == 2
        and all(
            len(piece.split()) == 2 and all(word.isalpha() and word[0].isupper() for word in piece.split())
            for piece in pieces
        )
        and pieces[0].split()[0].casefold() in _GIVEN
    )


def _is_told(piece: str) -> bool:
    words = [word.casefold() for word in piece.split()]
    return (
        words[0] in _GIVEN
        and words[-1] not in _GIVEN
        and words[-1].strip(".").isalpha()
        and len(words[-1].strip(".")) > 1
    )
