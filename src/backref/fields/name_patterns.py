"""What names in the commonest shapes are made of: patterns of their words, and words that are no such part."""

from __future__ import annotations

from ..model import Name
from .name_order import PARTICLES, SUFFIXES

WORD = "[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]"
FAMILY = rf"{WORD}+(?:-{WORD}+)?"
INITIALS = r"[A-Z]\.(?:[ -]?[A-Z]\.){0,3}"
GIVEN = rf"{WORD}{{2,}}(?: [A-Z]\.)?"
LATER = frozenset((*SUFFIXES, *PARTICLES, "filho", "neto", "sobrinho", "llc", "llp", "inc", "ltd", "corp"))
NO_INITIALS = frozenset(("II", "III", "IV", "JR", "SR", "LLC", "LLP", "INC", "LTD", "PLC"))


def named(family: str, given: str) -> Name:
    """Return the name with these two parts and no other."""
    return Name.made(
        {"family": family, "given": given, "non_dropping_particle": None, "dropping_particle": None, "suffix": None}
    )
