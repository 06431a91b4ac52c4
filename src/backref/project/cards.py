"""What a card shows below an entry: the passages of works that a page cites -> HTML, escaped. The script of the page
puts them there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from ..model import Passage
from ..text import links, passages
from ..text.entities import unescaped
from ..text.escape import markup, plain
from .quoted import Quoted, letters

_TAG = re.compile(r"<[^<>]*>")


def shown(quoted: Iterable[Quoted], addresses: Mapping[str, Collection[str]], page: str) -> str:
    """Return a template with what is quoted for the sentences of a page; "" where nothing is.

    `addresses` are those that the page's citations of each key lead to, as their links have them, or what stands behind
    the "#". `page` is its HTML without its citations.
    """
    chosen = [each for each in quoted if each.key in addresses]
    printed = letters(unescaped(_TAG.sub(" ", page))) if chosen else ""
    made = [
        f'<div data-cites="{markup(address)}" data-claim="{" ".join(each.pieces)}">{_quotes(each)}</div>'
        for each in chosen
        if each.stands_in(printed)
        for address in sorted(addresses[each.key])
    ]
    return f'<template class="backref-passages">{"".join(made)}</template>\n' if made else ""


def _quotes(each: Quoted) -> str:
    return "".join(map(_quote, each.passages))


def _quote(passage: Passage) -> str:
    said, at = [], 0
    for mark in sorted(passage.marks, key=lambda mark: mark.span):
        if at <= mark.span.start < mark.span.end <= len(passage.text):
            said += [markup(passage.text[at : mark.span.start]), f"<mark>{markup(mark.span.of(passage.text))}</mark>"]
            at = mark.span.end
    said.append(markup(passage.text[at:]))
    unlike = "; ".join(passages.unlike(passage))
    otherwise = f"<p>{markup(plain(unlike))}</p>" if unlike else ""
    place = links.html_link(passage.url, plain(passages.place(passage)))
    return f'<blockquote><p>{"".join(said)}</p>{otherwise}<p class="backref-place">{place}</p></blockquote>'
