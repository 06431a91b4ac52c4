"""The elements of an XML file, each with its place: source -> tree. Entities that it declares are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from ...model import Problem
from .._byte_places import BytePlaces

_DEEPEST = 150  # walking takes up to three calls a level


class Node:
    """An element: its name and attributes without their spaces, and its parts, elements and stretches of text."""

    __slots__ = ("at", "given", "parts", "tag")

    def __init__(self, tag: str, given: dict[str, str], at: int) -> None:
        self.tag = tag.rpartition(":")[2]
        self.given = {key.rpartition(":")[2]: value for key, value in given.items()}
        self.at = at
        self.parts: list[Node | tuple[str, int]] = []

    def nodes(self) -> Iterator[Node]:
        """Yield the elements directly within."""
        yield from (part for part in self.parts if isinstance(part, Node))

    def all(self, *tags: str) -> Iterator[Node]:
        """Yield the elements of these names at any depth, in order."""
        for node in self.nodes():
            if node.tag in tags:
                yield node
            yield from node.all(*tags)

    def first(self, *tags: str) -> Node | None:
        """Return the first of them."""
        return next(self.all(*tags), None)

    def said(self) -> str:
        """Return its text in a line."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, Node):
                yield from part._pieces()
            else:
                yield part[0]


def parsed(source: str, name: str) -> tuple[Node, list[Problem]]:
    """Return what holds the elements of a file, as far as it is well formed, and what is wrong with it."""
    data = source.encode("utf-8", "replace")
    places = BytePlaces(source, data)
    parser = expat.ParserCreate("utf-8")  # whatever the file declares: it was decoded
    top = Node("", {}, 0)
    stack = [top]

    def offset() -> int:
        return places.of(parser.CurrentByteIndex)

    def start(tag: str, given: dict[str, str]) -> None:
        if len(stack) > _DEEPEST:
            raise ValueError(f"elements nested more than {_DEEPEST} deep")
        node = Node(tag, given, offset())
        stack[-1].parts.append(node)
        stack.append(node)

    def end(_: str) -> None:
        stack.pop()

    def text(data: str) -> None:
        stack[-1].parts.append((data, offset()))

    def refuse(*_: Any) -> None:
        raise ValueError("it declares an entity")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = text, refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        said = f"the XML ends its sense here: {error}"
        return top, [Problem(code="not-well-formed", stage="read", message=said, place=name)]
    return top, []
