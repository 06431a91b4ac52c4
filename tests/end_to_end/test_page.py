"""The page and the coloured text of `backref find`: what the document says stays text."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

from hypothesis import given

import backref
import backref.readers
from backref.cli._page import page
from backref.readers import read_text
from backref.testing import strategies

NASTY = """<script>alert(1)</script> helps "little".[1] </pre></span><img src=x onerror=alert(1)> \x1b[31m A 2015 Cochrane review agrees.[2]

References

1. Deyo RA, Von Korff M. Opioids </script><b>for</b> low back pain. BMJ. 2015;350:g6380.
"""


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def shown(text: str) -> str:
    document = read_text(text)
    found = backref.find(document)
    return page(document, found, backref.link(document, found))


def test_nothing_of_the_document_becomes_markup():
    made = shown(NASTY)
    parsed = Elements()
    parsed.feed(made)
    assert not {"img", "b"} & set(parsed.seen)
    assert parsed.seen.count("script") == 2  # our own two
    assert "\x1b" not in made
    assert "src=" not in re.sub(r"&lt;.*?&gt;", "", made)
    assert 'data-ref="0"' in made
    assert 'class="marker missing-entry"' in made
    assert 'class="allusion"' in made


def test_entries_have_the_numbers_of_the_text_and_templates_print_what_they_stand_for():
    wiki = "Heat helps.<ref>{{cite journal |last=Roe |first=Anna |title=Heat for backs |journal=Spine |volume=26 |pages=11–19 |date=2001}}</ref>"
    document = backref.readers.read(wiki.encode(), "a.wiki")
    found = backref.find(document)
    made = page(document, found, backref.link(document, found))
    assert "{{" not in made.partition("<body>")[2]
    assert made.count('Roe, Anna (2001). "Heat for backs". Spine. 26: 11–19.'.replace('"', "&quot;")) == 2
    assert '<span class="label">1.</span>' in made
    text = "Heat helps.[7]\n\nReferences\n\n[7] Roe A. Heat for stiff backs. Spine. 2001;26:11-19.\n"
    assert '<li data-ref="0"><span class="label">7.</span>Roe A. ' in shown(text)


def test_a_phone_shows_one_column():
    head = shown(NASTY).partition("</style>")[0]
    assert "@media (max-width:48rem){body{display:block" in head
    assert 'content="width=device-width, initial-scale=1"' in head


@given(strategies.any_text)
def test_the_marks_nest_whatever_the_text(text):
    parsed = Elements()
    parsed.feed(shown(text))
    assert not parsed.open


def test_the_command_writes_it_and_colours_text(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(NASTY, encoding="utf-8")
    command = [sys.executable, "-m", "backref", "find", str(source)]
    subprocess.run([*command, "--html", str(tmp_path / "a.html")], check=True)
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    done = subprocess.run([*command, "--text"], check=True, capture_output=True, text=True)
    assert "\x1b[31m" not in done.stdout + done.stderr
    assert "1 citations, 2 markers, 1 without entry, 1 allusions" in done.stdout + done.stderr
