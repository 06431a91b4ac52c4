"""The state of a content stream's interpreter: what its operators set, keep and move."""

from __future__ import annotations

from typing import Any, NamedTuple

from .fonts import Face
from .matrices import Matrix, matrix_of, number_of, times


class State(NamedTuple):
    """What `q` keeps and `Q` brings back."""

    matrix: Matrix
    face: Face | None = None
    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


SETTERS = frozenset(("Tc", "Tw", "TL", "Ts", "Tz"))


def set_to(state: State, name: str, operands: list[Any]) -> State:
    """Return the state behind an operator that sets one number."""
    value = number_of(operands, 0)
    if name == "Tc":
        return state._replace(spacing=value)
    if name == "Tw":
        return state._replace(word=value)
    if name == "TL":
        return state._replace(leading=value)
    return state._replace(rise=value) if name == "Ts" else state._replace(scale=value / 100)


def moved(state: State, line: Matrix, name: str, operands: list[Any]) -> tuple[State, Matrix]:
    """Return what the operators that begin a line do to the leading, and where the line then begins."""
    if name == "Tm":
        return state, matrix_of(operands)
    if name in ("Td", "TD"):
        x, y = number_of(operands, 0), number_of(operands, 1)
        return state._replace(leading=-y) if name == "TD" else state, times((1.0, 0.0, 0.0, 1.0, x, y), line)
    if name == '"' and len(operands) > 2:
        state = state._replace(word=number_of(operands, 0), spacing=number_of(operands, 1))
    return state, times((1.0, 0.0, 0.0, 1.0, 0.0, -state.leading), line)
