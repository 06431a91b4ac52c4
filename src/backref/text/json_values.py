"""JSON as fast as it goes: text or bytes -> values, values -> bytes. msgspec does it; what it refuses, the standard
library may read.

It refuses what JSON is not, though Python reads it: `NaN`, halves of surrogate pairs.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import msgspec


def loads(text: str | bytes) -> object:
    """Return the value that a JSON text says. Raises ValueError where it is none, RecursionError where it is too deep.

    >>> loads('{"a": [1, null]}'), loads("[NaN]")
    ({'a': [1, None]}, [nan])
    """
    try:
        return _decoder().decode(text)
    except ValueError:
        found: object = json.loads(text)
        return found


def dumps(value: object) -> bytes:
    """Return the JSON of a value, without blanks, as UTF-8; halves of surrogate pairs are escaped.

    >>> dumps(["ä", 1]).decode()
    '["ä",1]'
    """
    try:
        return _encoder().encode(value)
    except (ValueError, OverflowError):
        return json.dumps(value, separators=(",", ":")).encode()


@cache
def _decoder() -> msgspec.json.Decoder[object]:
    from msgspec.json import Decoder

    return Decoder()


@cache
def _encoder() -> msgspec.json.Encoder:
    from msgspec.json import Encoder

    return Encoder(enc_hook=_plain)


def _plain(value: object) -> str:
    """Text that knows more than its letters, as a DOI knows how it was printed."""
    if not isinstance(value, str):
        raise TypeError(f"no JSON for {type(value).__name__}")
    return str(value)
