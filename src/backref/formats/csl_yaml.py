"""CSL-YAML: the same items as CSL-JSON, as pandoc keeps them in a document's metadata.

Source: pandoc's manual, "Specifying bibliographic data" (3.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..fields import csl
from ..model import Bibliography, Problem
from . import Format, Loaded
from ._yaml import documents


def dump(bibliography: Bibliography) -> str:
    """Return a mapping with the key `references`, in the form that pandoc reads.

    >>> from backref.model import Reference
    >>> print(dump(Bibliography.of((Reference(id="no", type="book", title="Yes: 1"),))))
    references:
    - id: 'no'
      type: book
      title: 'Yes: 1'
    <BLANKLINE>
    """
    import yaml

    items = csl.items(bibliography)
    written = yaml.safe_dump({"references": items}, allow_unicode=True, sort_keys=False, width=10_000)
    return str(written)


def load(text: str) -> Loaded:
    """Return the items under `references`, of a list, or of one item. All scalars are text: "no" and "1.10" stay what they are.

    >>> load("references:\\n- id: a\\n  title: No\\n  volume: 1.10\\n  issued: 2015-04").references[0].volume
    '1.10'
    """
    problems: list[Problem] = []
    references = []
    for index, item in enumerate(_items(text, problems)):
        if isinstance(item, Mapping):
            references.append(csl.from_item(item, problems))
        else:
            problems.append(Problem(code="not-an-item", stage="load", message=f"item {index} is no mapping"))
    return Loaded(tuple(references), tuple(problems))


def _items(text: str, problems: list[Problem]) -> list[Any]:
    found = documents(text, problems)
    for loaded in found:
        if isinstance(loaded, Mapping):
            items = loaded.get("references")
            return items if isinstance(items, list) else [loaded]
        if isinstance(loaded, list):
            return loaded
    if found:
        problems.append(Problem(code="not-an-item", stage="load", message="neither a list nor a mapping"))
    return []


FORMAT = Format(
    name="csl-yaml", title="CSL-YAML", suffixes=(".yaml", ".yml"), media_type="application/yaml", load=load, dump=dump
)
