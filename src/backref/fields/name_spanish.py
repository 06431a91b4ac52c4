"""Two family names behind a Spanish given name: "Benedetti, Eliezer, y Marco Quilca León".

A list that "y" joins is Spanish. There a name of three words in natural order has two family names, unless the second
word is a second given name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Name

_GIVEN = frozenset(
    "adolfo adrián agustín alberto alejandra alejandro alfonso alfredo alicia álvaro amalia ana andrea andrés ángel ángela ángeles antonia antonio arturo "
    "augusto beatriz benito bernardo camila camilo carlos carmen carolina cecilia césar clara claudia claudio concepción consuelo cristina diego dolores "
    "eduardo elena elisa elvira emilia emilio enrique ernesto esteban esther eugenia eugenio fabián federico felipe félix fernanda fernando francisca "
    "francisco gabriel gabriela gerardo germán gloria gonzalo graciela gregorio guadalupe guillermo gustavo héctor hernán hugo humberto ignacio inés irene "
    "isabel iván jaime javier jesús joaquín jorge josé josefina juan juana julia julián julieta julio laura leonardo leticia lorenzo lourdes lucía lucio "
    "luis luisa magdalena manuel manuela marcela marcelo marco marcos margarita maría mariana mariano mario marta martín mateo matilde mauricio mercedes "
    "miguel mónica natalia nicolás norma octavio olga óscar pablo patricia paula pedro pilar rafael ramiro ramón raquel raúl rebeca ricardo roberto rocío "
    "rodolfo rodrigo rosa rosario rubén salvador santiago sara sergio silvia sofía soledad susana teresa tomás valeria verónica vicente víctor victoria "
    "virginia ximena yolanda".split()
)
_JOINED = re.compile(r"(?:,|[^\W\d_]{2})\s[yY]\s(?=[^\W\d_a-z])")
_WORD = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{2,}")


def with_both_families(names: Sequence[Name], text: str) -> list[Name]:
    """Return the names of a Spanish list, those in natural order with both their family names.

    >>> [name.family for name in with_both_families([Name(family="Llosa", given="Mario Vargas")], "Juan Rulfo y Mario Vargas Llosa")]
    ['Vargas Llosa']
    >>> [name.family for name in with_both_families([Name(family="Borges", given="Jorge Luis")], "Juan Rulfo y Jorge Luis Borges")]
    ['Borges']
    """
    if not _JOINED.search(text):
        return list(names)
    return [_with_both(name, text) for name in names]


def _with_both(name: Name, text: str) -> Name:
    words = (name.given or "").split()
    if len(words) != 2 or not name.family or not all(map(_WORD.fullmatch, (*words, name.family))):
        return name
    if words[0].lower() not in _GIVEN or words[1].lower() in _GIVEN or f"{name.given} {name.family}" not in text:
        return name
    return name.model_copy(update={"given": words[0], "family": f"{words[1]} {name.family}"})
