"""Passages from the services to where people read them: the page, its Markdown, the API and the tools of assistants,
one and the same.
"""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from conftest_serving import TOKEN, running
from markdown_it import MarkdownIt

import backref
from backref import open_sources
from backref.cli import command
from backref.mcp import tools
from backref.model import Reference
from backref.testing import fake_services
from backref.testing._routes import Route

ROOT = Path(__file__).resolve().parents[2]
DRAFT = (
    "Balance classes cut falls by 12 % in older adults [1]. Opioids raise the risk of hip fracture [2]. Zebras graze at night [3].\n\n"
    "References\n\n"
    "1. Roe A. Balance training and falls in older adults. J Falls. 2019;3:10-19. doi:10.5555/falls.1\n"
    "2. Doe B. Opioids and hip fracture. J Bones. 2020;4:20-29. doi:10.5555/hips.2\n"
    "3. Poe C. Stripes of zebras and flies. J Stripes. 2021;5:30-39. doi:10.5555/zebras.3\n"
)
FALLS = "METHODS: We randomised 412 adults. RESULTS: Falls may decline by 21 % with balance training."
TERMS = "https://creativecommons.org/licenses/by/4.0/"
ARTICLE = (
    '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><article-id pub-id-type="pmcid">PMC1111111</article-id>'
    f'<permissions><license xlink:href="{TERMS}"/></permissions></article-meta></front>'
    "<body><sec><title>Results</title><p>Falls may decline by 21 % with balance training.</p></sec></body></article>"
)


def work(title, name, family, volume, **update):
    return Reference(
        type="article-journal", title=title, doi=f"10.5555/{name}.{int(volume) - 2}", container_title=f"J {name.capitalize()}", volume=volume,
        page=f"{int(volume) - 2}0-{int(volume) - 2}9", author=({"family": family, "given": "A"},), issued={"date-parts": [[2016 + int(volume)]]}, **update,
    )  # fmt: skip


def works(falls=FALLS, zebras="Stripes confuse tsetse flies."):
    return (
        work("Balance training and falls in older adults", "falls", "Roe", "3", pmid="11111111", pmcid="PMC1111111", abstract=falls),
        work("Opioids and hip fracture", "hips", "Doe", "4").model_copy(update={"container_title": "J Bones"}),
        work("Stripes of zebras and flies", "zebras", "Poe", "5", abstract=zebras).model_copy(update={"container_title": "J Stripes"}),
    )  # fmt: skip


def sources_of(services):
    return open_sources(settings=services.settings(), only=("pubmed", "crossref"))


def page_of(monkeypatch, tmp_path, services, *options) -> str:
    """The page that the command writes about the draft."""
    monkeypatch.setattr("backref.cli.resolve.open_from", lambda *_: sources_of(services))
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    words = ["resolve", str(tmp_path / "draft.md"), "--exit-zero", "-q", "--report", str(tmp_path / "x.html"), *options]
    done = CliRunner().invoke(command, words)
    assert done.exit_code == 0, done.output
    return (tmp_path / "x.html").read_text(encoding="utf-8")


def words_of(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())


def test_the_page_quotes_the_services_letter_by_letter(monkeypatch, tmp_path):
    routes = {"europepmc": Route(lambda *_: (200, "application/xml", ARTICLE.encode()))}
    with fake_services(works(), routes) as services:
        page = page_of(monkeypatch, tmp_path, services, "--passages")
        plain = page_of(monkeypatch, tmp_path, services)
    assert "<blockquote>" not in plain
    assert 'class="quoted"' not in plain
    [quote] = re.findall(r"<blockquote>.*?</blockquote>", page, re.S)
    shown = words_of(quote)
    assert "Falls may decline by 21 % with balance training." in shown
    assert "Results, paragraph 1, sentence 1, as given by europepmc, " + TERMS in shown
    assert "(number): 12 % here, 21 % there" in shown
    assert "(hedge): nothing here, may there" in shown
    assert {"Falls", "balance"} <= set(re.findall(r"<mark>([^<]*)</mark>", quote))
    assert set(re.findall(r'<mark class="unlike">([^<]*)</mark>', quote)) == {"may", "21 %"}
    assert re.findall(r'href="([^"]*)"', quote) == ["https://pmc.ncbi.nlm.nih.gov/articles/PMC1111111/"]
    said = re.findall(r'<p class="quoted">([^<]*)</p>', page)
    assert [each.split(":")[0] for each in said] == ["No text of the work to look in.", "No passage found"]


