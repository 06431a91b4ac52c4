"""Entries of a list that a saved page makes of blocks: a list of the people, a line for the title, buttons below. What
begins and ends within one, in order -> what stands between in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# "bib1", "ref12", "pone.0000001.ref3", "CR5": of an item that is an entry of a list.
_ENTRY = re.compile(r"(?!cite)(?:[\w.:]{0,60}[-_.:])?(?:bib|ref|reference|rf|cr|b|r)[-_.]?\d{1,4}", re.IGNORECASE)
_BUTTONS = re.compile(r"link|abstract|action|button|external")
_LABELLED = re.compile(
    r"<(?:span|dt|td) class=\"label\"[^<>]{0,200}>(?:\s{0,9}<[^<>]{1,300}>|\s{0,9}\[){0,9}\s{0,9}([^<>\[\]\s]{1,60})"
)
_TAG = re.compile(r"\s{0,20}[\[(]?\s?\d{1,4}\s?[\])]?\.?\s{0,20}<")
_ENDED = re.compile(r"[.,;:?!(\[]\s*\Z")


class SavedEntries:
    """Whether an entry is read that is made of blocks, and what parts these."""

    def __init__(self) -> None:
        self.depth = 0  # of items, the entry's own with them
        self.has_ended = False  # whether a block within it has, and no text came since
        self._is_listed = False  # whether the last that ended is an item
        self.are_buttons = False  # whether what is read leads elsewhere, "View Article", and says nothing of the work
        self._are_people = False

    def begins(self, tag: str, given: Mapping[str, str]) -> bool:
        """Take a block that begins; return whether it is one within an entry."""
        if not self.depth:
            self.depth = int(tag == "li" and _ENTRY.fullmatch(given.get("id", "")) is not None)
            self._is_listed = False
            return False
        self.depth += tag == "li"
        if tag in ("ol", "ul"):
            named = given.get("class", "").lower()
            self._are_people, self.are_buttons = "author" in named, _BUTTONS.search(named) is not None
        return True

    def ends(self, tag: str) -> bool:
        """Take a block that ends; return whether it is one within an entry."""
        if not self.depth:
            return False
        self.depth -= tag == "li"
        self.are_buttons = self.are_buttons and tag not in ("ol", "ul") and self.depth > 0
        self._is_listed = tag == "li"
        self.has_ended = self.depth > 0
        return self.depth > 0

    def between(self, tag: str, tail: str) -> str:
        """Return what parts a block that begins from the text before it: one item from the next, or two lines."""
        self.has_ended = False
        is_next, self._is_listed = tag == "li" and self._is_listed, False
        sign = ", " if is_next and self._are_people else " " if tag in ("li", "ul", "ol") else ". "
        return " " if _ENDED.search(tail) else sign


def label_of(source: str, at: int) -> str:
    """Return the label that Docutils prints in the element at a place, before an entry; "" for none.

    >>> label_of('<span class="label"><span class="fn-bracket">[</span><a role="doc-backlink" href="#id1">RD20</a>', 0)
    'RD20'
    """
    found = _LABELLED.match(source, at)
    return found[1] if found else ""


def is_dropped_tag(classes: Sequence[str], source: str, behind: int) -> bool:
    """Whether an element is the name of an entry that LaTeXML prints before it, "Roe and Doe (2001)", and no number.

    >>> is_dropped_tag(["ltx_tag", "ltx_tag_bibitem"], ">Roe (2001)<", 1), is_dropped_tag(["ltx_tag_bibitem"], ">[1]<", 1)
    (True, False)
    """
    return "ltx_tag_bibitem" in classes and _TAG.match(source, behind) is None


def cited(tag: str, given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys that an element of Distill cites.

    >>> cited("d-cite", {"key": "roe2001, doe1999"}), cited("p", {"key": "a"})
    (('roe2001', 'doe1999'), ())
    """
    said = given.get("key") or given.get("bibtex-key") or "" if tag in ("d-cite", "dt-cite") else ""
    return tuple(key for part in said.split(",") if (key := part.strip()))
