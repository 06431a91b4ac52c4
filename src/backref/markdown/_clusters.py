"""Citations as pandoc writes them in Markdown: "[see @deyo2015, p. 3; -@doi:10.1136/bmj.g6380]" -> their parts."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..text.kept import kept
from ..text.key_ends import trimmed

_KEY = r"@(?:\{(?P<braced>[^{}\n]{1,200})\}|(?P<bare>\w[\w:.#$%&+?<>~/()-]{0,200}))"
_PART = re.compile(rf"(?P<prefix>.*?)(?<![\w.])(?P<minus>-?){_KEY}(?P<suffix>.*)", re.DOTALL)
_BLANKS = re.compile(r"[ \t\r\n]+")  # not those that keep a line together
_SEMICOLON = re.compile(r";(?![^{}]*\})")
_COMMA = re.compile(r",(?=[ ]?-?@)(?![^{}]*\})")
GROUP = r"\[([^\[\]]{0,200}?(?<![\w.])-?@(?:\{[^{}\n]{1,200}\}|\w)[^\[\]]{0,600})\](?!\(|\[(?!-?@))"
NARRATIVE = rf"(?<![\w.@/\\-])(?<!=[\"'])(?P<minus>-?){_KEY}(?:[ ]\[(?P<locator>[^\[\]@]{{1,80}})\])?"


class CitedWork(NamedTuple):
    """One work in a citation: its key or identifier, what is printed around it, and whether its author is left out."""

    key: str
    prefix: str = ""
    suffix: str = ""
    is_bare: bool = False


@kept(4096, longest=200)
def parse(inside: str) -> tuple[CitedWork, ...]:
    """Return the parts of what stands between the brackets; none where a part cites nothing. A comma parts two keys as
    well.

    >>> parse("see @deyo2015, p. 3; -@doi:10.1136/bmj.g6380.")
    (CitedWork(key='deyo2015', prefix='see', suffix=', p. 3', is_bare=False), CitedWork(key='doi:10.1136/bmj.g6380', prefix='', suffix='', is_bare=True))
    >>> [item.key for item in parse("@deyo2015, @enke2018, p. 3")]
    ['deyo2015', 'enke2018']
    >>> parse("a@b.org; and more")
    ()
    """
    items: list[CitedWork] = []
    for part in (each for group in _groups(inside) for each in _parted(group)):
        match = _PART.fullmatch(part)
        if match is None:
            return ()
        key, rest = trimmed(match["bare"]) if match["bare"] else (match["braced"], "")
        suffix = (rest + match["suffix"]).rstrip()
        items.append(CitedWork(key, match["prefix"].strip(), "" if suffix in ".," else suffix, bool(match["minus"])))
    return tuple(items)


def has_commas(inside: str) -> bool:
    """Say whether a comma stands where pandoc wants a semicolon: it would take the second key for words about the
    first.

    >>> has_commas("@deyo2015, @enke2018"), has_commas("@deyo2015, p. 3; @enke2018")
    (True, False)
    >>> has_commas("see there, @deyo2015")
    False
    """
    return any(len(_parted(group)) > 1 for group in _groups(inside))


def _groups(inside: str) -> list[str]:
    return _SEMICOLON.split(_BLANKS.sub(" ", inside).strip())


def _parted(group: str) -> list[str]:
    """The works of a part; words before the first key are its own: "see there, @deyo2015"."""
    first, *others = _COMMA.split(group)
    if others and not _PART.fullmatch(first):
        return [f"{first},{others[0]}", *others[1:]]
    return [first, *others]
