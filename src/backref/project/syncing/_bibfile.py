"""The bibliography file as people keep it: which entries stand in it, and how new ones are put in without touching the others.

Nothing that is there is rearranged or written again. A new entry goes before the first one with a greater key, or to the end.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import PurePath
from typing import NamedTuple

from ... import formats
from ...errors import UnreadableInput
from ...fields import csl
from ...model import Bibliography, Reference, Span
from ..lock import digest

_HEAD = re.compile(
    r"^[ \t]*@(?P<kind>\w{1,40})\s{0,20}[{(]\s{0,200}(?P<key>[^\s,{}()\"=#%~\\]{1,300})\s{0,200},", re.MULTILINE
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_NEXT = re.compile(r"\n@\w{1,40}\s{0,20}[{(]\s{0,200}[^\s,{}]{1,300}\s{0,200},")
_NO_ENTRY = frozenset(("comment", "string", "preamble"))


class HeldEntry(NamedTuple):
    """One entry of a file: its key and where it stands; for JSON, its place in the list."""

    key: str
    span: Span


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


def hashes(text: str, path: str) -> dict[str, str]:
    """Return the hash of each entry of a file by its key, to be compared with that of what was written."""
    if is_json(path):
        return {str(item.get("id", "")): digest(_json(item)) for item in _items(text, path)}
    return {held.key: digest(held.span.of(text)) for held in _held(text)}


def with_entries(text: str, path: str, entries: Mapping[str, str]) -> str:
    """Return the text of a file with these entries, by key, in it; one whose key it has takes that one's place."""
    if not entries:
        return text
    if is_json(path):
        return _with_items(text, path, entries)
    held = _held(text)
    places = {one.key: one.span for one in held}
    greatest = list(accumulate((one.key for one in held), max))
    changes: list[tuple[Span, str]] = []
    last = ""
    for key, written in sorted(entries.items()):
        if key in places:
            changes.append((places[key], written))
            continue
        at = bisect_right(greatest, key)
        if at < len(held):
            start = held[at].span.start
            changes.append((Span(start, start), f"{written}\n\n"))
        else:
            last += f"\n\n{written}"
    pieces = []
    at = 0
    for span, written in sorted(changes, key=lambda change: change[0]):
        pieces += [text[at : span.start], written]
        at = span.end
    made = "".join([*pieces, text[at:]])
    return f"{made.rstrip()}{last}\n".lstrip("\n") if last else made


def _held(text: str) -> list[HeldEntry]:
    found = []
    at = 0
    while match := _HEAD.search(text, at):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = _closing(text, match.start("key"))
        at = max(end, match.end())
        if match["kind"].lower() not in _NO_ENTRY:
            found.append(HeldEntry(match["key"], Span(start, end)))
    return found


def _closing(text: str, start: int) -> int:
    """Where the entry ends whose key stands at `start`: behind its brace, or before the next entry if it has none."""
    following = _NEXT.search(text, start)
    end = following.start() if following else len(text)
    depth = 1
    for match in _BRACE.finditer(text, start, end):
        if match.group() in "{}":
            depth += 1 if match.group() == "{" else -1
            if depth == 0:
                return match.end()
    return len(text[:end].rstrip())


def _items(text: str, path: str) -> list[dict[str, object]]:
    if not text.strip():
        return []
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(path, f"not JSON: {error}; mend it first, nothing was written") from error
    if not isinstance(said, list) or not all(isinstance(item, dict) for item in said):
        raise UnreadableInput(path, "not a list of CSL-JSON items; nothing was written")
    return said


def _with_items(text: str, path: str, entries: Mapping[str, str]) -> str:
    items = _items(text, path)
    for key, written in sorted(entries.items()):
        keys = [str(item.get("id", "")) for item in items]
        made = json.loads(written)
        if key in keys:
            items[keys.index(key)] = made
        else:
            items.insert(next((at for at, other in enumerate(keys) if other > key), len(items)), made)
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _json(item: object) -> str:
    return json.dumps(item, ensure_ascii=False, indent=2)
