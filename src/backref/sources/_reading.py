"""Payload -> JSON and XML values, within bounds."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

from ..errors import SourceError
from ..model import Payload, Record
from ..text.escape import unhalved
from ..text.xml_events import events
from ._asking import Incomplete

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 60  # levels of nesting; honest answers have 12
_LONE = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]|\x00")  # escaped, or in UTF-8, UTF-16 or UTF-32 that is none


def json_of(payload: Payload) -> Any:
    """Return the JSON value of the body, without lone surrogates, which no file could hold. Raises SourceError."""
    try:
        value = json.loads(payload.body)
        return unhalved(value, "") if _LONE.search(payload.body) else value
    except (ValueError, RecursionError) as error:
        broken = "answered with broken JSON" if payload.status == 200 else f"HTTP {payload.status}"
        raise SourceError(payload.source, broken) from error


def xml_of(payload: Payload) -> Element:
    """Return the root of the body's XML: no entities of its own, no deep nesting. Raises SourceError."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException

    depth = 0
    root: Any = None
    try:
        for event, element in events(io.BytesIO(payload.body), has_doctype=True):
            if root is None:
                root = element
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise SourceError(payload.source, "answered with XML that is nested too deep")
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise SourceError(payload.source, "answered with broken XML") from error
    if root is None:
        raise SourceError(payload.source, "answered with nothing")
    return root  # type: ignore[no-any-return]


def read_of(source: str, rows: Any, found: list[Record], counted: Any = None) -> list[Record]:
    """Return the records that were read of an answer's rows. Raises Incomplete where there are none though rows came,
    or are counted, or the rows are no list: that nothing of it can be read does not say that there is nothing.

    >>> read_of("x", [], [], counted=0)
    []
    """
    if not isinstance(rows, list):
        raise Incomplete(source, "answered with something else than a list")
    if not found and (rows or counted not in (None, 0, "0", "")):
        raise Incomplete(source, "answered with works that cannot be read")
    return found
