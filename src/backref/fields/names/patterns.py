"""What names in the commonest shapes are made of: patterns of their words, and words that are no such part."""

from __future__ import annotations

from ...model import Name
from .order import PARTICLES, SUFFIXES

_EXTENDED = [letter for letter in map(chr, range(0x100, 0x17F)) if letter not in "İıĸŉ"]  # of Prague, Warsaw, Ankara
_CAPITAL = "A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, _EXTENDED))
WORD = f"[{_CAPITAL}][a-zß-öø-ÿ{''.join(filter(str.islower, _EXTENDED))}]"
FAMILY = rf"(?:(?:Ma?c|[DO]['’]|De|Di|La|Le|Van)(?=[{_CAPITAL}]))?{WORD}+(?:-{WORD}+)?"
INITIALS = r"[A-Z]\.(?:[ -]?[A-Z]\.){0,3}"
GIVEN = rf"{WORD}{{2,}}(?: [A-Z]\.)?"
LATER = frozenset((*SUFFIXES, *PARTICLES, "filho", "neto", "sobrinho", "llc", "llp", "inc", "ltd", "corp"))
NO_INITIALS = frozenset(("II", "III", "IV", "JR", "SR", "LLC", "LLP", "INC", "LTD", "PLC"))


def named(family: str, given: str | None) -> Name:
    """Return the name with these two parts and no other."""
    return Name.whole(
        {
            "family": family,
            "given": given,
            "dropping_particle": None,
            "non_dropping_particle": None,
            "suffix": None,
            "literal": None,
        }
    )
