r"""The text of a .bib file -> its entries as written: macros and `#` resolved, what is broken mended, every fault with its place.

An entry without a fault is read by patterns. All else bibtexparser splits, with no middleware: its layers cut addresses at "%"
and escape twice. What it cannot split, and what it splits wrongly, is read once more by a scanner that takes each field for itself.

Source: "BibTeXing" (Oren Patashnik, 1988); "Tame the BeaST" (Nicolas Markey, 2009).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import count, pairwise
from typing import Any, NamedTuple

from ...model import Problem, Span

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class RawEntry(NamedTuple):
    """One entry: its type in small letters, its key, and its fields in order, each value LaTeX without outer braces.

    `unique` is the key, or what it is called where an entry before it has the same one; `at` is where it begins.
    """

    kind: str
    key: str
    fields: dict[str, str]
    unique: str = ""
    at: int = 0


class BibText(NamedTuple):
    """What a .bib file holds. `preserved` are its @string, @preamble and @comment blocks as written.

    `room` is how many characters may still be put in where the file only names them.
    """

    entries: tuple[RawEntry, ...]
    preserved: tuple[str, ...]
    problems: tuple[Problem, ...]
    room: int = 0


_NAME = re.compile(r"(?P<name>[A-Za-z][\w:+./-]{0,60})\s{0,20}=\s{0,200}")
_NEXT = re.compile(r"(?:(?<=[\s,{(}\"])|^)[A-Za-z][\w:+./-]{0,60}\s{0,20}=(?!=)")
_NEXT_LINE = re.compile(r"\n[ \t]{0,200}[A-Za-z][\w:+./-]{0,60}\s{0,20}=\s{0,20}(?:[{\"]|\w{1,20}\s{0,20}[,}\n])")
_NEXT_HERE = re.compile(r",\s*[A-Za-z][\w:+./-]{0,60}\s{0,20}=\s{0,20}(?:[{\"]|\w{1,20}\s{0,20}[,}\n])")
_HEAD = re.compile(r"@\s{0,5}(?P<kind>\w{1,40})\s{0,20}[{(]\s{0,200}(?:(?P<key>[^\s,{}()\"=#%~\\]{1,300}|[^,={}\n]{1,300}?)?\s{0,200}(?=[,}])|(?P<only>[^\s,={}]{1,200})(?=\s{0,40}\n))?")  # fmt: skip
_WORD = re.compile(r"[^\s,#{}()\"=%]{1,200}")
_SWALLOWED = re.compile(r"(?:[}\"]|^[^\s{}\"#]{1,60}\n)\s{0,40}[A-Za-z][\w-]{1,30}\s{0,9}=\s{0,9}[{\"\w]")
_COMMAS = re.compile(r"\s*+,(?P<more>\s*+,(?:\s*+,)*+)")
_FIELD_NAME = re.compile(r"[A-Za-z_][\w:+./-]*")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_LONGEST = 200_000  # characters of one value in quotes
# What macros and parents may add to a file, in characters: a few lines that double each other would else fill any memory.
_ROOM, _ROOM_EACH = 1_000_000, 4  # and as many more for each character of the file; journals by macro add a half
_SHORT = 9  # a macro that adds no more is put in whatever room there is, as "September" is
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)


def _braces(depth: int) -> str:
    """The pattern of a value in braces with as many braces in each other. It never steps back, so its time is linear."""
    return r"\{(?:[^{}\\]++|\\." + (f"|{_braces(depth - 1)}" if depth else "") + r")*+\}"


_PART = rf'(?:{_braces(4)}|"(?:[^{{}}\\"]++|\\.|{_braces(3)})*+"|[^\s,#{{}}()"=%\\]++)'
# Entries whose only faults are commas: each begins where bibtexparser, too, would give up the block before it.
_BLOCK = re.compile(r"^[^\S\n]*+@\w*+[ \t]*+[{(]", re.MULTILINE)
_OPENING = re.compile(r"\s*+@(?P<kind>\w++)[ \t]*+\{\s*+(?P<key>[^\s,={}()\"#%]++)\s*+(?=,)")
_KEPT = re.compile(r"\s*+@(?:comment|string|preamble)\b", re.IGNORECASE)
_MERGE = re.compile(r"^<{7} ", re.MULTILINE)
_BETWEEN = r"(?:\s++|%[^\n]*+)*+(?:(?P<comma>,)(?P<more>\s*+,(?:\s*+,)*+)?+(?:\s++|%[^\n]*+)*+)?+"
_ASSIGNED = r"(?P<name>[A-Za-z_][\w:+./-]*+)\s*+="
_END = rf"(?=\s*+(?:[,}}]|(?<=[\s}}\"])%|{_ASSIGNED.replace('?P<name>', '?:')}))"
_FIELD = re.compile(rf"{_BETWEEN}{_ASSIGNED}\s*+(?P<value>{_PART}(?:\s*+\#\s*+{_PART})*+){_END}", re.DOTALL)
_STRAY = re.compile(r"^[^\S\n]*+(?!%|@comment\b)\S", re.MULTILINE | re.IGNORECASE)
_CLOSING = re.compile(rf"{_BETWEEN}\}}\s*+(?:%[^\n]*+\s*+)*+")


def split(text: str) -> BibText:
    """Return the entries of a .bib file, in order. Never raises; a fault becomes a Problem with line, column and span.

    >>> split("@article(a, title = {A tale}, year = 2001, month = feb # {~3})").entries[0].fields
    {'title': 'A tale', 'year': '2001', 'month': 'February~3'}
    >>> split("@book{a,\\n title = {One}\\n year = 1999}").problems[0].message
    "line 2, column 15: no comma before 'year' in 'a'"
    """
    return _Reading(_lined(text)).run()


def no_room(text: str, at: int, what: str) -> Problem:
    """Return the Problem of a file that names more than it may add, with the place where that began."""
    reading = _Reading(_lined(text))
    reading.report_no_room(at, what)
    return reading.problems[0]


def _lined(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


class _Reading:
    """One pass over a file: the macros so far, and what was found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.macros = dict(zip(MONTHS, MONTH_NAMES, strict=True))
        self.problems: list[Problem] = []
        self.preserved: list[str] = []
        self.entries: list[RawEntry] = []
        self.seen: dict[str, int] = {}
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.room = _ROOM + _ROOM_EACH * len(text)
        self.is_full = False
        self.at = 0
        self.scanned = 0  # up to where an entry was read that bibtexparser had given up

    def run(self) -> BibText:
        done = 0  # up to here
        for start, end in pairwise((*(block.start() for block in _BLOCK.finditer(self.text)), len(self.text))):
            if self._plain(done, start, end):
                done = end
        self._divide(done, len(self.text))
        for mark in _MERGE.finditer(self.text):
            message = "marks of a merge: entries of both sides are read; keep what is right, and take the marks away"
            self._report("merge-marks", message, mark.start())
        if not (self.entries or self.preserved or self.problems) and (stray := _STRAY.search(self.text)):
            self._report("bad-entry", "there is no entry in this text", stray.start())
        return BibText(tuple(self.entries), tuple(self.preserved), tuple(self.problems), self.room)

    def _plain(self, done: int, start: int, end: int) -> bool:
        """Add the entry between two places, and before it what stands after `done`, if it is alone and has its marks."""
        opening = _OPENING.match(self.text, start, end)
        if not opening or _KEPT.match(self.text, start, end):
            return False
        kind, key = opening["kind"].lower(), opening["key"]
        found: list[tuple[str, str]] = []
        faults = []
        at = opening.end()
        while field := _FIELD.match(self.text, at, end):
            comma, more, name, value = field.groups()
            if "=" in value and _SWALLOWED.search(value):
                return False
            if more:
                faults.append(("junk", field.start("more"), f"{more.strip()!r} in {key!r} is no field"))
            elif not comma:
                faults.append(("missing-comma", at, f"no comma before {name!r} in {key!r}"))
            found.append((name.lower(), value))
            at = field.end()
        fields = dict(found)
        if not _CLOSING.fullmatch(self.text, at, end) or len(fields) < len(found):
            return False
        self._divide(done, start)  # where a macro may be set
        for name, value in fields.items():
            fields[name] = value[1:-1] if value[0] == "{" and "#" not in value else self._value(value)
        for code, at, message in faults:
            self._report(code, message, at)
        self.at = start
        self._add(RawEntry(kind, key, fields))
        return True

    def _divide(self, start: int, end: int) -> None:
        """Have bibtexparser split what stands between two places, and add its entries."""
        if not (text := self.text[start:end]).strip():
            return
        line = bisect_right(self.starts, start) - 1
        library, blocks = _blocks(text)
        found: list[tuple[Any, str, int]] = []
        for block in reversed(blocks):
            raw = str(block.raw or "")
            at = self._offset(line + (block.start_line or 0), raw, start)
            if type(block) is library.ParsingFailedBlock:  # what follows it up to the next block is its own
                raw = self.text[at : max(end, at + len(raw))]
            if not isinstance(block, library.ImplicitComment):
                end = at
            found.append((block, raw, at))
        for block, raw, self.at in reversed(found):
            if entry := self._entry(library, block, raw):
                self._add(entry)

    def _add(self, entry: RawEntry) -> None:
        """Add an entry under a key that none before it has."""
        times = self.seen.get(entry.key, 0) + 1
        self.seen[entry.key] = times
        key = entry.key
        if times > 1 and key:
            key = next(k for n in count(times) if (k := f"{entry.key}-{n}") not in self.seen)
            self._report("duplicate-key", f"another entry has the key {entry.key!r}; this one is called {key}", self.at)
            self.seen[key] = 1
        self.entries.append(entry._replace(unique=key, at=self.at))

    def _entry(self, library: Any, block: Any, raw: str) -> RawEntry | None:
        if isinstance(block, library.DuplicateBlockKeyBlock):
            block = block.ignore_error_block
        if isinstance(block, library.ImplicitComment):
            stray = re.match(r"@\w+|[^%@]{0,200}?\w\s*=\s*[{\"\w]", raw)
            if stray and self.at >= self.scanned and not raw.lstrip().startswith("%"):
                self._report("bad-entry", f"{raw.strip()[:60]!r} is no entry", self.at)
            return None
        if kept := _KEPT.match(raw):
            if type(block) is library.ParsingFailedBlock:
                self._report("bad-entry", f"{kept.group().strip()!r} is never closed", self.at)
                return None
            if isinstance(block, library.String):
                self.macros[block.key.strip().lower()] = self._value(str(block.value))
            self.preserved.append(raw)
            return None
        if not isinstance(block, library.Entry):
            return self._scanned(raw)
        fields: dict[str, str] = {}
        for field in block.fields:
            name, value = field.key.strip().lower(), str(field.value)
            if not _FIELD_NAME.fullmatch(name) or _SWALLOWED.search(value) or name in fields:
                return self._scanned(raw)
            fields[name] = self._value(value)
        key = block.key.strip()
        if "\n" in key or "=" in key:
            return self._scanned(raw)
        return RawEntry(block.entry_type.strip().lower(), key, fields)

    def _scanned(self, raw: str) -> RawEntry | None:
        """Read an entry field by field, whatever stands between the fields."""
        head = _HEAD.match(raw)
        if not head:
            if raw.strip():
                self._report("bad-entry", f"{raw.strip()[:60]!r} is no entry", self.at)
            return None
        key = (head["key"] or head["only"] or "").strip()
        fields: dict[str, str] = {}
        at = head.end()
        marks = _Marks(raw)
        faults = len(self.problems)
        while True:
            if more := _COMMAS.match(raw, at):
                self._report("junk", f"{more['more'].strip()!r} in {key!r} is no field", self.at + more.start("more"))
            at = _skip(raw, at)
            if at >= len(raw):
                if all(problem.code != "unclosed-value" for problem in self.problems[faults:]):
                    self._report("unclosed-value", f"the entry {key!r} is never closed", self.at)
                break
            if raw[at] in "})":
                break
            name = _NAME.match(raw, at)
            if not name:
                following = _NEXT.search(raw, at + 1)
                self._junk(raw, at, following.start() if following else len(raw), key)
                if not following:
                    break
                at = following.start()
                continue
            at, value = self._scanned_value(raw, name.end(), key, marks)
            label = name["name"].lower()
            if label not in fields:
                fields[label] = value
            elif fields[label] != value:
                self._report(
                    "duplicate-field", f"{label!r} stands twice in {key!r}; the first is kept", self.at + name.start()
                )
            after = _skip_blank(raw, at)
            separated = raw[max(after - 200, 0) : after].rstrip().endswith(",")
            if after < len(raw) and raw[after] not in ",})%" and not separated and (missing := _NAME.match(raw, after)):
                self._report("missing-comma", f"no comma before {missing['name']!r} in {key!r}", self.at + at)
        self.scanned = self.at + at
        if not fields and len(self.problems) == faults and not key:
            return None
        if not fields:
            self._report("bad-entry", f"nothing of the entry {key!r} could be saved", self.at)
            return None
        return RawEntry(head["kind"].lower(), key, fields)

    def _junk(self, raw: str, at: int, end: int, key: str) -> None:
        """Tell of what stands where a field should."""
        if junk := raw[at:end].strip(" \t\n,})"):
            self._report("junk", f"{junk[:40]!r} in {key!r} is no field", self.at + at)

    def _scanned_value(self, raw: str, at: int, key: str, marks: _Marks) -> tuple[int, str]:
        parts: list[str] = []
        while at < len(raw):
            if raw[at] in '{"':
                end, following = marks.end(at)
                if end < 0 or following:
                    end = following.start() if following else marks.last
                    self._report("unclosed-value", f"a value in {key!r} is never closed", self.at + at)
                    parts.append(_balanced(raw[at + 1 : end].rstrip(' \t\n,}"')))
                    return end, "".join(parts)
                parts.append(raw[at + 1 : end])
                at = end + 1
            elif word := _WORD.match(raw, at):
                parts.append(self._macro(word.group()))
                at = word.end()
            else:
                break
            after = _skip_blank(raw, at)
            if raw[after : after + 1] != "#":
                break
            at = _skip_blank(raw, after + 1)
        return at, "".join(parts)

    def _value(self, value: str) -> str:
        """Join the parts of a value at "#", macros replaced and outer marks gone."""
        value = value.strip()
        if "#" not in value or (value[:1] == "{" and closing(value, 0) == len(value) - 1):
            return self._unmarked(value)
        return "".join(self._unmarked(part.strip()) for part in _parts(value))

    def _unmarked(self, value: str) -> str:
        if len(value) > 1 and ((value[0] == "{" and value[-1] == "}") or (value[0] == value[-1] == '"')):
            return value[1:-1]
        return self._macro(value)

    def _macro(self, name: str) -> str:
        """What a macro stands for; its name, where there is none or the file has no room left for it."""
        said = self.macros.get(name.lower())
        if said is None or len(said) <= _SHORT:
            return name if said is None else said
        if len(said) > self.room:
            if not self.is_full:
                self.report_no_room(self.at, f"the macro {name[:40]!r} and others that do not fit are left as names")
            self.is_full = True
            return name
        self.room -= len(said)
        return said

    def report_no_room(self, at: int, what: str) -> None:
        """Say that the file has the reader put in too much, from the place on."""
        self._report("too-much-expansion", f"macros and parents add more than may be read of this file; {what}", at)

    def _offset(self, line: int, raw: str, least: int) -> int:
        start = max(self.starts[min(line, len(self.starts) - 1)], least)
        found = self.text.find(raw[:80], start)
        return found if found >= 0 else start

    def _report(self, code: str, message: str, at: int) -> None:
        line = bisect_right(self.starts, at)
        column = at - self.starts[line - 1] + 1
        printed = message if message.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in message)
        self.problems.append(
            Problem(code=code, stage="load", message=f"line {line}, column {column}: {printed}", span=Span(at, at + 1))
        )


