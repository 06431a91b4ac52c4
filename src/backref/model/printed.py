"""A DOI beside the way in which it was printed: text -> the small letters that are compared, which know the printed
ones.

DOIs are the same in capitals and in small letters; registries and authors write them with capitals all the same
("S0140-6736").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from .reference import Reference


class Doi(str):
    """A DOI in small letters that was `printed` otherwise. It compares, sorts and hashes as text, and is plain text in
    JSON.

    >>> doi = Doi("10.1002/ABC.1")
    >>> doi == "10.1002/abc.1", f"{doi}", doi.printed
    (True, '10.1002/abc.1', '10.1002/ABC.1')
    """

    printed: str

    def __new__(cls, printed: str) -> Self:
        """Fold what is printed."""
        made = super().__new__(cls, printed.lower())
        made.printed = printed
        return made

    def __getnewargs__(self) -> tuple[str]:
        """Return what it is made of again in another process."""
        return (self.printed,)


def folded(doi: str) -> str:
    """Return a DOI in small letters, which still knows how it was printed where that was otherwise."""
    return doi if doi == doi.lower() else Doi(doi)


def as_printed(doi: str | None) -> str:
    """Return a DOI as the registry or the author wrote it, "" for none.

    >>> as_printed(folded("10.1002/ABC.1")), as_printed("10.1/x"), as_printed(None)
    ('10.1002/ABC.1', '10.1/x', '')
    """
    return doi.printed if isinstance(doi, Doi) else doi or ""


def in_print(reference: Reference) -> Reference:
    """Return the reference with its DOI as it was printed, for whoever writes it."""
    return reference.model_copy(update={"doi": reference.doi.printed}) if isinstance(reference.doi, Doi) else reference


def kept(value: object, validate: Callable[[object], str | None]) -> str | None:
    """Return the DOI that pydantic is to hold: one that knows how it was printed stays what it is."""
    return value if type(value) is Doi else validate(value)
