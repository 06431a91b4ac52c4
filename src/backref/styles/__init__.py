"""Styles of reference lists: a Bibliography -> entries for reading, in order, as text with the markup of CSL-JSON.

A style is a module with STYLE, a `Style`. Metadata is escaped before it gets there, so that the only markup is the
styles' own. Others can add styles through the entry-point group `backref.styles`; see `backref.plugins`. Where a style
is named, the path of a CSL file can stand too.

Source: each style's manual; where those leave it open, what citeproc-js makes of the style of that name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from ..model import Bibliography, Entry, Name, Reference
from ..registry import Group
from ..text.entities import unescaped
from . import _parts
from . import _parts as parts
from ._printed import PrintedEntry

if TYPE_CHECKING:
    from ._csl_alone import AloneWorks as AloneWorks

__all__ = [
    "STYLES",
    "PrintedEntry",
    "PrintedWork",
    "Style",
    "alone",
    "bare",
    "by_name",
    "cited_as",
    "is_file",
    "is_numbered",
    "lines",
    "names",
    "parts",
    "year_suffixes",
]


@dataclass(frozen=True, slots=True)
class Style:
    """A style of reference lists: STYLE of a module. `entry(reference, suffix)` returns one entry; `suffix` stands
    behind the year.

    `numbered` is what stands before an entry, with "{}" for its number; a style that has none sorts by author.
    """

    RETURNS: ClassVar[Mapping[str, type]] = {"entry": str}

    name: str
    entry: Callable[[Reference, str], str]
    numbered: str = ""


STYLES = Group("style", __name__, "STYLE", Style)
names = STYLES.names
by_name = STYLES.get


_OTHERS = Name(literal="\ue000")
_CUT = re.compile(r"(?P<semicolon>;)?,?(?: (?:&amp;|and|…))?,? \ue000\.?")


class PrintedWork:
    """A work as it was printed: with its texts escaped, where it is sorted, and its entry by the letter behind its
    year.
    """

    def __init__(self, escaped: Reference) -> None:
        self.reference = escaped
        self._printed: dict[str, str] = {}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Return what it is sorted by."""
        return _parts.sort_key(self.reference)

    def printed(self, style: Style, suffix: str) -> str:
        """Return its entry."""
        if suffix not in self._printed:
            self._printed[suffix] = _printed(style, self.reference, suffix)
        return self._printed[suffix]


def lines(bibliography: Bibliography, style: str, kept: dict[str, PrintedWork] | None = None) -> list[PrintedEntry]:
    """Return the entries in the order of the style; those of one author and year get the letters a, b, c.

    A reference that has a `verdict` is marked with its first words. Who prints many lists of the same works in one
    style hands a `kept` of its own, by their keys: each work is then made once.
    """
    return _with_verdicts(_lines(bibliography, style, kept), bibliography)


def alone(bibliography: Bibliography, path: str) -> AloneWorks:
    """Return works as the style of a CSL file prints each alone, for lists of some of them."""
    from ._csl_alone import AloneWorks

    return AloneWorks(bibliography, path)


def _with_verdicts(made: list[PrintedEntry], bibliography: Bibliography) -> list[PrintedEntry]:
    marks = {entry.key: (entry.reference.verdict or "").partition(":")[0] for entry in bibliography.entries}
    return [
        line._replace(text=f"{line.text} [{html.escape(mark)}]") if (mark := marks.get(line.key)) else line
        for line in made
    ]


def _lines(bibliography: Bibliography, style: str, kept: dict[str, PrintedWork] | None) -> list[PrintedEntry]:
    if is_file(style):
        from . import _csl

        return _csl.lines(bibliography, style)
    found = by_name(style)
    entries = [(entry.key, _kept(entry, kept)) for entry in bibliography.entries]
    if found.numbered:
        return [
            PrintedEntry(key, found.numbered.format(number), each.printed(found, ""))
            for number, (key, each) in enumerate(entries, 1)
        ]
    entries.sort(key=lambda pair: pair[1].order)
    suffixes = _parts.year_suffixes([each.reference for _, each in entries])
    return [
        PrintedEntry(key, "", each.printed(found, suffix))
        for (key, each), suffix in zip(entries, suffixes, strict=True)
    ]


def _kept(entry: Entry, kept: dict[str, PrintedWork] | None) -> PrintedWork:
    """The work as it was printed before, in lists of whose keys each is of one work; else two entries may have one
    key.
    """
    if kept is None:
        return PrintedWork(_parts.escaped(entry.reference))
    if entry.key not in kept:
        kept[entry.key] = PrintedWork(_parts.escaped(entry.reference))
    return kept[entry.key]


def _printed(style: Style, reference: Reference, suffix: str) -> str:
    """An entry, with those that a cut list does not name, and the number and address of a preprint that has no
    others.
    """
    changed: dict[str, object] = {
        role: (*people, _OTHERS)
        for role in ("author", "editor")
        if role in reference.cut and (people := getattr(reference, role))
    }
    if reference.arxiv and not reference.doi:
        number = html.escape(reference.arxiv)
        changed["url"] = reference.url or f"https://arxiv.org/abs/{number}"
        if not reference.container_title and (reference.publisher or "arXiv").lower() == "arxiv":
            changed["publisher"] = f"arXiv:{number}"
    text = style.entry(reference.model_copy(update=changed) if changed else reference, suffix)
    return _CUT.sub(lambda match: f"{match['semicolon'] or ','} et al.", text) if "\ue000" in text else text


def is_file(style: str) -> bool:
    """Say whether a style is a CSL file, not one of `names`.

    >>> is_file("journals/pain.csl"), is_file("apa")
    (True, False)
    """
    return style.lower().endswith(".csl")


def is_numbered(style: str) -> bool:
    """Say whether a style numbers its entries; any other sorts them by author.

    >>> is_numbered("vancouver"), is_numbered("apa")
    (True, False)
    """
    if is_file(style):
        from . import _csl

        return _csl.is_numbered(style)
    return bool(by_name(style).numbered)


def cited_as(style: str) -> tuple[str, str]:
    """Return how a CSL file cites by author and date: the `and` of its names ("text", "symbol"), and what stands before
    the date.
    """
    from . import _csl

    return _csl.cited_as(style)


def bare(line: PrintedEntry) -> str:
    """Return the text of an entry without markup and label.

    >>> bare(PrintedEntry("a", "1.", "<i>Pain</i> &amp; gait"))
    'Pain & gait'
    """
    return unescaped(re.sub(r"</?(?:i|b|sub|sup|span)\b[^<>]*>", "", line.text))


def year_suffixes(
    references: Sequence[Reference], entries: Mapping[str, PrintedEntry], kept: Mapping[str, PrintedWork] | None = None
) -> dict[str, str]:
    """Return the letter behind the year of each reference in a list that is sorted by author, by its `id`.

    `entries` are the lines of the list, by key: the letters are those that stand there. `kept` is as for `lines`.
    """
    known = kept or {}
    printed_as = [known.get(each.id) or PrintedWork(_parts.escaped(each)) for each in references]
    ordered = [each.reference for each in sorted(printed_as, key=lambda each: each.order)]
    found = {}
    for reference, letter in zip(ordered, _parts.year_suffixes(ordered), strict=True):
        if not letter:
            found[reference.id] = ""
            continue
        year = re.escape(unescaped(_parts.year(reference)) or "n.d.")
        printed = re.search(rf"\b{year}-?([a-z]{{1,2}})\b", bare(entries[reference.id]))
        found[reference.id] = printed[1] if printed else ""
    return found
