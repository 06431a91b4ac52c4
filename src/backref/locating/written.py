"""Tell lines of programs and tables of data from entries of a list: text -> whether nobody wrote it as a reference."""

from __future__ import annotations

import re

from . import limits

# Signs that references hardly ever hold, and lines of code, of settings or of markup do.
_CODE = re.compile(
    r"\\n\"|\\n',|[\w\])\"'] ?(?:==|!=|\+=|-=|:=) ?[\w\"'\[(]|[\"'\])] = |^[^\S\n]*[\w.\[\]\"'-]{1,80} = [\[{(\"'\d\w]|-> |=> |[\w\])]\([\"']|\[[\"']|\{%|%\}|\}\}|\{\{|</\w|/>|\w=\"|"
    r"\)\s?[;{][^\S\n]*$|^[^\S\n]*(?:print|import|from|def|class|return|raise|assert|if|for|while|elif|else|try|with)\b[^.]{0,80}[(:]\s?$|^[^\S\n]*#(?:include|define|!)|\w\(\)",
    re.MULTILINE,
)
_NUMBER = re.compile(r"[-+]?[\d.,]*\d[\d.,eE+-]*%?|NA|NaN|nan|null|-")
_MOST_NUMBERS = 0.6


def is_code_or_data(text: str) -> bool:
    """Whether a text is a line of code or settings, or a row of numbers.

    >>> [is_code_or_data(text) for text in ('"pkg.tests" = ["D103"]', "Angus 300 266 43 37.7 35 801 69 13 45")]
    [True, True]
    >>> is_code_or_data("Roe A, Doe B. Heat for backs. Spine. 2001;26(3):1-9. doi:10.1000/x")
    False
    """
    text = text[: limits.BEGINNING]
    if _CODE.search(text):
        return True
    tokens = text.split()
    return len(tokens) > 1 and sum(_NUMBER.fullmatch(t) is not None for t in tokens) > _MOST_NUMBERS * len(tokens)
