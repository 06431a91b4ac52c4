"""The report and the served page in a browser: what people see, hear and press. Walks the tutorial."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest_serving import TOKEN

import backref
from backref.reporting import of_bibliography, report_page

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
ANSWER = (ROOT / "examples" / "assistants-answer.md").read_text(encoding="utf-8")
FOUND = "axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 120))]))"


@pytest.fixture(scope="module")
def report(tmp_path_factory, works) -> str:
    """The address of the example's report."""
    document = backref.read(ROOT / "examples" / "low-back-pain.md")
    sources = backref.open_sources(ROOT / "examples" / "low-back-pain.catalogue.json", only=("catalogue",))
    path = tmp_path_factory.mktemp("report") / "report.html"
    made = report_page(of_bibliography(backref.resolve(document, sources), [document]))
    path.write_text(made, encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_everybody_can_use_the_report(page, axe, report, width, scheme):
    page.look(width, 900, scheme)
    page.open(report)
    page.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.run(f"{axe}; 0")
    assert page.run(FOUND) == []
    assert page.run("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_what_is_wrong(page, axe, report):
    page.open(report)
    page.run("document.body.append(document.createElement('img')); document.documentElement.removeAttribute('lang')")
    page.run(f"{axe}; 0")
    assert {name for name, _ in page.run(FOUND)} >= {"image-alt", "html-has-lang"}


def test_the_report_asks_for_nothing_and_its_policy_would_not_let_it(page, report):
    page.open(report)
    for name in ("j", "Enter", "t", "b", "c"):
        page.press(name)
    assert page.requests == [report]
    page.said.clear()
    page.run("fetch('https://example.org/').catch(() => 0)")
    page.run(
        "new Promise((r) => { const i = new Image(); i.onerror = r; i.src = 'https://example.org/x.png'; }).then(() => 0)"
    )
    page.run("const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); 0")
    assert page.run("window.ran") is None
    assert sum("Content Security Policy" in each for each in page.said) >= 3
    assert not [each for each in page.requests if each.startswith("http") and "example.org" not in each]


def test_the_report_by_keyboard_alone(page, report):
    page.look(1280, 900)
    page.open(report)
    focused = "document.activeElement.id"
    first = page.run("document.querySelector('#references > li').id")
    page.press("j")
    assert page.run(focused) == first
    page.press("j")
    page.press("k")
    assert page.run(focused) == first
    page.press("Enter")
    assert page.run("document.activeElement.querySelector('details').open")
    page.press("t")
    assert page.run("document.querySelectorAll('.text .on').length") > 0
    page.press("c")
    page.until("document.getElementById('shown').textContent === 'Copied: the finding'")
    page.press("/")
    assert page.run(focused) == "search"
    for letter in "qaseem":
        page.press(letter)
    assert page.run("[...document.querySelectorAll('#references > li')].filter((each) => !each.hidden).length") == 1
    assert page.run("document.getElementById('shown').textContent") == "1 of 15 shown"
    page.press("Escape")
    assert page.run("document.querySelectorAll('#references > li[hidden]').length") == 0
    page.press("/")
    page.press("Tab")
    assert page.run("document.activeElement.dataset.filter") == "unsettled"
    page.press("Enter")
    assert page.run("[...document.querySelectorAll('#references > li')].filter((each) => !each.hidden).length") == 1


def test_on_paper_everything_is_open_and_no_button_is_left(page, report):
    page.open(report)
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert page.run("document.querySelectorAll('#references details:not([open])').length") == 0


def test_the_walk_of_the_tutorial(page, axe, address):
    said = (ROOT / "docs" / "tutorial" / "an-assistants-answer.md").read_text(encoding="utf-8")
    totals = re.search(r"^```text\n(.*?)\n```$", said, re.M | re.S)[1]
    page.look(1280, 900)
    page.open(f"{address}/{TOKEN}/")
    page.run(f"{axe}; 0")
    assert page.run(FOUND) == []
    page.until("document.activeElement.id === 'text'")
    page.call("Input.insertText", text=ANSWER)
    for part in ("files", "passages", "begin"):
        page.press("Tab")
        assert page.run("document.activeElement.id") == part
    assert page.run("document.getElementById('passages').checked") is False
    page.requests.clear()
    page.press("Enter")
    page.until("location.pathname.endsWith('/report') && document.readyState === 'complete'")
    assert page.run("document.getElementById('totals').textContent") == totals
    labels = "[...document.querySelectorAll('li[data-standing=\"not-found\"] .label')].map((each) => each.textContent)"
    assert page.run(labels) == ["9.", "10.", "11.", "12."]
    page.run(f"{axe}; 0")
    assert page.run(FOUND) == []
    assert all(each.startswith(address) for each in page.requests)


def test_a_stream_that_is_refused_or_cut_leaves_no_page_waiting(page, address):
    page.open(f"{address}/{TOKEN}/")
    said = "document.getElementById('said').textContent"
    page.run("working(true); follow('gone'); 0")
    page.until(f"{said}.startsWith('The server knows nothing of it')")
    assert page.run("document.getElementById('begin').disabled") is False
    page.run(
        "working(true); follow('gone'); Object.defineProperty(events, 'readyState', { value: EventSource.CONNECTING });"
        "events.dispatchEvent(new Event('error')); 0"
    )
    assert page.run(said) == "The server does not answer; asking it again"
    assert page.run("document.getElementById('cancel').hidden") is False


def test_nothing_begins_twice_and_what_is_being_sent_can_be_cancelled(page, address):
    page.open(f"{address}/{TOKEN}/")
    page.run("document.getElementById('text').value = 'See doi:10.1136/bmj.g6380.'; 0")
    page.requests.clear()
    page.run("form.requestSubmit(); form.requestSubmit(); document.getElementById('cancel').click(); 0")
    page.until(
        "['Cancelled', 'The server knows nothing of it any more; check it again'].includes(document.getElementById('said').textContent)"
    )
    assert sum(each.endswith("/jobs") for each in page.requests) == 1
    assert page.run("location.pathname").endswith(f"/{TOKEN}/")
