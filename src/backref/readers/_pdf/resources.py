"""What the dictionaries of a PDF hold."""

from __future__ import annotations

from typing import Any


def held(value: Any) -> dict[str, Any]:
    """Return the dictionary that a value is or points at, an empty one for anything else."""
    said = value.get_object() if value is not None and hasattr(value, "get_object") else value
    return said if isinstance(said, dict) else {}


def glyph_names(resource: dict[str, Any]) -> tuple[list[str], list[int]]:
    """Return the names of a font's glyphs, and the codes that have one."""
    said = held(resource.get("/Encoding")).get("/Differences")
    names = [str(name) for name in held(resource.get("/CharProcs"))][:300]
    codes: list[int] = []
    code = 0
    for one in said if isinstance(said, list) else ():
        if isinstance(one, int):
            code = int(one)
        else:
            codes += [code] if one != "/.notdef" else []
            code += 1
    return names, codes


def is_pagination(operands: list[Any]) -> bool:
    """Whether a marked stretch of content is a head, a foot or a page number."""
    if len(operands) < 2 or operands[0] != "/Artifact" or not isinstance(operands[1], dict):
        return False
    return operands[1].get("/Type") == "/Pagination"
