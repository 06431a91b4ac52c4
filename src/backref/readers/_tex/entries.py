r"""Entries in fields: "\entry{key}{article}{}...\endentry" of biber's files, and amsrefs' "\bib{key}{article}{...}"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from ...fields import names
from ...fields.latex import decode
from ...model import Name, Reference, Span
from .arguments import Tex
from .fields import reference_of

_COMMAND = re.compile(r"\\(name|list|field|verb)(?=[\s{])")
_VERB = re.compile(r"\{([a-z]{1,20})\}\s*\\verb ([^\n]{0,3000})")
_END = "\\endentry"
_PAIR = re.compile(r"([a-zA-Z]{1,20})\s*=\s*(?=\{)")
_DELIMITER = re.compile(r"\\bib(?:name|init)?(?:delim|hyphendelim|period)[a-z]?\s?|\\bibinitperiod\s?")
_LONGEST = 100_000  # characters of one entry
_MOST = 3000  # people of one role


class FieldedEntry(NamedTuple):
    """A work that a program wrote in fields: its key, what it is, and where it ends."""

    key: str
    reference: Reference
    end: int


def biblatex(tex: Tex, at: int, stop: int) -> FieldedEntry | None:
    """Return the entry whose arguments begin at `at`, behind its command; None for what is none."""
    head = tex.arguments(at, stop, most=3)
    ends = tex.entry_ends
    end = next(iter(ends[(first := bisect_left(ends, head.end)) : first + 1]), stop)
    if len(head.given) < 2 or end + len(_END) > min(stop, head.end + _LONGEST):
        return None
    given: dict[str, str] = {}
    people: dict[str, tuple[Name, ...]] = {}
    last = head.end
    for command in _COMMAND.finditer(tex.source, head.end, end):
        if command.start() < last:
            continue  # it stands in what another one was given
        if command[1] == "verb":
            if verbatim := _VERB.match(tex.source, command.end(), end):
                given.setdefault(verbatim[1], verbatim[2].strip())
            continue
        found = tex.arguments(command.end(), end, most=4)
        last = found.end
        name = found.given[0].of(tex.source) if found.given else ""
        if command[1] == "field" and len(found.given) >= 2:
            given.setdefault(name, found.given[1].of(tex.source))
        elif command[1] == "list" and len(found.given) >= 3:
            given.setdefault(name, "; ".join(_groups(tex, found.given[2])))
        elif command[1] == "name" and len(found.given) == 4:
            people.setdefault(name, tuple(_people(tex, found.given[3])))
    kind = head.given[1].of(tex.source)
    return FieldedEntry(
        " ".join(head.given[0].of(tex.source).split()), reference_of(kind, given, people), end + len(_END)
    )


def amsrefs(tex: Tex, at: int, stop: int) -> FieldedEntry | None:
    """Return the entry of amsrefs whose arguments begin at `at`, behind its command; None for what is none."""
    found = tex.arguments(at, stop, most=3)
    if len(found.given) < 3:
        return None
    given: dict[str, str] = {}
    people: dict[str, list[Name]] = {}
    for name, value in _pairs(tex, found.given[2]):
        if name in ("author", "editor", "translator"):
            people.setdefault(name, []).append(names.from_inverted(" ".join(decode(value).split())))
        else:
            given.setdefault(name, value)
    reference = reference_of(found.given[1].of(tex.source), given, people)
    return FieldedEntry(" ".join(found.given[0].of(tex.source).split()), reference, found.end)


def _groups(tex: Tex, span: Span) -> Iterator[str]:
    """What stands in each brace of a list."""
    at = tex.source.find("{", *span)
    while at >= 0 and (closed := tex.closing(at, span.end)) >= 0:
        yield tex.source[at + 1 : closed]
        at = tex.source.find("{", closed, span.end)


def _pairs(tex: Tex, span: Span) -> Iterator[tuple[str, str]]:
    """The names and values of "family={Von Korff}, given={Michael}"."""
    at = span.start
    while pair := _PAIR.search(tex.source, at, span.end):
        closed = tex.closing(pair.end(), span.end)
        if closed < 0:
            break
        yield pair[1], tex.source[pair.end() + 1 : closed]
        at = closed + 1


def _people(tex: Tex, span: Span) -> Iterator[Name]:
    """The people of a name list, each "{{hash=..}{family={..}, given={..}}}"."""
    at = span.start
    for _ in range(_MOST):
        at = tex.source.find("{", at, span.end)
        closed = tex.closing(at, span.end) if at >= 0 else -1
        if closed < 0:
            break
        told = {
            key: " ".join(decode(_DELIMITER.sub(" ", value)).split()) for key, value in _pairs(tex, Span(at, closed))
        }
        parts = {"family": told.get("family"), "given": told.get("given"), "suffix": told.get("suffix")}
        parts["non_dropping_particle"] = told.get("prefix")
        if parts["family"]:
            yield Name(**{key: value for key, value in parts.items() if value})
        at = closed + 1
