"""The words by which prose is compared, in the languages that have a file under `data/prose/`: what says little, what
means the same, what takes back, and how numbers are printed.

A language is one file, named by its code, with every key of the others; words stand there as they are printed,
parted by ";" or, for those that say little and for endings, by blanks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..text.folding import fold
from ..text.words import SPACELESS, alternatives

_NEVER = re.compile(r"(?!)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of one language. `said` are the texts of its file, by their keys."""

    code: str
    said: Mapping[str, Any]
    small: frozenset[str]
    endings: tuple[str, ...]
    hedge: re.Pattern[str]
    negation: re.Pattern[str]
    exempt: re.Pattern[str]

    def listed(self, key: str) -> list[str]:
        """Return the words under a key."""
        return _listed(self.said[key])

    def under(self, key: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the words of a key that names several lists, each with its name."""
        for name, words in self.said[key].items():
            yield name, _listed(words)


@cache
def prose(code: str) -> Prose:
    """Return the words of a language; those of English where it has no file.

    >>> prose("de").negation.search("Es half nicht.").group(), prose("xx").code
    ('nicht', 'en')
    """
    if code not in codes():
        return prose("en")
    said = json.loads((files("backref") / "data" / "prose" / f"{code}.json").read_text("utf-8"))
    endings = tuple(sorted({fold(each) for each in said["endings"].split()}, key=lambda each: (-len(each), each)))
    patterns = (_any_of(_listed(said[key])) for key in ("hedges", "negations", "exempt"))
    return Prose(code, said, frozenset(said["small"].split()), endings, *patterns)


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages, in order."""
    names = (file.name for file in (files("backref") / "data" / "prose").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def language_of(text: str, otherwise: str = "en") -> str:
    """Return the code of the language that a text is in, by its script and its small words; `otherwise` where they say
    nothing.

    >>> [language_of(text) for text in ("It fell in the trained.", "Die Stürze gingen nicht zurück.", "血压降低了。", "転倒が減った。")]
    ['en', 'de', 'zh', 'ja']
    """
    head = text[:4000]
    if (spaceless := len(SPACELESS.findall(head))) and 3 * spaceless > sum(char.isalpha() for char in head):
        return (
            "ja" if re.search(r"[\u3040-\u30ff]", head) else "zh" if re.search(r"[\u3400-\u9fff]", head) else otherwise
        )
    words = [word.lower() for word in _LETTERS.findall(head)]
    votes = {code: sum(word in small for word in words) for code, small in _small()}
    best = max(votes.values(), default=0)
    if not best or votes.get(otherwise) == best:
        return otherwise
    return next(code for code in ("en", *votes) if votes[code] == best)


@cache
def _small() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((code, prose(code).small) for code in codes() if prose(code).small)


def _listed(said: str) -> list[str]:
    return [each.strip() for each in said.split(";") if each.strip()]


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(alternatives(words).replace("'", "['’]"), re.IGNORECASE) if words else _NEVER
