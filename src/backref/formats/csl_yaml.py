"""CSL-YAML: the same items as CSL-JSON, as pandoc keeps them in a document's metadata.

Source: pandoc's manual, "Specifying bibliographic data" (3.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..fields import csl
from ..model import Bibliography, Problem, Span, Written
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
    references, written = [], []
    for index, node in enumerate(_items(text, problems)):
        item = _value(node)
        if isinstance(item, Mapping):
            how = _written(text, node, item)
            references.append(csl.from_item(item, problems, how))
            written.append(how)
        else:
            message = f"item {index} is no mapping"
            problems.append(Problem(code="not-an-item", stage="load", message=message, span=_span(node)))
    return Loaded(tuple(references), tuple(problems), written=tuple(written))


def _items(text: str, problems: list[Problem]) -> list[Any]:
    """The nodes of the items. All scalars are text, whatever they look like."""
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
        documents = [found for found in yaml.compose_all(text, Loader=loader) if found is not None and found.value]
    except yaml.YAMLError as error:
        problems.append(
            _problem("not-yaml", str(getattr(error, "problem", None) or error), getattr(error, "problem_mark", None))
        )
        return []
    except RecursionError:
        problems.append(_problem("not-yaml", "nested too deep", None))
        return []
    for root in documents:
        if root.id == "mapping":
            found = next((value for name, value in root.value if name.value == "references"), None)
            return list(found.value) if found is not None and found.id == "sequence" else [root]
        if root.id == "sequence":
            return list(root.value)
    if documents:
        problems.append(_problem("not-an-item", "neither a list nor a mapping", None))
    return []


def _value(node: Any) -> Any:
    if node.id == "mapping":
        return {str(name.value): _value(value) for name, value in node.value}
    return [_value(each) for each in node.value] if node.id == "sequence" else node.value


def _span(node: Any) -> Span:
    return Span(node.start_mark.index, node.end_mark.index)


def _written(text: str, node: Any, item: Mapping[str, Any]) -> Written:
    names = [str(name.value) for name, _ in node.value]
    spans = [_spans(value) for _, value in node.value]
    key, kind = (str(item.get(name, "")) for name in ("id", "type"))
    named = next(
        (inner for name, (inner, _) in zip(names, spans, strict=True) if name == "id"),
        Span(node.start_mark.index, node.start_mark.index + 1),
    )
    return Written(
        text,
        kind,
        key,
        named,
        _span(node),
        names,
        [at for span in spans for at in (*span[0], *span[1])],
        language="yaml",
    )


def _spans(node: Any) -> tuple[Span, Span]:
    """What the marks of a value hold, and all of it."""
    whole = _span(node)
    quoted = node.id == "scalar" and node.style in ("'", '"')
    return Span(whole.start + quoted, whole.end - quoted), whole


def _problem(code: str, message: str, mark: Any) -> Problem:
    at = getattr(mark, "index", 0) or 0
    message = "".join(c if c.isprintable() else "\ufffd" for c in message)
    return Problem(code=code, stage="load", message=message[:300], span=Span(at, at + 1))


FORMAT = Format(
    name="csl-yaml", title="CSL-YAML", suffixes=(".yaml", ".yml"), media_type="application/yaml", load=load, dump=dump
)
