"""The cards of the MkDocs plugin: what a page holds of them, and, in a browser, that they open, stay and close as they
should.
"""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import subprocess
import threading
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install backref[mkdocs]")

pytestmark = pytest.mark.slow

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
PAGE = "# Pain\n\nOpioids [@pmid:25561513] and more [@doi:10.1503/cmaj.171333].\n"
OPIOIDS = "Duhrkoop"
# Runs in the page as a script of the site's own. Time is virtual: what waits here does so in no time.
PROBE = """
addEventListener("load", async () => {
  const links = document.querySelectorAll(".backref-citation > a");
  const card = () => document.querySelector(".backref-card");
  const over = (where, pointerType) => where.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType }));
  const escape = () => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  const later = () => new Promise((done) => setTimeout(done, 1000));
  const seen = () => {
    if (!card()) return null;
    const box = card().getBoundingClientRect();
    const isInside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    const isOnTop = card().contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
    return { text: card().innerText, isInside, isOnTop, links: [...card().querySelectorAll("a")].map((a) => a.href) };
  };
  const said = { cards: document.querySelectorAll(".backref-card").length };
  links[0].focus();
  said.focused = seen();
  said.described = document.getElementById(links[0].getAttribute("aria-describedby")) === card();
  said.follows = links[0].nextElementSibling === card();
  await later();
  said.stays = Boolean(card());
  escape();
  said.dismissed = !card() && !links[0].hasAttribute("aria-describedby");
  links[0].blur();
  over(links[1], "mouse");
  said.opensAtOnce = Boolean(card());
  await later();
  said.hovered = seen();
  over(document.body, "mouse");
  over(card(), "mouse");
  await later();
  said.canBeEntered = Boolean(card());
  card().querySelector("a").focus();
  escape();
  said.comesBack = document.activeElement === links[1] && !card();
  links[1].blur();
  over(links[1], "mouse");
  await later();
  over(document.body, "mouse");
  await later();
  said.closes = !card();
  over(links[0], "touch");
  await later();
  said.touched = Boolean(card());
  const out = document.createElement("pre");
  out.id = "said";
  out.textContent = JSON.stringify(said);
  document.body.append(out);
});
"""


@pytest.fixture
def build(tool, synced):
    def run(theme: str = "mkdocs", pages: dict[str, str] | None = None, **options: object) -> None:
        synced(**(pages or {"index_md": PAGE}))
        Path("docs/probe.js").write_text(PROBE)
        look: dict[str, object] = {"name": theme}
        if theme == "material":
            look |= {"font": False, "features": ["navigation.instant"]}
        else:
            look |= {"highlightjs": False}
        settings = {"site_name": "x", "site_url": "https://example.org/", "theme": look, "use_directory_urls": False}
        settings |= {"plugins": ["search", {"backref": options}], "extra_javascript": ["probe.js"]}
        Path("mkdocs.yml").write_text(json.dumps(settings))
        done = tool("mkdocs", "build", "--strict")
        assert done.returncode == 0, done.stderr

    return run


def page(name: str = "index.html") -> str:
    return Path("site", name).read_text(encoding="utf-8")


def test_many_citations_of_a_work_hold_its_entry_once(build):
    many = "# Pain\n\n" + "Again [@pmid:25561513].\n\n" * 60
    build(pages={"index_md": many, "works_md": "# Works\n\n[@pmid:25561513]\n\n<!-- bibliography -->\n"})
    assert page().count(OPIOIDS) == 1
    assert page().count('href="#ref-deyo2015"') == 60
    build(pages={"index_md": many}, bibliography="site")
    assert page().count(OPIOIDS) == 1
    assert page().count('href="works.html#ref-deyo2015"') == 60


