r"""Braces: a value that is made anew -> the same value, with the words protected that the old one protected."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"\{(?P<inner>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_PROTECTED = re.compile(r"(?<![\\\w])(?<!\}\{)\{(?P<word>[^{}\\$]{1,200})\}")


def like(old: str, new: str) -> str:
    """Return the new value of a field with the protection that the old one had.

    >>> like("The {Riemann} hypothesis", "The Riemann hypothesis: a survey"), like("{The Whole}", "The Whole Title")
    ('The {Riemann} hypothesis: a survey', '{The Whole Title}')
    """
    if not new or "{" not in old:
        return new
    whole = _WHOLE.fullmatch(old.strip())
    if whole and not (_WHOLE.fullmatch(new)):
        return f"{{{new}}}"
    for word in dict.fromkeys(match["word"] for match in _PROTECTED.finditer(old)):
        new = re.sub(rf"(?<![\w{{\\]){re.escape(word)}(?![\w}}])", lambda match: f"{{{match.group()}}}", new)
    return new
