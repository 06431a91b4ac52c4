"""Prose of any language, however odd: nothing raises, what is found stands inside the text, and numbers are in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from backref.passages.prose import codes, language_of, prose
from backref.passages.readying import ready

_ODD = ("ı", "İ", "ſ", "K", "ẞ", "µ", "μ", "½", "１２", "٣", "۵ %", ".5", "1,204", "1.204,5", "12,5 %", "3-4 mg", "10–15 %", "½ %", "%", "-", "’", "n’t", " ", "\u00a0", "\u202f", "\n", "é", "e\u0301", "x")  # fmt: skip


def _words(code: str) -> list[str]:
    said = prose(code)
    flat = [
        word
        for key in ("hedges", "negations", "exempt", "ones", "linkers", "of", "ranges")
        for word in said.listed(key)
    ]
    flat += [
        word
        for key in ("numbers", "shares", "times", "units", "scales", "senses")
        for _, words in said.under(key)
        for word in words
    ]
    return [*flat, *map(str.upper, flat), *said.small, *_ODD]


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_any_prose_is_read(data):
    code = data.draw(st.sampled_from(codes()))
    pieces = data.draw(st.lists(st.one_of(st.sampled_from(_words(code)), st.text(max_size=4)), max_size=14))
    text = data.draw(st.sampled_from((" ", ""))).join(pieces)
    read = ready(text, {"MI": "myocardial infarction"}, code)
    assert language_of(text, code) in codes()
    spans = [each.span for each in read.numbers]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    spans += [each.span for each in read.terms] + [each.around for each in read.terms]
    spans += [span for span in read.said if span is not None]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(each.value >= 0 for each in read.numbers)
