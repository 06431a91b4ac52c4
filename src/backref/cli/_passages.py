"""Passages for people, on a terminal: under each claim what each work says, what agrees, and what is printed
otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Bibliography, Passage
from ..text.escape import terminal
from ..text.passages import place, said, unlike

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def passages_report(console: Console, bibliography: Bibliography) -> None:
    """Print, for each claim, what each accepted work says to it."""
    from rich.text import Text

    if bibliography.passages:
        console.print()
    shown = -1
    for each in bibliography.passages:
        if each.claim != shown:
            shown = each.claim
            console.print(Text("  " + terminal(" ".join(bibliography.claims[shown].text.split()))))
        console.print(Text(f"      [{bibliography.entries[each.reference].key}] {said(each)}"))
        for passage in each.passages:
            console.print(_marked(passage))
            console.print(Text("          " + terminal("; ".join((place(passage), *unlike(passage)))), style="dim"))


def _marked(passage: Passage) -> Text:
    """The quotation with what agrees in bold."""
    from rich.text import Text

    text, at = Text("          \u201c"), 0
    for mark in passage.marks:
        text.append(terminal(passage.text[at : mark.span[0]]))
        text.append(terminal(passage.text[max(at, mark.span[0]) : mark.span[1]]), style="bold")
        at = max(at, mark.span[1])
    text.append(terminal(passage.text[at:]) + "\u201d")
    return text
