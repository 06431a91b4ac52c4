"""The kinds of the columns, as Arrow types and as Spark's words for them: one table for both."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ..errors import install

if TYPE_CHECKING:
    import pyarrow

# A text names a plain kind, a dict is a struct, a list of one is a list.
_PROBLEMS = [{"code": "string", "message": "string", "start": "int", "end": "int"}]
_KINDS: dict[str, dict[str, Any]] = {
    "parsed": {
        "reference": "string", "doi": "string",
        "fields": [{"variable": "string", "start": "int", "end": "int", "confidence": "double"}], "problems": _PROBLEMS,
    },
    "found": {
        "citations": [{"start": "int", "end": "int", "raw": "string", "label": "string", "context": "string"}],
        "markers": [{"start": "int", "end": "int", "kind": "string", "keys": ["string"]}], "problems": _PROBLEMS,
    },
    "matched": {
        "status": "string", "score": "double", "doi": "string", "record": "string", "reference": "string", "reasons": ["string"],
        "differences": [{"variable": "string", "text": "string", "record": "string", "message": "string"}],
        "findings": [{"kind": "string", "message": "string"}], "problems": _PROBLEMS,
    },
}  # fmt: skip


@cache
def arrow(column: str) -> pyarrow.DataType:
    """Return the Arrow type of a column: "parsed", "found" or "matched"."""
    return _arrow(_KINDS[column])


def ddl(column: str) -> str:
    """Return Spark's words for the type of a column.

    >>> ddl("parsed")[:44]
    'struct<`reference`:string,`doi`:string,`fiel'
    """
    return _ddl(_KINDS[column])


def pyarrow_module() -> Any:
    """Return pyarrow. Raises ModuleNotFoundError that says how it is installed."""
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"backref.tables needs pyarrow: {install('arrow')}", name="pyarrow") from error
    return pyarrow


def _arrow(kind: Any) -> Any:
    pa = pyarrow_module()
    if isinstance(kind, dict):
        return pa.struct([pa.field(name, _arrow(inner)) for name, inner in kind.items()])
    if isinstance(kind, list):
        return pa.list_(_arrow(kind[0]))
    return {"string": pa.string, "int": pa.int32, "double": pa.float64}[kind]()


def _ddl(kind: Any) -> str:
    if isinstance(kind, dict):
        return f"struct<{','.join(f'`{name}`:{_ddl(inner)}' for name, inner in kind.items())}>"
    return f"array<{_ddl(kind[0])}>" if isinstance(kind, list) else str(kind)
