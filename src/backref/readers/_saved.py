"""What saved pages hold and do not show, or show and do not say: works behind links, notes of groups, signs that a
source is wanted.

Source: pages of Wikipedia in a dozen languages as MediaWiki's two parsers print them, and COinS (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import unquote

from ..fields import ids
from ..model import Identifier
from ._works import WORKS

_UNSHOWN = frozenset(
    "mw-editsection mw-cite-backlink printfooter noprint cite_virgule footnote-back footnote-backref fn-backref data-footnote-backref reversefootnote".split()
)
_NOTING = frozenset(("footnote-ref", "footnote-reference", "footnote_reference", "footnoteRef", "footnote-anchor"))
_NOTE_ID = re.compile(
    r"#(?:fn|ftnt|footnote|_ftn|_edn|endnote|sdfootnote|sdendnote)[:_-]?\d{1,4}(?:sym|[:_-]\w{1,40})?"
)
_WANTED = frozenset(("Template-Fact", "template-fact"))
_COINS = re.compile(r"rft_id=info(?::|%3A)(doi|pmid)(?:/|%2F)([^&]{1,300})", re.IGNORECASE)
_NOTE = re.compile(r"\[([^\[\]\n]{1,24})\]")
_TARGET = re.compile(r"href\s?=\s?\"[^\"#]{0,300}#(cite_note[^\"]{0,200})\"")
_PAGES = re.compile(r":\s?(?:pp?\.\s?|S\.\s?)?[\dIVXivx][\d\s,–—IVXivx-]{0,30}")


def is_dropped(classes: Collection[str]) -> bool:
    """Whether an element of these classes is no text: edit links, backlinks, what is not printed."""
    return not _UNSHOWN.isdisjoint(classes)


def is_wanted(classes: Collection[str]) -> bool:
    """Whether it is the sign that a source is wanted, whatever words it prints."""
    return not _WANTED.isdisjoint(classes)


def is_pages(shown: str) -> bool:
    """Whether a superscript is the page of the marker before it.

    >>> is_pages(":12–14"), is_pages(":"), is_pages("12")
    (True, False, False)
    """
    return _PAGES.fullmatch(shown.strip()) is not None


def coins(title: str) -> list[Identifier]:
    """Return the works that the title of a COinS span names.

    >>> coins("ctx_ver=Z39.88-2004&rft.atitle=Heat&rft_id=info%3Adoi%2F10.1136%2Fbmj.g6380")
    [Identifier(scheme='doi', value='10.1136/bmj.g6380')]
    """
    found = (ids.parse(f"{scheme.lower()}:{unquote(value)}") for scheme, value in _COINS.findall(title))
    return [known for known in found if known is not None and known.scheme in WORKS]


def unsaid(works: Iterable[Identifier], text: str) -> list[str]:
    """Return addresses of the works that an entry links to and does not print; of several of one kind none is surely
    its own.

    >>> unsaid([Identifier(scheme="doi", value="10.1136/bmj.g6380")] * 2, "Heat for backs. Spine 2001.")
    ['https://doi.org/10.1136/bmj.g6380']
    """
    kinds: dict[str, set[Identifier]] = {}
    for work in works:
        kinds.setdefault(work.scheme, set()).add(work)
    folded = text.casefold()
    alone = [next(iter(found)) for found in kinds.values() if len(found) == 1]
    return [ids.link(work) or ids.render(work) for work in alone if work.value.casefold() not in folded]


def noted(given: Mapping[str, str]) -> str:
    """Return the id of the note that a link points at, "" for any other link.

    >>> noted({"href": "#fn1", "class": "footnote-ref"}), noted({"href": "#part"})
    ('fn1', '')
    >>> [noted({"href": href}) for href in ("#ftnt1", "#footnote-1-1234", "#fnref1", "#footnote-anchor-1-1234")]
    ['ftnt1', 'footnote-1-1234', '', '']
    """
    classes = given.get("class", "").split()
    says_so = given.get("role") == "doc-noteref" or "data-footnote-ref" in given or not _NOTING.isdisjoint(classes)
    target = given.get("href", "")
    return target[1:] if target.startswith("#") and (says_so or _NOTE_ID.fullmatch(target)) else ""


def note(raw: str, shown: str) -> tuple[str, str] | None:
    """Return the id of the note that a superscript which is no number points at, and the label that it has for it.

    >>> note('<a href="./X#cite_note-n-3">[lower-alpha 1]</a>', "[lower-alpha 1]")
    ('cite_note-n-3', '^lower-alpha-1')
    """
    target, printed = _TARGET.search(raw), _NOTE.fullmatch(shown.strip())
    return (target[1], f"^{'-'.join(printed[1].split())}") if target and printed else None
