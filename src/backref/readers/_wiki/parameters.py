"""A template in its parts: its folded name, the places of its parameters, and their values as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...fields import titles
from ...model import Span
from ...text import templates
from .shown import shown

_PART = re.compile(r"\{\{|\}\}|\[\[|\]\]|\||<!--|<nowiki>")
_KEY = re.compile(r"\s*([^\s={}\[\]<>|][^={}\[\]<>|]{0,39}?)\s*=")
_REF = re.compile(r"<ref[^<>]{0,300}/>|<ref[^<>]{0,300}>(?:(?!</?ref\b).)*+</ref>", re.DOTALL | re.IGNORECASE)
_INNERMOST = re.compile(r"\{\{([^{}]*)\}\}")
_NESTED = 5  # levels of templates in a value that are read


class Parameter(NamedTuple):
    """A parameter: its folded key, or its number where it has none, and where its value stands in the source."""

    key: str
    span: Span


def parts(source: str, start: int, end: int) -> tuple[str, list[Parameter]]:
    """Return the folded name of the template source[start:end] and its parameters; "|" in links and inner templates
    parts none.

    >>> name, found = parts("{{Sfn|Roe|{{x|y}}|p=3}}", 0, 23)
    >>> name, [part.key for part in found]
    ('sfn', ['1', '2', 'p'])
    """
    bounds = list(_bounds(source, start + 2, end - 2))
    name = templates.folded(re.sub(r"<!--.*?-->", "", source[start + 2 : bounds[0]], flags=re.DOTALL)[:200])
    found: list[Parameter] = []
    unnamed = 0
    for begin, stop in zip(bounds, [*bounds[1:], end - 2], strict=True):
        if begin >= stop:
            continue
        key = _KEY.match(source, begin + 1, stop)
        unnamed += key is None
        found.append(
            Parameter(templates.folded(key[1]) if key else str(unnamed), Span(key.end() if key else begin + 1, stop))
        )
    return name, found


def _bounds(source: str, start: int, end: int) -> Iterator[int]:
    """Where the bars of a template stand, or its end where it has none."""
    depth = 0
    first = True
    absent: set[str] = set()
    at = start
    while match := _PART.search(source, at, end):
        at = match.end()
        sign = match.group()
        if sign in ("<!--", "<nowiki>"):
            closed = -1 if sign in absent else source.find("-->" if sign == "<!--" else "</nowiki>", at, end)
            if closed < 0:
                absent.add(sign)  # so that the rest is not searched for it again
            at = closed if closed >= 0 else at
        elif sign == "|":
            if depth == 0:
                first = False
                yield match.start()
        else:
            depth = max(depth + (1 if sign in ("{{", "[[") else -1), 0)
    if first:
        yield end


def values(source: str, given: list[Parameter]) -> dict[str, str]:
    """Return the parameters that hold something, as plain text. Of two with one key the later one counts."""
    found = {part.key: plain(part.span.of(source)) for part in given if part.span.end - part.span.start < 20_000}
    return {key: value for key, value in found.items() if value}


def plain(value: str) -> str:
    """Return a value as a reader sees it, without notes and comments.

    >>> plain("''Heat'' {{lang|de|Wärme}} for [[Back|backs]]<!-- x -->")
    'Heat Wärme for backs'
    """
    if "<" in value:
        value = re.sub(r"<!--.*?-->", "", value, flags=re.DOTALL)
        value = _REF.sub("", value)
        value = re.sub(r"<br\s?/?>", " ", value)
    for _ in range(_NESTED):
        if "{{" not in value:
            break
        value = _INNERMOST.sub(_in_text, value)
    if "[" in value:
        value = re.sub(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{0,300})\]\]", r"\1", value)
        value = re.sub(r"\[https?://[^\s\[\]]{1,1000}\s([^\[\]]{0,600})\]", r"\1", value)
    return titles.render(re.sub(r"''+|\(\(|\)\)", "", value)).strip()


def _in_text(match: re.Match[str]) -> str:
    name, *given = match[1].split("|")
    said = shown(templates.folded(name[:200]), given)
    unnamed = [part.strip() for part in given if "=" not in part]
    return said if said is not None else unnamed[-1] if unnamed else ""
