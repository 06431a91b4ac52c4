"""Resolve: what to ask about a citation, how a record compares with it, the verdict, and the merged description. Pure."""

from __future__ import annotations

from .decide import decide
from .match import match
from .merge import Merged, merge
from .query import queries_for
from .reasons import Reason
from .unite import is_described

__all__ = ["Merged", "Reason", "decide", "is_described", "match", "merge", "queries_for"]
