r"""The text of a .bib file -> its entries as written: macros and `#` resolved, what is broken mended, every fault with
its place.

This is the one scanner: what an entry means, where it stands and how it was written all come from it. An entry without
a fault is read by patterns (`plain`), any other field by field (`mending`).

Source: "BibTeXing" (Oren Patashnik, 1988); "Tame the BeaST" (Nicolas Markey, 2009).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ...model import Problem, Span, Written
from ...text.told import Tally
from .._strays import most_of
from . import heads, mending, plain
from .macros import Macros


class RawEntry(NamedTuple):
    """One entry: its type in small letters, its key, how it is written, and its fields in order, each value LaTeX
    without outer braces.

    Of two fields of one name it has the first, and the other by the name that Better BibTeX gives it
    ("note+duplicate-1"). `unique` is the key, or what it is called where an entry before it has the same one; `at` is
    where it begins.
    """

    kind: str
    key: str
    written: Written
    fields: dict[str, str]
    unique: str = ""
    at: int = 0


class BibText(NamedTuple):
    """What a .bib file holds. `preserved` are its @string, @preamble and @comment blocks as written, `macros` the names
    it defines, `defined` what they stand for.

    `room` is how many characters may still be put in where the file only names them. `commas` are where one is missing,
    or a ";" stands for it: all of them, however many are told.
    """

    entries: tuple[RawEntry, ...]
    preserved: tuple[str, ...]
    problems: tuple[Problem, ...]
    room: int = 0
    macros: frozenset[str] = frozenset()
    defined: Mapping[str, str] = {}
    commas: Sequence[int] = ()


COMMA = "missing-comma"
AGAIN = "+duplicate-"  # behind the name of a field that an entry has again
_STRAY = re.compile(r"(?i:@(?!comment\b)\w+)|[^%@]{0,200}?\w\s{0,20}=\s{0,20}[{\"\w]")
_WORDS = re.compile(r"^[^\S\n]*+(?!%|@comment\b)\S", re.MULTILINE | re.IGNORECASE)
_EMPTY = 3  # of so many, one may be without fields: it says nothing, and costs no less
_LOOKED, _LONGEST = 4, 100_000  # for each character of the file, and beside
_MERGE = re.compile(r"^<{7} ", re.MULTILINE)
# Marks of byte order that stand where files were put together: blanks, for whoever reads on.
_MARK = re.compile("(?<![^\r\n\t ,{])\ufeff++|(?<!\ufeff)\ufeff++(?=\\s{0,200}+@)")


def split(text: str, macros: Mapping[str, str] = MappingProxyType({})) -> BibText:
    """Return the entries of a .bib file, in order. Never raises; a fault becomes a Problem with its span.

    `macros` are those that files beside it define.

    >>> split("@article(a, title = {A tale}, year = 2001, month = feb # {~3})").entries[0].fields
    {'title': 'A tale', 'year': '2001', 'month': 'February~3'}
    >>> split("@book{a,\\n title = {One}\\n year = 1999}").problems[0].message
    "no comma before 'year' in 'a'"
    """
    return _Reading(text, macros).run()


def no_room(at: int, what: str) -> Problem:
    """Return the Problem of a file that names more than it may add, with the place where that began."""
    return problem("too-much-expansion", f"macros and parents add more than may be read of this file; {what}", at)


def problem(code: str, message: str, at: int) -> Problem:
    """Return the Problem at a place; what it quotes is printable."""
    printed = message if message.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in message)
    return Problem.made({"code": code, "stage": "load", "message": printed, "span": Span(at, at + 1)})


class _Reading:
    """One pass over a file: the macros so far, and what was found."""

    def __init__(self, text: str, macros: Mapping[str, str]) -> None:
        self.source = text
        self.text = text = _MARK.sub(lambda m: " " * len(m.group()), text) if "\ufeff" in text else text
        self.macros = Macros(len(text))
        self.macros.known.update(macros)
        self.problems: list[Problem] = []
        self.told: Tally[int] = Tally(len(text))
        self.commas = array("Q")
        self.room = most_of(text)  # for entries
        self.empty = self.room // _EMPTY  # for those without fields
        self.preserved: list[str] = []
        self.heads = heads.Heads(text)
        self.entries: list[RawEntry] = []
        self.seen: dict[str, int] = {}
        self.returns = "\r" in text or any("\r" in said for said in macros.values())
        self.tried: dict[str, int] = {}  # the next number for a key that comes again
        self.early: dict[str, tuple[str, int, str]] = {}  # macros that were not known: as named, where, in which other
        self.looked = 0  # characters in which the ends of broken entries were looked for
        self.stray = -1  # behind which nothing more is said of what is no entry
        self.before: list[Span] = []  # what stands since the last entry

    def run(self) -> BibText:
        done = 0  # up to here
        while block := self.heads.following(done):
            self._between(done, block.start)
            done = self._block(block)
            if self.room <= 0:
                self._stop(done)
                break
        else:
            self._between(done, len(self.text))
        if self.entries:
            self.entries[-1].written.after = tuple(self.before)
        self._tell_macros()
        for mark in _MERGE.finditer(self.text):
            message = "marks of a merge: entries of both sides are read; keep what is right, and take the marks away"
            self._report("merge-marks", message, mark.start())
        self.problems += (problem(rest.kind, rest.message, rest.place) for rest in self.told.rest())
        if not (self.entries or self.preserved or self.problems) and (stray := _WORDS.search(self.text)):
            self._report("bad-entry", "there is no entry in this text", stray.start())
        return BibText(
            tuple(self.entries), tuple(self.preserved), tuple(self.problems), self.macros.room, frozenset(self.macros.own),
            {name: self.macros.known[name] for name in self.macros.own}, self.commas,
        )  # fmt: skip

    def _stop(self, done: int) -> None:
        """Read no further, where much stands behind that is read; what does stays as it is."""
        if self.text[done:].strip():
            message = f"only the first {len(self.entries):,} entries were read: there are far too many for their length"
            self._report("too-many-entries", message, done)
        self.before.append(Span(done, len(self.text)))

    def _tell_macros(self) -> None:
        """Report the macros that are named before they are defined, and those that others name in vain."""
        for lowered, (name, at, macro) in self.early.items():
            if lowered in self.macros.own:
                message = f"the macro {name[:40]!r} is named before it is defined; it is left as a name there"
                self._report("late-macro", message, at)
            elif macro and not name.isdecimal():
                self._report("undefined-macro", f"the macro {name[:40]!r} of {macro[:40]!r} is defined nowhere", at)

    def _between(self, start: int, end: int) -> None:
        """Take what stands between two blocks: words of the author's own, or what was to be an entry."""
        piece = self.text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        if (
            begin < end
            and start != self.stray
            and (stray := _STRAY.match(self.text, begin, end))
            and self.text[begin] != "%"
        ) and (stray.group()[0] == "@" or self.entries):
            self._report("bad-entry", f"{piece.strip()[:60]!r} is no entry", begin)
        if start < end:
            self.before.append(Span(start, end))

    def _block(self, block: heads.BlockHead) -> int:
        """Take one block, and return where what is behind it begins."""
        start, stop = block.start, block.stop
        if block.kind in heads.KEPT:
            return self._kept(block)
        found = plain.read(self.text, start, stop)
        if found is None:
            self.looked += stop - start
            if self.looked > _LOOKED * len(self.text) + _LONGEST:  # broken ones in each other, all to one end
                stop = heads.before_next(self.text, block)
            found = mending.read(self.text, start, stop)
        if found is None:
            self._report("bad-entry", f"{self.text[start:stop].strip()[:60]!r} is no entry", start)
            return stop
        for fault in found.faults:
            self._report(*fault)
        if not found.names and found.faults:
            self._report("bad-entry", f"nothing of the entry {found.key!r} could be saved", start)
            return found.end
        self._add(found, start)
        return found.end

    def _add(self, found: plain.EntryRead, start: int) -> None:
        """Add an entry under a key that none before it has."""
        self.room -= 1
        if not found.names and not self._has_room_for_empty(start, found.end):
            return
        faulty = bool(found.faults) and any(fault.code != "duplicate-field" for fault in found.faults)
        written = Written(
            self.source, found.kind, found.key, found.key_at, Span(start, found.end), found.names, found.marks, language="bib", faulty=faulty
        )  # fmt: skip
        written.mended = found.mended
        fields = self._fields(found, start)
        if not found.key and fields:
            self._report("empty-key", f"the {found.kind or 'entry'} with {next(iter(fields))!r} has no key", start)
        times = self.seen.get(found.key, 0) + 1
        self.seen[found.key] = times
        key = found.key
        if times > 1 and key:
            key = self._free(found.key, times)
            self._report("duplicate-key", f"another entry has the key {found.key!r}; this one is called {key}", start)
            self.seen[key] = 1
        written.unique = key
        written.before = tuple(self.before)
        self.before.clear()
        self.entries.append(RawEntry(found.kind.lower(), found.key, written, fields, key, start))

    def _has_room_for_empty(self, start: int, end: int) -> bool:
        """Whether one more entry without fields is read; else it stays as it is, and that is said of the first."""
        self.empty -= 1
        if self.empty == -1:
            self._report(
                "too-many-entries",
                "there are far too many entries without fields: this one and others stay as they are",
                start,
            )
        if self.empty < 0:
            self.before.append(Span(start, end))
        return self.empty >= 0

    def _free(self, key: str, times: int) -> str:
        """A key that no entry before has; what was tried for this one is not tried again."""
        number = max(times, self.tried.get(key, 0))
        while f"{key}-{number}" in self.seen:
            number += 1
        self.tried[key] = number + 1
        return f"{key}-{number}"

    def _fields(self, found: plain.EntryRead, at: int) -> dict[str, str]:
        """The values with their macros put in; what is mended and what stands in marks has none."""
        names, texts = found.names, found.texts
        for number in found.bare:
            if not (texts[number].isdecimal() and texts[number] not in self.macros.known):
                texts[number] = self._joined(texts[number], at, found.marks[4 * number])
        fields = dict(zip(names, texts, strict=True))
        if len(fields) < len(names):
            fields = {}
            again: dict[str, int] = {}
            for name, text in zip(names, texts, strict=True):
                number = again[name] = again.get(name, -1) + 1
                fields[f"{name}{AGAIN}{number}" if number else name] = text
        if self.returns:
            for name, text in fields.items():
                fields[name] = text.replace("\r\n", "\n").replace("\r", "\n")
        return fields

    def _joined(self, value: str, at: int, place: int, macro: str = "") -> str:
        """What a value says that stands at a place of the block at `at`, or that a macro is defined as."""
        was_refused = self.macros.refused
        said = self.macros.joined(value)
        for name in self.macros.unknown:
            self.early.setdefault(name.lower(), (name, place, macro))
        self.macros.unknown.clear()
        if self.macros.refused and not was_refused:
            what = f"the macro {self.macros.refused[:40]!r} and others that do not fit are left as names"
            self.problems.append(no_room(at, what))
        return said

    def _kept(self, block: heads.BlockHead) -> int:
        """Keep a macro, a preamble or a comment as it is written."""
        end = self.heads.end_of(block)
        if end < 0:
            self._report("bad-entry", f"{'@' + block.kind!r} is never closed", block.start)
            self.stray = block.body
            return block.body
        for name, value in heads.macros_of(self.text, block, end):
            self.macros.define(name, self._joined(value, block.start, block.start, name))
        self.preserved.append(self.text[block.start : end])
        self.before.append(Span(block.start, end))
        return end

    def _report(self, code: str, message: str, at: int) -> None:
        if code == COMMA:
            self.commas.append(at)
        if self.told.has_room(code, at):
            self.problems.append(problem(code, message, at))
