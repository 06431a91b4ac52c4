"""What an author of plug-ins needs, in one place. Stable: names are added, never changed or taken away.

A plug-in is a module that exports one frozen value, and an entry point that names the module:

    kind     value                     entry point of the group
    source   SOURCE = Service(...)     backref.sources
    dump     DUMP = Dump(...)          backref.dumps
    reader   READER = Reader(...)      backref.readers
    format   FORMAT = Format(...)      backref.formats
    style    STYLE = Style(...)        backref.styles
    rules    RULES = (Rule(...), ...)  backref.rules

An entry point is called as its value is; one of rules has a name of its own. `broken()` says which installed plug-ins
cannot be used.

>>> sorted(groups())
['backref.dumps', 'backref.formats', 'backref.readers', 'backref.rules', 'backref.sources', 'backref.styles']
"""

from __future__ import annotations

from .catalogue import Gone
from .checking import BIB, Edit, Example, Hit, Rule, Value, bib, each_entry
from .checking import CheckedEntry as CheckedEntry
from .checking import CheckedFile as CheckedFile
from .checking import CheckedProject as CheckedProject
from .dumps import Dump, Head, Place
from .errors import BrokenPlugin, SourceError, UnknownPlugin
from .fields import dates, ids, names, pages, titles
from .formats import Format, Loaded, person
from .formats import printed as printed_person
from .model import (
    Bibliography,
    Block,
    BlockKind,
    Date,
    Document,
    Identifier,
    Marker,
    Name,
    Payload,
    Problem,
    Query,
    RawCitation,
    Record,
    Reference,
    Segment,
    Span,
    Update,
)
from .readers import Builder, Reader
from .registry import Listed, groups
from .sources import Rate, Request, Service, Settings, base, batches, json_of, lookups, parted, xml_of
from .styles import Style
from .styles import parts as style_parts
from .text import escape

__all__ = [
    "BIB",
    "Bibliography",
    "Block",
    "BlockKind",
    "BrokenPlugin",
    "Builder",
    "CheckedEntry",
    "CheckedFile",
    "CheckedProject",
    "Date",
    "Document",
    "Dump",
    "Edit",
    "Example",
    "Format",
    "Gone",
    "Head",
    "Hit",
    "Identifier",
    "Listed",
    "Loaded",
    "Marker",
    "Name",
    "Payload",
    "Place",
    "Problem",
    "Query",
    "Rate",
    "RawCitation",
    "Reader",
    "Record",
    "Reference",
    "Request",
    "Rule",
    "Segment",
    "Service",
    "Settings",
    "SourceError",
    "Span",
    "Style",
    "UnknownPlugin",
    "Update",
    "Value",
    "base",
    "batches",
    "bib",
    "broken",
    "dates",
    "each_entry",
    "escape",
    "groups",
    "ids",
    "json_of",
    "lookups",
    "names",
    "pages",
    "parted",
    "person",
    "printed_person",
    "style_parts",
    "titles",
    "xml_of",
]


def broken() -> tuple[BrokenPlugin, ...]:
    """Return what is wrong with each installed plug-in that cannot be used.

    >>> broken()
    ()
    """
    return tuple(error for group in groups().values() for error in group.broken())
