"""The catalogue: the local index of Records. Add references, look one up by identifier, search by the words of a
citation.

    store      an open catalogue: what is done to it
    asked      what it is asked
    place      the folder that it stands in, by its mark (`marks`): its index, what was cut off
    adding     records in, and out
    upkeep     what is in it; made anew; an origin out of it
    terms      what a record is found by; its `words`
    packing    a record as a short text, and back
    footers    whether its files are as they were written
    shards     a catalogue in parts, asked as one
    engine     tantivy, which keeps both

One tantivy index; each document holds a packed record, its identifiers as terms, and its words folded as
`fields.titles` folds them.
"""

from .asked import RAREST, Scored
from .gone import Gone, Item
from .marks import NAME as MARK
from .marks import VERSION
from .place import LEDGER, default_path
from .shards import Shards, divide
from .store import Catalogue
from .upkeep import Info, Origin

__all__ = [
    "LEDGER",
    "MARK",
    "RAREST",
    "VERSION",
    "Catalogue",
    "Gone",
    "Info",
    "Item",
    "Origin",
    "Scored",
    "Shards",
    "default_path",
    "divide",
]
