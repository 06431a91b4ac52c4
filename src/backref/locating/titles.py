"""Where the title of a citation begins that stands in a sentence, before its people: a window of text -> an offset.

"... in previous studies Heat for sore backs. Roe, A., and Doe, B. Spine": a capital that no sentence of the host
explains begins it.
"""

from __future__ import annotations

import re

from . import signs

LOWER_WORD = re.compile(r"(?<![\w.-])(?!(?:in|of|the|and|for|de|der|la|on)\b)[a-zà-ÿ]{3,}(?![\w])")
_CAPITALISED = re.compile(r"(?<=\s)[\"“]?[A-ZÀ-Þ][\w'’-]*")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FUNCTION_WORDS = frozenset(
    "in at of the and for by with from to a an as on or that which than into between among against via per about under over like our their his her its is are was were".split()
)
_SHORTEST = 20  # code points of a title of several words
_LONE = 8  # letters of a title of one word
# The end of a sentence: not that of an initial, of "m. bieb." or of a numbered part, "I. Isolation of ...".
_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{3})\.\]?|(?<=\d\s[a-z]{2})\.|(?<=[\d)%\]])\.|[!?])\s(?=[^\W\d_a-zà-ÿ\d])(?![IVX]{1,4}\.\s)|\n"
)
_CITED_YEAR = re.compile(
    r"\bet al\.\s(?=[\"“]?[A-ZÀ-Þ])|(?:[^\W\d_]|\.|,|&)\s\(?(?:19|20)\d\d[a-z]?\)?\s(?=[\"“]?[A-ZÀ-Þ])"
)
_TITLE_WORD = re.compile(r"[\"“]?[A-ZÀ-Þ][a-zà-ÿ]{2,}(?![\w])|[\"“]?(?:A|An|The|On|In)\s")
# "Phaseolus vulgaris", "Bacillus pumilus": a species has a capital in the middle of a title.
_SPECIES = re.compile(
    r"[A-Z][a-z]{2,24}(?:us|is|um|a|as|es|yces|ops)\s(?!(?:virus|analysis|status|basis|data|diagnosis|synthesis|consensus|genus|area|medium)\b)"
    r"[a-z]{2,24}(?:us|is|um|ae|ii|ana|iva|ica|ata|ans|oides)(?![\w-])"
)


def title_start(window: str, end: int) -> int | None:
    """Return where the title that ends at `end` begins, None where nothing shows it.

    >>> host = "Rest did nothing, in agreement with earlier studies "
    >>> title_start(f"{host}Heat for sore backs. Roe, A. Spine, ", len(host) + 21) == len(host)
    True
    """
    sentence = window[:end]
    stop = -1
    for match in _STOP.finditer(sentence, 0, max(end - 2, 0)):
        stop = match.start()
    first = stop + 1 if stop >= 0 else 0
    cited = [match.end() for match in _CITED_YEAR.finditer(sentence, first)]
    if cited:
        return cited[-1]  # "(Brown, 2000 ATR disruption leads ...": the marker stands before its citation
    at = _capital(sentence, first, stop)
    if at is None and stop >= 0:
        begin = stop + 1 + len(sentence[stop + 1 :]) - len(sentence[stop + 1 :].lstrip())
        return begin if end - begin >= _SHORTEST and begin < end else None
    return at


def _capital(sentence: str, first: int, stop: int) -> int | None:
    """The capital that begins a title, by how surely it does: a word, then an acronym, then one beside a comma."""
    best: int | None = None
    acronym: int | None = None  # "EWS/Fli-1"
    weak: int | None = None  # "Transpiration, potassium uptake", or behind a comma
    for match in _CAPITALISED.finditer(sentence, first):
        at = match.start()
        before, behind = sentence[:at].rstrip(), sentence[match.end() :].lstrip()
        if not _may_begin(sentence, at, before, behind):
            continue
        if behind.rstrip() == ".":
            best = at if len(match.group()) >= _LONE else best  # "Melioidosis. Roe, A."
        elif len(sentence) - at < _SHORTEST or behind[0] == ".":
            continue
        elif before.endswith(",") or behind[0] == ",":
            weak = at if _TITLE_WORD.match(sentence, at) and LOWER_WORD.search(sentence, at) else weak
        elif _TITLE_WORD.match(sentence, at):
            best = at if best is None or not _SPECIES.match(sentence, at) else best
        else:
            acronym = at
    is_named = best is None or _SPECIES.match(sentence, best) is not None
    if is_named and stop >= 0 and not signs.verbs(sentence[stop:]):
        return None  # what stands behind the stop is no sentence, but the title itself
    return next((place for place in (best, acronym, weak) if place is not None), None)


def _may_begin(sentence: str, at: int, before: str, behind: str) -> bool:
    """Whether a title may begin at a capital: not behind a stop, a bracket, a small word or another capital."""
    word = _LAST_WORD.search(before)
    if not before or before[-1] in '.!?:“"(':
        return False
    if word and (word.group().lower() in _FUNCTION_WORDS or word.group()[0].isupper()):
        return False
    is_followed = bool(behind) and (behind[0].isalnum() or behind[0] in '("“-:/,.')
    return is_followed and not _is_unbalanced(sentence, at)


def _is_unbalanced(text: str, at: int) -> bool:
    """Whether a bracket closes behind a place that was opened before it: no title begins there."""
    closing = text.find(")", at)
    return closing >= 0 and text.find("(", at, closing) < 0
