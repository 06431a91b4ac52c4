"""How a citation is printed: its notation, the words around it, and the mark of what nothing is known of. HTML,
escaped.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..text.escape import markup
from ._clusters import CitedWork

Notation = Literal["numeric", "footnote", "author-date"]
NOTATIONS: tuple[Notation, ...] = ("numeric", "footnote", "author-date")
MISSING = '<span class="backref-missing"'
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EMPHASIS = re.compile(r"\*([^*]+)\*|(?<!\w)_([^_]+)_(?!\w)")
_KEY = re.compile(r"\w[\w:.#$%&+?<>~/-]*")


class KeyedWork(NamedTuple):
    """One work of a citation, and its key in the library; None where nothing is known of it."""

    item: CitedWork
    key: str | None


def cluster(notation: Notation, made: list[str], *, has_words: bool) -> str:
    """Return a citation of the links to its works.

    >>> cluster("numeric", ["1", "2"], has_words=False)
    '<span class="backref-citation">[1, 2]</span>'
    """
    match notation:
        case "footnote":
            return f'<sup class="backref-citation">{", ".join(made)}</sup>'
        case "numeric":
            return f'<span class="backref-citation">[{("; " if has_words else ", ").join(made)}]</span>'
        case _:
            return f'<span class="backref-citation">({"; ".join(made)})</span>'


def missing(printed: str) -> str:
    """Return the HTML of a citation of which nothing is known, as it was written."""
    return f'{MISSING} title="No entry has this key.">{markup(printed)}</span>'


def unknown(item: CitedWork) -> str:
    """Return the HTML of a work of which nothing is known, among others."""
    key = f"@{item.key}" if _KEY.fullmatch(item.key) else f"@{{{item.key}}}"
    return missing(f"{'-' if item.is_bare else ''}{key}")


def before(prefix: str) -> str:
    """Return the words before a work."""
    return f"{said(prefix)} " if prefix else ""


def said(text: str) -> str:
    """Return the words of an author, with their emphasis.

    >>> said("see **there**, *passim* & so")
    'see <strong>there</strong>, <em>passim</em> &amp; so'
    """
    if not text:
        return ""
    made = markup(text)
    if "*" not in made and "_" not in made:
        return made
    return _EMPHASIS.sub(lambda match: f"<em>{match[1] or match[2]}</em>", _STRONG.sub(r"<strong>\1</strong>", made))
