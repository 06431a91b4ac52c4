"""Hostile abstracts and licences on the whole way: the service's answer, the passage, the page and its Markdown."""

from __future__ import annotations

from hostile_pages import assert_harmless
from hostile_payloads import PAYLOADS
from markdown_it import MarkdownIt
from test_hostile_report import ATTRIBUTES, TAGS

import backref
from backref import open_sources, reporting
from backref.model import Reference
from backref.testing import fake_services
from backref.text.escape import is_unsafe

DRAFT = "".join(f"Balance classes cut falls by 12 % in older adults [{n}]. " for n in range(1, len(PAYLOADS) + 1))
WORKS = tuple(
    Reference(
        type="article-journal", title=f"Balance training and falls in older adults of town {n}", doi=f"10.5555/falls.{n}", pmid=str(11_111_000 + n),
        container_title="J Falls", volume="3", page=f"{n}0-{n}9", author=({"family": "Roe", "given": "A"},), issued={"date-parts": [[2019]]},
        abstract=f"Balance classes cut falls by 21 % {payload} in older adults.",
    )
    for n, payload in enumerate(PAYLOADS.values(), 1)
)  # fmt: skip
LIST = "\n".join(f"{n}. Roe A. {w.title}. J Falls. 2019;3:{w.page}. doi:{w.doi}" for n, w in enumerate(WORKS, 1))


def test_what_services_say_is_text_on_the_page_and_in_markdown():
    document = backref.readers.read_text(f"{DRAFT}\n\nReferences\n\n{LIST}\n")
    with fake_services(WORKS) as services:
        sources = open_sources(settings=services.settings(), only=("pubmed", "crossref"))
        found = backref.evidence(backref.resolve(document, sources), sources)
    quoted = [each for each in found.passages if each.status == "found"]
    assert len(quoted) >= 0.9 * len(WORKS)
    report = reporting.of_bibliography(found, [document])
    page = reporting.report_page(report)
    assert page.count("<blockquote>") >= len(quoted)
    assert_harmless(page, [*TAGS, "<!"], ATTRIBUTES)
    assert not is_unsafe(page)
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(reporting.report_lines(report))
    assert rendered.count("<blockquote>") >= len(quoted)
    assert_harmless(rendered, {"h1", "h2", "p", "blockquote", "ul", "li", "em", "a", "<!--"}, {"a href"})
