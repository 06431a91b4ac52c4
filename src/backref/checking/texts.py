"""BR27x: what stands in the text of fields: signs that LaTeX cannot set, letters that were read in a wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fields import titles
from ..model import Span, Value
from ._values import BIB, CheckedEntry, CheckedFile, Edit, Hit, Rule, bib, each_entry

# Fields that a style prints; in others a sign does no harm.
_PRINTED = frozenset(
    "title subtitle booktitle booksubtitle maintitle journal journaltitle series publisher institution school organization address location note howpublished "
    "author editor translator edition type chapter shorttitle eventtitle venue addendum titleaddon".split()
)
_VERBATIM = re.compile(r"\\(?:url|path|nolinkurl|href|verb|cite[a-z]*|ref|label)\s?\{[^{}]*\}")
_MATH = re.compile(r"(?<!\\)\$[^$]*(?<!\\)\$|\\\([^()]*\\\)|\\ensuremath\s?\{[^{}]*\}")
_BARE = re.compile(r"(?<!\\)(?:&(?!#?\w{1,20};)|(?<!&)#|[%_])")  # entities have a rule of their own
_LOST = re.compile("\ufffd+|(?<=[^\\W\\d_])\\?(?=[^\\W\\d_])")
_PEOPLE = ("author", "editor", "translator")


def _bare(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _texts(entry):
        if value.name not in _PRINTED or not _BARE.search(value.text):
            continue
        text = _MATH.sub(_blank, _VERBATIM.sub(_blank, value.text))
        for match in _BARE.finditer(text):
            at = value.span.start + match.start()
            message = f"LaTeX cannot set the bare {match.group()!r} of {value.name}"
            yield Hit(file, Span(at, at + 1), message, entry.key, (Edit(Span(at, at), "\\"),))


def _mojibake(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values:
        mended = "" if value.text.isascii() else titles.reread(value.text)
        if mended:
            shown = next((word for word in mended.split() if not word.isascii()), mended)
            message = f"{value.name} was read in a wrong encoding; {shown[:40]!r} is meant"
            yield Hit(file, value.span, message, entry.key)


def _lost(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values:
        match = _LOST.search(value.text)
        if match and (match.group()[0] == "\ufffd" or value.name in _PEOPLE):
            around = value.text[max(match.start() - 15, 0) : match.end() + 15].strip()
            yield Hit(file, value.span, f"a letter of {value.name} was lost: {around!r}", entry.key)


def _texts(entry: CheckedEntry) -> Iterator[Value]:
    return (value for value in entry.values if value.mark in ("{", '"'))


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match.group())


RULES: tuple[Rule, ...] = (
    Rule(
        "BR271", "bare-special", "What LaTeX reads as a command of its own has a backslash: & % # _.", each_entry(_bare, *BIB),
        bib("@misc{roe2001, title = {Heat & cold}}"), bib("@misc{roe2001, title = {Heat \\& cold, $x_1$}}"), is_certain=True,
    ),
    Rule(
        "BR272", "mojibake", "Letters are read in the encoding in which they were written.", each_entry(_mojibake),
        bib("@misc{roe2001, title = {Caf\u00c3\u00a9}}"), bib("@misc{roe2001, title = {Caf\u00e9}}"),
    ),
    Rule(
        "BR273", "lost-letter", "No letter was lost on the way.", each_entry(_lost),
        bib("@misc{roe2001, title = {Heat}, author = {M?ntyl\ufffd, M.}}"), bib("@misc{roe2001, title = {Heat?}, author = {M\u00e4ntyl\u00e4, M.}}"),
    ),
)  # fmt: skip
