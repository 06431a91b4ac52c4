r"""Where citation keys stand in a text, and which one is being typed. Text -> places; pure, and by patterns, for a text
that is half written.

Sources: pandoc's manual, "Citation syntax"; natbib and biblatex, whose commands all end in "cite" and letters;
sphinxcontrib-bibtex; Typst.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Literal, NamedTuple

from ..text.key_ends import trimmed

Family = Literal["at", "latex", "rst", "typst", "bib"]
_FAMILIES: dict[str, Family] = {
    ".tex": "latex",
    ".ltx": "latex",
    ".rnw": "latex",
    ".rst": "rst",
    ".py": "rst",
    ".typ": "typst",
    ".bib": "bib",
}

_AT = re.compile(r"(?<![\w.@/\\])@(?:\{(?P<braced>[^{}\n]{1,200})\}|(?P<bare>\w[\w:.#$%&+?<>~/()-]{0,200}))")
_ROLE = re.compile(r"(?::(?:foot)?cite(?::\w{1,12})?:|\{(?:foot)?cite(?::\w{1,12})?\})`(?P<keys>[^`\n]{1,2000})")
_LATEX = re.compile(r"\\\w{0,20}[cC]ite(?P<ending>\w{0,12})\*?")
_WORDS = r"(?:\s{0,9}\[(?:[^\[\]{}]|\{[^{}]{0,200}+\}){0,300}+\]){0,2}+"  # before and behind the keys
_GROUP = re.compile(_WORDS + r"\s{0,9}\{(?P<keys>[^{}\\]{1,20000}+)")
_TYPST = re.compile(r"<(?P<angle>[\w:.+-]{1,200})>|\blabel\(\s{0,9}\"(?P<quoted>[^\"\n]{1,200})\"")
_ENTRY = re.compile(r"(?m)^[ \t]*@[A-Za-z]{1,40}[ \t]*[{(][ \t]*(?P<key>[^\s,{}\"#%=()]{1,300})[ \t]*(?=,)")
_PARENT = re.compile(r"(?i)\b(?:crossref|xref|xdata|related|entryset)\s{0,9}=\s{0,9}[{\"](?P<keys>[^{}\"]{1,2000}+)")
_KEY = re.compile(r"(?:\{[^{}]*\})?(?P<key>[^{}\s,]+)(?:\{[^{}]*\})?")
_TYPED = {
    "at": re.compile(r"(?<![\w.@/\\])@\{?(?P<typed>[\w:.#$%&+?/()-]{0,80})$"),
    "typst": re.compile(r"(?:(?<![\w.@/\\])@|\bcite\(\s{0,9}<|\blabel\(\s{0,9}\")(?P<typed>[\w:.#$%&+?/-]{0,80})$"),
    "rst": re.compile(r"(?::(?:foot)?cite(?::\w{1,12})?:|\{(?:foot)?cite(?::\w{1,12})?\})`(?:[^`]{0,500}[,}\s])?(?P<typed>[^`,{}\s]{0,80})$"),
    "latex": re.compile(r"\\\w{0,20}[cC]ite\w{0,12}\*?(?:" + _WORDS + r"\{[^{}\\]{0,300}+\}){0,20}+" + _WORDS + r"\{(?:[^{}\\]{0,2000},)?\s*(?P<typed>[^{},\\\s]{0,80})$"),
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
    """Yield the keys of a text in order; of a bibliography, the keys of its entries and of those that they name.

    >>> [(place.key, place.start) for place in places("See [@doe2018, p. 3; @{a b}].", "at")]
    [('doe2018', 6), ('a b', 23)]
    >>> [place.key for place in places(r"\\parencite[see][]{doe2018, roe2019}", "latex")]
    ['doe2018', 'roe2019']
    >>> [place.key for place in places(r"\\textcites[1]{doe2018}[see \\emph{x}][2]{roe2019}", "latex")]
    ['doe2018', 'roe2019']
    >>> [place.key for place in places('@doe2018 #cite(<roe2019>) #cite(label("a/b"))', "typst")]
    ['doe2018', 'roe2019', 'a/b']
    """
    found = sorted(_FOUND[how](text), key=lambda place: place.start)
    yield from found


def _of_entries(text: str) -> Iterator[KeyPlace]:
    """The keys of entries, and those that entries name others by."""
    yield from (KeyPlace(match["key"], *match.span("key")) for match in _ENTRY.finditer(text))
    for match in _PARENT.finditer(text):
        yield from _parted(match["keys"], match.start("keys"))


def _of_commands(text: str) -> Iterator[KeyPlace]:
    """The keys in commands of LaTeX; those that end in "cites" have several groups."""
    for match in _LATEX.finditer(text):
        group = _GROUP.match(text, match.end())
        while group is not None:
            yield from _parted(group["keys"], group.start("keys"))
            end = group.end()
            is_more = match["ending"].endswith("s") and text.startswith("}", end)
            group = _GROUP.match(text, end + 1) if is_more else None


def _of_roles(text: str) -> Iterator[KeyPlace]:
    for match in _ROLE.finditer(text):
        yield from _parted(match["keys"], match.start("keys"))


def _of_signs(text: str) -> Iterator[KeyPlace]:
    for match in _AT.finditer(text):
        group = "braced" if match["braced"] else "bare"
        key = match["braced"] or trimmed(match["bare"])[0]
        yield KeyPlace(key, match.start(group), match.start(group) + len(key))


def _of_labels(text: str) -> Iterator[KeyPlace]:
    for match in _TYPST.finditer(text):
        group = match.lastgroup or "angle"
        yield KeyPlace(match[group], *match.span(group))


def _parted(keys: str, at: int) -> Iterator[KeyPlace]:
    for key in _KEY.finditer(keys):
        yield KeyPlace(key["key"], at + key.start("key"), at + key.end("key"))


_FOUND: dict[Family, Callable[[str], Iterator[KeyPlace]]] = {
    "bib": _of_entries,
    "latex": _of_commands,
    "rst": _of_roles,
    "typst": lambda text: chain(_of_signs(text), _of_labels(text)),
    "at": lambda text: chain(_of_signs(text), _of_roles(text)),
}


def typed(before: str, how: Family) -> str | None:
    r"""Return the beginning of a key that stands at the end of a line which is being written; None where no key is.

    >>> typed("So [see @doe", "at"), typed("a@b", "at"), typed(r"\\citep[p.~3]{doe2018,ro", "latex")
    ('doe', None, 'ro')
    """
    patterns = [_TYPED[how]] if how in _TYPED else []
    patterns += [_TYPED["rst"]] if how == "at" else []
    return next((match["typed"] for each in patterns if (match := each.search(before[-3000:]))), None)
