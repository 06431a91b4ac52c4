"""Payloads of which one value is of another kind than the service sends: `read` gives records or SourceError, nothing
else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from backref.errors import SourceError
from backref.model import Identifier, Payload, Query
from backref.sources import by_name
from backref.sources._requests import Request

PAYLOADS = Path(__file__).resolve().parents[1] / "payloads"
CASES = sorted(path for path in PAYLOADS.glob("*/*") if not path.name.endswith(".records.json"))
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1e308, "", " ", "x", "\ud800\u0000\x1b", "10.1/<b>&amp;Ã©", "--5", "9" * 5000, [], {}, [[]], [None], [[None]], [[["x"]]],
    {"x": None}, [{}], {"date-parts": [[None]]}, {"date-parts": [["--5", "9" * 5000]]}, {"date-parts": 5, "literal": {}}, [{"literal": [], "family": 3}],
)  # fmt: skip
ASKED = (Query(Identifier("doi", "10.1136/bmj.g6380")),)
FOLLOWED = {
    "pubmed": [Request("pubmed", f"https://x/{name}", queries=ASKED) for name in ("esearch.fcgi", "ecitmatch.cgi", "efetch.fcgi")],
    "doi_org": [Request("doi_org", f"https://x/{path}", queries=ASKED) for path in ("doiRA/10.1/a", "api/handles/10/a1", "10.1/a")],
}  # fmt: skip
TAG = re.compile(r"<(/?)([A-Za-z:]+)([^<>]*)>")


def read(name: str, body: bytes) -> None:
    """Read a payload and write its records, as the cache and the formats will."""
    module = by_name(name)
    payload = Payload(source=name, url="", status=200, media_type="", body=body)
    for request in FOLLOWED.get(name, ()):
        with suppress(SourceError):
            module.follow(request, payload)
    try:
        records = module.read(payload)
    except SourceError:
        return
    for record in records:
        record.model_dump_json()
        json.dumps(record.reference.csl()).encode()


def changed(value: Any, odd: Any) -> Iterator[Any]:
    """Yield the value with each of its parts, and itself, in turn replaced."""
    yield odd
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in list(parts):
        for other in changed(part, odd):
            copy = dict(value) if isinstance(value, dict) else list(value)
            copy[key] = other
            yield copy


@pytest.mark.parametrize("path", [p for p in CASES if p.suffix == ".json"], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_json_with_a_value_of_another_kind(path):
    whole = json.loads(path.read_bytes())
    for number, odd in enumerate(ODD):
        for at, other in enumerate(changed(whole, odd)):
            if at % 4 == number % 4:  # every place meets six of the values
                read(path.parent.name, json.dumps(other).encode())


@pytest.mark.parametrize("path", [p for p in CASES if p.suffix == ".xml"], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_xml_with_an_element_of_another_kind(path):
    whole = path.read_text(encoding="utf-8")
    for tag in TAG.finditer(whole):
        before, after = whole[: tag.start()], whole[tag.end() :]
        read(path.parent.name, (before + after).encode())
        read(path.parent.name, (before + tag.group() + "<x>9999999999\u0085</x>" + after).encode())
        if not tag[1]:
            read(path.parent.name, re.sub(rf"(</?){tag[2]}\b", r"\1Other", whole).encode())
    for words in re.finditer(r">([^<>\s][^<>]*)<", whole):
        for odd in ("", "9" * 400, "-", "\u2028x|y", "&lt;b&gt;"):
            read(path.parent.name, (whole[: words.start(1)] + odd + whole[words.end(1) :]).encode())


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_payload_that_is_cut_or_garbled(path):
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        read(path.parent.name, whole[:at])
        read(path.parent.name, whole[:at] + b"\xff\x00\xed\xa0\x80" + whole[at:])
