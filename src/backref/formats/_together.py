"""Bibliographies that are given together -> what each may take from the others while it is read."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager

from .bib import beside

_BIB = ("bibtex", "biblatex")


def together(files: Iterable[tuple[str, str]]) -> AbstractContextManager[None]:
    """Have the .bib files among these, which are formats and texts, share their macros and their entries while they are
    read.

    >>> from . import load
    >>> with together([("bibtex", '@string{bmj = "The BMJ"}'), ("bibtex", "@article{a, journal = bmj}")]):
    ...     load("@article{a, journal = bmj}", "bibtex").references[0].container_title
    'The BMJ'
    """
    return beside.together(text for kind, text in files if kind in _BIB)
