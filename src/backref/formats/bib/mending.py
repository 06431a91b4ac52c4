"""An entry with something wrong in it, read field by field, whatever stands between the fields. Text -> its values and
its faults.
"""

from __future__ import annotations

import re

from ...model import Span
from ...text.allowance import allowance
from ...text.told import Tally
from .ends import NAME, Ends
from .plain import EntryFault, EntryRead

_HEAD = re.compile(r"@\s{0,20}(?P<kind>(?:\w[\w-]{0,39})?|\[[^\[\]{}()@\r\n]{1,100}\])\s{0,20}[{(]\s{0,200}(?:(?P<key>[^\s,{}()\"=#%~\\]{1,300}(?:\([^\s,{}()]{0,40}\)[^\s,{}()\"=#%~\\]{0,300}){0,4}|[^,={}\r\n]{1,300}?)?\s{0,200}(?=[,}]|\)\s{0,99}\Z)|(?P<only>[^\s,={}]{1,200})(?=\s{0,40}[\r\n]|(?<!;)[ \t]{1,40}[A-Za-z][\w-]{0,40}[ \t]{0,20}=[ \t]{0,20}[{\"\w])|\{\s{0,9}(?P<braced>[^\s,{}()\"=#%~\\]{1,300})\s{0,9}\}(?=\s{0,40},)|(?P<semi>[^\s,;={}()\"#%~\\]{1,300})\s{0,9}(?=;))?")  # fmt: skip
_NEXT = re.compile(r"(?:(?<=[\s,;{(}\"])|^)[A-Za-z][\w:+./-]{0,60}\s{0,20}=(?!=)")
_COMMAS = re.compile(r"\s*+,(?P<more>\s*+,(?:\s*+,)*+)")
_SEMICOLON = re.compile(r"\s*+;(?=\s*+(?:[A-Za-z][\w:+./-]{0,60}\s{0,20}=|[})]))")
_KINDS = {
    "journal": "article", "journaltitle": "article", "booktitle": "inproceedings", "school": "phdthesis", "publisher": "book",
}  # fmt: skip
_FIRST = re.compile(r"\s*+,")
_OPEN, _OPEN_EACH = 1_000, 30  # values of one entry that nothing closes, and one for each so many letters of it


def read(text: str, start: int, stop: int) -> EntryRead | None:
    """Return the entry that begins at `start` and ends before `stop`, None where there is none.

    >>> text = "@book{a, title = {One}; year = 1999, note = {b} c}"
    >>> found = read(text, 0, len(text))
    >>> found.names, found.texts, found.mended
    (['title', 'year', 'note'], ['One', '1999', 'b c'], {2: 'b c'})
    """
    head = _HEAD.match(text, start, stop)
    return _Entry(text, start, stop, head).run() if head else None


