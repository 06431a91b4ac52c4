"""What a sentence says of its sources in words: study designs, sample sizes, certainty; and works that it alludes to.

A cue is quoted, never judged: "randomized controlled trial" in a sentence does not make its source one. An allusion ("A
2015 Cochrane review") names a work without a marker of its own; it stays unresolved, with what it says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Allusion, Cue, Span

_DESIGNS = (
    ("systematic review", r"(?:umbrella|systematic|cochrane)\s(?:literature\s)?reviews?(?:\sand\s(?:network\s)?meta-?analys[ei]s)?"),
    ("meta-analysis", r"(?:network\s)?meta-?analys[ei]s"),
    ("randomised controlled trial", r"(?:double-blind(?:ed)?,?\s|placebo-controlled,?\s|cluster[- ])?randomi[sz]ed,?\s(?:(?:double-blind|placebo-controlled|sham-controlled),?\s)?(?:controlled\s|clinical\s)?(?:trials?|stud(?:y|ies))|RCTs?"),
    ("guideline", r"(?:clinical\s)?(?:practice\s)?guidelines?"),
    ("cohort study", r"(?:prospective\s|retrospective\s)?cohort\sstud(?:y|ies)"),
    ("case-control study", r"case[- ]control\sstud(?:y|ies)"),
    ("cross-sectional study", r"cross-sectional\s(?:stud(?:y|ies)|surveys?)"),
    ("clinical trial", r"(?:clinical|controlled|phase\s(?:I{1,3}|IV|[1-4]))\strials?"),
    ("observational study", r"observational\sstud(?:y|ies)"),
    ("consensus statement", r"consensus\sstatements?|position\sstatements?"),
    ("review", r"(?:narrative\s|scoping\s|literature\s)?reviews?"),
    ("survey", r"surveys?"),
    ("report", r"reports?"),
    ("study", r"stud(?:y|ies)"),
)  # fmt: skip
_STRONG = frozenset(("systematic review", "meta-analysis", "randomised controlled trial"))
_DESIGN = "|".join(f"(?P<d{number}>{pattern})" for number, (_, pattern) in enumerate(_DESIGNS))
_DESIGN_WORDS = re.compile(rf"\b(?:{_DESIGN})\b", re.IGNORECASE)
_SIZE = re.compile(
    r"\b[nN]\s?=\s?\d[\d,. ]{0,9}|\b\d[\d,]{0,9}\s(?:participants|patients|subjects|adults|women|men|people|children|trials|studies)\b"
)
_CERTAINTY = re.compile(
    r"\b(?:(?:very\s)?(?:high|moderate|low|strong|weak|limited|insufficient|conflicting|inconclusive|tentative|poor)(?:[- ](?:to[- ](?:high|moderate|low)[- ])?)?(?:quality|certainty|strength)?\s?(?:-quality\s)?evidence"
    r"|evidence\s(?:is\s)?(?:lacking|limited|unclear|insufficient|inconclusive|weak|mixed)|(?:is|are|remains?)\s(?:unclear|unknown|uncertain)|no\s(?:clear\s|good\s|strong\s)?evidence)\b",
    re.IGNORECASE,
)
_FINDING = re.compile(
    r"(?<!not )\b(?:found|finds|show(?:s|ed|n)?|report(?:s|ed)|demonstrate[sd]?|conclude[sd]?|observed|reveal(?:s|ed)|indicate[sd]|confirm(?:s|ed)|suggest(?:s|ed))"
    r"\s(?:that|no|little|an?\s(?:increased?|decreased?|reduction|reduced|association|effect|benefit|higher|lower))\b"
)
_ORGANISATION = r"Cochrane|(?:[A-Z][\w.-]{0,20}-)?[A-Z]{2,7}(?:-[a-z]{3,12})?|(?:[A-Z][a-z]+\s){1,4}(?:College|Society|Association|Institutes?|Organi[sz]ation|Academy|Agency|Foundation|Collaboration)(?:\sof(?:\s[A-Z][a-z]+){1,3})?"
_ALLUSION = re.compile(
    rf"\b(?:An?|The|One|Another|This|a|an|the|one|another)\s(?:(?P<year>(?:19|20)\d\d)\s)?(?:(?P<who>{_ORGANISATION})\s)?"
    rf"(?:(?:recent|large|small|earlier|later|updated|major|published|international|national|multicent(?:er|re)|subsequent|[a-z]{{3,14}}-[a-z]{{3,12}})\s){{0,3}}(?:{_DESIGN})\b(?!-)",
)  # fmt: skip
_RELEASED = re.compile(
    rf"\b(?:the\s)?(?P<who>{_ORGANISATION})\s(?:has\s|have\s)?(?:released|published|issued|updated)\s(?:an?\s|its\s|new\s|the\s){{0,2}}(?:(?P<year>(?:19|20)\d\d)\s)?(?:[a-z]+\s){{0,2}}(?:{_DESIGN})\b"
)

# Words one of which each of these has: a text is looked at around those that it holds.
_OF_DESIGNS = "review meta trial rct guideline stud statement survey report".split()
_OF_CERTAINTY = "evidence unclear unknown uncertain".split()
_OF_OTHERS = "participants patients subjects adults women people children found finds show demonstrate conclude observed reveal indicate confirm suggest".split()
_AROUND = 110  # how far a design's article and its organisation may stand from it


class Telling(NamedTuple):
    """The stretches of blocks around the words without which there is neither cue nor allusion: around all of them,
    around those of designs, around those of certainty.
    """

    every: Sequence[Span]
    designs: Sequence[Span]
    certainty: Sequence[Span]


def find_cues(text: str, windows: Telling) -> Iterator[Cue]:
    """Yield the cues inside `windows`."""
    for window in windows.designs:
        for match in _DESIGN_WORDS.finditer(text, *window):
            kind = _design(match)
            if kind not in ("study", "report", "review", "survey"):
                yield Cue(kind=kind, span=Span(*match.span()), text=match.group())
    for kind, pattern, stretches in (
        ("sample size", _SIZE, windows.every),
        ("certainty", _CERTAINTY, windows.certainty),
        ("finding", _FINDING, windows.every),
    ):
        for window in stretches:
            for match in pattern.finditer(text, *window):
                printed = match.group().strip()
                yield Cue(kind=kind, span=Span(match.start(), match.start() + len(printed)), text=printed)


def find_allusions(text: str, windows: Telling) -> Iterator[Allusion]:
    """Yield the works that are named by year, organisation or design alone, in reading order.

    >>> text = "A 2015 Cochrane review found little."
    >>> [(a.text, a.year, a.organisation, a.design) for a in find_allusions(text, telling(text, [Span(0, len(text))]))]
    [('A 2015 Cochrane review', 2015, 'Cochrane', 'systematic review')]
    """
    last = -1
    for window in windows.designs:
        found = [*_ALLUSION.finditer(text, *window), *_RELEASED.finditer(text, *window)]
        for match in sorted(found, key=lambda each: each.start()):
            design = _design(match)
            who, year = match["who"], match["year"]
            if match.start() < last or not (who or year or design in _STRONG):
                continue
            last = match.end()
            yield Allusion(
                span=Span(*match.span()),
                text=match.group(),
                year=int(year) if year else None,
                organisation=re.sub(r"-[a-z]+$", "", who) if who else "",
                design="systematic review" if who == "Cochrane" and design == "review" else design,
            )


def telling(text: str, blocks: Sequence[Span]) -> Telling:
    """Return the stretches of `blocks` around such words."""
    lower = text.replace("\u0130", "I").lower()  # the one letter that is two in lower case
    designs, certainty, others = (
        [(at, at + len(hint)) for hint in hints for at in _places(lower, hint)]
        for hints in (_OF_DESIGNS, _OF_CERTAINTY, _OF_OTHERS)
    )
    every = [*designs, *certainty, *others]
    return Telling(*(list(_around(lower, blocks, sorted(hits))) for hits in (every, designs, certainty)))


def _around(lower: str, blocks: Sequence[Span], hits: Sequence[tuple[int, int]]) -> Iterator[Span]:
    for block in blocks if hits else ():
        begin = end = block.start
        at = bisect_left(hits, (block.start, 0))
        while at < len(hits) and hits[at][0] < block.end:
            if hits[at][1] <= block.end:
                start = hits[at][0] - _AROUND
                if start > end:
                    if end > block.start:
                        yield Span(begin, end)
                    begin = start
                    while begin > end and lower[begin - 1].isalnum():
                        begin -= 1
                end = min(hits[at][0] + _AROUND, block.end)
            at += 1
        if end > block.start:
            yield Span(begin, end)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _design(match: re.Match[str]) -> str:
    return next(name for number, (name, _) in enumerate(_DESIGNS) if match[f"d{number}"])
