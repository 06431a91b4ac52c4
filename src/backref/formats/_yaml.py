"""YAML text -> its nodes, every scalar as text: "no" and "1.10" stay what they are. Bad text is a Problem.

Nodes are made from the parser's events: PyYAML's own, each with two marks, are three times the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..model import Problem, Span, Written
from ._strays import most_of, too_many

_DEEPEST = 60  # levels of nesting; items have 5


class YamlNode(NamedTuple):
    """A node: "mapping", with its pairs as `value`, "sequence", with its nodes, or "scalar", with its text; and where
    it stands.
    """

    id: str
    value: Any
    start: int
    end: int
    style: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class _Refused(Exception):
    """What is no bibliography's, and where."""


def roots(text: str, problems: list[Problem]) -> list[YamlNode]:
    """Return the root nodes of a YAML text that hold anything; none, and a problem, where it is not YAML.

    Of what a list or a mapping holds, no more is kept than a text of this length can have records, and that is told.

    >>> value(roots("{a: no, [b]: c}", [])[0])
    {'a': 'no', '[b]': 'c'}
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = text.encode("utf-8", "replace").decode("utf-8")
    try:
        return [found for found in _composed(yaml.parse(text, Loader=loader), text, problems) if found.value]
    except _Refused as refused:
        problems.append(problem("not-yaml", *refused.args))
    except yaml.YAMLError as error:
        said = str(getattr(error, "problem", None) or error)
        problems.append(problem("not-yaml", said, getattr(error, "problem_mark", None)))
    except RecursionError:
        problems.append(problem("not-yaml", "nested too deep", None))
    return []


def _composed(events: Iterator[Any], source: str, problems: list[Problem]) -> list[YamlNode]:
    """The roots that events of a text tell of; a key that is a list or a mapping is its text, as it stands.

    An alias could make a small file a huge one; no bibliography needs them.
    """
    import yaml

    roots: list[YamlNode] = []
    most, is_told = most_of(source), False
    opened: list[tuple[str, int, list[Any]]] = []  # the collections that are open, the innermost last
    names: dict[str, str] = {}  # keys come again
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            text = event.value if len(event.value) > 40 else names.setdefault(event.value, event.value)
            node = YamlNode("scalar", text, event.start_mark.index, event.end_mark.index, event.style)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(opened) >= _DEEPEST:
                raise _Refused("nested too deep", event.start_mark)
            kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
            opened.append((kind, event.start_mark.index, []))
            continue
        elif isinstance(event, yaml.CollectionEndEvent):
            kind, start, held = opened.pop()
            found = list(zip(held[::2], held[1::2], strict=True)) if kind == "mapping" else held
            node = YamlNode(kind, found, start, event.end_mark.index)
        elif isinstance(event, yaml.AliasEvent):
            raise _Refused("aliases are not read", event.start_mark)
        else:
            continue
        within, _, held = opened[-1] if opened else ("", 0, roots)
        if len(held) < (2 * most if within == "mapping" else most):
            if within == "mapping" and len(held) % 2 == 0 and node.id != "scalar":
                node = YamlNode("scalar", source[node.start : node.end], node.start, node.end)
            held.append(node)
        elif not is_told:
            is_told = True
            problems.append(too_many(most, "of a list or mapping", node.span))
    return roots


def value(node: YamlNode) -> Any:
    """Return what a node holds: mappings, lists and texts."""
    if node.id == "mapping":
        return {str(name.value): value(each) for name, each in node.value}
    return [value(each) for each in node.value] if node.id == "sequence" else node.value


def written(text: str, node: YamlNode, kind: str, key: str, named: Span, whole: Span | None = None) -> Written:
    """Return how a text writes the entry that a mapping is; `named` is where its key stands."""
    names = [str(name.value) for name, _ in node.value]
    marks = [at for _, each in node.value for place in _spans(each) for at in place]
    return Written(text, kind, key, named, whole or node.span, names, marks, language="yaml")


def inner(node: YamlNode) -> Span:
    """Return what stands between the marks of a value."""
    return _spans(node)[0]


def problem(code: str, message: str, mark: Any) -> Problem:
    """Return a problem at a mark of YAML's."""
    at = getattr(mark, "index", 0) or 0
    return Problem(code=code, stage="load", message=printable(message[:300]), span=Span(at, at + 1))


def printable(text: str) -> str:
    """Return a text with a mark for each letter that cannot be printed.

    >>> printable("a\\0b")
    'a�b'
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in text)


def _spans(node: YamlNode) -> tuple[Span, Span]:
    """What the marks of a value hold, and all of it."""
    quoted = node.id == "scalar" and node.style in ("'", '"')
    return Span(node.start + quoted, node.end - quoted), node.span
