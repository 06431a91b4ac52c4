"""What tells two works apart, without asking anybody: a Reference -> its Facts. Pure."""

from __future__ import annotations

from typing import NamedTuple

from ..fields import ids
from ..fields.containers import is_preprint_server
from ..model import Identifier, Reference

OWN = ("doi", "pmid", "pmcid", "arxiv")
"""The registers in which a work has one number."""


class Facts(NamedTuple):
    """What tells two works apart: their numbers in registers, whether it is a preprint, the year, volume and other
    numbers, the first page, and whether it is numbered within its volume.
    """

    registered: tuple[Identifier | None, ...]
    preprint: bool | None
    year: int | None
    numbers: tuple[str, ...]
    page: str
    volume: str
    is_numbered: bool

    @classmethod
    def of(cls, reference: Reference) -> Facts:
        """Return what a reference says.

        >>> one, two = (Facts.of(Reference(title="Editorial", volume=volume)) for volume in ("1", "2"))
        >>> one.contradict(two), one.contradict(one)
        (True, False)
        """
        registered = ((scheme, getattr(reference, scheme)) for scheme in OWN)
        numbers = (
            getattr(reference, each) or "" for each in ("volume", "edition", "number_of_volumes", "chapter_number")
        )
        return cls(
            tuple(ids.normalise(Identifier(scheme, value)) if value else None for scheme, value in registered),
            _is_preprint(reference),
            (reference.issued and reference.issued.year) or None,
            tuple(each.strip().lower() for each in numbers),
            reference.page.replace("–", "-").split("-")[0].strip().lower() if reference.page else "",
            reference.volume or "",
            bool(reference.number),
        )  # fmt: skip

    def contradict(self, other: Facts) -> bool:
        """Whether something says that they are two works: another number of one register, another year, volume or
        first page.
        """
        if self == other:
            return False
        if any(a and b and a != b for a, b in zip(self.registered, other.registered, strict=True)):
            return True
        if {self.preprint, other.preprint} == {True, False}:
            return True
        if self.year and other.year and abs(self.year - other.year) > 1:
            return True
        if any(a and b and a != b for a, b in zip(self.numbers, other.numbers, strict=True)):
            return True
        # where the numbers beside the pages are those of one issue, an article's own number may stand for its pages
        same_place = self.volume and self.volume == other.volume and (self.is_numbered or other.is_numbered)
        return bool(self.page and other.page and self.page != other.page and not same_place)


def _is_preprint(reference: Reference) -> bool | None:
    """Whether it describes a preprint; None where nothing says what it is."""
    container = reference.container_title or ""
    if is_preprint_server(container) or (reference.arxiv and not container) or reference.type == "article":
        return True
    return False if container or reference.publisher else None
