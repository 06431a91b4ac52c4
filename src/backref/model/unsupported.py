"""A sentence that asserts something and cites nothing."""

from __future__ import annotations

from typing import Literal

from .base import Frozen, Span

AssertionKind = Literal["number", "comparison", "effect", "citation-needed"]


class Unsupported(Frozen):
    """A sentence without a citation that asserts a number, a comparison or an effect, or that somebody marked as
    lacking one.

    `kinds` say what it asserts, in the order of `words`, which are quoted from it. It is a view for whoever revises the
    text, no fault.
    """

    span: Span
    text: str
    heading: str = ""
    kinds: tuple[AssertionKind, ...] = ()
    words: tuple[str, ...] = ()
