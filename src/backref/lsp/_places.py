r"""Where citation keys stand in a text, and which one is being typed. Text -> places; pure, and by patterns, for a text
that is half written.

Sources: pandoc's manual, "Citation syntax"; natbib and biblatex, whose commands all end in "cite" and letters;
sphinxcontrib-bibtex; Typst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..text.key_ends import trimmed

Family = Literal["at", "latex", "rst", "bib"]
_FAMILIES: dict[str, Family] = {
    ".tex": "latex",
    ".ltx": "latex",
    ".rnw": "latex",
    ".rst": "rst",
    ".py": "rst",
    ".bib": "bib",
}

_AT = re.compile(r"(?<![\w.@/\\])@(?:\{(?P<braced>[^{}\n]{1,200})\}|(?P<bare>\w[\w:.#$%&+?<>~/-]{0,200}))")
_ROLE = re.compile(r"(?::(?:foot)?cite(?::\w{1,12})?:|\{(?:foot)?cite(?::\w{1,12})?\})`(?P<keys>[^`\n]{1,2000})")
_LATEX = re.compile(r"\\\w{0,20}[cC]ite\w{0,12}\*?(?:\s?\[[^\[\]{}\n]{0,300}\]){0,2}\{(?P<keys>[^{}\\]{1,20000})")
_ENTRY = re.compile(r"(?m)^[ \t]*@[A-Za-z]{1,40}[ \t]*[{(][ \t]*(?P<key>[^\s,{}\"#%=()]{1,300})[ \t]*(?=,)")
_KEY = re.compile(r"(?:\{[^{}]*\})?(?P<key>[^{}\s,]+)(?:\{[^{}]*\})?")
_TYPED = {
    "at": re.compile(r"(?<![\w.@/\\])@\{?(?P<typed>[\w:.#$%&+?/-]{0,80})$"),
    "rst": re.compile(r"(?::(?:foot)?cite(?::\w{1,12})?:|\{(?:foot)?cite(?::\w{1,12})?\})`(?:[^`]{0,500}[,}\s])?(?P<typed>[^`,{}\s]{0,80})$"),
    "latex": re.compile(r"\\\w{0,20}[cC]ite\w{0,12}\*?(?:\s?\[[^\[\]{}]{0,300}\]){0,2}\{(?:[^{}\\]{0,2000},)?\s*(?P<typed>[^{},\\\s]{0,80})$"),
}  # fmt: skip


class KeyPlace(NamedTuple):
    """A key, and the code points of the text that it takes."""

    key: str
    start: int
    end: int


def family(name: str) -> Family:
    """Return how a file of this name cites; one of an unknown suffix, such as a notebook's cell, as Markdown does.

    >>> family("a.tex"), family("notes.md"), family("refs.bib")
    ('latex', 'at', 'bib')
    """
    dot = name.rfind(".")
    return _FAMILIES.get(name[dot:].lower(), "at") if dot >= 0 else "at"


def places(text: str, how: Family) -> Iterator[KeyPlace]:
    """Yield the keys of a text in order; of a bibliography, the keys of its entries.

    >>> [(place.key, place.start) for place in places("See [@doe2018, p. 3; @{a b}].", "at")]
    [('doe2018', 6), ('a b', 23)]
    >>> [place.key for place in places(r"\\parencite[see][]{doe2018, roe2019}", "latex")]
    ['doe2018', 'roe2019']
    """
    if how == "bib":
        yield from (KeyPlace(match["key"], *match.span("key")) for match in _ENTRY.finditer(text))
        return
    found = []
    for match in (_LATEX if how == "latex" else _ROLE).finditer(text):
        at = match.start("keys")
        found += [
            KeyPlace(key["key"], at + key.start("key"), at + key.end("key")) for key in _KEY.finditer(match["keys"])
        ]
    if how == "at":
        for match in _AT.finditer(text):
            group = "braced" if match["braced"] else "bare"
            key = match["braced"] or trimmed(match["bare"])[0]
            found.append(KeyPlace(key, match.start(group), match.start(group) + len(key)))
    yield from sorted(found, key=lambda place: place.start)


def typed(before: str, how: Family) -> str | None:
    r"""Return the beginning of a key that stands at the end of a line which is being written; None where no key is.

    >>> typed("So [see @doe", "at"), typed("a@b", "at"), typed(r"\\citep[p.~3]{doe2018,ro", "latex")
    ('doe', None, 'ro')
    """
    patterns = [_TYPED[how]] if how in _TYPED else []
    patterns += [_TYPED["rst"]] if how == "at" else []
    return next((match["typed"] for each in patterns if (match := each.search(before[-3000:]))), None)
