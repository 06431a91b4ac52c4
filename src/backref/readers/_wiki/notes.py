"""The notes of a page before it is read: what each `<ref>` is called, where its content stands, and what kind of
content that is.

A name may be used before it is defined, in a list of references at the end or in a template; so all notes are looked at
first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from ...model import Span
from . import short
from .kinds import Kind, kind_of

REF = r"(?i:<ref)(?P<attributes>(?:\s[^<>/]*+(?:/(?!>)[^<>/]*+)*+)?)(?:/>|>(?P<inside>(?:(?!(?i:</?ref\b)).)*+)(?i:</ref>))"
_REF_OR_HIDDEN = re.compile(rf"<!--|<nowiki>|<pre>|<syntaxhighlight|{REF}", re.DOTALL)
_ENDS = {"<!--": "-->", "<nowiki>": "</nowiki>", "<pre>": "</pre>", "<syntaxhighlight": "</syntaxhighlight>"}
_ATTRIBUTE = re.compile(
    r"""\b(name|group)\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})'|([^\s"'/>]{1,200}))""", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w'’-]+")


@dataclass(slots=True)
class Note:
    """A note in the order of its first use: what it holds, and where the text points at it."""

    number: int
    name: str = ""
    content: Span | None = None
    kind: Kind = "missing"
    pointers: list[short.Short] = field(default_factory=list)  # what a note of the kind "short" names
    uses: list[Span] = field(default_factory=list)  # in the text
    depth: int = 0  # in other notes


class Notes:
    """The notes that a page defines, and those that it has used so far."""

    def __init__(self, source: str, ends: Mapping[int, int]) -> None:
        self.source = source
        self.ends = ends  # where each template ends, by where it begins
        self.used: list[Note] = []
        self._defined: dict[tuple[str, str], Span] = {}
        self._named: dict[tuple[str, str], Note] = {}
        self._counted: Counter[str] | None = None
        self._define()

    def use(self, attributes: str, content: Span | None) -> Note:
        """Return the note that a `<ref>` with these attributes means, the content of the page's first definition in
        it.
        """
        name, group = named(attributes)
        return self.use_named(name, group, content)

    def use_named(self, name: str, group: str = "", content: Span | None = None) -> Note:
        """Return the note of a name, or a new one where it has none."""
        known = self._named.get((group, name)) if name else None
        if known is not None:
            return known
        held = self._defined.get((group, name)) if name else None
        note = Note(len(self.used) + 1, name, held or content)
        self.used.append(note)
        if name:
            self._named[group, name] = note
        if note.content is not None:
            note.kind, note.pointers = kind_of(self.source, self.ends, note.content, self._words)
        return note

    def use_the_rest(self, most: int) -> None:
        """Use what is defined and was pointed at by nothing that was read, so many at most: a list prints it all the
        same.
        """
        for group, name in islice((each for each in self._defined if each not in self._named), most):
            self.use_named(name, group)

    def _define(self) -> None:
        at = 0
        absent: set[str] = set()
        while match := _REF_OR_HIDDEN.search(self.source, at):
            at = match.end()
            if closing := _ENDS.get(match.group()):
                closed = -1 if closing in absent else self.source.find(closing, at)
                if closed < 0:
                    absent.add(closing)  # so that the rest is not searched for it again
                at = closed if closed >= 0 else at
            elif match["inside"] and match["inside"].strip() and match["attributes"]:
                name, group = named(match["attributes"])
                if name:
                    self._defined.setdefault((group, name), Span(*match.span("inside")))

    def _words(self) -> Counter[str]:
        """How often the page has each word: whom a short citation names is named in a full one, too."""
        if self._counted is None:
            self._counted = Counter(_WORD.findall(self.source))
        return self._counted


def named(attributes: str) -> tuple[str, str]:
    """Return the name and the group that the attributes of a `<ref>` give.

    >>> named(' name="a  b" group=note'), named(" name=foe ")
    (('a b', 'note'), ('foe', ''))
    """
    found = {
        key.lower(): " ".join((one or two or bare).split()) for key, one, two, bare in _ATTRIBUTE.findall(attributes)
    }
    return found.get("name", ""), found.get("group", "")
