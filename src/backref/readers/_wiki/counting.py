"""The numbers of a page's lists: its lines -> the labels of their items. "#" counts, and so do the items of "<ol>"."""

from __future__ import annotations

import re

_OPENED = re.compile(r"<ol\b(?:[^<>]{0,200}?\bstart\s?=\s?[\"']?(?P<start>\d{1,4}))?[^<>]{0,200}>", re.IGNORECASE)
_CLOSED = re.compile(r"</ol\b", re.IGNORECASE)


class HashedItems:
    """The list that is open: the last number of it, and whether it is one of HTML."""

    def __init__(self) -> None:
        self._last = 0
        self._is_html = False

    def label(self, line: str, signs: str, *, is_apart: bool) -> str:
        """Return the label of a line whose item begins with these signs; a blank line before it ends a list of "#".

        >>> lists = HashedItems()
        >>> lists.label("# Roe", "#", is_apart=True), lists.label("## A", "##", is_apart=False), lists.label("# Moe", "#", is_apart=False)
        ('1', '', '2')
        """
        if opened := _OPENED.match(line):
            self._last, self._is_html = int(opened["start"] or 1) - 1, True
        elif self._is_html:
            if signs.startswith("<"):
                self._last += 1
                return self._ended(line, str(self._last))
            return self._ended(line, "")
        elif is_apart or not signs.startswith("#"):
            self._last = 0
        if signs != "#" or self._is_html:
            return ""
        self._last += 1
        return str(self._last)

    def _ended(self, line: str, label: str) -> str:
        if _CLOSED.search(line):
            self._last, self._is_html = 0, False
        return label
