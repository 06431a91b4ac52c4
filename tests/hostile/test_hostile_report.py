"""The report of hostile documents, records, candidates, findings, passages and checks: every payload in every place, in
a browser too.
"""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hostile_pages import assert_harmless, baited, browse
from hostile_payloads import PAYLOADS, single
from markdown_it import MarkdownIt

from backref import checking, pipeline, readers, reporting
from backref.model import (
    Answer,
    Candidate,
    Citation,
    Claim,
    Difference,
    Entry,
    Finding,
    FindingKind,
    Identifier,
    Mark,
    Outcome,
    Passage,
    Passages,
    PersonPair,
    Record,
    Reference,
    Resolution,
    Span,
    Status,
    Unlike,
    WordPair,
)
from backref.model import Bibliography as Works
from backref.text.escape import is_unsafe, plain

TAGS = (
    "html head meta title style body header h1 h2 h3 h4 p nav input button details summary dl dt dd kbd main section pre span a ol ul li code div b table"
    " caption thead tbody tr th td del ins i small footer script blockquote mark"
).split()  # fmt: skip
ATTRIBUTES = (
    "html lang|meta charset|meta http-equiv|meta content|meta name|script type|script id|h1 id|p id|p class|p role|nav aria-label|input type|input id"
    "|input placeholder|input autocomplete|input aria-label|button type|button class|button data-filter|button aria-pressed|button data-copy|button aria-label"
    "|li id|li data-ref|li data-standing|li tabindex|span class|span id|span data-ref|span data-claim|span title|a class|a title|a href|a rel|section class"
    "|section tabindex|section aria-label|ol id|div class|th scope|pre class|pre tabindex|pre role|pre aria-label|mark class"
).split("|")  # fmt: skip


def hostile(payload: str, number: int) -> tuple[Entry, Claim, Passages]:
    """A work of which everything that others say is the payload, the sentence that rests on it, and what it says
    there.
    """
    bad = Reference(id=payload, title=payload, container_title=payload, url=payload, doi=f"10.1000/{payload}")
    record = Record(reference=bad, source=payload, url=payload, retrieved=payload)
    compared = (
        Difference(variable=payload, text=payload, record=payload, message=payload),
        Difference(
            variable="title",
            text=payload,
            record=payload,
            words=(WordPair(relation="changed", text=payload, record=payload),),
        ),
        Difference(
            variable="author",
            text=payload,
            record=payload,
            people=(PersonPair(relation="differs", text=payload, record=payload, how=payload),),
        ),
    )
    is_match = number % 2 == 0
    resolution = Resolution(
        status=Status.MATCHED_WITH_DIFFERENCES if is_match else Status.AMBIGUOUS,
        record=record if is_match else None,
        differences=compared,
        reasons=(payload,),
        findings=(
            Finding(kind=FindingKind.RETRACTED, message=payload, says=(payload,), identifier=Identifier(scheme="url", value=payload)),
        ),
        candidates=(Candidate(record=record, score=0.5, reasons=(payload,)),),
        answers=(
            Answer(source=payload, outcome=Outcome.FAILED, detail=payload), Answer(source="s", outcome=Outcome.ANSWERED, records=(record,)),
        ),
    )  # fmt: skip
    cited = Citation(document=payload, span=Span(0, 1), raw=payload, label=payload)
    entry = Entry(key=payload, reference=bad, citations=(cited,), resolution=resolution)
    passage = Passage(
        text=payload, place=payload, source=payload, url=payload, licence=payload, marks=(Mark(span=Span(0, 2), kind="word"),),
        unlike=(Unlike(kind="number", here=payload, there=payload, span=Span(1, 3)),),
    )  # fmt: skip
    found = Passages(claim=number, reference=number, status="found", passages=(passage,))
    return entry, Claim(span=Span(0, 1), text=payload, references=(number,)), found


@pytest.fixture(scope="module")
def everything() -> reporting.Report:
    made = [hostile(payload, number) for number, payload in enumerate(PAYLOADS.values())]
    entries, claims, passages = zip(*made, strict=True)
    body = "\n\n".join(f"A {payload} claim, says {payload} [{n}]." for n, payload in enumerate(PAYLOADS.values(), 1))
    listed = "\n".join(
        f"{n}. Doe J. {' '.join(plain(p).split())}. BMJ. 2015;350:g{n}." for n, p in enumerate(PAYLOADS.values(), 1)
    )
    document = readers.read_text(f"{body}\n\nReferences\n\n{listed}\n", '"><script>canary(0)</script>.txt')
    return reporting.of_bibliography(
        Works(entries=entries, claims=claims, passages=passages), [document], title="</title><script>canary(1)</script>"
    )


@pytest.fixture(scope="module")
def page(everything) -> str:
    return reporting.report_page(everything)


def test_the_report_holds_its_own_elements_alone_and_leads_to_the_web(page):
    assert_harmless(page, [*TAGS, "<!"], ATTRIBUTES)
    assert not is_unsafe(page)
    assert page.count("<script") == 2
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        held = re.search(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(held.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


@pytest.mark.slow
def test_a_browser_runs_nothing_of_the_report(page, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(baited(page), encoding="utf-8")
    said = browse(path, tmp_path / "profile")
    assert said["fired"] == []
    assert said["odd"] == []


def test_the_report_in_words_is_text_for_a_reader_of_markdown(everything):
    made = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(reporting.report_lines(everything))
    allowed = {"h1", "h2", "p", "blockquote", "ul", "li", "em", "a", "<!--"}
    assert_harmless(made, allowed, {"a href"})


def test_every_field_of_a_record_in_the_report():
    entries = tuple(
        Entry(
            key=f"k{n}",
            reference=reference,
            resolution=Resolution(status=Status.MATCHED, record=Record(reference=reference, source="x")),
        )
        for n, (_, reference) in enumerate(single())
        if n % 7 == 0  # a thousand of them; the fields are gone round with the payloads
    )
    assert_harmless(reporting.report_page(reporting.of_bibliography(Works(entries=entries))), [*TAGS, "<!"], ATTRIBUTES)


def test_the_report_of_a_hostile_bibliography():
    text = "\n".join(f"@article{{k{n}, title = {{{p}}}, doi = {{{p}}}}}" for n, p in enumerate(PAYLOADS.values()))
    file = checking.load('"><script>canary(2)</script>.bib', text, "bibtex")
    faults = checking.check(checking.CheckedProject((file,), 2026), checking.rules())
    assert faults
    assert_harmless(reporting.report_page(reporting.of_check([file], faults)), [*TAGS, "<!"], ATTRIBUTES)


def test_a_report_of_any_document_is_read_back_as_the_text_that_it_was():
    for payload in PAYLOADS.values():
        document = readers.read_text(f"A {payload} claim (doi:10.1136/bmj.g6380).")
        made = reporting.report_page(reporting.of_bibliography(pipeline.resolve(document, []), [document]))
        assert_harmless(made, [*TAGS, "<!"], ATTRIBUTES)
