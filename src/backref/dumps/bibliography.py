"""Bibliographies in any format that is read: `.bib`, RIS, nbib, EndNote, YAML. Each is read whole.

The anthology of the ACL comes as `.bib.gz`: its entries are told by their addresses, and have it as their origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from .. import formats, readers
from ..errors import UnreadableInput
from ..model import Identifier, Record, Reference
from ._kinds import Dump, Head, Place
from ._packed import plain_name, whole

_ACL = re.compile(
    r"https?://(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/(?P<id>[\w.-]{5,60}?)/?(?:\.pdf)?", re.ASCII
)


def recognises(head: Head) -> bool:
    """Say whether a format reads what begins so.

    >>> recognises(Head("refs.bib", b"@book{a, title = {Heat}}")), recognises(Head("a.xyz", b"words"))
    (True, False)
    """
    return formats.recognised(head.name, head.text) is not None


def read(stream: IO[bytes], place: Place) -> Iterator[Record]:
    """Yield its entries. Raises UnreadableInput for one that is too large to be read whole."""
    name = plain_name(place.name.rpartition("!")[2])
    body, odd = readers.decoded(whole(stream, place.name), place.name)
    for problem in odd:
        place.report(problem)
    found = formats.recognised(name, body)
    if found is None:
        raise UnreadableInput(place.name, "a kind of file that a catalogue cannot be built from")
    loaded = found.load(body)
    for problem in formats.placed(loaded.problems, body, place.name):
        place.report(problem)
    for reference in loaded.references:
        yield _record(reference)


def _record(reference: Reference) -> Record:
    known = _ACL.fullmatch(reference.url or "")
    if known is None:
        return Record(reference=reference, source="catalogue")
    also = (*reference.also, Identifier("acl", known["id"]))
    return Record(reference=reference.model_copy(update={"also": also}), source="catalogue", origin="acl")


DUMP = Dump(
    name="bibliography",
    title="a bibliography: .bib, RIS, nbib, EndNote...",
    recognises=recognises,
    read=read,
    priority=90,
)
