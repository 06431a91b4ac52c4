"""OpenReview: papers of conferences that are reviewed there (ICLR, NeurIPS, ICML, TMLR...), by the words of their
titles. Asked only by name: guests may search twenty times a minute.

Source: "OpenAPI definition", API v2, https://docs.openreview.net/reference/api-v2 (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import SourceError
from ..fields.openreview import paper_of
from ..fields.shapes import mapping, mappings
from ..model import Payload, Query, Record
from ._asking import base, words
from ._reading import json_of, read_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings

NAME = "openreview"
BASE_URL = "https://api2.openreview.net"

_ROWS = 5
_WORDS = 30
_FIXED = (("type", "terms"), ("content", "all"), ("group", "all"), ("source", "forum"), ("limit", str(_ROWS)))


def requests_for(queries: Sequence[Query], settings: Settings) -> list[Request]:
    """Return one search for each text, by its title where that is known; reviews are not looked at."""
    address = base(NAME, BASE_URL, settings) + "/notes/search"
    return [
        Request(NAME, address, (("term", said), *_FIXED), queries=(query,))
        for query in queries
        if query.identifier is None and (said := words(query, _WORDS))
    ]


def read(payload: Payload) -> list[Record]:
    """Return the papers in an answer. Raises SourceError for what is no list of them.

    >>> body = b'{"notes": [{"id": "a1B2c", "forum": "a1B2c", "content": {"title": {"value": "Heat"}, "venue": {"value": "ICLR 2024 poster"}}}], "count": 1}'
    >>> read(Payload(source="openreview", url="", status=200, media_type="application/json", body=body))[0].reference.container_title
    'ICLR 2024'
    """
    if payload.status != 200:
        raise SourceError(NAME, f"HTTP {payload.status}")
    answer = mapping(json_of(payload))
    notes = answer.get("notes")
    found = [
        Record(reference=reference, source=NAME, url=payload.url, retrieved=payload.retrieved)
        for note in mappings(notes)
        if (reference := paper_of(note)) is not None
    ]
    return read_of(NAME, notes, found, answer.get("count"))


SOURCE = Service(
    name=NAME,
    base_url=BASE_URL,
    can_search=True,
    rate=Rate(per_second=1 / 3),  # "20 requests per minute" for guests: its maintainers, in openreview/openreview 254
    priority=66,
    covers=("paper", "paper-without-doi"),
    is_default=False,
    requests_for=requests_for,
    read=read,
)
