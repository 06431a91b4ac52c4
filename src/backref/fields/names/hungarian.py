"""Family names that stand first in Hungary: "Kovács Péter" is Péter, of the family Kovács, in a Hungarian citation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...model import Name

_GIVEN = frozenset(
    "ádám ágnes ákos albert andor andrás andrea anikó anna antal aranka árpád áron attila balázs bálint barna béla benedek bence bertalan boglárka csaba csilla dániel dávid dénes dezső dóra edit "
    "elemér emese emil emőke endre enikő ernő ervin erzsébet etelka éva ferenc gábor gáspár gergely géza gizella györgy gyöngyi gyula hajnalka henrik ibolya ignác ildikó ilona imre irén "
    "istván iván jános jenő józsef judit júlia kálmán károly katalin kinga klára kornél kristóf krisztina lajos lászló levente lóránt lőrinc magda magdolna margit mária márk márta márton "
    "máté mátyás mihály miklós mónika nándor noémi norbert ödön ottó orsolya pál péter piroska réka rezső richárd róbert rózsa rudolf sándor sára sarolta szabolcs szilárd szilvia tamás "
    "teréz tibor tivadar tünde valéria vera veronika viktor vilmos zoltán zita zsófia zsigmond zsolt zsuzsa zsuzsanna".split()
)
# Words and letters that Hungarian alone has.
_HUNGARIAN = re.compile(
    r"[őűŐŰ]|(?<![^\W_])(?:és|egy|az|szerk|évf|sz|köt|kiad|nyomán|[Kk]iadó|[Mm]agyar\w{0,10}|[Tt]örténet\w{0,8}|[Ss]zemle|[Ss]zázad\w{0,4}|[Tt]udomány\w{0,8}|[Éé]rtekezés|Valóság|Budapest|Kecskemét|Debrecen|Szeged|Pécs|Miskolc|Győr)(?![^\W_])"
)


def turned(names: Iterable[Name], raw: str) -> list[Name]:
    """Return the names of a citation, those in Hungarian order read so where the citation is Hungarian.

    >>> found = turned([Name(family="Péter", given="Kovács")], "Kovács Péter: A kert és a műhely. Budapest, 2001.")
    >>> (found[0].family, found[0].given)
    ('Kovács', 'Péter')
    >>> turned([Name(family="László", given="Ervin")], "Ervin László, The Systems View. New York, 1972.")[0].family
    'László'
    """
    return [_turned(name) if _is_reversed(name) and _prints(raw, name) else name for name in names]


def _is_reversed(name: Name) -> bool:
    if not name.family or not name.given or name.suffix or name.family.lower() not in _GIVEN:
        return False
    return name.given.partition(" ")[0].lower() not in _GIVEN


def _prints(raw: str, name: Name) -> bool:
    """Whether a citation is in Hungarian, and prints a name in the order that it was read in."""
    return f"{name.given} {name.family}" in raw and bool(_HUNGARIAN.search(raw))


def _turned(name: Name) -> Name:
    family, _, given = f"{name.given} {name.family}".partition(" ")
    return name.model_copy(update={"family": family, "given": given})


def heads(text: str) -> bool:
    """Whether a text is a name in Hungarian order: two or three words of which the second is a given name.

    >>> heads("Bibó István"), heads("Tóth Gábor Attila"), heads("Karl Marx")
    (True, True, False)
    """
    family, _, given = text.partition(" ")
    first, _, second = given.partition(" ")
    if " " in second or not all(word[:1].isupper() for word in text.split()):
        return False
    return first.lower() in _GIVEN and family.lower() not in _GIVEN
