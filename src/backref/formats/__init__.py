"""Formats: a Bibliography <-> text. Pure; the directory is the registry.

A format is a module (a package is none) with FORMAT, a `Format`. Others can add formats through the entry-point group
`backref.formats`; see `backref.plugins`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazily import imported
from ._places import placed
from ._registry import FORMATS, by_name, by_suffix, loader, names, recognised, writer
from ._together import together
from ._values import Converted, Format, Loaded, Loader, Streamed, Writer

if TYPE_CHECKING:
    from ._converting import convert, stream
    from ._dumping import annotated, dump, load, marked, styled
    from ._lost import losses
    from ._tagged import person, printed

__all__ = [
    "FORMATS",
    "Converted",
    "Format",
    "Loaded",
    "Loader",
    "Streamed",
    "Writer",
    "annotated",
    "by_name",
    "by_suffix",
    "convert",
    "dump",
    "load",
    "loader",
    "losses",
    "marked",
    "names",
    "person",
    "placed",
    "printed",
    "recognised",
    "stream",
    "styled",
    "together",
    "writer",
]

# What whoever reads one file does not need is imported when it is first asked for.
_HOMES = {
    "_converting": "convert stream",
    "_dumping": "annotated dump load marked styled",
    "_lost": "losses",
    "_tagged": "person printed",
}
if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ would have every name
    __getattr__ = imported(__name__, _HOMES)
