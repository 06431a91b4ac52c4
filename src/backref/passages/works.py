"""The text of a work, in parts, and its sentences, each with its place; bounded whatever a source or a file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from ..locating.sentences import split
from ..model import Problem, Span

LONGEST = 1_000_000  # code points of one work; long books have as many
MOST = 8_000  # sentences of one work
_SENTENCE = 1_200  # code points of one passage; what is longer is divided at blanks
_BREAK = re.compile(r"\n{1,99}")
_BLANK = re.compile(r"\s")


class Part(NamedTuple):
    """A piece of a work as it is printed: where it stands ("abstract, Results", "Methods, paragraph 3"), and its
    text.
    """

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """The text of one work: who gave it, where it is to be read, on what terms; `headings` are its subject headings.
    `is_whole` says that it is no abstract.
    """

    parts: tuple[Part, ...]
    source: str
    url: str = ""
    licence: str = ""
    headings: tuple[str, ...] = ()
    is_whole: bool = False
    problems: tuple[Problem, ...] = ()


class WorkSentence(NamedTuple):
    """The sentence at `span` of the part at this index, the `number`th there."""

    part: int
    span: Span
    number: int


def bounded(parts: Iterator[Part] | tuple[Part, ...], name: str) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
    """Return the parts as far as a work may be long, and a Problem where something was left out.

    >>> parts, problems = bounded((Part("abstract", "word " * 300_000),), "crossref")
    >>> len(parts[0].text), problems[0].code
    (1000000, 'text-too-long')
    """
    kept: list[Part] = []
    left = LONGEST
    for part in parts:
        if len(part.text) > left:
            kept.append(part._replace(text=part.text[:left]))
            message = f"a text longer than {LONGEST:,} characters; no passage is looked for in what follows"
            return tuple(kept), (Problem(code="text-too-long", stage="passages", message=message, place=name),)
        kept.append(part)
        left -= len(part.text)
    return tuple(kept), ()


def sentences_of(work: Work) -> list[WorkSentence]:
    """Return the sentences of a work in order, at most 8,000.

    >>> work = Work((Part("abstract", "It fell by 3.5 %. Smith et al. saw none."),), "crossref")
    >>> [each.span.of(work.parts[0].text) for each in sentences_of(work)]
    ['It fell by 3.5 %.', 'Smith et al. saw none.']
    """
    return list(islice(_sentences(work), MOST))


def _sentences(work: Work) -> Iterator[WorkSentence]:
    for index, part in enumerate(work.parts):
        number = 0
        begin = 0
        for end in [*(match.start() for match in _BREAK.finditer(part.text)), len(part.text)]:
            for span in split(part.text, Span(begin, end), ()):
                for piece in _pieces(part.text, span):
                    number += 1
                    yield WorkSentence(index, piece, number)
            begin = end


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The sentence, divided at blanks where it is longer than any is."""
    begin = span.start
    while span.end - begin > _SENTENCE:
        blanks = [match.start() for match in _BLANK.finditer(text, begin + _SENTENCE // 2, begin + _SENTENCE)]
        end = blanks[-1] if blanks else begin + _SENTENCE
        if end > begin:
            yield Span(begin, end)
        begin = end + (1 if blanks else 0)
    if text[begin : span.end].strip():
        yield Span(begin, span.end)
