"""YAML text -> its documents, every scalar as text: "no" and "1.10" stay what they are. Bad text is a Problem."""

from __future__ import annotations

from typing import Any

from ..model import Problem

_DEEPEST = 60  # levels of nesting; items have 5


def documents(text: str, problems: list[Problem]) -> list[Any]:
    """Return the documents of a YAML text that hold anything; none, and a problem, where it is not YAML.

    >>> documents("a: no", [])
    [{'a': 'no'}]
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
                problems.append(_problem(fault, event.start_mark))
                return []
        return [found for found in yaml.load_all(text, Loader=loader) if found]
    except yaml.YAMLError as error:
        problems.append(_problem(str(getattr(error, "problem", None) or error), getattr(error, "problem_mark", None)))
    except RecursionError:
        problems.append(_problem("nested too deep", None))
    return []


def _problem(message: str, mark: Any) -> Problem:
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark is not None else ""
    message = "".join(c if c.isprintable() else "\ufffd" for c in f"{place}{message}")
    return Problem(code="not-yaml", stage="load", message=message[:300])
