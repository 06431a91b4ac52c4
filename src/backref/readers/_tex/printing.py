"""What the commands of a manuscript print, and which of them cite."""

from __future__ import annotations

import re

from ...fields.latex import decode
from ...model import Span
from ...text.raised import is_part, raised
from .. import _works
from . import citing, commands, pieces
from .items import Items

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DIGITS = re.compile(r"\d{1,3}(?:\s?[,;\u2010-\u2015-]\s?\d{1,3}){0,20}")
_LONGEST = 3000  # characters of an address, or of its words, that are looked at
_MARKUP = re.compile(r"\\[a-zA-Z]+\s?|[{}$]")
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]{2,12}/\d{7})")


class Printing(Items):
    """A manuscript whose commands are printed as they come."""

    def printed(self, match: re.Match[str], stop: int) -> int:
        """Print what a piece that is no block stands for, and return where its source ends."""
        builder, end = self.builder, match.end()
        if match["cite"]:
            return self.cites(match, match["citing"], stop)
        if match["command"]:
            return self._command(match, stop)
        if match["address"]:
            closed = self.tex.closing(end - 1, stop)
            if closed >= 0:
                builder.copy(end, closed)
                return closed + 1
        elif match["accent"] or match["escaped"]:
            builder.insert(decode(match.group()), match.start(), end - match.start())
        elif match["dash"]:
            builder.insert(pieces.DASHES.get(match["dash"], commands.SAME), match.start(), end - match.start())
        elif match["break"] or match["blank"] or (match["glue"] and "skip" in match["glue"]):
            builder.insert(" ", match.start(), end - match.start())
        return end

    def closed(self, at: int) -> None:
        """Print what belongs behind the brace that closes at `at`."""
        begin = self.codes.pop(at, self.builder.length)
        if begin < self.builder.length:
            self.builder.block(begin, "code")
        if said := self.after.pop(at, ""):
            self.builder.insert(said, at)

    def cites(self, match: re.Match[str], name: str, stop: int) -> int:
        """Keep what a command cites, as a marker, and return where its arguments end."""
        found = self._cited(name, match.end(), stop)
        if found is None:
            most = commands.UNPRINTED.get(name, 1)
            return self.tex.arguments(match.end(), stop, most=most).end if most else match.end()
        keys, span = found
        begin = self.builder.length
        self.builder.copy(match.start(), span.end)
        self.builder.marker(begin, "key", keys)
        return span.end

    def _cited(self, name: str, at: int, stop: int) -> tuple[tuple[str, ...], Span] | None:
        """The keys behind a command, which may be one of the author's own, and where its arguments stand."""
        own = self.own.get(name)
        if own is None or not own.braces:
            return citing.keys(self.tex, own.name if own else name, at, stop)
        star = 1 if self.source.startswith("*", at) else 0
        given = self.tex.arguments(at + star, stop, most=own.braces)
        if len(given.given) < own.at:
            return None
        return tuple(citing.listed(given.given[own.at - 1].of(self.source))), Span(at, given.end)

    def _command(self, match: re.Match[str], stop: int) -> int:
        name, at = match["name"], match.end()
        if name in self.own:
            return self.cites(match, name, stop)
        if name in commands.DEFINING:
            return self._definition(name, at, stop)
        if name in commands.TOGETHER:
            most, said = commands.TOGETHER[name]
            found = self.tex.arguments(at, stop, most=most)
            if len(found.given) == most:
                text = said([" ".join(decode(part.of(self.source)).split()) for part in found.given])
                self.builder.insert(text, match.start(), found.end - match.start())
                return found.end
        if name in commands.LINKING:
            return self._link(name, at, stop)
        if name in commands.RAISING and (end := self._raised(match.start(), at, stop)):
            return end
        if name == "setcounter":
            self._count(at, stop)
        if name in commands.UNPRINTED:
            most = commands.UNPRINTED[name]
            passed = self.tex.arguments(at, stop, most=most, round_too=name == "cmidrule")
            return self._before_brace(passed.end if most else at, stop)
        if name in commands.LETTERS:
            self.builder.insert(commands.LETTERS[name], match.start(), at - match.start())
            return self._before_brace(at, stop)
        self._around(name, at, stop)
        option = pieces.OPTION.match(self.source, at, stop)
        return self._before_brace(option.end() if option else at, stop)

    def _raised(self, start: int, at: int, stop: int) -> int:
        """Print raised numbers in brackets, as any marker, or as a part of what they stand at; return where they end, 0
        for what is no number.
        """
        found = self.tex.arguments(at, stop)
        digits = decode(found.given[0].head(self.source, 80)).strip() if found.given else ""
        if not _DIGITS.fullmatch(digits):
            return 0
        said = raised(digits) if is_part(self.builder.tail(50), digits, self._next(found.end)) else f"[{digits}]"
        self.builder.insert(said, start, found.end - start)
        return found.end

    def _next(self, at: int) -> str:
        return _MARKUP.sub("", self.source[at : at + 60])[:6]

    def _count(self, at: int, stop: int) -> None:
        counter = self.tex.arguments(at, stop, most=2).given
        if len(counter) == 2:
            self.counting.set(*(part.head(self.source, 40) for part in counter))

    def _before_brace(self, at: int, stop: int) -> int:
        """Where the text behind a command begins: the blanks between are none of it."""
        begin = self.tex.gap(at, stop)
        if begin < stop and self.source[begin] == "{":
            return begin
        while at < stop and self.source[at] in " \t":
            at += 1
        return at

    def _around(self, name: str, at: int, stop: int) -> None:
        """Print what stands before the argument of a command, and keep what stands behind it."""
        found = self.tex.arguments(at, stop)
        if not found.given:
            return
        held = found.given[0].head(self.source, 400)
        before, behind = commands.QUOTING.get(name, ("", ""))
        if name in commands.BEFORE and not re.match(r"\s*(?:\\|https?:|doi|isbn|issn)", held, re.IGNORECASE):
            before = commands.BEFORE[name]
        elif name in commands.PREPRINT and _ARXIV.fullmatch(held.strip()):
            before = "arXiv:"
        self.builder.insert(before, at)
        if behind:
            self.after[found.given[0].end] = behind
        if name in commands.CODE:
            self.codes[found.given[0].end] = self.builder.length

    def _link(self, name: str, at: int, stop: int) -> int:
        """A link is its words; a work that those do not name stands behind them."""
        found = self.tex.arguments(at, stop, most=2)
        if len(found.given) < 2:
            return found.end
        address, words = (span.head(self.source, _LONGEST) for span in found.given)
        doi = _DOI.search(address)
        if doi and "10." not in words:
            self.after[found.given[1].end] = f" https://doi.org/{doi.group()}"
        elif not doi and not words.strip().startswith("http") and _works.names_work(address, words):
            self.after[found.given[1].end] = f" {address}"
        elif "arxiv.org" in address and _ARXIV.fullmatch(words.strip()):
            self.builder.insert("arXiv:", at)
        return found.given[1].start - 1

    def _definition(self, name: str, at: int, stop: int) -> int:
        """A definition prints nothing: its name, its options and its bodies are passed over."""
        named = re.compile(r"\s*\\[a-zA-Z@]+[^{}\\\n]{0,80}").match(self.source, at, stop)
        begin = named.end() if named else at
        if named and "labelenum" in named.group() and (body := self.tex.arguments(begin, stop).given):
            self.counting.define(body[0].of(self.source))
        if name == "let":
            behind = re.compile(r"\s*=?\s*\\[a-zA-Z@]+").match(self.source, begin, stop)
            return behind.end() if behind else begin
        most = 1 if named else 3 if "environment" in name else 2
        return self.tex.arguments(begin, stop, most=most, options=3).end
