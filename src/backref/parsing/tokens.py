"""Tokens of a raw citation: text -> tokens with code-point offsets, a whole identifier being one token."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..fields import ids
from ..model import Span

# Runs of letters and digits; every other visible character alone, and so are those of scripts without spaces.
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[^\W_])+|[^\w\s]|_"
)


class Token(NamedTuple):
    """A piece of the citation: `form` is its text, or "<doi>" and the like for an identifier found by rule."""

    form: str
    start: int
    end: int


def tokenise(raw: str, sightings: list[ids.Sighting] | None = None) -> list[Token]:
    """Return the tokens of `raw` in order; whitespace is in none of them.

    >>> [token.form for token in tokenise("34 (10): 1066–77. PMID 19363457")]
    ['34', '(', '10', ')', ':', '1066', '–', '77', '.', '<pmid>']
    """
    tokens: list[Token] = []
    at = 0
    for sighting in ids.find(raw) if sightings is None else sightings:
        tokens += _plain(raw, at, sighting.whole.start)
        tokens.append(Token(f"<{sighting.identifier.scheme}>", *sighting.whole))
        at = sighting.whole.end
    return tokens + _plain(raw, at, len(raw))


def _plain(raw: str, start: int, end: int) -> list[Token]:
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(raw, start, end)]


def span_of(tokens: list[Token]) -> Span:
    """Return the span from the first token to the last."""
    return Span(tokens[0].start, tokens[-1].end)
