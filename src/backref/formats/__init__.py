"""Formats: a Bibliography <-> text. Pure; the directory is the registry.

A format is a module (a package is none) with FORMAT, a `Format`. Others can add formats through the entry-point group
`backref.formats`; see `backref.plugins`.
"""

from __future__ import annotations

from ._converting import convert, stream
from ._dumping import annotated, dump, load, marked, styled
from ._lost import losses
from ._places import placed
from ._registry import FORMATS, by_name, by_suffix, loader, names, recognised, writer
from ._tagged import person, printed
from ._together import together
from ._values import Converted, Format, Loaded, Loader, Streamed, Writer

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
