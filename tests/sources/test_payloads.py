"""Payloads -> Records: facts of well-known works in the shapes that the services send, and recorded answers if they are at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backref.errors import SourceError
from backref.model import Payload
from backref.sources import by_name

PAYLOADS = Path(__file__).resolve().parents[1] / "payloads"
CASES = sorted(path for path in PAYLOADS.glob("*/*") if not path.name.endswith(".records.json"))
TYPES = {".json": "application/json", ".xml": "text/xml"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_payload_gives_its_records(path, golden):
    payload = Payload(
        source=path.parent.name, url="", status=200, media_type=TYPES[path.suffix], body=path.read_bytes()
    )
    records = by_name(path.parent.name).read(payload)
    said = [
        r.reference.csl()
        | ({"updates": [u.model_dump(mode="json", exclude_none=True) for u in r.updates]} if r.updates else {})
        for r in records
    ]
    golden(path.with_suffix(".records.json"), said)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        (
            "crossref",
            b'{"status": "failed", "message-type": "validation-failure", "message": [{"message": "bad filter"}]}',
        ),
        ("crossref", b"[1, 2]"),
        ("crossref", b"\xff\xfe"),
        ("crossref", b"[" * 100_000),
        ("pubmed", b"<eFetchResult><ERROR>Cannot process ID list</ERROR></eFetchResult>"),
        ("pubmed", b"<PubmedArticleSet>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</PubmedArticleSet>"),
        ("pubmed", b"not xml"),
    ],
)
def test_what_is_no_answer_is_a_source_error(name, body):
    payload = Payload(source=name, url="", status=200, media_type="", body=body)
    with pytest.raises(SourceError):
        by_name(name).read(payload)


def recorded(shared: Path, services: tuple[str, ...]):
    for line in (shared / "payloads" / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["service"] in services:
            yield row, (shared / "payloads" / row["file"]).read_bytes()


@pytest.mark.parametrize(
    ("name", "services", "mark"),
    [
        (
            "crossref",
            ("crossref_work", "crossref_work_retraction_and_odd", "crossref_works_list", "crossref_works_query"),
            b'"DOI"',
        ),
        ("pubmed", ("pubmed_efetch",), b"<PubmedArticle>"),
    ],
)
def test_every_recorded_answer_is_read(shared, name, services, mark):
    read = with_work = 0
    for row, body in recorded(shared, services):
        payload = Payload(source=name, url=row["uri"], status=row["status"] or 200, media_type="", body=body)
        try:
            records = by_name(name).read(payload)
        except SourceError:
            records = None
        read += 1
        if (
            (row["status"] or 200) == 200
            and mark in body
            and (name == "pubmed" or b'"message-type":"work' in body.replace(b" ", b""))
        ):
            with_work += 1
            assert records, row["file"]
    assert read > 40
    assert with_work > 20
