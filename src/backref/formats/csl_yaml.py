"""CSL-YAML: the same items as CSL-JSON, as pandoc keeps them in a document's metadata.

Source: pandoc's manual, "Specifying bibliographic data" (3.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..fields import csl
from ..model import Bibliography, Problem
from . import Format, Loaded

_DEEPEST = 60  # levels of nesting; items have 5


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
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = text.encode("utf-8", "replace").decode("utf-8")
    depth = 0
    try:
        # An alias could make a small file a huge one; no bibliography needs them.
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
                fault = "nested too deep" if depth > _DEEPEST else "aliases are not read"
                problems.append(_problem("not-yaml", fault, event.start_mark))
                return []
        documents = [found for found in yaml.load_all(text, Loader=loader) if found]
    except yaml.YAMLError as error:
        problems.append(
            _problem("not-yaml", str(getattr(error, "problem", None) or error), getattr(error, "problem_mark", None))
        )
        return []
    except RecursionError:
        problems.append(_problem("not-yaml", "nested too deep", None))
        return []
    for loaded in documents:
        if isinstance(loaded, Mapping):
            found = loaded.get("references")
            return found if isinstance(found, list) else [loaded]
        if isinstance(loaded, list):
            return loaded
    if documents:
        problems.append(_problem("not-an-item", "neither a list nor a mapping", None))
    return []


def _problem(code: str, message: str, mark: Any) -> Problem:
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark is not None else ""
    message = "".join(c if c.isprintable() else "\ufffd" for c in f"{place}{message}")
    return Problem(code=code, stage="load", message=message[:300])


FORMAT = Format(
    name="csl-yaml", title="CSL-YAML", suffixes=(".yaml", ".yml"), media_type="application/yaml", load=load, dump=dump
)
