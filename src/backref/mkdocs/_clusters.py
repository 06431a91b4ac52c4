"""Citations as pandoc writes them in Markdown: "[see @deyo2015, p. 3; -@doi:10.1136/bmj.g6380]" -> their parts."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..readers.markdown import trimmed

_KEY = r"@(?:\{(?P<braced>[^{}\n]{1,200})\}|(?P<bare>\w[\w:.#$%&+?<>~/()-]{0,200}))"
_PART = re.compile(rf"(?P<prefix>.*?)(?<![\w.])(?P<minus>-?){_KEY}(?P<suffix>.*)", re.DOTALL)
_BLANKS = re.compile(r"[ \t\r\n]+")  # not those that keep a line together
_SEMICOLON = re.compile(r";(?![^{}]*\})")
GROUP = r"\[([^\[\]]{0,200}?(?<![\w.])-?@(?:\{[^{}\n]{1,200}\}|\w)[^\[\]]{0,600})\](?![(:]|\[(?!-?@))"
NARRATIVE = rf"(?<![\w.@/\\-])(?<!=[\"']){_KEY}(?:[ ]\[(?P<locator>[^\[\]@]{{1,80}})\])?"


class Item(NamedTuple):
    """One work in a citation: its key or identifier, what is printed around it, and whether its author is left out."""

    key: str
    prefix: str = ""
    suffix: str = ""
    is_bare: bool = False


def parse(inside: str) -> tuple[Item, ...]:
    """Return the parts of what stands between the brackets; none where a part cites nothing.

    >>> parse("see @deyo2015, p. 3; -@doi:10.1136/bmj.g6380.")
    (Item(key='deyo2015', prefix='see', suffix=', p. 3', is_bare=False), Item(key='doi:10.1136/bmj.g6380', prefix='', suffix='', is_bare=True))
    >>> parse("a@b.org; and more")
    ()
    """
    items: list[Item] = []
    for part in _SEMICOLON.split(_BLANKS.sub(" ", inside).strip()):
        match = _PART.fullmatch(part)
        if match is None:
            return ()
        key, rest = trimmed(match["bare"]) if match["bare"] else (match["braced"], "")
        suffix = (rest + match["suffix"]).rstrip()
        items.append(Item(key, match["prefix"].strip(), "" if suffix in ".," else suffix, bool(match["minus"])))
    return tuple(items)
