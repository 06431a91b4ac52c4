"""Resolve: what to ask about a citation, how a record compares with it, the verdict, and the merged description.
Pure.
"""

from __future__ import annotations

from .decide import decide
from .match import match
from .merge import Merged, merge
from .query import further_queries, queries_for
from .reasons import Reason
from .unite import is_described, names_of
from .versions import versions

__all__ = [
    "Merged",
    "Reason",
    "decide",
    "further_queries",
    "is_described",
    "match",
    "merge",
    "names_of",
    "queries_for",
    "versions",
]