class _Entry:
    """One entry as it is read. Its text is cut out, so that nothing is looked for beyond it."""

    def __init__(self, text: str, start: int, stop: int, head: re.Match[str]) -> None:
        self.raw, self.start = text[start:stop], start
        group = next((each for each in ("key", "only", "braced", "semi") if head[each]), "only")
        self.group = group
        self.kind, self.key = head["kind"], (head[group] or "").strip()
        self.head = head.end() - start
        at = head.start(group) if self.key else start
        self.key_at = Span(at, at + len(self.key)) if self.key else Span(start, head.end())
        self.ends = Ends(self.raw)
        self.names: list[str] = []
        self.texts: list[str] = []
        self.marks: list[int] = []
        self.bare: list[int] = []
        self.faults: list[EntryFault] = []
        self.told: Tally[int] = Tally(len(text))
        self.mended: dict[int, str] = {}
        self.values: dict[str, str] = {}
        self.closed = len(self.raw.rstrip())
        self.open = 0  # values that nothing closes

    def run(self) -> EntryRead | None:
        """Read field after field."""
        at = self.head
        if self.group == "semi":
            at += 1
            self._tell("missing-comma", f"';' stands behind the key {self.key!r} where a comma should", at - 1)
        elif self.group == "braced":
            self._tell("junk", f"braces stand around the key {self.key!r}", self.key_at.start - 1 - self.start)
        elif self.key and not _FIRST.match(self.raw, at) and (name := NAME.match(self.raw, _skipped(self.raw, at))):
            self._tell("missing-comma", f"no comma before {name['name']!r} in {self.key!r}", at)
        most = allowance(len(self.raw), _OPEN_EACH, _OPEN)
        while True:
            if self.open >= most:
                message = f"only the first {len(self.names):,} fields of {self.key!r} are read: there are far too many for its length"
                self._tell("too-many-fields", message, at)
                at = len(self.raw)
                break
            if more := _COMMAS.match(self.raw, at):
                self._tell("junk", f"{more['more'].strip()!r} in {self.key!r} is no field", more.start("more"))
            at = _skipped(self.raw, at)
            if at >= len(self.raw):
                if all(fault.code != "unclosed-value" for fault in self.faults):
                    self._tell("unclosed-value", f"the entry {self.key!r} is never closed", 0)
                break
            if self.raw[at] in "})":
                at += 1
                break
            name = NAME.match(self.raw, at)
            if not name:
                following = _NEXT.search(self.raw, at + 1)
                end = self._behind(at, following.start() if following else len(self.raw))
                if junk := self.raw[at:end].strip(" \t\r\n,})"):
                    self._tell("junk", f"{junk[:40]!r} in {self.key!r} is no field", at)
                at = end
                continue
            at = self._field(name)
        if not self.names and not self.faults and not self.key:
            return None
        if self.kind.startswith("["):  # a list, as Semantic Scholar writes it: the fields say what it is
            kind = next((kind for name, kind in _KINDS.items() if name in self.names), "misc")
            self._tell("junk", f"{self.kind[:40]!r} of {self.key!r} is no type of an entry; it is read as {kind!r}", 1)
            self.kind = kind
        end = self.start + min(at, self.closed)
        return EntryRead(
            self.kind, self.key, self.key_at, end, self.names, self.texts, self.marks, self.bare, self.faults, self.mended
        )  # fmt: skip

    def _behind(self, at: int, end: int) -> int:
        """Where what is no field ends: before the mark that closes the entry, if nothing follows that."""
        last = self.closed - 1
        return last if end == len(self.raw) and self.raw[last] in "})" and last > at else end

    def _field(self, name: re.Match[str]) -> int:
        """Take one field in, and return where what is behind it begins."""
        label, begin = name["name"].lower(), name.end()
        value = self.ends.value(begin, self.key, label)
        for fault in value.faults:
            self._tell(*fault)
            self.open += fault.code == "unclosed-value"
        if value.mended is not None:
            self.mended[len(self.names)] = value.mended
        elif value.inner.start == value.outer.start:
            self.bare.append(len(self.names))
        said = value.mended if value.mended is not None else value.inner.of(self.raw)
        if self.values.setdefault(label, said) != said:
            self._tell("duplicate-field", f"{label!r} stands twice in {self.key!r}; the first is read", name.start())
        self.names.append(label)
        self.texts.append(said)
        self.marks += (place + self.start for place in (*value.inner, *value.outer))
        at = value.outer.end
        if semicolon := _SEMICOLON.match(self.raw, at):
            self._tell("missing-comma", f"';' stands in {self.key!r} where a comma should", semicolon.end() - 1)
            return semicolon.end()
        after = _blank(self.raw, at)
        if self.raw[max(begin, after - 200) : after].rstrip().endswith(","):
            return at  # the comma behind a value that nothing closes
        after = after if self.raw[after : after + 1] != "%" else _skipped(self.raw, after, ",")
        if after < len(self.raw) and self.raw[after] not in ",})%" and (missing := NAME.match(self.raw, after)):
            self._tell("missing-comma", f"no comma before {missing['name']!r} in {self.key!r}", at)
        return at

    def _tell(self, code: str, message: str, at: int) -> None:
        self.faults.append(EntryFault(code, message if self.told.has_room(code, at) else "", at + self.start))


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _skipped(text: str, at: int, stop: str = "") -> int:
    """The place behind blanks, commas and comments to the end of the line."""
    while at < len(text):
        if text[at].isspace() or (text[at] == "," and not stop):
            at += 1
        elif text[at] == "%":
            ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
            at = min(ends, default=len(text))
        else:
            break
    return at
