"""Names of people and organisations: text as printed <-> Name, in every order that citations use."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Name


class NameList(NamedTuple):
    """A printed list of names. `cut` says that it ended in "et al." or the like."""

    names: tuple[Name, ...]
    cut: bool


def parse(text: str) -> NameList:
    """Return the names of a printed list, in order: "Chou R, Loeser JD", "Enke, Oliver; New, H. A."."""
    raise NotImplementedError


def from_inverted(text: str) -> Name:
    """Return one name printed as "Family, Given" or "von Family, Jr, Given" (BibTeX order included)."""
    raise NotImplementedError


def normalise(name: Name) -> Name:
    """Return the name with single spaces, no stray punctuation, and all-capitals or glued initials made regular."""
    raise NotImplementedError


def render(name: Name) -> str:
    """Return "Given von Family Jr", or the literal."""
    raise NotImplementedError


def inverted(name: Name) -> str:
    """Return "von Family, Jr, Given" as BibTeX wants it, or the literal in braces-free text."""
    raise NotImplementedError


def similarity(a: Name, b: Name) -> float:
    """Return 0 to 1: 1 where the two can be the same person (initials against given names, accents, order apart)."""
    raise NotImplementedError


def family(name: Name) -> str:
    """Return the family name with its particles, or the literal, or ""."""
    raise NotImplementedError
