"""The bibliography file as people keep it: which entries stand in it, and how new ones are put in without touching the
others.

Nothing that is there is rearranged or written again. A new entry goes before the first one with a greater key, or to
the end.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import PurePath

from ... import formats
from ...errors import UnreadableInput
from ...fields import csl
from ...model import Bibliography, Reference, Span, Written
from ..lock import digest


def is_json(path: str) -> bool:
    """Say whether a bibliography of this name is CSL-JSON; any other is BibTeX."""
    return PurePath(path).suffix.lower() == ".json"


def entry(reference: Reference, path: str, aliases: Sequence[str] = ()) -> str:
    """Return the text of one entry as it is written to a file of this name, without a line end.

    A `.bib` has `aliases` as the field by which biblatex knows other keys of an entry.
    """
    if aliases:
        reference = reference.model_copy(update={"custom": reference.custom | {"fields": {"ids": ", ".join(aliases)}}})
    made = Bibliography.of((reference,))
    if is_json(path):
        return json.dumps(csl.items(formats.marked(made, "csl-json"))[0], ensure_ascii=False, indent=2)
    return formats.dump(made, "bibtex").rstrip("\n")


def hashes(text: str, path: str, written: Iterable[Written | None] | None = None) -> dict[str, str]:
    """Return the hash of each entry of a file by its key, to be compared with that of what was written.

    `written` are the entries of a `.bib` that was read; what is JSON is read for more. Raises UnreadableInput.
    """
    if is_json(path):
        return {how.key: digest(_json(json.loads(how.verbatim))) for how in _held(text, path)}
    held = _held(text, path) if written is None else written
    return {how.key: digest(how.verbatim) for how in held if how is not None}


def with_entries(text: str, path: str, entries: Mapping[str, str]) -> str:
    """Return the text of a file with these entries, by key, in it; one whose key it has takes that one's place."""
    if not entries:
        return text
    held = _held(text, path)
    if is_json(path) and not held:
        return _json([json.loads(written) for _, written in sorted(entries.items())]) + "\n"
    indent = _indent(held) if is_json(path) else ""
    between, behind = (f",\n{indent}", f",\n{indent}") if is_json(path) else ("\n\n", "\n\n")
    places = {how.key: how.whole for how in held}
    greatest = list(accumulate((how.key for how in held), max))
    changes: list[tuple[Span, str]] = []
    last = ""
    for key, written in sorted(entries.items()):
        written = written.replace("\n", f"\n{indent}")
        if key in places:
            changes.append((places[key], written))
            continue
        at = bisect_right(greatest, key)
        if at < len(held):
            start = held[at].whole.start
            line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
            if not is_json(path) and text[line:start].strip() and (at == 0 or held[at - 1].whole.end <= line):
                start = line  # what stands before an entry on its line stays with it
            changes.append((Span(start, start), f"{written}{between}"))
        else:
            last += f"{behind}{written}"
    if last and is_json(path):
        changes.append((Span(held[-1].whole.end, held[-1].whole.end), last))
        last = ""
    pieces = []
    at = 0
    for span, written in sorted(changes, key=lambda change: change[0]):
        pieces += [text[at : span.start], written]
        at = span.end
    made = "".join([*pieces, text[at:]])
    return f"{made.rstrip()}{last}\n".lstrip("\n") if last else made


def _held(text: str, path: str) -> list[Written]:
    """The entries of a file, as it writes them. Raises UnreadableInput for JSON that is no list of items."""
    if not is_json(path):
        return [how for how in formats.loader("bibtex").load(text).written if how is not None]
    loaded = formats.loader("csl-json").load(text)
    wrong = next((problem for problem in loaded.problems if problem.code in ("not-json", "not-an-item")), None)
    if wrong is not None:
        raise UnreadableInput(path, f"{wrong.message}; mend it first, nothing was written")
    if text.strip() and not text.lstrip("\ufeff \t\r\n").startswith("["):
        raise UnreadableInput(path, "not a list of CSL-JSON items; nothing was written")
    return [how for how in loaded.written if how is not None]


def _indent(held: Iterable[Written]) -> str:
    """The blanks before the first item on its line."""
    first = next(iter(held))
    before = first.text[first.text.rfind("\n", 0, first.whole.start) + 1 : first.whole.start]
    return before if not before.strip() else ""


def _json(item: object) -> str:
    return json.dumps(item, ensure_ascii=False, indent=2)
