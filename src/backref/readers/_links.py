"""Links of a Markdown text that cite: those of an assistant's answer, of notes and of lists of sources. A link -> what
stands in the text for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ..fields import ids
from ..text import answers, formulas, words
from ._builder import Builder
from ._manubot import key_of

_BETWEEN = re.compile(r"[\s,;&·|+]{0,4}(?:and\s)?")
_DEFINED = re.compile(
    r"[ >]{0,8}\[(?P<label>[^\[\]\n]{1,200})\]:[ \t]*\n?[ \t]*<?(?P<url>[^\s<>]{1,2000})>?"
    r"(?:\s[ \t]*(?P<title>\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?[ \t]*(?:\r?\n|\Z)"
)
_USED = re.compile(
    r"\((?:\[[^\[\]\n]{1,200}\]\[\d{1,3}\][\s,;]{0,3}){1,9}|(?<![\]\w])\[\^?\d{1,3}\^?\](?![\[(:])|\[\^?\d{1,3}\^?\]\[\d{1,3}\]"
)
_HEADING_LONGEST = 80
_LINKED = re.compile(r"\]\[\d{1,3}\]")


class Links:
    """The links of one document: the addresses that are defined for labels, and whether numbers among those are
    citations.
    """

    def __init__(self, source: str, defined: Mapping[str, Mapping[str, str]]) -> None:
        self._defined = defined
        self.has_raised = formulas.is_numbered(source)
        has_numbers = any(label.isdecimal() for label in defined)
        self.is_numbered = has_numbers and (_USED.search(source) is not None or not _LINKED.search(source))
        self.is_listed = False  # whether what is read now is a note, or stands in a list of sources
        self._last = -1  # where the last one that cites ended: what is joined to it cites, too

    def enter(self, text: str, *, is_heading: bool) -> None:
        """Begin a block: a list of sources begins with its heading, which may be the first line of its paragraph, and
        ends with another.
        """
        first = text.split("\n", 1)[0]
        if len(first) <= _HEADING_LONGEST and words.is_heading(first):
            self.is_listed = True
        elif is_heading:
            self.is_listed = False

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Read a note, which is a list of sources of its own."""
        before, self.is_listed = self.is_listed, True
        yield
        self.is_listed = before

    def define(self, builder: Builder, start: int, end: int) -> None:
        """Write the definition of a link as an entry, where its number is what markers point at."""
        found = _DEFINED.match(builder.source, start, end)
        if found and (key := key_of(found["label"], found["url"])):
            begin = builder.length
            builder.copy(*found.span("url"))
            builder.citation(begin, key)
            builder.block(begin, "item", key)
            return
        if not found or not (
            self.is_numbered and found["label"].isdecimal() and found["url"].startswith(("http://", "https://"))
        ):
            return
        begin = builder.length
        title = f"{found['title'][1:-1].strip(' .')}. " if found["title"] else ""
        start, stop = found.end("label") + 2, found.end()
        start += len(builder.source[start:stop]) - len(builder.source[start:stop].lstrip())
        stop = start + len(builder.source[start:stop].rstrip())
        builder.insert(title + answers.untracked(found["url"]), start, stop - start)
        builder.citation(begin, found["label"])
        builder.block(begin, "item", found["label"])

    def is_link(self, label: str) -> bool:
        """Whether a label is defined, and no tag of a work."""
        address = self.address(label)
        return bool(address) and not key_of(label, address)

    def address(self, label: str) -> str:
        """Return the address that is defined for a label, or ""."""
        from markdown_it.common.utils import normalizeReference

        return self._defined.get(normalizeReference(label), {}).get("href", "")

    def cite(self, builder: Builder, start: int, end: int, text: str, address: str) -> bool:
        """Write the link source[start:end] as a citation, if it is one; say whether it is."""
        source = builder.source
        if not answers.cites(text, address, in_brackets=self._is_bracketed(source, start)):
            return False
        self._last = end
        if not builder.ends_with(" ") and source[start - 1] not in "([":
            builder.insert(" ", start)
        begin = builder.length
        name, bare = answers.named(text, address), answers.untracked(address)
        work = next((s for s in ids.find(bare) if s.identifier.scheme != "url"), None)
        if work is not None and not name:
            builder.insert(bare[: work.whole.end], start, end - start)
        else:
            builder.insert(f"{name} {bare}".strip(), start, end - start)
            builder.citation(begin, None, "embedded")
        return True

    def mark(self, builder: Builder, start: int, end: int, label: tuple[int, int]) -> bool:
        """Write "[words][1]" in round brackets as the marker "[1]"; say whether it stood there."""
        if not self._is_bracketed(builder.source, start):
            return False
        self._last = end
        builder.insert(f"[{builder.source[slice(*label)]}]", start, end - start)
        return True

    def _is_bracketed(self, source: str, start: int) -> bool:
        """Whether a link stands alone in round brackets, or behind one that does."""
        joined = self._last >= 0 and _BETWEEN.fullmatch(source, self._last, start) is not None
        return joined or source[max(start - 1, 0) : start] == "("

    def follow(self, builder: Builder, text: str, start: int, end: int) -> None:
        """Write the address source[start:end] behind the words of a link in a list of sources or a note."""
        address = builder.source[start:end]
        bare = answers.untracked(address)
        if (
            self.is_listed
            and address.startswith(("http://", "https://"))
            and "10." not in text
            and bare.rstrip("/") not in text
        ):
            builder.insert(" ", start)
            builder.insert(bare, start, end - start)
