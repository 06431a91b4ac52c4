"""What templates, notes and links become in the text of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...model import Span
from ...text import templates
from .. import _works
from . import parameters, short
from .behind import Behind
from .notes import Note
from .references import reference_of
from .shown import shown

_IN_SENTENCE = frozenset(("harvtxt", "harvcoltxt"))  # "Moe (2004)"
_DEEPEST = 20  # templates within templates whose words are read
_NOTES = 5  # notes within notes
_MANY_WORDS = 3  # "{{fact|so it is said}}" holds the words that want a source, "{{fact|May 2011}}" a date


class WikiPage(Behind):
    """A page that is read; `inline` copies what a reader sees of a stretch of its source."""

    def ref(self, match: re.Match[str]) -> None:
        """Take a `<ref>`: what it means is known when all are."""
        content = Span(*match.span("inside")) if match["inside"] and match["inside"].strip() else None
        if content is not None and not self.has_room(match.start()):
            self.builder.copy(*match.span())
            return
        self._point(self.notes.use(match["attributes"] or "", content), Span(*match.span()))

    def template(self, start: int, end: int) -> None:
        """Print what a template stands for: a work, a short citation, a note, words, or nothing."""
        name, given = parameters.parts(self.source, start, end)
        sort = templates.sort_of(name)
        unnamed = [part.span for part in given if part.key.isdecimal()]
        whole = Span(start, end)
        if sort == "short":
            self._short(name, short.of_template(name, parameters.values(self.source, given)), whole)
        elif sort == "repeat":
            for part in given:
                if part.key.isdecimal() and (named := parameters.plain(part.span.of(self.source))):
                    self._point(self.notes.use_named(named), whole)
        elif sort == "notes" and (unnamed or "text" in {part.key for part in given}):
            held = unnamed[0] if unnamed else next(part.span for part in given if part.key == "text")
            self._held(
                held, parameters.values(self.source, [p for p in given if p.key in ("name", "group")]), name, whole
            )
        elif sort == "needed":
            words = next((part.span for part in given if part.key in ("1", "text")), None)
            if words is not None and len(words.of(self.source).split()) >= _MANY_WORDS:
                self._words(words)
            self.builder.insert("[citation needed]", start, end - start)
        elif sort != "lists":
            self._other(name, given, whole)

    def outer(self, match: re.Match[str]) -> None:
        """Print a link: its words, and where they are a note's or the address holds a DOI, the address too."""
        words = match["words"] or ""
        if words:
            self.inline(*match.span("words"))
        if self.in_note is not None and words and not ("10." in match["url"] and "10." in words):
            self.addresses.append(match["url"])
        elif self.in_note is not None or _works.names_work(match["url"], words):
            if words:
                self.builder.insert(" ", match.end("words"))
            self.builder.copy(*match.span("url"))

    def _held(self, held: Span, known: Mapping[str, str], name: str, whole: Span) -> None:
        """Take the note that a template holds, unless it is too deep in others."""
        depth = self.in_note.depth + 1 if self.in_note else 0
        if not self.has_room(whole.start):
            self.builder.copy(*whole)
        elif depth < _NOTES:
            note = self.notes.use_named(known.get("name", ""), known.get("group", name), held)
            note.depth = max(note.depth, depth)
            self._point(note, whole)

    def _point(self, note: Note, whole: Span) -> None:
        at = self.builder.length
        self.builder.insert(f"[{note.number}]", whole.start, whole.end - whole.start)
        note.uses.append(Span(at, self.builder.length))

    def _short(self, name: str, named: list[short.Short], whole: Span) -> None:
        if named:
            at = self.builder.length
            printed = "; ".join(f"{each.who}, {each.year}" for each in named)
            is_subject = name in _IN_SENTENCE
            printed = f"{named[0].who} ({named[0].year})" if is_subject else f"({printed})"
            self.builder.insert(printed, whole.start, whole.end - whole.start)
            self.builder.marker(at, "author-year", tuple(each.key for each in named))

    def _other(self, name: str, given: list[parameters.Parameter], whole: Span) -> None:
        """A template of a work, of an identifier or of words; any other one is left out, but for its notes."""
        may_cite = self.in_note is not None or self.in_item or templates.citing(name) is not None
        if may_cite and not self.has_room(whole.start):
            self.builder.copy(*whole)
            return
        reference = reference_of(name, parameters.values(self.source, given)) if may_cite else None
        if reference is not None:
            at = self.builder.length
            self.builder.copy(*whole)
            label = str(self.in_note.number) if self.in_note else None
            self.builder.citation(at, label, "footnote" if self.in_note else "list", reference)
            self.works += self.in_note is not None
        elif (said := shown(name, [part.span.of(self.source) for part in given if part.key.isdecimal()])) is not None:
            held_as = next((part.span for part in given if part.span.of(self.source).strip() == said), None)
            if "{{" in said and held_as is not None:
                self._words(held_as)
            else:
                self.builder.insert(parameters.plain(said) or said, whole.start, whole.end - whole.start)
        else:
            self.keep_notes(*whole)

    def _words(self, span: Span) -> None:
        """Copy the words that a template holds, unless they are too deep."""
        if self.depth < _DEEPEST:
            self.depth += 1
            self.inline(*span)
            self.depth -= 1