class _Marks:
    """Where the values of one entry end. What is looked for in all that follows is looked for once, not from each value."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._closings = closings(raw)
        self._next: dict[re.Pattern[str], tuple[int, re.Match[str] | None]] = {}

    def end(self, at: int) -> tuple[int, re.Match[str] | None]:
        """The mark that closes the value at `at`, or -1, and the field that begins before it, which says that it is none."""
        end = self._closings.get(at, -1)
        if self._raw[at] == '"' and end - at > _LONGEST:
            end = -1
        if end > 0:
            return end, _NEXT_LINE.search(self._raw, at + 1, end)
        return end, self._following(_NEXT_LINE, at + 1) or self._following(_NEXT_HERE, at + 1)

    @cached_property
    def last(self) -> int:
        """Where the last value ends if nothing closes it."""
        return len(self._raw.rstrip().rstrip("})").rstrip())

    def _following(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        start, found = self._next.get(pattern, (len(self._raw) + 1, None))
        if start > at or (found is not None and found.start() < at):
            found = pattern.search(self._raw, at)
            self._next[pattern] = at, found
        return found


def _blocks(text: str) -> tuple[Any, list[Any]]:
    model, splitter = _bibtexparser()
    return model, list(splitter(bibstr=text).split().blocks)


@cache
def _bibtexparser() -> tuple[Any, Any]:
    import logging

    from bibtexparser import model
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    return model, Splitter


def _parts(value: str) -> Iterator[str]:
    depth = 0
    quoted = False
    start = 0
    for at, char in enumerate(value):
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == '"' and depth == 0:
            quoted = not quoted
        elif char == "#" and depth == 0 and not quoted:
            yield value[start:at]
            start = at + 1
    yield value[start:]


def closing(text: str, start: int, stop: int | None = None) -> int:
    """Return the place of the mark, a brace or a quote, that closes the one at `start`, before `stop`, or -1."""
    depth = 0
    quoted = text[start] == '"'
    for match in (_QUOTE if quoted else _BRACE).finditer(
        text, start + quoted, start + _LONGEST if stop is None else stop
    ):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0 and not quoted:
                return match.start()
        elif sign == '"' and depth <= 0:
            return match.start()
    return -1


def closings(text: str) -> dict[int, int]:
    """Return the place of each opening brace, and of each quote, with that of the mark that closes it, as `closing` finds it.

    It is found in one pass, so that a text of marks that nothing closes is not read anew from each of them.

    >>> closings('{"a" {b}')
    {1: 3, 5: 7}
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    quotes: list[list[int]] = [[]]  # those that nothing closes yet, by the braces they stand in, the innermost last
    for match in _QUOTE.finditer(text):
        sign, at = match.group(), match.start()
        if sign == "{":
            opened.append(at)
            quotes.append([])
        elif sign == "}":
            if opened:
                found[opened.pop()] = at
                inner = quotes.pop()
                quotes[-1] += inner  # what is open within is closed by the next quote outside
        elif sign == '"':
            found |= dict.fromkeys(quotes[-1], at)
            quotes[-1] = [at]
    return found


def _balanced(text: str) -> str:
    """`text` with the braces closed that are open, and without those that close nothing."""
    out = []
    depth = 0
    for piece in re.findall(r"\\.|[{}]|[^\\{}]+|\\", text, re.DOTALL):
        if piece == "}" and depth == 0:
            continue
        depth += (piece == "{") - (piece == "}")
        out.append(piece)
    return "".join(out) + "}" * depth


def _skip_blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _skip(text: str, at: int) -> int:
    """The place behind blanks, commas and comments to the end of the line."""
    while at < len(text):
        if text[at].isspace() or text[at] == ",":
            at += 1
        elif text[at] == "%":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
        else:
            break
    return at
