"""How a citation key is written into a document: a key and the syntax around it -> the key as it stands there, or None.

A key is some stranger's text: one that could end its citation, or begin anything else, is not written at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Literal

from ... import readers

Syntax = Literal["pandoc", "role", "latex"]

# pandoc's manual, "Citation syntax": letters and digits, and single marks between them; anything else stands in braces.
_BARE = re.compile(r"\w+(?:[:.#$%&+?~/-]\w+)*")
_BRACED = re.compile(r"\w(?:[\w :.#$%&+?~/()=,'-]{0,198}[\w)/])?")
_ROLE = re.compile(r"[\w:./+()#&$~%=?-]{1,200}")
_LATEX = re.compile(r"[\w:./+()&-]{1,200}")


def syntax(name: str, source: str) -> Syntax:
    """Return in what syntax a document of this name and text cites.

    >>> syntax("a.md", "By {cite:p}`enke2018`."), syntax("a.tex", "")
    ('role', 'latex')
    """
    reader = readers.by_suffix(name)
    cite = (reader and reader.cite) or readers.by_name("rst").cite
    made = cite(source, ("a",)) if cite else ""
    return "pandoc" if made.startswith("[@") else "latex" if made.startswith("\\") else "role"


def speller(name: str, source: str) -> Callable[[str], str | None]:
    """Return how keys are written into a document of this name and text.

    >>> speller("a.org", "")("enke2018"), speller("a.org", "")("enke 2018"), speller("a.md", "")("enke 2018")
    ('enke2018', None, '{enke 2018}')
    """
    reader = readers.by_suffix(name)
    return reader.spell if reader and reader.spell else partial(spelled, syntax=syntax(name, source))


def spelled(key: str, syntax: Syntax) -> str | None:
    r"""Return the key as it is written, None where nothing can be written that is this key and nothing else.

    >>> spelled("enke2018", "pandoc"), spelled("enke 2018", "pandoc"), spelled("a](javascript:x)", "pandoc")
    ('enke2018', '{enke 2018}', None)
    >>> spelled("enke2018", "latex"), spelled(r"x}\input{y", "latex"), spelled("a`b", "role")
    ('enke2018', None, None)
    """
    if syntax == "pandoc":
        return key if _BARE.fullmatch(key) else f"{{{key}}}" if _BRACED.fullmatch(key) else None
    return key if (_LATEX if syntax == "latex" else _ROLE).fullmatch(key) else None
