"""XML of strangers, as a stream: bytes -> what begins and ends. No entities; the caller says whether a DOCTYPE may be.

A token that goes on, the value of an attribute of megabytes, is scanned by expat anew with each piece that it is given.
So it is given large pieces, whatever it asks for, and ever larger ones: what is refused is so in the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SIP, _GULP = 1 << 15, 1 << 20  # bytes of the first piece, and of the largest


class Readable(Protocol):
    """A file of bytes, or what is read like one."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, all that are left for -1."""


class _Gulps:
    def __init__(self, file: Readable) -> None:
        self._file = file
        self._size = _SIP

    def read(self, size: int = -1) -> bytes:
        if size <= 0:
            return self._file.read(size)
        self._size = min(2 * self._size, _GULP)
        return self._file.read(self._size)


def events(file: Readable, *, has_doctype: bool = False) -> Iterator[tuple[str, Element]]:
    """Yield ("start", element) and ("end", element). `has_doctype` allows one, without entities of its own.

    Raises ParseError, and DefusedXmlException for what is forbidden.

    >>> from io import BytesIO
    >>> [(event, element.tag) for event, element in events(BytesIO(b"<a><b/></a>"))]
    [('start', 'a'), ('start', 'b'), ('end', 'b'), ('end', 'a')]
    """
    from defusedxml.ElementTree import iterparse

    yield from iterparse(_Gulps(file), events=("start", "end"), forbid_dtd=not has_doctype, forbid_entities=True)
