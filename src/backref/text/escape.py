"""Untrusted text stays text: what each kind of output must not let through. Addresses are in `links`."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from typing import Any

from .kept import Kept

# Control characters, bidirectional marks, overrides and isolates, annotations, tags (which spell text that nobody
# sees), lone surrogates, non-characters.
_UNSAFE_RANGES = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
# One variation selector chooses a glyph; those behind it choose nothing, and can spell a text of any length.
_SELECTORS = r"\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSAFE = re.compile(f"[{_UNSAFE_RANGES}]|(?P<kept>[{_SELECTORS}])[{_SELECTORS}]+")
# All that has no shape of its own. Source: Unicode 16, Default_Ignorable_Code_Point.
_HIDDEN = re.compile(
    "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U000e0080-\U000e0fff]+"
)
_ODD_ENDS = re.compile("[\u2028\u2029]")
_SHAPING = re.compile(rf"(?:(?<=[\u0590-\U0010ffff])[{_SELECTORS}]|(?<=[#*\d])\ufe0f)?[\u200c\u200d]?")
_HALF = re.compile("[\ud800-\udfff]")
_HIGH = re.compile("[\ufe00-\U000e01ef]")  # where selectors are; they alone count as printable
_STEERING = re.compile(f"[{_UNSAFE_RANGES}\u2028\u2029]|(?<=[{_SELECTORS}])[{_SELECTORS}]")
# Whatever a program takes for the end of a line.
_LINE_ENDS = re.compile(
    r"(?<! ) *+[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029][ \t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*"
)
# What is a mark in some dialect of Markdown: a backslash makes text of the first ones for every reader, of the others
# an entity does.
_SLASHED = frozenset("\\`*_[]#!")
_MARKDOWN = re.compile(r"[\\`*_\[\]#!<>{}@|~^$]|&(?=#?\w+;)|:(?=[\w+-]+:)|(?<==)=|(?<=\+)\+|(?<=-)-(?=8<)")
_BLOCK = re.compile(r"(?P<number>\d{1,9})(?=[.)])|[-+=:?/%;]")


def plain(text: str) -> str:
    """Return `text` without control characters, bidirectional overrides, invisible tags and lone surrogates.

    >>> plain("a\\x1b[31mb\\u202ec\\U000e0041")
    'a[31mbc'
    """
    if text.isprintable() and (text.isascii() or not _HIGH.search(text)):
        return text
    return _UNSAFE.sub(lambda match: match["kept"] or "", text)


def visible(text: str) -> str:
    """Return `plain` text without letters that nobody sees, and blanks for ends of lines that few know. A selector behind
    a letter that has several shapes stays, and so does a joiner: names and pictures are spelt with them.

    >>> visible("a\u200b\u200b\u2060b\u3164c\ufe01"), len(visible("\u2764\ufe0f\u200d\U0001f525"))
    ('abc', 4)
    """
    return text if text.isascii() and text.isprintable() else _HIDDEN.sub(_kept, _ODD_ENDS.sub(" ", plain(text)))


def _kept(hidden: re.Match[str]) -> str:
    found = _SHAPING.match(hidden.string, hidden.start(), hidden.end())
    return found.group() if found else ""


def is_unsafe(text: str) -> bool:
    """Whether `plain` would take something from `text`."""
    if text.replace("\n", "").replace("\xa0", "").isprintable():
        if text.isascii():
            return False
        raw = text.encode()  # in which the letters of selectors are found quicker
        if b"\xef\xb8" not in raw and b"\xf3\xa0" not in raw:
            return False
    return _UNSAFE.search(text) is not None


def unhalved(value: Any, mark: str = "\ufffd") -> Any:
    """Return a JSON-ready value with a mark for each half of a letter of UTF-16 in its texts, which no file can hold: a
    text that was cut, or is being written, has such.

    >>> unhalved({"a": ["x\\ud83dy"]}) == {"a": ["x\\ufffdy"]}
    True
    """
    if isinstance(value, str):
        return value if value.isascii() else _HALF.sub(mark, value)
    if isinstance(value, list):
        return [unhalved(item, mark) for item in value]
    if isinstance(value, dict):
        return {unhalved(name, mark): unhalved(item, mark) for name, item in value.items()}
    return value


def one_line(text: str) -> str:
    """Return `plain` text on one line, whatever a reader takes for the end of one; blanks that are printed stay.

    >>> one_line("a\\u2028TY  - JOUR\\x85b\\r\\nc")
    'a TY  - JOUR b c'
    """
    return plain(_LINE_ENDS.sub(" ", text)).strip(" \t")


def terminal(text: str) -> str:
    """Return `text` on one line and without anything that a terminal would obey."""
    text = plain(" ".join(text.split()))
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def terminal_lines(text: str) -> str:
    """Return `text` with its lines, each without anything that a terminal would obey and as long as it was.

    >>> terminal_lines("a\\x1bb\\n c")
    'a b\\n c'
    """
    return "\n".join("".join(c if c.isprintable() else " " for c in line) for line in text.split("\n"))


def json_text(value: Any, indent: int | None = None) -> str:
    """Return `value` as JSON that holds its texts exactly: what could steer a terminal is written as JSON's escapes.

    >>> json_text({"file": "a\\x9b\\u202e"})
    '{"file":"a\\\\u009b\\\\u202e"}'
    """
    separators = (",", ":") if indent is None else None
    return steerless(json.dumps(value, ensure_ascii=False, indent=indent, separators=separators))


def steerless(made: str) -> str:
    """Return a JSON text with escapes for what could steer a terminal; it says the same."""
    return _STEERING.sub(lambda match: json.dumps(match.group())[1:-1], made) if not made.isascii() else made


def csv_cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula, in whatever width and behind whatever nobody sees.

    >>> csv_cell("=1+1"), csv_cell("＝1+1"), csv_cell("\u200b=1+1")[0]
    ("'=1+1", "'＝1+1", "'")
    """
    text = plain(text)
    first = unicodedata.normalize("NFKC", visible(text).lstrip()[:1])
    return f"'{text}" if first in ("=", "+", "-", "@") or text.startswith(("\t", "\r", "\n")) else text


def markup(text: str) -> str:
    """Return `text` for an element or an attribute of HTML or XML; both kinds of quotes are escaped.

    >>> markup('<a href="x">')
    '&lt;a href=&quot;x&quot;&gt;'
    """
    return html.escape(plain(text), quote=True)


def markdown(text: str) -> str:
    """Return `text` for a line of Markdown: no markup, no HTML, no attributes, no citation, for none of its dialects.

    >>> markdown("*a*{: onclick=x} @deyo2015")
    '\\\\*a\\\\*&#123;: onclick=x&#125; &#64;deyo2015'
    """
    return _MARKDOWN.sub(lambda m: _SHOWN[m[0]], one_line(text))


def markdown_start(line: str) -> str:
    """Return a line of Markdown so that it begins no list, heading, definition or other block.

    >>> markdown_start("2015. A year"), markdown_start("- so")
    ('2015\\\\. A year', '\\\\- so')
    """
    match = _BLOCK.match(line)
    if match is None:
        return line
    if match["number"]:
        return f"{match.group()}\\{line[match.end() :]}"
    return f"\\{line}" if line[0] in "-+" else _entity(line[0]) + line[1:]


def markdown_cell(text: str) -> str:
    """Return `text` for a cell of a Markdown table: one line, no markup, no HTML."""
    return markdown(" ".join(text.split()))


def _entity(char: str) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char) or f"&#{ord(char)};"


_SHOWN = Kept(lambda char: f"\\{char}" if char in _SLASHED else _entity(char), 100, longest=1)
