"""Text as it is copied: from a page set in letters that are not equally wide, with words cut at line ends, from a letter
that is answered, from a wide window. However its lines were broken, it says the same.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

import backref
from backref.readers import read_text

ALIKE = Path(__file__).resolve().parents[1] / "contract" / "alike"
# Widths of Times-Roman for each thousandth of its size, as its metrics file states them.
TIMES = {
    letter: width
    for letters, width in (
        ("ijlt:;/ ", 275), (".,", 250), ("fr-()[]I!", 333), ("sJ", 389), ("acez", 444), ("FPS", 556), ("ELTZ", 611),
        ("BCR", 667), ("wADGHKNOQUVXY", 722), ("m", 778), ("MW", 900), ("0123456789bdghknopquvxy", 500),
    )
    for letter in letters
}  # fmt: skip


def plain(case: str) -> str:
    """A document of the contract as plain text, one line for each paragraph and entry."""
    text = (ALIKE / case / "document.txt").read_text(encoding="utf-8")
    return re.sub(r"(?<=\S)\n[ ]*(?=\S)(?!\[?\d{1,2}[\].]\s|-\s)", " ", text)


def set_in_times(text: str, width: int, cut: bool = False) -> str:
    """The text as a page shows it: lines that are full differ in their number of letters; `cut` cuts words at the end."""

    def wide(words: str) -> int:
        return sum(TIMES.get(letter, 500) for letter in words)

    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if not line or wide(f"{line} {word}") <= width:
                line = f"{line} {word}" if line else word
                continue
            halves = re.fullmatch(r"([a-z]{3,5})([a-z]{4,}\W?)", word) if cut else None
            if halves and wide(f"{line} {halves[1]}-") <= width:
                line, word = f"{line} {halves[1]}-", halves[2]
            lines.append(line)
            line = word
        lines.append(line)
    return "\n".join(lines)


def wrapped(text: str, width: int, before: str = "") -> str:
    return "\n".join(
        textwrap.fill(line, width, initial_indent=before, subsequent_indent=before, break_on_hyphens=False) or before
        for line in text.split("\n")
    )


def each_word_alone(text: str) -> str:
    """Some lines of justified text as programs read them out of a page: their words are too far apart for one line."""
    lines = set_in_times(text, 24_000).split("\n")
    return "\n".join(
        "\n".join(line.split(" ")) if at % 7 == 3 and line[:1].islower() else line for at, line in enumerate(lines)
    )


WAYS = {
    "times": lambda text: set_in_times(text, 30_000),
    "times, narrow": lambda text: set_in_times(text, 19_000),
    "times, cut": lambda text: set_in_times(text, 26_000, cut=True),
    "words alone": each_word_alone,
    "wide": lambda text: wrapped(text, 120),
    "quoted": lambda text: wrapped(text, 76, "> "),
    "quoted twice": lambda text: wrapped(text, 70, ">> "),
}


SIGNS = {
    "blanks that do not break": lambda text: re.sub(r"(?<=[\w.,;:)]) (?=[\w(])", "\u00a0", text),
    "narrow blanks": lambda text: re.sub(r"(?<=[;:.,]) (?=\d)", "\u2009", text),
    "minus": lambda text: re.sub(r"(?<=\d)[–-](?=\d)", "\u2212", text),
    "figure dash": lambda text: re.sub(r"(?<=\d)[–-](?=\d)", "\u2012", text),
    "two hyphens": lambda text: re.sub(r"(?<=\d)[–-](?=\d)", "--", text),
    "hyphens that do not break": lambda text: re.sub(r"(?<=\w)-(?=\w)", "\u2011", text),
    "hyphens that may show": lambda text: re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", text),
    "places to break": lambda text: re.sub(r"(?<=[/\])]) ?", lambda found: found.group() + "\u200b", text),
}
BURIED = (
    "The close split of maize and sorghum (Swigonova Z, Lai J, Ma J, Ramakrishna W, et al. Close split of sorghum and maize genome progenitors. Genome Res 2004; 14: 1916-1923) is old. "
    "So are others (Bruggmann R, Bharti AK, Gundlach H. Uneven chromosome contraction and expansion in the maize genome. Genome Res 2006; 16: 1241-1251), as is said here. "
    "It spread fast [1-2] and far.\n\n"
    "References\n\n1. Roe A. Heat for backs. Spine 2001; 26: 11-19.\n2. Doe B. Rest for low-back pain. Spine 2002; 27: 11-19. doi:10.5555/a.b-1\n"
)


def said(text: str):
    """The entries, and the sentences that rest on them."""
    document = read_text(text)
    found = backref.find(document)
    linked = backref.link(document, found)
    for citation in found.citations:
        assert re.sub(r"\W", "", citation.raw) == re.sub(r"\W|(?m:^>+)", "", document.to_source(citation.span).of(text))
    works = [" ".join(citation.raw.split()) for citation in found.citations]
    claims = [(claim.text, [works[at] for at in claim.references]) for claim in linked.claims]
    return works, claims


@pytest.mark.parametrize(
    ("case", "way"),
    [
        (case, way)
        for case in ("article", "bracketed", "numbered", "years")
        for way in WAYS
        if (case, way) != ("article", "words alone")  # entries behind carets have no numbers that count
    ],
)
def test_lines_as_they_were_copied_say_the_same(case, way):
    text = plain(case)
    works, claims = said(text)
    assert len(works) > 4
    assert len(claims) > 2
    assert said(WAYS[way](text)) == (works, claims)


def test_a_line_that_begins_with_a_marker_or_an_issue_is_no_entry():
    text = (
        "Paracetamol did no better than placebo in its largest trial, and opioids ease it little\n"
        "[2]. Exercise helps for longer (Mayer J, Mooney V, Dagenais S. The Spine Journal. 2008 Jan; 8\n"
        "(1): 96-113), and heat eases pain for a week and not for longer than that, as trials say\n"
        "[1, 2] and reviews of them as well.\n\n"
        "References\n\n1. Roe A. Heat for backs. Spine. 2001;26(1):11-19.\n2. Doe B. Rest for backs. Spine. 2002;27(1):11-19.\n"
    )
    assert [text for text, _ in said(text)[1]] == [
        "Paracetamol did no better than placebo in its largest trial, and opioids ease it little.",
        "Exercise helps for longer, and heat eases pain for a week and not for longer than that, as trials say and reviews of them as well.",
    ]


def test_lines_that_are_no_paragraph_stay_apart():
    text = (
        "What helps\n\nHeat, exercise, and advice to stay active help most people with pain in the lower back.\nSpinal surgery is for few of them.\n"
        "Rest in bed is worse than no treatment, as all trials of it that were pooled have said.\n\nParis\nlondon\n\n>>> find(1)\n[1]\n"
    )
    assert [block.span.of(text) for block in read_text(text).blocks][1:4] == [
        "Heat, exercise, and advice to stay active help most people with pain in the lower back.",
        "Spinal surgery is for few of them.",
        "Rest in bed is worse than no treatment, as all trials of it that were pooled have said.",
    ]


@pytest.mark.parametrize("way", SIGNS)
def test_signs_that_look_alike_say_the_same(way):
    def letters(said):
        works, claims = said
        named = [re.sub(r"\W", "", work) for work in works]
        return named, [(re.sub(r"\W", "", text), [re.sub(r"\W", "", work) for work in on]) for text, on in claims]

    text = SIGNS[way](BURIED)
    assert text != BURIED
    assert letters(said(text)) == letters(said(BURIED))
    assert len(said(BURIED)[0]) == 4
    assert [len(on) for _, on in said(BURIED)[1]] == [1, 1, 2]