def test_a_list_elsewhere_leaves_its_entries_in_a_template(build):
    build(pages={"index_md": PAGE, "works_md": "# Works\n\n<!-- bibliography -->\n"}, bibliography="site")
    kept = re.search(r'<template class="backref-cards">(.*?)</template>', page(), re.DOTALL)
    assert kept is not None
    assert '<p id="ref-deyo2015">1. Deyo' in kept[1]
    assert "<template" not in page("works.html")


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_what_a_card_shows_is_found_by_no_search(build, theme):
    if theme == "material":
        pytest.importorskip("material", reason="mkdocs-material is not installed")
    build(theme, {"index_md": PAGE, "works_md": "# Works\n\n<!-- bibliography -->\n"}, bibliography="site")
    found = json.loads(Path("site/search/search_index.json").read_text())["docs"]
    assert {entry["location"].partition("#")[0] for entry in found if OPIOIDS in entry["text"]} == {"works.html"}


def test_cards_can_be_left_out(build):
    build(cards=False)
    assert "backref.js" not in page()
    assert not Path("site/assets/backref.js").exists()
    assert 'href="assets/backref.css"' in page()
    assert f'title="Deyo RA, Von Korff M, {OPIOIDS} D.' in page()


def test_styles_and_script_are_files_of_the_site(build):
    build()
    assert 'src="assets/backref.js"' in page()
    assert ' title="Deyo' not in page()
    assert not re.search(
        r"\son\w+=|javascript:|\sstyle=", page()[page().index('role="main"') : page().index("<footer")]
    )
    for name in ("backref.css", "backref.js"):
        text = Path("site/assets", name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "innerHTML" not in text


def test_the_sites_own_styles_and_script_go_first(build, project):
    (project / "docs" / "assets").mkdir()
    (project / "docs" / "assets" / "backref.css").write_text("/* mine */")
    build()
    assert Path("site/assets/backref.css").read_text() == "/* mine */"


@pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")
@pytest.mark.parametrize(
    ("theme", "bibliography"), [("mkdocs", "page"), ("readthedocs", "site"), ("material", "page"), ("material", "site")]
)
def test_in_a_browser_with_a_strict_policy(build, browsed, theme, bibliography):
    if theme == "material":
        pytest.importorskip("material", reason="mkdocs-material is not installed")
    pages = {"index_md": PAGE}
    if bibliography == "site":
        pages |= {"works_md": "# Works\n\n<!-- bibliography -->\n"}
    build(theme, pages, bibliography=bibliography)
    said = browsed()
    assert said["cards"] == 0
    assert said["focused"]["text"].startswith("1. Deyo RA")
    assert said["focused"]["links"] == [
        "https://doi.org/10.1136/bmj.g6380",
        "https://pubmed.ncbi.nlm.nih.gov/25561513/",
    ]
    assert said["hovered"]["text"].startswith("2. Enke O")
    for name in ("focused", "hovered"):
        assert said[name]["isInside"], name
        assert said[name]["isOnTop"], name
    assert not said["opensAtOnce"]
    assert not said["touched"]
    for name in ("described", "follows", "stays", "dismissed", "canBeEntered", "comesBack", "closes"):
        assert said[name], name


@pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")
def test_hostile_text_stays_text_in_a_card(build, browsed):
    build()
    bib = Path("references.bib")
    evil = '<img src=x onerror="document.title=1">'
    bib.write_text(re.sub(r"title\s*=\s*\{+Opioids[^}]*\}+", f"title = {{{evil}}}", bib.read_text()))
    build()
    assert evil in browsed()["focused"]["text"]


@pytest.fixture
def browsed(tmp_path):
    """Open the site in a browser, from a server that allows no inline script or style, and return what the probe
    saw.
    """

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", "default-src 'self'")
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    def run() -> dict:
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory="site")) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/index.html"
            options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'browser'}")
            options += ("--window-size=600,500", "--virtual-time-budget=20000", "--dump-dom")
            done = subprocess.run([BROWSER, *options, address], capture_output=True, text=True, timeout=100)
            server.shutdown()
        found = re.search(r'<pre id="said">(.*?)</pre>', done.stdout, re.DOTALL)
        assert found is not None, done.stdout[-3000:] + done.stderr[-3000:]
        return json.loads(unescape(found[1]))

    return run
