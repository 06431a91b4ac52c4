"""CSL-YAML: the same items as CSL-JSON, as pandoc keeps them in a document's metadata.

Source: pandoc's manual, "Specifying bibliographic data" (3.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..fields import csl
from ..model import Bibliography, Problem, Span, Written
from ..text.collecting import uncollected
from . import Format, Loaded, _yaml
from ._strays import not_too_many


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


@uncollected()
def load(text: str) -> Loaded:
    """Return the items under `references`, of a list, or of one item. All scalars are text: "no" and "1.10" stay what
    they are.

    >>> load("references:\\n- id: a\\n  title: No\\n  volume: 1.10\\n  issued: 2015-04").references[0].volume
    '1.10'
    """
    problems: list[Problem] = []
    references, written = [], []
    for index, node in enumerate(not_too_many(_items(text, problems), text, problems, lambda node: node.span)):
        item = _yaml.value(node)
        if isinstance(item, Mapping):
            how = _written(text, node, item)
            references.append(csl.from_item(item, problems, how))
            written.append(how)
        else:
            message = f"item {index} is no mapping"
            problems.append(Problem(code="not-an-item", stage="load", message=message, span=node.span))
    return Loaded(tuple(references), tuple(problems), written=tuple(written))


def _items(text: str, problems: list[Problem]) -> list[_yaml.YamlNode]:
    """The nodes of the items."""
    documents = _yaml.roots(text, problems)
    for root in documents:
        if root.id == "mapping":
            found = next((value for name, value in root.value if name.value == "references"), None)
            return list(found.value) if found is not None and found.id == "sequence" else [root]
        if root.id == "sequence":
            return list(root.value)
    if documents:
        problems.append(_yaml.problem("not-an-item", "neither a list nor a mapping", None))
    return []


def _written(text: str, node: _yaml.YamlNode, item: Mapping[str, Any]) -> Written:
    start = node.start
    named = next((_yaml.inner(value) for name, value in node.value if name.value == "id"), Span(start, start + 1))
    return _yaml.written(text, node, str(item.get("type", "")), str(item.get("id", "")), named)


FORMAT = Format(
    name="csl-yaml", title="CSL-YAML", suffixes=(".yaml", ".yml"), media_type="application/yaml", load=load, dump=dump
)
