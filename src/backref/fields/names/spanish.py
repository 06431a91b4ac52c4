"""Two family names behind a Spanish given name: "Benedetti, Eliezer, y Marco Quilca León".

A list that "y" joins is Spanish. There a name of three words in natural order has two family names, unless the second
word is a second given name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Name

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
# Family names that nearly all who bear them have from Spain, beside those in "-ez".
_FAMILY = frozenset(
    "aguilar alonso álvarez arias benítez blanco bravo cabrera calvo campos cano carmona carrasco castillo castro cortés cruz delgado díaz durán flores fuentes gallego garcía garrido "
    "gil gallardo herrera herrero ibáñez iglesias lara leal león lorenzo luna marín medina méndez mendoza molina montero mora morales moreno moya navarro nieto núñez orozco ortega ortiz "
    "parra peña prieto quintana ramos reyes ríos rivas rivera rojas román romero rosales rubio ruiz salas salazar santana santos sanz serrano sierra soler soto suárez torres valdés vara "
    "vargas vázquez vega vera vicente vidal zamora".split()
)
_INITIALS = re.compile(r"((?:[^\W\d_a-z]\.[ -]?){1,3}) ?([^\W\d_a-z][^\W\d_A-Z]{2,})")
_JOINED = re.compile(r"(?:,|[^\W\d_]{2})\s[yY]\s(?=[^\W\d_a-z])")
_TWO_WORDS = re.compile(r"\. [^\W\d_a-z][^\W\d_A-Z]{2,} [^\W\d_a-z][^\W\d_A-Z]")
_LEAST = 6  # characters of "M. Gil"
_WORD = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{2,}")


def may_have_both(text: str) -> bool:
    """Whether two words follow initials in a list: "M. Vargas Llosa"."""
    return ". " in text and bool(_TWO_WORDS.search(text))


def with_both_families(names: Sequence[Name], text: str) -> list[Name]:
    """Return the names of a Spanish list, those in natural order with both their family names.

    >>> [name.family for name in with_both_families([Name(family="Llosa", given="Mario Vargas")], "Juan Rulfo y Mario Vargas Llosa")]
    ['Vargas Llosa']
    >>> [name.family for name in with_both_families([Name(family="Borges", given="Jorge Luis")], "Juan Rulfo y Jorge Luis Borges")]
    ['Borges']
    >>> [name.family for name in with_both_families([Name(family="Llosa", given="M. Vargas")], "M. Vargas Llosa")]
    ['Vargas Llosa']
    """
    if "." in text:
        names = [_behind_initials(name, text) for name in names]
    if not _JOINED.search(text):
        return list(names)
    return [_with_both(name, text) for name in names]


def _behind_initials(name: Name, text: str) -> Name:
    """The name with two family names behind initials, where the first of them is a Spanish one."""
    given = name.given or ""
    if given[1:2] != "." or len(given) < _LEAST or not (found := _INITIALS.fullmatch(given)):
        return name
    family = found[2].lower()
    if not (family in _FAMILY or family.endswith("ez")) or f"{given} {name.family}" not in text:
        return name
    return name.model_copy(update={"given": found[1].strip(), "family": f"{found[2]} {name.family}"})


def _with_both(name: Name, text: str) -> Name:
    words = (name.given or "").split()
    if len(words) != 2 or not name.family or not all(map(_WORD.fullmatch, (*words, name.family))):
        return name
    if words[0].lower() not in _GIVEN or words[1].lower() in _GIVEN or f"{name.given} {name.family}" not in text:
        return name
    return name.model_copy(update={"given": words[0], "family": f"{words[1]} {name.family}"})
