"""What every value stands on: a place in a text, a frozen model, a problem."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict


class Span(NamedTuple):
    """A half-open range of Unicode code points: `text[span.start:span.end]` is the printed string."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the piece of `text` that this span covers.

        >>> Span(3, 7).of("by Chou R")
        'Chou'
        """
        return text[self.start : self.end]

    def head(self, text: str, most: int) -> str:
        """Return the first `most` code points of the piece.

        >>> Span(3, 7).head("by Chou R", 2)
        'Ch'
        """
        return text[self.start : min(self.end, self.start + most)]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def meets(self, others: Sequence[Span]) -> bool:
        """Say whether any of `others` overlaps it; those must be sorted and apart from each other.

        >>> Span(3, 7).meets([Span(0, 2), Span(6, 9)])
        True
        """
        at = bisect_left(others, self)
        return (at < len(others) and self.overlaps(others[at])) or (at > 0 and self.overlaps(others[at - 1]))

    def shift(self, offset: int) -> Span:
        """Return the span moved by `offset` code points."""
        return Span(self.start + offset, self.end + offset)


# The models are frozen for all but those who make them.
_set_dict, _set_fields, _set_extra, _set_private = (
    BaseModel.__dict__[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


_new = object.__new__


@cache
def _defaults(model: type[BaseModel]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What a model holds where nothing is said, in the order of its fields; which of them are an empty dict of its
    own.
    """
    found = {name: field.get_default() for name, field in model.model_fields.items()}
    return found, tuple(name for name, value in found.items() if value == {})


@cache
def _sets(names: frozenset[str]) -> set[str]:
    """One set for all values with these fields; pydantic copies it before it changes it."""
    return set(names)


class _Every(dict[type[BaseModel], set[str]]):
    """The names of all fields of each model; a look into it takes no call of Python's."""

    def __missing__(self, model: type[BaseModel]) -> set[str]:
        found = self[model] = set(model.model_fields)
        return found


_every = _Every()


class Frozen(BaseModel):
    """Base of the models: frozen, unknown fields forbidden, CSL-style hyphens in JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    @classmethod
    def made(cls, values: dict[str, Any]) -> Self:
        """Return the model of values that this package made itself: none is looked at again, and what is missing is its
        default.

        >>> Problem.made({"code": "a", "stage": "parse", "message": "b"}) == Problem(code="a", stage="parse", message="b")
        True
        """
        defaults, mutable = _defaults(cls)
        held = defaults | values
        for name in mutable:
            if name not in values:
                held[name] = {}
        new = cls.whole(held)
        _set_fields(new, _sets(frozenset(values)))
        return new

    @classmethod
    def whole(cls, values: dict[str, Any]) -> Self:
        """Return the model of values that this package made itself, of every field in its order; the dict is its own
        from now on.

        >>> Problem.whole({"code": "a", "stage": "parse", "message": "b", "span": None, "place": ""}).message
        'b'
        """
        new = _new(cls)
        _set_dict(new, values)
        _set_fields(new, _every[cls])
        _set_extra(new, None)
        _set_private(new, None)
        return new


class Problem(Frozen):
    """Something wrong with the input, as a value: never raised, always kept. `place` names a file or a source."""

    code: str
    stage: str
    message: str
    span: Span | None = None
    place: str = ""
