"""Bibliographies that are given together -> what each may take from the others while it is read."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager

from ._registry import recognised
from .bib import beside


def together(files: Iterable[tuple[str, str]]) -> AbstractContextManager[None]:
    """Have the .bib files among these, which are names and texts, share their macros and their entries while they are read.

    >>> from . import load
    >>> with together([("a.bib", '@string{bmj = "The BMJ"}'), ("b.bib", "@article{a, journal = bmj}")]):
    ...     load("@article{a, journal = bmj}", "bibtex").references[0].container_title
    'The BMJ'
    """
    kinds = ((recognised(name, text), text) for name, text in files)
    return beside.together(text for kind, text in kinds if kind is not None and kind.name in ("bibtex", "biblatex"))
