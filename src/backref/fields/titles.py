"""Titles of works and containers: tidy, compare, abbreviate, case. Text -> text and 0..1."""

from __future__ import annotations


def parse(text: str) -> str:
    """Return a printed title without the quotes around it (both or neither), final full stop, doubled spaces."""
    raise NotImplementedError


def normalise(text: str) -> str:
    """Return the form for comparing: no markup or entities, case, accents, punctuation or Greek letters apart."""
    raise NotImplementedError


def render(text: str) -> str:
    """Return the title for plain text: entities decoded, markup (i, b, sub, sup, MathML) removed, mojibake mended."""
    raise NotImplementedError


def similarity(a: str, b: str) -> float:
    """Return 0 to 1 for titles of works; 1 when equal after `normalise`; a missing subtitle costs little."""
    raise NotImplementedError


def container_similarity(a: str, b: str) -> float:
    """Return 0 to 1 for journals and books; an abbreviation ("Clin J Sport Med") equals what it abbreviates."""
    raise NotImplementedError
