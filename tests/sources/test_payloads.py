"""Payloads -> Records: facts of well-known works in the shapes that the services send, and recorded answers if they are
at hand.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backref.errors import SourceError
from backref.model import Payload
from backref.sources import by_name, names

PAYLOADS = Path(__file__).resolve().parents[1] / "payloads"
CASES = sorted(path for path in PAYLOADS.glob("*/*") if not path.name.endswith(("case.json", ".records.json")))
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
        | ({"relations": [f"{one.kind} {one.identifier}" for one in r.relations]} if r.relations else {})
        | ({"details": r.details} if r.details else {})
        for r in records
    ]
    golden(path.with_suffix(".records.json"), said)


ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom">%s</feed>'
NO_ANSWERS = {
    "crossref": [
        b'{"status": "failed", "message-type": "validation-failure", "message": [{"message": "bad filter"}]}',
        b'{"status": "ok", "message-type": "member-list", "message": {"items": [{"title": "x"}]}}',
        b'{"status": "ok"}',
        b"[1, 2]",
    ],
    "pubmed": [
        b"<eFetchResult><ERROR>Cannot process ID list</ERROR></eFetchResult>",
        b"<eSearchResult><ERROR>Search Backend failed: Exception</ERROR></eSearchResult>",
        b"<PubmedArticleSet>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</PubmedArticleSet>",
        b"<eSummaryResult/>",
    ],
    "pmc": [
        b'{"status": "error", "message": "Invalid tool"}',
        b'{"status": "ok"}',
        b'{"status": "ok", "records": {}}',
        b"[]",
    ],
    "datacite": [
        b'{"errors": [{"status": "500", "title": "Internal server error"}]}',
        b'{"data": [1]}',
        b'{"data": {"id": "10.5555/x"}}',
        b'{"data": null}',
    ],
    "doi_org": [
        b'{"error": "x"}',
        b'[{"RA": "Crossref"}]',
        b'[{"DOI": "10.5555/x"}]',
        b'[{"DOI": "10.5555/x", "status": "Resolution error"}]',
        b'{"responseCode": 2, "handle": "10/x1"}',
        b'{"title": "No DOI"}',
        b'"text"',
    ],
    "arxiv": [
        b"<html/>",
        ATOM
        % b"<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id><title>Error</title><summary>incorrect id format for x</summary></entry>",
        b'<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "aa">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>',
        b'<?xml version="1.0" encoding="no-such-charset"?><feed/>',
    ],
    "openlibrary": [b'{"error": "x"}', b"[]", b'"x"'],
    "openalex": [
        b'{"error": "Invalid filter", "message": "no"}',
        b'{"results": [{"id": "https://openalex.org/A1"}]}',
        b'{"results": {}}',
        b"{}",
    ],
}
EVERYWHERE = [
    b"",
    b"\xff\xfe",
    b"[" * 100_000,
    b"not xml, not json",
    b"<html><body>Sign in</body></html>",
    b'{"a": ' + b"9" * 5000 + b"}",
]


@pytest.mark.parametrize("name", names())
def test_what_is_no_answer_is_a_source_error(name):
    for body in NO_ANSWERS.get(name, []) + EVERYWHERE:
        with pytest.raises(SourceError):
            by_name(name).read(Payload(source=name, url="", status=200, media_type="", body=body))


@pytest.mark.parametrize("name", names())
def test_a_source_has_payloads_of_its_own(name):
    assert [path for path in CASES if path.parent.name == name]


# Which source reads what the folder of recorded answers calls by service, and how many of those hold records.
RECORDED = {
    "crossref": {
        "crossref_work": 53, "crossref_work_retraction_and_odd": 6, "crossref_works_list": 57, "crossref_works_query": 31, "crossref_agency": 0,
        "crossref_other": 0,
    },
    "pubmed": {"pubmed_efetch": 49, "pubmed_esearch": 0, "pubmed_esummary": 0, "pubmed_medline_text": 0, "ncbi_errors": 0},
    "pmc": {"ncbi_idconv": 1},
    "datacite": {"datacite": 14, "datacite_fixture": 0},
    "doi_org": {"doi_content_negotiation": 1, "doi_ra": 17},
    "openalex": {"openalex": 20},
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDED)
def test_every_recorded_answer_is_read(shared, name):
    with_records = dict.fromkeys(RECORDED[name], 0)
    for line in (shared / "payloads" / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["service"] not in with_records:
            continue
        body = (shared / "payloads" / row["file"]).read_bytes()
        address = row["uri"].partition("?")[0]
        try:
            records = by_name(name).read(
                Payload(source=name, url=address, status=row["status"] or 200, media_type="", body=body)
            )
        except SourceError:
            continue
        with_records[row["service"]] += bool(records)
        for record in records:
            record.model_dump_json()
    assert with_records == RECORDED[name]
