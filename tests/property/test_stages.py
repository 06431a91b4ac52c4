"""What holds for any text: no stage raises, every span is the printed string, order and batches change nothing."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backref
from backref import readers
from backref.fields import csl
from backref.model import Answer, Bibliography, Outcome, Parsed, Record, Status
from backref.parsing import parse_many
from backref.resolving import decide, match, merge
from backref.testing import strategies


@given(strategies.any_text)
def test_parse_never_raises_and_spans_are_inside(raw):
    parsed = backref.parse(raw)
    for field in parsed.fields:
        assert 0 <= field.span.start < field.span.end <= len(raw)
        assert 0 <= field.confidence <= 1
    for problem in parsed.problems:
        assert problem.span is None or problem.span.end <= len(raw)
    assert csl.from_item(parsed.reference.csl(), []) == parsed.reference


@settings(max_examples=15)
@given(st.lists(strategies.any_text, max_size=6))
def test_a_batch_is_parsed_like_its_strings_alone(raws):
    together = list(parse_many(raws))
    alone = [backref.parse(raw) for raw in raws]
    assert [p.reference for p in together] == [p.reference for p in alone]
    assert [[f.span for f in p.fields] for p in together] == [[f.span for f in p.fields] for p in alone]


@given(strategies.any_text)
def test_found_spans_are_the_printed_strings_in_order(text):
    found = backref.find(text)
    for items in (found.citations, found.markers, found.sentences):
        starts = [item.span.start for item in items]
        assert starts == sorted(starts)
    for citation in found.citations:
        assert text[citation.span.start : citation.span.end] == citation.raw != ""
    linked = backref.link(text, found)
    assert len(linked.links) == len(found.markers)
    for claim in linked.claims:
        assert claim.markers
        assert 0 <= claim.span.start < claim.span.end <= len(text)


@pytest.mark.parametrize("reader", sorted({*readers.names()} - {"docx", "epub", "odt", "pdf"}))  # those are no text
@given(data=st.data())
def test_every_reader_maps_back_to_its_source(reader, data):
    piece = st.sampled_from(
        [
            "<p>",
            "</p>",
            "<sup>3</sup>",
            "&amp;",
            "*",
            "**",
            "[1](#r)",
            "[a](https://doi.org/10.1/x)",
            "\n\n",
            "1. ",
            "- ",
            "# ",
            "`",
            "```\n",
            "<script>",
            "<li>",
            "<ol>",
            "text ",
            "é",
            "[^1]: ",
            "| ",
            "\\*",
            "<br>",
        ]
    )
    source = data.draw(st.one_of(st.text(max_size=120), st.lists(piece, max_size=30).map("".join)))
    document = readers.by_name(reader).read(source, "x")
    ends = 0
    for segment in document.segments:
        assert segment.text >= ends
        if segment.verbatim and segment.length:
            assert (
                document.text[segment.text : segment.text + segment.length]
                == source[segment.source : segment.source + segment.length]
            )
            ends = segment.text + segment.length
    for block in document.blocks:
        assert 0 <= block.span.start < block.span.end <= len(document.text)
        start, end = document.to_source(block.span)
        assert 0 <= start <= end <= len(source)
    for citation in backref.find(document).citations:
        start, end = document.to_source(citation.span)
        assert 0 <= start < end <= len(source)


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html", "a"]))
def test_any_bytes_are_read_or_refused_by_name(data, name):
    if b"\0" in data:
        with (
            pytest.raises(backref.UnreadableInput, match=name)
            if data[:2] not in (b"\xff\xfe", b"\xfe\xff")
            else nullcontext()
        ):
            readers.read(data, name)
    elif data[:2] not in (b"\xff\xfe", b"\xfe\xff") and data[:4] not in (b"%PDF", b"PK\x03\x04"):
        assert readers.read(data, name).name == name


@given(strategies.references(), strategies.any_text)
def test_a_record_never_makes_a_verdict_raise(reference, raw):
    parsed = backref.parse(raw)
    candidate = match(parsed, Record(reference=reference, source="x"))
    assert 0 <= candidate.score <= 1
    verdict = decide(parsed, [Answer(source="x", outcome=Outcome.ANSWERED, records=(candidate.record,))])
    assert (verdict.record is not None) == verdict.status.is_match
    merged = merge(parsed, verdict)
    for variable in ("title", "container_title", "volume", "page"):
        if getattr(parsed.reference, variable):
            assert getattr(merged.reference, variable)


@given(st.lists(st.sampled_from(list(Outcome)), max_size=5))
def test_only_answers_make_a_not_found(outcomes):
    parsed = Parsed(raw="some words", reference=backref.Reference(title="some words"))
    verdict = decide(parsed, [Answer(source="x", outcome=outcome) for outcome in outcomes])
    if Outcome.FAILED in outcomes:
        assert verdict.status == Status.FAILED
    elif Outcome.NOT_ASKED in outcomes or set(outcomes) <= {Outcome.NO_QUESTION}:
        assert verdict.status == Status.NOT_ASKED
    else:
        assert verdict.status == Status.NOT_FOUND


@settings(max_examples=20)
@given(strategies.any_text)
def test_resolving_with_nobody_to_ask_says_so(text):
    bibliography = backref.resolve(text, [])
    assert isinstance(bibliography, Bibliography)
    assert {str(entry.resolution.status) for entry in bibliography.entries} <= {"not-asked"}
    assert len({entry.key for entry in bibliography.entries}) == len(bibliography.entries)
