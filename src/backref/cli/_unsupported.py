"""Sentences without support, for people: one a line, with its place and what it asserts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model import Document, Unsupported
from ..text.escape import terminal

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST = 160  # characters of a sentence that are shown


def unsupported_report(out: Console, document: Document, sentences: Sequence[Unsupported]) -> None:
    """Print the sentences of one document, and how many there are."""
    from rich.text import Text

    out.print(Text(terminal(document.name), "bold"))
    for sentence in sentences:
        line, column = document.position(sentence.span.start)
        shown = " ".join(sentence.text.split())
        shown = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
        out.print(Text.assemble(f"  {line}:{column}  ", (", ".join(sentence.kinds), "cyan"), f"  {terminal(shown)}"))
    number = len(sentences)
    out.print(f"  {number} {'sentence asserts' if number == 1 else 'sentences assert'} something and cite nothing")
