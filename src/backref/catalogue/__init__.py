"""The catalogue: the local index of Records. Add references, look one up by identifier, search by the words of a citation.

    store      an open catalogue, and all that it is asked
    place      the folder that it stands in: its mark, its index, what was cut off
    adding     records in, and out
    terms      what a record is found by
    packing    a record as a short text, and back
    shards     a catalogue in parts, asked as one
    engine     tantivy, which keeps both

One tantivy index; each document holds a packed record, its identifiers as terms, and its words folded as `fields.titles` folds them.
"""

from .gone import Gone, Item
from .place import LEDGER, VERSION, default_path
from .shards import Shards, divide
from .store import RAREST, Catalogue, Scored

__all__ = ["LEDGER", "RAREST", "VERSION", "Catalogue", "Gone", "Item", "Scored", "Shards", "default_path", "divide"]
