"""Untrusted text stays text: what each kind of output must not let through."""

from __future__ import annotations

import re
import unicodedata

# Control characters, bidirectional overrides and isolates, lone surrogates, non-characters.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    """Return `text` without control characters, bidirectional overrides and lone surrogates.

    >>> plain("a\\x1b[31mb\\u202ec")
    'a[31mbc'
    """
    return text if text.isprintable() else _UNSAFE.sub("", text)


def is_unsafe(text: str) -> bool:
    """Whether `plain` would take something from `text`."""
    return _UNSAFE.search(text) is not None


def terminal(text: str) -> str:
    """Return `text` on one line and without anything that a terminal would obey."""
    return "".join(
        c if c == " " or unicodedata.category(c)[0] not in "CZ" else " " for c in plain(" ".join(text.split()))
    )


def csv_cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula.

    >>> csv_cell("=1+1")
    "'=1+1"
    """
    text = plain(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def markdown_cell(text: str) -> str:
    """Return `text` for a cell of a Markdown table: one line, no markup, no HTML."""
    text = " ".join(plain(text).split())
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]|#!~$])", r"\\\1", text)
