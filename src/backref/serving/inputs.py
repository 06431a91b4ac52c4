"""What a page sends: texts and files -> documents and bibliographies."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from .. import formats, readers
from ..errors import BackrefError
from ..model import Bibliography, Document
from .bounds import Refused

_MOST_INPUTS = 20


def inputs_of(given: Any) -> list[Document | Bibliography]:
    """The documents and bibliographies that were sent: [{"name", "text"} or {"name", "base64"}]. Raises Refused."""
    if not isinstance(given, list) or not 1 <= len(given) <= _MOST_INPUTS:
        raise Refused(422, "argument", f"give 1 to {_MOST_INPUTS} texts or files", "inputs")
    return [_input(each, f"inputs.{number}") for number, each in enumerate(given)]


def _input(given: Any, place: str) -> Document | Bibliography:
    said = {name: value for name, value in given.items() if isinstance(value, str)} if isinstance(given, dict) else {}
    name = said.get("name") or "-"
    try:
        data = (
            base64.b64decode(said["base64"], validate=True)
            if "base64" in said
            else said["text"].encode("utf-8", "replace")
        )
        document = readers.read(data, name)
    except (KeyError, binascii.Error) as error:
        raise Refused(422, "argument", "give a text, or a file as base64", place) from error
    except BackrefError as error:
        raise Refused(422, "input", str(error), place) from error
    kind = formats.recognised(name, document.source)
    return kind.load(readers.decoded(data, name)[0]).bibliography() if kind else document
