"""Where a text says that a citation is needed: "[citation needed]", "{{cn}}", in the languages of assertions and of
templates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import cast

from ..model import Span
from ..text.templates import wanted

_NEEDED = re.compile(
    r"\[\s?(?P<said>[^\[\]\n\d^][^\[\]\n]{1,39}?)\s?\]|\{\{\s?(?P<template>cn|fact|citation needed|Citation needed|Cn|Fact)\b[^{}]{0,80}\}\}"
)


def needed(text: str, block: Span) -> Iterator[Span]:
    """Yield where a block says that a citation is needed: it belongs to the sentence before, as a marker does."""
    for match in _NEEDED.finditer(text, *block):
        if match["template"] or match["said"].casefold() in _needed_words() or any(wanted(match.group())):
            yield Span(*match.span())


@cache
def assertions() -> dict[str, dict[str, list[str]]]:
    """Return the words of `data/assertions.json`: by what they say, by language."""
    text = (files("backref") / "data" / "assertions.json").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, list[str]]]", json.loads(text))


@cache
def _needed_words() -> frozenset[str]:
    return frozenset(word.casefold() for each in assertions()["citation-needed"].values() for word in each)
