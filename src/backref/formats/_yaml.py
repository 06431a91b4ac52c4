"""YAML text -> its nodes, every scalar as text: "no" and "1.10" stay what they are. Bad text is a Problem."""

from __future__ import annotations

from typing import Any

from ..model import Problem, Span, Written

_DEEPEST = 60  # levels of nesting; items have 5


def roots(text: str, problems: list[Problem]) -> list[Any]:
    """Return the root nodes of a YAML text that hold anything; none, and a problem, where it is not YAML.

    >>> value(roots("a: no", [])[0])
    {'a': 'no'}
    """
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
                problems.append(problem("not-yaml", fault, event.start_mark))
                return []
        return [found for found in yaml.compose_all(text, Loader=loader) if found is not None and found.value]
    except yaml.YAMLError as error:
        said = str(getattr(error, "problem", None) or error)
        problems.append(problem("not-yaml", said, getattr(error, "problem_mark", None)))
    except RecursionError:
        problems.append(problem("not-yaml", "nested too deep", None))
    return []


def value(node: Any) -> Any:
    """Return what a node holds: mappings, lists and texts."""
    if node.id == "mapping":
        return {str(name.value): value(each) for name, each in node.value}
    return [value(each) for each in node.value] if node.id == "sequence" else node.value


def span(node: Any) -> Span:
    """Return where a node stands."""
    return Span(node.start_mark.index, node.end_mark.index)


def written(text: str, node: Any, kind: str, key: str, named: Span, whole: Span | None = None) -> Written:
    """Return how a text writes the entry that a mapping is; `named` is where its key stands."""
    names = [str(name.value) for name, _ in node.value]
    marks = [at for _, each in node.value for place in _spans(each) for at in place]
    return Written(text, kind, key, named, whole or span(node), names, marks, language="yaml")


def inner(node: Any) -> Span:
    """Return what stands between the marks of a value."""
    return _spans(node)[0]


def problem(code: str, message: str, mark: Any) -> Problem:
    """Return a problem at a mark of YAML's."""
    at = getattr(mark, "index", 0) or 0
    message = "".join(c if c.isprintable() else "\ufffd" for c in message)
    return Problem(code=code, stage="load", message=message[:300], span=Span(at, at + 1))


def _spans(node: Any) -> tuple[Span, Span]:
    """What the marks of a value hold, and all of it."""
    whole = span(node)
    quoted = node.id == "scalar" and node.style in ("'", '"')
    return Span(whole.start + quoted, whole.end - quoted), whole
