"""CSL-JSON, the items of CSL 1.0.2: what Zotero, pandoc and citation processors read. Written valid, read leniently.

Source: citation-style-language/schema, csl-data.json 1.0.2; Zotero's deprecated spellings are read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ..fields.csl import clean, from_item, item
from ..model import BEYOND_CSL, Bibliography, Entry, Problem
from ..model.printed import Doi
from ..text.collecting import uncollected
from ..text.escape import is_unsafe
from . import Format, Loaded
from ._json import objects

_BEYOND = frozenset(BEYOND_CSL)


def dump(bibliography: Bibliography) -> str:
    """Return the entries as a JSON array, each with its citation key as `id`; valid against the CSL 1.0.2 schema."""
    return "".join(pieces(bibliography))


def pieces(bibliography: Bibliography) -> Iterator[str]:
    """Yield the same item by item."""
    before = "[\n  "
    for entry in bibliography.entries:
        yield before
        yield _written(entry)
        before = ",\n  "
    yield "\n]\n" if bibliography.entries else "[]\n"


def _written(entry: Entry) -> str:
    from pydantic_core import PydanticSerializationError, to_json

    try:
        if _is_plain(entry):
            made = entry.reference.model_dump_json(by_alias=True, exclude_defaults=True, indent=2)
        else:
            made = to_json(item(entry), indent=2).decode()
    except PydanticSerializationError:  # a lone surrogate
        made = ""
    if not made or is_unsafe(made) or "\\u00" in made:  # JSON's escape of a control character
        made = to_json(clean(item(entry)), indent=2).decode()
    return made.replace("\n", "\n  ")


def _is_plain(entry: Entry) -> bool:
    """Whether the item of an entry is what its reference holds, variable by variable."""
    reference = entry.reference
    return (
        reference.id == entry.key != ""
        and reference.type != "document"  # what is not said is left out
        and _BEYOND.isdisjoint(held := vars(reference))
        and (*islice(held, 2),) == ("id", "type")  # an item begins with these
        and type(reference.doi) is not Doi
        and (not reference.url or reference.url.startswith("https://"))
    )


@uncollected()
def load(text: str) -> Loaded:
    """Return the items of a JSON array, a single item, or JSON lines. Bad items and variables become Problems.

    >>> load('{"id": 1, "type": "book", "title": "Low back disorders", "issued": {"raw": "2011"}}').references[0].issued.year
    2011
    """
    problems: list[Problem] = []
    references, written = [], []
    for _, (said, how) in objects(text, problems):
        references.append(from_item(said, problems, how))
        written.append(how)
    return Loaded(tuple(references), tuple(problems), written=tuple(written))


FORMAT = Format(
    name="csl-json",
    title="CSL-JSON",
    suffixes=(".json",),
    media_type="application/vnd.citationstyles.csl+json",
    load=load,
    dump=dump,
    pieces=pieces,
)
