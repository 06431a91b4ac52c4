"""What a format cannot carry of a bibliography: what reading its dump does not bring back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..model import Bibliography, Entry, Problem
from ..text import links
from ..text.escape import plain
from ._losses import changes, shown
from ._registry import by_name, writer

_PART = 500  # entries that are written and read together where there are many


def in_parts(bibliography: Bibliography, name: str) -> Iterator[Problem]:
    """Yield the losses of a large bibliography, looked for in parts, each written and read by itself."""
    entries = bibliography.entries
    are_blocks_kept = False
    for at in range(0, len(entries), _PART):
        part = bibliography.model_copy(update={"entries": entries[at : at + _PART]})
        text = writer(name).dump(part)
        if are_blocks_kept:
            rest = tuple(_changed(part.entries, name, text))
            if len(rest) < len(part.entries):
                kept = {entry.key for entry in part.entries} - {entry.key for entry in rest}
                stands = tuple(entry for entry in part.entries if entry.key in kept)
                yield from links.refused(part.model_copy(update={"entries": stands}))
                part = part.model_copy(update={"entries": rest})
                text = writer(name).dump(part) if rest else ""
        found = losses(part, name, text) if part.entries else []
        are_blocks_kept = are_blocks_kept or not any(problem.code == "block-refused" for problem in found)
        yield from (problem for problem in found if not at or problem.code != "block-refused")


def _changed(entries: Iterable[Entry], name: str, text: str) -> Iterator[Entry]:
    """The entries of a part that do not stand in its text letter by letter, as their file has them."""
    at = 0
    for entry in entries:
        how = entry.written
        is_own = how is not None and how.language == name and how.read is entry.reference
        if how is None or not is_own or how.has(("crossref", "xdata")) or (found := text.find(how.verbatim, at)) < 0:
            yield entry
        else:
            at = found + len(how.verbatim)


def losses(bibliography: Bibliography, name: str, text: str) -> list[Problem]:
    """Return what the format called `name` cannot carry, field by field: what reading `text`, its dump, does not bring
    back.

    A format that is only written has none: it is for people. Problems are "field-lost" and "field-changed", in every
    format "address-refused", in those of BibTeX "block-refused".

    >>> from backref.model import Reference
    >>> reference = Reference(id="a", type="book", title="T", dimensions="20 cm")
    >>> made = Bibliography.of((reference,))
    >>> from . import dump
    >>> losses(made, "ris", dump(made, "ris"))[0].message
    "a: dimensions '20 cm' is lost"
    """
    refused = list(links.refused(bibliography))
    found = by_name(name)
    if found.load is None:
        return refused
    again = found.load(text)
    loaded, preserved = again.references, again.preserved
    if found.load_as_written is not None:  # a format that knows such blocks
        for block in Counter(plain(block).strip() for block in bibliography.preserved) - Counter(preserved):
            message = f"the block {shown(block)} is not written: it holds more than text and definitions"
            refused.append(Problem(code="block-refused", stage="dump", message=plain(message)))
    if len(loaded) != len(bibliography.entries):
        return [
            Problem(
                code="entries-lost", stage="dump", message=f"{len(bibliography.entries)} entries became {len(loaded)}"
            )
        ]
    return refused + [
        problem
        for entry, reference in zip(bibliography.entries, loaded, strict=True)
        for problem in changes(entry.key, entry.reference.csl(), reference.csl())
    ]
