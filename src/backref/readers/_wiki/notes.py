"""The notes of a page before it is read: what each `<ref>` is called, where its content stands, and what kind of content that is.

A name may be used before it is defined, in a list of references at the end or in a template; so all notes are looked at first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ...model import Span
from ...text import templates
from . import parameters, short
from .references import reference_of
from .shown import names_a_work

REF = r"(?i:<ref)(?P<attributes>(?:\s[^<>/]*+(?:/(?!>)[^<>/]*+)*+)?)(?:/>|>(?P<inside>(?:(?!</?ref\b).)*+)</ref>)"
_REF_OR_HIDDEN = re.compile(rf"<!--|<nowiki>|<pre>|<syntaxhighlight|{REF}", re.DOTALL)
_ENDS = {"<!--": "-->", "<nowiki>": "</nowiki>", "<pre>": "</pre>", "<syntaxhighlight": "</syntaxhighlight>"}
_ATTRIBUTE = re.compile(
    r"""\b(name|group)\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})'|([^\s"'/>]{1,200}))""", re.IGNORECASE
)
_LINK = re.compile(r"https?://[^\s\[\]{}|<>]{4}|\b10\.\d{4,9}/\S|\b(?:PMID|PMC|ISBN(?:-1[03])?:?|arXiv:)\s?\d")
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
Kind = Literal["cited", "short", "plain", "missing"]


@dataclass
class Note:
    """A note in the order of its first use: what it holds, and where the text points at it."""

    number: int
    name: str = ""
    content: Span | None = None
    kind: Kind = "missing"
    pointers: list[short.Short] = field(default_factory=list)  # what a note of the kind "short" names
    uses: list[Span] = field(default_factory=list)  # in the text


class Notes:
    """The notes that a page defines, and those that it has used so far."""

    def __init__(self, source: str, ends: Mapping[int, int]) -> None:
        self.source = source
        self.ends = ends  # where each template ends, by where it begins
        self.used: list[Note] = []
        self._defined: dict[tuple[str, str], Span] = {}
        self._named: dict[tuple[str, str], Note] = {}
        self._define()

    def use(self, attributes: str, content: Span | None) -> Note:
        """Return the note that a `<ref>` with these attributes means, the content of the page's first definition in it."""
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
            note.kind, note.pointers = self._kind(note.content)
        return note

    def use_the_rest(self) -> None:
        """Use what is defined and was pointed at by nothing that was read: a list prints it all the same."""
        for group, name in self._defined:
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

    def _kind(self, content: Span) -> tuple[Kind, list[short.Short]]:
        """What a note holds: a work, nothing but pointers at works, or words, of which the finding decides."""
        rest: list[str] = []
        pointers: list[short.Short] = []
        is_cited = False
        at = content.start
        while (begin := self.source.find("{{", at, content.end)) >= 0:
            rest.append(self.source[at:begin])
            end = self.ends.get(begin, begin + 2)
            at = min(end, content.end)
            if end == begin + 2 or end > content.end:
                continue
            name, given = parameters.parts(self.source, begin, end)
            if templates.sort_of(name) == "short":
                pointers += short.of_template(name, parameters.values(self.source, given))
            else:
                is_cited |= names_a_work(name) or reference_of(name, parameters.values(self.source, given)) is not None
        rest.append(self.source[at : content.end])
        words = " ".join("".join(rest).replace("''", "").split())
        if is_cited or _LINK.search(words):
            return "cited", []
        pointers = pointers or short.of_note(words, self._words)
        return ("short", pointers) if pointers else ("plain", [])

    @cached_property
    def _words(self) -> Counter[str]:
        """How often the page has each word: whom a short citation names is named in a full one, too."""
        return Counter(_WORD.findall(self.source))


def named(attributes: str) -> tuple[str, str]:
    """Return the name and the group that the attributes of a `<ref>` give.

    >>> named(' name="a  b" group=note'), named(" name=foe ")
    (('a b', 'note'), ('foe', ''))
    """
    found = {
        key.lower(): " ".join((one or two or bare).split()) for key, one, two, bare in _ATTRIBUTE.findall(attributes)
    }
    return found.get("name", ""), found.get("group", "")
