"""What the API does: the functions that assistants have as tools, called by their arguments as JSON, with the schemas
of both ends.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from .. import parsing
from ..asking import Progress
from ..errors import UnreadableInput
from ..mcp import tools
from ..mcp.tools import Desk
from ..model.interfaces import parsed_json
from .bounds import Refused

REFERENCE = "#/components/schemas/{model}"  # where the description has the shapes
_OURS = ("desk", "progress", "path", "return")  # no argument: files are nobody's but the user's
_MOST, _LONGEST = 100, 20_000

Citations = Annotated[
    list[str], Field(description="Citations as printed, one work in each.", min_length=1, max_length=_MOST)
]


def parse(desk: Desk, citations: Citations, progress: Progress | None = None) -> dict[str, Any]:
    """Return what each citation was read as: CSL-JSON with a span and a confidence for each field."""
    for number, citation in enumerate(citations):
        if len(citation) > _LONGEST:
            raise UnreadableInput(f"citations[{number}]", f"{len(citation):,} characters; at most {_LONGEST:,}")
    return {"references": [parsed_json(number, parsing.parse(one)) for number, one in enumerate(citations)]}


class Deed(NamedTuple):
    """One thing that the API does; `asks` whether sources are asked."""

    name: str
    work: Callable[..., Mapping[str, Any]]
    asks: bool

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return (inspect.getdoc(self.work) or "").partition("\n")[0]

    def bound(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments. Raises Refused, with the place of what cannot be taken."""
        try:
            taken = arguments(self).model_validate(given)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise Refused(422, "argument", first["msg"], ".".join(map(str, first["loc"]))) from None
        return {name: getattr(taken, name) for name in taken.model_fields_set}

    def result(self) -> dict[str, Any]:
        """Return the schema of what comes back."""
        return TypeAdapter(get_type_hints(self.work, include_extras=True)["return"]).json_schema(ref_template=REFERENCE)


@cache
def arguments(deed: Deed) -> type[BaseModel]:
    """Return the model of a deed's arguments, made of its signature."""
    hints = get_type_hints(deed.work, include_extras=True)
    defaults = {name: each.default for name, each in inspect.signature(deed.work).parameters.items()}
    fields: dict[str, Any] = {
        name: (hint, ... if defaults[name] is inspect.Parameter.empty else defaults[name])
        for name, hint in hints.items() if name not in _OURS
    }  # fmt: skip
    return create_model(f"{deed.name.capitalize()}Arguments", __config__=ConfigDict(extra="forbid"), **fields)


DEEDS = tuple(
    Deed(name, work, asks)
    for name, work, asks in (
        ("find", tools.find, False), ("parse", parse, False), ("resolve", tools.resolve, True), ("check", tools.check, True),
        ("convert", tools.convert, False),
    )
)  # fmt: skip