def test_report_evidence_and_resolve_say_the_same_to_an_assistant():
    with fake_services(works()) as services:
        desk = tools.Desk(sources_of(services))
        said = tools.evidence(desk, DRAFT)
        resolved = tools.resolve(desk, text=DRAFT, passages=True)
        report = tools.report(desk, DRAFT, page=True, passages=True)
        assert not any("passages" in claim for claim in tools.resolve(desk, text=DRAFT)["claims"])
        assert "What the works say" not in tools.report(desk, DRAFT)["markdown"]
    assert [row["status"] for row in said["claims"]] == ["found", "no-text", "none-found"]
    assert [row for claim in resolved["claims"] for row in claim["passages"]] == said["claims"]
    shown = words_of(MarkdownIt().render(report["markdown"]))
    for row in said["claims"]:
        assert f"{row['key']}: {row['says']}" in shown
        for passage in row["passages"]:
            assert passage["text"] in shown
            assert "; ".join((passage["place"], *passage["unlike"])) in shown
            assert passage["text"] in words_of(report["page"])


def test_more_claims_than_are_asked_about_at_once_are_refused():
    with pytest.raises(backref.errors.UnreadableInput, match="201 claims"):
        tools.resolve(
            tools.Desk(()),
            text="It helps [1]. " * 201 + "\n\nReferences\n\n1. Roe A. Heat. J Falls. 2019;3:1.\n",
            passages=True,
        )


def ask(address, path, body=None):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        head = {"Content-Type": "application/json"}
        connection.request("POST" if body else "GET", f"/{TOKEN}{path}", json.dumps(body) if body else None, head)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_the_server_asks_for_passages_where_that_is_ticked():
    with fake_services(works()) as services, running([sources_of(services)]) as address:
        assert 'id="passages" type="checkbox"' in ask(address, "/")[1]
        _, said = ask(address, "/api/resolve", {"text": DRAFT, "passages": True})
        first = json.loads(said)["claims"][0]["passages"][0]
        assert first["passages"][0]["text"] == "Falls may decline by 21 % with balance training."
        for ticked, count in ((True, 1), (False, 0)):
            _, said = ask(address, "/jobs", {"inputs": [{"text": DRAFT}], "passages": ticked})
            job = json.loads(said)["job"]
            assert "event: done" in ask(address, f"/jobs/{job}/events")[1]
            assert ask(address, f"/jobs/{job}/report")[1].count("<blockquote>") == count
        status, said = ask(address, "/jobs", {"inputs": [{"text": DRAFT}], "passages": "yes"})
        assert (status, json.loads(said)["error"]["place"]) == (422, "passages")


@pytest.mark.parametrize("used", ["tools.resolve(tools.Desk(()), text=text)", "tools.report(tools.Desk(()), text)", "command.main(['resolve', '-', '--offline', '--no-cache', '-q', '--exit-zero'], standalone_mode=False)"])  # fmt: skip
def test_without_the_option_nothing_of_them_is_imported(used):
    script = (
        f"import sys; text = {DRAFT!r}\nfrom backref.mcp import tools\nfrom backref.cli import command\n"
        f"try:\n    {used}\nexcept SystemExit:\n    pass\n"
        "print('LOADED', [name for name in sys.modules if name.startswith('backref.passages')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=DRAFT, capture_output=True, text=True, timeout=60, check=True, env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    )  # fmt: skip
    assert "LOADED []" in done.stdout


@pytest.mark.slow
def test_who_ticks_the_box_reads_the_passages(page):
    with fake_services(works()) as services, running([sources_of(services)]) as address:
        page.open(f"{address}/{TOKEN}/")
        page.until("document.activeElement.id === 'text'")  # a page takes the focus after it is loaded
        page.call("Input.insertText", text=DRAFT)
        page.run("document.querySelector('label[for=passages]').click(); document.getElementById('begin').click()")
        page.until("location.pathname.endsWith('/report') && document.readyState === 'complete'")
        quoted = page.run(
            "[...document.querySelectorAll('blockquote > p:first-child')].map((each) => each.textContent)"
        )
    assert quoted == ["Falls may decline by 21 % with balance training."]
