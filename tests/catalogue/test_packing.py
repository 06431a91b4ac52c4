"""A packed record is the record: all that a source may say of a work, and what only a user's file may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backref.catalogue.packing import pack, unpack
from backref.model import Date, Identifier, Name, Record, Reference, Relation, Update
from backref.testing.strategies import references

ODD = [
    Record(reference=Reference(), source=""),
    Record(reference=Reference(title="", volume="", author=(Name(),), type="document"), source="x", years=(2001,)),
    Record(reference=Reference(title="\ud800 half", doi="10.1/\udfff"), source="x"),
    Record(
        reference=Reference(
            author=(Name(family="Roe", given="R."), Name(literal="Group", suffix="Inc."), Name(given="Only"), Name(family="F", non_dropping_particle="de")),
            translator=(Name(family="Tr"),),
            issued=Date(date_parts=((2001, 2), (2002,)), season="3", circa=True),
            accessed=Date(literal="long ago"),
            also=(Identifier("isbn", "978"), Identifier("doi", "10.1/a:b")),
            cut=("author",), publication_types=("Review",), categories=("a", "b"), custom={"mine": [1, {"x": None}], "n": 10**30},
            arxiv="1706.03762", keyword="k",
        ),
        source="pubmed", url="https://example.org", retrieved="2026-01-02T03:04:05Z", years=(2000, 2001),
        updates=(Update(kind="retraction", source="crossref", doi="10.1/r", date=Date(date_parts=((2003,),))),),
        relations=(Relation(kind="IsPreprintOf", identifier=Identifier("doi", "10.1/p")),),
        details={"subtype": "preprint", "deep": [[1]]},
        also=(Record(reference=Reference(title="Same"), source="crossref"),), origin="pubmed", dated="2026-01-02",
    ),
]  # fmt: skip


@pytest.mark.parametrize("record", ODD, ids=range(len(ODD)))
def test_odd_records_come_back(record):
    assert unpack(pack(record)) == record


@given(references(), st.sampled_from(["", "crossref"]), st.lists(st.integers(1900, 2100), max_size=3))
def test_every_record_comes_back(reference, origin, years):
    record = Record(reference=reference, source="catalogue", origin=origin, years=tuple(years))
    again = unpack(pack(record))
    assert again == record
    assert again.reference.csl() == reference.csl()
    assert again.model_dump_json() == record.model_dump_json()


@pytest.mark.parametrize(
    "text",
    [b"", b"{}", b"[1", b"3", b'["book"' + b",0" * 10 + b",7]", b'["book"' + b",0" * 16 + b',{"nonsense":1}]', b"\xff"],
)
def test_what_is_no_packed_record_is_a_value_error(text):
    with pytest.raises(ValueError, match=r"\S"):
        unpack(text)
