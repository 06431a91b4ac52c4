"""Places on a page: the matrices of a content stream, and pages that are turned."""

from __future__ import annotations

from typing import Any

Matrix = tuple[float, float, float, float, float, float]
ONE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that does `m` and then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3], m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def matrix_of(operands: Any) -> Matrix:
    """Return the matrix of six operands, the one that changes nothing for anything else."""
    numbers = [float(value) for value in operands if isinstance(value, int | float)]
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else ONE


def number_of(operands: list[Any], at: int) -> float:
    """Return an operand as a number, 0 where there is none."""
    value = operands[at] if at < len(operands) else 0.0
    return float(value) if isinstance(value, int | float) else 0.0


def quarter_of(a: float, b: float) -> int:
    """Return in which of four directions a line runs: 0 to the right, 1 up, 2 to the left, 3 down."""
    return (0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)


def place(quarter: int, x: float, y: float) -> tuple[float, float]:
    """Return the point, with the page turned so that lines of this direction run to the right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarter]
