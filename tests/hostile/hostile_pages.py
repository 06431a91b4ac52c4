"""What a page may hold, and what a browser sees of it: the elements and attributes of HTML, and the canary."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
HEAD = "<script>window.fired = []; window.canary = (what) => { window.fired.push(String(what)); };</script>"
# Does to every element what a person could: points at it, focuses it, clicks it; and says where each address leads.
PROBE = """
<script>
addEventListener("load", () => {
  for (const dialog of ["alert", "confirm", "prompt", "print", "open"]) window[dialog] = () => canary(dialog);
  addEventListener("click", (event) => event.preventDefault(), true);
  addEventListener("submit", (event) => event.preventDefault(), true);
  const odd = new Set();
  for (const element of [...document.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name)) odd.add(attribute.name);
      if (/^(href|src|action|formaction|data|xlink:href|poster|background)$/i.test(attribute.name)) {
        let scheme = "relative";
        try { scheme = new URL(attribute.value, "https://relative.invalid/").protocol; } catch {}
        if (!/^(https?|relative):?$/.test(scheme)) odd.add(`${attribute.name}=${scheme}`);
      }
    }
    for (const name of ["mouseover", "mouseenter", "mousemove", "pointerover", "focus", "focusin", "toggle", "error", "keydown", "animationend"])
      element.dispatchEvent(new Event(name, { bubbles: false }));
    if (element.matches("[tabindex], [autofocus], [contenteditable], [href]")) element.focus();
    if (element.click && !element.closest("script, html > head")) element.click();
  }
  setTimeout(() => {
    const out = document.createElement("pre");
    out.id = "said";
    out.textContent = JSON.stringify({ fired: window.fired, odd: [...odd], elements: document.querySelectorAll("*").length });
    document.body.append(out);
  }, 500);
});
</script>
"""


class Elements(HTMLParser):
    """The elements of a page, and each attribute with its value."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.ids: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add((tag, name))
            if name in ("href", "src"):
                self.addresses.add(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.add("<!--")

    def handle_decl(self, decl: str) -> None:
        self.tags.add("<!")

    def unknown_decl(self, data: str) -> None:
        self.tags.add("<![")


def elements(page: str) -> Elements:
    found = Elements()
    found.feed(page)
    found.close()
    return found


def assert_harmless(page: str, tags: Iterable[str], attributes: Iterable[str], *, are_ours: bool = True) -> Elements:
    """Assert that a page holds no element but these, with no attribute but these ("a href"), and links to http and
    https alone.

    Links that `are_ours` hold nothing that no address may hold.
    """
    found = elements(page)
    assert found.tags <= set(tags), found.tags - set(tags)
    allowed = {tuple(each.split()) for each in attributes}
    assert found.attributes <= allowed, found.attributes - allowed
    for address in found.addresses:
        assert re.match(r"(?i:https?://|#)", address), address
        assert not are_ours or not re.search(r"[\s\"<>\\^`{|}]", address), address
    return found


def browse(page: Path, profile: Path) -> dict:
    """Open a page with the canary and the probe in it, and return what they saw."""
    if BROWSER is None:
        pytest.skip("chromium is not installed")
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-extensions",
        f"--user-data-dir={profile}",
        "--allow-file-access-from-files",
    )
    options += ("--virtual-time-budget=20000", "--dump-dom")
    done = subprocess.run(
        [BROWSER, *options, page.absolute().as_uri()], capture_output=True, text=True, errors="replace", timeout=300
    )
    said = re.search(r'<pre id="said">(.*?)</pre>', done.stdout, re.DOTALL)
    assert said is not None, done.stdout[-500:] + done.stderr[-500:]
    return json.loads(unescape(said[1]))


def baited(page: str) -> str:
    """A page with the canary before everything else and the probe behind it; no policy shields it."""
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    page = (
        page.replace("<head>", f"<head>{HEAD}", 1)
        if "<head>" in page
        else f"<!doctype html><head><meta charset='utf-8'>{HEAD}</head><body>{page}</body>"
    )
    return page.replace("</body>", f"{PROBE}</body>")
