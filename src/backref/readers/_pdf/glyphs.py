"""The letters that a page draws, each with its place: content stream -> glyphs, upright, from left to right."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from pypdf.generic import ContentStream, NameObject

from .fonts import Face, Fonts, held
from .work import Work

_DEEPEST = 8  # forms within forms
_Matrix = tuple[float, float, float, float, float, float]
_ONE: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FARTHEST = 20_000.0  # points; what stands farther away is on no page


class Glyph(NamedTuple):
    """What one code of a font shows, its left and right end, its baseline and size in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool


def glyphs(page: Any, fonts: Fonts, work: Work) -> list[Glyph]:
    """Return the letters of a page in the order in which they are drawn; those that stand otherwise than most are left out."""
    drawing = _Drawing(fonts, work)
    drawing.run(page.get_contents(), held(page.get("/Resources")), _ONE, 0)
    turned = Counter(quarter for quarter, _ in drawing.found).most_common(1)
    return [glyph for quarter, glyph in drawing.found if quarter == turned[0][0]]


class _State(NamedTuple):
    """What `q` keeps and `Q` brings back."""

    matrix: _Matrix
    face: Face | None = None
    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class _Drawing:
    """The state of the interpreter, and what was drawn."""

    def __init__(self, fonts: Fonts, work: Work) -> None:
        self.found: list[tuple[int, Glyph]] = []
        self._fonts, self._work = fonts, work
        self._seen: set[tuple[str, float, float]] = set()

    def run(self, content: Any, resources: dict[str, Any], matrix: _Matrix, depth: int) -> None:
        """Draw a content stream."""
        if content is None:
            return
        state, stack = _State(matrix), [_State(matrix)]
        text = line = _ONE
        unprinted: list[bool] = []  # for each marked stretch that is open: whether it is a head, a foot, a page number
        for operands, operator in content.operations:
            name = operator.decode("latin-1")
            if name in _SETTERS:
                state = _set(state, name, operands)
            elif name == "Tf" and len(operands) > 1:
                face = self._fonts.face(resources, str(operands[0]))
                state = state._replace(face=face, size=_number(operands, 1))
            elif name == "q" and len(stack) < 500:
                stack.append(state)
            elif name == "Q":
                state = stack.pop() if len(stack) > 1 else state
            elif name == "cm":
                state = state._replace(matrix=_times(_matrix(operands), state.matrix))
            elif name == "BT":
                text = line = _ONE
            elif name in ("Td", "TD", "T*", "Tm", "'", '"'):
                state, line = _moved(state, line, name, operands)
                text = line
            elif name in ("BDC", "BMC"):
                unprinted.append(name == "BDC" and _is_pagination(operands))
            elif name == "EMC" and unprinted:
                unprinted.pop()
            elif name == "Do" and operands and not any(unprinted):
                self._form(str(operands[0]), resources, state.matrix, depth)
            if name in ("Tj", "TJ", "'", '"') and operands and state.face and not any(unprinted):
                text = self._show(operands[-1], state, state.face, text)

    def _form(self, name: str, resources: dict[str, Any], matrix: _Matrix, depth: int) -> None:
        form = held(resources.get("/XObject")).get(name)
        form = form.get_object() if form is not None else None
        if form is None or form.get("/Subtype") != "/Form" or depth >= _DEEPEST or not self._work.takes(form):
            return
        inner = held(form.get("/Resources")) or resources
        self.run(ContentStream(form, form.pdf if hasattr(form, "pdf") else None), inner, _times(_matrix(form.get("/Matrix") or ()), matrix), depth + 1)

    def _show(self, shown: Any, state: _State, face: Face, text: _Matrix) -> _Matrix:
        """Put down a string, or an array of strings and the steps between them; return where the next one begins."""
        x = 0.0
        a, b, c, d, e, f = whole = _times(text, state.matrix)
        unit = state.size * state.scale
        height = abs(state.size) * face.height * ((c * c + d * d) ** 0.5 or 1.0)
        quarter = _quarter(a, b)
        for part in shown if isinstance(shown, list) else [shown]:
            if isinstance(part, int | float):
                x -= float(part) / 1000 * unit
                continue
            if isinstance(part, NameObject) or not isinstance(part, str | bytes):
                continue
            for letters, width, is_blank in face.read(part):
                step = width * unit + (state.spacing + (state.word if is_blank else 0.0)) * state.scale
                start, base = _place(quarter, a * x + c * state.rise + e, b * x + d * state.rise + f)
                x += width * unit
                stop, _ = _place(quarter, a * x + e, b * x + f)
                x += step - width * unit
                key = (letters, round(start), round(base))
                if letters and (letters.isspace() or key not in self._seen) and abs(start) + abs(base) < _FARTHEST:
                    self._seen.add(key)
                    self.found.append((quarter, Glyph(letters, min(start, stop), max(start, stop), base, height, face.is_bold)))
        return _times((1.0, 0.0, 0.0, 1.0, x, 0.0), text) if whole else text


_SETTERS = {"Tc": "spacing", "Tw": "word", "TL": "leading", "Ts": "rise", "Tz": "scale"}


def _set(state: _State, name: str, operands: list[Any]) -> _State:
    value = _number(operands, 0)
    return state._replace(**{_SETTERS[name]: value / 100 if name == "Tz" else value})


def _moved(state: _State, line: _Matrix, name: str, operands: list[Any]) -> tuple[_State, _Matrix]:
    """What the operators that begin a line do to the leading, and where the line then begins."""
    if name == "Tm":
        return state, _matrix(operands)
    if name in ("Td", "TD"):
        x, y = _number(operands, 0), _number(operands, 1)
        return state._replace(leading=-y) if name == "TD" else state, _times((1.0, 0.0, 0.0, 1.0, x, y), line)
    if name == '"' and len(operands) > 2:
        state = state._replace(word=_number(operands, 0), spacing=_number(operands, 1))
    return state, _times((1.0, 0.0, 0.0, 1.0, 0.0, -state.leading), line)


def _times(m: _Matrix, n: _Matrix) -> _Matrix:
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3], m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _matrix(operands: Any) -> _Matrix:
    numbers = [float(value) for value in operands if isinstance(value, int | float)]
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else _ONE


def _number(operands: list[Any], at: int) -> float:
    value = operands[at] if at < len(operands) else 0.0
    return float(value) if isinstance(value, int | float) else 0.0


def _quarter(a: float, b: float) -> int:
    """In which of four directions a line runs: 0 to the right, 1 up, 2 to the left, 3 down."""
    return (0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)


def _place(quarter: int, x: float, y: float) -> tuple[float, float]:
    """The point, with the page turned so that lines of this direction run to the right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarter]


def _is_pagination(operands: list[Any]) -> bool:
    if len(operands) < 2 or operands[0] != "/Artifact" or not isinstance(operands[1], dict):
        return False
    return operands[1].get("/Type") == "/Pagination"
