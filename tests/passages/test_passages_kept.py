"""Passages beside the lock: from services by way of `sync`, with the source and the licence of each."""

from __future__ import annotations

import json
from pathlib import Path

from backref import open_sources
from backref.model import Reference
from backref.project import syncing
from backref.project.configuration import Configuration
from backref.testing import fake_services
from backref.testing._routes import Route

TERMS = "https://creativecommons.org/licenses/by/4.0/"
ARTICLE = (
    '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><article-id pub-id-type="pmcid">PMC1111111</article-id>'
    f'<permissions><license xlink:href="{TERMS}"/></permissions></article-meta></front>'
    "<body><sec><title>Results</title><p>Falls may decline by 21 % with balance training.</p></sec></body></article>"
)
WORK = Reference(
    type="article-journal", title="Balance training and falls in older adults", doi="10.5555/falls.1", pmid="11111111", pmcid="PMC1111111",
    container_title="J Falls", volume="3", page="10-19", author=({"family": "Roe", "given": "A"},), issued={"date-parts": [[2019]]},
)  # fmt: skip


def test_an_open_article_is_quoted_with_its_licence_and_a_service_that_fails_takes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_text("Balance training cuts falls by 12 % [@doi:10.5555/falls.1].\n\nIt is cheap.\n")
    settings = Configuration(tmp_path)
    routes = {"europepmc": Route(lambda *_: (200, "application/xml", ARTICLE.encode()))}
    store = Path("backref.passages.json")
    with fake_services((WORK,), routes) as services:
        sources = open_sources(settings=services.settings(), only=("pubmed", "crossref"))
        assert not syncing.sync(["page.md"], sources, settings=settings).unsettled
        assert not store.exists()
        before = len(services.requests)
        syncing.sync(["page.md"], sources, settings=settings)
        assert len(services.requests) == before
        dry = syncing.sync(["page.md"], sources, settings=settings, passages=True, dry=True)
        assert [path.name for path in dry.files] == [store.name]
        assert not store.exists()
        synced = syncing.sync(["page.md"], sources, settings=settings, passages=True)
    assert not synced.problems
    [row] = json.loads(store.read_text("utf-8"))["passages"]
    [passage] = row["passages"]
    assert passage["text"] == "Falls may decline by 21 % with balance training."
    assert (passage["source"], passage["licence"]) == ("europepmc", TERMS)
    assert {each["there"] for each in passage["unlike"]} == {"21 %", "may"}
    kept = store.read_bytes()
    with fake_services((WORK,)) as services:
        services.fault = "500"
        sources = open_sources(settings=services.settings(), only=("pubmed", "crossref"))
        failed = syncing.sync(["page.md"], sources, settings=settings, passages=True)
    assert {problem.code for problem in failed.unsettled} == {"text-not-asked"}
    assert store.read_bytes() == kept
    Path("other.md").write_text("Nothing is cited.\n")
    assert not syncing.sync(["other.md"], [], settings=settings, passages=True).problems
    assert store.read_bytes() == kept
    Path("page.md").unlink()
    syncing.sync(["other.md"], [], settings=settings, passages=True)
    assert json.loads(store.read_text("utf-8"))["passages"] == []
