"""CSL-JSON, the items of CSL 1.0.2: what Zotero, pandoc and citation processors read. Written valid, read leniently.

Source: citation-style-language/schema, csl-data.json 1.0.2; Zotero's deprecated spellings are read too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..fields.csl import clean, from_item, item
from ..model import Bibliography, Entry, Problem
from ..text.escape import is_unsafe, plain
from . import Format, Loaded


def dump(bibliography: Bibliography) -> str:
    """Return the entries as a JSON array, each with its citation key as `id`; valid against the CSL 1.0.2 schema."""
    return "[\n  " + ",\n  ".join(map(_written, bibliography.entries)) + "\n]\n" if bibliography.entries else "[]\n"


def _written(entry: Entry) -> str:
    from pydantic_core import PydanticSerializationError, to_json

    said = item(entry)
    try:
        made = to_json(said, indent=2).decode()
    except PydanticSerializationError:  # a lone surrogate
        made = ""
    if not made or is_unsafe(made) or "\\u00" in made:  # JSON's escape of a control character
        made = to_json(clean(said), indent=2).decode()
    return made.replace("\n", "\n  ")


def load(text: str) -> Loaded:
    """Return the items of a JSON array, a single item, or JSON lines. Bad items and variables become Problems.

    >>> load('{"id": 1, "type": "book", "title": "Low back disorders", "issued": {"raw": "2011"}}').references[0].issued.year
    2011
    """
    problems: list[Problem] = []
    references = []
    for index, said in enumerate(objects(text, problems)):
        if not isinstance(said, Mapping):
            problems.append(_problem("not-an-item", f"item {index} is no object"))
            continue
        references.append(from_item(said, problems))
    return Loaded(tuple(references), tuple(problems))


def objects(text: str, problems: list[Problem]) -> Iterator[Any]:
    """Yield what a JSON text lists: an array's values, an answer's items, a single object, or one object a line."""
    text = text.lstrip("\ufeff")
    if not text.strip():
        return
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
            problems.append(_problem("not-json", str(error)))
            return
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as bad:
                problems.append(_problem("not-json", f"line {number}: {bad}"))
        return
    if isinstance(loaded, dict) and isinstance(loaded.get("message"), dict):
        loaded = loaded["message"]
    if isinstance(loaded, dict) and isinstance(loaded.get("items"), list):
        loaded = loaded["items"]
    yield from loaded if isinstance(loaded, list) else [loaded]


def _problem(code: str, message: str) -> Problem:
    return Problem(code=code, stage="load", message=plain(message)[:300])


FORMAT = Format(
    name="csl-json",
    title="CSL-JSON",
    suffixes=(".json",),
    media_type="application/vnd.citationstyles.csl+json",
    load=load,
    dump=dump,
)
