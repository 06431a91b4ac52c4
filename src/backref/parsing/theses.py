"""Words for a thesis, in every language, behind a title: runs of labels -> runs of which the genre is one."""

from __future__ import annotations

import re
from functools import cache

from ..model import Span
from ..text import words
from ..text.folding import fold
from ..text.spotting import Phrases, beginnings
from .glance import family
from .relabelled import relabelled
from .segments import Run

FAMILY = family(words=lambda: beginnings(words.union("thesis")).first)
_NUMBERED = frozenset(("volume", "issue"))  # no thesis has one
_PAGED = frozenset(("container-title", "pages"))  # nor both of these
# The subject of a degree: " em Psicologia)", "in Parasitology."
_SUBJECT = re.compile(
    r".{0,4}?(?<![^\W_])(?P<of>(?:in|em|en|im|i)\s)[^\W\d_a-z][^.,;:()]{2,50}[).,;\s]{0,3}", re.DOTALL
)
_DEGREE = re.compile(r"[\s(]{0,2}(?:[^\W\d_]+\s)?")  # " (Mestrado "
_WHOLE = frozenset(("container-title", "collection-title", "publisher"))


def find(raw: str, start: int = 0, end: int | None = None) -> Span | None:
    """Return the place of the first words that say "thesis", or None.

    >>> find("Virtanen M. Suometsien hiilitase. Pro gradu -tutkielma").start, find("Roe R. Heat.")
    (34, None)
    """
    if not _may_be_in(raw):
        return None
    found = _word().search(raw, start, len(raw) if end is None else end)
    return Span(*found.span()) if found else None


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, those words out of the title behind a mark, and of what holds nothing else.

    >>> raw = "Suometsien hiilitase. Pro gradu -tutkielma"
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, [Run("title", 0, len(raw), 0.9)])]
    [('title', 'Suometsien hiilitase'), ('genre', 'Pro gradu -tutkielma')]
    """
    labels = {run.label for run in runs}
    if not labels.isdisjoint(_NUMBERED) or labels.issuperset(_PAGED) or not _may_be_in(raw):
        return runs
    runs = _with_subject(raw, runs)
    if found := _bracketed().search(raw):
        for label in ("genre", "publisher"):
            if found[label] and (label == "publisher" or "genre" not in labels):
                runs = relabelled(runs, label, *found.span(label))
        return runs
    if "genre" in labels:
        return runs
    for at, run in enumerate(runs):
        if run.label in _WHOLE and (place := find(raw, run.start, run.end)):
            if run.label == "container-title" and place.start == run.start and "publisher" in labels:
                return [*runs[:at], run._replace(label="genre"), *runs[at + 1 :]]
            if place.start - run.start < 2 and not raw[place.end : run.end].strip(" .,;:–-"):
                return [*runs[:at], run._replace(label="genre"), *runs[at + 1 :]]
        elif run.label == "title":
            if not (behind := _behind().search(raw, run.start + 3, run.end)):
                continue
            parts = [run._replace(end=behind.start()), run._replace(label="genre", start=behind.start(1))]
            is_whole = "publisher" in labels or raw[behind.start(1) - 1] in "(["
            if not is_whole and raw[behind.end(1) : run.end].strip(" .,;:–-()"):
                parts[1:] = [parts[1]._replace(end=behind.end(1)), run._replace(label="publisher", start=behind.end(1))]
            return [*runs[:at], *parts, *runs[at + 1 :]]
    return runs


def _with_subject(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, the subject of a thesis no container: "Dissertação (Mestrado em Psicologia)"."""
    for run in runs:
        if run.label == "container-title" and (subject := _SUBJECT.fullmatch(raw, max(run.start - 4, 0), run.end)):
            degree = find(raw, max(run.start - 40, 0), subject.start("of"))
            if degree and _DEGREE.fullmatch(raw, degree.end, subject.start("of")):
                return relabelled(runs, "genre", degree.start, run.end)
    return runs


def _may_be_in(raw: str) -> bool:
    """Whether a text may hold one of the words; of a plain one, a few letters tell that most do not."""
    if raw.isascii() and not any(map(raw.lower().__contains__, _letters())):
        return False
    return _begin().may_be_in(raw)


@cache
def _letters() -> tuple[str, ...]:
    """Letters of which every plain word for a thesis has some: those that the longest of its parts begins with."""
    found: list[str] = []
    for word in sorted((fold(word) for word in words.union("thesis") if word.isascii()), key=len):
        if not any(letters in word for letters in found):
            found.append(max(re.findall(r"[a-z]+", word), key=len)[:5])
    return tuple(found)


@cache
def _begin() -> Phrases:
    return beginnings(words.union("thesis"))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?i:{words.pattern('thesis')})(?![^\W_])")


@cache
def _behind() -> re.Pattern[str]:
    """The words behind a mark, with what belongs to them: "-tutkielma", "... канд. физ.-мат. наук", "(Doutorado)"."""
    return re.compile(
        rf"(?:[.:;] |\. [–—-] | [(\[])((?i:{words.pattern('thesis')})(?:[ -]{{1,2}}[^\W\d_A-ZÀ-Þ]{{2,12}}|(?: \.\.\.|…)? (?:канд|д-ра|докт)[^,;:]{{2,32}}наук| \([^()]{{3,40}}\))?)(?![^\W_])"
    )


@cache
def _bracketed() -> re.Pattern[str]:
    """A thesis and its school in brackets, as psychologists print them: "[Doctoral dissertation, University of Bath]"."""
    words_before, words_behind = r"(?:[^\W\d_]+\s){0,2}", r"(?:\s[^\W\d_]+){0,3}"
    return re.compile(
        rf"[\[(](?P<genre>{words_before}(?i:{words.pattern('thesis')})(?![^\W_]){words_behind})(?:, (?P<publisher>[^\[\]()]{{3,80}}))?[\])]"
    )
